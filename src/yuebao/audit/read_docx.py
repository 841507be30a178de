"""Word: the paragraphs and tables of the body, then the footnotes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuebao.audit._package import Package, attribute, children, local
from yuebao.audit.blocks import BlockOf, Blocks, Grid, TextBlock, TextKind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

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
    document = package.part("word/document.xml")
    blocks: list[BlockOf] = []
    if document is not None:
        names = _style_names(package)
        for body in children(document, "body"):
            blocks.extend(_blocks(body, names))
    notes = package.part("word/footnotes.xml")
    for note in children(notes, "footnote") if notes is not None else ():
        text = "".join(_texts(note)).strip()
        if text and attribute(note, "type") in (None, "normal"):
            blocks.append(TextBlock(text, TextKind.FOOTNOTE))
    return Blocks(name, "docx", tuple(blocks))


def _style_names(package: Package) -> dict[str, str]:
    """Styles by id: their names, in which Word keeps `heading 1` whatever the language."""
    styles = package.part("word/styles.xml")
    found = {}
    for style in children(styles, "style") if styles is not None else ():
        named = next((attribute(child, "val") for child in children(style, "name")), None)
        found[attribute(style, "styleId") or ""] = (named or "").lower()
    return found


def _blocks(parent: Element, names: dict[str, str]) -> Iterator[BlockOf]:
    for child in parent:
        kind = local(child)
        if kind == "p":
            yield from _paragraph(child, names)
        elif kind == "tbl":
            yield Grid(tuple(_rows(child)))
        elif kind in ("sdt", "sdtContent", "ins", "moveTo", "smartTag", "customXml"):
            yield from _blocks(child, names)


def _paragraph(paragraph: Element, names: dict[str, str]) -> Iterator[TextBlock]:
    text = "".join(_texts(paragraph)).strip()
    style = _style(paragraph, names)
    if text and not style.replace(" ", "").startswith(_CONTENTS):
        yield TextBlock(text, _kind(style))


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


def _texts(element: Element) -> Iterator[str]:
    """The text of an element as it stands: what was deleted and field codes left out."""
    for child in element:
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
    for row in children(table, "tr"):
        cells: list[str] = []
        for cell in children(row, "tc"):
            width, goes_on = _spans(cell)
            text = "" if goes_on else " ".join("".join(_texts(cell)).split())
            cells += [text, *[""] * (width - 1)]
        yield tuple(cells)


def _spans(cell: Element) -> tuple[int, bool]:
    """How many columns a cell spans, and whether it goes on from the row above."""
    width, goes_on = 1, False
    for properties in children(cell, "tcPr"):
        for span in children(properties, "gridSpan"):
            width = min(int(attribute(span, "val") or 1), 200)
        for merge in children(properties, "vMerge"):
            goes_on = attribute(merge, "val") in (None, "continue")
    return width, goes_on
