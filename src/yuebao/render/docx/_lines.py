"""How many lines a text takes, reckoned: Word breaks lines itself, and tells nobody beforehand.

Chinese characters are as wide as high. Of Latin letters the widths are those of Times New Roman,
and by how much other faces are wider.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

if TYPE_CHECKING:
    from collections.abc import Iterator

_CLASSES = (
    ("’'|ijlt.,;: \u00a0", 0.27),
    ("frI()[]-‐/", 0.33),
    ("acesz", 0.43),
    ("CBRLETZSFP&", 0.63),
    ("ADGHKNOQUVXYw", 0.72),
    ("mMW%—", 0.84),
)
_WIDTHS = {letter: width for letters, width in _CLASSES for letter in letters}
_OTHER = 0.5  # digits, and letters as wide
# Cambria as wide as the serif that stands in for it on machines that lack it: what is reckoned to
# fit a page fits it there too, and takes a line less here and there where the face itself is.
_FACES = {"arial": 1.09, "helvetica": 1.09, "cambria": 1.17, "calibri": 1.0, "georgia": 1.12}
_FACE = 1.03  # one we do not know
BOLD = 1.08
"""By how much bold letters are wider; Chinese heads are set in a heavy face, no wider."""
_BETWEEN = 0.2
"""What Word leaves between a Chinese character and what is none, in sizes."""
_HANGS = frozenset("，。、；：！？）》”’,.;:!?)")
_PIECES = re.compile(r"[ \t]+|[\u0021-\u00ff\u2010-\u2015\u2212\u20ac\u2018-\u201d]+|.", re.DOTALL)


@cache
def face_width(font: str) -> float:
    """By how much a Latin face is wider than Times New Roman."""
    name = font.lower()
    if "times" in name:
        return 1.0
    return next((width for known, width in _FACES.items() if known in name), _FACE)


def count_lines(text: str, size: float, width: float, indent: float = 0.0, face: float = 1) -> int:
    """The lines that a text takes.

    Args:
        text: The text.
        size: Of its letters, in points.
        width: Of the lines.
        indent: Of the first.
        face: By how much its Latin letters are wider than those of Times New Roman.
    """
    lines, at, wide = 1, indent, False
    for piece in _pieces(text):
        is_wide = _is_wide(piece[0])
        taken = width_of(piece, size, face)
        if at > 0 and is_wide != wide and not piece.isspace():
            taken += _BETWEEN * size
        if at + taken > width and not piece.isspace() and piece not in _HANGS and at > 0:
            lines, at, taken = lines + 1, 0.0, width_of(piece, size, face)
        at += taken
        wide = is_wide
        if at > width and not piece.isspace() and len(piece) > 1:  # longer than a line: broken
            lines, at = lines + int(at // width), at % width
    return lines


def width_of(text: str, size: float, face: float = 1) -> float:
    """How wide a text is on one line."""
    return size * sum(
        1.0 if _is_wide(letter) else face * _WIDTHS.get(letter, _OTHER) for letter in text
    )


def _pieces(text: str) -> Iterator[str]:
    """What lines are not broken within: words, and each Chinese character by itself."""
    for match in _PIECES.finditer(text):
        piece = match[0]
        if piece[0].isspace() or len(piece) == 1:
            yield piece
        else:
            yield from re.split(r"(?<=[-–—/])(?=[^\d])", piece)


def _is_wide(letter: str) -> bool:
    return east_asian_width(letter) in "WF"
