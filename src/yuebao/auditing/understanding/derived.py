"""Rates of a sheet that others of the same row make: changes in points, the growth of a price.

A change of a share is the share less that of the months before; a price grows by as much as value
grows over quantity, and so do indices, where most rows say so; shares that run on add up row by
row. None is a sum of levels, so that all are held against the printed rates.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise, permutations
from typing import TYPE_CHECKING

from yuebao.auditing.numbers import Interval

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yuebao.auditing.sheets import Sheet, SheetEntry
    from yuebao.auditing.terms import Place
    from yuebao.domain import Period

_CHANGES = {"share_change": "share", "growth_change": "growth"}
"""Changes in points, and the rates that change."""
RUNNING = "running_share"
"""The role of shares that each add the row's own to those of the rows above."""
_HUNDRED = Fraction(100)
_BOTH = 2
"""Indices that make a third."""

_Address = tuple[str, str, str, "Period | None", str]
"""Role, side, entity, months, what is counted."""


@dataclass(frozen=True, slots=True)
class Derived:
    """A rate, and the two that make it.

    Attributes:
        entry: The rate.
        parts: What is subtracted from, and what is; or the growth, or the index, of value, and of
            quantity.
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
        if entry.role in ("share", "growth", "index") and entry.number.unit.base in ("", "%"):
            rates.setdefault(
                (entry.role, entry.side, entry.entity, entry.period, entry.kind), entry
            )
    for entry in sheet.entries:
        found = _of_price(entry, rates) if entry.role == "growth" and "/" in entry.kind else None
        if found is not None:
            yield found
    yield from _of_indices(sheet, rates)
    yield from _of_changes(sheet, rates)
    yield from _of_running(sheet)


def _of_indices(sheet: Sheet, rates: dict[_Address, SheetEntry]) -> Iterator[Derived]:
    """Indices of prices, where most are those of value over those of quantity."""
    prices = [e for e in sheet.entries if e.role == "index" and e.kind == "price"]
    found = [one for e in prices if (one := _of_price_index(e, rates)) is not None]
    if _most_hold(found):
        yield from found


def _of_changes(sheet: Sheet, rates: dict[_Address, SheetEntry]) -> Iterator[Derived]:
    """Changes in points: of the months that heads name, else of the columns that bear them out."""
    changes: dict[tuple[int, str], list[SheetEntry]] = {}
    for entry in sheet.entries:
        if entry.role in _CHANGES:
            changes.setdefault((entry.column, entry.role), []).append(entry)
    for (_, role), entries in changes.items():
        known = [one for e in entries if (one := _change(e, _CHANGES[role], rates)) is not None]
        columns = [] if _most_hold(known) else _of_columns(sheet, entries, _CHANGES[role])
        yield from columns or known


def _most_hold(found: list[Derived]) -> bool:
    """Whether most of several hold, two at least."""
    holds = sum(one.holds for one in found)
    return holds > max(1, len(found) - holds)


def with_running_shares(sheet: Sheet) -> Sheet:
    """A sheet, its shares that each add the row's own to those of the rows above told as such."""
    running = {one.parts[0].place for found in _running(sheet, "share") for one in found}
    if not running:
        return sheet
    columns = {place.end for place in running}
    entries = (
        replace(e, role=RUNNING) if e.column in columns and e.role == "share" else e
        for e in sheet.entries
    )
    return replace(sheet, entries=tuple(entries))


def _of_running(sheet: Sheet) -> Iterator[Derived]:
    """Shares as what those that run on differ by from row to row; of one wrong number once."""
    for found in _running(sheet, RUNNING):
        told: set[Place] = set()
        for one in found:
            if one.holds or told.isdisjoint(e.place for e in one.parts):
                yield one
            if not one.holds:
                told |= {e.place for e in one.parts}


def _running(sheet: Sheet, role: str) -> Iterator[list[Derived]]:
    """Columns of shares, each less the row above, where most make those of another column."""
    columns: dict[int, dict[int, SheetEntry]] = {}
    for entry in sheet.entries:
        if entry.role in ("share", role):
            columns.setdefault(entry.column, {})[entry.row] = entry
    for one, other in permutations(columns.values(), 2):
        sums = [e for e in one.values() if e.role == role]
        found = [
            Derived(other[e.row], (e, before), _less(e, before))
            for before, e in pairwise(sums)
            if e.row in other and e.row == before.row + 1
        ]
        starts = sums and sums[0].row in other and _same(sums[0], other[sums[0].row])
        if starts and len(sums) == len(one) and _most_hold(found):
            yield found


def _same(one: SheetEntry, other: SheetEntry) -> bool:
    return one.number.printed().meets(other.number.printed())


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


def _of_price_index(entry: SheetEntry, rates: dict[_Address, SheetEntry]) -> Derived | None:
    """The index of a price, as that of value over that of quantity."""
    kinds = {kind for role, *_, kind in rates if role == "index" and kind != "price"}
    found = [
        one
        for kind in sorted(kinds, key=lambda kind: kind == "quantity")
        if (one := rates.get(("index", entry.side, entry.entity, entry.period, kind))) is not None
    ]
    if len(found) != _BOTH or found[1].kind != "quantity":
        return None
    above, below = (one.number.printed() for one in found)
    if below.low is None or below.low <= 0:
        return None
    return Derived(entry, (found[0], found[1]), above.over(below).times(_HUNDRED))


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
