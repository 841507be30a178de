"""Numbers to text: the only place where a number becomes what a reader sees."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from yuebao.domain import Rounding, round_exactly
from yuebao.report.model import NumberMarks

if TYPE_CHECKING:
    from fractions import Fraction

    from yuebao.report.definition import Style

_MINUS = "-\N{MINUS SIGN}"

_THREE_DIGITS, _MOST_PLACES = 100, 12
_STATISTIC_PLACES = 2

NO_NUMBER = "-"
"""What stands where there is no number; a note says why."""

PLAIN = NumberMarks(thousands="", point=".", minus="-", points="pp")
"""Numbers as programs write them."""


def print_amount(
    amount: Fraction,
    style: Style,
    *,
    whole: bool = False,
    marks: NumberMarks = PLAIN,
    beside: Fraction | None = None,
) -> str:
    """An amount in printed units, with extra places where it would be lost otherwise.

    A small amount that prints as nothing gets as many more as show a digit of it, up to the most
    the style has; where none shows, none is gained.

    Args:
        amount: The exact amount.
        style: How numbers are printed.
        whole: Whether the printed unit is the facts' own, so that there is nothing behind a point.
        marks: The marks of the language.
        beside: An amount it is compared with: both get as many places as either needs.
    """
    held = (amount,) if beside is None else (amount, beside)
    places = 0 if whole else max(_places(one, style) for one in held)
    return _print(amount, places, style.rounding, marks)


def print_points(points: Fraction, style: Style, marks: NumberMarks = PLAIN) -> str:
    """Percentage points: as amounts, but what prints as nothing is next to nothing."""
    return print_amount(points, replace(style, small_most=style.small_places), marks=marks)


def print_unit_value(amount: Fraction, style: Style, marks: NumberMarks = PLAIN) -> str:
    """Value over quantity: to the style's places, and never to fewer than three digits."""
    places = style.places
    while amount and abs(amount) * 10**places < _THREE_DIGITS and places < _MOST_PLACES:
        places += 1
    return _print(amount, places, style.rounding, marks)


def print_statistic(number: Fraction, style: Style, marks: NumberMarks = PLAIN) -> str:
    """A statistic without a unit, to two places."""
    return _print(number, _STATISTIC_PLACES, style.rounding, marks)


def print_rate(percent: Fraction, style: Style, marks: NumberMarks = PLAIN) -> str:
    """A rate, given in percent, without its sign %."""
    return _print(percent, style.places, style.rounding, marks)


def shift_point(text: str, places: int) -> str:
    """A printed number with its point moved left: 42.7 by one is 4.27.

    The number is the same in a unit ten, a hundred… times larger, with no digit gained or lost.
    """
    number = Decimal(text.replace(",", "")).scaleb(-places)
    return f"{number:,f}" if "," in text or abs(number) >= 1000 else f"{number:f}"


def without_sign(text: str) -> str:
    """A printed number without its minus, for after a word that tells the direction."""
    return text.lstrip(_MINUS)


def is_printed_zero(text: str) -> bool:
    """Whether a printed number shows nothing but zeros."""
    return not any(digit in text for digit in "123456789")


def _places(amount: Fraction, style: Style) -> int:
    if amount == 0 or abs(amount) >= style.small_below:
        return style.places
    places = range(style.small_places, style.small_most + 1)
    return next(
        (many for many in places if round_exactly(amount, many, style.rounding)),
        style.small_places,
    )


def _print(number: Fraction, places: int, rounding: Rounding, marks: NumberMarks) -> str:
    return marks.printed(round_exactly(number, places, rounding))
