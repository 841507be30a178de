"""Word and PowerPoint files of other hands, made of `markup` part by part.

Word has `ins`, `del` and `note` (a footnote) within a text, `aside` (a text box) among the blocks,
`header`, `footer` and `chart`, whose rows are its data: series across, labels down. A cell may
hold paragraphs and tables. PowerPoint has `slide`s of `h1` (the title), `p` (a placeholder, each of
its lines an `li` where there are many), `aside` (a text box of p), `g` (a group of them), tables,
charts, and `notes` on the first.
"""

from __future__ import annotations

from itertools import starmap
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from tests.audit.markup import Placed, blocks, rows_of, text_of
from tests.unit.auditing import office

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element


def word(text: str) -> bytes:
    """The bytes of a Word file."""
    return _Word().file(blocks(text))


class _Word:
    """Writes the body of a Word file, and keeps what stands in parts of its own."""

    def __init__(self) -> None:
        self.notes: list[str] = []
        self.parts: dict[str, str] = {}
        self.charts: dict[str, str] = {}

    def file(self, root: Element) -> bytes:
        body = "".join(map(self._block, root))
        if self.notes:
            self.parts["footnotes"] = office.word_part("footnotes", "".join(self.notes))
        rels = office.relations(self.charts)
        return office.word(body, rels=rels, **self.parts)

    def _block(self, element: Element) -> str:
        tag = element.tag
        if tag == "table":
            rows = map(self._row, rows_of(element))
            return f"<w:tbl>{''.join(rows)}</w:tbl>"
        if tag == "aside":
            return office.para(office.box(*map(self._block, element)))
        if tag == "chart":
            name = f"chart{len(self.charts) + 1}"
            self.charts[name] = f"charts/{name}.xml"
            self.parts[f"charts__{name}"] = _chart(element)
            return office.para(office.in_chart(name))
        if tag in ("header", "footer"):
            kind = {"header": "hdr", "footer": "ftr"}[tag]
            self.parts[f"{tag}1"] = office.word_part(kind, office.para(*self._runs(element)))
            return ""
        style = f"heading {tag[1:]}" if tag.startswith("h") else ""
        return office.para(*self._runs(element), style=style)

    def _row(self, row: list[Placed]) -> str:
        return f"<w:tr>{''.join(starmap(self._cell, row))}</w:tr>"

    def _cell(self, cell: Element | None, columns: int, deep: int) -> str:
        span = f'<w:gridSpan w:val="{columns}"/>' if columns > 1 else ""
        merge = "<w:vMerge/>" if cell is None else '<w:vMerge w:val="restart"/>' if deep > 1 else ""
        if cell is None:
            inner = office.para()
        elif cell.find("p") is None and cell.find("table") is None:
            inner = office.para(*self._runs(cell))
        else:
            inner = "".join(map(self._block, cell))
        return f"<w:tc><w:tcPr>{span}{merge}</w:tcPr>{inner}</w:tc>"

    def _runs(self, element: Element) -> Iterator[str]:
        if element.text:
            yield office.run(escape(element.text))
        for child in element:
            yield self._changed(child.tag, escape(text_of(child)))
            if child.tail:
                yield office.run(escape(child.tail))

    def _changed(self, tag: str, text: str) -> str:
        """What was put in or struck out, or the mark of a footnote."""
        if tag == "ins":
            return f"<w:ins>{office.run(text)}</w:ins>"
        if tag == "del":
            return f"<w:del><w:r><w:delText>{text}</w:delText></w:r></w:del>"
        at = len(self.notes) + 1
        self.notes.append(f'<w:footnote w:id="{at}">{office.para(text)}</w:footnote>')
        return f'<w:r><w:footnoteReference w:id="{at}"/></w:r>'


def _chart(element: Element) -> str:
    """A chart of its rows: names of series, then a label and a number for each."""
    head, *rows = ([escape(text_of(cell)) for cell in row] for row in element.findall("tr"))
    series = {name: tuple(row[at] for row in rows) for at, name in enumerate(head) if at}
    return office.chart(tuple(row[0] for row in rows), series)


def slides(text: str) -> bytes:
    """The bytes of a PowerPoint file."""
    deck = blocks(text).findall("slide")
    charts = [chart for slide in deck for chart in slide.iter("chart")]
    for at, chart in enumerate(charts, 1):
        chart.set("id", f"c{at}")
    return office.slides(
        *("".join(map(_shape, slide)) for slide in deck),
        notes=tuple(escape(text_of(notes)) for notes in deck[0].iter("notes")),
        charts=tuple(map(_chart, charts)),
    )


def _shape(element: Element) -> str:
    if element.tag == "table":
        rows = "".join(f"<a:tr>{''.join(starmap(_cells, row))}</a:tr>" for row in rows_of(element))
        return f"<p:graphicFrame><a:graphic><a:tbl>{rows}</a:tbl></a:graphic></p:graphicFrame>"
    if element.tag == "chart":
        return office.slide_chart(element.get("id", ""))
    if element.tag == "g":
        return f"<p:grpSp>{''.join(map(_shape, element))}</p:grpSp>"
    if element.tag == "notes":
        return ""
    texts = [escape(text_of(line)) for line in element] or [escape(text_of(element))]
    holder = {"h1": "title", "p": "body"}.get(element.tag, "")
    return office.shape(*texts, holder=holder)


def _cells(cell: Element | None, columns: int, deep: int) -> str:
    """A cell and those that it reaches over in its row."""
    text = "" if cell is None else f"<a:r><a:t>{escape(text_of(cell))}</a:t></a:r>"
    hung = ' vMerge="1"' if cell is None else ""
    spans = f' gridSpan="{columns}" rowSpan="{deep}"' if columns > 1 or deep > 1 else ""
    others = f'<a:tc hMerge="1"{hung}/>' * (columns - 1)
    return f"<a:tc{hung}{spans}><a:txBody><a:p>{text}</a:p></a:txBody></a:tc>{others}"
