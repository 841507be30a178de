"""How much of the pages of a PDF is left empty at the foot.

Told of each page but the cover, the contents and the last: the share of the text's height that lies
below the last mark. Pages are drawn by pdftoppm, in grey and small.
"""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_DOTS = "40"
_TOP, _FOOT = 0.12, 0.88  # between these shares of the height stands the text
_INK = 200  # what is darker is a mark


def emptiness(pdf: Path, program: str) -> list[float]:
    """The shares of the pages between the contents and the last page, in order.

    Contents take one page here.
    """
    done = subprocess.run(  # noqa: S603 - our own file
        [program, "-r", _DOTS, "-gray", pdf], check=True, capture_output=True
    )
    return [empty_share(*page) for page in read_greys(done.stdout)][2:-1]


def read_greys(raw: bytes) -> Iterator[tuple[int, bytes]]:
    """The pictures of a stream of binary PGM: the width, and a byte a dot."""
    at = 0
    while found := re.compile(rb"P5\s+(\d+)\s+(\d+)\s+255\s").match(raw, at):
        width, height = map(int, found.groups())
        yield width, raw[found.end() : found.end() + width * height]
        at = found.end() + width * height


def empty_share(width: int, dots: bytes) -> float:
    """The part of the text's height below its last mark: 0 of a full page, 1 of one without any."""
    height = len(dots) // width
    top, foot = int(height * _TOP), int(height * _FOOT)
    marked = [y for y in range(top, foot) if min(dots[y * width : (y + 1) * width]) < _INK]
    return (foot - 1 - marked[-1]) / (foot - top) if marked else 1.0
