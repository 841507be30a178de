"""What the numbers of other hands' tables bound: the unknown levels, one variable each.

A level is of a scope (tables that speak of the same thing), a side of trade, an entity, months and
what is counted. `meaning_of` says what a number bounds; `Unknowns` makes the variables, and binds
those together that arithmetic binds.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from yuebao.auditing.reconciliation.system import (
    WEIGHTS,
    LinearSystem,
    Link,
    Sort,
    Terms,
    combine,
)
from yuebao.domain import Month, Period

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from yuebao.auditing.claims import ClaimStatement
    from yuebao.auditing.numbers import Interval
    from yuebao.auditing.sheets import Sheet, SheetEntry

Level = tuple[int, str, str, Period, str]
"""Scope, side, entity, months, what is counted."""

_HUNDREDTH = Fraction(1, 100)
_CHANGES = ("growth", "growth_on_month", "difference", "contribution", "index")
"""Roles of numbers that compare with months before."""


@dataclass(frozen=True, slots=True)
class EntryClaim:
    """A number that may be wrong, and what it bounds.

    Attributes:
        sort: A cell, or a sentence's number.
        sheet: The table it is of; None for a sentence.
        entry: The number.
        top: The terms it bounds, or the numerator of a rate.
        bottom: A rate's denominator; empty for a level.
        per: What one printed unit is, in the system's unit or as a fraction.
        plus: What is added to a rate: 1 for growth.
        statement: The sentence it stands in; None for a cell.
        price: Of a mean price, what it says of value and quantity.
    """

    sort: Sort
    sheet: Sheet | None
    entry: SheetEntry
    top: tuple[tuple[int, Fraction], ...]
    bottom: tuple[tuple[int, Fraction], ...]
    per: Fraction
    plus: Fraction
    statement: ClaimStatement | None = None
    price: Bound | None = None

    @property
    def weight(self) -> Fraction:
        """What giving it up costs."""
        return WEIGHTS[self.sort]

    @property
    def plain(self) -> bool:
        """Whether it tells a conflict better than others: a total's cell."""
        return False

    @property
    def source(self) -> object:
        """Its entry."""
        return self.entry


@dataclass(frozen=True, slots=True)
class Bound:
    """What a number bounds: `top`, or `top ÷ bottom`; a number `n` says `n × per + plus`."""

    top: Terms
    bottom: Terms
    per: Fraction
    plus: Fraction = Fraction(0)


@dataclass
class Unknowns:
    """The levels of a document's tables as variables of a system.

    Attributes:
        system: Where the variables live.
        scope: The scope of each sheet.
        units: How many whole units one unit of the system is, by what is counted.
        signed: Levels that may be below zero though they are no balance: of these a difference of
            two variables is taken.
    """

    system: LinearSystem[EntryClaim]
    scope: Mapping[int, int]
    units: Mapping[str, Fraction]
    signed: frozenset[tuple[int, str, str]] = frozenset()
    levels: dict[Level, Terms] = field(default_factory=dict)

    def terms(self, scope: int, side: str, entity: str, period: Period, kind: str) -> Terms:
        """A level; a balance is the difference of two."""
        key = (scope, side, entity, period, kind)
        known = self.levels.get(key)
        if known is not None:
            return known
        if side == "net":
            exports = self.terms(scope, "exports", entity, period, kind)
            imports = self.terms(scope, "imports", entity, period, kind)
            made = combine((1, exports), (-1, imports))
        elif (scope, side, kind) in self.signed:
            made = {
                self.system.var((*key, "+")): Fraction(1),
                self.system.var((*key, "-")): Fraction(-1),
            }
        else:
            made = {self.system.var(key): Fraction(1)}
        self.levels[key] = made
        return made

    def of(
        self, sheet: Sheet, entry: SheetEntry, period: Period | None, *, whole: bool = False
    ) -> Terms:
        """The level of an entry's entity, or of the whole, in some months."""
        assert period is not None  # noqa: S101  # entries without months are left out before
        entity = entry.whole if whole else entry.entity
        return self.terms(self.scope[sheet.index], entry.side, entity, period, entry.kind)

    def unit(self, kind: str) -> Fraction:
        """How many whole units one unit of the system is."""
        return self.units.get(kind, Fraction(1))


