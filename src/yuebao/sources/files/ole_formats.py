"""Which cells of an .xls show another number than they hold; see _cell_formats."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from yuebao.sources.files.cell_formats import CellNotes
from yuebao.sources.files.number_format import PERCENT_FORMATS, shown_as
from yuebao.sources.files.ole import read_stream, records_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from yuebao.sources.files.number_format import ShownAs

_BEGIN, _FORMAT, _STYLE, _SHEET = 0x0809, 0x041E, 0x00E0, 0x0085
_FORMULA, _NUMBER, _SHORT, _SHORTS = 0x0006, 0x0203, 0x027E, 0x00BD
_TEXTS = frozenset({0x00FD, 0x0204, 0x0205, 0x00D6})  # and booleans: cells that hold no number
_WIDE = 1  # of a text's options: two bytes a character
_NEW = 0x0600  # the version of a workbook whose texts are Unicode
_TEXT_RESULT = 0xFFFF  # ends the result of a formula that is no number


def notes_of_ole(path: Path) -> dict[str, CellNotes]:
    """What is to be known of the cells of each sheet of an .xls, by the sheet's name."""
    try:
        return _notes(read_stream(path.read_bytes()))
    except (struct.error, IndexError, ValueError):
        return {}


def _notes(stream: bytes) -> dict[str, CellNotes]:
    version = _NEW
    codes: dict[str, str] = dict(PERCENT_FORMATS)
    formats: list[str] = []
    sheets: list[tuple[str, int]] = []
    for kind, body in records_of(stream, 0):
        if kind == _BEGIN:
            (version,) = struct.unpack_from("<H", body)
        elif kind == _FORMAT:
            (number,) = struct.unpack_from("<H", body)
            codes[str(number)] = _text(body[2:], version, 2)
        elif kind == _STYLE:
            formats.append(str(struct.unpack_from("<H", body, 2)[0]))
        elif kind == _SHEET:
            (begin,) = struct.unpack_from("<I", body)
            sheets.append((_text(body[6:], version, 1), begin))
    styles = {
        at: shown
        for at, number in enumerate(formats)
        if (shown := shown_as(codes.get(number, ""))) is not None
    }
    return {title: _of_sheet(stream, begin, styles) for title, begin in sheets} if styles else {}


def _of_sheet(stream: bytes, begin: int, styles: dict[int, ShownAs]) -> CellNotes:
    notes = CellNotes()
    for kind, body in records_of(stream, begin):
        for row, column, style in _cells(kind, body):
            notes.fill(column)
            if style in styles:
                notes.shown[row, column] = styles[style]
    return notes


def _cells(kind: int, body: bytes) -> Iterator[tuple[int, int, int]]:
    """Row, column and style of the cells of a record that hold something; style -1 for texts."""
    if kind == _SHORTS:
        row, column = struct.unpack_from("<HH", body)
        for at in range((len(body) - 6) // 6):
            yield row, column + at, struct.unpack_from("<H", body, 4 + 6 * at)[0]
    elif kind in (_NUMBER, _SHORT, _FORMULA):
        row, column, style = struct.unpack_from("<HHH", body)
        text = kind == _FORMULA and struct.unpack_from("<H", body, 12)[0] == _TEXT_RESULT
        yield row, column, -1 if text else style
    elif kind in _TEXTS:
        yield (*struct.unpack_from("<HH", body), -1)


def _text(body: bytes, version: int, width: int) -> str:
    """A text with its length, in so many bytes, before it; one byte in old workbooks."""
    if version < _NEW:
        return body[1 : 1 + body[0]].decode("gb18030", "replace")
    length = int.from_bytes(body[:width], "little")
    wide = body[width] & _WIDE
    held = body[width + 1 : width + 1 + (2 * length if wide else length)]
    return held.decode("utf-16-le" if wide else "latin-1", "replace")
