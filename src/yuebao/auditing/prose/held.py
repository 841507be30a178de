"""Rates in brackets behind levels, 甲国4.4亿元（10.7%）: what they are, the numbers of all tell.

A bare rate may be a share or growth. Where half of those in a paragraph are the very shares of one
stated level, all of them are its shares; else nothing is known of them.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from yuebao.auditing.facts import Fact, Sense, Topic

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from yuebao.auditing.numbers import Interval


def settle(held: Sequence[Fact], facts: Sequence[Fact]) -> Iterator[Fact]:
    """Those of the held rates that are shares, each with what it is of.

    Args:
        held: The rates, as shares of the level before each.
        facts: All that the document states.
    """
    levels = {f.topic: f for f in reversed(facts) if f.sense is Sense.LEVEL and f.number}
    groups: dict[tuple[int, Topic], list[Fact]] = defaultdict(list)
    for fact in held:
        groups[fact.place.block, replace(fact.topic, scope=frozenset())].append(fact)
    for (_, like), group in groups.items():
        wholes = [t for t in levels if replace(t, scope=frozenset()) == like]
        told = [*group, *_told_beside(group[0], like, facts)]
        fitting = {t: sum(_fits(one, levels[t], levels) for one in told) for t in wholes}
        best = max(fitting, key=lambda topic: fitting[topic], default=None)
        few = best is None or not fitting[best] or 2 * fitting[best] < len(told)
        if best is None or few or best in {f.topic for f in group}:
            continue
        yield from (replace(one, against=(best,), named=True) for one in group)


def align(facts: Sequence[Fact]) -> dict[Fact, Fact]:
    """Shares of one sentence that leave open what they are of, where most are of one level.

    Of three at least, all but one must be the very shares of it; then the one is meant so, too.
    """
    levels = {f.topic: f for f in reversed(facts) if f.sense is Sense.LEVEL and f.number}
    groups: dict[tuple[int, Topic], list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.sense is Sense.SHARE and not fact.parts and not fact.named and fact.against:
            groups[fact.sentence, replace(fact.topic, scope=frozenset())].append(fact)
    found: dict[Fact, Fact] = {}
    for (_, like), group in groups.items():
        wholes = [t for t in levels if replace(t, scope=frozenset()) == like]
        fitting = {t: [one for one in group if _fits(one, levels[t], levels)] for t in wholes}
        best = max(fitting, key=lambda topic: len(fitting[topic]), default=None)
        few = best is None or len(fitting[best]) < max(_FEWEST, len(group) - 1)
        if best is None or few or best in {one.topic for one in group}:
            continue
        odd = [one for one in group if one not in fitting[best]]
        stated = {f.topic for f in levels.values()}
        odd = [one for one in odd if not any(_fits(one, levels[t], levels) for t in stated)]
        found |= {one: replace(one, against=(best,), named=True) for one in odd}
    return found


_FEWEST = 2


def _told_beside(held: Fact, like: Topic, facts: Sequence[Fact]) -> Iterator[Fact]:
    """The shares of the same paragraph that words tell."""
    for fact in facts:
        same = replace(fact.topic, scope=frozenset(), base=like.base) == like
        if fact.sense is Sense.SHARE and fact.place.block == held.place.block and same:
            yield fact


def _fits(share: Fact, whole: Fact, levels: dict[Topic, Fact]) -> bool:
    part = levels.get(share.topic)
    if part is None or share.topic == whole.topic:
        return False
    ratio = _exact(part).over(_exact(whole)).times(100)
    return ratio.meets(share.interval())


def _exact(level: Fact) -> Interval:
    assert level.number is not None  # noqa: S101  # of a level
    return level.interval().times(level.number.unit.scale)