def meaning_of(unknowns: Unknowns, sheet: Sheet, entry: SheetEntry) -> Bound | None:
    """What a number bounds; None for what is read but bounds nothing."""
    if entry.period is None:
        return None
    now = unknowns.of(sheet, entry, entry.period)
    if entry.role in ("level", "price", "mean"):
        return _of_level(unknowns, entry, now)
    if entry.role == "share":
        whole = unknowns.of(sheet, entry, entry.period, whole=True)
        return Bound(now, whole, _HUNDREDTH) if entry.entity else None
    if entry.role == "cover":
        scope = unknowns.scope[sheet.index]
        exports, imports = (
            unknowns.terms(scope, side, entry.entity, entry.period, entry.kind)
            for side in ("exports", "imports")
        )
        return Bound(exports, imports, _HUNDREDTH)
    if entry.role not in _CHANGES or entry.base is None:
        return None
    return _of_change(unknowns, sheet, entry, now)


def _of_level(unknowns: Unknowns, entry: SheetEntry, now: Terms) -> Bound | None:
    if entry.role == "mean" and _is_daily(entry):
        return None
    return Bound(_signed(entry, now), {}, _level_unit(unknowns, entry) * _months(entry))


def _of_change(unknowns: Unknowns, sheet: Sheet, entry: SheetEntry, now: Terms) -> Bound | None:
    before = unknowns.of(sheet, entry, entry.base)
    change = combine((1, now), (-1, before))
    if entry.role == "difference":
        return Bound(_signed(entry, change), {}, _level_unit(unknowns, entry))
    if entry.role == "contribution":
        return Bound(change, unknowns.of(sheet, entry, entry.base, whole=True), _HUNDREDTH)
    if entry.side == "net":
        return None
    if entry.role == "index":
        return Bound(now, before, _HUNDREDTH)
    per = Fraction(1) if entry.number.unit.base == "times" else _HUNDREDTH
    return Bound(now, before, per, Fraction(1))


def price_meaning(unknowns: Unknowns, sheet: Sheet, entry: SheetEntry) -> Bound | None:
    """What a mean price says of value and quantity."""
    if entry.role != "price" or entry.period is None or "/" not in entry.kind:
        return None
    value, _, quantity = entry.kind.partition("/")
    scope = unknowns.scope[sheet.index]
    top = unknowns.terms(scope, entry.side, entry.entity, entry.period, value)
    bottom = unknowns.terms(scope, entry.side, entry.entity, entry.period, quantity)
    per = entry.number.unit.scale * unknowns.unit(quantity) / unknowns.unit(value)
    return Bound(top, bottom, per)


def _signed(entry: SheetEntry, terms: Terms) -> Terms:
    return terms if entry.sign > 0 else combine((-1, terms))


def _level_unit(unknowns: Unknowns, entry: SheetEntry) -> Fraction:
    return entry.number.unit.scale / unknowns.unit(entry.kind)


def _is_daily(entry: SheetEntry) -> bool:
    """Whether a mean is by day: of how many days nothing tells."""
    return any(word in f"{entry.label}{entry.head}".lower() for word in ("日均", "日平均", "daily"))


def _months(entry: SheetEntry) -> Fraction:
    """A mean by month says as many times itself of the whole."""
    if entry.role != "mean" or entry.period is None:
        return Fraction(1)
    return Fraction(entry.period.length())


def bounds_of(entry: SheetEntry, meaning: Bound) -> tuple[Fraction, Fraction]:
    """What a number lets its terms, or its rate, be."""
    interval: Interval = entry.number.printed()
    assert interval.low is not None and interval.high is not None  # noqa: S101, PT018  # printed
    return (
        interval.low * meaning.per + meaning.plus,
        interval.high * meaning.per + meaning.plus,
    )


