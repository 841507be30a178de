"""How large a sheet of an .xls says it is: looked at before the reader makes room for it."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

import pytest

from yuebao.domain import SourceError
from yuebao.sources.files.ole import largest_sheet

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.sources.reader import Reader

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SECTOR = 512
END, FREE, TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
STREAM = 4096  # bytes; a shorter one is kept elsewhere


def record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def dimensions(top: int, bottom: int, left: int, right: int) -> bytes:
    return record(0x0200, struct.pack("<IIHHH", top, bottom, left, right, 0))


def number(row: int, column: int) -> bytes:
    return record(0x0203, struct.pack("<HHHd", row, column, 0, 1.0))


def xls(*records: bytes, stream: str = "Workbook") -> bytes:
    """The barest file of one stream: a header, the table of sectors, a directory, the stream."""
    sectors = STREAM // SECTOR
    chain = [TABLE, END, *range(3, 2 + sectors), END]
    table = struct.pack(f"<{len(chain)}I", *chain).ljust(SECTOR, b"\xff")
    name = stream.encode("utf-16-le") + b"\0\0"
    entry = struct.pack("<64sH50xIQ", name, len(name), 2, STREAM)
    head = OLE + bytes(16) + struct.pack("<5H6x", 62, 3, 0xFFFE, 9, 6)
    head += struct.pack("<9I", 0, 1, 1, 0, STREAM, END, 0, END, 0)
    head += struct.pack("<109I", 0, *[FREE] * 108)
    body = record(0x0809, bytes(16)) + b"".join(records) + record(0x000A, b"")
    return head + table + entry.ljust(SECTOR, b"\0") + body.ljust(STREAM, b"\0")


@pytest.mark.parametrize(
    ("records", "cells"),
    [
        ([dimensions(0, 10, 0, 5)], 50),
        ([number(0, 0), number(9, 4)], 50),
        ([dimensions(0, 2, 0, 2), number(0, 0), number(65_535, 65_535)], 2**32),
        ([record(0x0200, struct.pack("<5H", 0, 10, 0, 5, 0))], 50),  # as older files have it
        ([record(0x0200, b"\1")], 0),
        ([], 0),
    ],
)
def test_a_sheet_spans_what_its_corners_or_its_cells_say(
    tmp_path: Path, records: list[bytes], cells: int
) -> None:
    path = tmp_path / "a.xls"
    path.write_bytes(xls(*records))
    assert largest_sheet(path) == cells


def test_the_largest_of_several_sheets_counts(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    end = record(0x000A, b"")
    path.write_bytes(xls(dimensions(0, 1, 0, 1), end, dimensions(0, 7, 0, 1), end, number(0, 0)))
    assert largest_sheet(path) == 7


@pytest.mark.parametrize("stream", ["Book", "Workbook"])
def test_a_corner_beyond_all_memory_is_refused(reader: Reader, stream: str) -> None:
    content = xls(dimensions(0, 2**32 - 1, 0, 65_535), stream=stream)
    refusal = reader.refuse(content, SourceError, name="出口.xls")
    assert str(refusal) == (
        f"出口.xls: a sheet in it spans {(2**32 - 1) * 65_535:,} cells, "
        "more than any table of customs. Copy the table alone into a new sheet, or save it as CSV."
    )


def test_what_is_no_such_file_is_left_to_the_reader(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    whole = xls(number(1, 1))
    for content in (b"", OLE, whole[:600], whole[:1100], OLE + b"\xff" * 4096, xls(stream="Notes")):
        path.write_bytes(content)
        assert largest_sheet(path) == 0
