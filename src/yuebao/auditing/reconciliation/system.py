"""What a document claims, as linear inequalities in the unknown levels.

A `System` knows nothing of reports: it has variables of zero or more, rows that bound a sum of
them, and claims, each of which stands behind some of the rows and may be wrong. Rows without a
claim are arithmetic: a whole is the sum of its parts whatever anybody prints.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from yuebao.auditing.claims import TableKind

if TYPE_CHECKING:
    from collections.abc import Hashable

    from yuebao.auditing.claims import ClaimCell, ClaimLine, ClaimStatement, ClaimTable
    from yuebao.domain import Window

Terms = dict[int, Fraction]
"""Coefficients by variable."""


class Link(StrEnum):
    """Why rows without a claim hold: what an argument names."""

    NONE = ""
    FLOWS = "flows"
    """Total is exports plus imports."""
    WINDOWS = "windows"
    """The year to date is at least the month."""
    PERIODS = "periods"
    """Any months are at least some of them."""
    BLOC = "bloc"
    """A country group is the sum of its members."""
    WHOLE = "whole"
    """The whole is at least the sum of its parts, or is it where all parts are there."""
    SPANS = "spans"
    """Months add up to the months that hold them."""
    PARTS = "parts"
    """A total is the sum of its rows."""
    WITHIN = "within"
    """A row is at least the sum of those within it."""


class Sort(StrEnum):
    """What kind of thing a claim is."""

    CELL = "cell"
    STATEMENT = "statement"
    ABSENT = "absent"
    """A ranking leaves somebody out, who must then be below its last row."""
    ORDER = "order"
    """A ranking is in order."""


WEIGHTS = {
    Sort.CELL: Fraction(1),
    Sort.STATEMENT: Fraction(1),
    Sort.ABSENT: Fraction(11, 10),
    Sort.ORDER: Fraction(3, 2),
}
"""How much is given up with each: a wrong cell is likelier than a wrong order of a whole table."""


class Told(Protocol):
    """What the search asks of a claim, whatever it is of."""

    @property
    def sort(self) -> Sort:
        """What kind of thing it is."""

    @property
    def weight(self) -> Fraction:
        """What giving it up costs."""

    @property
    def plain(self) -> bool:
        """Whether it tells a conflict better than others: an overview's cell."""

    @property
    def source(self) -> object:
        """What else may say the same: the cell of a sentence."""


C = TypeVar("C", bound=Told)


@dataclass(frozen=True, slots=True)
class Claim:
    """Something a document says that may be wrong.

    Attributes:
        sort: What kind of thing it is.
        table: The table it is of, or that prints the same.
        window: The window.
        line: The line; of an absence the last line of the ranking.
        cell: The cell; None for an absence or an order.
        statement: The sentence's number, for a statement.
        label: Who is absent.
        code: Their code.
        top: What the printed number bounds: terms of a level, or a rate's numerator.
        bottom: A rate's denominator; empty for a level.
        offset: What is taken from a rate, in percent: 100 for growth.
        scale: How many printed units one unit of the system is.
    """

    sort: Sort
    table: ClaimTable
    window: Window
    line: ClaimLine | None = None
    cell: ClaimCell | None = None
    statement: ClaimStatement | None = None
    label: str = ""
    code: str = ""
    top: tuple[tuple[int, Fraction], ...] = ()
    bottom: tuple[tuple[int, Fraction], ...] = ()
    offset: int = 0
    scale: Fraction = Fraction(1)

    @property
    def weight(self) -> Fraction:
        """What giving it up costs."""
        return WEIGHTS[self.sort]

    @property
    def plain(self) -> bool:
        """Whether it is of the overview."""
        return self.table.kind is TableKind.OVERVIEW

    @property
    def source(self) -> object:
        """Its cell; of a sentence the one that says the same."""
        return self.cell


@dataclass(frozen=True, slots=True)
class Constraint:
    """`low ≤ terms ≤ high`; None is no bound. `claim` is None where it is arithmetic."""

    terms: tuple[tuple[int, Fraction], ...]
    low: Fraction | None
    high: Fraction | None
    claim: int | None = None
    link: Link = Link.NONE


@dataclass(slots=True)
class LinearSystem(Generic[C]):
    """Variables by key, claims and rows."""

    keys: dict[Hashable, int] = field(default_factory=dict)
    claims: list[C] = field(default_factory=list)
    rows: list[Constraint] = field(default_factory=list)
    largest: Fraction = Fraction(1)

    def var(self, key: Hashable) -> int:
        """The variable of a key, made when first asked for."""
        return self.keys.setdefault(key, len(self.keys))

    def claim(self, claim: C) -> int:
        """Note a claim; its number."""
        self.claims.append(claim)
        return len(self.claims) - 1

    def bound(
        self,
        terms: Terms,
        low: Fraction | None,
        high: Fraction | None,
        *,
        claim: int | None = None,
        link: Link = Link.NONE,
    ) -> None:
        """Bound a sum."""
        kept = tuple((var, factor) for var, factor in terms.items() if factor)
        self.rows.append(Constraint(kept, low, high, claim, link))
        for limit in (low, high):
            if limit is not None:
                self.largest = max(self.largest, abs(limit))


System = LinearSystem[Claim]
"""The system of the tables of a series' own reports."""


def combine(*parts: tuple[int | Fraction, Terms]) -> Terms:
    """A sum of terms, each by a factor."""
    total: Terms = {}
    for factor, terms in parts:
        for var, value in terms.items():
            total[var] = total.get(var, Fraction(0)) + factor * value
    return total
