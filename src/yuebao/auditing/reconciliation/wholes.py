"""What the shares that sentences state may be of."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from yuebao.auditing.numbers import Interval
from yuebao.auditing.prose.clauses import NATION

if TYPE_CHECKING:
    from yuebao.auditing.facts import Fact, Topic
    from yuebao.auditing.reconciliation.told import FactRows

_NEAR = 3
"""So many sentences before a share stands what it may be of, where that is called otherwise and is
not the largest of all."""


def may_be_whole(text: FactRows, topic: Topic, fact: Fact) -> bool:
    """Whether a level may be what a share is of, whose whole is named and not stated as such.

    It may be called otherwise; but not by the name of somebody else where the whole has a name, nor
    by no name where that is not whom the title names.
    """
    named = fact.against[0]
    titled = all(name in text.title for name in named.scope)
    goods = not named.scope or topic.scope <= fact.topic.scope | named.scope
    goods = goods and (bool(topic.scope) or titled)
    return topic.period == named.period and goods


def stated_wholes(text: FactRows, fact: Fact) -> list[Topic]:
    """Stated levels that a share may be of: of the same side, unit and months, and larger.

    What has a share of the same whole itself, in whatever months, is a part beside it.
    """
    topic = fact.topic
    part = text.interval(topic)
    whole = fact.against[0] if fact.against else topic
    found = []
    for other, told in text.stated.items():  # its own module
        sides = (whole.side, topic.side) if fact.named else (whole.side,)
        same = (other.family, other.base) == (whole.family, topic.base) and other.side in sides
        size = text.interval(other)
        larger = part is None or size is None or not size.is_below(part)
        part_of_it = any(_is_like(one, whole) for one in text.rates["share", other])
        nation = other.scope == NATION != whole.scope
        if (
            same
            and other != topic
            and larger
            and not nation
            and not part_of_it
            and "+" not in other.scope
        ):
            of_these = other.scope <= topic.scope | whole.scope
            apart = [fact.sentence - one.sentence for one in told]
            if not (of_these or fact.cell) and max(apart) < 0:
                continue  # somebody whom only later sentences tell of
            near = any(0 <= sentences <= _NEAR for sentences in apart)
            found.append((other, size, of_these or near))
    sizes = [size for other, size, _ in found if size and other.period == whole.period]
    largest = Interval(
        max((size.low for size in sizes if size.low is not None), default=None), None
    )
    likely = [
        other for other, size, is_near in found if is_near or not (size and size.is_below(largest))
    ]
    return sorted(likely, key=lambda t: (t.period != whole.period, len(t.scope)))


def _is_like(share: Fact, whole: Topic) -> bool:
    """Whether a share is of a whole, in whatever months."""
    return any(replace(one, period=whole.period) == whole for one in share.against[:1])
