"""Which stored facts answer a question: one grain, and for each period how it is put together."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from yuebao.domain import Dimension, Flow, Month, Period, Scope

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from yuebao.domain import Currency, Grain
    from yuebao.store import Coverage, View


class Gap(StrEnum):
    """Why the store cannot answer."""

    NOT_LOADED = "not_loaded"
    """No file about these commodities and this flow."""
    PARTIAL = "partial"
    """Only files filtered to some partners or provinces."""
    DIMENSION = "dimension"
    """No file broken down as needed."""
    MONTHS = "months"
    """Files, but not for these months."""
    PARTS = "parts"
    """Files, but of a part of the commodities: of the others nobody asked."""


@dataclass(frozen=True, slots=True)
class Missing:
    """An answer that cannot be given, and why.

    Attributes:
        gap: The kind of hole.
        months: The months missing, where that is it.
        scopes: The partial scopes there are, where that is it.
        lacking: The codes that no file answers for, where that is it; `months` says when.
    """

    gap: Gap
    months: tuple[Month, ...] = ()
    scopes: tuple[Scope, ...] = ()
    lacking: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """A period whose facts are added (`sign` 1) or subtracted (-1)."""

    period: Period
    sign: int = 1


@dataclass(frozen=True, slots=True)
class Basis:
    """The facts that answer a question.

    Attributes:
        codes: The commodities asked for: HS codes and all below them, or `all`.
        terms: For each period that can be answered, the stored periods it is put together from.
        missing: For each other period asked for, its months that are not loaded whole.
        lacking: For each period stated of which only a part of the codes is answered for, the
            codes that are not. It stands for the whole where the view takes parts; elsewhere it is
            missing.
        stored: For a code asked for, the one that its facts are stored under, where another.
        parts: Where no one grain has all codes: the same of some codes each, in a grain of their
            own. `grain` is that of the first.
        others: Of periods that the grain does not answer, the facts of another that has all codes
            of them: figures of two periods may be compared, each being of the whole, but those of
            two grains never add.
    """

    codes: tuple[str, ...]
    flow: Flow
    grain: Grain
    scope: Scope
    currency: Currency
    terms: dict[Period, tuple[Term, ...]]
    missing: dict[Period, tuple[Month, ...]]
    lacking: Mapping[Period, tuple[str, ...]] = field(default_factory=dict)
    stored: Mapping[str, str] = field(default_factory=dict)
    parts: tuple[Basis, ...] = ()
    others: tuple[Basis, ...] = ()

    def only(self, periods: Collection[Period]) -> Basis:
        """The same facts, for some of the periods."""
        terms = {period: found for period, found in self.terms.items() if period in periods}
        return replace(
            self,
            terms=terms,
            parts=tuple(part.only(periods) for part in self.parts),
            others=tuple(other.only(periods) for other in self.others),
        )

    def borrowed(self) -> frozenset[Period]:
        """The periods that facts of another grain answer."""
        return frozenset(p for one in (*self.parts, *self.others) for p in one.borrowed()).union(
            *(other.terms for other in self.others)
        )

    def of_its_grain(self) -> Basis:
        """The same facts, without periods that are answered by those of another grain."""
        if not self.others:
            return self
        theirs = [period for other in self.others for period in other.terms]
        own = {period: terms for period, terms in self.terms.items() if period not in theirs}
        return replace(self, terms=own, others=())

    def grain_of(self, period: Period) -> Grain:
        """The grain of the facts that answer a period."""
        return next((other.grain for other in self.others if period in other.terms), self.grain)

    def of_one_grain(self) -> tuple[Basis, ...]:
        """The bases it is put together from, each of one grain."""
        if self.parts:
            return tuple(one for part in self.parts for one in part.of_one_grain())
        return (self.of_its_grain(), *self.others)

    def depth_of(self, code: str) -> int:
        """How many digits the facts of a code have; 0 where they are of items or all goods."""
        held = [part for part in self.of_one_grain() if code.startswith(part.codes)]
        return min((part.grain.depth.digits() or 0 for part in held), default=0)

    def of_codes(self, codes: tuple[str, ...]) -> Basis:
        """The same facts, asked for codes that are all below its own."""
        parts = tuple(
            replace(part, codes=below)
            for part in self.parts
            if (below := tuple(code for code in codes if code.startswith(part.codes)))
        )
        others = tuple(other.of_codes(codes) for other in self.others)
        return replace(self, codes=codes, parts=parts, others=others)

    def stored_code(self, code: str) -> str:
        """The code that the facts of one asked for are stored under, or below."""
        return self.stored.get(code, code)

    def partly(self) -> dict[Period, tuple[str, ...]]:
        """The stored periods it rests on that are known in part, each with the codes that lack."""
        own = self.of_its_grain().terms
        used = {term.period for terms in own.values() for term in terms}
        return {period: codes for period, codes in self.lacking.items() if codes and period in used}

    def states_whole(self, period: Period) -> bool:
        """Whether facts cover several months as one, so that no sum of months was needed."""
        return not period.is_one_month() and self.terms.get(period) == (Term(period),)


def resolve_period(period: Period, stated: frozenset[Period]) -> tuple[Term, ...] | None:
    """Put a period together from those stated; None where that cannot be done.

    The period itself where it is stated; else the sum of its months; else the difference of two
    longer periods. Never by guessing: a month that is not there is a hole.
    """
    if period in stated:
        return (Term(period),)
    months = _months(period)
    if stated.issuperset(months):
        return tuple(map(Term, months))
    for whole in sorted(stated, reverse=True):
        if whole.last == period.last and whole.first < period.first:
            before = Period(whole.first, period.first.plus(-1))
            if before in stated:
                return (Term(whole), Term(before, -1))
    return None


@lru_cache(maxsize=4096)
def _months(period: Period) -> tuple[Period, ...]:
    """The months of a period, each a period."""
    return tuple(map(Period.of_month, period.months()))


def find_basis(
    view: View,
    codes: tuple[str, ...],
    flow: Flow,
    currency: Currency,
    dimensions: frozenset[Dimension],
    periods: Sequence[Period],
) -> Basis | Missing:
    """Choose the grain that answers for these periods, the first of which must be answered.

    Among the grains of full scope that carry the dimensions: the one that answers most of the
    periods, then the one with the fewest dimensions, then the least deep; of a region, from files
    of its own before those of the country. Where several commodities are asked for and no one grain
    has all of them, each may be taken from a grain of its own. Periods that it does not answer are
    taken from another that has all codes of them.

    Args:
        view: The store as it is known.
        codes: HS codes (each stands for all codes that begin with it), or `all`.
        flow: Export, import, or total.
        currency: The currency wanted; facts in another are not looked at.
        dimensions: What the grain must be broken down by.
        periods: The periods wanted, the most important first.
    """
    stated = [c for c in view.coverage(codes, flow) if c.currency == currency]
    if not stated:
        return Missing(Gap.NOT_LOADED)
    whole = [c for c in stated if view.is_whole(c.scope)]
    if not whole:
        return Missing(Gap.PARTIAL, scopes=tuple(dict.fromkeys(c.scope for c in stated)))
    broken_down = [c for c in whole if _carries(c.grain, dimensions)]
    if not broken_down:
        return Missing(Gap.DIMENSION)
    bases = [_basis(codes, coverage, periods) for coverage in broken_down]
    usable = [basis for basis in bases if periods[0] in basis.terms]
    apart: list[Basis | Missing] = []
    if len(codes) > 1 and (not usable or min(usable, key=_preference).missing):
        apart = [find_basis(view, (code,), flow, currency, dimensions, periods) for code in codes]
    parts = tuple(one for one in apart if isinstance(one, Basis))
    if parts and len(parts) == len(codes):
        together = _put_together(codes, parts, periods)
        usable += [together] if periods[0] in together.terms else []
    if usable:
        return _with_others(min(usable, key=_preference), bases)
    holes = (one for one in apart if isinstance(one, Missing) and one.gap is Gap.PARTS)
    return next(holes, _hole(broken_down, bases, periods[0]))


def _with_others(basis: Basis, bases: Iterable[Basis]) -> Basis:
    """The facts, with those of other grains for periods that they do not answer.

    Of codes alone, which every query tells in whole units: what bulletins print is rounded, and on
    bases of its own.
    """
    if basis.parts or basis.partly():
        return basis
    for other in sorted(bases, key=_preference):
        alike = (other.scope, other.currency) == (basis.scope, basis.currency)
        by_code = other.grain.depth.digits() and basis.grain.depth.digits()
        found = other.only([period for period in basis.missing if period in other.terms])
        if alike and by_code and found.terms and not found.partly():
            missing = {p: months for p, months in basis.missing.items() if p not in found.terms}
            terms = basis.terms | found.terms
            basis = replace(basis, terms=terms, missing=missing, others=(*basis.others, found))
    return basis


def _hole(coverages: Sequence[Coverage], bases: Sequence[Basis], period: Period) -> Missing:
    """Why no grain answers a period: for want of months, or because nobody asked for all codes."""
    for coverage in coverages:
        terms = resolve_period(period, coverage.common(parts=True))
        if terms is not None:
            partly = {t.period: coverage.lacking(t.period) for t in terms}
            return Missing(
                Gap.PARTS,
                months=_months_of(held for held, codes in partly.items() if codes),
                lacking=_each(partly.values()),
            )
    nearest = min(bases, key=lambda basis: len(basis.missing[period]))
    return Missing(Gap.MONTHS, months=nearest.missing[period])


def _put_together(
    codes: tuple[str, ...], parts: tuple[Basis, ...], periods: Sequence[Period]
) -> Basis:
    """Bases of one code each as one, of the periods that all of them answer."""
    answered = [p for p in periods if all(p in part.terms for part in parts)]
    lacking: dict[Period, tuple[str, ...]] = {}
    for part in parts:
        for period, missed in part.lacking.items():
            lacking[period] = (*lacking.get(period, ()), *missed)
    return replace(
        parts[0],
        codes=codes,
        terms={period: parts[0].terms[period] for period in answered},
        missing={
            period: tuple(sorted({m for part in parts for m in part.missing.get(period, ())}))
            for period in periods
            if period not in answered
        },
        lacking=lacking,
        parts=tuple(part.only(answered) for part in parts),
    )


def _months_of(periods: Iterable[Period]) -> tuple[Month, ...]:
    return tuple(sorted({month for period in periods for month in period.months()}))


def _each(codes: Iterable[Sequence[str]]) -> tuple[str, ...]:
    return tuple(sorted({code for held in codes for code in held}))


def _carries(grain: Grain, dimensions: frozenset[Dimension]) -> bool:
    """Whether facts of a grain tell the dimensions apart, and add up unless overlaps are wanted."""
    return grain.dimensions >= dimensions and (not grain.overlaps or Dimension.BLOC in dimensions)


def other_bases(view: View, basis: Basis, period: Period) -> tuple[Basis, ...]:
    """Every other grain of the same scope and currency that answers a period, to check against."""
    if basis.parts:
        return ()
    found = [
        _basis(basis.codes, coverage, (period,))
        for coverage in view.coverage(basis.codes, basis.flow)
        if coverage.currency == basis.currency
        and coverage.scope == basis.scope
        and coverage.grain != basis.grain
        and not coverage.grain.overlaps
    ]
    return tuple(other for other in found if period in other.terms)


def extend_basis(view: View, basis: Basis, periods: Sequence[Period]) -> Basis:
    """The same facts, asked for other periods."""
    if basis.parts:
        parts = tuple(extend_basis(view, part, periods) for part in basis.parts)
        return _put_together(basis.codes, parts, periods)
    found = _extended(view, basis, periods)
    return _with_others(found, [_extended(view, other, periods) for other in basis.others])


def _extended(view: View, basis: Basis, periods: Sequence[Period]) -> Basis:
    """Facts of one grain, asked for other periods."""
    for coverage in view.coverage(basis.codes, basis.flow):
        if (coverage.grain, coverage.scope, coverage.currency) == (
            basis.grain,
            basis.scope,
            basis.currency,
        ):
            return _basis(basis.codes, coverage, periods)
    return basis


def deepest_basis(view: View, basis: Basis, dimensions: frozenset[Dimension]) -> Basis:
    """The deepest facts of the same scope that tell dimensions apart and answer all its periods.

    The basis itself, where none are deeper than its own; without periods that another grain
    answers, whose cells are others.
    """
    basis = basis.of_its_grain()
    if basis.parts:
        parts = tuple(deepest_basis(view, part, dimensions) for part in basis.parts)
        held = [period for period in basis.terms if all(period in part.terms for part in parts)]
        return replace(basis, parts=parts, grain=parts[0].grain).only(held)
    found = [
        _basis(basis.codes, coverage, tuple(basis.terms))
        for coverage in view.coverage(basis.codes, basis.flow)
        if coverage.currency == basis.currency
        and coverage.scope == basis.scope
        and _carries(coverage.grain, dimensions)
    ]
    whole = [one for one in found if len(one.terms) == len(basis.terms)]

    def depth(one: Basis) -> tuple[int, bool, int, str]:
        digits = one.grain.depth.digits() or 0
        return -digits, one.grain != basis.grain, len(one.grain.dimensions), str(one.grain)

    return min(whole, key=depth, default=basis)


def stated_periods(view: View, basis: Basis) -> frozenset[Period]:
    """Every period that the facts of a basis state for all of its codes."""
    if basis.parts:
        return frozenset.intersection(*(stated_periods(view, part) for part in basis.parts))
    if basis.others:
        return frozenset().union(*(stated_periods(view, one) for one in basis.of_one_grain()))
    for coverage in view.coverage(basis.codes, basis.flow):
        if (coverage.grain, coverage.scope, coverage.currency) == (
            basis.grain,
            basis.scope,
            basis.currency,
        ):
            return coverage.common()
    return frozenset()


def find_currencies(view: View, codes: tuple[str, ...]) -> tuple[Currency, ...]:
    """The currencies in which anything is stated about these commodities, in the office's order."""
    stated = {c.currency for flow in Flow for c in view.coverage(codes, flow)}
    return view.office.in_order(frozenset(stated))


def _basis(codes: tuple[str, ...], coverage: Coverage, periods: Sequence[Period]) -> Basis:
    common = coverage.common()
    terms = {period: resolve_period(period, common) for period in periods}
    return Basis(
        codes=codes,
        flow=coverage.flow,
        grain=coverage.grain,
        scope=coverage.scope,
        currency=coverage.currency,
        terms={period: found for period, found in terms.items() if found is not None},
        missing={
            period: tuple(m for m in period.months() if Period.of_month(m) not in common)
            for period, found in terms.items()
            if found is None
        },
        lacking={
            period: coverage.lacking(period)
            for period in dict.fromkeys(p for held in coverage.parts.values() for p in held)
        },
        stored={code: held for code, held in coverage.stored.items() if code != held},
    )


def _preference(basis: Basis) -> tuple[int, int, int, bool, str]:
    return (
        len(basis.missing) + len(basis.borrowed()),
        len(basis.grain.dimensions),
        basis.grain.depth.digits() or 0,
        not basis.scope.is_partial(),
        str(basis.grain),
    )
