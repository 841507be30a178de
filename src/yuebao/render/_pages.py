"""The order and size of blocks on pages: none is left half empty where something could flow.

What must stay whole, a chart or a short table, goes to the next page where there is no room, and
leaves it empty. So a chart is first drawn a little smaller; and where that does not do either, what
follows in its section goes before it, as in a printed journal: text before charts and tables,
charts before tables, and the other way round, so that each kind stays in the order of its numbers.
Nothing is carried over a heading.
All heights are in points.
"""

from __future__ import annotations

import math
from copy import copy
from dataclasses import dataclass, replace
from enum import Enum
from itertools import product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SMALLEST = 0.72
"""What a chart may be made smaller to: its letters stay as large as those of notes."""
LARGEST = 1.18
"""What it may be made larger to, where the page would be left empty: as wide as the text."""
TOLERATED = 0.12
"""The part of a page that may stay empty before anything is moved."""
KEPT_WHOLE = 0.25
"""The part that may stay empty before a table that one page can hold is parted."""
_PASSED, _KEPT = (True, False), (KEPT_WHOLE, 0.0)
"""What is tried: whether a long table may go before what does not fit, and what keeps it whole."""
LEAST_LINES = 2
"""The lines of a paragraph that stand together at the foot and at the head of a page."""
LEAST_ROWS = 4
"""The rows of a long table that stand together there."""
SHORT = 20
"""Rows up to which a table is kept on one page."""


class PageFlow(Enum):
    """How a block takes to the end of a page."""

    HEADING = "heading"
    TEXT = "text"
    LONG = "long"
    WHOLE = "whole"
    CHART = "chart"


_TABLES = {PageFlow.LONG, PageFlow.WHOLE}


@dataclass(frozen=True, slots=True)
class PageBlock:
    """A block to be placed.

    Attributes:
        at: Its place in the document.
        flow: How it takes to the end of a page.
        height: What it takes itself.
        above: The least distance to what is before it.
        below: The least distance to what comes after it.
        notes: What its footnotes take at the foot of the page.
        unit: Of what may be parted, the height of a line or row.
        lead: What of it is distance to the next, which no page needs at its foot.
        least: What of it stands together before it is parted.
        last: What of it stands together after it was parted.
        again: What is printed again where it goes on.
        fixed: What of a chart is not made smaller: its caption, and the distance to it.
        smallest: What a chart may be made smaller to, and a table that so fits on its page.
        spare: What is kept free below a chart that is drawn smaller or larger to fit.
        scale: What it is drawn at, 1 being its own size.
        turned: Whether it begins a page.
        page: The page it begins on, from 1.
    """

    at: int
    flow: PageFlow
    height: float
    above: float
    below: float
    notes: float = 0.0
    unit: float = 1.0
    lead: float = 0.0
    least: float = math.inf
    last: float = 0.0
    again: float = 0.0
    fixed: float = 0.0
    smallest: float = 1.0
    spare: float = 0.0
    scale: float = 1.0
    turned: bool = False
    page: int = 0

    @property
    def start(self) -> float:
        """What of it must have room on the page it begins on."""
        parted = self.height - self.last >= self.least
        return min(self.height, self.least) if parted else self.height


@dataclass(slots=True)
class _Page:
    """What is left of the page that is being filled.

    Attributes:
        whole: What a page takes.
        left: What this one still takes.
        below: The least distance to what comes next.
        fresh: Whether nothing stands on it.
        number: Which it is.
        waste: What the pages before left empty, as the sum of the squares of their shares.
        passed: Whether a long table may go before what does not fit.
        kept: The share that may stay empty before a table that one page can hold is parted.
    """

    whole: float
    left: float = 0.0
    below: float = 0.0
    fresh: bool = True
    number: int = 1
    waste: float = 0.0
    passed: bool = True
    kept: float = KEPT_WHOLE

    def __post_init__(self) -> None:
        self.left = self.whole

    def gap(self, block: PageBlock) -> float:
        return 0.0 if self.fresh else max(self.below, block.above)

    def room(self, block: PageBlock) -> float:
        """What the block may take here."""
        return self.left - self.gap(block) - block.notes

    def turn(self) -> None:
        self.waste += (self.left / self.whole) ** 2
        self.left, self.below, self.fresh = self.whole, 0.0, True
        self.number += 1

    def put(self, block: PageBlock, height: float) -> None:
        self.left -= self.gap(block) + height + block.notes
        self.below, self.fresh = block.below, False


def arrange(blocks: Sequence[PageBlock], page: float) -> list[PageBlock]:
    """The blocks in the order they are printed in, with their pages, charts at their size.

    Args:
        blocks: As the document has them.
        page: What a page takes; a little less than it is, where heights are reckoned.
    """
    sections = list(_sections(blocks))
    tried = [_filled(sections, _Page(page, passed=passed, kept=kept))
             for passed, kept in product(_PASSED, _KEPT)]  # fmt: skip
    return min(tried, key=lambda one: one[0])[1]


def _filled(sections: list[list[PageBlock]], page: _Page) -> tuple[float, list[PageBlock]]:
    """The blocks as they are placed from that page on, behind what they leave empty."""
    placed = [
        block
        for place, section in enumerate(sections)
        for block in _fill(section, sections[place + 1 :], page)
    ]
    return round(page.waste, 6), placed


