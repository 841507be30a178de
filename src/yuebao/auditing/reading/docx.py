"""Word: what a reader sees of the body, in order, then footnotes, endnotes and running heads.

As shown: what was inserted is there and what was deleted is not, lists have their numbers, charts
their data, and text boxes stand behind the paragraph that they hang on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from yuebao.auditing.reading.blocks import BlockOf, Blocks, Grid, TextBlock, TextKind
from yuebao.auditing.reading.drawn import chart_parts, read_chart_part
from yuebao.auditing.reading.limits import count_cells
from yuebao.auditing.reading.numbering import ListNumbers
from yuebao.auditing.reading.package import Package, attribute, children, local, whole_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from xml.etree.ElementTree import Element

DOCUMENT = "word/document.xml"
_LEFT_OUT = frozenset({
    "del", "moveFrom", "instrText", "delText", "Fallback", "pPr", "rPr", "txbxContent", "rt",
})  # fmt: skip
_WRAPS = frozenset({"sdt", "sdtContent", "ins", "moveTo", "smartTag", "customXml"})
_CONTENTS = ("toc", "tableoffigures", "目录", "图表目录")
_TITLES = ("title", "标题")
_HEADINGS = ("heading", "标题")
_APART = re.compile(r"\s*[\t\u3000|｜]\s*|\s{2,}")
_RUNNING = re.compile(r"word/(?:header|footer)\d*\.xml")
_NOTES = (("word/footnotes.xml", "footnote"), ("word/endnotes.xml", "endnote"))


def read_docx(content: bytes, name: str) -> Blocks:
    """Reduce a Word file to blocks.

    Raises:
        SourceError: The file is broken, protected or not a Word file.
    """
    package = Package(content, name)
    document = package.part(DOCUMENT)
    if document is None:
        return Blocks(name, "docx", ())
    return Blocks(name, "docx", tuple(block for _, block in placed_blocks(package, document)))


def placed_blocks(package: Package, document: Element) -> Iterator[tuple[Element, BlockOf]]:
    """The blocks, each with its element: a paragraph or table of `document`, or a note.

    What stands in a text box or chart has the paragraph it hangs on, a running head the document.
    """
    reader = _Reader(package, _style_names(package), ListNumbers.of(package))
    for body in children(document, "body"):
        yield from reader.blocks(body)
    for part, kind in _NOTES:
        notes = package.part(part)
        for note in children(notes, kind) if notes is not None else ():
            text = text_of(note).strip()
            if text and attribute(note, "type") in (None, "normal"):
                yield note, TextBlock(text, TextKind.FOOTNOTE)
    yield from ((document, block) for block in _running(package))


def _running(package: Package) -> Iterator[TextBlock]:
    """The texts of headers and footers, each once: those set apart on a line one by one."""
    seen = set()
    for name in sorted(filter(_RUNNING.fullmatch, package.names())):
        part = package.part(name)
        for paragraph in part.iter() if part is not None else ():
            line = text_of(paragraph) if local(paragraph) == "p" else ""
            for text in _APART.split(line.strip()):
                if text and text not in seen:
                    seen.add(text)
                    yield TextBlock(text, TextKind.RUNNING)


def _style_names(package: Package) -> dict[str, str]:
    """Styles by id: their names, in which Word keeps `heading 1` whatever the language."""
    styles = package.part("word/styles.xml")
    found = {}
    for style in children(styles, "style") if styles is not None else ():
        named = next((attribute(child, "val") for child in children(style, "name")), None)
        found[attribute(style, "styleId") or ""] = (named or "").lower()
    return found


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the blocks of a body, a text box or a cell."""

    package: Package
    names: dict[str, str]
    numbers: ListNumbers

    def blocks(self, parent: Element) -> Iterator[tuple[Element, BlockOf]]:
        """The blocks in an element, in order."""
        for child in parent:
            kind = local(child)
            if kind == "p":
                block = self._paragraph(child)
                if block is not None:
                    yield child, block
                yield from self._drawn(child)
            elif kind == "tbl":
                yield from self._table(child)
            elif kind in _WRAPS:
                yield from self.blocks(child)

    def _paragraph(self, paragraph: Element) -> TextBlock | None:
        text = text_of(paragraph).strip()
        style = self._style(paragraph)
        if not text or style.replace(" ", "").startswith(_CONTENTS):
            return None
        label = self.numbers.label(paragraph)
        return TextBlock(f"{label} {text}" if label else text, _kind(style))

    def _style(self, paragraph: Element) -> str:
        for properties in children(paragraph, "pPr"):
            for style in children(properties, "pStyle"):
                id_ = attribute(style, "val") or ""
                return self.names.get(id_) or id_.lower()
        return ""

    def _drawn(self, paragraph: Element) -> Iterator[tuple[Element, BlockOf]]:
        """What hangs on a paragraph: its text boxes and charts."""
        for drawing in _drawings(paragraph):
            for box in _inside(drawing, "txbxContent"):
                yield from ((paragraph, block) for _, block in self.blocks(box))
            for name in chart_parts(self.package, drawing, DOCUMENT):
                yield from ((paragraph, block) for block in read_chart_part(self.package, name))

    def _table(self, table: Element) -> Iterator[tuple[Element, BlockOf]]:
        """A table, then those in its cells; one of a single column is text in a frame."""
        rows = list(rows_of(table))
        cells = [cell for row in rows for cell, _, _ in cells_of(row)]
        if cells and all(len(list(cells_of(row))) == 1 for row in rows):
            for cell in cells:
                yield from self.blocks(cell)
            return
        grid = Grid(tuple(_rows(rows)))
        inner = [found for cell in cells for found in _inside(cell, "tbl")]
        if not inner or any(map(any, grid.rows)):
            yield table, grid
        for found in inner:
            yield from self._table(found)
        for cell in cells:
            for paragraph in _inside(cell, "p", but="tbl"):
                yield from self._drawn(paragraph)


