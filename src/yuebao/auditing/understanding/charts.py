"""Charts that a document gives as data: a label and a number for each series a row."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from yuebao.auditing.claims import ClaimChart, ClaimSeries, Place, Quantity
from yuebao.auditing.numbers import NO_UNIT, PERCENT, read_number
from yuebao.auditing.reading.spaces import squeeze
from yuebao.auditing.understanding import columns
from yuebao.auditing.understanding.tables import caption_period
from yuebao.auditing.understanding.units import caption_units
from yuebao.domain import MONTH_ON_MONTH, ROLLING_YEAR

if TYPE_CHECKING:
    from yuebao.auditing.reading.blocks import Grid
    from yuebao.auditing.words import Words


_YEAR = re.compile(r"(?:19|20)\d\d")


def read_chart(number: int, caption: str, grid: Grid, block: int, words: Words) -> ClaimChart:
    """The chart: the first column names the points, each other is a series."""
    heads, body = columns.split_rows(grid.rows, words)
    if grid.rows and not body and all(row and _YEAR.fullmatch(row[0]) for row in grid.rows[1:]):
        heads, body = [grid.rows[0]], list(enumerate(grid.rows[1:], 1))
    width = max((len(row) for row in grid.rows), default=0)
    series = tuple(
        _series(column, " ".join(row[column] for row in heads if column < len(row)), caption, body,
                block, words)
        for column in range(1, width)
    )  # fmt: skip
    _, window = caption_period(caption, words)
    named = (one for pattern, one in words.window_heads if pattern.search(caption))
    window = next((one for one in named if one in (ROLLING_YEAR, MONTH_ON_MONTH)), window)
    return ClaimChart(number, caption, window if caption else None, series)


def _series(
    column: int,
    head: str,
    caption: str,
    body: list[tuple[int, tuple[str, ...]]],
    block: int,
    words: Words,
) -> ClaimSeries:
    own = caption_units(head, words)
    units = (*own, *caption_units(caption, words))
    told = head if head and (own or units) else head + caption
    quantity = _quantity(told, words)
    unit = (units[0] if units else NO_UNIT) if quantity is Quantity.LEVEL else PERCENT
    points = []
    for at, row in body:
        value = read_number(row[column], unit) if column < len(row) else None
        name = row[0] if row else ""
        named = name and (not columns.is_value(name) or _YEAR.fullmatch(name))
        if value is not None and named:
            label = squeeze(name, chinese=words.squeeze)
            points.append((label, value, Place(block, at, column)))
    side = words.side_of(head) or words.side_of(caption)
    return ClaimSeries(head, quantity, side, tuple(points))


def _quantity(told: str, words: Words) -> Quantity:
    """What a series is, by its head or the caption."""
    if words.contribution_words.search(told):
        return Quantity.CONTRIBUTION
    return Quantity.GROWTH if words.growth_words.search(told) else Quantity.LEVEL
