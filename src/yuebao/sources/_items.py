"""The national bulletin of main commodities: items by name, with quantity and value.

Items are filed under the name of the table and the items they are indented below, since no HS code
covers them and a name alone may stand there twice: `主要商品/机电产品/电子元件/集成电路`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yuebao.domain import Depth, Grain, Period, SourceError
from yuebao.sources._bulletin_heads import Window, read_month, read_unit, read_window, record_below
from yuebao.sources._dialects import bare
from yuebao.sources._direction import decide_flow, flow_of_name
from yuebao.sources._facts import Facts, keep_facts
from yuebao.sources._numbers import NumberReader, precision_of
from yuebao.sources._values import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from decimal import Decimal
    from pathlib import Path

    import duckdb

    from yuebao.domain import Flow, Month
    from yuebao.sources._dialects import ItemsDialect, ValueUnit
    from yuebao.sources._record import Record, Table


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where in a record each thing stands, by window; how each column is headed; the month."""

    quantity: Mapping[Window, int]
    value: Mapping[Window, int]
    growth: Mapping[Window, int]
    heads: Mapping[int, str]
    number: int


@dataclass(frozen=True, slots=True)
class _Reader:
    """What is needed to turn a record into facts."""

    dialect: ItemsDialect
    columns: _Columns
    flow: Flow
    month: Month
    unit: ValueUnit
    numbers: NumberReader

    def period(self, window: Window) -> Period:
        """The months a window covers."""
        if window is Window.YEAR_TO_DATE:
            return Period.year_to_date(self.month)
        return Period.of_month(self.month)


def read_items(
    connection: duckdb.DuckDBPyConnection,
    table: Table,
    head: Record,
    dialect: ItemsDialect,
    *,
    path: Path,
    flow: Flow | None,
    months: Period | None,
    source: str,
) -> Facts:
    """Read the bulletin into a temporary table with READ_COLUMNS.

    Args:
        connection: Where the facts go.
        table: The table in the file.
        head: The record with the heads of item and unit.
        dialect: What the bulletin looks like.
        path: The file, whose name may say the month and the flow.
        flow: Exports or imports, where neither title nor name says.
        months: The month, if nothing else says its year.
        source: The file's SHA-256.

    Raises:
        SourceError: The bulletin cannot be understood, or contradicts itself.
        DirectionError: Nothing says whether it is of exports or imports.
        PeriodError: Nothing says which year it is of.
    """
    records = tuple(table.records())
    start = records.index(head)
    above = [bare(field) for record in records[: start + 1] for field in record.fields]
    below = record_below(records, head, table.name)
    columns = _read_columns(head, below, dialect, table.name)
    month, year_from = read_month(columns.number, above, table.name, path.name, months)
    titled = next((found for text in above if (found := flow_of_name(text))), None)
    reader = _Reader(
        dialect=dialect,
        columns=columns,
        flow=titled or decide_flow(path, flow),
        month=month,
        unit=read_unit(above, dialect.units, table.name, head),
        numbers=NumberReader(table.name, dialect.nil, columns.heads),
    )
    facts = list(_facts(records[records.index(below) + 1 :], reader, source))
    if not facts:
        raise SourceError("it has heads, but no rows below them", file=table.name, line=head.line)
    remarks = (
        f"Taken for {month} by {year_from}.",
        f"Taken for {reader.flow}s by {'its title' if titled else 'its name or --flow'}.",
        "Growth of quantities left out.",
    )
    periods = {reader.period(window) for window in columns.value}
    return Facts(keep_facts(connection, facts, source), len(facts), tuple(sorted(periods)), remarks)


def _read_columns(head: Record, below: Record, dialect: ItemsDialect, file: str) -> _Columns:
    quantity: dict[Window, int] = {}
    value: dict[Window, int] = {}
    growth: dict[Window, int] = {}
    heads: dict[int, str] = {}
    numbers: set[int] = set()
    upper = ""
    for place in range(2, max(len(head.fields), len(below.fields))):
        upper = _field(head, place) or upper  # a merged head stands in its first column only
        window, number = _window(upper, dialect)
        lower = _field(below, place)
        if window is None or lower not in (dialect.quantity, dialect.value):
            raise SourceError(
                f"the head {shown(upper)} over {shown(lower)} is not one of this bulletin",
                file=file,
                line=below.line,
                column=str(place + 1),
                remedy=f"Expected: 8月, 1至8月累计 and growth over {dialect.quantity} and "
                f"{dialect.value}.",
            )
        heads[place] = f"{upper} {lower}"
        if number is not None:
            numbers.add(number)
            (quantity if lower == dialect.quantity else value)[window] = place
        elif lower == dialect.value:
            growth[window] = place
    if set(value) != set(Window) or len(numbers) != 1:
        raise SourceError(
            "the heads do not give one month and its year to date",
            file=file,
            line=below.line,
            remedy="Load the table as it was published.",
        )
    return _Columns(quantity, value, growth, heads, numbers.pop())