def _drawings(element: Element) -> Iterator[Element]:
    """The drawings in a paragraph, the first way that each is kept."""
    for child in element:
        kind = local(child)
        if kind in ("drawing", "pict", "object"):
            yield child
        elif kind not in _LEFT_OUT:
            yield from _drawings(child)


def _inside(element: Element, kind: str, but: str = "") -> Iterator[Element]:
    """The outermost elements of a kind in another, not those that are another way to show it."""
    for child in element:
        if local(child) == kind:
            yield child
        elif local(child) not in ("Fallback", "del", "moveFrom", but):
            yield from _inside(child, kind, but)


def _kind(style: str) -> TextKind:
    if style in _TITLES:
        return TextKind.TITLE
    return TextKind.HEADING if style.startswith(_HEADINGS) else TextKind.PLAIN


def text_of(elements: Iterable[Element]) -> str:
    """The text in some elements, or one's children, as it stands: not what was deleted."""
    return "".join(_texts(elements))


def _texts(elements: Iterable[Element]) -> Iterator[str]:
    for child in elements:
        kind = local(child)
        if kind == "t":
            yield child.text or ""
        elif kind in ("tab", "br", "cr"):
            yield " "
        elif kind == "noBreakHyphen":
            yield "-"
        elif kind not in _LEFT_OUT and not (kind == "r" and _is_hidden(child)):
            yield from _texts(child)


def _is_hidden(run: Element) -> bool:
    return any(
        attribute(hidden, "val") not in ("0", "false")
        for properties in children(run, "rPr")
        for hidden in children(properties, "vanish")
    )


def rows_of(table: Element) -> Iterator[Element]:
    """The rows of a table that were not deleted."""
    for row in children(table, "tr"):
        if not any(list(children(properties, "del")) for properties in children(row, "trPr")):
            yield row


def _rows(rows: Iterable[Element]) -> Iterator[tuple[str, ...]]:
    count = 0
    for row in rows:
        texts: list[str] = []
        for cell, width, goes_on in cells_of(row):
            text = "" if goes_on else " ".join(" ".join(_cell_texts(cell)).split())
            count = count_cells(count, width)
            texts += [text, *[""] * (width - 1)]
        yield tuple(texts)


def _cell_texts(cell: Element) -> Iterator[str]:
    """The paragraphs of a cell, without tables in it."""
    return (text_of(paragraph) for paragraph in _inside(cell, "p", but="tbl"))


def cells_of(row: Element) -> Iterator[tuple[Element, int, bool]]:
    """The cells of a row: how many columns each spans, and whether it goes on from above."""
    return ((cell, *_spans(cell)) for cell in _inside(row, "tc", but="tbl"))


def _spans(cell: Element) -> tuple[int, bool]:
    width, goes_on = 1, False
    for properties in children(cell, "tcPr"):
        for span in children(properties, "gridSpan"):
            width = max(whole_number(attribute(span, "val"), 1, most=200), 1)
        for merge in children(properties, "vMerge"):
            goes_on = attribute(merge, "val") in (None, "continue")
    return width, goes_on
