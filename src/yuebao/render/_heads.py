"""Heads of columns: where they may be broken, and how wide they are on so many lines.

Widths are in half widths of a Chinese character.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_LINES = 6
"""On so many lines a head may stand, or on more where no width is enough."""
WIDEST = 16
"""What a text may claim before it wraps."""
_DIGIT = 1.12
"""A letter or digit that is not Chinese."""


def head_pieces(text: str) -> list[str]:
    """A head in the pieces it may be broken into: words, and a unit in brackets below them."""
    return re.split(r"(?<= )(?=\S)|(?<=[^ ])(?=（)", text) if text else []


def head_width(text: str, lines: int) -> float:
    """The least width in which a head takes no more lines, or else in which no word is broken."""
    pieces = head_pieces(text)
    least = max((min(text_width(piece), WIDEST) for piece in pieces), default=0.0)
    if lines >= MOST_LINES:
        return least
    width = least
    while _lines(pieces, width) > lines:
        width += 1
    return width


def _lines(pieces: Sequence[str], width: float) -> int:
    """On how many lines pieces stand, those too wide for one broken."""
    lines, left = 0, 0.0
    for wide in map(text_width, pieces):
        if wide > left:
            more = math.ceil(wide / width)
            lines, left = lines + more, more * width
        left -= wide
    return lines


def text_width(text: str) -> float:
    """How wide a text is, a Chinese character counting two."""
    return sum(2 if east_asian_width(letter) in "WF" else _DIGIT for letter in text)
