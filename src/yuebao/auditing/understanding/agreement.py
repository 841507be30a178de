"""Statements of the house's sentences that the grammar reads as the same."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from yuebao.auditing.facts import Sense
from yuebao.auditing.terms import Quantity
from yuebao.domain import MONTH_ON_MONTH

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from fractions import Fraction

    from yuebao.auditing.claims import ClaimStatement, ClaimTable
    from yuebao.auditing.facts import Fact
    from yuebao.auditing.terms import Place
    from yuebao.domain import Window

_SENSES = {
    Quantity.LEVEL: Sense.LEVEL,
    Quantity.GROWTH: Sense.GROWTH,
    Quantity.SHARE: Sense.SHARE,
}


def agreed(
    statements: Sequence[ClaimStatement],
    facts: Sequence[Fact],
    unknown: Sequence[Place],
    tables: Sequence[ClaimTable] = (),
) -> Iterator[ClaimStatement]:
    """The statements of clauses in which the grammar contradicts none.

    It does where it knows the number to be something else, or of other months, or growth to be on
    the month before: 环比 is never held against 同比. Of other months it is not where only a word
    (累计) says so that tables deny.

    Args:
        statements: As the house's sentences are read.
        facts: As the grammar reads all sentences.
        unknown: Where it found numbers that it does not know.
        tables: The house's tables.
    """
    by_block: dict[int, list[Fact]] = defaultdict(list)
    for fact in facts:
        by_block[fact.place.block].append(fact)
    doubtful, printed = _Spans(unknown), _levels(tables)
    refused = {
        (statement.place.block, statement.quote)
        for statement in statements
        if statement.quantity in _SENSES
        and not _agrees(statement, by_block[statement.place.block], doubtful, printed)
    }
    for statement in statements:
        known = statement.quantity not in _SENSES  # what only the house says, and in its own words
        if known or (statement.place.block, statement.quote) not in refused:
            yield statement


def _levels(tables: Sequence[ClaimTable]) -> frozenset[tuple[Window, Fraction]]:
    """The levels that tables print, by window."""
    return frozenset(
        (line.window, cell.number.value * cell.number.unit.scale)
        for table in tables
        for line in table.lines
        for cell in line.cells
        if cell.number is not None and cell.number.unit.base != "%"
    )


def _is_misnamed(statement: ClaimStatement, levels: frozenset[tuple[Window, Fraction]]) -> bool:
    """Whether a number is of the window before a word that names another, as tables print it."""
    word, window = statement.period_word, statement.window
    if word is None or window is None or word == window:
        return False
    value = statement.number.value * statement.number.unit.scale
    return (window, value) in levels and (word, value) not in levels


def _agrees(
    statement: ClaimStatement,
    facts: Sequence[Fact],
    doubtful: _Spans,
    levels: frozenset[tuple[Window, Fraction]],
) -> bool:
    place = statement.place
    fact = next((f for f in facts if f.place.start < place.end and place.start < f.place.end), None)
    if fact is None:
        return bool(statement.number.unit.label) or doubtful.meets(place)
    listed = sum(one.quote == fact.quote and one.number is not None for one in facts)
    if statement.listed > 1 and fact.quote == statement.quote and listed > statement.listed:
        return False
    behind = not statement.number.unit.label and fact.place.end > place.end  # its unit
    if behind or fact.sense is not _SENSES[statement.quantity]:
        return False
    monthly = statement.window == MONTH_ON_MONTH
    if fact.sense is Sense.GROWTH and (fact.yearly is False) is not monthly:
        return False
    months = fact.topic.period
    told = statement.period is None or months in (None, statement.period)
    return told or _is_misnamed(statement, levels)


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
