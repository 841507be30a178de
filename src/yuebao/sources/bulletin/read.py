"""The tables of the bulletins: from printed table to facts.

A table prints, for all trade together and for each part of it (provinces, chapters, partners, trade
modes, kinds of enterprises) or each month, exports and imports; for the month, the year to date or
both, and official growth. Values are in a unit that the heads or what is above them name.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from yuebao.domain import (
    Depth,
    Dimension,
    Flow,
    Grain,
    Month,
    Period,
    PeriodError,
    Scope,
    SourceError,
)
from yuebao.sources._dialects import first_head
from yuebao.sources._facts import Facts, join_facts, keep_facts, remarks_on
from yuebao.sources._values import counted, listed
from yuebao.sources.bulletin.beside import stands_beside
from yuebao.sources.bulletin.check import TableCheck
from yuebao.sources.bulletin.columns import ColumnMeasure
from yuebao.sources.bulletin.currencies import split_currencies, value_units
from yuebao.sources.bulletin.head_words import HeadSpan, SpanKind
from yuebao.sources.bulletin.heads import no_rows, read_table_heads
from yuebao.sources.bulletin.least import refuse_too_little
from yuebao.sources.bulletin.part_of_trade import refuse_part_of_trade
from yuebao.sources.bulletin.parts import (
    total_once,
    with_rest,
    without_details,
    without_groups_of_modes,
    without_sum_of_some,
)
from yuebao.sources.bulletin.row_names import RowKind, RowNames, period_of
from yuebao.sources.bulletin.rows import read_rows, row_remarks
from yuebao.sources.bulletin.title import Above, read_region
from yuebao.sources.bulletin.titled import titled_spans, with_titled_span
from yuebao.sources.bulletin.told_parts import notes_below
from yuebao.sources.files.record import in_simplified

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from decimal import Decimal

    import duckdb

    from yuebao.sources._dialects import BulletinDialect
    from yuebao.sources._given import Given
    from yuebao.sources._recognise import Recognised
    from yuebao.sources.bulletin.columns import TableColumn
    from yuebao.sources.bulletin.head_words import ValueUnit
    from yuebao.sources.bulletin.heads import TableHeads
    from yuebao.sources.bulletin.rows import BulletinRow, BulletinRows
    from yuebao.sources.files.record import FileRow, FileTable

_BY = {
    "provinces": Dimension.PROVINCE,
    "partners": Dimension.PARTNER,
    "modes": Dimension.MODE,
    "enterprises": Dimension.ENTERPRISE,
}
"""What rows are parts by."""


def read_bulletin(connection: duckdb.DuckDBPyConnection, found: Recognised, given: Given) -> Facts:
    """Read a bulletin into a temporary table with READ_COLUMNS.

    It says its flows itself, whatever is said of the exports beside it in a folder.

    Raises:
        SourceError: The bulletin cannot be understood, or contradicts itself.
        PeriodError: Nothing says which months it is of.
        UserError: It is of one province, and nothing says of which.
    """
    table, dialect = found.table, given.dialects.bulletins[found.dialect]
    records, head = tuple(map(in_simplified, table.records())), in_simplified(found.head)
    above = read_above(records, head, dialect, table, given.path.name)
    above.check_captions(records, first_head(head.fields, dialect.words) or 0)
    titled = above.flow(given.office)
    heads = read_table_heads(
        records, head, dialect, given.office, file=table.name, titled=titled,
        number=above.spoken_number(given.months), beside=stands_beside(table),
    )  # fmt: skip
    found_of_each = [
        _Reader(dialect, given, above, part, titled, value_units(heads)).read(connection, records)
        for part in split_currencies(heads)
    ]
    whole, *more = found_of_each
    return join_facts(connection, found_of_each, given.path.name) if more else whole


def read_above(
    records: Sequence[FileRow], head: FileRow, dialect: BulletinDialect, table: FileTable, name: str
) -> Above:
    """What stands around a table, whose file has this name."""
    at = records.index(head) + 1
    texts = tuple(t for record in records[:at] for field in record.fields if (t := field.strip()))
    notes = tuple(notes_below(record.fields for record in records[at:]))
    return Above(texts, table.name, name, head, dialect.heads, table.tab, (*notes, *table.notes))


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads one table whose heads are understood, in one currency; `units` are those of all."""

    dialect: BulletinDialect
    given: Given
    above: Above
    heads: TableHeads
    titled: Flow | None
    units: tuple[ValueUnit | None, ...]

    def read(self, connection: duckdb.DuckDBPyConnection, records: Sequence[FileRow]) -> Facts:
        month, year_from = self._month()
        heads, aside = _of_the_year(self._with_spans(month), month)
        if not any(c.measure is ColumnMeasure.VALUE for c in heads.columns):
            raise SourceError(
                f"it is of {month}, but all its columns are of other years: {listed(aside)}",
                file=self.above.file,
                line=heads.last.line,
                remedy="Its title or its heads are wrong: load the table as it was published.",
            )
        unit = self._unit()
        region = self._region()
        names = RowNames(self.dialect, self.given.office, month.year if month else None)
        rows = read_rows(records, heads, self.dialect, names, unit, self.above.file)
        if not rows.rows:
            raise no_rows(self.above.file, heads.head, rows.unknown)
        for of_row in {row.unit for row in rows.rows if row.unit}:
            self.above.check_currency(of_row)
        rows, partial = without_sum_of_some(total_once(rows), self.above, self.given.dialects)
        rows, details = without_details(rows, self.given.office)
        rows, twice = without_groups_of_modes(rows, self.dialect, self.given.office)
        details += twice
        rows, rest = with_rest(rows, self.dialect)
        periods = _periods(heads, month)
        checked = TableCheck(
            rows, self.dialect, self.given.office, periods, self.above.file,
            accept=self.given.accept_differences,
        ).check()  # fmt: skip
        making = _Making(self.dialect, heads, periods, unit, region, checked.complete, self.titled)
        facts = list(making.facts(rows, self.given.source))
        if region is None and self.given.scope is None and self.dialect.rows != "provinces":
            totals = (fact for fact in facts if fact["grain"] == str(Grain(Depth.ALL)))
            refuse_too_little(self.above, totals, self.given.dialects.least)
        name = keep_facts(connection, facts, self.given.source)
        covered = {
            Period(Month.parse(str(f["first_month"])), Month.parse(str(f["last_month"])))
            for f in facts
        }
        remarks = [
            *([f"Taken for {month} by {year_from}."] if month and not self._by_months() else []),
            *self._region_remark(region),
            *remarks_on(facts),
            *row_remarks(rows, self.dialect),
            *_left_out(heads, aside, details),
            *partial,
            *rest,
            *making.incomplete(rows),
            *checked.remarks,
        ]
        scope = Scope(Dimension.PROVINCE, (region,)) if region else None
        return Facts(
            name, len(facts), tuple(sorted(covered)), tuple(remarks), scope=scope,
            uneven=checked.uneven,
        )  # fmt: skip

    def _month(self) -> tuple[Month | None, str]:
        """The month reported and what says it; none where each row is of its own."""
        number = self.heads.number(self.above.file)
        if number is not None:
            return self.above.month(number, self.given.months)
        if self._by_months():
            year = self.above.year()
            return (None if year is None else Month(year, 12)), "its title"
        spans = [span for span in titled_spans(self.above, self.given.months) if span.last]
        if not spans:
            raise PeriodError(
                "nothing says which months it is of",
                where=self.above.file,
                remedy="Load the table with its title, which says them, or give --months.",
            )
        return self.above.month(spans[0].last or 0, self.given.months)

    def _by_months(self) -> bool:
        """Whether each row is of a month of its own."""
        return self.dialect.rows == "months"

    def _with_spans(self, month: Month | None) -> TableHeads:
        """The heads, those without months with the title's; by months, with the month itself."""
        if self._by_months():
            default = HeadSpan(SpanKind.MONTH)
        else:
            said = [
                s
                for s in titled_spans(self.above, self.given.months)
                if month and s.last == month.month
            ]
            if all(column.span is not None for column in self.heads.columns) or not said:
                return self._growth_named(self.heads)
            default = said[0]
        told, months = self.given.dialects.told, self.given.months
        heads = with_titled_span(self.heads, [default], self.above, told, months)
        return self._growth_named(heads)

    def _growth_named(self, heads: TableHeads) -> TableHeads:
        for column in heads.columns:
            if column.span is None:
                raise PeriodError(
                    f"nothing says which months the column {column.head} is of",
                    where=self.above.file,
                    remedy="Load the table with its title, which says them, or give --months.",
                )
        return heads

    def _unit(self) -> ValueUnit | None:
        unit = self.above.unit()
        values = [c for c in self.heads.columns if c.measure is ColumnMeasure.VALUE]
        of_rows = self.heads.unit_place is not None
        if unit is None and not of_rows and any(column.unit is None for column in values):
            raise self.above.no_unit()
        self.above.check_units(unit, self.units)
        for used in [unit, *(column.unit for column in values)]:
            if used is not None:
                self.above.check_currency(used)
        return unit

    def _region(self) -> str | None:
        """The region a table of another kind than by region is of; None for the whole country."""
        of_regions = self.dialect.rows == "provinces"
        office, scope = self.given.office, self.given.scope
        region = None if of_regions else read_region(self.above, office, scope)
        if scope is None:
            refuse_part_of_trade(self.above, self.dialect.rows, self.given.dialects, office, region)
        return region

    def _region_remark(self, region: str | None) -> Iterator[str]:
        if region is not None:
            found = self.given.office.regions.find(region)
            yield f"Taken for trade of {found.full if found else region} alone."


