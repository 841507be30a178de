"""How answers are written in the specification, whoever gives them."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

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


def price(told: Mapping[str, Fraction | None], why: str) -> Answer:
    """What growth of value is made of: ratios as percent of change, or why there is no price."""
    said = {
        what: number if number is None else f"{number}" if what == "unit value" else change(number)
        for what, number in told.items()
    }
    return {what: text if text is not None else why for what, text in said.items()}


def change(ratio: Fraction) -> str:
    """A ratio as change, to nine decimals of a percent where it has more."""
    percent = (ratio - 1) * 100
    if percent.denominator < 10**6:
        return f"{percent}%"
    return f"about {float(percent):.9f}%"


def record(told: Mapping[str, object]) -> Answer:
    """Rank and run."""
    return {what: "none" if text is None else str(text) for what, text in told.items()}


def concentration(
    index: Fraction | None,
    partners: Sequence[str],
    new: Sequence[str] | None,
    lost: Sequence[str] | None,
) -> Answer:
    """The Herfindahl index, who there is, who is new and who is lost."""
    lists = {"partners": partners, "new": new, "lost": lost}
    listed = {
        what: "not known" if codes is None else ", ".join(codes) or "nobody"
        for what, codes in lists.items()
    }
    return {"index": "none" if index is None else f"{index}", **listed}


def revisions(
    told: Iterable[tuple[object, object, int, int]],
    most: tuple[object, int, Fraction | None] | None,
) -> Answer:
    """What releases made of amounts, and which of the latest is out of the usual range.

    Args:
        told: By release and period the amount before and after.
        most: The period of the unusual one, how many are known, and the size of the largest at
            earlier releases.
    """
    said = {
        f"{day}, {period}": f"{number(before)} to {number(after)}"
        for day, period, before, after in told
    }
    if most is None:
        return said | {"unusual": "none"}
    period, known, largest = most
    earlier = "too few to tell" if largest is None else f"at most {percent(largest)} before"
    return said | {"unusual": f"{period}, of {known} known, {earlier}"}


def missing(gap: str, what: Iterable[object] = ()) -> str:
    """Why there is no answer at all."""
    listed = ", ".join(map(str, what))
    return f"not available: {gap}" + (f" ({listed})" if listed else "")
