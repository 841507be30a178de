"""What the end of a sentence settles: bases stated behind a change, and parts of a whole."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from yuebao.auditing.facts import Fact, Sense
from yuebao.auditing.prose.clauses import NOBODY, State, nameless
from yuebao.auditing.prose.scan import lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence


def compare_behind(state: State) -> None:
    """What a change is from, where the sentence states it behind: rose by 2 to 22, from 20."""
    if state.language != "en":
        return
    bases = [f for f in state.bases if f.sense is Sense.LEVEL and not f.named]
    for at, fact in enumerate(state.facts):
        changed = fact.sense in (Sense.DIFFERENCE, Sense.GROWTH) and not fact.named
        if fact.sentence != state.sentence or not (changed or fact.direction):
            continue
        behind = [b.topic for b in bases if b.place.start > fact.place.start
                  and (b.topic.side, b.topic.measure) == (fact.topic.side, fact.topic.measure)
                  and b.topic.scope - nameless(b.topic.scope) == fact.topic.scope]  # fmt: skip
        if len(behind) == 1 and fact.sense in (Sense.DIFFERENCE, Sense.GROWTH, Sense.LEVEL):
            named = fact.named or fact.sense is not Sense.LEVEL
            state.facts[at] = replace(fact, against=(behind[0],), named=named)


def list_parts(state: State) -> None:
    """The levels a sentence lists as parts of one, where it does."""
    if state.listing < 0 and not _ends_with_rest(state):
        return
    begin = max(state.listing, 0)
    levels = [f for f in state.said[begin:] if f.sense is Sense.LEVEL and not f.parts]
    levels = [f for f in levels if f not in state.bases and f.topic.scope]
    if not levels:
        return
    first = replace(levels[0].topic, scope=NOBODY)
    alike = [f for f in levels if replace(f.topic, scope=NOBODY) == first]
    parts = tuple(dict.fromkeys(f.topic for f in alike))
    if len(parts) < 2:
        return
    before = [f for f in state.said[:begin] if f.sense is Sense.LEVEL]
    against = (before[-1].topic,) if before else ()
    state.facts.append(
        replace(
            levels[0], sense=Sense.BREAKDOWN, number=None, parts=parts, against=against,
            named=_is_complete(state, alike),
        )
    )  # fmt: skip


def _ends_with_rest(state: State) -> bool:
    """Whether the sentence goes through levels of several, the last of them of all others."""
    levels = [f for f in state.said if f.sense is Sense.LEVEL and not f.parts]
    pattern = lexicon(state.language)["rest"]
    return bool(levels) and any(re.fullmatch(pattern, name) for name in levels[-1].topic.scope)


def _is_complete(state: State, parts: Sequence[Fact]) -> bool:
    """Whether a name says that it is the rest of all: 其他, 传统."""
    pattern = lexicon(state.language)["complement"]
    return any(re.search(pattern, name) for part in parts for name in part.topic.scope)
