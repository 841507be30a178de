"""How answers are written in the specification, whoever gives them."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

Answer = dict[str, str] | str


def number(amount: int | None) -> str:
    """A whole number, or that it is not known."""
    return "not known" if amount is None else f"{amount:,}"


def percent(ratio: Fraction) -> str:
    """A ratio, exactly: 25%, 100/3%."""
    return f"{ratio * 100}%"


def growth(rate: Fraction | None, current: int | None, base: int | None, reason: str = "") -> str:
    """A rate and what it was made from, or the reason there is none."""
    made_of = f"({number(current)} on {number(base)})"
    return f"{reason} {made_of}" if rate is None else f"{percent(rate)} {made_of}"


def share(part: int, whole: int) -> str:
    """A share and what it was made from."""
    if whole == 0:
        return "whole_zero"
    return f"{percent(Fraction(part, whole))} ({number(part)} of {number(whole)})"


def contribution(
    ratio: Fraction | None, now: int | None, before: int | None, whole: int | None, reason: str = ""
) -> str:
    """Points, and what they were made from, or the reason there are none."""
    made_of = f"({number(now)} after {number(before)} of {number(whole)})"
    return f"{reason} {made_of}" if ratio is None else f"{ratio * 100} points {made_of}"


def net(now: int | None, before: int | None) -> str:
    """Net exports, those a year before, and the difference."""
    difference = None if now is None or before is None else now - before
    return f"{number(now)}; {number(before)}; {number(difference)}"


def quantity(amount: int | None, left_out: int) -> str:
    """A quantity, and how many facts had none in the unit."""
    return f"{number(amount)}, {left_out} facts left out"


def missing(gap: str, what: Iterable[object] = ()) -> str:
    """Why there is no answer at all."""
    listed = ", ".join(map(str, what))
    return f"not available: {gap}" + (f" ({listed})" if listed else "")
