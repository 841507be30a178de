"""Certificates: the few printed numbers that cannot hold together, so that anybody can redo it.

A certificate has three parts. *Levels* are what nobody prints exactly: `x1`, `x2`, each zero or
more. *Numbers* are printed; a number that lies from `low` to `high` says that its `top`, a sum of
levels, lies from `low × per + plus` to `high × per + plus`, times its `bottom` where it is a rate.
*Relations* hold whatever is printed: a sum of levels lies from `low` to `high`. All of them
together have no solution, and without any one of the numbers they have one. Where what is wrong is
no sum or ratio (an order, a count, a name), numbers have no `top`: they are those compared.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from yuebao.auditing.findings.where import Where
    from yuebao.auditing.findings.wording import Pair
    from yuebao.auditing.sheets import SheetEntry

Sum = tuple[tuple[str, Fraction], ...]
"""Factors by level."""


@dataclass(frozen=True, slots=True)
class Member:
    """A printed number of a certificate.

    Attributes:
        printed: As printed.
        says: What it says, in both languages.
        where: Where it stands.
        low: The least it can be, in its printed unit; None where it is a word.
        high: The most.
        per: What one printed unit is in the unit of the levels, or as a fraction.
        plus: What is added: 1 for growth.
        top: The levels it bounds.
        bottom: Of a rate, what they are divided by.
    """

    printed: str
    says: Pair
    where: Where
    low: Fraction | None = None
    high: Fraction | None = None
    per: Fraction = Fraction(1)
    plus: Fraction = Fraction(0)
    top: Sum = ()
    bottom: Sum = ()

    def record(self, language: str) -> dict[str, object]:
        """As in the JSON contract; numbers are exact, as fractions."""
        return {
            "printed": self.printed,
            "says": _said(self.says, language),
            "where": self.where.record(),
            "low": None if self.low is None else str(self.low),
            "high": None if self.high is None else str(self.high),
            "per": str(self.per),
            "plus": str(self.plus),
            "top": _sum(self.top),
            "bottom": _sum(self.bottom),
        }

    def line(self, language: str) -> str:
        """For people: what it says, and from where to where it may lie."""
        says = _said(self.says, language)
        if self.low is None or self.high is None:
            return says
        return f"{says} [{_decimal(self.low)}, {_decimal(self.high)}]"


def member_of(entry: SheetEntry, name: str, says: Pair, where: Where) -> Member:
    """A cell that prints one level, or one rate, as it is.

    Args:
        entry: The cell.
        name: The level's or rate's name in the certificate.
        says: What the cell is called.
        where: Where it stands.
    """
    interval = entry.number.printed()
    return Member(
        printed=entry.number.text,
        says=says,
        where=where,
        low=interval.low,
        high=interval.high,
        per=entry.number.unit.scale if entry.role in ("level", "price") else Fraction(1),
        top=((name, Fraction(1)),),
    )


@dataclass(frozen=True, slots=True)
class Relation:
    """What holds between levels whatever is printed; None is no bound."""

    says: Pair
    terms: Sum
    low: Fraction | None
    high: Fraction | None

    def record(self, language: str) -> dict[str, object]:
        """As in the JSON contract."""
        return {
            "says": _said(self.says, language),
            "terms": _sum(self.terms),
            "low": None if self.low is None else str(self.low),
            "high": None if self.high is None else str(self.high),
        }


@dataclass(frozen=True, slots=True)
class Certificate:
    """Printed numbers that cannot hold together.

    Attributes:
        members: The numbers.
        relations: What binds them.
        levels: What each level is, by its name.
    """

    members: tuple[Member, ...]
    relations: tuple[Relation, ...] = ()
    levels: tuple[tuple[str, Pair], ...] = ()

    def record(self, language: str) -> dict[str, object]:
        """As in the JSON contract."""
        return {
            "numbers": [member.record(language) for member in self.members],
            "relations": [relation.record(language) for relation in self.relations],
            "levels": {name: _said(says, language) for name, says in self.levels},
        }

    def lines(self, language: str) -> list[str]:
        """For people: each number with what it lets be, then each relation."""
        numbers = [member.line(language) for member in self.members]
        relations = (_said(relation.says, language) for relation in self.relations)
        return list(dict.fromkeys([*numbers, *relations]))


def _said(pair: Pair, language: str) -> str:
    return pair[1] if language == "en" else pair[0]


def _sum(terms: Sum) -> dict[str, str]:
    return {name: str(factor) for name, factor in terms}


def _decimal(value: Fraction) -> str:
    """A printed interval's end: it has few places."""
    places = 0
    while places < 12 and (value * 10**places).denominator != 1:
        places += 1
    whole = round(abs(value) * 10**places)
    digits = f"{whole:0{places + 1}d}"
    text = f"{digits[:-places]}.{digits[-places:]}" if places else digits
    return f"-{text}" if value < 0 else text
