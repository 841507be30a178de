"""Pages set in two columns, put into the order in which they are read."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from yuebao.auditing.reading.pageline import PageLine

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_MIDDLE = (0.35, 0.65)
"""Where the gap between two columns can be, of the width of the text."""
_FULL = 0.8
"""How much of its column a line of running text fills; the cells of a table fill less."""
_RAGGED = 0.6
"""How much of it one text alone fills, where lines are not set to one width."""
_LINES, _SHARE = 4, 0.4
"""How many lines must be full in either column, and which part of all in one of them."""
_BEFORE = 1.5  # points before the right column's left edge
_CANDIDATES = 20


def in_columns(lines: Sequence[PageLine]) -> list[PageLine]:
    """The lines of a page as they are read: between lines across both columns, the left before."""
    gap = _gap(lines)
    if gap is None:
        return list(lines)
    out: list[PageLine] = []
    band: list[PageLine] = []
    for line in lines:
        if any(left < gap < right for _, left, right in line.cells):
            out += [*_sides(band, gap), line]
            band = []
        else:
            band.append(line)
    return [*out, *_sides(band, gap)]


def _sides(band: Sequence[PageLine], gap: float) -> Iterator[PageLine]:
    """The left halves of lines, then the right ones."""
    for on_left in (True, False):
        for line in band:
            cells, pieces = (
                tuple(cell for cell in held if (cell[2] <= gap) is on_left)
                for held in (line.cells, line.pieces)
            )
            if cells:
                yield PageLine(cells, line.middle, pieces, line.size)


def _gap(lines: Sequence[PageLine]) -> float | None:
    """Where the gap between two columns is; None where the page has one.

    The lines of the two may stand at different heights: what tells them is that many begin at one
    place in the middle of the page, and fill what is left or right of it.
    """
    if len(lines) < 2 * _LINES:
        return None
    first = min(cell[1] for line in lines for cell in line.cells)
    last = max(cell[2] for line in lines for cell in line.cells)
    low, high = (first + part * (last - first) for part in _MIDDLE)
    begins = Counter(
        round(left) for line in lines for _, left, _ in line.cells if low < left < high
    )
    best, most = None, 0
    for begin, _ in begins.most_common(_CANDIDATES):
        gap = begin - _BEFORE
        sides = [side for line in lines for side in _full_sides(line, first, gap, last)]
        left, right = sides.count(0), sides.count(1)
        if min(left, right) >= _LINES and left + right > max(most, _SHARE * len(lines)):
            best, most = gap, left + right
    return best


def _full_sides(line: PageLine, first: float, gap: float, last: float) -> Iterator[int]:
    """The columns, 0 and 1, that a line fills with text, leaving the gap free."""
    if any(left < gap < right for _, left, right in line.cells):
        return
    for side, width in enumerate((gap - first, last - gap)):
        inks = [right - left for _, left, right in line.cells if (left >= gap) is bool(side)]
        if sum(inks) >= _FULL * width or (len(inks) == 1 and inks[0] >= _RAGGED * width):
            yield side
