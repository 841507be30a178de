"""Statements of the house's sentences that the grammar reads as the same."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from yuebao.auditing.facts import Sense
from yuebao.auditing.terms import Quantity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from yuebao.auditing.claims import ClaimStatement
    from yuebao.auditing.facts import Fact

_SENSES = {
    Quantity.LEVEL: Sense.LEVEL,
    Quantity.GROWTH: Sense.GROWTH,
    Quantity.SHARE: Sense.SHARE,
}


def agreed(statements: Sequence[ClaimStatement], facts: Sequence[Fact]) -> Iterator[ClaimStatement]:
    """The statements of clauses in which the grammar contradicts none.

    It does where it knows the number to be something else, or of other months, or growth to be on
    the month before: 环比 is never held against 同比.
    """
    by_block: dict[int, list[Fact]] = defaultdict(list)
    for fact in facts:
        by_block[fact.place.block].append(fact)
    refused = {
        (statement.place.block, statement.quote)
        for statement in statements
        if not _agrees(statement, by_block[statement.place.block])
    }
    for statement in statements:
        if (statement.place.block, statement.quote) not in refused:
            yield statement


def _agrees(statement: ClaimStatement, facts: Sequence[Fact]) -> bool:
    place = statement.place
    fact = next((f for f in facts if f.place.start < place.end and place.start < f.place.end), None)
    if fact is None:
        return bool(statement.number.unit.label) or statement.listed > 1
    if fact.sense is not _SENSES[statement.quantity]:
        return False
    if fact.sense is Sense.GROWTH and fact.yearly is False:
        return False
    return statement.period is None or fact.topic.period in (None, statement.period)
