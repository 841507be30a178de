"""Revisions of totals: what releases made of amounts that were known, and which are unusual.

A total is the sum of what one basis answers in a stored period. The store keeps superseded facts
with the releases between which they were valid, so that what a total was after any release adds up.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from yuebao.domain import SLICE_COLUMNS, Amount, Month, Period
from yuebao.indicators._levels import Level, no_trade
from yuebao.indicators._sql import statement
from yuebao.store import LoadMode, codes_below

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator
    from datetime import date

    from yuebao.indicators._basis import Basis
    from yuebao.store import LoadRecord, View

FEWEST_REVISIONS = 4
"""Of fewer earlier revisions nobody knows what is usual."""

USUAL = Fraction(1, 100)
"""Where fewer are known, a revision is usual up to this part of the amount."""


@dataclass(frozen=True, slots=True)
class LevelRevision:
    """That a release changed an amount that was known before it.

    Attributes:
        released: The day of the release.
        before: What was known until then; above nothing.
        after: What is known since.
    """

    released: date
    before: Level
    after: Level

    @property
    def ratio(self) -> Fraction:
        """The amount now over that before."""
        return Fraction(self.after.amount.number, self.before.amount.number)

    @property
    def size(self) -> Fraction:
        """How much it changed, whichever way, as a part of what was known."""
        return abs(self.ratio - 1)


@dataclass(frozen=True, slots=True)
class Unusual:
    """A revision out of the usual range.

    Attributes:
        revision: The revision.
        known: How many are known, itself and others of its release among them.
        largest: The largest of those at earlier releases; None where they are too few to tell.
    """

    revision: LevelRevision
    known: int
    largest: LevelRevision | None


def restated_periods(view: View, basis: Basis) -> dict[Period, frozenset[date]]:
    """The stored periods that several releases speak of, with their days: no fact is read.

    Only these can have been revised.
    """
    held: dict[Period, set[date]] = {}
    for part in basis.of_one_grain():
        for record, periods in _stating(view, part):
            for period in periods:
                held.setdefault(period, set()).add(record.released)
    return {period: frozenset(days) for period, days in held.items() if len(days) > 1}


def find_level_revisions(
    view: View,
    basis: Basis,
    periods: Collection[Period],
    was_known: Callable[[Period, date], bool],
) -> tuple[LevelRevision, ...]:
    """Every revision of the totals of stored periods, by day of release and period.

    Amounts are compared as they were before each release and after it. A release that was loaded
    as a part and took nothing back may only have brought what was still to come: it revises
    nothing.

    Args:
        view: The store as it is known.
        basis: The facts that answer.
        periods: Periods that all its parts state.
        was_known: Whether the whole of a period was known before a day; asked only of those whose
            amount changed.
    """
    facts: dict[Period, list[_Held]] = {period: [] for period in periods}
    added: set[date] | None = None
    for part in basis.of_one_grain():
        days: dict[date, bool] = {}
        for record, _ in _stating(view, part):
            only = days.get(record.released, True)
            days[record.released] = only and record.mode is LoadMode.ADD
        brought = {day for day, only in days.items() if only}
        added = brought if added is None else added & brought
        for held in _run(view, part, periods):
            facts[held.period].append(held)
    found = [
        one
        for period, held in facts.items()
        for one in _changes(no_trade(basis, period), held, added or set())
        if was_known(period, one.released)
    ]
    return tuple(sorted(found, key=lambda one: (one.released, one.after.period)))


def find_unusual(
    revisions: Iterable[LevelRevision], day: date, periods: Collection[Period]
) -> Unusual | None:
    """The largest revision of a release, where it is out of the usual range; else None.

    It is larger than the largest at earlier releases; where those are fewer than
    `FEWEST_REVISIONS`, it is larger than `USUAL` too.

    Args:
        revisions: All that is known of one total in periods of one kind.
        day: The day of the release.
        periods: Which periods' revisions are looked for; the latest of those that are equal.
    """
    known = [one for one in revisions if one.released <= day]
    now = [one for one in known if one.released == day]
    earlier = [one for one in known if one.released < day]
    own = [one for one in now if one.after.period in periods]
    if not own:
        return None
    most = max(own, key=lambda one: (one.size, one.after.period))
    largest = max(earlier, key=lambda one: (one.size, one.released, one.after.period), default=None)
    several = len(earlier) >= FEWEST_REVISIONS
    if (largest is not None and most.size <= largest.size) or (not several and most.size <= USUAL):
        return None
    return Unusual(most, len(known), largest if several else None)


class _Held(NamedTuple):
    """Facts of a period and file that were valid between the same two releases."""

    period: Period
    released: date
    superseded: date | None
    source: str
    amount: int
    rows: int
    precision: int

    def is_valid(self, day: date, *, before: bool) -> bool:
        """Whether they were valid after the release of a day, or before it."""
        begun = self.released < day if before else self.released <= day
        ended = self.superseded is not None and (
            self.superseded < day if before else self.superseded <= day
        )
        return begun and not ended


def _stating(view: View, basis: Basis) -> Iterator[tuple[LoadRecord, tuple[Period, ...]]]:
    """The loads that state anything of a basis of one grain, with the periods of each file."""
    head = (basis.flow, basis.grain, basis.scope, basis.currency)
    codes = [basis.stored_code(code) for code in basis.codes]
    for record in view.records:
        for part in record.slices:
            if (part.flow, part.grain, part.scope, part.currency) == head and any(
                map(part.covers, codes)
            ):
                yield record, part.periods


def _run(view: View, basis: Basis, periods: Collection[Period]) -> Iterator[_Held]:
    """The rows of revised.sql, as they were at the view's moment."""
    months = sorted({period.last for period in periods})
    sql = statement("revised").format(
        facts=view.ever_known(months),
        periods=", ".join(f"'{period.first}{period.last}'" for period in sorted(periods)),
        months=", ".join(f"'{month}'" for month in months),
        commodity=codes_below([basis.stored_code(code) for code in basis.codes]),
    )
    bound = {name: str(getattr(basis, name)) for name in SLICE_COLUMNS}
    for row in view.query(sql, bound):
        first, last, released, superseded, source, amount, rows, precision = row
        later = view.as_of is not None and superseded is not None and superseded > view.as_of
        yield _Held(
            period=Period(Month.parse(first), Month.parse(last)),
            released=released,
            superseded=None if later else superseded,
            source=source,
            amount=int(amount),
            rows=int(rows),
            precision=int(precision),
        )


def _changes(nothing: Level, held: list[_Held], added: set[date]) -> Iterator[LevelRevision]:
    """Where the amount of a period is another after a release than before it."""
    ends = {one.superseded for one in held if one.superseded is not None}
    for day in sorted({one.released for one in held} | ends):
        before, after = (
            _level(nothing, [one for one in held if one.is_valid(day, before=earlier)])
            for earlier in (True, False)
        )
        brought = day in added and day not in ends
        if before.amount.number > 0 and before.amount != after.amount and not brought:
            yield LevelRevision(day, before, after)


def _level(nothing: Level, held: list[_Held]) -> Level:
    return Level(
        amount=Amount(sum(one.amount for one in held), nothing.amount.unit),
        flow=nothing.flow,
        period=nothing.period,
        grain=nothing.grain,
        rows=sum(one.rows for one in held),
        releases=tuple(sorted({one.released for one in held})),
        sources=tuple(sorted({one.source for one in held})),
        precision=max((one.precision for one in held), default=1),
    )