def _of_the_year(heads: TableHeads, month: Month | None) -> tuple[TableHeads, list[str]]:
    """The heads without the columns of other years, which later tables print on another base."""
    kept, aside = [], []
    for column in heads.columns:
        span = column.span
        ends = None if span is None or span.last_year is None else (span.last_year, span.last)
        if ends is not None and month is not None and ends[0] != month.year:
            aside.append(column.head)
        else:
            kept.append(column)
    return replace(heads, columns=tuple(kept)), aside


def _periods(heads: TableHeads, month: Month | None) -> dict[TableColumn, Period]:
    """The months of each column of values, where they are the same for all rows."""
    if month is None:
        return {}
    return {
        column: column.span.period(month)
        for column in heads.columns
        if column.measure is ColumnMeasure.VALUE and column.span is not None
    }


def _left_out(heads: TableHeads, aside: Sequence[str], details: int) -> Iterator[str]:
    if heads.left_out:
        yield f"Columns left out: {listed(heads.left_out)}."
    if aside:
        yield f"Columns of other months left out: {listed(aside)}."
    if details:
        yield f"{counted(details, 'row')} left out that another row holds already."


@dataclass(frozen=True, slots=True)
class _Making:
    """Makes facts of the rows of one table.

    Attributes:
        complete: Whether its parts are all there are.
        titled: The flow that the title states.
    """

    dialect: BulletinDialect
    heads: TableHeads
    periods: Mapping[TableColumn, Period]
    unit: ValueUnit | None
    region: str | None
    complete: bool
    titled: Flow | None

    def facts(self, rows: BulletinRows, source: str) -> Iterator[dict[str, object]]:
        """A fact for each row, flow and period."""
        for row in rows.rows:
            made: dict[tuple[object, ...], dict[str, object]] = {}
            for column in sorted(row.levels, key=lambda c: str(c.span and c.span.kind)):
                fact = self._fact(row, column, rows.precision, source)
                key = (fact["flow"], fact["first_month"], fact["last_month"], fact["enterprise"])
                made[key] = fact  # in January the year to date, which is the month
            yield from made.values()

    def incomplete(self, rows: BulletinRows) -> Iterator[str]:
        """A remark on partners that are not all."""
        if not self.complete:
            parts, groups = (len(rows.of(kind)) for kind in (RowKind.PART, RowKind.GROUP))
            yield (
                f"It lists {counted(parts, 'partner')} and {counted(groups, 'group')} of them, not "
                "all: they are kept as lines of their own, and rank nobody."
            )

    def _fact(
        self, row: BulletinRow, column: TableColumn, precision: int, source: str
    ) -> dict[str, object]:
        period = self._period(row, column)
        unit = column.unit or row.unit or self.unit
        assert unit is not None  # noqa: S101 - the table was refused otherwise
        flow = row.name.flow or column.flow or self.titled or Flow.TOTAL
        return {
            "flow": flow.value,
            "currency": unit.currency,
            "commodity": Depth.ALL,
            "first_month": str(period.first),
            "last_month": str(period.last),
            "value": row.levels[column],
            "precision": precision,
            "growth": self._growth(row, column),
            "source": source,
            "row": row.number,
            **self._key(row, column),
        }

    def _period(self, row: BulletinRow, column: TableColumn) -> Period:
        if row.name.month is not None:
            to_date = column.span is not None and column.span.kind is SpanKind.YEAR_TO_DATE
            return period_of(row.name.month, year_to_date=to_date)
        return self.periods[column]

    def _growth(self, row: BulletinRow, column: TableColumn) -> Decimal | None:
        if column in row.growth:
            return row.growth[column]
        wanted = (column.flow, column.enterprise, column.span and column.span.kind)
        alike = [c for c in row.levels if (c.flow, c.enterprise, c.span and c.span.kind) == wanted]
        for other, rate in row.growth.items():
            if (other.flow, other.enterprise, other.span and other.span.kind) == wanted and (
                len(alike) == 1 or other.span == column.span
            ):
                return rate
        return None

    def _key(self, row: BulletinRow, column: TableColumn) -> dict[str, object]:
        """What the facts of a row are of, and the grain that says so."""
        codes: dict[Dimension, str] = {}
        if self.region is not None:
            codes[Dimension.PROVINCE] = self.region
        if column.enterprise is not None:
            codes[Dimension.ENTERPRISE] = column.enterprise
        code, depth = row.name.code, Depth.ALL
        if code is not None and self.dialect.rows == "chapters":
            depth = Depth.of_digits(len(code))
        elif code is not None and (row.name.kind is RowKind.GROUP or not self.complete):
            codes[Dimension.BLOC] = code
        elif code is not None:
            codes[_BY[self.dialect.rows]] = code
        key: dict[str, object] = {dimension.value: code for dimension, code in codes.items()}
        if depth != Depth.ALL:
            key["commodity"] = code
        return {**key, "enterprise": column.enterprise or key.get("enterprise")} | {
            "grain": str(Grain(depth, frozenset(codes)))
        }
