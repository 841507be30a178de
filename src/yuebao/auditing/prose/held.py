"""Rates in brackets behind levels, 甲国4.4亿元（10.7%）: what they are, the numbers of all tell.

A bare rate may be a share or growth. Where half of those in a paragraph are the very shares of one
stated level, all of them are its shares; else nothing is known of them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from yuebao.auditing.facts import Fact, Sense

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from yuebao.auditing.facts import Topic
    from yuebao.auditing.numbers import Interval


def settle(held: Sequence[Fact], facts: Sequence[Fact]) -> Iterator[Fact]:
    """Those of the held rates that are shares, each with what it is of.

    Args:
        held: The rates, as shares of the level before each.
        facts: All that the document states.
    """
    wholes = _Wholes(facts)
    told: dict[int, list[Fact]] = defaultdict(list)  # the shares that words tell, by paragraph
    for fact in facts:
        if fact.sense is Sense.SHARE:
            told[fact.place.block].append(fact)
    groups: dict[tuple[int, Topic], list[Fact]] = defaultdict(list)
    for fact in held:
        groups[fact.place.block, _nobodys(fact.topic)].append(fact)
    for (block, like), group in groups.items():
        beside = (f for f in told[block] if replace(_nobodys(f.topic), base=like.base) == like)
        shares = [*group, *beside]
        best, fitting = wholes.likeliest(shares, like)
        if best is None or 2 * len(fitting) < len(shares) or best in {f.topic for f in group}:
            continue
        yield from (replace(one, against=(best,), named=True) for one in group)


def align(facts: Sequence[Fact]) -> dict[Fact, Fact]:
    """Shares of one sentence that leave open what they are of, where most are of one level.

    Of three at least, all but one must be the very shares of it; then the one is meant so, too.
    """
    wholes = _Wholes(facts)
    groups: dict[tuple[int, Topic], list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.sense is Sense.SHARE and not fact.parts and not fact.named and fact.against:
            groups[fact.sentence, _nobodys(fact.topic)].append(fact)
    found: dict[Fact, Fact] = {}
    for (_, like), group in groups.items():
        if len(group) < _FEWEST:
            continue
        best, fitting = wholes.likeliest(group, like)
        few = len(fitting) < len(group) - 1
        if best is None or few or best in {one.topic for one in group}:
            continue
        odd = [one for one in group if one not in fitting and not wholes.has_any_for(one)]
        found |= {one: replace(one, against=(best,), named=True) for one in odd}
    return found


_FEWEST = 3


def _nobodys(topic: Topic) -> Topic:
    return replace(topic, scope=frozenset())


class _Wholes:
    """The levels of a document, the first told of each, as what shares may be of."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        self._sizes: dict[Topic, Interval] = {}
        self._alike: dict[Topic, list[tuple[Fraction, int, Topic]]] = defaultdict(list)
        self._widest = Fraction(0)
        for fact in facts:
            if fact.sense is Sense.LEVEL and fact.number and fact.topic not in self._sizes:
                size = fact.interval().times(fact.number.unit.scale)
                self._sizes[fact.topic] = size
                if size.low is not None and size.high is not None:
                    order = len(self._sizes)
                    self._alike[_nobodys(fact.topic)].append((size.low, order, fact.topic))
                    self._widest = max(self._widest, size.high - size.low)
        for levels in self._alike.values():
            levels.sort(key=lambda level: level[:2])

    def likeliest(self, shares: Sequence[Fact], like: Topic) -> tuple[Topic | None, list[Fact]]:
        """Of which level of a kind most of some shares are, the first told of several; and those.

        Args:
            shares: The shares.
            like: The kind, as a level of nobody.
        """
        fitting: dict[tuple[int, Topic], list[Fact]] = defaultdict(list)
        for share in shares:
            for _, order, topic in self._near(share, like):
                if self._fits(share, topic):
                    fitting[order, topic].append(share)
        best = min(fitting, key=lambda one: (-len(fitting[one]), one[0]), default=None)
        return (None, []) if best is None else (best[1], fitting[best])

    def has_any_for(self, share: Fact) -> bool:
        """Whether a share is of any level at all."""
        return any(
            self._fits(share, topic)
            for like in self._alike
            for _, _, topic in self._near(share, like)
        )

    def _near(self, share: Fact, like: Topic) -> Sequence[tuple[Fraction, int, Topic]]:
        """The levels of a kind, by size, among which are all that a share can be of."""
        levels, part = self._alike.get(like, ()), self._sizes.get(share.topic)
        low, high = share.interval().low, share.interval().high
        if part is None or part.low is None or part.high is None or low is None or high is None:
            return levels
        begin, end = 0, len(levels)
        if high > 0:
            least = part.low * 100 / high - self._widest
            begin = bisect_left(levels, least, key=lambda level: level[0])
        if low > 0:
            end = bisect_right(levels, part.high * 100 / low, key=lambda level: level[0])
        return levels[begin:end]

    def _fits(self, share: Fact, whole: Topic) -> bool:
        part = self._sizes.get(share.topic)
        if part is None or share.topic == whole:
            return False
        return part.over(self._sizes[whole]).times(100).meets(share.interval())
