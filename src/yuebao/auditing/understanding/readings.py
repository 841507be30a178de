"""Which readings of a sheet's columns its numbers bear out.

A head may be read wrongly: 同比 may be growth in another currency, 占比 a share of something else,
差额 another balance. Each column that stands in a relation to others is held against them row by
row; where several rows deny it, the reading is given up, not the numbers.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from yuebao.auditing.numbers import Interval
from yuebao.auditing.understanding.derived import derived

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from yuebao.auditing.sheets import Sheet, SheetEntry
    from yuebao.domain import Period

Address = tuple[str, str, "Period", str]
"""Side, entity, months, what is counted."""

Levels = dict[Address, Interval]
"""Printed levels, in whole units."""

_HUNDRED = Fraction(100)


@dataclass(slots=True)
class Family:
    """A relation of a column to others: by row, whether it holds."""

    holds: int = 0
    fails: list[SheetEntry] = field(default_factory=list)

    @property
    def denied(self) -> bool:
        """Whether too many rows deny it to be errors."""
        return len(self.fails) > 1 and 3 * len(self.fails) > self.holds + len(self.fails)


def best_reading(readings: Sequence[Sheet]) -> Sheet:
    """Of several readings of a table the one its numbers bear out best; the first of two alike.

    One error speaks for readings in which nothing is related: another than the first is taken
    where more of its relations hold or more is read, or where the first is denied. Columns whose
    reading the numbers deny are not understood.
    """
    judged = [(reading, _families(reading)) for reading in readings]
    first, told = judged[0]
    if not any(family.denied for family in told.values()):
        better = (
            (other, families)
            for other, families in judged[1:]
            if _holds(families) > _holds(told) or len(other.unread) < len(first.unread)
        )
        judged = [judged[0], *better]
    sheet, families = max(judged, key=lambda pair: _score(*pair))
    denied = {column for (column, _), family in families.items() if family.denied}
    spans = _spans(sheet, _levels(sheet))
    return replace(
        sheet,
        entries=tuple(entry for entry in sheet.entries if entry.column not in denied),
        unread=(
            *sheet.unread,
            *(entry.place for entry in sheet.entries if entry.column in denied),
        ),
        loose=frozenset(side for side, family in spans.items() if _is_revised(family)),
    )


def _is_revised(family: Family) -> bool:
    """Whether years to date are not the sums of their months: one wrong one spoils two sums."""
    return len(family.fails) > 2 and len(family.fails) > family.holds


def _score(sheet: Sheet, families: Mapping[tuple[int, str], Family]) -> int:
    """How well numbers bear a reading out: relations that hold, less twice those that fail."""
    fails = sum(len(family.fails) for family in families.values())
    return _holds(families) - 2 * fails - 2 * len(sheet.unread)


def _holds(families: Mapping[tuple[int, str], Family]) -> int:
    return sum(family.holds for family in families.values())


def _families(sheet: Sheet) -> dict[tuple[int, str], Family]:
    """Each relation of each column, with how often it holds."""
    levels = _levels(sheet)
    families: dict[tuple[int, str], Family] = defaultdict(Family)
    for entry in sheet.entries:
        for name, holds in _checks(entry, levels):
            family = families[entry.column, name]
            family.holds += holds
            if not holds:
                family.fails.append(entry)
    for entry in _said_twice(sheet):
        families[entry.column, "twice"].fails.append(entry)
    for one in derived(sheet):
        family = families[one.entry.column, "derived"]
        family.holds += one.holds
        if not one.holds:
            family.fails.append(one.entry)
    return families


def _said_twice(sheet: Sheet) -> Iterator[SheetEntry]:
    """Levels of which another column of their row says another number: one is misread."""
    first: dict[tuple[int, Address], SheetEntry] = {}
    for entry in sheet.entries:
        if entry.role == "level" and entry.period is not None:
            key = entry.row, (entry.side, entry.entity, entry.period, entry.kind)
            held = first.setdefault(key, entry)
            if not held.number.interval().meets(entry.number.interval()):
                yield entry


def _levels(sheet: Sheet) -> Levels:
    """Every level printed, in whole units; of one printed twice the first."""
    found: Levels = {}
    for entry in sheet.entries:
        if entry.role in ("level", "price") and entry.period is not None:
            interval = entry.number.interval()
            found.setdefault(
                (entry.side, entry.entity, entry.period, entry.kind),
                interval if entry.sign > 0 else -interval,
            )
    return found


def _checks(entry: SheetEntry, levels: Levels) -> Iterator[tuple[str, bool]]:
    """The relations of an entry to levels that are printed, and whether each holds."""
    if entry.period is None:
        return
    now = levels.get((entry.side, entry.entity, entry.period, entry.kind))
    if entry.role == "level" and entry.side in ("net", "total"):
        yield from _balance(entry, levels)
    elif entry.role == "share" and now is not None and entry.entity:
        whole = levels.get((entry.side, entry.whole, entry.period, entry.kind))
        if whole is not None:
            yield "share", _fits(now, whole, _percent(entry))
    elif entry.role == "cover":
        yield from _cover(entry, levels)
    elif entry.role == "price" and "/" in entry.kind:
        value, _, quantity = entry.kind.partition("/")
        above = levels.get((entry.side, entry.entity, entry.period, value))
        below = levels.get((entry.side, entry.entity, entry.period, quantity))
        if above is not None and below is not None:
            yield "price", _fits(above, below, entry.number.interval())
    elif now is not None and entry.base is not None:
        before = levels.get((entry.side, entry.entity, entry.base, entry.kind))
        if before is not None:
            yield from _changes(entry, levels, now, before)


def _changes(
    entry: SheetEntry, levels: Levels, now: Interval, before: Interval
) -> Iterator[tuple[str, bool]]:
    """The same of growth, differences and contributions."""
    if entry.role in ("growth", "growth_on_month"):
        yield entry.role, _fits(now, before, _percent(entry, plus=100))
    elif entry.role == "index":
        yield entry.role, _fits(now, before, _percent(entry))
    elif entry.role == "difference":
        yield "difference", (now - before).meets(_signed(entry))
    elif entry.role == "contribution" and entry.base is not None:
        whole = levels.get((entry.side, "", entry.base, entry.kind))
        if whole is not None:
            yield "contribution", _fits(now - before, whole, _percent(entry))


def _balance(entry: SheetEntry, levels: Levels) -> Iterator[tuple[str, bool]]:
    assert entry.period is not None  # noqa: S101  # the caller has looked
    exports = levels.get(("exports", entry.entity, entry.period, entry.kind))
    imports = levels.get(("imports", entry.entity, entry.period, entry.kind))
    if exports is not None and imports is not None:
        both = exports - imports if entry.side == "net" else exports + imports
        yield entry.side, both.meets(_signed(entry))


def _cover(entry: SheetEntry, levels: Levels) -> Iterator[tuple[str, bool]]:
    """What exports are of imports."""
    assert entry.period is not None  # noqa: S101  # the caller has looked
    exports, imports = (
        levels.get((side, entry.entity, entry.period, entry.kind))
        for side in ("exports", "imports")
    )
    if exports is not None and imports is not None:
        yield "cover", _fits(exports, imports, _percent(entry))


def _signed(entry: SheetEntry) -> Interval:
    interval = entry.number.interval()
    return interval if entry.sign > 0 else -interval


def _percent(entry: SheetEntry, plus: int = 0) -> Interval:
    """What a printed rate lets a ratio be."""
    interval = entry.number.printed()
    if entry.number.unit.base == "times":
        return interval + Interval.exactly(1 if plus else 0)
    return (interval + Interval.exactly(plus)).times(1 / _HUNDRED)


def _fits(top: Interval, bottom: Interval, ratio: Interval) -> bool:
    """Whether some numbers of two intervals have a ratio of a third.

    By products, so that nothing is divided by naught; the bottom is of zero or more.
    """
    assert bottom.low is not None and bottom.high is not None  # noqa: S101, PT018  # printed
    assert ratio.low is not None and ratio.high is not None  # noqa: S101, PT018  # printed
    low, high = max(bottom.low, Fraction(0)), max(bottom.high, Fraction(0))
    products = [edge * side for edge in (low, high) for side in (ratio.low, ratio.high)]
    return top.meets(Interval(min(products), max(products)))


def _spans(sheet: Sheet, levels: Levels) -> dict[str, Family]:
    """By side, whether the months before and the month make the year to date."""
    found: dict[str, Family] = defaultdict(Family)
    by_cell = {
        (e.side, e.entity, e.period, e.kind): e
        for e in sheet.entries
        if e.role == "level" and e.period
    }
    for (side, entity, period, kind), entry in by_cell.items():
        if period.is_one_month() or side == "net":
            continue
        month = type(period)(period.last, period.last)
        before = type(period)(period.first, period.last.plus(-1))
        parts = [levels.get((side, entity, part, kind)) for part in (before, month)]
        if parts[0] is None or parts[1] is None:
            continue
        if (parts[0] + parts[1]).meets(levels[side, entity, period, kind]):
            found[side].holds += 1
        else:
            found[side].fails.append(entry)
    return found
