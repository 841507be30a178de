"""Where everything of a table stands on its sheet, before anything is drawn."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

from xlsxwriter.utility import (  # type: ignore[import-untyped]  # XlsxWriter ships no types
    quote_sheetname,
    xl_rowcol_to_cell,
)

from yuebao.domain.widths import half_widths
from yuebao.render._walk import one_line, rows_of
from yuebao.report.model import FigureCell, LabelCell, Row

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from yuebao.report.model import Cell, Group, Head, Key, Table

LABEL_WIDTH = (8, 30)
"""The narrowest and the widest column of labels; wider labels wrap."""
FIGURE_WIDTH = (10, 16)
"""The narrowest column of numbers, and the widest one that a head makes."""
NAME_LENGTH = 31
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")


@dataclass(frozen=True, slots=True)
class CellPlace:
    """A printed number and the cell it stands in; rows and columns count from 0."""

    sheet: str
    row: int
    column: int
    key: Key
    cell: FigureCell

    @property
    def spot(self) -> tuple[str, int, int]:
        """Sheet, row and column."""
        return self.sheet, self.row, self.column

    def reference(self, sheet: str | None = None, *, fixed: bool = False) -> str:
        """Its address as seen from a sheet: `D7` at home, `表2!D7` elsewhere; `$D$7` if fixed."""
        address: str = xl_rowcol_to_cell(self.row, self.column, fixed, fixed)
        return address if sheet == self.sheet else f"{quote_sheetname(self.sheet)}!{address}"


@dataclass(frozen=True, slots=True)
class HeadCell:
    """A column head and the cells it covers, rows counted from the first head row."""

    text: str
    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class TableSheet:
    """A table on its sheet.

    Attributes:
        name: The sheet's name.
        table: The table.
        above: How many rows stand above the heads: the caption and the notices.
    """

    name: str
    table: Table
    above: int

    @property
    def width(self) -> int:
        """How many columns the table has."""
        return sum(head.leaves() for head in self.table.heads)

    @property
    def body(self) -> int:
        """The first row below the heads."""
        return self.above + self.table.head_rows()

    def lines(self) -> Iterator[tuple[int, Group | Row]]:
        """The rows of the body: a group that has a label takes one before its rows."""
        line = self.body
        for group in self.table.groups:
            if group.label:
                yield line, group
                line += 1
            for row in group.rows:
                yield line, row
                line += 1

    def places(self) -> tuple[CellPlace, ...]:
        """Every number of the table, in reading order."""
        return tuple(
            place
            for line, part in self.lines()
            if isinstance(part, Row)
            for place in self._places(line, part)
        )

    def _places(self, line: int, row: Row) -> Iterator[CellPlace]:
        key: Key | None = None
        for column, cell in enumerate(row.cells):
            if isinstance(cell, LabelCell):
                key = cell.key
            elif isinstance(cell, FigureCell):
                yield CellPlace(self.name, line, column, key or cell.figure.key, cell)


def head_cells(heads: tuple[Head, ...]) -> list[HeadCell]:
    """All heads with the cells they cover; one without heads below it reaches down to the last."""
    last = max((head.depth() for head in heads), default=1) - 1
    return list(_head_cells(heads, 0, 0, last))


def _head_cells(heads: tuple[Head, ...], top: int, left: int, last: int) -> Iterator[HeadCell]:
    for head in heads:
        right = left + head.leaves() - 1
        bottom = top if head.children else last
        yield HeadCell(one_line(head.text), top, left, bottom, right)
        yield from _head_cells(head.children, top + 1, left, last)
        left = right + 1


def column_widths(table: Table) -> list[int]:
    """The width of each column, in digits of the body font."""
    heads = head_cells(table.heads)
    widths = [0] * sum(head.leaves() for head in table.heads)
    for row in rows_of(table):
        for column, cell in enumerate(row.cells):
            widths[column] = max(widths[column], _needed(cell))
    for head in heads:
        if head.left == head.right:
            wanted = min(display_width(head.text) + 2, FIGURE_WIDTH[1])
            widths[head.left] = max(widths[head.left], wanted)
    for head in heads:
        lack = display_width(head.text) + 2 - sum(widths[head.left : head.right + 1])
        if head.left < head.right and lack > 0:
            widths[head.right] += lack
    return widths


def _needed(cell: Cell) -> int:
    match cell:
        case LabelCell():
            low, high = LABEL_WIDTH
            return max(low, min(high, display_width(one_line(cell.key.label)) + 3))
        case FigureCell():
            return max(FIGURE_WIDTH[0], display_width(cell.figure.text) + 3)
        case _:
            return 0


def display_width(text: str) -> int:
    """The width of a text in digits: a Chinese character is two wide."""
    return half_widths(text, in_chinese=True)


def line_count(text: str, width: float) -> int:
    """How many lines a text takes in a cell that wide; a little room is left for uneven breaks."""
    return max(1, ceil(display_width(text) / max(1.0, width - 2)))


def sheet_name(wanted: str, taken: Container[str]) -> str:
    """The wanted name as Excel allows it, numbered where `taken` (in lower case) has it already."""
    clean = _NOT_IN_NAMES.sub("_", one_line(wanted)).strip("' ") or "_"
    name, number = clean[:NAME_LENGTH].rstrip("' "), 1
    while name.lower() in taken:
        number += 1
        end = f" ({number})"
        name = clean[: NAME_LENGTH - len(end)] + end
    return name
