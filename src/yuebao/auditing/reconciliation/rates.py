"""Rates against each other: points between two of them, and words on their pace."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from yuebao.auditing.facts import Fact, Sense, Topic
from yuebao.auditing.reconciliation.prices import without_sentence
from yuebao.auditing.reconciliation.system import combine
from yuebao.auditing.reconciliation.told import FactRows, TextClaim

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yuebao.auditing.reconciliation.system import Terms

_ZERO = Fraction(0)


def add_points(text: FactRows, fact: Fact) -> None:
    """A change of a rate against both rates, where both are stated."""
    if not fact.against:
        return
    kinds = [fact.rate] if fact.rate else ["growth", "share"]
    for kind in kinds:
        found = _two_rates(text, kind, fact)
        if found is None:
            continue
        one, two = _in_other_money(text, fact, *found)
        terms = _difference(text, one, two)
        beside = fact.sentence == one.sentence == two.sentence and one.sense is Sense.SHARE
        if not (fact.named or beside):
            terms = text.read_as(fact, terms)
        text.number(fact, terms, per=Fraction(-1 if fact.falls else 1))
        return


def add_pace(text: FactRows, fact: Fact) -> None:
    """A word on the pace of growth against both rates, where both are stated."""
    found = _two_rates(text, "growth", fact)
    if found is None:
        return
    terms = _difference(text, *found)
    claim = text.system.claim(TextClaim(fact))
    low, high = (_ZERO, None) if fact.direction * (-1 if fact.falls else 1) > 0 else (None, _ZERO)
    text.system.bound(terms, low, high, claim=claim)


def _two_rates(text: FactRows, kind: str, fact: Fact) -> tuple[Fact, Fact] | None:
    """The rates of a kind that a fact compares, of what it is on and is against; None of one."""
    now = _rates_of(text, kind, fact.topic)
    then = _rates_of(text, kind, fact.against[0])
    if not now or not then:
        return None
    one = _nearest(fact, now)
    two = _same_kind(one, then)
    return None if two is None or two is one else (one, two)


def _difference(text: FactRows, one: Fact, two: Fact) -> Terms:
    return combine((1, text.rate(one)), (-1, text.rate(two)))


def _rates_of(text: FactRows, kind: str, topic: Topic) -> list[Fact]:
    """The rates stated of a topic; else of one whose sentence leaves open whose it is."""
    exact = text.rates.get((kind, topic))
    if exact:
        return exact
    bare = replace(topic, scope=without_sentence(topic.scope))
    return [
        fact
        for (told, other), facts in text.rates.items()
        if told == kind and replace(other, scope=without_sentence(other.scope)) == bare
        for fact in facts
    ]


def _nearest(fact: Fact, rates: Sequence[Fact]) -> Fact:
    """The rate stated last before a fact, else the first of them."""
    before = [
        r for r in rates if (r.place.block, r.place.start) < (fact.place.block, fact.place.start)
    ]
    return before[-1] if before else rates[0]


def _same_kind(one: Fact, others: Sequence[Fact]) -> Fact | None:
    """The rate among some that is of the same comparison as one."""
    for other in others:
        if one.sense is Sense.SHARE or one.yearly == other.yearly or other.yearly is None or (
            one.yearly is None):  # fmt: skip
            return other
    return None


def _in_other_money(text: FactRows, fact: Fact, one: Fact, two: Fact) -> tuple[Fact, Fact]:
    """The rates of another currency, where points are between those and no word says of which."""
    assert fact.number is not None  # noqa: S101  # of points
    points = -fact.interval() if fact.falls else fact.interval()
    bases = {topic.base for _, topic in text.rates if topic.measure == "value"}
    pairs = [(one, two)]
    for base in sorted(bases - {fact.topic.base}):
        there = text.rates.get((one.sense.value, replace(one.topic, base=base)), [])
        before = text.rates.get((two.sense.value, replace(two.topic, base=base)), [two])
        pairs += [(_nearest(fact, there), before[0])] if there else []
    fits = (pair for pair in pairs if (pair[0].interval() - pair[1].interval()).meets(points))
    return next(fits, max(pairs, key=lambda pair: (pair[0].place.block, pair[0].place.start)))
