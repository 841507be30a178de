"""The rows of a bulletin's table: levels and growth of the whole and its parts.

Levels are exact: the printed decimal times the unit, rounded to whole units of money. Where a
workbook holds more decimals than are printed, these are read too. Growth stands in columns of its
own, or in a row without a name below each.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from yuebao.domain import SourceError
from yuebao.sources._numbers import precision_of, refuse_parts_of_one
from yuebao.sources._values import bare, counted, listed, shown
from yuebao.sources.bulletin.columns import ColumnMeasure
from yuebao.sources.bulletin.row_names import RowKind, RowName, check_order, point_one_of
from yuebao.sources.bulletin.writing import number_reader
from yuebao.sources.files.record import FileRow

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from decimal import Decimal

    from yuebao.sources._dialects import BulletinDialect
    from yuebao.sources._numbers import NumberReader
    from yuebao.sources.bulletin.columns import TableColumn
    from yuebao.sources.bulletin.head_words import ValueUnit
    from yuebao.sources.bulletin.heads import TableHeads
    from yuebao.sources.bulletin.row_names import RowNames


@dataclass(frozen=True, slots=True)
class BulletinRow:
    """One row of a bulletin that is kept.

    Attributes:
        record: Where it stands.
        number: Its number below the heads, counted from 1.
        name: What its name says.
        levels: By column, in whole units of money; nothing printed is zero.
        growth: By column of growth, or by that of the level it is of, in percent; None where
            nothing is printed.
        unit: Of its values, where it says one of its own.
    """

    record: FileRow
    number: int
    name: RowName
    levels: Mapping[TableColumn, int]
    growth: Mapping[TableColumn, Decimal | None]
    unit: ValueUnit | None = None


@dataclass(frozen=True, slots=True)
class BulletinRows:
    """The rows of a bulletin.

    Attributes:
        rows: Those kept.
        unknown: The names of rows left out that no list has.
        nameless: The lines of rows left out that have no name.
        precision: What all levels are multiples of, in whole units of money.
    """

    rows: tuple[BulletinRow, ...]
    unknown: tuple[str, ...]
    nameless: tuple[int, ...]
    precision: int

    def of(self, *kinds: RowKind) -> list[BulletinRow]:
        """The rows of some kinds."""
        return [row for row in self.rows if row.name.kind in kinds]


def read_rows(
    records: Sequence[FileRow],
    heads: TableHeads,
    dialect: BulletinDialect,
    names: RowNames,
    unit: ValueUnit | None,
    file: str,
) -> BulletinRows:
    """The rows below the heads.

    Args:
        records: The table from its start.
        heads: Its heads.
        dialect: What it looks like.
        names: What the names of rows mean.
        unit: Of values whose column says none.
        file: What to call the file in a message.

    Raises:
        SourceError: A row is cut short, or a field of a row that is kept is no number.
    """
    records = records[records.index(heads.last) + 1 :]
    numbers = number_reader(file, records, heads, dialect, unit)
    reader = _RowReader(heads, names, unit, numbers)
    below = list(enumerate(records, start=1))
    return reader.read([(number, record) for number, record in below if not record.is_blank()])


@dataclass(frozen=True, slots=True)
class _RowReader:
    heads: TableHeads
    names: RowNames
    unit: ValueUnit | None
    numbers: NumberReader

    def read(self, below: Sequence[tuple[int, FileRow]]) -> BulletinRows:
        paired = self._is_paired(below)
        rows: list[BulletinRow] = []
        printed: list[tuple[int, Decimal | None]] = []
        unknown: list[str] = []
        nameless: list[int] = []
        rates: dict[int, FileRow] = {}
        if paired:
            rates = {at: after for (at, _), (_, after) in pairwise(below)}
        skip: FileRow | None = None
        names, of_year = self._names_of(below), list[FileRow]()
        for number, record in below:
            if record is skip:
                continue
            above, names = names, names.below(self._year(record))
            name, names = names.read(self._name(record)), names.below(self._name(record))
            if names is not above:
                check_order(of_year, self._name, self.numbers.file)
                of_year = []
            if self._is_aside(name, record):
                continue
            if not name.text:
                nameless.append(record.line)
                continue
            skip = rates.get(number)
            if name.kind in (RowKind.ASIDE, RowKind.NOTE):
                unknown.append(name.text)
                continue
            if name.month is not None and self._is_empty(record):
                continue  # a month that is still to come
            of_year += [record] if name.month is not None else []
            rows.append(self._row(number, record, name, skip))
            printed += self._printed(record)
        by_factor: dict[int, list[Decimal | None]] = defaultdict(list)
        for factor, one in printed:
            by_factor[factor].append(one)
        precision = max((precision_of(*each) for each in by_factor.items()), default=1)
        check_order(of_year, self._name, self.numbers.file)
        rates_read = (rate for row in rows for rate in row.growth.values())
        refuse_parts_of_one(self.numbers.file, rates_read)
        return BulletinRows(tuple(rows), tuple(unknown), tuple(nameless), precision)

    def _name(self, record: FileRow) -> str:
        place = self.heads.name_place
        return record.field(place)

    def _names_of(self, below: Sequence[tuple[int, FileRow]]) -> RowNames:
        if self.names.dialect.rows != "months":
            return self.names
        point_one = point_one_of(self._name(record) for _, record in below)
        if point_one is None:
            raise SourceError(
                "a month is a year with .1, which may be January, or October as a number",
                file=self.numbers.file,
                line=below[0][1].line,
                remedy="Write the year before each month, as 2025年1月.",
            )
        return replace(self.names, point_one=point_one)

    def _year(self, record: FileRow) -> str:
        """The year of a row of a month, where a column says it; as a spreadsheet may, 2025.0."""
        place = self.heads.year_place
        text = "" if place is None or place >= len(record.fields) else record.fields[place]
        return text.strip().removesuffix(".0")

    def _is_aside(self, name: RowName, record: FileRow) -> bool:
        """Whether a row has no numbers to read: a note, a label, or one text alone."""
        if name.kind is RowKind.NOTE:
            return not self.heads.hold_numbers_of(record)
        return name.kind is RowKind.LABEL or self._is_text(record)

    def _is_text(self, record: FileRow) -> bool:
        """Whether a whole row holds one text alone, as a note does that does not begin as one."""
        texts = {bare(field) for field in record.fields} - {""}
        return (
            len(texts) == 1
            and bare(self._name(record)) in texts
            and len(record.fields) > max(column.place for column in self.heads.columns)
        )

    def _is_empty(self, record: FileRow) -> bool:
        """Whether no value is printed in a row."""
        return all(number is None for _, number in self._printed(record))

    def _is_paired(self, below: Sequence[tuple[int, FileRow]]) -> bool:
        """Whether growth stands below each row: the first is followed by one without a name."""
        if any(column.measure.is_growth for column in self.heads.columns) or len(below) < 2:
            return False
        first, second = (bare(self._name(record)) for _, record in below[:2])
        return bool(first) and second in ("", first)

    def _row(
        self, number: int, record: FileRow, name: RowName, rates: FileRow | None
    ) -> BulletinRow:
        values = [c for c in self.heads.columns if c.measure is ColumnMeasure.VALUE]
        unit = self._unit(record)
        levels = {
            c: self.numbers.level(record, c.place, self._factor(c, unit)) or 0 for c in values
        }
        growth = {
            column: self.numbers.growth(record, column.place)
            for column in self.heads.columns
            if column.measure is ColumnMeasure.VALUE_GROWTH
        }
        if rates is not None:
            growth |= {column: self.numbers.growth(rates, column.place) for column in values}
        return BulletinRow(record, number, name, levels, growth, unit)

    def _printed(self, record: FileRow) -> Iterator[tuple[int, Decimal | None]]:
        unit = self._unit(record)
        for column in self.heads.columns:
            if column.measure is ColumnMeasure.VALUE:
                yield self._factor(column, unit), self.numbers.read(record, column.place)

    def _unit(self, record: FileRow) -> ValueUnit | None:
        """The unit that a row says of its values.

        Raises:
            SourceError: It is none of value, or there is none at all.
        """
        place = self.heads.unit_place
        if place is None:
            return None
        text = record.field(place)
        unit = self.names.dialect.heads.unit_of(text)
        if unit is None and (text.strip() or self.unit is None):
            raise SourceError(
                f"the unit of value {shown(text.strip())} is not known",
                file=self.numbers.file,
                line=record.line,
                column=str(place + 1),
                remedy="Write it as 亿元, 万元, 亿美元 or the like.",
            )
        return unit

    def _factor(self, column: TableColumn, of_row: ValueUnit | None) -> int:
        unit = column.unit or of_row or self.unit
        assert unit is not None  # noqa: S101 - the table was refused otherwise
        return unit.factor


_LEFT_OUT = {"provinces": "cities and zones", "chapters": "sections"}


def row_remarks(rows: BulletinRows, dialect: BulletinDialect) -> Iterator[str]:
    """What was left out, and why."""
    if rows.unknown and dialect.rows in _LEFT_OUT:
        yield f"{counted(len(rows.unknown), 'row')} of {_LEFT_OUT[dialect.rows]} left out."
    elif rows.unknown:
        yield f"Left out, in no list of {dialect.rows}: {listed(rows.unknown)}."
    if rows.nameless:
        lines = listed(tuple(map(str, rows.nameless)))
        yield f"{counted(len(rows.nameless), 'row')} without a name left out: line {lines}."
