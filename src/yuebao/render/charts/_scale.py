"""Axes: where they end, where they are marked, and which values lie beyond them."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor, log10
from typing import TYPE_CHECKING

from yuebao.report.model import Indicator

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yuebao.report.model import Series

FENCE = 6
"""How many times the upper quartile of magnitudes a value may measure before it is cut."""

_STEPS = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True, slots=True)
class Axis:
    """A value axis that holds zero.

    Attributes:
        low: Its lower end.
        high: Its upper end.
        ticks: Where it is marked, ascending.
    """

    low: float
    high: float
    ticks: tuple[float, ...]

    def end(self, value: float) -> float:
        """Where a mark of that value ends: at the value, or at the end of the axis."""
        return round(min(max(value, self.low), self.high), 6)

    def cuts(self, value: float) -> bool:
        """Whether the value lies beyond the axis."""
        return not self.low <= value <= self.high

    def pixel(self, value: float, top: float, bottom: float) -> float:
        """How far down a value is drawn on an axis between those pixels."""
        return bottom - (bottom - top) * (self.end(value) - self.low) / (self.high - self.low)


def may_cut(series: Series) -> bool:
    """Whether a mark far beyond the rest may be cut: growth, which a tiny base can make absurd.

    An amount is drawn to its full length, or a reader would compare what cannot be compared.
    """
    growth = (Indicator.GROWTH, Indicator.OFFICIAL_GROWTH)
    return any(point.figure.indicator in growth for point in series.points)


def cut_domain(values: Sequence[float], *, cut: bool = True) -> tuple[float, float]:
    """The ends of an axis with zero and all values; to `cut`, without those far beyond the rest."""
    sizes = sorted(abs(value) for value in values)
    fence = FENCE * sizes[ceil(0.75 * len(sizes)) - 1] if sizes and cut else 0.0
    kept = [value for value in values if abs(value) <= fence or not fence]
    room = 0.15 * max(map(abs, kept), default=0.0)
    low, high = min([0.0, *kept]), max([0.0, *kept])
    if any(value < low for value in values):
        low -= room
    if any(value > high for value in values):
        high += room
    return (round(low, 6), round(high, 6)) if low < high else (-1.0, 1.0)


def round_axis(values: Sequence[float], most: int, *, cut: bool = True) -> Axis:
    """An axis from one round number to another, with at most about so many steps between."""
    low, high = cut_domain(values, cut=cut)
    rough = (high - low) / most
    power = 10.0 ** floor(log10(rough))
    step = next(s for s in _STEPS if s * power >= rough * 0.999) * power
    first, last = floor(round(low / step, 6)), ceil(round(high / step, 6))
    ticks = tuple(round(step * place, 9) for place in range(first, last + 1))
    return Axis(ticks[0], ticks[-1], ticks)
