"""The order and size of blocks on pages: none is left half empty where something could flow.

What must stay whole, a chart or a short table, goes to the next page where there is no room, and
leaves it empty. So a chart is first drawn a little smaller; and where that does not do either, what
follows in its section goes before it, as in a printed journal. Nothing is carried over a heading.
All heights are in points.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SMALLEST = 0.72
"""What a chart may be made smaller to: its letters stay as large as those of notes."""
TOLERATED = 0.12
"""The part of a page that may stay empty before anything is moved."""
_LINE = 22.2
"""A line of running text with the space to the next."""
_CAPTION = 40.0
"""A chart's caption with the distance to it, which is not made smaller."""
_SAFE = 8.0
"""What a page is taken to be shorter by, since lines and spaces are reckoned, not laid out."""
_HEAD = 60.0
"""The head of a table, which is printed again where it goes on."""
_UNDER_HEADING = 13.2 + 2 * _LINE
"""What must stand under a heading on its page."""
_LEAST = 2
"""The lines of a paragraph that stand together at the foot and at the head of a page."""
_ROWS = 8
"""What of a long table begins on a page, in lines: caption, head and some rows."""


class PageFlow(Enum):
    """How a block takes to the end of a page."""

    HEADING = "heading"
    TEXT = "text"
    LONG = "long"
    WHOLE = "whole"
    CHART = "chart"


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
        scale: What it is drawn at, 1 being its own size.
        turned: Whether it begins a page.
    """

    at: int
    flow: PageFlow
    height: float
    above: float
    below: float
    notes: float = 0.0
    scale: float = 1.0
    turned: bool = False


@dataclass(slots=True)
class _Page:
    """What is left of the page that is being filled."""

    whole: float
    left: float = 0.0
    below: float = 0.0
    fresh: bool = True

    def __post_init__(self) -> None:
        self.left = self.whole

    def gap(self, block: PageBlock) -> float:
        return 0.0 if self.fresh else max(self.below, block.above)

    def room(self, block: PageBlock) -> float:
        """What the block may take here."""
        return self.left - self.gap(block) - block.notes

    def turn(self) -> None:
        self.left, self.below, self.fresh = self.whole, 0.0, True

    def put(self, block: PageBlock, height: float) -> None:
        self.left -= self.gap(block) + height + block.notes
        self.below, self.fresh = block.below, False


PAGE = (297 - 37 - 35) * 72 / 25.4
"""What a page takes, between the margins of `report.typ`."""


def arrange(blocks: Sequence[PageBlock], page: float = PAGE) -> list[PageBlock]:
    """The blocks in the order they are printed in, charts at the size they are printed in.

    Args:
        blocks: As the document has them.
        page: What a page takes.
    """
    filled = _Page(page - _SAFE)
    return [block for section in _sections(blocks) for block in _fill(section, filled)]


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


def _fill(section: list[PageBlock], page: _Page) -> Iterator[PageBlock]:
    """Put a section's blocks on pages; gives them as they come."""
    waiting = list(section)
    while waiting:
        chosen = _next(waiting, page)
        waiting.pop(next(n for n, block in enumerate(waiting) if block.at == chosen.at))
        turned = _put(chosen, page)
        yield replace(chosen, turned=turned)


def _next(waiting: list[PageBlock], page: _Page) -> PageBlock:
    """The first block; smaller, or after another, where it would leave the page empty."""
    first = waiting[0]
    kept = first.flow is PageFlow.HEADING or page.left < TOLERATED * page.whole
    if kept or _fits(first, page):
        return first
    sizes = (size for block in waiting for size in (block, _smaller(block, page)))
    return next((size for size in sizes if _fits(size, page)), first)


def _smaller(block: PageBlock, page: _Page) -> PageBlock:
    """A chart as large as the page has room for, if that is not too small."""
    if block.flow is not PageFlow.CHART:
        return block
    drawing, room = block.height - _CAPTION, page.room(block) - _CAPTION
    if drawing <= 0:  # no taller than its caption: there is nothing to make smaller
        return block
    scale = math.floor(100 * room / drawing) / 100
    if not SMALLEST <= scale < 1:
        return block
    return replace(block, height=_CAPTION + drawing * scale, scale=scale)


def _fits(block: PageBlock, page: _Page) -> bool:
    """Whether it, or the start of what may be parted, stands on this page."""
    room = page.room(block)
    if block.flow is PageFlow.HEADING:
        return block.height + _UNDER_HEADING <= room
    if block.height <= room:
        return True
    least = {PageFlow.TEXT: _LEAST, PageFlow.LONG: _ROWS}.get(block.flow, math.inf)
    return block.height >= 2 * _LEAST * _LINE and room >= least * _LINE


def _put(block: PageBlock, page: _Page) -> bool:
    """Reckon with it: on this page, on the next, or on as many as it takes.

    Returns:
        Whether a new page was begun for it.
    """
    turned = not page.fresh and not _fits(block, page)
    if turned:
        page.turn()
    rest = block.height
    while rest > page.room(block) > 0 and block.flow in {PageFlow.TEXT, PageFlow.LONG}:
        rest -= page.room(block)
        if block.flow is PageFlow.LONG:
            rest += _HEAD
        page.turn()
    page.put(block, min(rest, page.room(block)))
    return turned
