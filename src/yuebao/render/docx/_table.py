"""Native tables in the three-line style: heavy rules outside, a thin one under the heads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yuebao.render._pages import LEAST_ROWS, SHORT
from yuebao.render._walk import numbered_caption, one_line, rows_of
from yuebao.render.docx._columns import MARGIN, START_MARGIN, TEXT_WIDTH, lay_out
from yuebao.render.docx._text import paragraph, run
from yuebao.render.docx._xml import NOTHING, element, join
from yuebao.report.model import FigureCell, LabelCell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yuebao.render.docx._columns import Layout
    from yuebao.render.docx._xml import Xml
    from yuebao.report.model import Cell, DocumentWords, Group, Head, Row, Table

_BAND = "F2F2F2"


def table_xml(table: Table, words: DocumentWords, face: float, scale: float) -> Xml:
    """The table with the notes below it, without its caption.

    Args:
        table: The table.
        words: The words around it.
        face: By how much the Latin letters are wider than those of Times New Roman.
        scale: What its lines are, 1 being those of its style.
    """
    drawing = _Drawing(table, words, lay_out(table, words.numbers.point, face), scale)
    return join((drawing.whole(), *_notes(table, east_asian=words.east_asian)))


def _notes(table: Table, *, east_asian: bool) -> Iterator[Xml]:
    for place, note in enumerate(table.notes, start=1):
        words = run(note, east_asian=east_asian)
        yield paragraph("TableNote", words, keep_next=place < len(table.notes))
    # Room below; and two tables that follow one another stay two.
    yield paragraph("AfterTable")


@dataclass(frozen=True, slots=True)
class _Drawing:
    """One table being drawn."""

    table: Table
    words: DocumentWords
    layout: Layout
    scale: float

    def whole(self) -> Xml:
        table = self.table
        grid = (element("w:gridCol", w=column.width) for column in self.layout.columns)
        return element(
            "w:tbl",
            element(
                "w:tblPr",
                element("w:tblStyle", val="ThreeLine"),
                element("w:tblW", w=TEXT_WIDTH, type="dxa"),
                element("w:jc", val="center"),
                element("w:tblLayout", type="fixed"),
                element("w:tblLook", val="0020", firstRow=1, lastRow=0, firstColumn=0,
                        lastColumn=0, noHBand=1, noVBand=1),
                element("w:tblCaption", val=numbered_caption(table, self.words)),
            ),
            element("w:tblGrid", *grid),
            *self._heads(),
            *self._body(),
        )  # fmt: skip

    def _heads(self) -> Iterator[Xml]:
        """A row a level, repeated on every page; a head without children reaches down."""
        depth = self.table.head_rows()
        level: list[tuple[Head, int, bool]] = _placed(self.table.heads, 0)
        properties = _row_properties(head=True)
        for below in range(depth - 1, -1, -1):
            cells = [self._head(head, at, below, begun=begun) for head, at, begun in level]
            yield element("w:tr", properties, *cells)
            level = [
                lower
                for head, at, _ in level
                for lower in (_placed(head.children, at) or [(head, at, True)])
            ]

    def _head(self, head: Head, at: int, below: int, *, begun: bool) -> Xml:
        """A head's cell in one row; `begun` where the head began in a row above."""
        columns = self.layout.columns[at : at + head.leaves()]
        properties = [element("w:tcW", w=sum(c.width for c in columns), type="dxa")]
        if head.children:
            properties.append(element("w:gridSpan", val=len(columns)))
        elif begun:
            properties.append(element("w:vMerge"))
        elif below:
            properties.append(element("w:vMerge", val="restart"))
        if not below:
            rule = element("w:bottom", val="single", sz=6, space=0, color="auto")
            properties.append(element("w:tcBorders", rule))
        if columns[0].start and not head.children:
            properties.append(_start_margin())
        properties.append(element("w:vAlign", val="center"))
        return element("w:tc", element("w:tcPr", *properties), self._head_text(head, at, begun))

    def _head_text(self, head: Head, at: int, begun: bool) -> Xml:
        style = self._style("Head")
        if begun or not head.text:
            return paragraph(style, properties=self._line(), keep_next=True)
        if head.children:
            # A rule under the words, short of its neighbours'.
            line = element("w:bottom", val="single", sz=4, space=2, color="auto")
            inset = START_MARGIN - MARGIN if self.layout.columns[at].start else 0
            indent = element("w:ind", left=inset, right=0)
            look = join((element("w:pBdr", line), self._line(), indent))
        elif self.layout.columns[at].label:
            look = join((self._line(), element("w:jc", val="left")))
        else:
            look = self._line()
        return paragraph(style, self._run(head.text), properties=look, keep_next=True)

    def _body(self) -> Iterator[Xml]:
        rows = sum(1 for _ in rows_of(self.table))
        done = 0
        for group in self.table.groups:
            if group.label:
                yield self._band(group)
            for row in group.rows:
                done += 1
                yield self._row(row, keep_next=_keeps(self.table, done, rows))

    def _band(self, group: Group) -> Xml:
        return element(
            "w:tr",
            _row_properties(),
            element(
                "w:tc",
                element(
                    "w:tcPr",
                    element("w:tcW", w=TEXT_WIDTH, type="dxa"),
                    element("w:gridSpan", val=len(self.layout.columns)),
                    element("w:shd", val="clear", color="auto", fill=_BAND),
                    element("w:vAlign", val="center"),
                ),
                paragraph(
                    self._style("Group"),
                    self._run(group.label),
                    properties=self._line(),
                    keep_next=True,
                ),
            ),
        )

    def _row(self, row: Row, *, keep_next: bool) -> Xml:
        cells = (self._cell(cell, at, keep_next) for at, cell in enumerate(row.cells))
        return element("w:tr", _row_properties(), *cells)

    def _cell(self, cell: Cell, at: int, keep_next: bool) -> Xml:
        column = self.layout.columns[at]
        properties = [element("w:tcW", w=column.width, type="dxa")]
        if column.start:
            properties.append(_start_margin())
        properties.append(element("w:vAlign", val="center"))
        style = self._style("Text")
        match cell:
            case LabelCell():
                words, look = self._run(cell.key.label), self._line()
            case FigureCell():
                text = one_line(cell.figure.text)
                place = self._place(at, text, number=cell.figure.value is not None)
                words = run(text, east_asian=self.words.east_asian, bound=False)
                look = join((self._line(), place))
            case _:
                words, look = NOTHING, self._line()
        content = paragraph(style, words, properties=look, keep_next=keep_next)
        return element("w:tc", element("w:tcPr", *properties), content)

    def _place(self, at: int, text: str, *, number: bool) -> Xml:
        """Numbers with their points in line below the middle of the head; other signs centred."""
        if not number:
            return element("w:jc", val="center")
        indent = element("w:ind", right=self.layout.indent(at, text))
        return join((indent, element("w:jc", val="right")))

    def _line(self) -> Xml:
        """The line of a table that is set tighter than its style has it."""
        if self.scale == 1:
            return NOTHING
        line = 20 * self.layout.size.line * self.scale
        return element("w:spacing", before=30, after=30, line=int(line), lineRule="exact")

    def _run(self, text: str) -> Xml:
        return run(text, east_asian=self.words.east_asian)

    def _style(self, name: str) -> str:
        return f"{self.layout.size.style}Table{name}"


def _keeps(table: Table, done: int, rows: int) -> bool:
    """Whether a row stays on the page of the next: always in a short table and before the notes."""
    last = done == rows
    if last:
        return bool(table.notes)
    return rows <= SHORT or done < LEAST_ROWS or done > rows - LEAST_ROWS


def _row_properties(*, head: bool = False) -> Xml:
    repeated = element("w:tblHeader") if head else NOTHING
    return element("w:trPr", element("w:cantSplit"), repeated)


def _start_margin() -> Xml:
    return element("w:tcMar", element("w:left", w=START_MARGIN, type="dxa"))


def _placed(heads: tuple[Head, ...], column: int) -> list[tuple[Head, int, bool]]:
    """The heads with the first column each stands over, none of them begun."""
    placed = []
    for head in heads:
        placed.append((head, column, False))
        column += head.leaves()
    return placed
