"""The heads of a bulletin's table: what each column holds, whatever rows its heads fill."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from yuebao.domain import Flow, SourceError
from yuebao.sources._dialects import first_head
from yuebao.sources._numbers import read_number
from yuebao.sources._values import DAMAGED, bare, listed, plain, shown
from yuebao.sources.bulletin.columns import ColumnMeasure, table_columns
from yuebao.sources.bulletin.head_words import Aspects, SpanKind, head_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from yuebao.reference import Office
    from yuebao.sources._dialects import BulletinDialect
    from yuebao.sources.bulletin.columns import TableColumn
    from yuebao.sources.files.record import FileRow

_REPEATED = re.compile(r"\.\d+$")
_MOST_ROWS = 5  # of heads


@dataclass(frozen=True, slots=True)
class TableHeads:
    """The heads of a table.

    Attributes:
        head: The record with the head of its first column.
        first: The first record of heads.
        last: The last; data begin below it.
        name_place: The number of the column with the names of rows.
        unit_place: That of the column of units, of quantity or of each row's values; None where
            there is none.
        columns: The columns of numbers.
        left_out: The heads of those that follow from others, and of growth of unknown months.
        year_place: The number of the column of the years of rows; None where there is none.
    """

    head: FileRow
    first: FileRow
    last: FileRow
    name_place: int
    unit_place: int | None
    columns: tuple[TableColumn, ...]
    left_out: tuple[str, ...]
    year_place: int | None = None

    def hold_numbers_of(self, record: FileRow) -> bool:
        """Whether a row has numbers in their columns, so that it is no note, whatever its name."""
        printed = [read_number(record.field(column.place)) for column in self.columns]
        return len([number for number in printed if number is not None]) > min(1, len(printed) - 1)

    def number(self, file: str, *, any_month: bool = False) -> int | None:
        """The number of the month the last columns end with; None where none says it.

        Raises:
            SourceError: They end with months that do not follow on one another, of which a year may
                part some; or there is no such month.
        """
        spans = [c.span for c in self.columns if c.span is not None and c.span.last is not None]
        numbers = {span.last for span in spans if span.last is not None and not span.last_year}
        numbers = numbers or {max(s.last for s in spans if s.last)} if spans else numbers
        if not numbers or any_month:
            return None
        run = set(range(min(numbers), max(numbers) + 1))
        if numbers != run or not self._are_alike() or not 1 <= min(numbers) <= max(numbers) <= 12:
            listed = ", ".join(f"{number}月" for number in sorted(numbers))
            raise SourceError(
                f"the heads do not name one month: {listed}",
                file=file,
                line=self.last.line,
                remedy="A table of several months is read where they follow on one another, or "
                "where its rows are months; else keep the columns of one month and of its year to "
                "date, and load the others as tables of their own.",
            )
        return max(numbers)

    def _are_alike(self) -> bool:
        """Whether columns are of the same months for all flows, and end with one."""
        months: dict[tuple[object, ...], set[int]] = {}
        to_date: dict[tuple[object, ...], set[int]] = {}
        for column in self.columns:
            span = column.span
            if span is None or span.last is None or column.measure.is_growth:
                continue
            group = to_date if span.kind is SpanKind.YEAR_TO_DATE else months
            group.setdefault((column.flow, column.measure, column.enterprise), set()).add(span.last)
        kinds = [list(kind.values()) for kind in (months, to_date) if kind]
        return len({max(kind[0]) for kind in kinds}) < 2 and all(
            found == kind[0] for kind in kinds for found in kind
        )


def read_table_heads(
    records: Sequence[FileRow],
    head: FileRow,
    dialect: BulletinDialect,
    office: Office,
    *,
    file: str,
    titled: Flow | None,
    number: int | None = None,
    beside: bool = False,
) -> TableHeads:
    """Understand the heads of a table.

    Args:
        records: The table from its start.
        head: The record with the head of the first column.
        dialect: What the table looks like.
        office: The office, whose kinds of enterprises may head columns.
        file: What to call the file in a message.
        titled: The one flow that the title states.
        number: Of the month the table is of, where something beside the heads says it; for the
            message that names the heads expected.
        beside: Whether another table stands at its side, which may have the other flow.

    Raises:
        SourceError: A column is unknown or there twice, or there is nothing below the heads.
    """
    reader = _HeadReader(dialect, office, file, titled, number, beside)
    return reader.read(records, head)


@dataclass(frozen=True, slots=True)
class _HeadReader:
    dialect: BulletinDialect
    office: Office
    file: str
    titled: Flow | None
    number: int | None
    beside: bool

    def read(self, records: Sequence[FileRow], head: FileRow) -> TableHeads:
        name_place = first_head(head.fields, self.dialect.words) or 0
        rows = self._rows(records, head, name_place)
        unit_place, year_place = self._unit_place(rows), self._year_place(head, name_place)
        if year_place is not None and self.dialect.rows != "months":
            raise self._unknown([head.fields[year_place]], rows[-1], year_place, ())
        said: list[tuple[int, str, Aspects]] = []
        left_out: list[str] = []
        for place, stack in self._stacks(rows, {*range(name_place), name_place, unit_place}):
            aspects = self._together(stack)
            label = " ".join(dict.fromkeys(_label(text) for text in stack if head_text(text)))
            if aspects is not None and aspects.aside:
                left_out.append(label)
            elif aspects is None:
                raise self._unknown(stack, rows[-1], place, said)
            else:
                said.append((place, label, aspects))
        self._check_measures(said, rows[-1])
        columns, vague = table_columns(said, self.titled)
        heads = TableHeads(
            head, rows[0], rows[-1], name_place, unit_place, columns, (*left_out, *vague),
            year_place,
        )  # fmt: skip
        self._check(heads)
        if not any(not record.is_blank() for record in records[records.index(rows[-1]) + 1 :]):
            raise no_rows(self.file, head)
        return heads

    def _rows(self, records: Sequence[FileRow], head: FileRow, name_place: int) -> list[FileRow]:
        """The records of heads, around the one with the head of the first column."""
        start = records.index(head)
        rows = [head]
        for record in reversed(records[max(0, start - _MOST_ROWS) : start]):
            if not self._is_above(record, name_place):
                break
            rows.insert(0, record)
        for record in records[start + 1 :]:
            if record.is_blank():
                continue
            if len(rows) > _MOST_ROWS or not self._is_below(record, name_place):
                break
            rows.append(record)
        return rows

    def _is_above(self, record: FileRow, name_place: int) -> bool:
        if head_text(_field(record, name_place)):
            return False
        texts = [text for text in record.fields if head_text(text)]
        return bool(texts) and all(map(self._said, texts))

    def _is_below(self, record: FileRow, name_place: int) -> bool:
        name = _field(record, name_place)
        if head_text(name) and not self.dialect.is_headed(name) and not self._is_vague(name):
            return False
        others = [t for at, t in enumerate(record.fields) if at != name_place and head_text(t)]
        nil = {plain(text) for text in self.dialect.words.nil}
        whole = all(read_number(text) is not None or plain(text) in nil for text in others)
        return bool(others) and (not whole or head_text(name) != "")

    def _is_vague(self, name: str) -> bool:
        return plain(name) in map(plain, self.dialect.words.vague)

    def _year_place(self, head: FileRow, name_place: int) -> int | None:
        years = set(map(plain, self.dialect.words.years))
        return next((at for at in range(name_place) if plain(head.fields[at]) in years), None)

    def _unit_place(self, rows: Sequence[FileRow]) -> int | None:
        wanted = set(map(plain, self.dialect.quantity_units or self.dialect.words.units))
        for row in rows:
            for at, text in enumerate(row.fields):
                if plain(text) in wanted:
                    return at
        return None

    def _stacks(
        self, rows: Sequence[FileRow], without: set[int | None]
    ) -> Iterator[tuple[int, list[str]]]:
        """What is written over each column; a merged head stands in its first column only."""
        width = max(len(row.fields) for row in rows)
        filled: list[list[str]] = []
        for number, row in enumerate(rows):
            texts, running = [], ""
            for at in range(width):
                text = _field(row, at)
                begins = any(_field(other, at) for other in rows[:number])
                if at in without:
                    text, running = "", ""
                elif head_text(text) or (begins and number):
                    running = text
                texts.append(running if number < len(rows) - 1 else text)
            filled.append(texts)
        for at in range(width):
            if at not in without and any(head_text(_field(row, at)) for row in rows):
                yield at, [texts[at] for texts in filled]

    def _said(self, text: str) -> Aspects | None:
        found = self.dialect.heads.read(text)
        if found is not None and found.growth and found.unit is not None and "%" not in plain(text):
            return Aspects(aside=True)  # by how much, not by which rate
        if found is None and self.dialect.rows == "modes":
            code = self.office.code_of("enterprise", text)
            found = None if code is None else Aspects(enterprise=code)
        return found

    def _together(self, stack: Sequence[str]) -> Aspects | None:
        found: Aspects | None = Aspects()
        for text in stack:
            said = self._said(text)
            found = None if said is None or found is None else found.together(said)
        return None if found is None or found.says_nothing() else found

    def _check_measures(self, said: Sequence[tuple[int, str, Aspects]], below: FileRow) -> None:
        """Refuse a column that does not say what it holds, where others tell quantity and value."""
        if not any(aspects.quantity for _, _, aspects in said):
            return
        for place, label, aspects in said:
            if aspects.quantity is None and not aspects.growth and aspects.unit is None:
                raise self._unknown([label, ""], below, place, said)

    def _unknown(
        self,
        stack: Sequence[str],
        below: FileRow,
        place: int,
        said: Sequence[tuple[int, str, Aspects]],
    ) -> SourceError:
        if any(self.dialect.is_headed(text) for text in stack):
            return SourceError(
                "a second column has names: two tables stand side by side",
                file=self.file,
                line=below.line,
                column=str(place + 1),
                remedy="Save each of them as a file of its own, with the title.",
            )
        over = " over ".join(shown(_label(text)) for text in stack)
        return SourceError(
            f"the head {over} is not one of this bulletin",
            file=self.file,
            line=below.line,
            column=str(place + 1),
            remedy=f"Expected: {self._expected(said)}.",
        )

    def _expected(self, said: Sequence[tuple[int, str, Aspects]]) -> str:
        """The heads of this table, with the month of those that are understood, or its own."""
        heads = self.dialect.heads
        numbers = Counter(a.span.last for _, _, a in said if a.span is not None and a.span.last)
        number = numbers.most_common(1)[0][0] if numbers else self.number or 2
        flows = ", ".join(heads.flows[flow] for flow in (Flow.TOTAL, Flow.EXPORT, Flow.IMPORT))
        measures = ", 数量 and 金额" if self.dialect.rows == "items" else ""
        return f"{flows}, {number}月, 1至{number}月{measures}, 累计{heads.growth}±％"

    def _check(self, heads: TableHeads) -> None:
        keys = Counter(column.key for column in heads.columns)
        for column in heads.columns:
            if keys[column.key] > 1:
                raise self._twice([c for c in heads.columns if c.key == column.key], heads)
        values = [c for c in heads.columns if c.measure is ColumnMeasure.VALUE]
        held = {column.flow for column in values}
        whole = bool(held - {None}) and self.titled is None and not self.beside
        wanted = {Flow.EXPORT, Flow.IMPORT} if whole else set()
        missing = [flow for flow in Flow if flow in wanted - held]
        if missing or not values:
            what = f" for {' and '.join(missing)}" if missing else ""
            raise SourceError(
                f"there is no column of values{what}",
                file=self.file,
                line=heads.last.line,
                remedy=f"Take the whole table. Expected: {self._expected(())}.",
            )

    def _twice(self, same: Sequence[TableColumn], heads: TableHeads) -> SourceError:
        """The refusal of columns that hold the same, by what their heads say."""
        labels = list(dict.fromkeys(column.head for column in same))
        if len(labels) > 1:
            return SourceError(
                f"the columns {' and '.join(labels)} are of the same {same[0].measure}, as far as "
                "their heads say",
                file=self.file,
                line=heads.last.line,
                remedy="Say in the head what each holds (金额, 数量, 同比%), or take one out.",
            )
        return SourceError(
            f"the column {labels[0]} stands there twice",
            file=self.file,
            line=heads.last.line,
            remedy="Take one of them out, or load the table as it was published.",
        )


def no_rows(file: str, head: FileRow, unknown: Sequence[str] = ()) -> SourceError:
    """The refusal of heads without a table, or whose rows are all of names that no list has."""
    if unknown:
        return SourceError(
            f"no row below the heads is known: {listed(unknown)}",
            file=file,
            line=head.line,
            remedy="Load the table as it was published.",
        )
    return SourceError(
        "it has heads, but no rows below them", file=file, line=head.line, remedy=DAMAGED
    )


def _field(record: FileRow, place: int) -> str:
    return record.field(place)


def _label(text: str) -> str:
    return _REPEATED.sub("", bare(text)) if head_text(text) else ""
