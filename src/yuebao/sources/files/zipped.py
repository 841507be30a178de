"""How large a zipped workbook's sheets are by their cells, before the reader makes room for them.

The reader reserves memory for every cell between the first and the last one that is filled; one in
the last corner asks for more than any machine has, and the process would end without a word. What
a sheet says of its own dimension is no help: it may say nothing, or the wrong thing. Of the formats
no more is read here than shows where cells stand; what else is wrong the reader refuses itself.
"""

from __future__ import annotations

import copy
import re
import sys
from typing import TYPE_CHECKING
from xml.parsers import expat

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Iterator

_CHUNK = 1 << 20
_OVERLAP = 64  # bytes; as much of a reference as says how far it is, spaces aside, is shorter
_ROWS, _CELLS = "rows-repeated", "columns-repeated"

# A reference of a row or cell is an attribute r. What is far can make a sheet too large; nearly all
# have none: no column after P, no row after 999,999. Programs write attributes in one way: any that
# is not near is first looked for in that way, at a fifth of the time.
_FAR_PLACE = rb"(?:[Q-Zq-z]|[A-Za-z][A-Za-z]|[A-Pa-p]?[0-9]{7})"
_FAR = re.compile(rb"""\sr\s*=\s*["']""" + _FAR_PLACE)
_NOT_NEAR = re.compile(rb' r(?: |=(?!"[A-Pa-p]?[0-9]{1,6}"))')
_OTHER_WAYS = (b"'", b"\t", b"\n", b"\r")
_REFERENCE = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]{0,9})([0-9]{1,7})["']""")
_NOWHERE = rb"(?:[A-Za-z]{0,9}[0-9]{8}|[A-Za-z]{10,40}[0-9]|[A-Za-z]{41})"
_BEYOND = re.compile(rb"""\sr\s*=\s*["']""" + _NOWHERE)
_SPACES = re.compile(rb"\s+")
_NEAR = 16 * 10**6


NOWHERE = sys.maxsize
"""The span of a sheet that names a place which none has."""


class UnpacksTooFarError(Exception):
    """An archive unpacks to more bytes than it may, whatever it says of itself."""


def largest_span(archive: zipfile.ZipFile, most_bytes: int) -> int:
    """The most cells a part of a workbook spans; 16 million where it is no more than that.

    Raises:
        UnpacksTooFarError: The archive unpacks to more than `most_bytes`.
        zipfile.BadZipFile: It is broken; or another error of reading a zip.
    """
    left = most_bytes
    most = _NEAR
    for entry in archive.infolist():
        far = False
        tail = b""
        for chunk in _unpacked(archive, entry):
            left -= len(chunk)
            if left < 0:
                raise UnpacksTooFarError
            far = far or _has_far_place(tail + chunk)
            tail = _tail(tail + chunk)
        if far:
            most = max(most, _span(_unpacked(archive, entry)))
        if entry.filename == "content.xml":
            most = max(most, _span_of_open_document(_unpacked(archive, entry)))
    return most


def _has_far_place(chunk: bytes) -> bool:
    near = not any(sign in chunk for sign in _OTHER_WAYS) and not _NOT_NEAR.search(chunk)
    return not near and _FAR.search(chunk) is not None


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """The bytes of an entry: all there are, not as many as the archive says."""
    whole = copy.copy(entry)
    whole.file_size = sys.maxsize
    with archive.open(whole) as file:
        while chunk := file.read(_CHUNK):
            yield chunk


def _tail(text: bytes) -> bytes:
    """The end of a text, where an attribute may have begun, however many spaces are in it."""
    end = text[-_OVERLAP:]
    tail = _SPACES.sub(b" ", end)
    return tail if len(tail) == len(end) else _SPACES.sub(b" ", text)[-_OVERLAP:]


def _span(chunks: Iterator[bytes]) -> int:
    """How many cells lie between the corners of a sheet that is written as XML.

    A place that no program can mean is as far as none is: a reader that counts it in 32 bits may
    come to any number.
    """
    columns: set[bytes] = set()
    first, last = sys.maxsize, 0
    tail = b""
    for chunk in chunks:
        text = tail + chunk
        if _BEYOND.search(text):
            return NOWHERE
        for letters, digits in _REFERENCE.findall(text):
            row = int(digits)
            first, last = min(first, row), max(last, row)
            columns.add(letters)
        tail = _tail(text)
    numbers = [_column(letters) for letters in columns if letters] or [1]
    return (last - first + 1) * (max(numbers) - min(numbers) + 1)


def _column(letters: bytes) -> int:
    """The number of a column by its letters, A being 1."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number


class _Tables:
    """Where the last filled cell of each table of an OpenDocument stands, repeats counted."""

    def __init__(self) -> None:
        self.most = 0
        self._rows = self._filled_rows = self._width = 0
        self._repeats = 1
        self._cells = self._filled_cells = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        if local == "table":
            self._rows = self._filled_rows = self._width = 0
        elif local == "table-row":
            self._repeats = _repeats(attributes, _ROWS)
            self._cells = self._filled_cells = 0
        elif local in ("table-cell", "covered-table-cell"):
            self._cells += _repeats(attributes, _CELLS)
            if any(key.startswith("office:") for key in attributes):
                self._filled_cells = self._cells
        elif local == "p":
            self._filled_cells = self._cells

    def end(self, name: str) -> None:
        if name.rpartition(":")[2] != "table-row":
            return
        self._rows += self._repeats
        if self._filled_cells:
            self._filled_rows = self._rows
            self._width = max(self._width, self._filled_cells)
            self.most = max(self.most, self._filled_rows * self._width)


def _repeats(attributes: dict[str, str], which: str) -> int:
    for key, text in attributes.items():
        if key.endswith(which) and text.isascii() and text.isdecimal():
            return int(text[:12])
    return 1


def _span_of_open_document(chunks: Iterator[bytes]) -> int:
    tables = _Tables()
    parser = expat.ParserCreate()
    parser.StartElementHandler = tables.start
    parser.EndElementHandler = tables.end
    try:
        for chunk in chunks:
            parser.Parse(chunk)
    except (expat.ExpatError, LookupError):
        return tables.most
    return tables.most
