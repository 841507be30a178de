"""Rounding by a named policy, on exact numbers only."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal
from enum import StrEnum
from fractions import Fraction

# Wide enough that scaling any trade figure by any unit loses nothing that could be printed.
_EXACT = Context(prec=60)


class Rounding(StrEnum):
    """How a number halfway between two printable ones is rounded.

    `half-up` moves it away from zero (0.25 → 0.3), as the published reports do; `half-even` to the
    even neighbour (0.25 → 0.2), as many statistics packages do.
    """

    HALF_UP = "half-up"
    HALF_EVEN = "half-even"


def round_exactly(
    number: Fraction | int, places: int, policy: Rounding = Rounding.HALF_UP
) -> Decimal:
    """Round an exact number to so many decimal places; the result is never negative zero."""
    scaled = Fraction(number) * 10**places
    whole, rest = divmod(abs(scaled.numerator), scaled.denominator)
    double = 2 * rest
    up = double > scaled.denominator or (
        double == scaled.denominator and (policy is Rounding.HALF_UP or whole % 2 == 1)
    )
    magnitude = whole + int(up)
    return Decimal(-magnitude if scaled < 0 else magnitude).scaleb(-places, _EXACT)


def to_decimal(number: Fraction, digits: int = 20) -> Decimal:
    """The number as a decimal: exact where it ends, else to so many significant digits.

    Half-up, so that rounding the result again to fewer places agrees with rounding the number.
    """
    denominator = number.denominator
    for factor in (2, 5):
        while denominator % factor == 0:
            denominator //= factor
    context = _EXACT if denominator == 1 else Context(prec=digits, rounding=ROUND_HALF_UP)
    quotient = context.divide(Decimal(number.numerator), Decimal(number.denominator))
    return quotient or Decimal(0)
