"""A Word file an institute can sign: native tables, footnotes, fields, charts to be edited.

The package is written part by part rather than through a library's template, so that every style
in it is one the report uses and nothing in it comes from the machine: the same document gives the
same bytes. Styles and settings are files in `assets/docx`; what depends on the document is drawn
here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuebao.render._cautions import caution_line
from yuebao.render._logo import read_logo
from yuebao.render.docx._assets import asset_links, asset_parts
from yuebao.render.docx._body import FOOTER_ID, HEADER_ID, Story, chart_link
from yuebao.render.docx._chart import chart_xml
from yuebao.render.docx._logo import LOGO_ID
from yuebao.render.docx._package import CORE, Part, Relationship, links_part, pack
from yuebao.render.docx._text import field, paragraph, run
from yuebao.render.docx._workbook import chart_workbook
from yuebao.render.docx._xml import MAIN_SPACES, WORD_TYPE, element, join, part_bytes, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yuebao.render.docx._xml import Xml
    from yuebao.report.model import Chart, Document, Footnote, Look

_CHART = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"


def render_docx(document: Document) -> bytes:
    """Draw the document as a Word file."""
    story = Story(document)
    body = element("w:document", element("w:body", story.blocks()), **MAIN_SPACES)
    charts = story.charts
    return pack(
        (
            links_part("", (Relationship("rId1", "officeDocument", "word/document.xml"),
                            Relationship("rId2", CORE, "docProps/core.xml"))),
            _core(document),
            Part("word/document.xml", f"{WORD_TYPE}.document.main+xml", part_bytes(body)),
            links_part("word/document.xml", _links(len(charts), logo=bool(document.look.logo))),
            *asset_parts(document.words, document.look),
            _footnotes(story.footnotes, east_asian=document.words.east_asian),
            _header(document),
            _footer(document),
            *_charts(document, charts),
            *_logo(document.look),
        )
    )  # fmt: skip


def _links(charts: int, *, logo: bool) -> Iterator[Relationship]:
    yield from asset_links()
    yield Relationship("rIdFootnotes", "footnotes", "footnotes.xml")
    yield Relationship(HEADER_ID, "header", "header1.xml")
    yield Relationship(FOOTER_ID, "footer", "footer1.xml")
    if logo:
        yield Relationship(LOGO_ID, "image", "media/logo.png")
    for place in range(1, charts + 1):
        yield Relationship(chart_link(place), "chart", f"charts/chart{place}.xml")


def _logo(look: Look) -> Iterator[Part]:
    if look.logo:
        yield Part("word/media/logo.png", "", read_logo(look.logo).png)


def _charts(document: Document, charts: list[tuple[Chart, float]]) -> Iterator[Part]:
    """Each chart's drawing and the workbook it can be edited in."""
    for place, (chart, scale) in enumerate(charts, start=1):
        path, book = f"word/charts/chart{place}.xml", f"chart{place}.xlsx"
        drawing = chart_xml(chart, document, "rId1", scale)
        yield Part(path, _CHART, part_bytes(drawing))
        yield links_part(path, (Relationship("rId1", "package", f"../embeddings/{book}"),))
        yield Part(f"word/embeddings/{book}", "", chart_workbook(chart, document.date))


def _footnotes(notes: list[Footnote], *, east_asian: bool) -> Part:
    """The footnotes, and before them the lines that part them from the text."""
    lines = (
        _footnote(number, paragraph("FootnoteText", element("w:r", element(f"w:{kind}"))), kind)
        for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
    )
    raised = element("w:rPr", element("w:rStyle", val="FootnoteReference"))
    mark = element("w:r", raised, element("w:footnoteRef"))
    texts = (
        _footnote(
            number,
            paragraph("FootnoteText", mark, run(f" {note.text}", east_asian=east_asian)),
        )
        for number, note in enumerate(notes, start=1)
    )
    root = element("w:footnotes", *lines, *texts, **MAIN_SPACES)
    return Part("word/footnotes.xml", f"{WORD_TYPE}.footnotes+xml", part_bytes(root))


def _footnote(number: int, content: Xml, kind: str = "") -> Xml:
    given = {"w:type": kind} if kind else {}
    return element("w:footnote", content, **given, **{"w:id": number})


_WARNING = "9a3412"
"""The colour of cautions, as on pages."""


def _header(document: Document) -> Part:
    words = run(document.header, east_asian=document.words.east_asian)
    root = element("w:hdr", paragraph("Header", words), **MAIN_SPACES)
    return Part("word/header1.xml", f"{WORD_TYPE}.header+xml", part_bytes(root))


def _footer(document: Document) -> Part:
    """The page's number, and the cautions in one line."""
    page = join((run("— "), field("PAGE", "1"), run(" —")))
    small = join((element("w:color", val=_WARNING), element("w:sz", val=16)))
    wide = document.words.east_asian
    caution = caution_line(document.notices, document.words)
    said = (paragraph("Footer", run(caution, small, east_asian=wide)),) if caution else ()
    root = element("w:ftr", paragraph("Footer", page), *said, **MAIN_SPACES)
    return Part("word/footer1.xml", f"{WORD_TYPE}.footer+xml", part_bytes(root))


def _core(document: Document) -> Part:
    """Title, publisher and date: the document's, not the machine's."""
    moment = f"{document.date.isoformat()}T00:00:00Z"
    stamp = {"xsi:type": "dcterms:W3CDTF"}
    root = element(
        "cp:coreProperties",
        element("dc:title", text(document.cover.headline)),
        element("dc:creator", text(document.cover.institute)),
        element("dc:language", text(document.words.locale)),
        element("dcterms:created", text(moment), **stamp),
        element("dcterms:modified", text(moment), **stamp),
        **{
            "xmlns:cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
            "xmlns:dc": "http://purl.org/dc/elements/1.1/",
            "xmlns:dcterms": "http://purl.org/dc/terms/",
            "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
        },
    )
    kind = "application/vnd.openxmlformats-package.core-properties+xml"
    return Part("docProps/core.xml", kind, part_bytes(root))
