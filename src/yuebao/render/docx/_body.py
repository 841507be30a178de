"""The document's story: cover, lists of what is in it, and the report, as one flow of blocks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from yuebao.render._cover import CENTRED, title_size
from yuebao.render._logo import read_logo
from yuebao.render._walk import numbered_caption
from yuebao.render.docx import _text
from yuebao.render.docx._chart import frame_xml
from yuebao.render.docx._columns import TEXT_WIDTH
from yuebao.render.docx._lines import count_lines, face_width
from yuebao.render.docx._logo import logo_run
from yuebao.render.docx._reckon import PAGE_HEIGHT, place_parts
from yuebao.render.docx._referred import References, Referred, label_of, reference_of
from yuebao.render.docx._table import table_xml
from yuebao.render.docx._xml import NOTHING, element, hex_of, join
from yuebao.report.model import Chart, Footnote, Heading, Mention, Paragraph, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yuebao.render.docx._reckon import PlacedPart
    from yuebao.render.docx._xml import Xml
    from yuebao.report.model import Document, DocumentWords, Run

_LIST_SIZES = {"TOC1": 12.0, "TOC2": 12.0, "TableofFigures": 11.0}
"""The size of an entry's letters, by its style."""
_LIST_LINE, _LEAST_LIST_LINE = 20.0, 14.0
"""What an entry of a list takes on average, and what it may take at least."""
_LIST_TITLE = 42.0
"""What the title of a list takes where its entries stand close."""
_LIST_WIDTH = TEXT_WIDTH / 20 - 40.0
"""The width of an entry, without the dots and the number behind it."""
HEADER_ID, FOOTER_ID = "rIdHeader", "rIdFooter"
_STRONG = element("w:rStyle", val="Strong")
_RAISED = element("w:rStyle", val="FootnoteReference")
# Roughly what GB/T 9704 sets for A4: 37 mm above, 28 mm left, a text area of 156 by 225 mm.
_PAGE = (
    element("w:pgSz", w=11906, h=16838),
    element("w:pgMar", top=2098, right=1474, bottom=1984, left=1588, header=1134, footer=1134,
            gutter=0),
)  # fmt: skip


def anchor_of(part: Heading | Table | Chart, number: int) -> str:
    """The bookmark's name by which the lists point to a part; hidden, as Word's own are."""
    kind = {Heading: 1, Table: 2, Chart: 3}[type(part)]
    return f"_Toc{kind}{number:05d}"


