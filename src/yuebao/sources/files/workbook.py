"""Tables in workbooks: each filled sheet of an .xlsx or .xls is one."""

from __future__ import annotations

import csv
import zipfile
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import uuid4

import duckdb
import fastexcel

from yuebao.domain import SourceError
from yuebao.domain.archive import BROKEN_ARCHIVE
from yuebao.domain.limits import limit
from yuebao.domain.process import hushed
from yuebao.sources.files.cell_formats import CellNotes, notes_of_zip, scales_numbers
from yuebao.sources.files.inspect import Container, read_chunks
from yuebao.sources.files.ole import largest_sheet
from yuebao.sources.files.ole_formats import notes_of_ole
from yuebao.sources.files.record import FileRow
from yuebao.sources.files.relation import RecordRelation, csv_relation
from yuebao.sources.files.zipped import NOWHERE, UnpacksTooFarError, largest_span

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence
    from pathlib import Path

    from yuebao.sources.files.inspect import Inspection

MAX_UNPACKED = limit("unpacked")
"""The most bytes a workbook may unpack to; one sheet of 15 columns filled to its end has half."""

MAX_CELLS = limit("sheet-cells")
"""The most cells a sheet may span, as the reader makes room for them all at once: sixteen columns
down to a sheet's last row. One cell in the last corner spans 17 billion."""

MAX_COLUMNS = limit("columns")
"""The most columns a sheet may span: one cell far to the right makes every row as long."""

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # a stream's name in the OLE directory
_SECTOR = 512  # an OLE file is made of whole ones
_FIRST_BATCH = 64  # rows: heads are found in the first few, and most sheets are asked for no more
_BATCH = 10_000
_SAVE_AS_XLSX = "Open it in a spreadsheet and save it as .xlsx."
_AGAIN = "Download the file again, or open it in a spreadsheet and save it as .xlsx."
_ALONE = "Copy the table alone into a new sheet, or save it as CSV."
_PROTECTED = "Open it with its password and save it without one."


@dataclass(frozen=True, slots=True)
class SheetTable:
    """One sheet, every cell as text; rows and columns count from the sheet's first.

    Attributes:
        name: What to call it in a message.
        sheet: Its cells.
        connection: Reads them; one for all sheets of a workbook, of which there may be thousands.
        tab: The name of its sheet.
        notes: The texts of other sheets, which hold no table.
        cells: What cells show where that is not what they hold.
        whole: Whether numbers are to be whole units: formats are named that show thousands.
    """

    name: str
    sheet: fastexcel.ExcelSheet
    connection: duckdb.DuckDBPyConnection
    tab: str = ""
    notes: tuple[str, ...] = ()
    cells: CellNotes = field(default_factory=CellNotes)
    whole: bool = False

    def records(self) -> Iterator[FileRow]:
        """All rows in order, the empty ones too; see Table."""
        with self.connection.cursor() as connection:
            connection.register("sheet", self.sheet)
            rows = connection.execute("from sheet")
            line, size = 0, _FIRST_BATCH
            while batch := rows.fetchmany(size):
                size = _BATCH
                for row in batch:
                    line += 1
                    texts = tuple(cell or "" for cell in row)
                    if self.cells:
                        texts = self.cells.texts(line - 1, texts, named=self.whole)
                    yield FileRow(line, texts, wraps=False)

    def relate(
        self, connection: duckdb.DuckDBPyConnection, head: FileRow, scratch: Path
    ) -> Generator[RecordRelation, None, None]:
        """The rows below the heads; see Table."""
        if self.cells:
            yield self._rewrite(head, scratch)
            return
        view = f"sheet_{uuid4().hex}"
        connection.register(view, self.sheet)
        names = ", ".join(f"c{index}" for index in range(self.sheet.width))
        try:
            yield RecordRelation("utf-8", f"(from {view} as sheet({names}) offset {head.line})")
        finally:
            connection.unregister(view)

    def _rewrite(self, head: FileRow, scratch: Path) -> RecordRelation:
        """A copy of the rows below the heads as they are shown."""
        copy = scratch / f"{uuid4().hex}.csv"
        with copy.open("w", encoding="utf-8", newline="") as target:
            writer = csv.writer(target, quoting=csv.QUOTE_ALL, lineterminator="\n")
            writer.writerows(r.fields for r in self.records() if r.line > head.line)
        return csv_relation(copy, self.sheet.width, "utf-8", "utf-8", skip=0)

    def check_text(self) -> None:
        """A workbook's text is Unicode; there is nothing to check."""


