"""Tables in HTML: merged heads, row headers, groups, in the three-line style."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import TYPE_CHECKING

from yuebao.render._walk import is_label_column, numbered_caption, one_line, rows_of
from yuebao.report.model import FigureCell, LabelCell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yuebao.report.model import Cell, DocumentWords, Figure, Group, Head, Table

SHORT = 20
"""Rows up to which a printed table is kept on one page."""

FigureMark = Callable[["Figure", str], str]
"""How a figure is marked up: the figure, and the text it stands there with."""


def table_html(table: Table, words: DocumentWords, mark: FigureMark) -> str:
    """The table in a box of its own that scrolls sideways, and its notes below the box."""
    name = f"table-{table.number}"
    kind = "table short" if sum(1 for _ in rows_of(table)) <= SHORT else "table"
    caption = escape(numbered_caption(table, words))
    lines = [
        f'<section class="{kind}" id="{name}">',
        f'<div class="scroll" role="region" tabindex="0" aria-labelledby="{name}-caption">',
        f'<table>\n<caption><span id="{name}-caption">{caption}</span></caption>',
        *(f'<colgroup span="{head.leaves()}"></colgroup>' for head in table.heads),
        "<thead>",
        *_head_rows(table),
        "</thead>",
    ]
    width = sum(head.leaves() for head in table.heads)
    starts = _starts(table.heads)
    for group in table.groups:
        lines.extend(_group(group, width, starts, mark))
    lines.append("</table>\n</div>")
    lines.extend(f'<p class="note">{escape(one_line(note))}</p>' for note in table.notes)
    lines.append("</section>")
    return "\n".join(lines)


def _starts(heads: tuple[Head, ...]) -> frozenset[int]:
    """The columns, but the first, at which a spanning head begins: they keep a distance."""
    return frozenset(column for head, column in _placed(heads, 0) if head.children and column)


def _head_rows(table: Table) -> Iterator[str]:
    """A row for each level; a head without children reaches down to the last."""
    starts = _starts(table.heads)
    level = _placed(table.heads, 0)
    for rows_left in range(table.head_rows(), 0, -1):
        cells = []
        for head, column in level:
            label = not head.children and is_label_column(table, column)
            names = [
                name for name, is_so in (("label", label), ("start", column in starts)) if is_so
            ]
            cells.append(_head_cell(head, rows_left, names))
        yield f"<tr>{''.join(cells)}</tr>"
        level = [pair for head, column in level for pair in _placed(head.children, column)]


def _placed(heads: tuple[Head, ...], column: int) -> list[tuple[Head, int]]:
    """The heads, each with the first column it stands over."""
    placed = []
    for head in heads:
        placed.append((head, column))
        column += head.leaves()
    return placed


def _head_cell(head: Head, rows_left: int, names: list[str]) -> str:
    place = f' class="{" ".join(names)}"' if names else ""
    # A unit in brackets may go to a line of its own; the words before it stay together.
    text = escape(one_line(head.text)).replace("（", "<wbr>（")
    if head.children:
        return f'<th scope="colgroup" colspan="{head.leaves()}"{place}><span>{text}</span></th>'
    span = f' rowspan="{rows_left}"' if rows_left > 1 else ""
    if not head.text:
        return f"<td{span}{place}></td>"
    return f'<th scope="col"{span}{place}>{text}</th>'


def _group(group: Group, width: int, starts: frozenset[int], mark: FigureMark) -> Iterator[str]:
    yield "<tbody>"
    if group.label:
        label = escape(one_line(group.label))
        yield f'<tr class="group"><th scope="rowgroup" colspan="{width}">{label}</th></tr>'
    for row in group.rows:
        cells = (_cell(cell, mark, start=at in starts) for at, cell in enumerate(row.cells))
        yield f"<tr>{''.join(cells)}</tr>"
    yield "</tbody>"


def _cell(cell: Cell, mark: FigureMark, *, start: bool) -> str:
    place = ' class="start"' if start else ""
    match cell:
        case LabelCell():
            return f'<th scope="row"{place}><span>{escape(one_line(cell.key.label))}</span></th>'
        case FigureCell():
            return f"<td{place}>{mark(cell.figure, cell.figure.text)}</td>"
        case _:
            return f"<td{place}></td>"
