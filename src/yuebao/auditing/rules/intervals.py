"""What printed levels and growth rates let the numbers behind them be."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from yuebao.auditing.numbers import Interval, range_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yuebao.auditing.numbers import Number, Unit

ANYTHING = Interval(None, None)
NOT_NEGATIVE = Interval(Fraction(0), None)


def level_of(number: Number | None) -> Interval:
    """What a level can be: at least nothing; anything more where no number is printed."""
    if number is None:
        return NOT_NEGATIVE
    interval = number.interval()
    low = interval.low
    return Interval(max(Fraction(0), low) if low is not None else Fraction(0), interval.high)


def base_of(level: Number | None, growth: Number | None) -> Interval:
    """What the level a year earlier can be: level ÷ (1 + growth)."""
    if level is None or growth is None:
        return NOT_NEGATIVE
    factor = growth.printed()
    if factor.low is None or factor.high is None:
        return NOT_NEGATIVE
    low_factor, high_factor = 1 + factor.low / 100, 1 + factor.high / 100
    if high_factor <= 0:
        return NOT_NEGATIVE
    current = level_of(level)
    low = (current.low or Fraction(0)) / high_factor
    if low_factor <= 0 or current.high is None:
        return Interval(low, None)
    return Interval(low, current.high / low_factor)


def growth_range(level: Interval, base: Interval) -> Interval:
    """What growth in percent can be, from a level and its base."""
    ratio = level.over(base)
    low = None if ratio.low is None else (ratio.low - 1) * 100
    high = None if ratio.high is None else (ratio.high - 1) * 100
    return Interval(low, high)


def meet(one: Interval, two: Interval) -> Interval | None:
    """What is in both; None where nothing is."""
    low = max((b for b in (one.low, two.low) if b is not None), default=None)
    high = min((b for b in (one.high, two.high) if b is not None), default=None)
    if low is not None and high is not None and low > high:
        return None
    return Interval(low, high)


def flows_fit(
    exports: Interval, imports: Interval, total: Interval, net: Interval
) -> Mapping[str, Interval] | None:
    """What each of four amounts can be, given the others; None where they cannot all hold.

    The total is exports plus imports, the net exports less imports. Bounds are narrowed until
    nothing changes, which for two unknowns is exact.
    """
    box: dict[str, Interval] = {
        "exports": exports, "imports": imports, "total": total, "net": net,
    }  # fmt: skip
    for _ in range(4):
        half = Fraction(1, 2)
        implied = {
            "total": [box["exports"] + box["imports"], box["net"] + box["imports"].times(2),
                      box["exports"].times(2) - box["net"]],
            "net": [box["exports"] - box["imports"], box["total"] - box["imports"].times(2),
                    box["exports"].times(2) - box["total"]],
            "exports": [box["total"] - box["imports"], box["net"] + box["imports"],
                        (box["total"] + box["net"]).times(half)],
            "imports": [box["total"] - box["exports"], box["exports"] - box["net"],
                        (box["total"] - box["net"]).times(half)],
        }  # fmt: skip
        for name, others in implied.items():
            for other in others:
                narrowed = meet(box[name], other)
                if narrowed is None:
                    return None
                box[name] = narrowed
    return box


def flows_culprits(cells: Mapping[str, Interval]) -> dict[str, Interval]:
    """Which of four amounts alone can be wrong, and what it would have to be."""
    found = {}
    for name in cells:
        trial = {**cells, name: ANYTHING if name == "net" else NOT_NEGATIVE}
        box = flows_fit(**trial)
        if box is not None:
            found[name] = box[name]
    return found


def in_unit(interval: Interval, unit: Unit, places: int = 1) -> str:
    """An interval of whole units, as text in a printed unit."""
    return range_text(interval.times(1 / unit.scale), places + 1)


def amount_text(number: Number) -> str:
    """A printed number with its unit."""
    return f"{number.text}{_joint(number)}"


def _joint(number: Number) -> str:
    label = number.unit.label
    return f" {label}" if label[:1].isascii() and label not in ("", "%") else label
