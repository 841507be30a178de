"""What a workbook proves of itself: contributions, price, mix and quantity, and concentration.

A contribution is a formula of the amounts on the sheet of data, and a mix one of the cells around
it. A sheet of its own computes the sums and products that must give what the report prints, and
how far they are apart. As elsewhere a formula stands only where it gives the exact value.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from xlsxwriter.utility import (  # type: ignore[import-untyped]  # XlsxWriter ships no types
    quote_sheetname,
    xl_rowcol_to_cell,
)

from yuebao.render._walk import around_number
from yuebao.render.xlsx._data import COLUMNS, is_number
from yuebao.render.xlsx._numbers import cell_number, shows
from yuebao.render.xlsx._sheet import THICK, THIN
from yuebao.render.xlsx._text import cell_text
from yuebao.report.model import Block, Indicator, Measure, Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from yuebao.domain import Window
    from yuebao.render.xlsx._layout import CellPlace, TableSheet
    from yuebao.render.xlsx._sheet import Book
    from yuebao.report.model import Figure, Ingredient, Side

    Spot = tuple[str, int, int]

_FACTORS = (Measure.PRICE, Measure.MIX, Measure.QUANTITY_GROWTH)
_NUMBER = "0.000000000"
_WIDTHS = (60, 20, 20, 16)


@dataclass(frozen=True, slots=True)
class Proof:
    """Something that must hold between cells.

    Attributes:
        words: The field of `BookWords` that says it.
        sheet: The table it is about.
        window: In which window.
        formula: What the workbook computes, without an equals sign.
        printed: The cell that prints it.
    """

    words: str
    sheet: TableSheet
    window: Window
    formula: str
    printed: CellPlace


def live_parts(places: Sequence[CellPlace], data: str) -> dict[Spot, str]:
    """The formulas of contributions and mixes.

    Args:
        places: Every number of the workbook, in the order of the sheet of data.
        data: The name of that sheet.
    """
    rows = {place.spot: row for row, place in enumerate(places, start=1)}
    bases: dict[tuple[object, ...], int] = {}
    for place in places:
        for level in place.cell.figure.ingredients:
            if level.role is Role.BASE and is_number(level.amount):
                bases.setdefault(_identity(level), rows[place.spot])
    found = {}
    for place in places:
        formula = None
        if place.cell.measure is Measure.CONTRIBUTION:
            formula = _contribution(place, data, rows[place.spot], bases)
        if formula is not None:
            found[place.spot] = formula
    for group in _columns(places).values():
        mix = group.get(Measure.MIX)
        formula = None if mix is None else _mix(group, mix)
        if mix is not None and formula is not None:
            found[mix.spot] = formula
    return found


def _contribution(
    place: CellPlace, data: str, row: int, bases: dict[tuple[object, ...], int]
) -> str | None:
    """The change of the row's amount over the whole's a year before."""
    figure = place.cell.figure
    levels = {level.role: level for level in figure.ingredients}
    now, base, whole = (
        levels.get(role) for role in (Role.CURRENT, Role.BASE, Role.WHOLE_BASE)
    )  # fmt: skip
    if now is None or base is None or whole is None or not whole.amount:
        return None
    if not (is_number(now.amount) and is_number(base.amount)) or _identity(whole) not in bases:
        return None
    value = Fraction((now.amount or 0) - (base.amount or 0), whole.amount) * 100
    if not _gives(figure, value):
        return None
    current, before = (_at(data, row, column) for column in ("current_amount", "base_amount"))
    over = _at(data, bases[_identity(whole)], "base_amount", fixed=True)
    return f"=({current}-{before})/{over}*100"


def _mix(group: dict[Measure, CellPlace], mix: CellPlace) -> str | None:
    """What price and quantity leave of growth of value, in the same column."""
    others = [group.get(one) for one in (Measure.YOY, Measure.PRICE, Measure.QUANTITY_GROWTH)]
    known = [one for one in others if one is not None and one.cell.figure.value is not None]
    if len(known) < 3 or mix.cell.figure.value is None:
        return None
    value, price, quantity = (1 + (one.cell.figure.value or Fraction(0)) / 100 for one in known)
    if not price * quantity or not _gives(mix.cell.figure, (value / (price * quantity) - 1) * 100):
        return None
    cells = [f"(1+{one.reference(mix.sheet)}/100)" for one in known]
    return f"=({cells[0]}/({cells[1]}*{cells[2]})-1)*100"


def _gives(figure: Figure, value: Fraction) -> bool:
    """Whether a formula of that value gives a figure, and is shown as it is printed."""
    return figure.value == value and shows(cell_number(value), figure.text)


def find_proofs(sheets: Sequence[TableSheet]) -> list[Proof]:
    """What can be proved of the tables of a workbook, in their order."""
    places = [place for sheet in sheets for place in sheet.places()]
    return [
        proof
        for sheet in sheets
        for proof in (*_sums(sheet, places), *_products(sheet), *_squares(sheet, places))
    ]


def _sums(sheet: TableSheet, places: Sequence[CellPlace]) -> Iterator[Proof]:
    """Contributions of ranked rows and of all others add up to growth, where it is printed."""
    columns: dict[tuple[Window, Side], list[CellPlace]] = defaultdict(list)
    for place in sheet.places():
        cell = place.cell
        if cell.measure is Measure.CONTRIBUTION and cell.block is not Block.BLOC:
            columns[cell.figure.window, cell.figure.side].append(place)
    for (window, side), parts in columns.items():
        values = [place.cell.figure.value for place in parts]
        added = sum((value for value in values if value is not None), start=Fraction(0))
        growth = next(
            (
                place
                for place in places
                if place.cell.figure.indicator is Indicator.GROWTH
                and (place.cell.figure.window, place.cell.figure.side) == (window, side)
                and not place.cell.figure.quantity
                and place.cell.figure.value == added
                and place.sheet != sheet.name
            ),
            None,
        )
        if growth is not None and None not in values:
            yield Proof("adds_up", sheet, window, f"SUM({_range(sheet, parts)})", growth)


def _products(sheet: TableSheet) -> Iterator[Proof]:
    """Price, mix and quantity multiply to growth of value."""
    for (window, _), group in _columns(sheet.places()).items():
        factors = [group[one] for one in _FACTORS if one in group]
        growth = group.get(Measure.YOY)
        known = all(one.cell.figure.value is not None for one in factors)
        if len(factors) == len(_FACTORS) and known and growth is not None:
            cells = "*".join(f"(1+{one.reference()}/100)" for one in factors)
            yield Proof("multiplies", sheet, window, f"({cells}-1)*100", growth)


def _squares(sheet: TableSheet, places: Sequence[CellPlace]) -> Iterator[Proof]:
    """Squares of all partners' parts add up to the Herfindahl index, where all are listed."""
    for index in sheet.places():
        figure = index.cell.figure
        if index.cell.measure is not Measure.HHI or figure.value is None:
            continue
        columns: dict[str, list[CellPlace]] = defaultdict(list)
        for place in places:
            cell = place.cell
            if (
                (cell.measure, cell.block) == (Measure.VALUE, Block.ROWS)
                and place.key.code is not None
                and (cell.figure.window, cell.figure.side) == (figure.window, figure.side)
            ):
                columns[place.sheet].append(place)
        for parts in columns.values():
            values = [place.cell.figure.value or Fraction(0) for place in parts]
            whole = sum(values, start=Fraction(0))
            squares = sum((value * value for value in values), start=Fraction(0))
            if whole and squares / whole**2 * 10_000 == figure.value:
                cells = _range(parts[0].sheet, parts)
                formula = f"SUMSQ({cells})/SUM({cells})^2*10000"
                yield Proof("squares", sheet, figure.window, formula, index)
                break


