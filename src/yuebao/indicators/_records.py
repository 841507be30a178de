"""Records and runs: where a window stands among its kind, and how long growth has its sign."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from yuebao.domain import Amount, Span
from yuebao.indicators._basis import resolve_period
from yuebao.indicators._levels import Level, no_trade

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from yuebao.domain import Month, Period, Window
    from yuebao.indicators._levels import LevelTable
    from yuebao.indicators._rates import Growth


class Past:
    """Levels of one flow in any period that is put together from those stated.

    Args:
        table: The levels of every period stated.
        entity: Whose they are; by default those of all its entities together.
    """

    def __init__(self, table: LevelTable, entity: str | None = None) -> None:
        self._table, self._entity = table, entity
        self._found: dict[Period, Level | None] = {}

    @cached_property
    def _stated(self) -> frozenset[Period]:
        return frozenset(self._table.basis.terms)

    def level(self, period: Period) -> Level | None:
        """The level of a period; None where the store has a hole in it."""
        if period not in self._found:
            self._found[period] = self._put_together(period)
        return self._found[period]

    def amount(self, period: Period) -> int | None:
        """The amount of its level, for whom neither files nor releases are gathered."""
        if (terms := resolve_period(period, self._stated)) is None:
            return None
        held = ((term.sign, self._of(term.period)) for term in terms)
        return sum(sign * level.amount.number for sign, level in held if level is not None)

    def _of(self, period: Period) -> Level | None:
        if self._entity is not None:
            return self._table.level(self._entity, period)
        return self._table.total(period)

    def _put_together(self, period: Period) -> Level | None:
        terms = resolve_period(period, self._stated)
        if terms is None:
            return None
        if len(terms) == 1:
            return self._of(period)
        nothing = no_trade(self._table.basis, period)
        parts = [(term.sign, level) for term in terms if (level := self._of(term.period))]
        number = sum(sign * level.amount.number for sign, level in parts)
        return Level(
            amount=Amount(number, nothing.amount.unit),
            flow=nothing.flow,
            period=period,
            grain=nothing.grain,
            rows=sum(level.rows for _, level in parts),
            releases=tuple(sorted({day for _, level in parts for day in level.releases})),
            sources=tuple(sorted({one for _, level in parts for one in level.sources})),
            precision=max(level.precision for _, level in parts),
        )


@dataclass(frozen=True, slots=True)
class Record:
    """Where a window stands among all of its kind and length, back to the first hole.

    Attributes:
        rank: Its place, the highest being 1; those that are equal share a place.
        of: How many were looked at, itself among them.
        first: The first of them.
        level: Its level.
        highest: The highest of them, the latest where several are.
        highest_at: When that was.
        higher: The latest before it that was higher; None where none was.
        lower: The latest before it that was lower; None where none was.
    """

    rank: int
    of: int
    first: Span
    level: Level
    highest: Level
    highest_at: Span
    higher: Span | None
    lower: Span | None


@dataclass(frozen=True, slots=True)
class Run:
    """How many months in a row growth of a window has had its sign.

    Attributes:
        sign: 1 where it is above nothing, -1 below, 0 where it is nothing.
        length: How many windows in a row, the one reported among them.
        since: The first of them.
        open: Whether growth of the window before them is not known, so that there may be more.
        before: How many before them had the opposite sign; 0 where theirs, or that of the last
            before, is none, or is not known.
    """

    sign: int
    length: int
    since: Span
    open: bool
    before: int


def compute_record(past: Past, window: Window, month: Month) -> Record | None:
    """Where the window that ends with a month stands; None where it has no level.

    Windows of another length, as the year to date in other months, are of another kind.
    """
    span = window.span(month)
    level = None if span is None else past.level(span.period)
    if span is None or level is None:
        return None
    months = span.period.length()
    held = [(span, level.amount.number)]
    for earlier in _before(window, month):
        if earlier.period.length() != months:
            continue
        known = past.amount(earlier.period)
        if known is None:
            break
        held.append((earlier, known))
    most = max(amount for _, amount in held)
    highest_at = next(one for one, amount in held if amount == most)
    highest = past.level(highest_at.period)
    assert highest is not None  # noqa: S101  # its amount is known
    own = level.amount.number
    return Record(
        rank=1 + sum(amount > own for _, amount in held),
        of=len(held),
        first=held[-1][0],
        level=level,
        highest=highest,
        highest_at=highest_at,
        higher=next((one for one, amount in held if amount > own), None),
        lower=next((one for one, amount in held if amount < own), None),
    )


def compute_run(growth_of: Callable[[Span], Growth], window: Window, month: Month) -> Run | None:
    """How long growth has had its sign; None where growth of the month's window is not known.

    Args:
        growth_of: The growth of a window.
        window: Which window, of each month that ends one.
        month: The month reported.
    """
    span = window.span(month)
    sign = None if span is None else _sign(growth_of(span))
    if span is None or sign is None:
        return None
    length, since, known = 1, span, None
    earlier = _before(window, month)
    for one in earlier:
        known = _sign(growth_of(one))
        if known != sign:
            break
        length, since = length + 1, one
    before = 0
    if known is not None and known == -sign != 0:
        before = 1
        for one in earlier:
            if _sign(growth_of(one)) != known:
                break
            before += 1
    return Run(sign, length, since, open=known is None or known == sign, before=before)


_MOST_MONTHS = 1200
"""No series of trade is longer than a century."""


def _before(window: Window, month: Month) -> Iterator[Span]:
    """The windows of earlier months, the latest first."""
    for back in range(1, _MOST_MONTHS):
        span = window.span(month.plus(-back))
        if span is not None:
            yield span


def _sign(growth: Growth) -> int | None:
    if growth.rate is None:
        return None
    return (growth.rate > 0) - (growth.rate < 0)