def _window(upper: str, dialect: ItemsDialect) -> tuple[Window | None, int | None]:
    """The window of a column and, where it is not one of growth, the number of the month."""
    if found := read_window(upper):
        return found
    if upper.startswith(dialect.month_growth):
        return Window.MONTH, None
    if upper.startswith(dialect.growth):
        return Window.YEAR_TO_DATE, None
    return None, None


def _field(record: Record, place: int) -> str:
    return bare(record.fields[place]) if place < len(record.fields) else ""


def _facts(records: Sequence[Record], reader: _Reader, source: str) -> Iterator[dict[str, object]]:
    """The facts of every item; an item that stands there twice, in two units, gives one each."""
    found: dict[tuple[str, Window], dict[str, object]] = {}
    printed: list[Decimal | None] = []
    for item, number, record in _items(records, reader):
        for window, place in reader.columns.value.items():
            fact = _fact(item, number, record, window, reader, source)
            printed.append(reader.numbers.read(record, place))
            key = (item, window)
            if key in found:
                _second_unit(found[key], fact, record, reader)
            else:
                found[key] = fact
    if reader.month.month == 1:  # month and year to date are one
        found = {key: fact for key, fact in found.items() if key[1] is Window.YEAR_TO_DATE}
    precision = precision_of(reader.unit.factor, printed)
    for fact in found.values():
        yield fact | {"precision": precision}


def _items(records: Sequence[Record], reader: _Reader) -> Iterator[tuple[str, int, Record]]:
    """Every item with its path of names, its number below the heads, and its record."""
    above: list[tuple[int, str]] = []
    for number, record in enumerate(records, start=1):
        printed = record.fields[0] if record.fields else ""
        name = printed.strip().rstrip("*").strip()
        if record.is_blank() or name.startswith(reader.dialect.footnotes):
            continue
        indent = len(printed) - len(printed.lstrip())
        above = [(depth, other) for depth, other in above if depth < indent]
        path = "/".join((reader.dialect.table, *(other for _, other in above), name))
        above.append((indent, name))
        yield path, number, record


def _fact(
    item: str, number: int, record: Record, window: Window, reader: _Reader, source: str
) -> dict[str, object]:
    columns, period, numbers = reader.columns, reader.period(window), reader.numbers
    unit, multiple = _unit(record, reader)
    quantity = numbers.level(record, columns.quantity[window], multiple) if unit else None
    growth = numbers.growth(record, columns.growth[window]) if window in columns.growth else None
    return {
        "flow": reader.flow.value,
        "grain": str(Grain(Depth.ITEM)),
        "currency": reader.unit.currency.value,
        "commodity": item,
        "first_month": str(period.first),
        "last_month": str(period.last),
        "value": numbers.level(record, columns.value[window], reader.unit.factor) or 0,
        "quantity": quantity,
        "unit": unit if quantity is not None else None,
        "growth": growth,
        "source": source,
        "row": number,
    }


def _unit(record: Record, reader: _Reader) -> tuple[str | None, int]:
    """The customs unit of a record's quantity, and how many of it one printed unit is."""
    text = record.fields[1].strip() if len(record.fields) > 1 else ""
    if text in reader.dialect.nil:
        return None, 1
    for prefix, multiple in reader.dialect.multiples.items():
        if text.startswith(prefix) and len(text) > len(prefix):
            return text.removeprefix(prefix), multiple
    return text, 1


def _second_unit(
    fact: dict[str, object], again: dict[str, object], record: Record, reader: _Reader
) -> None:
    """Take the quantity of an item's second row for the fact's second quantity.

    Raises:
        SourceError: It stands there with another value, or in the same unit.
    """
    if again["value"] != fact["value"] or again["unit"] in (None, fact["unit"], fact.get("unit2")):
        raise SourceError(
            f"the item {record.fields[0].strip()} stands there twice, and not in two units of "
            "one value",
            file=reader.numbers.file,
            line=record.line,
            remedy="Load the table as it was published.",
        )
    fact["quantity2"], fact["unit2"] = again["quantity"], again["unit"]
