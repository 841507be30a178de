"""Slips of the pen: what a printed number might have been meant to be."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yuebao.audit._system import Claim
    from yuebao.audit.numbers import Interval, Number

_DIGITS = "0123456789"


def slips(text: str) -> Iterator[str]:
    """Every number that one slip turns into a printed one.

    A digit changed, two neighbours exchanged, the sign lost or added, the point moved.
    """
    sign = "-" if text.startswith("-") else ""
    bare = text.lstrip("+-").replace(",", "")
    yield bare if sign else f"-{bare}"
    for at, letter in enumerate(bare):
        if letter in _DIGITS:
            yield from (f"{sign}{bare[:at]}{d}{bare[at + 1 :]}" for d in _DIGITS if d != letter)
        if at and letter in _DIGITS and bare[at - 1] in _DIGITS and letter != bare[at - 1]:
            yield f"{sign}{bare[: at - 1]}{letter}{bare[at - 1]}{bare[at + 1 :]}"


def spells(claim: Claim, expected: Interval) -> bool:
    """Whether one slip in a claim's number explains why it is not as expected."""
    number = (
        claim.statement.number if claim.statement else claim.cell.number if claim.cell else None
    )
    if number is None:
        return False
    candidates = [_read(number, text) for text in slips(number.text)]
    tenth = Fraction(1, 10)
    candidates += [
        replace(number, value=number.value * 10), replace(number, value=number.value * tenth),
    ]  # fmt: skip
    return any(candidate.printed().meets(expected) for candidate in candidates)


def _read(number: Number, text: str) -> Number:
    return replace(number, value=Fraction(text))
