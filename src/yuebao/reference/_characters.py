"""Traditional characters and the simplified ones that are written for them.

The pairs are those of the General List of Simplified Characters (简化字总表, 1986), with variants
in use in Hong Kong and Taiwan, drawn up with the table of characters of OpenCC (Apache-2.0). Nearly
all are characters that simplified Chinese does not write, so that texts in it stay as they are;
the rest are numerals of cheques (壹, 拾) and a few that trade uses in one sense alone.
"""

from __future__ import annotations

from functools import cache
from importlib import resources


@cache
def simplified_characters() -> dict[int, str]:
    """What each traditional character is simplified to, by its number; for `str.translate`."""
    pairs = resources.files("yuebao.reference").joinpath("traditional.txt")
    return {ord(pair[0]): pair[1] for pair in pairs.read_text(encoding="utf-8").split()}


def simplified(text: str) -> str:
    """A text with simplified characters for the traditional ones that are known."""
    return text if text.isascii() else text.translate(simplified_characters())
