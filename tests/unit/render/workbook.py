"""Reads workbooks for tests: cells as the file holds them, and parts in a form to compare."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import duckdb
import fastexcel

from yuebao.render.xlsx._data import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterator

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_REFERENCE = re.compile(r"(?:'?([^'!+\-*/=]+)'?!)?\$?([A-Z]+)\$?(\d+)")
_QUIET = {"family", "charset", "bgColor"}
_BUILT_IN = {0: "General", 1: "0", 2: "0.00"}


@dataclass(frozen=True)
class Cell:
    """A cell as the file holds it: its text or number, its formula, its style as one line."""

    value: str
    is_text: bool
    formula: str | None
    style: str


class Parts:
    """The parts of an unzipped workbook."""

    def __init__(self, data: bytes) -> None:
        self.archive = zipfile.ZipFile(io.BytesIO(data))

    def xml(self, name: str) -> ET.Element:
        return ET.fromstring(self.archive.read(name))

    @cached_property
    def sheets(self) -> dict[str, str]:
        """Each sheet's part by its name, in order."""
        links = {
            link.attrib["Id"]: link.attrib["Target"]
            for link in self.xml("xl/_rels/workbook.xml.rels")
        }
        return {
            sheet.attrib["name"]: f"xl/{links[sheet.attrib[_RELATION]]}"
            for sheet in self.xml("xl/workbook.xml").iter(f"{_MAIN}sheet")
        }

    @cached_property
    def strings(self) -> list[str]:
        items = self.xml("xl/sharedStrings.xml").iter(f"{_MAIN}si")
        return ["".join(text.text or "" for text in item.iter(f"{_MAIN}t")) for item in items]

    @cached_property
    def styles(self) -> list[str]:
        """Each cell format as one line: number format, font, fill, rules, alignment."""
        book = self.xml("xl/styles.xml")
        formats = {
            int(f.attrib["numFmtId"]): f.attrib["formatCode"] for f in book.iter(f"{_MAIN}numFmt")
        }
        fonts, fills, borders = (_described(book, name) for name in ("fonts", "fills", "borders"))
        lines = []
        for form in book.findall(f"{_MAIN}cellXfs/{_MAIN}xf"):
            number = int(form.attrib["numFmtId"])
            parts = [
                (_BUILT_IN | formats)[number],
                fonts[int(form.attrib["fontId"])],
                fills[int(form.attrib["fillId"])],
                borders[int(form.attrib["borderId"])],
                *(_attributes(child) for child in form),
            ]
            lines.append("; ".join(part for part in parts if part))
        return lines

    def cells(self, sheet: str) -> dict[str, Cell]:
        """The filled cells of a sheet by address."""
        return {
            node.attrib["r"]: self._cell(node)
            for node in self.xml(self.sheets[sheet]).iter(f"{_MAIN}c")
            if len(node)
        }

    def comments(self, sheet: str) -> dict[str, str]:
        """The comments of a sheet by address."""
        part = self.sheets[sheet].replace("worksheets/", "worksheets/_rels/") + ".rels"
        if part not in self.archive.namelist():
            return {}
        targets = [link.attrib["Target"] for link in self.xml(part)]
        return {
            note.attrib["ref"]: "".join(text.text or "" for text in note.iter(f"{_MAIN}t"))
            for target in targets
            if "comments" in target
            for note in self.xml(target.replace("../", "xl/")).iter(f"{_MAIN}comment")
        }

    def readable(self, sheet: str) -> str:
        """A sheet's XML, indented, with its texts and styles in place of their numbers."""
        root = self.xml(self.sheets[sheet])
        for node in root.iter(f"{_MAIN}c"):
            node.attrib["s"] = self.styles[int(node.attrib.get("s", 0))]
            value = node.find(f"{_MAIN}v")
            if node.attrib.get("t") == "s" and value is not None:
                value.text = self.strings[int(value.text or 0)]
        ET.indent(root)
        text = ET.tostring(root, encoding="unicode")
        return re.sub(r"(</?)ns\d+:|xmlns:ns\d+=", lambda m: m[1] or "xmlns=", text) + "\n"

    def _cell(self, node: ET.Element) -> Cell:
        value = node.findtext(f"{_MAIN}v") or ""
        shared = node.attrib.get("t") == "s"
        return Cell(
            value=self.strings[int(value)] if shared else value,
            is_text=shared or node.attrib.get("t") == "str",
            formula=node.findtext(f"{_MAIN}f"),
            style=self.styles[int(node.attrib.get("s", 0))],
        )


def read_data(drawn: bytes, sheet: str = "数据") -> list[dict[str, Any]]:
    """The data sheet as any reader of workbooks sees it, its columns by our names for them."""
    loaded = fastexcel.read_excel(drawn).load_sheet(sheet)
    rows = duckdb.from_arrow(loaded).fetchall()
    return [dict(zip(COLUMNS, row, strict=True)) for row in rows]


def located(parts: Parts, drawn: bytes) -> Iterator[tuple[dict[str, Any], Cell]]:
    """Each row of the data sheet with the cell it points to."""
    sheets = {name: parts.cells(name) for name in parts.sheets}
    for row in read_data(drawn):
        sheet, address = row["cell"].split("!")
        yield row, sheets[sheet.strip("'")][address]


def shown(cell: Cell) -> str:
    """What a spreadsheet shows in a cell of numbers."""
    form = cell.style.split("; ")[0]
    if form.startswith('"'):
        return form.strip('"')
    places = len(form.partition(".")[2])
    return str(round_half_up(Decimal(f"{float(cell.value):.15g}"), places))


def round_half_up(number: Decimal, places: int) -> Decimal:
    return number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def calculated(parts: Parts, sheet: str, formula: str) -> float:
    """What a spreadsheet makes of one of our formulas."""

    def value(match: re.Match[str]) -> str:
        return parts.cells(match[1] or sheet)[match[2] + match[3]].value

    return float(eval(_REFERENCE.sub(value, formula)))


def formulas(parts: Parts) -> dict[str, str]:
    """Every formula of the workbook by its cell."""
    return {
        f"{sheet}!{address}": cell.formula
        for sheet in parts.sheets
        for address, cell in parts.cells(sheet).items()
        if cell.formula
    }


def _described(book: ET.Element, name: str) -> list[str]:
    found = book.find(f"{_MAIN}{name}")
    assert found is not None
    return [" ".join(_lines(item)) for item in found]


def _lines(item: ET.Element) -> list[str]:
    """The telling parts of a font, a fill or a border: no defaults, no fallbacks."""
    found = []
    for node in item.iter():
        name, attributes = node.tag.removeprefix(_MAIN), _attributes(node)
        plain = name in _QUIET or attributes in ("theme=1", "auto=1", "patternType=none")
        if not plain and (attributes or name in ("b", "u")):
            found.append(f"{name} {attributes}".strip())
    return found


def _attributes(node: ET.Element) -> str:
    return " ".join(f"{key}={value}" for key, value in node.attrib.items())
