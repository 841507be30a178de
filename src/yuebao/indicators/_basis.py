"""Which stored facts answer a question: one grain, and for each period how it is put together."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from yuebao.domain import Dimension, Flow, Month, Period, Scope

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

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


@dataclass(frozen=True, slots=True)
class Missing:
    """An answer that cannot be given, and why.

    Attributes:
        gap: The kind of hole.
        months: The months missing, where that is it.
        scopes: The partial scopes there are, where that is it.
    """

    gap: Gap
    months: tuple[Month, ...] = ()
    scopes: tuple[Scope, ...] = ()


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
        missing: For each other period asked for, its months that are not loaded.
    """

    codes: tuple[str, ...]
    flow: Flow
    grain: Grain
    scope: Scope
    currency: Currency
    terms: dict[Period, tuple[Term, ...]]
    missing: dict[Period, tuple[Month, ...]]

    def only(self, periods: Collection[Period]) -> Basis:
        """The same facts, for some of the periods."""
        terms = {period: found for period, found in self.terms.items() if period in periods}
        return replace(self, terms=terms)

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
    months = [Period.of_month(month) for month in period.months()]
    if stated.issuperset(months):
        return tuple(map(Term, months))
    for whole in sorted(stated, reverse=True):
        if whole.last == period.last and whole.first < period.first:
            before = Period(whole.first, period.first.plus(-1))
            if before in stated:
                return (Term(whole), Term(before, -1))
    return None


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
    periods, then the one with the fewest dimensions, then the least deep.

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
    whole = [c for c in stated if not c.scope.is_partial()]
    if not whole:
        return Missing(Gap.PARTIAL, scopes=tuple(dict.fromkeys(c.scope for c in stated)))
    broken_down = [c for c in whole if _carries(c.grain, dimensions)]
    if not broken_down:
        return Missing(Gap.DIMENSION)
    bases = [_basis(codes, coverage, periods) for coverage in broken_down]
    usable = [basis for basis in bases if periods[0] in basis.terms]
    if not usable:
        nearest = min(bases, key=lambda basis: len(basis.missing[periods[0]]))
        return Missing(Gap.MONTHS, months=nearest.missing[periods[0]])
    return min(usable, key=_preference)


def _carries(grain: Grain, dimensions: frozenset[Dimension]) -> bool:
    """Whether facts of a grain tell the dimensions apart, and add up unless overlaps are wanted."""
    return grain.dimensions >= dimensions and (not grain.overlaps or Dimension.BLOC in dimensions)


def other_bases(view: View, basis: Basis, period: Period) -> tuple[Basis, ...]:
    """Every other grain of the same scope and currency that answers a period, to check against."""
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
    for coverage in view.coverage(basis.codes, basis.flow):
        if (coverage.grain, coverage.scope, coverage.currency) == (
            basis.grain,
            basis.scope,
            basis.currency,
        ):
            return _basis(basis.codes, coverage, periods)
    return basis


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
    )


def _preference(basis: Basis) -> tuple[int, int, int, str]:
    return (
        len(basis.missing),
        len(basis.grain.dimensions),
        basis.grain.depth.digits() or 0,
        str(basis.grain),
    )
