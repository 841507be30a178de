"""Rates of a sheet that others of the same row make: changes in points, the growth of a price.

A change of a share is the share less that of the months before; a price grows by as much as value
grows over quantity. Neither is a sum of levels, so that both are held against the printed rates.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
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
    wanted = [
        e for e in sheet.entries if e.role in _CHANGES or (e.role == "growth" and "/" in e.kind)
    ]
    if not wanted:
        return
    rates: dict[_Address, SheetEntry] = {}
    for entry in sheet.entries:
        if entry.role in ("share", "growth") and entry.number.unit.base in ("", "%"):
            rates.setdefault(
                (entry.role, entry.side, entry.entity, entry.period, entry.kind), entry
            )
    for entry in wanted:
        change = _CHANGES.get(entry.role)
        found = _change(entry, change, rates) if change else _of_price(entry, rates)
        if found is not None:
            yield found


def _change(entry: SheetEntry, role: str, rates: dict[_Address, SheetEntry]) -> Derived | None:
    now, before = (
        rates.get((role, entry.side, entry.entity, period, entry.kind))
        for period in (entry.period, entry.base)
    )
    if now is None or before is None:
        return None
    return Derived(entry, (now, before), now.number.printed() - before.number.printed())


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
