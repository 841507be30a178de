"""PowerPoint: slide after slide its texts, tables, charts and notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuebao.auditing.reading.blocks import BlockOf, Blocks, Grid, TextBlock, TextKind
from yuebao.auditing.reading.cards import as_card
from yuebao.auditing.reading.drawn import chart_parts, read_chart_part, related
from yuebao.auditing.reading.limits import count_cells
from yuebao.auditing.reading.package import Package, attribute, children, local

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

PRESENTATION = "ppt/presentation.xml"
_KINDS = {
    "title": TextKind.HEADING, "ctrTitle": TextKind.HEADING,
    "sldNum": TextKind.RUNNING, "dt": TextKind.RUNNING, "ftr": TextKind.RUNNING,
    "hdr": TextKind.RUNNING,
}  # fmt: skip
"""What placeholders hold; others hold plain text."""


def read_pptx(content: bytes, name: str) -> Blocks:
    """Reduce a PowerPoint file to blocks.

    Raises:
        SourceError: The file is broken, protected or larger than a report.
    """
    package = Package(content, name)
    blocks: list[BlockOf] = []
    for part in _slides(package):
        root = package.part(part)
        if root is None or attribute(root, "show") in ("0", "false"):
            continue
        blocks.extend(_shapes(package, root, part))
        for note in related(package, part).values():
            notes = package.part(note) if "notesSlides/" in note else None
            if notes is not None:
                blocks.extend(_shapes(package, notes, note))
    return Blocks(name, "pptx", tuple(blocks))


def _slides(package: Package) -> Iterator[str]:
    """The parts of the slides, in the order in which they are shown."""
    presentation, targets = package.part(PRESENTATION), related(package, PRESENTATION)
    for listed in children(presentation, "sldIdLst") if presentation is not None else ():
        for slide in children(listed, "sldId"):
            relation = next((v for k, v in slide.attrib.items() if k.endswith("}id")), "")
            if relation in targets:
                yield targets[relation]


def _shapes(package: Package, root: Element, part: str) -> Iterator[BlockOf]:
    """What the shapes of a slide hold, those of a group one after another."""
    for element in root:
        kind = local(element)
        if kind == "sp":
            yield from _texts(element)
        elif kind == "graphicFrame":
            for table in element.iter():
                if local(table) == "tbl":
                    yield Grid(tuple(_rows(table)))
            for chart in chart_parts(package, element, part):
                yield from read_chart_part(package, chart)
        elif kind in ("cSld", "spTree", "grpSp", "AlternateContent", "Choice"):
            yield from _shapes(package, element, part)


def _texts(shape: Element) -> Iterator[TextBlock]:
    kind = next(
        (
            _KINDS.get(attribute(holder, "type") or "", TextKind.PLAIN)
            for holder in shape.iter()
            if local(holder) == "ph"
        ),
        TextKind.PLAIN,
    )
    for body in children(shape, "txBody"):
        texts = [_text(paragraph).strip() for paragraph in children(body, "p")]
        for text in as_card([text for text in texts if text]):
            yield TextBlock(text, kind)


def _text(element: Element) -> str:
    parts = []
    for one in element.iter():
        if local(one) == "t":
            parts.append(one.text or "")
        elif local(one) == "br":
            parts.append(" ")
    return "".join(parts)


def _rows(table: Element) -> Iterator[tuple[str, ...]]:
    """The rows; cells that another spans are empty."""
    count = 0
    for row in children(table, "tr"):
        cells = []
        for cell in children(row, "tc"):
            hung = attribute(cell, "hMerge") or attribute(cell, "vMerge") or "0"
            paragraphs = (_text(p) for p in cell.iter() if local(p) == "p")
            cells.append(" ".join(" ".join(paragraphs).split()) if hung == "0" else "")
        count = count_cells(count, len(cells))
        yield tuple(cells)
