"""Which cells of a workbook show another number than they hold, or a formula without its value.

The reader of workbooks hands out what cells hold. Of the formats no more is read here than tells
these cells; the sheets are looked through only where the workbook has such formats or formulas.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.parsers import expat

from yuebao.sources.files.number_format import PERCENT_FORMATS, ShownAs, shown_as

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Callable, Iterator, Mapping, Sequence

_CHUNK = 1 << 20
_OVERLAP = 64
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_SCALED = re.compile(rb"""display-factor\s*=\s*["'](?!1["'])""")
_PERCENTAGE = b"percentage"
_BOOK = ("xl/workbook.xml", "xl/_rels/workbook.xml.rels")


@dataclass(slots=True)
class CellNotes:
    """What is to be known of the cells of one sheet beside what they hold.

    Attributes:
        shown: How cells show a number that is held otherwise, by row and column from 0.
        formulas: Formulas without a value, likewise.
        first_column: The first column that holds anything; None where no cell was looked at.
    """

    shown: dict[tuple[int, int], ShownAs] = field(default_factory=dict)
    formulas: dict[tuple[int, int], str] = field(default_factory=dict)
    first_column: int | None = None

    def __bool__(self) -> bool:
        """Whether there is anything to know."""
        return bool(self.shown or self.formulas)

    def fill(self, column: int) -> None:
        """Note that a cell of a column holds something."""
        if self.first_column is None or column < self.first_column:
            self.first_column = column

    def texts(self, row: int, held: Sequence[str], *, named: bool = False) -> tuple[str, ...]:
        """The texts of a row's cells as they are shown, from the first column that holds anything.

        Args:
            row: Its number, from 0.
            held: What the reader of workbooks says of the cells.
            named: Whether formats are named that show thousands and the like.
        """
        first = self.first_column or 0
        return tuple(self._text((row, first + at), text, named) for at, text in enumerate(held))

    def _text(self, place: tuple[int, int], held: str, named: bool) -> str:
        if place in self.formulas:
            return self.formulas[place]
        shown = self.shown.get(place)
        if not held or shown is None:
            return held
        return shown.named(held) if named else shown.text(held)


def notes_of_zip(archive: zipfile.ZipFile) -> dict[str, CellNotes]:
    """What is to be known of the cells of each sheet of an .xlsx or .ods, by the sheet's name.

    Sheets of which there is nothing to know may be missing; so is all of a workbook whose parts are
    not where they should be, which the reader refuses.
    """
    names = set(archive.namelist())
    if "content.xml" in names:
        return _of_open_document(archive)
    if not names.issuperset(_BOOK):
        return {}
    styles = _styles(archive) if "xl/styles.xml" in names else {}
    sheets, stale = _sheets(archive)
    found = {}
    for title, part in sheets.items():
        if part in names and _is_worth_a_look(archive, part, styles):
            reader = _SheetReader(styles, stale=stale)
            _parse(archive, part, reader.start, reader.end, reader.text)
            found[title] = reader.notes
    return found


def _styles(archive: zipfile.ZipFile) -> dict[str, ShownAs]:
    """The numbers of the styles of cells that show another number than is held."""
    codes: dict[str, str] = dict(PERCENT_FORMATS)
    formats = []
    for parent, name, attributes in _elements(archive, "xl/styles.xml"):
        if name == "numFmt":
            codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif name == "xf" and parent == "cellXfs":
            formats.append(attributes.get("numFmtId", ""))
    shown = ((str(at), shown_as(codes.get(number, ""))) for at, number in enumerate(formats))
    return {number: one for number, one in shown if one is not None}


def _sheets(archive: zipfile.ZipFile) -> tuple[dict[str, str], bool]:
    """The part of the archive that holds each sheet, by its name; and whether formulas are stale.

    Programs that write formulas and reckon none say so, and write nought for their values.
    """
    book, relations = _BOOK
    targets = {a.get("Id", ""): a.get("Target", "") for _, _, a in _elements(archive, relations)}
    sheets, stale = {}, False
    for _, name, attributes in _elements(archive, book):
        stale = stale or attributes.get("fullCalcOnLoad") in ("1", "true")
        if name == "sheet":
            of_sheet = next((v for k, v in attributes.items() if _local(k) == "id"), "")
            target = targets.get(of_sheet, "")
            part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            sheets[attributes.get("name", "")] = posixpath.normpath(part)
    return sheets, stale


def _elements(archive: zipfile.ZipFile, part: str) -> list[tuple[str, str, dict[str, str]]]:
    """The elements of a part of the archive: the name of the one around it, name, attributes."""
    found: list[tuple[str, str, dict[str, str]]] = []
    around = [""]

    def start(name: str, attributes: dict[str, str]) -> None:
        found.append((around[-1], _local(name), attributes))
        around.append(_local(name))

    def end(name: str) -> None:
        del name
        around.pop()

    _parse(archive, part, start, end, lambda _: None)
    return found


def _is_worth_a_look(archive: zipfile.ZipFile, part: str, styles: Mapping[str, ShownAs]) -> bool:
    """Whether a sheet has a cell with one of the styles, or a formula."""
    numbers = "|".join(styles).encode()
    styled = re.compile(rb"""\ss\s*=\s*["'](?:%s)["']""" % numbers) if styles else None
    tail = b""
    for chunk in _chunks(archive, part):
        looked = tail + chunk
        if (styled is not None and styled.search(looked)) or _FORMULA.search(looked):
            return True
        tail = chunk[-_OVERLAP:]
    return False


class _SheetReader:
    """Reads the cells of a sheet as XML, as far as they hold numbers or formulas."""

    def __init__(self, styles: Mapping[str, ShownAs], *, stale: bool) -> None:
        self.notes = CellNotes()
        self._styles, self._stale = styles, stale
        self._row = self._column = -1
        self._attributes: dict[str, str] = {}
        self._value = ""
        self._formula: str | None = None
        self._in = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = _local(name)
        if local == "row":
            self._row = int(attributes.get("r") or self._row + 2) - 1
            self._column = -1
        elif local == "c":
            place = attributes.get("r", "")
            self._column = _column(place) if place else self._column + 1
            self._attributes, self._value, self._formula = attributes, "", None
        elif local == "f":
            self._formula = ""
        self._in = local

    def text(self, text: str) -> None:
        if self._in in {"v", "t"}:
            self._value += text
        elif self._in == "f" and self._formula is not None:
            self._formula += text

    def end(self, name: str) -> None:
        self._in = ""
        if _local(name) != "c":
            return
        kind, place = self._attributes.get("t", "n"), (self._row, self._column)
        guessed = self._stale and self._formula is not None and self._value == "0"
        if self._value:
            self.notes.fill(self._column)
        if self._value and not guessed:
            shown = self._styles.get(self._attributes.get("s", ""))
            if shown is not None and kind == "n":
                self.notes.shown[place] = shown
        elif self._formula is not None and kind != "str":
            self.notes.formulas[place] = f"={self._formula}"


def _column(place: str) -> int:
    """The column of a place such as C5, from 0."""
    number = 0
    for letter in place.rstrip("0123456789").upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


class _OpenReader:
    """Reads the cells of an OpenDocument that hold percentages."""

    def __init__(self) -> None:
        self.notes: dict[str, CellNotes] = {}
        self._now = CellNotes()
        self._row = self._column = -1
        self._repeats = 1

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = _local(name)
        if local == "table":
            self._now = self.notes.setdefault(attributes.get("table:name", ""), CellNotes())
            self._row, self._repeats = -1, 1
        elif local == "table-row":
            self._row += self._repeats
            self._repeats = int(attributes.get("table:number-rows-repeated", "1"))
            self._column = 0
        elif local in ("table-cell", "covered-table-cell"):
            repeats = int(attributes.get("table:number-columns-repeated", "1"))
            kind = attributes.get("office:value-type")
            if kind is not None:
                self._now.fill(self._column)
            if kind == "percentage":
                percent = ShownAs("0%", 2, percent=True)
                places = ((r, c) for r in range(self._repeats) for c in range(repeats))
                self._now.shown |= {(self._row + r, self._column + c): percent for r, c in places}
            self._column += repeats


def _of_open_document(archive: zipfile.ZipFile) -> dict[str, CellNotes]:
    if not any(_PERCENTAGE in chunk for chunk in _chunks(archive, "content.xml")):
        return {}
    reader = _OpenReader()
    _parse(archive, "content.xml", reader.start, lambda _: None, lambda _: None)
    return reader.notes


def scales_numbers(archive: zipfile.ZipFile) -> bool:
    """Whether an OpenDocument has formats that show a number's thousands or millions."""
    parts = {"content.xml", "styles.xml"} & set(archive.namelist())
    return "content.xml" in parts and any(
        _SCALED.search(chunk) for part in parts for chunk in _chunks(archive, part)
    )


def _parse(
    archive: zipfile.ZipFile,
    part: str,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None],
    text: Callable[[str], None],
) -> None:
    """Read a part as XML; where it is broken the reader of workbooks refuses it."""
    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = text
    try:
        for chunk in _chunks(archive, part):
            parser.Parse(chunk)
    except (expat.ExpatError, LookupError, ValueError):
        return


def _chunks(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    with archive.open(part) as file:
        while chunk := file.read(_CHUNK):
            yield chunk


def _local(name: str) -> str:
    """A name of XML without its namespace."""
    return name.rpartition(":")[2]
