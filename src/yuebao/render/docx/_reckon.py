"""What the parts of a report take on the pages of a Word file, in points.

Every style but that of charts has lines of an exact height, so that pages end at the same place
with any fonts; only where lines break is reckoned. `styles.xml` has the same numbers in twentieths.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from yuebao.render._pages import (
    LEAST_LINES,
    LEAST_ROWS,
    SHORT,
    SMALLEST,
    PageBlock,
    PageFlow,
    arrange,
)
from yuebao.render._walk import numbered_caption, one_line, rows_of
from yuebao.render.docx._chart import around_plot, chart_height, least_rows
from yuebao.render.docx._columns import MARGIN, TEXT_WIDTH, lay_out
from yuebao.render.docx._lines import BOLD, count_lines, face_width
from yuebao.render.docx._setting import setting_of
from yuebao.report.model import (
    Chart,
    ChartForm,
    Footnote,
    Heading,
    LabelCell,
    Mention,
    Paragraph,
    Table,
)

if TYPE_CHECKING:
    from yuebao.render.docx._columns import Layout, SetColumn
    from yuebao.report.model import Document, Head, Part, Run

PAGE_HEIGHT = (16838 - 2098 - 1984) / 20
"""The height of the text area."""
_SAFE = 6.0
"""What a page is taken to be shorter by, since the breaks of lines are reckoned."""
_WIDTH = TEXT_WIDTH / 20
_HEADINGS = {1: (16.0, 22.0, 15.0, 8.0), 2: (14.0, 20.0, 12.0, 6.0)}
"""Of a heading's level: the size of its letters, its line, the room above and below it."""
_CAPTION_SIZE, _CAPTION_LINE = 10.5, 15.0
_ABOVE_TABLE, _BELOW_CAPTION, _BELOW_TABLE = 12.0, 5.0, 12.0
_ABOVE_CHART, _AROUND_CHART, _BELOW_CHART = 8.0, 8.0, 12.0
_CELL_PADDING = 3.0
_TIGHTEST = 0.89
"""What the lines of a table may be made, so that it fits on its page: no letter touches another."""
_NOTE_SIZE, _NOTE_LINE, _NOTE_ROOM = 9.0, 12.5, 3.0
_FOOTNOTE_SIZE, _FOOTNOTE_LINE = 9.0, 12.0


@dataclass(frozen=True, slots=True)
class PlacedPart:
    """A part where it is printed: its page, from 1, and what it is drawn at, 1 being its size.

    A chart is drawn at that size; of a table it is what the lines of its rows are.
    """

    part: Part
    page: int
    scale: float


def place_parts(document: Document) -> list[PlacedPart]:
    """The parts in the order that leaves the fewest pages empty, each with its page."""
    reckoner = _Reckoner(document, face_width(document.look.latin_font))
    noted: set[int] = set()
    blocks = [reckoner.block(at, part, noted) for at, part in enumerate(document.parts)]
    if blocks:  # room above is left at the head of a section, at that of no other page
        blocks[0] = replace(blocks[0], height=blocks[0].height + blocks[0].above)
    return [
        PlacedPart(document.parts[one.at], one.page, _drawn_at(one))
        for one in arrange(blocks, PAGE_HEIGHT - _SAFE)
    ]


def _drawn_at(block: PageBlock) -> float:
    if block.flow is not PageFlow.WHOLE or block.scale == 1:
        return block.scale
    return (block.height - block.fixed) / (block.height / block.scale - block.fixed)


