"""Facts: what a sentence says of one number, as the grammar reads it, whatever the language.

A fact has a topic (whose trade, which side of it, value, quantity or price, in which months) and a
sense: a level, a rate, a difference, a share. They compute nothing: `reconciliation` holds them
against each other.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from yuebao.auditing.numbers import Interval, Number
    from yuebao.auditing.terms import Place
    from yuebao.domain import Period


class Sense(StrEnum):
    """What a number in a sentence is."""

    LEVEL = "level"
    MEAN = "mean"
    """A level a month on average; `count` says over how many months."""
    GROWTH = "growth"
    SHARE = "share"
    DIFFERENCE = "difference"
    """A level less that of another time."""
    RATIO = "ratio"
    """One level as so many times another."""
    POINTS = "points"
    """A rate less that of another time, in percentage points."""
    CONTRIBUTION = "contribution"
    """How many points of the whole's growth a part makes up."""
    TALLY = "tally"
    """Contributions of several to the growth of the whole, added up."""
    PACE = "pace"
    """A word alone: that growth quickened or slowed from that of other months."""
    MOVE = "move"
    """A word alone: that a level rose or fell from what is stated."""
    HIGHEST = "highest"
    LOWEST = "lowest"
    """A name or months that are said to come first or last of those listed."""
    STREAK = "streak"
    """That growth has had one sign for so many months in a row, the last of them the topic's."""
    FIRST = "first"
    """Growth of a sign, or a level above a number, that is the first of the time of `against`."""
    TREND = "trend"
    """That levels or growth, as `rate` says, go one way over times of `count` months each."""
    BREAKDOWN = "breakdown"
    """Levels that are listed as parts of one that was stated before; not said to be all of them."""
    COUNT = "count"
    OTHER = "other"
    """Understood as a number of something, and held against nothing."""


FOOTING = "~"
"""Stands in a family before what its figures are on a footing of their own by."""


@dataclass(frozen=True, slots=True)
class Topic:
    """What a level is of.

    Attributes:
        family: Which flows belong together: `trade`, or another pair such as revenue and spending;
            figures on another footing (adjusted, without some goods) belong together apart.
        side: `total`, `exports`, `imports`, `balance` within the family, or empty.
        measure: `value`, `quantity`, `price` or `index`.
        base: The unit without its scale: the code of a currency, 吨, `tonne`.
        scope: Whose, and of what goods; nobody for the whole of what the document is about.
        period: The months.
    """

    family: str
    side: str
    measure: str
    base: str
    scope: frozenset[str]
    period: Period | None


@dataclass(frozen=True, slots=True)
class Fact:
    """One number in a sentence, or a word that says which of two numbers is greater.

    Attributes:
        sense: What it is.
        topic: What it is of; of a rate, the level whose rate it is.
        number: As printed, with the sign that the words give it; None for a word alone.
        place: Where it stands.
        quote: The clause.
        sentence: The number of its sentence in the document.
        printed: The word, where there is no number.
        bounds: What the number can be, in the printed unit, where words widen it (近, over).
        against: The topics it may be compared with, the likeliest first: the base of growth or of a
            difference, the whole of a share, the other level of a ratio.
        named: Whether the words name the first of `against`, or only leave it to be understood.
        carried: Whether its topic is understood from sentences before.
        parts: The topics that are added up, for a sum.
        count: Over how many months a mean is, or a streak; of a record, 12 where it is one of the
            same months alone.
        rate: Of points: which rate changes, `growth` or `share`, or nothing where no word says; of
            records and trends: whether of a `level` or of `growth`.
        falls: Whether the rate of points is of a fall, 降幅.
        direction: 1 where the words say up, −1 down, 0 neither.
        word: The word of direction as printed.
        cell: Whether it is a table's cell, not a sentence's number.
        yearly: Whether the comparison is with a year earlier; None where no word says.
    """

    sense: Sense
    topic: Topic
    number: Number | None
    place: Place
    quote: str
    sentence: int
    printed: str = ""
    bounds: Interval | None = None
    against: tuple[Topic, ...] = ()
    named: bool = False
    carried: bool = False
    parts: tuple[Topic, ...] = ()
    count: int = 0
    rate: str = ""
    falls: bool = False
    direction: int = 0
    word: str = ""
    yearly: bool | None = None
    cell: bool = False

    def interval(self) -> Interval:
        """What the printed number can be, in its printed unit."""
        assert self.number is not None  # noqa: S101  # asked of numbers only
        return self.bounds or self.number.printed()

    def with_topics(self, read: Callable[[Topic], Topic]) -> Fact:
        """The fact with every topic it speaks of read as another."""
        return replace(
            self,
            topic=read(self.topic),
            against=tuple(map(read, self.against)),
            parts=tuple(map(read, self.parts)),
        )
