"""The claims of a table of the document model: its lines, their cells, what they are of."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from yuebao.auditing.claims import MEASURED, ClaimCell, ClaimLine, Place, TableKind
from yuebao.auditing.numbers import NO_UNIT, PERCENT, Number, Unit
from yuebao.indicators import Breakdown
from yuebao.report.model import Block, EmptyCell, FigureCell, LabelCell

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from yuebao.report.model import Cell, Figure, NumberMarks, Table

_KINDS = {
    None: TableKind.OVERVIEW,
    Breakdown.COMMODITY: TableKind.PRODUCTS,
    Breakdown.PARTNER: TableKind.PARTNERS,
    Breakdown.MODE: TableKind.MODES,
    Breakdown.ENTERPRISE: TableKind.ENTERPRISES,
    Breakdown.PROVINCE: TableKind.PROVINCES,
}

_MEASURED = {str(kind): kind for kind in MEASURED}


def number_of(figure: Figure, marks: NumberMarks) -> Number | None:
    """What a figure prints; None for a dash or a limit."""
    if figure.value is None:
        return None
    plain = marks.plain(figure.text)
    return Number(figure.text, Fraction(plain), len(plain.partition(".")[2]), unit_of(figure))


def unit_of(figure: Figure) -> Unit:
    """A figure's printed unit."""
    if figure.base == PERCENT.base:
        return PERCENT
    return Unit(figure.unit, Fraction(figure.per), figure.base) if figure.base else NO_UNIT


def kind_of_rows(table: Table) -> TableKind:
    """What its rows are."""
    if table.section in _MEASURED:
        return _MEASURED[table.section]
    if table.by is Breakdown.PROVINCE and table.side is None:
        return TableKind.PROVINCE_TRADE
    return _KINDS[table.by]


def cell_text(cell: Cell) -> str:
    """What a cell prints."""
    match cell:
        case LabelCell():
            return cell.key.label
        case FigureCell():
            return cell.figure.text
        case EmptyCell():
            return ""


def count_labels(cells: Sequence[Cell]) -> int:
    """How many labels a row has, empty places among them."""
    return sum(not isinstance(cell, FigureCell) for cell in cells) or 1


def units_of(table: Table) -> tuple[Unit, ...]:
    """The units of its amounts, in order."""
    units = (unit_of(cell.figure) for _, _, cell in table.cells())
    return tuple(dict.fromkeys(unit for unit in units if unit not in (PERCENT, NO_UNIT)))


def lines_of(table: Table, block: int, marks: NumberMarks) -> Iterator[ClaimLine]:
    """Its lines, window after window."""
    rows = [row for group in table.groups for row in group.rows]
    overview = table.by is None
    coded = table.by is not Breakdown.COMMODITY  # products are known by what the report calls them
    for span in table.spans:
        for at, row in enumerate(rows):
            label, cells, first = None, [], None
            for column, cell in enumerate(row.cells):
                if isinstance(cell, LabelCell):
                    label = cell.key
                elif isinstance(cell, FigureCell) and cell.figure.window == span.window:
                    first = first or (cell, label or cell.figure.key)
                    number, place = number_of(cell.figure, marks), Place(block, at, column)
                    cells.append(ClaimCell(cell.measure, cell.figure.text, number, place))
            if first is not None:
                yield ClaimLine(
                    window=span.window,
                    block=first[0].block,
                    rank=first[0].rank,
                    label=first[1].label,
                    code=first[1].code if coded else None,
                    cells=tuple(cells),
                    side=row.side if overview else None,
                    quantity=overview and row.quantity,
                )


def measured_lines(table: Table, block: int, marks: NumberMarks) -> Iterator[ClaimLine]:
    """The lines of a table whose rows are measures: one a window, with a cell a measure."""
    rows = [row for group in table.groups for row in group.rows]
    for span in table.spans:
        cells = tuple(
            ClaimCell(
                cell.measure, cell.figure.text, number_of(cell.figure, marks),
                Place(block, at, column),
            )
            for at, row in enumerate(rows)
            for column, cell in enumerate(row.cells)
            if isinstance(cell, FigureCell) and cell.figure.window == span.window
        )  # fmt: skip
        yield ClaimLine(span.window, Block.ROWS, 1, "", None, cells)
