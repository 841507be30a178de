"""A table on its sheet: caption, notices, merged heads, numbers, notes, in the three-line style."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuebao.render._walk import is_label_column, numbered_caption, one_line
from yuebao.render.xlsx._layout import column_widths, display_width, head_cells, line_count
from yuebao.render.xlsx._sheet import LANDSCAPE, LINE_HEIGHT, THICK, THIN
from yuebao.render.xlsx._text import cell_text
from yuebao.report.model import FigureCell, Group, LabelCell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

    from yuebao.render.xlsx._layout import TableSheet
    from yuebao.render.xlsx._sheet import Book
    from yuebao.report.model import Row


def draw_table(book: Book, plan: TableSheet) -> None:
    """Add the sheet of a table."""
    sheet = book.add_sheet(plan.name)
    widths = column_widths(plan.table)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    caption = numbered_caption(plan.table, book.words)
    book.write_block(sheet, 0, caption, "caption", widths)
    for row, notice in enumerate(book.document.notices, start=1):
        book.write_block(sheet, row, notice, "notice", widths)
    _draw_heads(book, sheet, plan, widths)
    end = _draw_body(book, sheet, plan, widths)
    for row, note in enumerate(plan.table.notes, start=end):
        book.write_block(sheet, row, note, "note", widths)
    back = end + len(plan.table.notes) + 1
    book.write_link(sheet, back, 0, book.names["index"], book.words.book.back)
    sheet.freeze_panes(plan.body, 1 if is_label_column(plan.table, 0) else 0)
    sheet.repeat_rows(plan.above, plan.body - 1)
    sheet.center_horizontally()
    if sum(widths) > LANDSCAPE:
        sheet.set_landscape()


def _draw_heads(book: Book, sheet: Worksheet, plan: TableSheet, widths: Sequence[int]) -> None:
    lines = [1] * (plan.body - plan.above)
    for head in head_cells(plan.table.heads):
        top, bottom = plan.above + head.top, plan.above + head.bottom
        rules: dict[str, object] = {"bottom": THIN}
        if head.top == 0:
            rules["top"] = THICK
        form = book.style("head", **rules)
        if (top, head.left) != (bottom, head.right):
            sheet.merge_range(top, head.left, bottom, head.right, "", form)
        if head.text:
            sheet.write_string(top, head.left, cell_text(head.text), form)
        else:
            sheet.write_blank(top, head.left, None, form)
        if head.top == head.bottom:
            width = sum(widths[head.left : head.right + 1])
            lines[head.top] = max(lines[head.top], _head_lines(head.text, width))
    for level, count in enumerate(lines):
        sheet.set_row(plan.above + level, count * LINE_HEIGHT + 3)


def _head_lines(text: str, width: int) -> int:
    return 1 if display_width(text) <= width else line_count(text, width)


def _draw_body(book: Book, sheet: Worksheet, plan: TableSheet, widths: Sequence[int]) -> int:
    """Draw the rows; return the first row below them."""
    lines = list(plan.lines())
    for line, part in lines:
        rules: dict[str, object] = {"bottom": THICK} if line == lines[-1][0] else {}
        sheet.set_row(line, LINE_HEIGHT)
        if isinstance(part, Group):
            band = book.style("band", **rules)
            sheet.write_string(line, 0, cell_text(part.label), band)
            for column in range(1, plan.width):
                sheet.write_blank(line, column, None, band)
        else:
            _draw_row(book, sheet, (plan.name, line), part, widths, rules)
    return plan.body + len(lines)


def _draw_row(
    book: Book,
    sheet: Worksheet,
    at: tuple[str, int],
    row: Row,
    widths: Sequence[int],
    rules: dict[str, object],
) -> None:
    name, line = at
    height = 1
    for column, cell in enumerate(row.cells):
        match cell:
            case LabelCell():
                label = one_line(cell.key.label)
                # Room between a window's last number and the label of the next window.
                form = book.style("label", **rules, **({"indent": 1} if column else {}))
                sheet.write_string(line, column, cell_text(label), form)
                if display_width(label) > widths[column]:
                    height = max(height, line_count(label, widths[column]))
            case FigureCell():
                book.write_figure(sheet, (name, line, column), cell.figure, **rules)
            case _:
                sheet.write_blank(line, column, None, book.style("plain", **rules))
    if height > 1:
        sheet.set_row(line, LINE_HEIGHT * height)
