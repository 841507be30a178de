"""Levels that are taken to be of one thing, though their sentences do not say so."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from yuebao.auditing.prose.clauses import KINDS_OF_TRADE, is_on_both
from yuebao.auditing.reconciliation.prices import SENTENCE
from yuebao.auditing.reconciliation.system import Link, combine
from yuebao.auditing.reconciliation.typos import NO_SLIP, slip_rank_of

if TYPE_CHECKING:
    from yuebao.auditing.facts import Fact, Topic
    from yuebao.auditing.reconciliation.told import FactRows

_ZERO = Fraction(0)


def by_sentence(fact: Fact) -> Fact:
    """A fact whose sentence does not say whose it is: of somebody the sentence is about."""
    if not fact.carried:
        return fact
    mine, scope = frozenset({f"{SENTENCE}{fact.sentence}"}), fact.topic.scope

    def own(topic: Topic) -> Topic:
        return replace(topic, scope=scope | mine) if topic.scope == scope else topic

    return fact.with_topics(own)


def join_sentences(text: FactRows) -> None:
    """Whom a sentence is about is taken to be whom the sentence before was."""
    for topic, facts in list(text.stated.items()):
        marks = {name for name in topic.scope if name.startswith(SENTENCE)}
        if marks:
            there = text.terms(replace(topic, scope=topic.scope - marks))
            read = text.read_as(facts[0], there)
            text.system.bound(combine((1, text.terms(topic)), (-1, read)), _ZERO, _ZERO)


def join_subject(text: FactRows, title: str) -> None:
    """A level of nobody named is taken to be of the goods that the title names."""
    balanced = _balances(text)
    joined: set[Topic] = set()
    for topic in [*text.stated, *balanced]:
        named = len(topic.scope) == 1 and all(name in title for name in topic.scope)
        if (not named and topic not in balanced) or _is_part(text, topic):
            continue
        bare = replace(topic, scope=frozenset())
        for other in [t for t in text.stated if replace(t, period=topic.period) == bare]:
            goods = replace(topic, period=other.period)
            if goods in joined:
                continue
            joined.add(goods)
            for fact in text.stated[other]:
                kinds = goods.scope <= KINDS_OF_TRADE and is_on_both(fact.quote)
                if not (fact.cell or kinds):
                    read = text.read_as(fact, text.terms(goods))
                    text.system.bound(combine((1, text.terms(other)), (-1, read)), _ZERO, _ZERO)


def _is_part(text: FactRows, topic: Topic) -> bool:
    """Whether goods that a title names are only some of those nobody is named for.

    Of the same months the text tells another level of each, and no slip of the pen makes them one.
    """
    for other, facts in text.stated.items():
        if replace(other, period=topic.period) != topic:
            continue
        whole = replace(other, scope=frozenset())
        one, two = text.interval(other), text.interval(whole)
        if one is None or two is None or one.meets(two):
            continue
        told = [*facts, *text.stated[whole]]
        wanted = [two, *([one] * len(text.stated[whole]))]
        numbers = [(f.number, w.times(1 / f.number.unit.scale))
                   for f, w in zip(told, wanted, strict=False) if f.number is not None]  # fmt: skip
        if all(slip_rank_of(number, what) == NO_SLIP for number, what in numbers):
            return True
    return False


def _balances(text: FactRows) -> list[Topic]:
    """Balances and totals of the only goods of which exports and imports are stated.

    Not in months of which the text states both of nobody named: their balance is told beside them.
    """
    goods = [t for t in text.stated if t.side == "exports" and len(t.scope) <= 1
             and text.is_stated(replace(t, side="imports"))]  # fmt: skip
    named = [topic for topic in goods if topic.scope]
    if len({topic.scope for topic in named}) != 1:
        return []
    bare = {replace(t, scope=frozenset()) for t in named}.difference(goods)
    return [
        replace(t, side=side)
        for t in named
        if replace(t, scope=frozenset()) in bare
        for side in ("surplus", "deficit", "total")
    ]


_BALANCES = ("surplus", "deficit", "balance")


def join_kinds(text: FactRows) -> None:
    """A balance is that of goods and that of services, whichever of the three are deficits."""
    kinds = {kind: frozenset({kind}) for kind in ("goods", "services")}
    held: dict[Topic, dict[str, Topic]] = {}
    for topic in text.stated:
        if topic.side in _BALANCES:
            kind = next((k for k in kinds if k in topic.scope), "")
            whole = replace(topic, side="balance", scope=topic.scope - {kind})
            held.setdefault(whole, {})[kind] = topic
    for whole, told in held.items():
        both = len(told) == 1 + len(kinds) and is_on_both(text.stated[told[""]][0].quote)
        if both:
            parts = (replace(whole, scope=whole.scope | mine) for mine in kinds.values())
            rows = [(-1, text.terms(part)) for part in parts]
            read = text.read_as(text.stated[told["services"]][0], text.terms(whole))
            text.system.bound(combine((1, read), *rows), _ZERO, _ZERO, link=Link.PARTS)
