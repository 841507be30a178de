"""How much of the pages of a PDF is left empty.

Told of each page but the cover, the contents and the last: the share of the text's height that the
largest gap takes, at the foot or above footnotes. Pages are drawn by pdftoppm, in grey and small;
contents are told by pdftotext, by their dots before a page's number.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PROGRAMS = ("pdftoppm", "pdftotext")
"""What it is measured with, both of poppler-utils."""

_DOTS = "40"
_TOP, _FOOT = 0.12, 0.88  # between these shares of the height stands the text
_INK = 200  # what is darker is a mark
_LEADER = re.compile(r"(?:\. ?){6,}\W*(?:[0-9]+|[IVXLC]+)\s*$", re.MULTILINE)
_COVER = 1


def can_measure() -> bool:
    """Whether the programs are there."""
    return all(map(shutil.which, PROGRAMS))


def emptiness(pdf: Path) -> list[float]:
    """The shares of the pages between the contents and the last page, in order."""
    greys = _output("pdftoppm", "-r", _DOTS, "-gray", pdf)
    texts = _output("pdftotext", pdf, "-").decode("utf-8").split("\f")
    front = _COVER + contents_pages(texts[_COVER:])
    return [empty_share(*page) for page in read_greys(greys)][front:-1]


def _output(*command: str | Path) -> bytes:
    return subprocess.run(command, check=True, capture_output=True).stdout  # noqa: S603 - our files


def contents_pages(texts: list[str]) -> int:
    """How many pages of these, from the first on, are contents or lists."""
    return next((at for at, text in enumerate(texts) if not _LEADER.search(text)), len(texts))


def read_greys(raw: bytes) -> Iterator[tuple[int, bytes]]:
    """The pictures of a stream of binary PGM: the width, and a byte a dot."""
    at = 0
    while found := re.compile(rb"P5\s+(\d+)\s+(\d+)\s+255\s").match(raw, at):
        width, height = map(int, found.groups())
        yield width, raw[found.end() : found.end() + width * height]
        at = found.end() + width * height


def empty_share(width: int, dots: bytes) -> float:
    """The part of the text's height that its largest gap takes: 1 of a page without any mark."""
    height = len(dots) // width
    top, foot = int(height * _TOP), int(height * _FOOT)
    marked = [y for y in range(top, foot) if min(dots[y * width : (y + 1) * width]) < _INK]
    gaps = [below - above - 1 for above, below in pairwise((top - 1, *marked, foot))]
    return max(gaps) / (foot - top)