def chart_link(place: int) -> str:
    """The relationship's id of the chart at that place, from 1."""
    return f"rIdChart{place}"


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line of a list: its style, what it leads to, what it says, and the page of that."""

    style: str
    anchor: str
    text: str
    page: int


@dataclass(slots=True)
class Story:
    """Draws a document's blocks in order, and keeps what must be numbered through all of them.

    Attributes:
        document: What is drawn.
        footnotes: The notes met so far, in order; a note's place is its id, from 1.
        charts: The charts drawn so far, in order, each with the scale of its plot.
    """

    document: Document
    footnotes: list[Footnote] = field(default_factory=list)
    charts: list[tuple[Chart, float]] = field(default_factory=list)
    _anchors: int = 0
    _counts: dict[type, int] = field(default_factory=dict)
    _last: dict[type, int] = field(default_factory=dict)
    _references: References = field(init=False)
    _placed: list[PlacedPart] = field(init=False)

    def __post_init__(self) -> None:
        self._references = References.of(self.document)
        self._placed = place_parts(self.document)

    def blocks(self) -> Xml:
        """The whole story."""
        lists = list(self._lists())
        parts = [self._drawn(one) for one in self._placed]
        sections = [*self._cover()]
        if lists:
            sections += [*lists, _section_break(_section(number="upperRoman", head=True))]
        last = _section(number="decimal", head=not lists)
        return join((*sections, *parts, last))

    def _run(self, content: str, properties: Xml = NOTHING) -> Xml:
        return _text.run(content, properties, east_asian=self._words.east_asian)

    def _cover(self) -> Iterator[Xml]:
        cover, logo = self.document.cover, self.document.look.logo
        room = NOTHING
        if logo:
            yield _text.paragraph("CoverLine", logo_run(read_logo(logo)))
            room = element("w:spacing", before=1200)
        ruled = self.document.look.cover == "ruled"
        head = _ruled(self.document.look.accent, "top", 36, before=2600) if ruled else room
        under = _ruled(self.document.look.accent, "bottom", 6, after=600) if ruled else NOTHING
        size = title_size(self.document, CENTRED)
        smaller = join(element(f"w:{name}", val=2 * size) for name in ("sz", "szCs"))
        title = self._run(cover.title, smaller if size < CENTRED else NOTHING)
        yield _text.paragraph("Title", title, properties=head)
        yield _text.paragraph("Subtitle", self._run(cover.period), properties=under)
        for notice in self.document.notices:
            yield _text.paragraph("Notice", self._run(notice))
        lines = [line for line in (cover.institute, cover.date) if line]
        for place, line in enumerate(lines):
            room = element("w:spacing", before=0 if place else 3000)
            look = join((room, element("w:jc", val="left"))) if ruled else room
            yield _text.paragraph("CoverLine", self._run(line), properties=look)
        yield _section_break(_section(number="", head=False))

    def _lists(self) -> Iterator[Xml]:
        """Contents, tables and charts as fields that show their entries before any update.

        The pages are those that were reckoned. Nothing asks for an update on opening: Word would
        put that to every reader.
        """
        lists = list(self._listed())
        line = self._list_line([entry for _, _, entries in lists for entry in entries], len(lists))
        for title, code, entries in lists:
            yield from self._list(title, code, entries, line)

    def _listed(self) -> Iterator[tuple[str, str, list[_Entry]]]:
        """Each list's title, the code of its field, and its entries."""
        captions = self._words.captions
        headings = [one for one in self._placed if isinstance(one.part, Heading)]
        if headings:
            entries = [
                _Entry(f"TOC{one.part.level}", anchor_of(one.part, number), one.part.text, one.page)
                for number, one in enumerate(headings, start=1)
                if isinstance(one.part, Heading)
            ]
            yield self._words.page.contents, r'TOC \o "1-2" \h \z \u', entries
        for kind, title in ((Table, captions.tables), (Chart, captions.charts)):
            named = [(one.part, one.page) for one in self._placed if isinstance(one.part, kind)]
            entries = [
                _Entry(
                    "TableofFigures", anchor_of(part, n), numbered_caption(part, self._words), page
                )
                for n, (part, page) in enumerate(named, start=1)
            ]
            if entries:
                label, _, _ = label_of(named[0][0], self._words)
                yield title, rf'TOC \h \z \c "{_sequence(named[0][0], label)}"', entries

    def _list_line(self, entries: list[_Entry], titles: int) -> float:
        """The line at which lists that just do not fit on one page do; 0 where they need none."""
        face = face_width(self.document.look.latin_font)
        lines = sum(
            count_lines(one.text, _LIST_SIZES[one.style], _LIST_WIDTH, face=face) for one in entries
        )
        line = (PAGE_HEIGHT - titles * _LIST_TITLE) / max(1, lines)
        return line if _LEAST_LIST_LINE <= line < _LIST_LINE else 0.0

    @property
    def _words(self) -> DocumentWords:
        return self.document.words

    def _list(self, title: str, code: str, entries: list[_Entry], line: float) -> Iterator[Xml]:
        room, tight = NOTHING, NOTHING
        if line:
            room = element("w:spacing", before=200, after=120)
            exact = int(line * 20)
            tight = element("w:spacing", before=0, after=0, line=exact, lineRule="exact")
        yield _text.paragraph("TOCHeading", self._run(title), properties=room)
        for place, entry in enumerate(entries):
            tab = element("w:r", element("w:tab"))
            page = _text.field(rf"PAGEREF {entry.anchor} \h", str(entry.page))
            inside = (self._run(entry.text), tab, page)
            link = element("w:hyperlink", *inside, anchor=entry.anchor, history=1)
            before = _text.open_field(code) if place == 0 else ()
            after = (_text.close_field(),) if place == len(entries) - 1 else ()
            yield _text.paragraph(entry.style, *before, link, *after, properties=tight)

    def _drawn(self, placed: PlacedPart) -> Xml:
        """A part at the size it was placed in."""
        if not isinstance(placed.part, Chart):
            return self._part(placed.part, placed.scale)
        self.charts.append((placed.part, placed.scale))
        link = chart_link(len(self.charts))
        frame = frame_xml(placed.part, len(self.charts), link, self._words, placed.scale)
        caption = self._caption(placed.part, "FigureCaption")
        return join((_text.paragraph("Figure", frame), caption))

    def _part(self, part: Heading | Paragraph | Table, scale: float) -> Xml:
        match part:
            case Heading():
                return _text.paragraph(
                    f"Heading{part.level}", self._anchored(part, self._run(part.text))
                )
            case Paragraph():
                style = "ListBullet" if part.item else "BodyText"
                lead = self._run(part.lead, _STRONG) if part.lead else NOTHING
                return _text.paragraph(style, lead, *map(self._inline, part.runs))
            case Table():
                caption = self._caption(part, "Caption", keep_next=True)
                face = face_width(self.document.look.latin_font)
                return join((caption, table_xml(part, self._words, face, scale)))

    def _inline(self, run: Run) -> Xml:
        match run:
            case Mention():
                # A number and its unit stay on one line.
                return self._run(run.text.replace(" ", "\u00a0"))
            case Footnote():
                return self._mark(run)
            case _:
                return join(map(self._said, self._references.within(run)))

    def _said(self, piece: str | Referred) -> Xml:
        """Text, or a table or chart that it speaks of."""
        if isinstance(piece, Referred):
            return _text.field(rf"REF {piece.bookmark} \h", piece.shown)
        return self._run(piece) if piece else NOTHING

    def _mark(self, note: Footnote) -> Xml:
        """A footnote's mark; a note met before is referred to, not printed again."""
        known = [old.number for old in self.footnotes]
        if note.number in known:
            place = known.index(note.number) + 1
            return _text.field(rf"NOTEREF _Note{place} \h", str(note.number), _RAISED)
        self.footnotes.append(note)
        place = len(self.footnotes)
        reference = element("w:footnoteReference", **{"w:id": place})
        mark = element("w:r", element("w:rPr", _RAISED), reference)
        return self._bookmark(f"_Note{place}", mark)

    def _caption(self, part: Table | Chart, style: str, *, keep_next: bool = False) -> Xml:
        """Label, number and text; the number is a field that counts its like."""
        label, space, rest = label_of(part, self._words)
        kind = type(part)
        follows = part.number == self._last.get(kind, 0) + 1
        self._last[kind] = part.number
        reset = "" if follows else rf" \r {part.number}"
        sequence = _sequence(part, label)
        number = _text.field(rf"SEQ {sequence} \* ARABIC{reset}", str(part.number))
        called = self._bookmark(reference_of(part), join((self._run(label + space), number)))
        words = join((called, self._run(rest)))
        return _text.paragraph(style, self._anchored(part, words), keep_next=keep_next)

    def _anchored(self, part: Heading | Table | Chart, content: Xml) -> Xml:
        kind = type(part)
        self._counts[kind] = self._counts.get(kind, 0) + 1
        return self._bookmark(anchor_of(part, self._counts[kind]), content)

    def _bookmark(self, name: str, content: Xml) -> Xml:
        self._anchors += 1
        return _text.bookmark(self._anchors, name, content)


def _ruled(accent: str, side: str, weight: int, **room: int) -> Xml:
    """A paragraph of a cover set from the left, with a rule at one side."""
    rule = element(f"w:{side}", val="single", sz=weight, space=14, color=hex_of(accent))
    return join(
        (element("w:pBdr", rule), element("w:spacing", **room), element("w:jc", val="left"))
    )


def _sequence(part: Table | Chart, label: str) -> str:
    """What Word counts the part's like under: their label, where it is one word."""
    return label if label.isidentifier() else type(part).__name__


def _section_break(section: Xml) -> Xml:
    return element("w:p", element("w:pPr", section))


def _section(*, number: str, head: bool) -> Xml:
    """A section's properties: how its pages are numbered, and whether the running head begins."""
    references: tuple[Xml, ...] = ()
    if head:
        references = (
            element("w:headerReference", type="default", **{"r:id": HEADER_ID}),
            element("w:footerReference", type="default", **{"r:id": FOOTER_ID}),
        )
    numbering = element("w:pgNumType", fmt=number, start=1) if number else NOTHING
    return element("w:sectPr", *references, *_PAGE, numbering)