def bind(system: LinearSystem[EntryClaim], claim: int, entry: SheetEntry, meaning: Bound) -> None:
    """The rows that stand on a claim."""
    low, high = bounds_of(entry, meaning)
    if not meaning.bottom:
        system.bound(meaning.top, low, high, claim=claim)
        return
    system.bound(combine((1, meaning.top), (-low, meaning.bottom)), Fraction(0), None, claim=claim)
    system.bound(combine((1, meaning.top), (-high, meaning.bottom)), None, Fraction(0), claim=claim)


def add_flows(unknowns: Unknowns) -> None:
    """A total is exports plus imports, wherever one of those is spoken of."""
    known = list(unknowns.levels)
    for scope, side, entity, period, kind in known:
        if side != "total" or "/" in kind:
            continue
        parts = [(scope, flow, entity, period, kind) for flow in ("exports", "imports")]
        if any(part in unknowns.levels for part in parts):
            exports, imports = (unknowns.terms(*part) for part in parts)
            total = unknowns.levels[scope, side, entity, period, kind]
            unknowns.system.bound(
                combine((1, total), (-1, exports), (-1, imports)),
                Fraction(0),
                Fraction(0),
                link=Link.FLOWS,
            )


def add_spans(unknowns: Unknowns, apart: Iterable[tuple[int, str]] = ()) -> None:
    """Months add up to those that hold them; where `apart` names scope and side, they are less."""
    loose = set(apart)
    groups: dict[tuple[int, str, str, str], list[Period]] = defaultdict(list)
    for scope, side, entity, period, kind in list(unknowns.levels):
        if side != "net" and "/" not in kind and kind != "price":
            groups[scope, side, entity, kind].append(period)
    for (scope, side, entity, kind), periods in groups.items():
        if (scope, side, kind) in unknowns.signed:
            continue
        for outer in periods:
            inner = [
                p for p in periods if p != outer and outer.first <= p.first and p.last <= outer.last
            ]
            if not inner:
                continue
            whole = unknowns.terms(scope, side, entity, outer, kind)
            cover = None if (scope, side) in loose else _cover(outer, inner)
            if cover is not None:
                parts = [(-1, unknowns.terms(scope, side, entity, p, kind)) for p in cover]
                unknowns.system.bound(
                    combine((1, whole), *parts), Fraction(0), Fraction(0), link=Link.SPANS
                )
            for chosen in _apart(inner) if cover is None else ():
                parts = [(-1, unknowns.terms(scope, side, entity, p, kind)) for p in chosen]
                unknowns.system.bound(
                    combine((1, whole), *parts), Fraction(0), None, link=Link.PERIODS
                )


def _cover(outer: Period, inner: list[Period]) -> list[Period] | None:
    """Periods that make up another without a gap; the longest first."""
    found: list[Period] = []
    at: Month = outer.first
    while at <= outer.last:
        fitting = [p for p in inner if p.first == at]
        if not fitting:
            return None
        best = max(fitting, key=lambda period: period.last)
        found.append(best)
        at = best.last.plus(1)
    return found


def _apart(inner: list[Period]) -> Iterator[list[Period]]:
    """Periods that do not overlap, as many as there are in a row."""
    found: list[Period] = []
    for period in sorted(inner, key=lambda p: (p.last, p.first)):
        if not found or found[-1].last < period.first:
            found.append(period)
    yield found


def cell_claim(
    sheet: Sheet, entry: SheetEntry, meaning: Bound, price: Bound | None = None
) -> EntryClaim:
    """The claim of a cell."""
    return EntryClaim(
        Sort.CELL,
        sheet,
        entry,
        tuple(meaning.top.items()),
        tuple(meaning.bottom.items()),
        meaning.per,
        meaning.plus,
        price=price,
    )
