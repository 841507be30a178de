"""A price is a value over a quantity, where all three are stated of the same goods."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from yuebao.auditing.facts import Fact, Sense, Topic

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yuebao.auditing.reconciliation.told import FactRows

SENTENCE = "§"
"""Begins the mark of a sentence that does not say whose its levels are."""


def without_sentence(scope: frozenset[str]) -> frozenset[str]:
    """A scope without the marks of sentences."""
    return frozenset(name for name in scope if not name.startswith(SENTENCE))


def add_prices(text: FactRows, facts: Sequence[Fact], title: str = "") -> None:
    """A price is a value over a quantity, where all three are stated of the same goods."""
    for fact in facts:
        topic = fact.topic
        if fact.sense is not Sense.LEVEL or topic.measure != "price":
            continue
        money, _, per = topic.base.partition("/")
        value = replace(topic, measure="value", base=money)
        carried = not text.is_stated(value)
        if carried:
            value = replace(value, scope=without_sentence(value.scope))
        quantity = _quantity(text, topic, per)
        if quantity is None or not text.is_stated(value):
            continue
        assert fact.number is not None  # noqa: S101  # of a level
        units = text.scale(quantity.base) * fact.number.unit.scale
        per_unit = units / text.scale(money)
        pieces = text.terms(quantity)
        if quantity.scope != topic.scope and not _is_titled(quantity.scope, title):
            pieces = text.read_as(fact, pieces)
        worth = text.terms(value)
        text.number(fact, text.read_as(fact, worth) if carried else worth, pieces, per=per_unit)


def _quantity(text: FactRows, price: Topic, per: str) -> Topic | None:
    """The quantity a price is for one of; said in the sentence before, at need."""
    for scope in dict.fromkeys((price.scope, without_sentence(price.scope))):
        for other in text.stated:
            like = replace(price, measure="quantity", base=other.base, scope=scope)
            if other == like and per in ("", other.base):
                return other
    goods = [
        other
        for other in text.stated
        if replace(price, measure="quantity", base=other.base, scope=other.scope) == other
        and per in ("", other.base)
        and "+" not in other.scope
    ]
    return goods[0] if len(goods) == 1 and not price.scope else None


def _is_titled(scope: frozenset[str], title: str) -> bool:
    """Whether the title names all of them, so that whatever nobody is named for is theirs."""
    return bool(scope) and all(name in title for name in scope)
