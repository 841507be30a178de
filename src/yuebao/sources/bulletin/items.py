"""The bulletins of main commodities: items by name, with quantity and value.

Items are filed under the name of the table and the items they are indented below, since no HS code
covers them and a name alone may stand there twice: 主要商品/机电产品/电子元件. A row 其中： says
that parts of the one above it follow; it is no item.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from yuebao.domain import Depth, Dimension, Grain, Period, Scope, SourceError
from yuebao.sources._dialects import is_footnote
from yuebao.sources._direction import decide_flow
from yuebao.sources._facts import Facts, join_facts, keep_facts, remarks_on
from yuebao.sources._numbers import precision_of, refuse_parts_of_one
from yuebao.sources._values import counted, listed, plain
from yuebao.sources.bulletin.columns import ColumnMeasure
from yuebao.sources.bulletin.currencies import split_currencies, value_units
from yuebao.sources.bulletin.heads import no_rows, read_table_heads
from yuebao.sources.bulletin.part_of_trade import refuse_part_of_trade
from yuebao.sources.bulletin.read import read_above
from yuebao.sources.bulletin.row_names import strip_within
from yuebao.sources.bulletin.title import read_region
from yuebao.sources.bulletin.titled import titled_spans, with_titled_span
from yuebao.sources.bulletin.writing import number_reader
from yuebao.sources.files.record import in_simplified

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import duckdb

    from yuebao.domain import Flow, Month
    from yuebao.sources._dialects import BulletinDialect
    from yuebao.sources._given import Given
    from yuebao.sources._numbers import NumberReader
    from yuebao.sources._recognise import Recognised
    from yuebao.sources.bulletin.columns import TableColumn
    from yuebao.sources.bulletin.head_words import HeadSpan, ValueUnit
    from yuebao.sources.bulletin.heads import TableHeads
    from yuebao.sources.bulletin.title import Above
    from yuebao.sources.files.record import FileRow


@dataclass(frozen=True, slots=True)
class _Row:
    """A row below the heads: its path of names, its number there, and where it stands."""

    path: str
    number: int
    record: FileRow


@dataclass(frozen=True, slots=True)
class _Reader:
    """What is needed to turn a record into facts."""

    dialect: BulletinDialect
    heads: TableHeads
    flow: Flow
    month: Month
    unit: ValueUnit | None
    region: str | None
    numbers: NumberReader

    def values(self) -> dict[Period, TableColumn]:
        """The column of values of each period; in January that of the year to date."""
        columns = [c for c in self.heads.columns if c.measure is ColumnMeasure.VALUE]
        columns.sort(key=lambda column: str(column.span and column.span.kind))
        return {c.span.period(self.month): c for c in columns if c.span is not None}

    def other(self, measure: ColumnMeasure, period: Period) -> TableColumn | None:
        """The column of another measure for the same months."""
        for column in self.heads.columns:
            if (
                column.measure is measure
                and column.span is not None
                and column.span.period(self.month) == period
            ):
                return column
        return None

    def factor(self, column: TableColumn) -> int:
        """What one printed unit of a column of values is."""
        unit = column.unit or self.unit
        assert unit is not None  # noqa: S101 - the table was refused otherwise
        return unit.factor


def read_items(connection: duckdb.DuckDBPyConnection, found: Recognised, given: Given) -> Facts:
    """Read the bulletin into a temporary table with READ_COLUMNS.

    Raises:
        SourceError: The bulletin cannot be understood, or contradicts itself.
        DirectionError: Nothing says whether it is of exports or imports.
        PeriodError: Nothing says which year it is of.
    """
    table, dialect = found.table, given.dialects.bulletins[found.dialect]
    records, head = tuple(map(in_simplified, table.records())), in_simplified(found.head)
    above = read_above(records, head, dialect, table, given.path.name)
    titled = above.flow(given.office)
    heads = read_table_heads(
        records, head, dialect, given.office, file=table.name, titled=titled,
        number=above.spoken_number(given.months),
    )  # fmt: skip
    found_of_each = [
        _read_part(connection, records, above, part, found, given, value_units(heads))
        for part in split_currencies(heads)
    ]
    whole, *more = found_of_each
    return join_facts(connection, found_of_each, given.path.name) if more else whole


def _read_part(
    connection: duckdb.DuckDBPyConnection,
    records: Sequence[FileRow],
    above: Above,
    heads: TableHeads,
    found: Recognised,
    given: Given,
    units: Sequence[ValueUnit | None],
) -> Facts:
    """Read the items of one table in one currency; `units` are those of all its values."""
    table, dialect = found.table, given.dialects.bulletins[found.dialect]
    titled = above.flow(given.office)
    said = titled_spans(above, given.months)
    month, year_from = above.month(_number(heads, above, said), given.months)
    of_month = [span for span in said if span.last == month.month]
    heads = with_titled_span(heads, of_month, above, given.dialects.told, given.months)
    flows = {column.flow for column in heads.columns} - {None}
    below = records[records.index(heads.last) + 1 :]
    reader = _Reader(
        dialect=dialect,
        heads=heads,
        flow=titled
        or (flows.pop() if len(flows) == 1 else None)
        or decide_flow(given.path, given.flow, given.office),
        month=month,
        unit=_unit(heads, above, units),
        region=read_region(above, given.office, given.scope),
        numbers=number_reader(table.name, below, heads, dialect, above.unit()),
    )
    if given.scope is None:
        refuse_part_of_trade(above, dialect.rows, given.dialects, given.office, reader.region)
    rows = list(_rows(below, reader))
    items = [row for row in rows if not _is_heading(row.record, heads)]
    facts = list(_facts(items, reader, given.source))
    if not facts:
        raise no_rows(table.name, found.head)
    scope = Scope(Dimension.PROVINCE, (reader.region,)) if reader.region else None
    name = keep_facts(connection, facts, given.source)
    remarks = (
        f"Taken for {month} by {year_from}.",
        f"Taken for {reader.flow}s by {'its title' if titled else 'its heads, name or --flow'}.",
        *_left_out(heads, len(rows) - len(items)),
        *remarks_on(facts),
    )
    return Facts(name, len(facts), tuple(sorted(reader.values())), remarks, scope=scope)


def _number(heads: TableHeads, above: Above, said: Sequence[HeadSpan]) -> int:
    """The number of the month reported, by the heads or else by what the title says."""
    number = heads.number(above.file)
    titled = {span.last for span in said if span.last is not None}
    if number is None and len(titled) == 1:
        return titled.pop()
    if number is None:
        raise SourceError(
            "the heads name no month, and the title not one",
            file=above.file,
            line=heads.last.line,
            remedy="Load the table with its title, which says the months, or give --months.",
        )
    return number


def _unit(heads: TableHeads, above: Above, units: Sequence[ValueUnit | None]) -> ValueUnit | None:
    unit = above.unit()
    values = [column for column in heads.columns if column.measure is ColumnMeasure.VALUE]
    if unit is None and any(column.unit is None for column in values):
        raise above.no_unit()
    above.check_units(unit, units)
    for used in [unit, *(column.unit for column in values)]:
        if used is not None:
            above.check_currency(used)
    return unit


def _left_out(heads: TableHeads, rows: int) -> Iterator[str]:
    if any(column.measure is ColumnMeasure.QUANTITY_GROWTH for column in heads.columns):
        yield "Growth of quantities left out."
    if heads.left_out:
        yield f"Columns left out: {listed(heads.left_out)}."
    if rows:
        yield f"{counted(rows, 'row')} with a name alone left out."


def _rows(records: Sequence[FileRow], reader: _Reader) -> Iterator[_Row]:
    """Every row that is not blank, no footnote and no label."""
    above: list[tuple[int, str]] = []
    for number, record in enumerate(records, start=1):
        if record.is_blank():
            continue
        place = reader.heads.name_place
        printed = record.field(place)
        name, within = strip_within(printed.strip(), reader.dialect.words.within)
        name = name.rstrip("*").strip()
        note = is_footnote(name, reader.dialect.words.footnotes)
        if (note and not reader.heads.hold_numbers_of(record)) or (within and not name):
            continue
        if not name:
            raise SourceError(
                "there is no name of an item",
                file=reader.numbers.file,
                line=record.line,
                column=reader.dialect.places[0],
                remedy="Load the table as it was published.",
            )
        indent = len(printed) - len(printed.lstrip())
        above = [(depth, other) for depth, other in above if depth < indent]
        path = "/".join((reader.dialect.table, *(other for _, other in above), name))
        if not within:  # what follows further in stands beside it: 其中：甲, and 乙 below 甲
            above.append((indent, name))
        yield _Row(path, number, record)


def _is_heading(record: FileRow, heads: TableHeads) -> bool:
    """Whether a whole row holds a name alone, which may stand in every field of a merged one."""
    texts = {field.strip() for field in record.fields} - {""}
    last = max(heads.unit_place or 0, *(column.place for column in heads.columns))
    return len(texts) == 1 and len(record.fields) > last


def _facts(items: Sequence[_Row], reader: _Reader, source: str) -> Iterator[dict[str, object]]:
    """The facts of every item; an item that stands there twice, in two units, gives one each."""
    found: dict[tuple[str, Period], dict[str, object]] = {}
    printed: list[Decimal | None] = []
    values = reader.values()
    for item in items:
        for period, column in values.items():
            fact = _fact(item, period, column, reader, source)
            printed.append(reader.numbers.read(item.record, column.place))
            key = (item.path, period)
            if key in found:
                _second_unit(found[key], fact, item.record, reader)
            else:
                found[key] = fact
    rates = (rate for fact in found.values() if isinstance(rate := fact["growth"], Decimal))
    refuse_parts_of_one(reader.numbers.file, rates)
    factor = max(map(reader.factor, values.values()), default=1)
    precision = precision_of(factor, printed)
    for fact in found.values():
        yield fact | {"precision": precision}


def _fact(
    item: _Row, period: Period, column: TableColumn, reader: _Reader, source: str
) -> dict[str, object]:
    record, numbers = item.record, reader.numbers
    unit, multiple = _unit_of(record, reader)
    counted_in = reader.other(ColumnMeasure.QUANTITY, period)
    quantity = None
    if counted_in is not None and unit is not None:
        quantity = numbers.level(record, counted_in.place, multiple * counted_in.multiple)
    rate = reader.other(ColumnMeasure.VALUE_GROWTH, period)
    value_unit = column.unit or reader.unit
    assert value_unit is not None  # noqa: S101 - the table was refused otherwise
    dimensions = frozenset([Dimension.PROVINCE] if reader.region else [])
    return {
        "flow": reader.flow.value,
        "grain": str(Grain(Depth.ITEM, dimensions)),
        "currency": value_unit.currency,
        "commodity": item.path,
        "province": reader.region,
        "first_month": str(period.first),
        "last_month": str(period.last),
        "value": numbers.level(record, column.place, value_unit.factor) or 0,
        "quantity": quantity,
        "unit": unit if quantity is not None else None,
        "growth": None if rate is None else numbers.growth(record, rate.place),
        "source": source,
        "row": item.number,
    }


def _unit_of(record: FileRow, reader: _Reader) -> tuple[str | None, int]:
    """The customs unit of a record's quantity, and how many of it one printed unit is."""
    at = reader.heads.unit_place
    text = record.fields[at].strip() if at is not None and at < len(record.fields) else ""
    if plain(text) in reader.numbers.nil:
        return None, 1
    for prefix, multiple in reader.dialect.multiples.items():
        if text.startswith(prefix) and len(text) > len(prefix):
            return text.removeprefix(prefix), multiple
    return text, 1


def _second_unit(
    fact: dict[str, object], again: dict[str, object], record: FileRow, reader: _Reader
) -> None:
    """Take the quantity of an item's second row for the fact's second quantity.

    Raises:
        SourceError: It stands there with another value, or in the same unit.
    """
    if again["value"] != fact["value"] or again["unit"] in (None, fact["unit"], fact.get("unit2")):
        raise SourceError(
            f"the item {record.fields[reader.heads.name_place].strip()} stands there twice, and "
            "not in two units of one value",
            file=reader.numbers.file,
            line=record.line,
            remedy="Load the table as it was published.",
        )
    fact["quantity2"], fact["unit2"] = again["quantity"], again["unit"]
