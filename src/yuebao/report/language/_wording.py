"""What a house style may choose in a language's words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Wording:
    """A house style's choices of words.

    Attributes:
        rise: The word for growth in Chinese sentences: 增长 or 上升.
        numbering: How headings are numbered: `chinese` (一、（一）) or `decimal` (1 and 1.1).
    """

    rise: str = "增长"
    numbering: str = "chinese"
