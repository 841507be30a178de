"""What a moving festival does to months: the days before, during and after it that fall in each."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING

from yuebao.domain import Month

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from yuebao.reference import Festival

PHASES = ("before", "during", "after")
"""The phases of a festival, each an effect of its own."""


def festival_effects(
    festival: Festival, months: Sequence[Month]
) -> Mapping[str, tuple[Fraction, ...]]:
    """The share of each phase's days that falls in a month, less its mean of that calendar month.

    What a festival does to every February is seasonal; what is left is what moves. The means are
    over all years of the festival's list.

    Args:
        festival: The festival.
        months: The months, none outside its list.

    Returns:
        Per phase an effect a month, exact.
    """
    shares, means = _shares(tuple(festival.days.values()), _lengths(festival))
    return {
        phase: tuple(
            shares[phase].get(month, Fraction(0)) - means[phase].get(month.month, Fraction(0))
            for month in months
        )
        for phase in PHASES
    }


def _lengths(festival: Festival) -> tuple[int, int, int]:
    return festival.before, festival.during, festival.after


Shares = dict[str, dict[Month, Fraction]]
Means = dict[str, dict[int, Fraction]]


@cache
def _shares(days: tuple[date, ...], lengths: tuple[int, int, int]) -> tuple[Shares, Means]:
    """The shares of each phase by month, and their means by calendar month."""
    shares: Shares = {phase: {} for phase in PHASES}
    for day in days:
        eve = day - timedelta(1)
        before, during, _ = lengths
        starts = (eve - timedelta(before), eve, eve + timedelta(during))
        for phase, start, length in zip(PHASES, starts, lengths, strict=True):
            held = Counter(Month.of(start + timedelta(at)) for at in range(length))
            for month, number in held.items():
                shares[phase][month] = Fraction(number, length)
    means = {
        phase: {
            number: sum((v for m, v in held.items() if m.month == number), Fraction(0)) / len(days)
            for number in {month.month for month in held}
        }
        for phase, held in shares.items()
    }
    return shares, means
