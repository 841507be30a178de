"""How much of a document was understood: every printed number once, as read, set aside or unread.

A printed number is a run of digits with its thousands separators and its decimals: `1,234.5` is
one, `2025-02` two. It is *read* where a claim rests on it, *set aside* where it states no fact (a
date, the number of a table, a telephone number), and else *unread*.

Whoever makes a claim of a number need do nothing more, as claims have places. Whoever understands a
number and makes no claim of it says so:

    marks.read(place)                    # understood: the text between two letters, or a cell
    marks.aside(place, Aside.RANK)       # no fact, and why
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fractions import Fraction

    from yuebao.auditing.terms import Place


class Aside(StrEnum):
    """Why a printed number states no fact that could be wrong."""

    DATE = "date"
    """A date, a period, a time of day."""
    NUMBERING = "numbering"
    """The number of a heading, a list item, a table, or a reference to one."""
    PAGE = "page"
    """A page number, or what a running head repeats."""
    MARK = "mark"
    """The mark of a footnote."""
    CONTACT = "contact"
    """A telephone number, an address."""
    CODE = "code"
    """A customs code, the number of a standard, an issue, a document."""
    RANK = "rank"
    """A place in an order."""
    NAME = "name"
    """Part of a name or of a description of goods."""
    UNIT = "unit"
    """Part of a unit or a base: 2015 = 100."""
    LIMIT = "limit"
    """A limit in place of a number that is beyond it: >1000.0."""


@dataclass(slots=True)
class Marks:
    """What is known of printed numbers beyond the claims; of two marks the first holds."""

    places: list[tuple[Place, Aside | None]] = field(default_factory=list)

    def read(self, place: Place) -> None:
        """The numbers at a place were understood."""
        self.places.append((place, None))

    def aside(self, place: Place, why: Aside) -> None:
        """The numbers at a place state no fact."""
        self.places.append((place, why))


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed number that was not read.

    Attributes:
        text: The number as printed.
        place: Where it stands.
        quote: The clause or the row it stands in.
        why: Why it was set aside; None where it was not understood.
    """

    text: str
    place: Place
    quote: str
    why: Aside | None = None


@dataclass(frozen=True, slots=True)
class Understood:
    """How much of the numbers in a document was understood.

    Attributes:
        read: Numbers that were understood.
        aside: Numbers that state no fact, in reading order.
        unread: Numbers that were not understood, in reading order.
        beyond: How many of the unread stand in sentences behind those that are read of a document,
            however long it is.
    """

    read: int
    aside: tuple[Printed, ...] = ()
    unread: tuple[Printed, ...] = ()
    beyond: int = 0

    def numbers(self) -> int:
        """All printed numbers."""
        return self.read + len(self.aside) + len(self.unread)

    def facts(self) -> int:
        """The numbers that state facts: those read and those unread."""
        return self.read + len(self.unread)

    def share(self) -> float:
        """Numbers read among those that state facts, 0 to 1; 1 where there are none."""
        facts = self.facts()
        return self.read / facts if facts else 1.0

    def reaches(self, percent: Fraction) -> bool:
        """Whether at least so many of a hundred numbers that state facts were read."""
        return 100 * self.read >= percent * self.facts()

    def reasons(self) -> dict[Aside, int]:
        """How many numbers were set aside for each reason, in the order of reasons."""
        counts = Counter(printed.why for printed in self.aside)
        return {why: counts[why] for why in Aside if counts[why]}
