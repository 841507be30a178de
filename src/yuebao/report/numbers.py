"""Numbers to text: the only place where a number becomes what a reader sees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuebao.domain import Rounding, round_exactly

if TYPE_CHECKING:
    from fractions import Fraction

    from yuebao.report.definition import Style

NO_NUMBER = "-"
"""What stands where there is no number; a note says why."""


def print_amount(amount: Fraction, style: Style, *, whole: bool = False) -> str:
    """An amount in printed units, with extra places where it would be lost otherwise.

    Args:
        amount: The exact amount.
        style: How numbers are printed.
        whole: Whether the printed unit is the facts' own, so that there is nothing behind a point.
    """
    if whole:
        return _print(amount, 0, style.rounding)
    small = amount != 0 and abs(amount) < style.small_below
    return _print(amount, style.small_places if small else style.places, style.rounding)


def print_rate(percent: Fraction, style: Style) -> str:
    """A rate, given in percent, without its sign %."""
    return _print(percent, style.places, style.rounding)


def without_sign(text: str) -> str:
    """A printed number without its minus, for after a word that tells the direction."""
    return text.removeprefix("-")


def is_printed_zero(text: str) -> bool:
    """Whether a printed number shows nothing but zeros."""
    return not text.strip("-0.")


def _print(number: Fraction, places: int, rounding: Rounding) -> str:
    return f"{round_exactly(number, places, rounding):f}"
