"""Excel: each visible sheet's texts and tables, numbers as their cells show them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from yuebao.auditing.reading.blocks import BlockOf, Blocks, TextBlock, TextKind
from yuebao.auditing.reading.drawn import (
    chart_parts,
    read_chart_part,
    references,
    related,
)
from yuebao.auditing.reading.formats import BUILT_IN, shown
from yuebao.auditing.reading.formulas import Workbook, column_of
from yuebao.auditing.reading.limits import MAX_COLUMNS, TooLargeError
from yuebao.auditing.reading.package import Package, attribute, children, local, whole_number
from yuebao.auditing.reading.rows import blocks_of_rows, is_captioned

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from yuebao.auditing.reading.formulas import At
    from yuebao.auditing.reading.rows import Row

_TRUE = ("1", "true")
_NUMBER = re.compile(r"-?\d{1,30}(?:\.\d{1,30})?(?:E[-+]?\d{1,2})?")
_REFERENCE = re.compile(r"([A-Z]+)(\d+)")


def read_xlsx(content: bytes, name: str) -> Blocks:
    """Reduce a workbook to blocks.

    Where some sheets carry a caption, a first that does not is an index, of which the texts are
    read, and a list of data (a table by Excel's own name) begins an annex, which is left out. Of
    charts the data are read where they are of no sheet that is.

    Raises:
        SourceError: The file is broken, protected or not a workbook.
    """
    package = Package(content, name)
    strings = _strings(package)
    formats = _formats(package)
    sheets = []
    parts = [(title, part, package.part(part)) for title, part in _sheets(package)]
    computed = _computed({title: root for title, _, root in parts if root is not None})
    for title, part, root in parts:
        values = _Values(strings, formats, title, computed)
        rows = list(_rows(root, values)) if root is not None else []
        captioned = any(row is not None and is_captioned(row) for row in rows)
        sheets.append(_Sheet(title, rows, captioned, data=_is_data(package, part)))
    captions = any(sheet.captioned for sheet in sheets)
    annexed = False
    read = set()
    blocks: list[BlockOf] = []
    for sheet in sheets:
        annexed = captions and not sheet.captioned and (annexed or sheet.data)
        if captions and sheet is sheets[0] and not sheet.captioned:
            blocks.extend(_cover(sheet.rows))
        elif not annexed:
            read.add(sheet.title)
            if not sheet.captioned:
                blocks.append(TextBlock(sheet.title, TextKind.HEADING))
            blocks.extend(blocks_of_rows(sheet.rows))
    for _, part in _sheets(package):
        blocks.extend(_charts(package, part, read))
    return Blocks(name, "xlsx", tuple(blocks))


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A sheet: its title and rows, whether a caption stands in it, whether it is a list of data."""

    title: str
    rows: list[Row | None]
    captioned: bool
    data: bool


@dataclass(frozen=True, slots=True)
class _Values:
    """How a sheet's cells are shown.

    Attributes:
        strings: The texts that cells name by number.
        formats: The number format of each cell style.
        title: The sheet's title.
        computed: What formulas come to whose value is not kept; None where nobody knows.
    """

    strings: list[str]
    formats: list[str]
    title: str
    computed: dict[At, Fraction | None]

    def shown(self, cell: Element, row: int, column: int) -> str:
        """A cell as it is shown; a formula that nothing computes as itself."""
        at = self.title, row, column
        if at not in self.computed:
            return _value(cell, self.strings, self._format(cell))
        value = self.computed[at]
        if value is None:
            return f"={_formula(cell)}"
        return shown(str(float(value)), self._format(cell))

    def _format(self, cell: Element) -> str:
        style = whole_number(attribute(cell, "s"), 0)
        return self.formats[style] if style < len(self.formats) else "General"


def _computed(roots: dict[str, Element]) -> dict[At, Fraction | None]:
    """What the formulas come to whose values the file does not keep."""
    formulas = {
        (title, row, column): formula
        for title, root in roots.items()
        for row, column, cell in _places(root)
        if (formula := _formula(cell)) and not _kept(cell)
    }
    if not formulas:
        return {}
    numbers = {
        (title, row, column): Fraction(value)
        for title, root in roots.items()
        for row, column, cell in _places(root)
        if (attribute(cell, "t") or "n") == "n" and _NUMBER.fullmatch(value := _kept(cell))
    }
    book = Workbook(numbers, formulas)
    return {at: book.value(at) for at in formulas}


def _places(root: Element) -> Iterator[tuple[int, int, Element]]:
    """Every cell of a sheet with its row and column, both from 0."""
    for data in children(root, "sheetData"):
        at = -1
        for row in children(data, "row"):
            at = whole_number(attribute(row, "r"), at + 2) - 1
            column = -1
            for cell in children(row, "c"):
                match = _REFERENCE.match(attribute(cell, "r") or "")
                column = column_of(match[1]) if match else column + 1
                yield at, column, cell


def _formula(cell: Element) -> str:
    """A cell's formula, or what stands for one that is told elsewhere."""
    found = next(iter(children(cell, "f")), None)
    return "" if found is None else (found.text or attribute(found, "t") or "")


def _kept(cell: Element) -> str:
    """The value that the file keeps of a cell."""
    return next((value.text or "" for value in children(cell, "v")), "")


def _is_data(package: Package, part: str) -> bool:
    return any("/tables/" in target for target in related(package, part).values())


def _charts(package: Package, part: str, read: set[str]) -> Iterator[BlockOf]:
    """The data of a sheet's charts that are of no sheet that is read."""
    for drawing in related(package, part).values():
        root = package.part(drawing) if "/drawings/" in drawing else None
        for chart in chart_parts(package, root, drawing) if root is not None else ():
            sources = references(package, chart)
            if not sources or not sources <= read:
                yield from read_chart_part(package, chart)


def _cover(rows: list[Row | None]) -> Iterator[TextBlock]:
    """The texts of a first sheet that is an index: its first is the title, its entries are none."""
    kind = TextKind.TITLE
    for row in rows:
        filled = [cell for cell in row or () if cell]
        if len(filled) == 1:
            yield TextBlock(filled[0], kind)
            kind = TextKind.PLAIN


def _sheets(package: Package) -> Iterator[tuple[str, str]]:
    """The visible sheets in order: title, and the part that holds it."""
    relations = package.part("xl/_rels/workbook.xml.rels")
    targets = {
        attribute(relation, "Id"): attribute(relation, "Target") or ""
        for relation in (relations if relations is not None else ())
    }
    workbook = package.part("xl/workbook.xml")
    for sheets in children(workbook, "sheets") if workbook is not None else ():
        for sheet in children(sheets, "sheet"):
            if attribute(sheet, "state") in (None, "visible"):
                target = targets.get(attribute(sheet, "id"), "")
                part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
                yield attribute(sheet, "name") or "", part


def _strings(package: Package) -> list[str]:
    root = package.part("xl/sharedStrings.xml")
    return [_text(item) for item in children(root, "si")] if root is not None else []


def _text(item: Element) -> str:
    """A string's runs, without the phonetic readings beside them."""
    parts = []
    for child in item:
        if local(child) == "t":
            parts.append(child.text or "")
        elif local(child) == "r":
            parts += [run.text or "" for run in children(child, "t")]
    return "".join(parts)


def _formats(package: Package) -> list[str]:
    """The number format of each cell style."""
    root = package.part("xl/styles.xml")
    if root is None:
        return []
    codes = {
        whole_number(attribute(entry, "numFmtId"), 0): attribute(entry, "formatCode") or ""
        for entries in children(root, "numFmts")
        for entry in children(entries, "numFmt")
    }
    return [
        codes.get(number) or BUILT_IN.get(number, "General")
        for styles in children(root, "cellXfs")
        for number in (whole_number(attribute(xf, "numFmtId"), 0) for xf in children(styles, "xf"))
    ]


def _rows(root: Element, values: _Values) -> Iterator[Row | None]:
    """The rows with all empty ones, so that those still part tables; None for hidden ones."""
    expected = 1
    hidden = _hidden_columns(root)
    for data in children(root, "sheetData"):
        for row in children(data, "row"):
            number = whole_number(attribute(row, "r"), expected)
            if number > expected:
                yield []
            expected = number + 1
            if attribute(row, "hidden") in _TRUE:
                yield None
            else:
                cells = _cells(row, number - 1, values)
                yield ["" if at in hidden else cell for at, cell in enumerate(cells)]


def _hidden_columns(root: Element) -> set[int]:
    """The columns that are hidden, by place."""
    found: set[int] = set()
    for columns in children(root, "cols"):
        for column in children(columns, "col"):
            if attribute(column, "hidden") in _TRUE:
                first = whole_number(attribute(column, "min"), 1)
                last = whole_number(attribute(column, "max"), first)
                found.update(range(first - 1, min(last, MAX_COLUMNS)))
    return found


def _cells(row: Element, number: int, values: _Values) -> list[str]:
    cells: list[str] = []
    for cell in children(row, "c"):
        match = _REFERENCE.match(attribute(cell, "r") or "")
        at = column_of(match[1]) if match else len(cells)
        if at >= MAX_COLUMNS:
            raise TooLargeError(f"a sheet has more than {MAX_COLUMNS:,} columns")
        cells += [""] * (at - len(cells))
        cells.append(" ".join(values.shown(cell, number, at).split()))
    return cells


def _value(cell: Element, strings: list[str], style: str) -> str:
    kind = attribute(cell, "t") or "n"
    if kind == "inlineStr":
        return "".join(_text(item) for item in children(cell, "is"))
    text = _kept(cell)
    if kind == "s":
        at = whole_number(text, len(strings))
        return strings[at] if at < len(strings) else ""
    return text if kind != "n" or not text else shown(text, style)
