"""The heads of the bulletin of main commodities: what each column holds, and of which months."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from yuebao.domain import SourceError
from yuebao.sources._bulletin_heads import Window, read_window, record_below
from yuebao.sources._dialects import bare
from yuebao.sources._values import shown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from yuebao.sources._dialects import ItemsDialect
    from yuebao.sources._record import Record


class Measure(StrEnum):
    """What the numbers of a column are."""

    QUANTITY = "quantity"
    VALUE = "value"
    QUANTITY_GROWTH = "growth of quantity"
    VALUE_GROWTH = "growth of value"


@dataclass(frozen=True, slots=True)
class ItemsHeads:
    """What the heads of the bulletin say.

    Attributes:
        last: Their last record; data begin below it.
        item: The number of the column of items' names, counted from 0.
        unit: That of the column of units of quantity.
        places: Those of the columns of numbers; values are there for each window.
        heads: How each of these is headed, for messages.
        month: The number of the month reported.
    """

    last: Record
    item: int
    unit: int
    places: Mapping[tuple[Measure, Window], int]
    heads: Mapping[int, str]
    month: int


def read_items_heads(
    records: Sequence[Record], head: Record, dialect: ItemsDialect, file: str
) -> ItemsHeads:
    """Understand the heads of the bulletin.

    Args:
        records: The table from its start.
        head: The record with the heads of item and unit.
        dialect: What the bulletin looks like.
        file: What to call the file in a message.

    Raises:
        SourceError: There is nothing below `head`; a column is unknown or there twice; or the
            columns do not give one month and its year to date.
    """
    below = record_below(records, head, file)
    item, unit = (_place(head, text) for text in (dialect.item, dialect.unit))
    places: dict[tuple[Measure, Window], int] = {}
    heads: dict[int, str] = {}
    months: set[int] = set()
    upper = ""
    for place in range(max(len(head.fields), len(below.fields))):
        lower = _field(below, place)
        if place in (item, unit) or not (_field(head, place) or lower):
            continue
        upper = _field(head, place) or upper  # a merged head stands in its first column only
        measure, window, month = _read_column(upper, lower, dialect)
        if measure is None or window is None:
            raise _refusal(
                f"the head {shown(upper)} over {shown(lower)} is not one of this bulletin",
                file,
                below,
                place,
                f"Expected: 8月, 1至8月累计 and growth over {dialect.quantity} and "
                f"{dialect.value}.",
            )
        heads[place] = f"{upper} {lower}"
        if (measure, window) in places:
            raise _refusal(f"the column {heads[place]} stands there twice", file, below, place)
        places[measure, window] = place
        months |= {month} if month else set()
    whole = all((Measure.VALUE, window) in places for window in Window)
    if not whole or len(months) != 1 or not 1 <= min(months) <= 12:
        raise _refusal("the heads do not give one month and its year to date", file, below)
    return ItemsHeads(below, item, unit, places, heads, months.pop())


def _read_column(
    upper: str, lower: str, dialect: ItemsDialect
) -> tuple[Measure | None, Window | None, int | None]:
    """Measure and window of a column and, where it is not one of growth, its month's number."""
    levels = {dialect.quantity: Measure.QUANTITY, dialect.value: Measure.VALUE}
    rates = {dialect.quantity: Measure.QUANTITY_GROWTH, dialect.value: Measure.VALUE_GROWTH}
    if found := read_window(upper):
        return levels.get(lower), *found
    if upper.startswith(dialect.month_growth):
        return rates.get(lower), Window.MONTH, None
    if upper.startswith(dialect.growth):
        return rates.get(lower), Window.YEAR_TO_DATE, None
    return None, None, None


def _place(head: Record, text: str) -> int:
    return next(at for at, field in enumerate(head.fields) if bare(field) == text)


def _field(record: Record, place: int) -> str:
    return bare(record.fields[place]) if place < len(record.fields) else ""


def _refusal(
    found: str, file: str, below: Record, place: int | None = None, remedy: str = ""
) -> SourceError:
    return SourceError(
        found,
        file=file,
        line=below.line,
        column="" if place is None else str(place + 1),
        remedy=remedy or "Load the table as it was published.",
    )
