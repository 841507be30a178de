"""Which printed numbers a reader may recalculate: totals, net trade and shares as formulas.

A formula stands only where it says what the figure is: its operands are cells that print the very
levels the figure was computed from, it gives the figure's exact value, and what a spreadsheet
calculates is shown as the printed text. Operands are plain numbers, never formulas, so no formula
can lead back to itself.
"""

from __future__ import annotations

import operator
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from yuebao.domain import Flow
from yuebao.render.xlsx._numbers import cell_number, shows
from yuebao.report.model import Indicator, Role

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from yuebao.render.xlsx._layout import CellPlace
    from yuebao.report.model import Figure, Ingredient

    Spot = tuple[str, int, int]


def _percent(part: Any, whole: Any) -> Any:
    return part / whole * 100


@dataclass(frozen=True, slots=True)
class _Operation:
    """What two cells are put through, as a formula and on exact or floating numbers alike.

    `fixed` says that the right cell stays the same when the formula is copied to other rows.
    """

    pattern: str
    apply: Callable[[Any, Any], Any]
    fixed: bool = False

    def formula(self, sheet: str, left: CellPlace, right: CellPlace) -> str:
        """The formula as it stands in a cell of the sheet."""
        references = left.reference(sheet), right.reference(sheet, fixed=self.fixed)
        return self.pattern.format(*references)


_SUM = _Operation("={}+{}", operator.add)
_DIFFERENCE = _Operation("={}-{}", operator.sub)
_SHARE = _Operation("={}/{}*100", _percent, fixed=True)


def find_formulas(places: Iterable[CellPlace]) -> dict[Spot, str]:
    """The formulas of a workbook by sheet, row and column; `places` are its numbers, in order."""
    finder = _Finder(tuple(places))
    return finder.find()


class _Finder:
    """Knows which cells print which levels."""

    def __init__(self, places: Sequence[CellPlace]) -> None:
        self._places = places
        self._lines: defaultdict[tuple[str, str, int], list[CellPlace]] = defaultdict(list)
        self._printed: defaultdict[tuple[object, ...], list[CellPlace]] = defaultdict(list)
        self._formulas: dict[Spot, str] = {}
        self._operands: set[Spot] = set()
        for place in places:
            level = _level(place)
            if level is not None:
                self._lines[place.sheet, "row", place.row].append(place)
                self._lines[place.sheet, "column", place.column].append(place)
                self._printed[_identity(level)].append(place)

    def find(self) -> dict[Spot, str]:
        """Try every place in reading order."""
        for place in self._places:
            if place.spot not in self._operands and place.cell.figure.value is not None:
                for operation, left, right in self._candidates(place):
                    if _mirrors(place.cell.figure, operation, left, right):
                        self._formulas[place.spot] = operation.formula(place.sheet, left, right)
                        self._operands |= {left.spot, right.spot}
                        break
        return self._formulas

    def _candidates(self, place: CellPlace) -> Iterator[tuple[_Operation, CellPlace, CellPlace]]:
        match place.cell.figure.indicator:
            case Indicator.LEVEL:
                yield from self._sums(place)
            case Indicator.NET:
                yield from self._differences(place)
            case Indicator.SHARE:
                yield from self._shares(place)

    def _sums(self, place: CellPlace) -> Iterator[tuple[_Operation, CellPlace, CellPlace]]:
        """For a total: exports and imports of the same row, else of the same column."""
        if _flow(place) is not Flow.TOTAL:
            return
        for line in self._around(place):
            like = [p for p in line if _alike(p, place)]
            exports = [p for p in like if _flow(p) is Flow.EXPORT]
            imports = [p for p in like if _flow(p) is Flow.IMPORT]
            yield from ((_SUM, left, right) for left in exports for right in imports)

    def _differences(self, place: CellPlace) -> Iterator[tuple[_Operation, CellPlace, CellPlace]]:
        """The exports and the imports that the figure names, both in its row or its column."""
        levels = {level.flow: _identity(level) for level in place.cell.figure.ingredients}
        if levels.keys() >= {Flow.EXPORT, Flow.IMPORT}:
            for line in self._around(place):
                left, right = (
                    next((p for p in line if _identity(_level(p)) == levels[flow]), None)
                    for flow in (Flow.EXPORT, Flow.IMPORT)
                )
                if left is not None and right is not None:
                    yield _DIFFERENCE, left, right

    def _shares(self, place: CellPlace) -> Iterator[tuple[_Operation, CellPlace, CellPlace]]:
        """The part in the figure's row, and the whole wherever it is first printed."""
        roles = {level.role: _identity(level) for level in place.cell.figure.ingredients}
        if roles.keys() >= {Role.PART, Role.WHOLE}:
            row = next(self._around(place))
            parts = [p for p in row if _identity(_level(p)) == roles[Role.PART]]
            wholes = [p for p in self._printed[roles[Role.WHOLE]] if p.spot not in self._formulas]
            yield from (
                (_SHARE, part, whole)
                for part in parts
                for whole in wholes
                if part.cell.figure.unit == whole.cell.figure.unit and whole.cell.figure.value
            )

    def _around(self, place: CellPlace) -> Iterator[list[CellPlace]]:
        """The levels of its row, then of its column, without those that are formulas already."""
        for way, number in (("row", place.row), ("column", place.column)):
            line = self._lines[place.sheet, way, number]
            yield [p for p in line if p.spot not in self._formulas]


def _level(place: CellPlace) -> Ingredient | None:
    """The one level that a cell prints, where it prints one."""
    figure = place.cell.figure
    single = figure.indicator is Indicator.LEVEL and len(figure.ingredients) == 1
    return figure.ingredients[0] if single and figure.value is not None else None


def _identity(level: Ingredient | None) -> tuple[object, ...]:
    return () if level is None else (level.flow, level.period, level.unit, level.amount)


def _flow(place: CellPlace) -> Flow | None:
    level = _level(place)
    return None if level is None else level.flow


def _alike(one: CellPlace, other: CellPlace) -> bool:
    first, second = one.cell.figure, other.cell.figure
    return (first.period, first.unit) == (second.period, second.unit)


def _mirrors(figure: Figure, operation: _Operation, left: CellPlace, right: CellPlace) -> bool:
    values = left.cell.figure.value, right.cell.figure.value
    if figure.value is None or None in values or operation.apply(*values) != figure.value:
        return False
    numbers = (cell_number(value) for value in values if value is not None)
    results = (operation.apply(*numbers), cell_number(figure.value))
    return all(shows(result, figure.text) for result in results)
