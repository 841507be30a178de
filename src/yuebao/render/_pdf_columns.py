"""How wide the columns of a printed table are, and in which size its text stands.

Widths are in half widths of a Chinese character.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

if TYPE_CHECKING:
    from collections.abc import Sequence

TEXT_WIDTH = 442
"""The width between the margins, in points."""
SIZES = (10.5, 9, 8, 7)
"""Text sizes of a table in points; the first in which its columns fit is taken."""
WIDEST = 16
"""What a column's text may claim before it wraps, in half widths of a Chinese character."""

WIDEST_NAME = 30
"""The same of the names in a table's one column of names, where there is room to spare."""

MOST_LINES = 6
"""On so many lines a head may stand, or on more where no width is enough."""

_PADDING = 2
_PADDING_OF_START = 4
_DIGIT = 1.12  # the width of a digit in half widths of a Chinese character


@dataclass(frozen=True, slots=True)
class PrintedColumn:
    """A table's column.

    Attributes:
        head: The texts of its head and of those above it; columns with the same are as wide.
        body: The texts of its cells.
        label: Whether it names entities.
        start: Whether a spanning head begins here, so that it keeps a distance from the left.
    """

    head: tuple[str, ...]
    body: tuple[str, ...]
    label: bool
    start: bool

    def need(self, lines: int) -> float:
        """How wide it wants to be, its head on no more than so many lines."""
        body = min(WIDEST, max(map(_units, self.body), default=0.0))
        padding = _PADDING_OF_START if self.start else _PADDING
        return max(body, head_width(self.head[-1], lines)) + padding

    def more(self) -> float:
        """How much wider its names would have it be, where there is room to spare."""
        names = max(map(_units, self.body), default=0) if self.label else 0
        return max(0, min(names, WIDEST_NAME) - WIDEST)


def fit_columns(columns: Sequence[PrintedColumn]) -> tuple[float, list[float]]:
    """The text size in points, and each column's width as a part of the whole.

    Heads stand on as few lines as fit in the largest size that does. Columns under the same head
    are as wide as the widest of them, so that the sides of a table match. Of what is left over,
    long names have what they need, where all stand in one column.
    """
    needs: list[float] = []
    for size, lines in product(SIZES, range(1, MOST_LINES + 1)):
        own = [column.need(lines) for column in columns]
        needs = [
            max(need for need, other in zip(own, columns, strict=True) if other.head == column.head)
            for column in columns
        ]
        if sum(needs) * size / 2 <= TEXT_WIDTH:
            break
    alone = sum(column.label for column in columns) == 1
    more = [column.more() if alone else 0 for column in columns]
    spare = max(0.0, TEXT_WIDTH * 2 / size - sum(needs))
    part = min(1.0, spare / sum(more)) if any(more) else 0
    return size, [round(need + part * one, 2) for need, one in zip(needs, more, strict=True)]


def head_pieces(text: str) -> list[str]:
    """A head in the pieces it may be broken into: words, and a unit in brackets below them."""
    return re.split(r"(?<= )(?=\S)|(?<=[^ ])(?=（)", text) if text else []


def head_width(text: str, lines: int) -> float:
    """The least width in which a head takes no more lines, or else in which no word is broken."""
    pieces = head_pieces(text)
    least = max((min(_units(piece), WIDEST) for piece in pieces), default=0.0)
    if lines >= MOST_LINES:
        return least
    width = least
    while _lines(pieces, width) > lines:
        width += 1
    return width


def _lines(pieces: Sequence[str], width: float) -> int:
    """On how many lines pieces stand, those too wide for one broken."""
    lines, left = 0, 0.0
    for wide in map(_units, pieces):
        if wide > left:
            more = math.ceil(wide / width)
            lines, left = lines + more, more * width
        left -= wide
    return lines


def _units(text: str) -> float:
    """How wide a text is, a Chinese character counting two."""
    return sum(2 if east_asian_width(letter) in "WF" else _DIGIT for letter in text)
