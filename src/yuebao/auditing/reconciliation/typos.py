"""Slips of the pen: what a printed number might have been meant to be."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yuebao.auditing.numbers import Interval, Number
    from yuebao.auditing.reconciliation.system import Claim

_DIGITS = "0123456789"


NO_SLIP = 3


def slip_rank(claim: Claim, expected: Interval) -> int:
    """How well one slip explains why a claim's number is not as expected, 0 best, 3 not at all.

    The fewer ways there are to make a slip, the less likely it is to explain a number by chance: a
    lost sign or a moved point before two digits exchanged, those before one digit that is another.
    """
    number = (
        claim.statement.number if claim.statement else claim.cell.number if claim.cell else None
    )
    return NO_SLIP if number is None else slip_rank_of(number, expected)


def slip_rank_of(number: Number, expected: Interval) -> int:
    """The same, of a number by itself."""
    for rank, candidates in enumerate((_moved(number), _exchanged(number), _changed(number))):
        if any(candidate.printed().meets(expected) for candidate in candidates):
            return rank
    return NO_SLIP


def slips_of(number: Number) -> Iterator[Number]:
    """What a printed number may have been meant to be, if one slip made it."""
    yield from _moved(number)
    yield from _exchanged(number)
    yield from _changed(number)


def _moved(number: Number) -> Iterator[Number]:
    yield -number
    yield replace(number, value=number.value * 10)
    yield replace(number, value=number.value / 10)


def _bare(number: Number) -> tuple[str, str]:
    """The sign of a number and its digits, however they are set."""
    digits = f"{abs(number.value.numerator * 10**number.places // number.value.denominator)}"
    digits = digits.zfill(number.places + 1)
    cut = len(digits) - number.places
    point = f".{digits[cut:]}" if number.places else ""
    return ("-" if number.value < 0 else ""), digits[:cut] + point


def _exchanged(number: Number) -> Iterator[Number]:
    sign, bare = _bare(number)
    digits = [at for at, letter in enumerate(bare) if letter.isdigit()]
    for one, two in pairwise(digits):  # also across the point
        if bare[one] != bare[two]:
            letters = list(bare)
            letters[one], letters[two] = letters[two], letters[one]
            yield _read(number, sign + "".join(letters))


def _changed(number: Number) -> Iterator[Number]:
    sign, bare = _bare(number)
    for at, letter in enumerate(bare):
        if letter.isdigit():
            for digit in _DIGITS:
                yield _read(number, f"{sign}{bare[:at]}{digit}{bare[at + 1 :]}")


def _read(number: Number, text: str) -> Number:
    return replace(number, value=Fraction(text))
