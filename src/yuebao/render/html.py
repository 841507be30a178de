"""One HTML file that needs nothing else: no request, no library, no script to be readable.

Charts are SVG inside the page, so that they print and show without scripts, drawn once for windows
and once for phones; a script of our own (`assets/page.js`) adds what a reader can do: every number
opens a panel with its exact value and where it came from, and the marks of charts can be pointed
at. Vega's own bundle, 0.9 MB a page, would not add to that. The page's policy allows this one
script, by its hash, and no connection.
"""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import asdict, dataclass
from hashlib import sha256
from html import escape
from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING

from yuebao.render._cautions import caution_line
from yuebao.render._fonts import EMBEDDED_FAMILY, subset_woff
from yuebao.render._html_table import FigureMark, table_html
from yuebao.render._logo import read_logo
from yuebao.render._provenance import Ledger
from yuebao.render._spoken import chart_says
from yuebao.render._walk import (
    chart_heads,
    chart_rows,
    numbered_caption,
    one_line,
    with_footnotes,
)
from yuebao.render.charts import NARROW, chart_svg
from yuebao.report.image import ImageKind
from yuebao.report.model import Chart, Footnote, Heading, Look, Mention, Paragraph, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from yuebao.report.model import Cover, Document, DocumentWords, Part, Run


def render_html(document: Document) -> bytes:
    """Draw the document as one self-contained HTML page."""
    words = document.words
    ledger = Ledger(document)
    script = _asset("page.js")
    headings = [part for part in document.parts if isinstance(part, Heading)]
    page = Template(_asset("page.html")).substitute(
        {name: escape(word) for name, word in asdict(words.page).items()},
        lang=words.tag,
        script_class="east-asian" if words.east_asian else "latin",
        title=escape(one_line(document.cover.headline)),
        script_hash=b64encode(sha256(script.encode()).digest()).decode(),
        style=_asset("page.css")
        + _colours(document.look)
        + (_RULED_COVER if document.look.cover == "ruled" else "")
        + _running_head(document.header, caution_line(document.notices, document.words)),
        cover=logo_html(document) + cover_html(document.cover, document.date.isoformat()),
        notice_list=notices_html(document.notices, words.page.notices),
        contents_list=contents_html(headings),
        body="\n".join(Body(words, ledger.mark).parts(document.parts)),
        ledger=ledger.to_json(),
        script=script,
    )
    return _with_font(page, document.header).encode()


_RULED_COVER = (
    ".cover { text-align: left; border-top: 4px solid var(--accent); padding-top: 1.5rem; }"
    ".cover .logo { margin-left: 0; }"
)


def _colours(look: Look) -> str:
    """The rule with the house style's own colours; the dark page keeps those made for it."""
    usual = Look()
    named = {"accent": look.accent, "rise": look.rise, "fall": look.fall}
    own = [
        f"--{name}: {colour};" for name, colour in named.items() if colour != getattr(usual, name)
    ]
    if not own:
        return ""
    return f"@media not (prefers-color-scheme: dark) {{ :root {{ {' '.join(own)} }} }}\n"


def _with_font(page: str, header: str) -> str:
    """The page with the characters it prints as a font, so that it shows them on any machine.

    It stands first in every list of fonts: Chromium on a machine without any reads it only there.
    """
    # The running head is written in codes in the page; the script shows words of the ledger.
    font = b64encode(subset_woff(page + header)).decode()
    rule = (
        f'@font-face {{ font-family: "{EMBEDDED_FAMILY}"; font-display: block; '
        f'src: url(data:font/woff;base64,{font}) format("woff"); }}\n'
    )
    return page.replace("</style>", rule + "</style>", 1)


def _asset(name: str) -> str:
    return files("yuebao.render").joinpath("assets", name).read_text(encoding="utf-8")


def _running_head(header: str, caution: str) -> str:
    """The rule that prints the running head and the cautions on every page but the first."""
    # Every letter but plain ones as its code, so that nothing ends the string or the style element.
    said = "\n".join(map(one_line, filter(None, (header, caution))))
    text = re.sub(r"[^\w]", lambda match: f"\\{ord(match[0]):x} ", said)
    return f'@page {{ @top-center {{ content: "{text}" }} }}\n'


def logo_html(document: Document) -> str:
    """The house style's image, inside the page: as an image it can run and load nothing."""
    if not document.look.logo:
        return ""
    logo = read_logo(document.look.logo)
    kind = "svg+xml" if logo.kind is ImageKind.SVG else "png"
    data = b64encode(logo.content).decode()
    alt = escape(one_line(document.cover.institute or document.cover.title))
    return f'<img class="logo" alt="{alt}" src="data:image/{kind};base64,{data}">\n'


def cover_html(cover: Cover, iso_date: str) -> str:
    """The title, the months, the institute and the date."""
    lines = [f"<h1>{escape(one_line(cover.title))}</h1>"]
    for name, text in (("period", cover.period), ("institute", cover.institute)):
        if text:
            lines.append(f'<p class="{name}">{escape(one_line(text))}</p>')
    if cover.date:
        date = escape(one_line(cover.date))
        lines.append(f'<p class="date"><time datetime="{iso_date}">{date}</time></p>')
    return "\n".join(lines)