def _sections(blocks: Sequence[PageBlock]) -> Iterator[list[PageBlock]]:
    """The blocks, parted before every heading."""
    section: list[PageBlock] = []
    for block in blocks:
        if block.flow is PageFlow.HEADING and section:
            yield section
            section = []
        section.append(block)
    if section:
        yield section


def _fill(
    section: list[PageBlock], later: list[list[PageBlock]], page: _Page
) -> Iterator[PageBlock]:
    """Put a section's blocks on pages; gives them as they come."""
    waiting = list(section)
    while waiting:
        if waiting[0].flow is PageFlow.HEADING:
            chosen = waiting[0]
            turned = not page.fresh and not _followed(waiting, later, page)
        else:
            chosen = _next(waiting, page)
            turned = not page.fresh and not _fits(chosen, page)
        waiting.pop(next(n for n, block in enumerate(waiting) if block.at == chosen.at))
        if turned:
            page.turn()
        if page.fresh:
            chosen = _tightened(chosen, page)
        if chosen.flow is PageFlow.CHART:
            chosen = _larger(chosen, waiting, later, page)
        yield replace(chosen, turned=turned, page=page.number)
        _put(chosen, page)


def _followed(waiting: list[PageBlock], later: list[list[PageBlock]], page: _Page) -> bool:
    """Whether a heading stands here with the beginning of what comes next."""
    heading, *below = waiting
    if page.room(heading) < heading.height:
        return False
    rest = copy(page)
    rest.put(heading, heading.height)
    if below:
        return _fits(_next(below, rest), rest)
    return not later or _followed(later[0], later[1:], rest)


def _next(waiting: list[PageBlock], page: _Page) -> PageBlock:
    """The first block; smaller, or after another, where it would leave the page empty."""
    first = waiting[0]
    if page.left < TOLERATED * page.whole or _fits(first, page):
        return first
    passing = [
        one for one in _first_of_kinds(waiting) if page.passed or one.flow is not PageFlow.LONG
    ]
    sizes = (size for block in passing for size in (block, _smaller(block, page)))
    return next((size for size in sizes if _fits(size, page)), first)


def _first_of_kinds(waiting: list[PageBlock]) -> list[PageBlock]:
    """The first text, the first table and the first chart: none goes before another of its kind."""
    kinds = [PageFlow.LONG if one.flow is PageFlow.WHOLE else one.flow for one in waiting]
    return [one for place, one in enumerate(waiting) if kinds[place] not in kinds[:place]]


def _smaller(block: PageBlock, page: _Page) -> PageBlock:
    """A chart as large as the page has room for, if that is not too small; a table so tight."""
    if block.flow is PageFlow.WHOLE:
        return _tightened(block, page)
    if block.flow is not PageFlow.CHART:
        return block
    drawing, room = block.height - block.fixed, page.room(block) - block.fixed - block.spare
    if drawing <= 0:  # no taller than its caption: there is nothing to make smaller
        return block
    scale = math.floor(100 * room / drawing) / 100
    if not block.smallest <= scale < 1:
        return block
    return replace(block, height=block.fixed + drawing * scale, scale=scale)


def _tightened(block: PageBlock, page: _Page) -> PageBlock:
    """A table that just does not fit, as tight as to fit."""
    scale = page.room(block) / block.height if block.height > 0 else 1.0
    if block.flow not in _TABLES or not block.smallest <= scale < 1:
        return block
    return replace(block, height=block.height * scale, scale=scale)


def _larger(
    chart: PageBlock, waiting: list[PageBlock], later: list[list[PageBlock]], page: _Page
) -> PageBlock:
    """A chart with what would be left empty below it, where nothing else has room there."""
    rest = copy(page)
    rest.put(chart, chart.height)
    if rest.left < TOLERATED * rest.whole or not (waiting or later):
        return chart
    if waiting:
        followed = any(_fits(one, rest) or _fits(_smaller(one, rest), rest) for one in waiting)
    else:
        followed = _followed(later[0], later[1:], rest)
    drawing = chart.height - chart.fixed
    if followed or drawing <= 0 or chart.scale < 1:
        return chart
    scale = math.floor(100 * min(LARGEST, 1 + max(0.0, rest.left - chart.spare) / drawing)) / 100
    return replace(chart, height=chart.fixed + drawing * scale, scale=scale)


def _fits(block: PageBlock, page: _Page) -> bool:
    """Whether it, or the start of what may be parted, stands on this page."""
    room = page.room(block)
    if block.height <= room:
        return True
    kept = block.height * block.smallest <= page.whole and room < page.kept * page.whole
    return block.start <= room and not (kept and block.flow is PageFlow.LONG)


def _put(block: PageBlock, page: _Page) -> None:
    """Reckon with it: on this page, or on as many as it takes."""
    rest = block.height
    while block.least < math.inf and rest > page.room(block) >= block.unit - block.lead:
        units = math.floor((page.room(block) + block.lead) / block.unit)
        whole_units = units * block.unit
        here = min(whole_units, max(block.unit, rest - block.last))
        rest += block.again - here
        page.turn()
        if here <= block.again:  # as much is printed again as there is room for
            break
    page.put(block, min(rest, page.room(block)))
