"""Statements of the house's sentences that the grammar reads as the same."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Self

from yuebao.auditing.facts import FOOTING, Sense
from yuebao.auditing.numbers import Unit
from yuebao.auditing.terms import Quantity
from yuebao.domain import MONTH_ON_MONTH

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from yuebao.auditing.claims import ClaimStatement, ClaimTable
    from yuebao.auditing.facts import Fact
    from yuebao.auditing.terms import Place
    from yuebao.domain import Period, Window

_SENSES = {
    Quantity.LEVEL: Sense.LEVEL,
    Quantity.GROWTH: Sense.GROWTH,
    Quantity.SHARE: Sense.SHARE,
}

_MEASURES = ("value", "quantity")
"""What the house's statements of levels are of."""


def agreed(
    statements: Sequence[ClaimStatement],
    facts: Sequence[Fact],
    unknown: Sequence[Place],
    tables: Sequence[ClaimTable] = (),
    titles: Iterable[str] = (),
) -> Iterator[ClaimStatement]:
    """The statements of clauses in which the grammar contradicts none.

    It does where it knows the number to be something else (a day's, a price, of a part, in another
    currency), or of other months, or growth to be on another base: 环比 is never held against
    同比. Of other months it is not where only a word (累计) says so that tables deny.

    Args:
        statements: As the house's sentences are read.
        facts: As the grammar reads all sentences.
        unknown: Where it found numbers that it does not know.
        tables: The house's tables.
        titles: What its headings and captions say, which name the whole that it is about.
    """
    of_block: dict[int, list[Fact]] = defaultdict(list)
    for fact in facts:
        of_block[fact.place.block].append(fact)
    by_block = {block: _Said.of(some) for block, some in of_block.items()}
    nothing = _Said.of(())
    doubtful, printed = _Spans(unknown), _Printed.of(tables, titles)
    refused = {
        (statement.place.block, statement.quote)
        for statement in statements
        if statement.quantity in _SENSES
        and not _agrees(statement, by_block.get(statement.place.block, nothing), doubtful, printed)
    }
    for statement in statements:
        known = statement.quantity not in _SENSES  # what only the house says, and in its own words
        if known or (statement.place.block, statement.quote) not in refused:
            yield statement


@dataclass(frozen=True, slots=True)
class _Said:
    """What the grammar reads in a paragraph.

    Attributes:
        facts: All of it, in order.
        listed: How many numbers each clause has.
        based: What says with which months a sentence compares those of others, by both.
    """

    facts: tuple[Fact, ...]
    listed: Counter[str]
    based: dict[tuple[int, Period | None], list[Fact]]

    @classmethod
    def of(cls, facts: Sequence[Fact]) -> Self:
        """The facts of a paragraph."""
        based: dict[tuple[int, Period | None], list[Fact]] = defaultdict(list)
        for fact in facts:
            if fact.named and fact.sense in (Sense.DIFFERENCE, Sense.GROWTH):
                based[fact.sentence, fact.topic.period].append(fact)
        listed = Counter(fact.quote for fact in facts if fact.number is not None)
        return cls(tuple(facts), listed, based)


@dataclass(frozen=True, slots=True)
class _Printed:
    """What tables print.

    Attributes:
        levels: The levels, by window.
        currencies: Those they are in.
        titles: What stands above them and the sentences.
    """

    levels: frozenset[tuple[Window, Fraction]]
    currencies: frozenset[str]
    titles: str

    @classmethod
    def of(cls, tables: Sequence[ClaimTable], titles: Iterable[str]) -> Self:
        """All that these print."""
        numbers = [
            (line.window, cell.number)
            for table in tables
            for line in table.lines
            for cell in line.cells
            if cell.number is not None and cell.number.unit.base != "%"
        ]
        return cls(
            frozenset((window, one.value * one.unit.scale) for window, one in numbers),
            frozenset(one.unit.base for _, one in numbers if one.unit.is_money()),
            "\n".join(titles).lower(),
        )

    def misnames(self, statement: ClaimStatement) -> bool:
        """Whether a number is of the window before a word that names another, as it is printed."""
        word, window = statement.period_word, statement.window
        if word is None or window is None or word == window:
            return False
        value = statement.number.value * statement.number.unit.scale
        return (window, value) in self.levels and (word, value) not in self.levels

    def is_whole(self, fact: Fact) -> bool:
        """Whether a fact is of nobody but what they are all of, which without any nobody says."""
        return not self.levels or all(name.lower() in self.titles for name in fact.topic.scope)

    def is_in(self, fact: Fact) -> bool:
        """Whether a fact is in a currency of theirs, as far as either says one."""
        unit = Unit("", Fraction(1), fact.topic.base)
        return not self.currencies or not unit.is_money() or unit.base in self.currencies


def _agrees(
    statement: ClaimStatement,
    said: _Said,
    doubtful: _Spans,
    printed: _Printed,
) -> bool:
    place = statement.place
    fact = next(
        (f for f in said.facts if f.place.start < place.end and place.start < f.place.end), None
    )
    if fact is None:
        return bool(statement.number.unit.label) or doubtful.meets(place)
    listed = said.listed[fact.quote]
    if statement.listed > 1 and fact.quote == statement.quote and listed > statement.listed:
        return False
    behind = not statement.number.unit.label and fact.place.end > place.end  # its unit
    if behind or fact.sense is not _SENSES[statement.quantity] or _is_of_its_own(fact):
        return False
    if not printed.is_in(fact) or not (statement.entity or printed.is_whole(fact)):
        return False
    if fact.sense is Sense.GROWTH and not _is_on_base_of(statement, fact, said):
        return False
    months = fact.topic.period
    told = statement.period is None or months in (None, statement.period)
    return told or printed.misnames(statement)


def _is_of_its_own(fact: Fact) -> bool:
    """Whether a number is none that tables of levels print: a price, a day's, a bound."""
    topic = fact.topic
    return fact.bounds is not None or topic.measure not in _MEASURES or FOOTING in topic.family


def _is_on_base_of(statement: ClaimStatement, fact: Fact, said: _Said) -> bool:
    """Whether growth is on the base of a statement's window, as far as words name the base.

    One that names none is on that which its sentence names.
    """
    monthly = statement.window == MONTH_ON_MONTH
    if (fact.yearly is False) is not monthly:
        return False
    if monthly:
        return True
    alone = fact.named or fact.yearly
    told = [fact] if alone else said.based.get((fact.sentence, fact.topic.period), [])
    return all(_is_yearly(one) for one in told)


def _is_yearly(fact: Fact) -> bool:
    """Whether what it is compared with, as far as it is known, is of a year before."""
    base, months = fact.against[0].period if fact.against else None, fact.topic.period
    return base is None or months is None or base == months.year_earlier()


class _Spans:
    """Stretches of text, asked whether one meets any of them."""

    def __init__(self, places: Sequence[Place]) -> None:
        self._by_block: dict[int, list[Place]] = defaultdict(list)
        for place in places:
            self._by_block[place.block].append(place)

    def meets(self, place: Place) -> bool:
        """Whether some stretch has a letter of this one."""
        return any(
            one.start < place.end and place.start < one.end for one in self._by_block[place.block]
        )
