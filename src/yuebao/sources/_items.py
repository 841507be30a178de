"""The national bulletin of main commodities: items by name, with quantity and value.

Items are filed under the name of the table and the items they are indented below, since no HS code
covers them and a name alone may stand there twice: `主要商品/机电产品/电子元件/集成电路`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yuebao.domain import Depth, Grain, Period, SourceError
from yuebao.sources._bulletin_heads import Window, no_rows, read_month, read_unit
from yuebao.sources._dialects import bare, is_footnote
from yuebao.sources._direction import decide_flow, flow_of_name
from yuebao.sources._facts import Facts, keep_facts, remarks_on
from yuebao.sources._items_heads import Measure, read_items_heads
from yuebao.sources._numbers import NumberReader, precision_of
from yuebao.sources._values import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    import duckdb

    from yuebao.domain import Flow, Month
    from yuebao.reference import Office
    from yuebao.sources._dialects import ItemsDialect, ValueUnit
    from yuebao.sources._given import Given
    from yuebao.sources._items_heads import ItemsHeads
    from yuebao.sources._recognise import Recognised
    from yuebao.sources._record import Record


@dataclass(frozen=True, slots=True)
class _Row:
    """A row below the heads: its path of names, its number there, and where it stands."""

    path: str
    number: int
    record: Record


@dataclass(frozen=True, slots=True)
class _Reader:
    """What is needed to turn a record into facts."""

    dialect: ItemsDialect
    heads: ItemsHeads
    flow: Flow
    month: Month
    unit: ValueUnit
    numbers: NumberReader

    def period(self, window: Window) -> Period:
        """The months a window covers."""
        if window is Window.YEAR_TO_DATE:
            return Period.year_to_date(self.month)
        return Period.of_month(self.month)


def read_items(connection: duckdb.DuckDBPyConnection, found: Recognised, given: Given) -> Facts:
    """Read the bulletin into a temporary table with READ_COLUMNS.

    Raises:
        SourceError: The bulletin cannot be understood, or contradicts itself.
        DirectionError: Nothing says whether it is of exports or imports.
        PeriodError: Nothing says which year it is of.
    """
    table, head, dialect = found.table, found.head, given.dialects.items[found.dialect]
    records = tuple(table.records())
    heads = read_items_heads(records, head, dialect, table.name)
    top = records[: records.index(head) + 1]
    above = [bare(field) for record in top for field in record.fields]
    month, year_from = read_month(heads.month, above, table.name, given.path.name, given.months)
    titled = _titled(above, given.office)
    reader = _Reader(
        dialect=dialect,
        heads=heads,
        flow=titled or decide_flow(given.path, given.flow, given.office),
        month=month,
        unit=read_unit(above, dialect.units, table.name, head),
        numbers=NumberReader(table.name, dialect.nil, heads.heads),
    )
    rows = list(_rows(records[records.index(heads.last) + 1 :], reader))
    items = [row for row in rows if not _is_heading(row.record, heads)]
    facts = list(_facts(items, reader, given.source))
    if not facts:
        raise no_rows(table.name, head)
    remarks = [
        f"Taken for {month} by {year_from}.",
        f"Taken for {reader.flow}s by {'its title' if titled else 'its name or --flow'}.",
        "Growth of quantities left out.",
        *_left_out(len(rows) - len(items)),
        *remarks_on(facts),
    ]
    periods = {reader.period(window) for window in Window}
    return Facts(
        keep_facts(connection, facts, given.source),
        len(facts),
        tuple(sorted(periods)),
        tuple(remarks),
    )


def _titled(above: Sequence[str], office: Office) -> Flow | None:
    """The flow that a text above the heads states."""
    return next((found for text in above if (found := flow_of_name(text, office))), None)


def _left_out(rows: int) -> Iterator[str]:
    if rows:
        yield f"{counted(rows, 'row')} with a name alone left out."


def _rows(records: Sequence[Record], reader: _Reader) -> Iterator[_Row]:
    """Every row that is not blank and no footnote."""
    above: list[tuple[int, str]] = []
    for number, record in enumerate(records, start=1):
        if record.is_blank():
            continue
        printed = record.fields[reader.heads.item] if reader.heads.item < len(record.fields) else ""
        name = printed.strip().rstrip("*").strip()
        if is_footnote(name, reader.dialect.footnotes):
            continue
        if not name:
            raise SourceError(
                "there is no name of an item",
                file=reader.numbers.file,
                line=record.line,
                column=reader.dialect.item,
                remedy="Load the table as it was published.",
            )
        indent = len(printed) - len(printed.lstrip())
        above = [(depth, other) for depth, other in above if depth < indent]
        path = "/".join((reader.dialect.table, *(other for _, other in above), name))
        above.append((indent, name))
        yield _Row(path, number, record)


def _is_heading(record: Record, heads: ItemsHeads) -> bool:
    """Whether a whole row holds a name alone, which may stand in every field of a merged one."""
    texts = {field.strip() for field in record.fields} - {""}
    return len(texts) == 1 and len(record.fields) > max(heads.unit, *heads.heads)


def _facts(items: Sequence[_Row], reader: _Reader, source: str) -> Iterator[dict[str, object]]:
    """The facts of every item; an item that stands there twice, in two units, gives one each."""
    found: dict[tuple[str, Window], dict[str, object]] = {}
    printed: list[Decimal | None] = []
    for item in items:
        for window in Window:
            fact = _fact(item, window, reader, source)
            place = reader.heads.places[Measure.VALUE, window]
            printed.append(reader.numbers.read(item.record, place))
            key = (item.path, window)
            if key in found:
                _second_unit(found[key], fact, item.record, reader)
            else:
                found[key] = fact
    if reader.month.month == 1:  # month and year to date are one
        found = {key: fact for key, fact in found.items() if key[1] is Window.YEAR_TO_DATE}
    precision = precision_of(reader.unit.factor, printed)
    for fact in found.values():
        yield fact | {"precision": precision}


def _fact(item: _Row, window: Window, reader: _Reader, source: str) -> dict[str, object]:
    record, numbers, places = item.record, reader.numbers, reader.heads.places
    period = reader.period(window)
    unit, multiple = _unit(record, reader)
    at = places.get((Measure.QUANTITY, window))
    quantity = None if at is None or unit is None else numbers.level(record, at, multiple)
    at = places.get((Measure.VALUE_GROWTH, window))
    growth = None if at is None else numbers.growth(record, at)
    return {
        "flow": reader.flow.value,
        "grain": str(Grain(Depth.ITEM)),
        "currency": reader.unit.currency,
        "commodity": item.path,
        "first_month": str(period.first),
        "last_month": str(period.last),
        "value": numbers.level(record, places[Measure.VALUE, window], reader.unit.factor) or 0,
        "quantity": quantity,
        "unit": unit if quantity is not None else None,
        "growth": growth,
        "source": source,
        "row": item.number,
    }


def _unit(record: Record, reader: _Reader) -> tuple[str | None, int]:
    """The customs unit of a record's quantity, and how many of it one printed unit is."""
    at = reader.heads.unit
    text = record.fields[at].strip() if at < len(record.fields) else ""
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
            f"the item {record.fields[reader.heads.item].strip()} stands there twice, and not in "
            "two units of one value",
            file=reader.numbers.file,
            line=record.line,
            remedy="Load the table as it was published.",
        )
    fact["quantity2"], fact["unit2"] = again["quantity"], again["unit"]
