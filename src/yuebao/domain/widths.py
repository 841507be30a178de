"""How wide texts are where every letter takes one place, and a Chinese character two."""

from __future__ import annotations

from unicodedata import east_asian_width


def half_widths(text: str, *, in_chinese: bool = False) -> int:
    """The width of a text in half widths of a Chinese character.

    Args:
        text: The text.
        in_chinese: Whether its font is Chinese, in which ± and ① are as wide as Chinese characters.
    """
    wide = "WFA" if in_chinese else "WF"
    return sum(2 if east_asian_width(letter) in wide else 1 for letter in text)
