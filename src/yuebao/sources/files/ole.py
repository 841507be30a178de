"""How large the sheets of an .xls say they are, before the reader makes room for them.

The reader reserves memory for every cell between the corners a sheet names; a damaged corner asks
for more than any machine has, and the process would end without a word. Of the format no more is
read here than shows the corners; what else is wrong the reader refuses itself.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_END = 0xFFFFFFFA  # and above: no sector
_HEAD = struct.Struct(
    "<30xH16xI24x109I"
)  # sector size (a power of two), directory, table of tables
_ENTRY = struct.Struct("<64sH50xIQ")  # name, its length, first sector, size
_STREAMS = ("Workbook", "Book")
_DIMENSIONS = 0x0200
_END_OF_PART = 0x000A
_CORNERS = {14: struct.Struct("<IIHH"), 10: struct.Struct("<HHHH")}
_CELLS = frozenset({0x0006, 0x00BD, 0x00BE, 0x00D6, 0x00FD, 0x0201, 0x0203, 0x0204, 0x0205, 0x027E})
"""Records of a cell: formula, numbers, texts, blanks, booleans."""


def largest_sheet(path: Path) -> int:
    """The most cells a sheet of an .xls spans, by its own word or by its cells; 0 where unknown."""
    content = path.read_bytes()
    try:
        return max((_cells(records) for records in _sheets(read_stream(content))), default=0)
    except (struct.error, IndexError, ValueError):
        return 0


def read_stream(content: bytes) -> bytes:
    """The stream of an .xls that holds the workbook; empty where there is none.

    Raises:
        ValueError: It is no such file; struct.error and IndexError likewise.
    """
    power, directory, *tables = _HEAD.unpack_from(content)
    size = 1 << power
    if not 7 <= power <= 16:
        raise ValueError("no size of a sector")

    def sector(number: int) -> bytes:
        return content[(number + 1) * size : (number + 2) * size]

    table = [
        number for at in tables if at < _END for (number,) in struct.iter_unpack("<I", sector(at))
    ]

    def chain(number: int) -> Iterator[bytes]:
        for _ in table:
            if number >= _END:
                return
            yield sector(number)
            number = table[number]

    for name, length, first, whole in _ENTRY.iter_unpack(_whole(b"".join(chain(directory)))):
        if name[: max(length - 2, 0)].decode("utf-16-le", "replace") in _STREAMS:
            return b"".join(chain(first))[: whole & 0xFFFFFFFF]
    return b""


def _whole(directory: bytes) -> bytes:
    return directory[: len(directory) // _ENTRY.size * _ENTRY.size]


def records_of(stream: bytes, begin: int) -> Iterator[tuple[int, bytes]]:
    """The records of one part of the workbook, kind and body: to its end, or that of the stream."""
    at = begin
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + length]
        at += 4 + length
        if kind == _END_OF_PART:
            return


def _sheets(stream: bytes) -> Iterator[list[tuple[int, bytes]]]:
    """The records between each beginning of a part of the workbook and its end."""
    at = 0
    while at + 4 <= len(stream):
        part = list(records_of(stream, at))
        at += sum(4 + len(body) for _, body in part)
        yield part


def _cells(records: list[tuple[int, bytes]]) -> int:
    spans = [0]
    places = [struct.unpack_from("<HH", body) for kind, body in records if kind in _CELLS]
    if places:
        rows, columns = zip(*places, strict=True)
        spans.append((max(rows) - min(rows) + 1) * (max(columns) - min(columns) + 1))
    for kind, body in records:
        if kind == _DIMENSIONS and len(body) in _CORNERS:
            top, bottom, left, right = _CORNERS[len(body)].unpack_from(body)
            spans.append(abs(bottom - top) * abs(right - left))
    return max(spans)
