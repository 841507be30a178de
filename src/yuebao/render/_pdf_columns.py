"""How wide the columns of a printed table are, and in which size its text stands.

Widths are in half widths of a Chinese character.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from yuebao.render._cover import TEXT_WIDTH
from yuebao.render._heads import MOST_LINES, WIDEST, head_width, text_width

if TYPE_CHECKING:
    from collections.abc import Sequence

SIZES = (10.5, 9, 8, 7)
"""Text sizes of a table in points; the first in which its columns fit is taken."""

WIDEST_NAME = 30
"""The same of the names in a table's one column of names, where there is room to spare."""


_PADDING = 2
_PADDING_OF_START = 4


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
        body = min(WIDEST, max(map(text_width, self.body), default=0.0))
        padding = _PADDING_OF_START if self.start else _PADDING
        return max(body, head_width(self.head[-1], lines)) + padding

    def more(self) -> float:
        """How much wider its names would have it be, where there is room to spare."""
        names = max(map(text_width, self.body), default=0) if self.label else 0
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
