"""A series adjusted for the season: what is left of it, its diagnostics, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from yuebao.indicators._rates import Reason
from yuebao.indicators.seasonal._effects import festival_effects
from yuebao.indicators.seasonal._program import run
from yuebao.indicators.seasonal._specification import AIRLINE, HORIZON, specify

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from yuebao.domain import Month
    from yuebao.indicators.seasonal._program import Result
    from yuebao.reference import Festival

LEAST_MONTHS = 48
"""Under so many months a season is seen too seldom to be told from the festival."""

_SIGNIFICANT = 2
"""An effect whose t is smaller in size is left out."""
_SEASONAL = Fraction(1)
"""M7 above this: the season is too weak beside what moves it."""
_GOOD = Fraction(1)
"""Q above this: the adjustment is poor."""
_LEFT = Fraction(1, 100)
"""Under this probability what is left is still seasonal (the QS test)."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What a phase of the festival does, in logarithms where the model has them.

    Attributes:
        size: The coefficient: what a month changes by that has all of the phase's days.
        error: Its standard error.
    """

    size: Fraction
    error: Fraction

    @property
    def is_significant(self) -> bool:
        """Whether it is larger than twice its error."""
        return abs(self.size) >= _SIGNIFICANT * self.error


@dataclass(frozen=True, slots=True)
class Adjusted:
    """A series adjusted for the season.

    Attributes:
        first: The first month of the series.
        adjusted: Without season and festival, a number a month, in the unit of the series; empty
            where there is a reason.
        trend: Without what is irregular either; as long.
        effects: The effects of the festival that were kept, by phase.
        model: The ARIMA model, as statisticians write it; empty where there is none.
        multiplicative: Whether the season is a factor; else it is an amount.
        m7: How strong the season is beside what moves it: up to 1 it is there.
        q: The mean of the eleven statistics of the adjustment: up to 1 it is accepted.
        residual: How probable what is left is, if nothing seasonal is in it (the QS test).
        reason: Why there is no adjusted series.
    """

    first: Month
    adjusted: tuple[Fraction, ...]
    trend: tuple[Fraction, ...]
    effects: Mapping[str, Effect]
    model: str = ""
    multiplicative: bool = True
    m7: Fraction | None = None
    q: Fraction | None = None
    residual: Fraction | None = None
    reason: Reason | None = None


def adjust(
    values: Sequence[int],
    first: Month,
    festival: Festival | None = None,
    least: int = LEAST_MONTHS,
) -> Adjusted:
    """Adjust a monthly series.

    The effects of the festival (before, during, after) are kept where they are significant: the
    others are left out one after the other, the least significant first. They are tested with the
    airline model, which takes a tenth of the time that finding one does, and once more with the
    model that is found.

    Args:
        values: A whole number a month, without a hole.
        first: The first month.
        festival: The office's moving festival; None where it has none.
        least: How many months there must be.

    Returns:
        The adjusted series, or the reason there is none: it is too short, nothing seasonal is in
        it, or its diagnostics fail.

    Raises:
        UserError: The program is not installed.
    """
    if len(values) < least:
        return Adjusted(first, (), (), {}, reason=Reason.SERIES_SHORT)
    months = [first.plus(at) for at in range(len(values) + HORIZON)]
    known = festival is not None and all(month.year in festival.days for month in months)
    kept = dict(festival_effects(festival, months)) if festival is not None and known else {}
    while kept:
        tested = run(specify(values, first, kept, model=AIRLINE))
        if (weakest := _weakest(_effects(tested, kept))) is None:
            break
        del kept[weakest]
    while True:
        result = run(specify(values, first, kept))
        effects = _effects(result, kept)
        if (weakest := _weakest(effects)) is None:
            return _judged(result, first, effects)
        del kept[weakest]


def _weakest(effects: Mapping[str, Effect]) -> str | None:
    """The least significant effect; None where all are significant."""
    weak = (phase for phase, effect in effects.items() if not effect.is_significant)
    return min(
        weak, key=lambda phase: abs(effects[phase].size) / effects[phase].error, default=None
    )


def _effects(result: Result, phases: Iterable[str]) -> dict[str, Effect]:
    """The effects that the program estimated."""
    return {phase: effect for phase in phases if (effect := _effect(result, phase))}


def _effect(result: Result, phase: str) -> Effect | None:
    """What the program estimated; None where it estimated nothing."""
    key = f"User-defined Holiday${phase}"
    size, error = result.number(key), result.number(key, 1)
    return Effect(size, error) if size is not None and error else None


def _judged(result: Result, first: Month, effects: Mapping[str, Effect]) -> Adjusted:
    m7, q = result.number("f3.m07"), result.number("f3.q")
    residual = result.number("qssadj", 1)
    reason = _reason(result, m7, q, residual)
    found = reason is None
    return Adjusted(
        first=first,
        adjusted=result.series["d11"] if found else (),
        trend=result.series["d12"] if found else (),
        effects=effects,
        model=result.diagnostics.get("arimamdl", ""),
        multiplicative=result.diagnostics.get("finmode", "").startswith("multiplicative"),
        m7=m7,
        q=q,
        residual=residual,
        reason=reason,
    )


def _reason(
    result: Result, m7: Fraction | None, q: Fraction | None, residual: Fraction | None
) -> Reason | None:
    """Why what the program wrote is not to be printed."""
    if not result.is_adjusted or m7 is None or q is None or residual is None:
        return Reason.NOT_ADJUSTABLE
    if m7 > _SEASONAL or result.diagnostics.get("f2.idseasonal") == "no":
        return Reason.NOT_SEASONAL
    if q > _GOOD or residual < _LEFT:
        return Reason.POORLY_ADJUSTED
    return None
