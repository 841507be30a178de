"""Lines of a page: cells and where they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass

_LEADERS = re.compile(r"(?:\.\s?){5,}|…{2,}|·{4,}")
VALUE = re.compile(r"^[(（]?[-−–+]?[\d,]+(?:\.\d+)?[%％]?[)）]?$|^[-–—]$|^>[\d,.]+$")
"""What a cell that is a number looks like."""


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line of a page: its cells with their left and right edges, and its height on the page.

    `pieces` are its words, `size` the height of its letters.
    """

    cells: tuple[tuple[str, float, float], ...]
    middle: float
    pieces: tuple[tuple[str, float, float], ...] = ()
    size: float = 0.0

    def text(self) -> str:
        """The cells with tabs between them."""
        return "\t".join(text for text, _, _ in self.cells)

    def is_read(self) -> bool:
        """Whether it is part of the text, not of a table of contents."""
        return not _LEADERS.search(self.text())

    def values(self) -> int:
        """How many cells are numbers."""
        return sum(bool(VALUE.match(text)) for text, _, _ in self.cells)

    def is_numbers(self) -> bool:
        """Whether there is nothing but numbers, be it several in a cell that stand close."""
        return all(VALUE.match(word) for text, _, _ in self.cells for word in text.split())

    def is_data(self) -> bool:
        """Whether it is a row of a table: several cells, some of them numbers."""
        return len(self.cells) > 1 and self.values() > 0
