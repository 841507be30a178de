"""Value and quantity by cell: a commodity traded with a partner, whose price can be compared."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from yuebao.domain import Amount, Dimension, Month, Period
from yuebao.indicators._levels import Level
from yuebao.indicators._rates import Reason
from yuebao.indicators._tabulate import Origins, run_price

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from yuebao.indicators._basis import Basis
    from yuebao.store import View

_PERIODS = 1024
"""So many periods are kept, the latest asked for."""

Cell = tuple[str, str]
"""A commodity as files hold it, and a partner; empty where facts tell no partners apart."""


class Traded(NamedTuple):
    """What was traded of a cell in a period: whole units of currency, and of quantity."""

    value: int
    quantity: int


@dataclass(frozen=True, slots=True)
class CellTable:
    """Value and quantity of one flow by cell, in one unit.

    Attributes:
        unit: The unit of quantities; empty with a reason.
        cells: For each period that can be answered, what was traded by cell.
        values: For each, the value of all cells.
        quantities: For each, the quantity of all cells; none with a reason.
        reason: Why there are no quantities.
    """

    unit: str
    cells: Mapping[Period, Mapping[Cell, Traded]]
    values: Mapping[Period, Level]
    quantities: Mapping[Period, Level]
    reason: Reason | None = None

    def with_periods_of(self, other: CellTable) -> CellTable:
        """The same, but the other's periods taken from it."""
        return CellTable(
            self.unit,
            {**self.cells, **other.cells},
            {**self.values, **other.values},
            {**self.quantities, **other.quantities},
            self.reason or other.reason,
        )


class _Row(NamedTuple):
    """A row of price.sql, its cell with the code that its partner has now."""

    period: Period
    cell: Cell
    units: tuple[str, ...]
    value: int
    amounts: Mapping[str, int]
    facts: int
    origins: list[str]


def compute_cells(view: View, basis: Basis, unit: str = "") -> CellTable:
    """Add up value and quantity by cell, for each period of a basis.

    The unit is one that every fact carries, as first or as second quantity: that asked for, else
    the one in which most is first quantity. Facts in several units have no quantity together.

    Args:
        view: The store as it is known.
        basis: The facts; of the partners they tell apart, if any.
        unit: The unit wanted; by default the one there is.
    """
    rows = [row for part in basis.of_one_grain() for row in _rows(view, part)]
    chosen, reason = _unit_of([row for row in rows if row.value], unit)
    cells: dict[Period, dict[Cell, Traded]] = {period: {} for period in basis.terms}
    for row in rows:
        value, quantity = cells[row.period].get(row.cell, (0, 0))
        more = row.amounts.get(chosen, 0)
        cells[row.period][row.cell] = Traded(value + row.value, quantity + more)
    origins, told = Origins(), defaultdict(list)
    for row in rows:
        told[row.period].append(row)

    def level(period: Period, number: int, of: str) -> Level:
        held = told[period]
        texts = sorted({text for row in held for text in row.origins})
        releases, sources = origins.read(texts) if texts else ((), ())
        return Level(
            Amount(number, of), basis.flow, period, str(basis.grain),
            sum(row.facts for row in held), releases, sources,
        )  # fmt: skip

    return CellTable(
        unit=chosen,
        cells=cells,
        values={
            period: level(period, sum(one.value for one in held.values()), basis.currency)
            for period, held in cells.items()
        },
        quantities={
            period: level(period, sum(one.quantity for one in held.values()), chosen)
            for period, held in cells.items()
            if reason is None
        },
        reason=reason,
    )


def _rows(view: View, basis: Basis) -> Iterable[_Row]:
    partners = Dimension.PARTNER in basis.grain.dimensions
    current = view.office.partners.current
    for first, last, code, partner, unit, unit2, value, *rest in run_price(
        view, basis, partners=partners
    ):
        quantity, quantity2, facts, without, without2, told = rest
        carried = [(unit, quantity, without), (unit2, quantity2, without2)]
        amounts = {
            one: int(amount) for one, amount, blank in reversed(carried) if one and not blank
        }
        period = _period(first, last)
        cell = (code, current(partner) if partner else "")
        units = tuple(one for one, _, _ in carried if one in amounts)
        yield _Row(period, cell, units, int(value), amounts, int(facts), told)


@lru_cache(maxsize=_PERIODS)
def _period(first: str, last: str) -> Period:
    """A period of which many rows are."""
    return Period(Month.parse(first), Month.parse(last))


def _unit_of(rows: list[_Row], wanted: str) -> tuple[str, Reason | None]:
    """The unit that every row carries, or why there is none."""
    known = {unit for row in rows for unit in row.units}
    if not known or (wanted and wanted not in known):
        return "", Reason.NO_QUANTITY
    shared = known.intersection(*(row.units for row in rows))
    if wanted:
        return (wanted, None) if wanted in shared else ("", Reason.MIXED_UNITS)
    if not shared:
        return "", Reason.MIXED_UNITS
    first: dict[str, int] = defaultdict(int)
    for row in rows:
        first[row.units[0]] += abs(row.value)
    return min(shared, key=lambda unit: (-first[unit], unit)), None