@dataclass(frozen=True, slots=True)
class _Reckoner:
    """Reckons the parts of one document; `face` is how wide its Latin letters are."""

    document: Document
    face: float

    def block(self, at: int, part: Part, noted: set[int]) -> PageBlock:
        """A part as a block of a page; `noted` collects the footnotes that were given."""
        match part:
            case Heading():
                size, line, above, below = _HEADINGS[part.level]
                height = line * self._lines(part.text, size)
                return PageBlock(at, PageFlow.HEADING, height, above, below)
            case Paragraph():
                return self._paragraph(at, part, noted)
            case Table():
                return self._table(at, part)
            case Chart():
                return self._chart(at, part)

    def _lines(self, text: str, size: float, width: float = _WIDTH, indent: float = 0.0) -> int:
        return count_lines(one_line(text), size, width, indent, self.face)

    def _paragraph(self, at: int, part: Paragraph, noted: set[int]) -> PageBlock:
        setting = setting_of(self.document.words)
        size = setting.body_size / 2
        bullet = "• " if part.item else ""
        count = self._lines(
            bullet + part.lead + "".join(map(_said, part.runs)), size, indent=setting.indent * size
        )
        new = [run for run in part.runs if isinstance(run, Footnote) and run.number not in noted]
        noted |= {run.number for run in new}
        notes = sum(self._lines(f"1 {run.text}", _FOOTNOTE_SIZE) for run in new)
        least = LEAST_LINES * setting.line
        return PageBlock(
            at, PageFlow.TEXT, count * setting.line, 0.0, setting.after,
            notes=(notes + 1) * _FOOTNOTE_LINE if notes else 0.0,
            unit=setting.line, least=least, last=least,
        )  # fmt: skip

    def _chart(self, at: int, part: Chart) -> PageBlock:
        caption = self._caption(part) + _AROUND_CHART
        smallest = least_rows(part) if part.form is ChartForm.BARS else SMALLEST
        return PageBlock(
            at, PageFlow.CHART, chart_height(part) + caption, _ABOVE_CHART, _BELOW_CHART,
            fixed=caption + around_plot(part), smallest=smallest,
            spare=setting_of(self.document.words).line,
        )  # fmt: skip

    def _caption(self, part: Table | Chart) -> float:
        caption = numbered_caption(part, self.document.words)
        return _CAPTION_LINE * self._lines(caption, _CAPTION_SIZE)

    def _table(self, at: int, table: Table) -> PageBlock:
        layout = lay_out(table, self.document.words.numbers.point, self.face)
        size, line = layout.size.points, layout.size.line
        row = line + _CELL_PADDING
        lines = [
            max(self._in_cell(_label(cell), size, column)
                for cell, column in zip(one.cells, layout.columns, strict=True))
            for one in rows_of(table)
        ]  # fmt: skip
        rows = [count * line + _CELL_PADDING for count in lines]
        bands = sum(bool(group.label) for group in table.groups)
        head_lines = self._head(table.heads, layout, 0)
        head = head_lines * line + _CELL_PADDING * table.head_rows()
        notes = sum(self._lines(n, _NOTE_SIZE) * _NOTE_LINE + _NOTE_ROOM for n in table.notes)
        caption = self._caption(table) + _BELOW_CAPTION
        height = caption + head + bands * row + sum(rows) + notes + _BELOW_TABLE
        tight = (sum(lines) + bands + head_lines) * line
        block = PageBlock(
            at, PageFlow.WHOLE, height, _ABOVE_TABLE, 0.0,
            fixed=height - tight, smallest=1 - (1 - _TIGHTEST) * tight / height,
        )  # fmt: skip
        if len(rows) <= SHORT:
            return block
        first = caption + head + min(bands, 1) * row + sum(rows[:LEAST_ROWS])
        last = sum(rows[-LEAST_ROWS:]) + notes + _BELOW_TABLE
        return replace(
            block, flow=PageFlow.LONG, unit=row, least=first, last=last, again=head, smallest=1.0
        )

    def _head(self, heads: tuple[Head, ...], layout: Layout, at: int) -> int:
        """The lines that heads take, with those below them."""
        most = 0
        for head in heads:
            columns = layout.columns[at : at + head.leaves()]
            size = layout.size.points
            width = sum(one.width for one in columns)
            own = self._in_cell(head.text, size, replace(columns[0], width=width), BOLD)
            most = max(most, own + (self._head(head.children, layout, at) if head.children else 0))
            at += head.leaves()
        return most

    def _in_cell(self, text: str, size: float, column: SetColumn, weight: float = 1.0) -> int:
        width = (column.width - 2 * MARGIN) / 20
        return count_lines(one_line(text), size, width, face=self.face * weight)


def _said(run: Run) -> str:
    """A piece of running text as Word breaks it: a number and its unit stay together."""
    match run:
        case Mention():
            return run.text.replace(" ", "\u00a0")
        case Footnote():
            return ""
        case _:
            return run


def _label(cell: object) -> str:
    """The text of a cell that may take several lines."""
    return cell.key.label if isinstance(cell, LabelCell) else ""