def notices_html(notices: tuple[str, ...], label: str) -> str:
    """The cautions, under a label for those who hear the page."""
    if not notices:
        return ""
    items = "\n".join(f"<p>{escape(one_line(text))}</p>" for text in notices)
    return f'<aside class="notices" role="note" aria-label="{escape(label)}">\n{items}\n</aside>'


def contents_html(headings: list[Heading]) -> str:
    """A line a heading, leading to it."""
    return "\n".join(
        f'<li class="level-{heading.level}"><a href="#section-{number}">'
        f"{escape(one_line(heading.text))}</a></li>"
        for number, heading in enumerate(headings, start=1)
    )


def _nothing(part: Table | Chart) -> str:
    """What stands behind a table or a chart of a page of its own."""
    del part
    return ""


def _drawing(name: str, width: str, svg: str, says: str = "") -> str:
    """A drawing as the page shows it: the size is the style sheet's, the name its caption."""
    return re.sub(
        r'^<svg [^>]*?(viewBox="[^"]*")[^>]*>',
        lambda found: (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="{width}" role="group" '
            f'aria-labelledby="{name}-caption" aria-describedby="{name}-says" {found[1]}>{says}'
        ),
        svg,
    )


@dataclass(slots=True)
class Body:
    """Draws the parts in order, numbering what has to be linked to.

    Attributes:
        words: The words around the report.
        mark: How figures are marked up.
        beside: What stands behind a table or a chart.
        in_tables: How figures of tables are marked up, where otherwise.
    """

    words: DocumentWords
    mark: FigureMark
    beside: Callable[[Table | Chart], str] = _nothing
    in_tables: FigureMark | None = None
    sections: int = 0
    listing: bool = False

    def parts(self, parts: tuple[Part, ...]) -> Iterator[str]:
        """Each part as HTML; items that follow one another are one list."""
        for part in with_footnotes(parts):
            item = isinstance(part, Paragraph) and part.item
            if item is not self.listing:
                yield "<ul>" if item else "</ul>"
                self.listing = item
            yield self._part(part)
        if self.listing:
            yield "</ul>"

    def _part(self, part: Part | Footnote) -> str:
        match part:
            case Heading():
                return self._heading(part)
            case Paragraph():
                return self._paragraph(part)
            case Table():
                mark = self.in_tables or self.mark
                return table_html(part, self.words, mark) + self.beside(part)
            case Chart():
                return self._chart(part) + self.beside(part)
            case Footnote():
                return self._footnote(part)

    def _heading(self, heading: Heading) -> str:
        self.sections += 1
        # The title is the page's heading of the first level.
        tag = f"h{heading.level + 1}"
        return f'<{tag} id="section-{self.sections}">{escape(one_line(heading.text))}</{tag}>'

    def _paragraph(self, paragraph: Paragraph) -> str:
        tag = "li" if paragraph.item else "p"
        lead = escape(one_line(paragraph.lead))
        bold = f"<strong>{lead}</strong>" if lead else ""
        return f"<{tag}>{bold}{''.join(map(self._run, paragraph.runs))}</{tag}>"

    def _run(self, run: Run) -> str:
        match run:
            case Mention():
                return self.mark(run.figure, run.text)
            case Footnote():
                number = run.number
                return (
                    f'<sup><a id="mark-{number}" href="#footnote-{number}" role="doc-noteref">'
                    f"{number}</a></sup>"
                )
            case _:
                return escape(one_line(run))

    def _footnote(self, note: Footnote) -> str:
        back = escape(self.words.page.back)
        number = note.number
        return (
            f'<aside class="footnote" id="footnote-{number}" role="doc-footnote">'
            f"<p><sup>{number}</sup> {escape(one_line(note.text))} "
            f'<a href="#mark-{number}" role="doc-backlink" aria-label="{back}">↑</a></p></aside>'
        )

    def _chart(self, chart: Chart) -> str:
        name = f"chart-{chart.number}"
        says = escape(chart_says(chart, self.words))
        marks = self.words.numbers
        wide = _drawing(
            name, "wide", chart_svg(chart, marks=marks), f'<desc id="{name}-says">{says}</desc>'
        )
        narrow = _drawing(name, "narrow", chart_svg(chart, marks=marks, width=NARROW))
        return (
            f'<figure class="chart {chart.form.value}" id="{name}">\n{wide}\n{narrow}\n'
            f'<figcaption id="{name}-caption">'
            f"{escape(numbered_caption(chart, self.words))}</figcaption>\n"
            f"<details><summary>{escape(self.words.page.points)}</summary>\n"
            f'<div class="scroll">{self._chart_table(chart, self.words.page.entity)}</div>\n'
            "</details>\n</figure>"
        )

    def _chart_table(self, chart: Chart, corner: str) -> str:
        """The chart's figures: a row a label, a column a series."""
        heads = "".join(
            f'<th scope="col">{escape(head)}</th>'
            for head in (corner, *chart_heads(chart, self.words.numbers))
        )
        rows = "\n".join(
            f'<tr><th scope="row"><span>{escape(one_line(label))}</span></th>'
            + "".join(f"<td>{self.mark(figure, figure.text)}</td>" for figure in figures)
            + "</tr>"
            for label, figures in chart_rows(chart)
        )
        return f"<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>"
