"""Word: the paragraphs and tables of the body, then the footnotes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuebao.auditing.reading.blocks import BlockOf, Blocks, Grid, TextBlock, TextKind
from yuebao.auditing.reading.limits import count_cells
from yuebao.auditing.reading.package import Package, attribute, children, local, whole_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from xml.etree.ElementTree import Element

DOCUMENT = "word/document.xml"
_LEFT_OUT = frozenset({"del", "moveFrom", "instrText", "delText", "Fallback", "pPr", "rPr"})
_CONTENTS = ("toc", "tableoffigures", "目录", "图表目录")
_TITLES = ("title", "标题")
_HEADINGS = ("heading", "标题")


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
    """The blocks, each with its element: a paragraph or table of `document`, or a footnote."""
    names = _style_names(package)
    for body in children(document, "body"):
        yield from _blocks(body, names)
    notes = package.part("word/footnotes.xml")
    for note in children(notes, "footnote") if notes is not None else ():
        text = text_of(note).strip()
        if text and attribute(note, "type") in (None, "normal"):
            yield note, TextBlock(text, TextKind.FOOTNOTE)


def _style_names(package: Package) -> dict[str, str]:
    """Styles by id: their names, in which Word keeps `heading 1` whatever the language."""
    styles = package.part("word/styles.xml")
    found = {}
    for style in children(styles, "style") if styles is not None else ():
        named = next((attribute(child, "val") for child in children(style, "name")), None)
        found[attribute(style, "styleId") or ""] = (named or "").lower()
    return found


def _blocks(parent: Element, names: dict[str, str]) -> Iterator[tuple[Element, BlockOf]]:
    for child in parent:
        kind = local(child)
        if kind == "p":
            block = _paragraph(child, names)
            if block is not None:
                yield child, block
        elif kind == "tbl":
            yield child, Grid(tuple(_rows(child)))
        elif kind in ("sdt", "sdtContent", "ins", "moveTo", "smartTag", "customXml"):
            yield from _blocks(child, names)


def _paragraph(paragraph: Element, names: dict[str, str]) -> TextBlock | None:
    text = text_of(paragraph).strip()
    style = _style(paragraph, names)
    if not text or style.replace(" ", "").startswith(_CONTENTS):
        return None
    return TextBlock(text, _kind(style))


def _style(paragraph: Element, names: dict[str, str]) -> str:
    for properties in children(paragraph, "pPr"):
        for style in children(properties, "pStyle"):
            id_ = attribute(style, "val") or ""
            return names.get(id_) or id_.lower()
    return ""


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
        elif kind not in _LEFT_OUT:
            yield from _texts(child)


def _rows(table: Element) -> Iterator[tuple[str, ...]]:
    count = 0
    for row in children(table, "tr"):
        texts: list[str] = []
        for cell, width, goes_on in cells_of(row):
            text = "" if goes_on else " ".join(text_of(cell).split())
            count = count_cells(count, width)
            texts += [text, *[""] * (width - 1)]
        yield tuple(texts)


def cells_of(row: Element) -> Iterator[tuple[Element, int, bool]]:
    """The cells of a row: how many columns each spans, and whether it goes on from above."""
    return ((cell, *_spans(cell)) for cell in children(row, "tc"))


def _spans(cell: Element) -> tuple[int, bool]:
    width, goes_on = 1, False
    for properties in children(cell, "tcPr"):
        for span in children(properties, "gridSpan"):
            width = whole_number(attribute(span, "val"), 1, most=200)
        for merge in children(properties, "vMerge"):
            goes_on = attribute(merge, "val") in (None, "continue")
    return width, goes_on