def draw_proofs(book: Book, proofs: Sequence[Proof]) -> None:
    """Add the sheet of proofs: what must hold, computed and printed, and the difference."""
    words = book.words.book
    sheet = book.add_sheet(book.names["proofs"])
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    head = book.style("head", top=THICK, bottom=THIN)
    for column, text in enumerate((words.proof, words.computed, words.printed, words.off)):
        sheet.write_string(0, column, cell_text(text), head)
    label, number = book.style("label"), book.style("figure", num_format=_NUMBER)
    for row, proof in enumerate(proofs, start=1):
        value = float(proof.printed.cell.figure.value or 0)
        sheet.write_string(row, 0, cell_text(_says(book, proof)), label)
        sheet.write_formula(row, 1, f"={proof.formula}", number, value)
        sheet.write_formula(row, 2, f"={proof.printed.reference()}", number, value)
        sheet.write_formula(row, 3, f"=B{row + 1}-C{row + 1}", number, 0.0)
    book.write_link(sheet, len(proofs) + 2, 0, book.names["index"], words.back)
    sheet.freeze_panes(1, 0)


def _says(book: Book, proof: Proof) -> str:
    table = proof.sheet.table
    before, _ = around_number(table, book.words)
    window = book.words.names.windows[proof.window.name]
    pattern: str = getattr(book.words.book, proof.words)
    return pattern.format(table=f"{before}{table.number}", window=window)


def _columns(places: Sequence[CellPlace]) -> dict[tuple[Window, Spot], dict[Measure, CellPlace]]:
    """Tables of measures by window: what each column prints, by what it measures."""
    found: dict[tuple[Window, Spot], dict[Measure, CellPlace]] = defaultdict(dict)
    for place in places:
        spot = (place.sheet, 0, place.column)
        found[place.cell.figure.window, spot].setdefault(place.cell.measure, place)
    return found


def _range(sheet: TableSheet | str, places: Sequence[CellPlace]) -> str:
    """Cells below each other as ranges, as seen from another sheet."""
    name = sheet if isinstance(sheet, str) else sheet.name
    runs: list[list[CellPlace]] = []
    for place in sorted(places, key=lambda one: (one.column, one.row)):
        if runs and (runs[-1][-1].column, runs[-1][-1].row + 1) == (place.column, place.row):
            runs[-1].append(place)
        else:
            runs.append([place])
    ends = (f"{run[0].reference(name)}:{run[-1].reference(name)}" for run in runs)
    return ",".join(f"{quote_sheetname(name)}!{one}" for one in ends)


def _at(data: str, row: int, column: str, *, fixed: bool = False) -> str:
    address = xl_rowcol_to_cell(row, COLUMNS.index(column), fixed, fixed)
    return f"{quote_sheetname(data)}!{address}"


def _identity(level: Ingredient) -> tuple[object, ...]:
    return level.flow, level.period, level.unit, level.amount


__all__ = ["Proof", "draw_proofs", "find_proofs", "live_parts"]