def open_workbook(inspection: Inspection) -> tuple[SheetTable, ...]:
    """The filled sheets of a workbook, in order.

    Raises:
        SourceError: It is no workbook, is broken, protected by a password, or unpacks to more than
            MAX_UNPACKED.
    """
    name = inspection.path.name
    if inspection.container is Container.ZIP:
        notes = _check_zip(inspection.path)
    else:
        _check_ole(inspection.path)
        notes = notes_of_ole(inspection.path)
    try:
        with hushed():
            book = fastexcel.read_excel(inspection.path)
            loaded = [
                (title, book.load_sheet(title, header_row=None, skip_rows=0, dtypes="string"))
                for title in book.sheet_names
            ]
    except BaseException as error:
        if isinstance(error, fastexcel.FastExcelError) or _is_panic(error):
            raise _unreadable(name, error) from error
        raise
    # A hidden sheet is not what the person who gives the file sees in it.
    filled = [(t, s) for t, s in loaded if s.width and s.height and s.visible == "visible"]
    widest = max((sheet.width for _, sheet in filled), default=0)
    if widest > MAX_COLUMNS:
        raise SourceError(
            f"a sheet in it spans {widest:,} columns, more than any table of customs",
            file=name,
            remedy=_ALONE,
        )
    if not filled:
        raise SourceError("it is a workbook without a filled cell", file=name)
    many = len(filled) > 1
    connection = duckdb.connect()
    return tuple(
        SheetTable(
            f"{name}, sheet {_visible(title)}" if many else name,
            sheet,
            connection,
            title,
            (),
            notes.get(title, CellNotes()),
        )
        for title, sheet in filled
    )


def _visible(title: str) -> str:
    return title if title.isprintable() else repr(title)


def _check_zip(path: Path) -> dict[str, CellNotes]:
    """Refuse what is no workbook that can be read; of others, what is to be known of cells."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            _check_entries(path.name, entries)
            try:
                cells = largest_span(archive, MAX_UNPACKED)
            except UnpacksTooFarError as error:
                raise _unpacks_too_far(path.name) from error
            _refuse_span(path.name, cells)
            if scales_numbers(archive):
                raise SourceError(
                    "it shows numbers in thousands or millions by their format",
                    file=path.name,
                    remedy=_SAVE_AS_XLSX,
                )
            return notes_of_zip(archive)
    except BROKEN_ARCHIVE as error:
        raise SourceError(
            "it begins as a workbook, but is broken: it was probably cut short",
            file=path.name,
            remedy=_AGAIN,
        ) from error


def _check_entries(name: str, entries: Sequence[zipfile.ZipInfo]) -> None:
    """Refuse what its list of entries shows to be no workbook that can be read."""
    if any(entry.flag_bits & 1 for entry in entries):
        raise _protected(name)
    names = [entry.filename for entry in entries]
    if "xl/workbook.bin" in names:
        raise SourceError("it is a binary workbook (.xlsb)", file=name, remedy=_SAVE_AS_XLSX)
    if not any(entry.startswith(("xl/workbook", "content.xml")) for entry in names):
        raise SourceError(
            "it is a zip archive, not a workbook",
            file=name,
            remedy="Unpack it and give the files in it.",
        )
    if sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise _unpacks_too_far(name)


def _unpacks_too_far(name: str) -> SourceError:
    return SourceError(
        f"it unpacks to more than {MAX_UNPACKED:,} bytes, more than any table of customs",
        file=name,
        remedy="Save the table alone, or as CSV.",
    )


def _refuse_span(name: str, cells: int) -> None:
    if cells == NOWHERE:
        raise SourceError(
            "a sheet in it names a row or column that no sheet has", file=name, remedy=_ALONE
        )
    if cells > MAX_CELLS:
        raise SourceError(
            f"a sheet in it spans {cells:,} cells, more than any table of customs",
            file=name,
            remedy=_ALONE,
        )


def _check_ole(path: Path) -> None:
    if path.stat().st_size % _SECTOR:
        raise SourceError(
            "it begins as a workbook (.xls), but is cut short: its last sector is not whole",
            file=path.name,
            remedy=_AGAIN,
        )
    tail = b""
    for chunk in read_chunks(path):
        if _ENCRYPTED in tail + chunk:
            raise _protected(path.name)
        tail = chunk[-len(_ENCRYPTED) :]
    _refuse_span(path.name, largest_sheet(path))


def _protected(name: str) -> SourceError:
    return SourceError("it is protected by a password", file=name, remedy=_PROTECTED)


def _is_panic(error: BaseException) -> bool:
    """Whether the reader, which is written in Rust, gave up; its exception has no public class."""
    return type(error).__name__ == "PanicException"


def _unreadable(name: str, error: BaseException) -> SourceError:
    reason = next(iter(str(error).splitlines()), "no reason given")
    if "password" in reason.lower():
        return _protected(name)
    return SourceError(f"it cannot be read as a workbook ({reason})", file=name, remedy=_AGAIN)
