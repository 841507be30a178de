"""Two halves of one whole by their names: foreign and domestic, textiles and clothing, EU and not.

Nothing says that the two add up, but that one is what the other is not. That they do is a reading,
worth having only where a single slip of the pen explains why they do not.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from yuebao.auditing.facts import Fact, Sense, Topic
from yuebao.auditing.prose.marks import lexicon
from yuebao.auditing.reconciliation.prices import without_sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def complements(facts: Sequence[Fact], title: str) -> Iterator[Fact]:
    """A breakdown for each two stated levels whose names are the two halves of something."""
    levels = [f for f in facts if f.sense is Sense.LEVEL and not f.parts and not f.cell]
    seen: set[frozenset[Topic]] = set()
    named = [f for f in levels if any(map(_is_half, _bare(f.topic)))]
    for one in levels:
        for two in named:
            parts = frozenset({one.topic, two.topic})
            if one is two or parts in seen or not _are_halves(one.topic, two.topic):
                continue
            seen.add(parts)
            wholes = tuple(_wholes(levels, one, two, title))
            if wholes:
                yield replace(
                    one, sense=Sense.BREAKDOWN, number=None, parts=(one.topic, two.topic),
                    against=wholes, named=True,
                )  # fmt: skip


def _bare(topic: Topic) -> frozenset[str]:
    return without_sentence(topic.scope)


def _is_half(name: str) -> bool:
    """Whether a name says that it is what another is not: 非, 国内 beside 国外."""
    words = lexicon(_language(name))["halves"]
    return name.startswith(words["not"]) or any(second in name for _, second in words["pairs"])


def _language(name: str) -> str:
    return "en" if name.isascii() else "zh"


def _are_halves(one: Topic, two: Topic) -> bool:
    nobody = frozenset[str]()
    if replace(one, scope=nobody) != replace(two, scope=nobody):
        return False
    mine, theirs = _bare(one) - _bare(two), _bare(two) - _bare(one)
    if len(mine) != 1 or len(theirs) != 1:
        return False
    (name,), (other,) = mine, theirs
    words = lexicon(_language(name))["halves"]
    plain, opposite = (re.sub(words["noun"], "", said) for said in (name, other))
    if opposite == f"{words['not']}{plain}":
        return True
    return any(
        first in plain and second in opposite
        and plain.replace(first, "", 1) == opposite.replace(second, "", 1)
        for first, second in words["pairs"]
    )  # fmt: skip


def _wholes(levels: Sequence[Fact], one: Fact, two: Fact, title: str) -> Iterator[Topic]:
    """What the two may make up: what nobody is named for, what the title is on, what is before."""
    nobody = frozenset[str]()
    shared = _bare(one.topic) & _bare(two.topic)
    key = replace(one.topic, scope=nobody)
    places = sorted((f.place.block, f.place.start) for f in (one, two))
    for fact in levels:
        if fact.topic in (one.topic, two.topic) or replace(fact.topic, scope=nobody) != key:
            continue
        names = _bare(fact.topic)
        before = fact.sentence == one.sentence and (fact.place.block, fact.place.start) < places[0]
        if names == shared or before or (names and all(name in title for name in names)):
            yield fact.topic
