"""Rates of a sheet that others of the same row make: changes in points, the growth of a price.

A change of a share is the share less that of the months before; a price grows by as much as value
grows over quantity. Neither is a sum of levels, so that both are held against the printed rates.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import permutations
from typing import TYPE_CHECKING

from yuebao.auditing.numbers import Interval

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yuebao.auditing.sheets import Sheet, SheetEntry
    from yuebao.domain import Period

_CHANGES = {"share_change": "share", "growth_change": "growth"}
"""Changes in points, and the rates that change."""
_HUNDRED = Fraction(100)

_Address = tuple[str, str, str, "Period | None", str]
"""Role, side, entity, months, what is counted."""


@dataclass(frozen=True, slots=True)
class Derived:
    """A rate, and the two that make it.

    Attributes:
        entry: The rate.
        parts: What is subtracted from, and what is; or the growth of value, and of quantity.
        expected: What these let it be, as printed.
    """

    entry: SheetEntry
    parts: tuple[SheetEntry, SheetEntry]
    expected: Interval

    @property
    def holds(self) -> bool:
        """Whether the three hold together."""
        return self.expected.meets(self.entry.number.printed())


def derived(sheet: Sheet) -> Iterator[Derived]:
    """Every rate of a sheet that two others make."""
    rates: dict[_Address, SheetEntry] = {}
    for entry in sheet.entries:
        if entry.role in ("share", "growth") and entry.number.unit.base in ("", "%"):
            rates.setdefault(
                (entry.role, entry.side, entry.entity, entry.period, entry.kind), entry
            )
    changes: dict[tuple[int, str], list[SheetEntry]] = {}
    for entry in sheet.entries:
        if entry.role in _CHANGES:
            changes.setdefault((entry.column, entry.role), []).append(entry)
        elif entry.role == "growth" and "/" in entry.kind:
            found = _of_price(entry, rates)
            if found is not None:
                yield found
    for (_, role), entries in changes.items():
        known = [one for e in entries if (one := _change(e, _CHANGES[role], rates)) is not None]
        yield from known or _of_columns(sheet, entries, _CHANGES[role])


def _of_columns(sheet: Sheet, entries: list[SheetEntry], role: str) -> list[Derived]:
    """Changes as what two columns differ by, where most rows bear one pair of them out."""
    columns: dict[int, dict[int, SheetEntry]] = {}
    for entry in sheet.entries:
        if entry.role == role and entry.number.unit.base in ("", "%"):
            columns.setdefault(entry.column, {})[entry.row] = entry
    best: list[Derived] = []
    for one, other in permutations(columns.values(), 2):
        found = [
            Derived(e, (one[e.row], other[e.row]), _less(one[e.row], other[e.row]))
            for e in entries
            if e.row in one and e.row in other
        ]
        holds = sum(each.holds for each in found)
        if holds > max(1, len(found) - holds, sum(each.holds for each in best)):
            best = found
    return best


def _less(one: SheetEntry, other: SheetEntry) -> Interval:
    return one.number.printed() - other.number.printed()


def _change(entry: SheetEntry, role: str, rates: dict[_Address, SheetEntry]) -> Derived | None:
    now, before = (
        rates.get((role, entry.side, entry.entity, period, entry.kind))
        for period in (entry.period, entry.base)
    )
    if now is None or before is None:
        return None
    return Derived(entry, (now, before), _less(now, before))


def _of_price(entry: SheetEntry, rates: dict[_Address, SheetEntry]) -> Derived | None:
    value, _, quantity = entry.kind.partition("/")
    top, bottom = (
        rates.get(("growth", entry.side, entry.entity, entry.period, kind))
        for kind in (value, quantity)
    )
    if top is None or bottom is None or top.base != entry.base or bottom.base != entry.base:
        return None
    above, below = (
        (one.number.printed() + Interval.exactly(_HUNDRED)).times(1 / _HUNDRED)
        for one in (top, bottom)
    )
    if below.low is None or below.low <= 0 or above.low is None or above.low <= 0:
        return None
    ratio = above.over(below).times(_HUNDRED) + Interval.exactly(-_HUNDRED)
    return Derived(entry, (top, bottom), ratio)
