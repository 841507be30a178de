"""Printed numbers as what they say: an interval of exact numbers, in a unit.

A number printed with one place, 42.7, says that the exact one lies from 42.65 to 42.75. Both ends
belong to it, so that it does not matter how the writer rounded halves.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

MINUS = "-−－–﹣"
"""What stands for a minus before a digit in one document or another."""

MAX_LENGTH = 40
"""Of what is a number; whatever is longer counts nothing."""

_NUMBER = re.compile(rf"[{MINUS}+]?\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|[{MINUS}+]?\d+(?:\.\d+)?")
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
"""Full-width digits and marks to plain ones."""
_CURRENCY = re.compile("[A-Z]{3}")
_DASHES = frozenset(MINUS + "—―")


@dataclass(frozen=True, slots=True)
class Interval:
    """All numbers from `low` to `high`, both included; None is no bound."""

    low: Fraction | None
    high: Fraction | None

    @classmethod
    def exactly(cls, value: Fraction | int) -> Interval:
        """One number."""
        return cls(Fraction(value), Fraction(value))

    def __add__(self, other: Interval) -> Interval:
        return Interval(_sum(self.low, other.low), _sum(self.high, other.high))

    def __neg__(self) -> Interval:
        return Interval(
            None if self.high is None else -self.high, None if self.low is None else -self.low
        )

    def __sub__(self, other: Interval) -> Interval:
        return self + -other

    def times(self, factor: Fraction | int) -> Interval:
        """Every number of it by a factor of zero or more."""
        return Interval(
            None if self.low is None else self.low * factor,
            None if self.high is None else self.high * factor,
        )

    def meets(self, other: Interval) -> bool:
        """Whether some number is in both."""
        return not (self.is_below(other) or other.is_below(self))

    def is_below(self, other: Interval) -> bool:
        """Whether every number of it is less than every number of the other."""
        return self.high is not None and other.low is not None and self.high < other.low

    def over(self, whole: Interval) -> Interval:
        """Part over whole, of numbers of zero or more; unbounded where the whole may be zero."""
        low = Fraction(0)
        if self.low is not None and self.low > 0 and whole.high is not None:
            low = self.low / whole.high
        if self.high is None or whole.low is None or whole.low <= 0:
            return Interval(low, None)
        return Interval(low, self.high / whole.low)


def _sum(one: Fraction | None, two: Fraction | None) -> Fraction | None:
    return None if one is None or two is None else one + two


@dataclass(frozen=True, slots=True)
class Unit:
    """A printed unit: `万个` is 10,000 of `个`.

    Attributes:
        label: As printed; empty where the document prints none.
        scale: How many of `base` one of it is.
        base: The code of a currency, `%`, a unit of quantity (个), or empty.
    """

    label: str
    scale: Fraction
    base: str

    def is_money(self) -> bool:
        """Whether it counts a currency."""
        return _CURRENCY.fullmatch(self.base) is not None


NO_UNIT = Unit("", Fraction(1), "")
PERCENT = Unit("%", Fraction(1), "%")


@dataclass(frozen=True, slots=True)
class Number:
    """A printed number.

    Attributes:
        text: As printed, without its unit.
        value: The number it spells, in the printed unit.
        places: How many digits stand behind the point.
        unit: The printed unit.
    """

    text: str
    value: Fraction
    places: int
    unit: Unit = NO_UNIT

    def printed(self) -> Interval:
        """What the exact number can be, in the printed unit."""
        half = Fraction(1, 2 * 10**self.places)
        return Interval(self.value - half, self.value + half)

    @property
    def signed_text(self) -> str:
        """As printed, with the minus that the words before it stand for: 下降11.0 is −11.0."""
        plain = self.value < 0 and self.text[0] not in MINUS
        return f"−{self.text}" if plain else self.text

    def interval(self) -> Interval:
        """What the exact number can be, in whole units of `unit.base`."""
        return self.printed().times(self.unit.scale)

    def __neg__(self) -> Number:
        return Number(self.text, -self.value, self.places, self.unit)


def read_number(text: str, unit: Unit = NO_UNIT) -> Number | None:
    """A number as printed, with or without commas; None where the text is anything else."""
    bare = text.translate(_WIDE).strip().removesuffix("%").strip()
    if len(bare) > MAX_LENGTH or not _NUMBER.fullmatch(bare):
        return None
    plain = bare.replace(",", "").lstrip("+")
    if plain[0] in MINUS:
        plain = "-" + plain[1:]
    return Number(bare, Fraction(plain), len(plain.partition(".")[2]), unit)


def is_dash(text: str) -> bool:
    """Whether a cell says that there is no number."""
    return bool(text) and all(letter in _DASHES for letter in text.strip()) and text.strip() != ""


def decimal_text(value: Fraction, places: int = 2) -> str:
    """A number for a message: rounded to so many places, without zeros at the end."""
    scaled = round(value * 10**places)
    digits = f"{abs(scaled):0{places + 1}d}"
    whole, decimals = digits[: len(digits) - places], digits[len(digits) - places :].rstrip("0")
    text = f"{whole}.{decimals}" if decimals else whole
    return f"-{text}" if scaled < 0 else text


def range_text(interval: Interval, places: int = 2) -> str:
    """An interval for a message: `24.1 ~ 24.3`."""
    low = "" if interval.low is None else decimal_text(interval.low, places)
    high = "" if interval.high is None else decimal_text(interval.high, places)
    if low == high:
        return low
    if not high:
        return f"≥ {low}"
    return f"≤ {high}" if not low else f"{low} ~ {high}"
