"""What the numbers of a clause are compared with, by its words and by what was said before."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import TYPE_CHECKING

from yuebao.auditing.facts import Fact, Sense, Topic
from yuebao.auditing.prose.clauses import (
    Clause,
    State,
    is_beyond,
    nameless,
)
from yuebao.auditing.prose.dates import number_in, previous
from yuebao.auditing.prose.marks import lexicon
from yuebao.auditing.prose.names import groups_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yuebao.auditing.prose.marks import Mark
    from yuebao.domain import Period

_AS_MANY = 3


def _count(text: str) -> int:
    return number_in(text) or 0


@dataclass(slots=True)
class ComparisonReading:
    """What the numbers of one clause are compared with.

    Attributes:
        composer: What the document has said so far.
        clause: The clause.
        head: What stands before its first number, without what a share or comparison is of.
        sign: Which way its last word of movement points.
        base: The level or rate that others of it are compared with.
        rate: What its last rate was, `growth` or `share`.
        compared_list: While it lists what others are compared with: the topic of the last.
    """

    composer: State
    clause: Clause
    head: Sequence[Mark]
    sign: int = 0
    base: Fact | None = None
    rate: str = ""
    compared_list: Topic | None = None

    def _when(self, marks: Sequence[Mark]) -> Period | None:
        """The last period among marks."""
        found = [m.when for m in marks if m.when is not None]
        return self.composer.clock.months_of(found[-1]) if found else None

    def _compared(self, left: Sequence[Mark]) -> tuple[bool, Period | None]:
        """Whether marks say what a number is compared with, and the months that is."""
        kinds = [m.kind for m in left]
        if self._is_above(left):
            return True, self._when(left)
        for kind in ("from", "than", "following"):
            if kind in kinds:
                at = len(kinds) - 1 - kinds[::-1].index(kind)
                rest = left[at:]
                if any(m.kind in ("move", "to") for m in rest) or self._is_other_flow(rest):
                    continue
                return True, self._when(rest)
        return False, None

    def _is_above(self, left: Sequence[Mark]) -> bool:
        """Whether an English rate is said to be above or below what follows: 46% below 7.7."""
        spoken = [m for m in left if m.text.strip()]
        beside = spoken and is_beyond(spoken[0])
        moved = any(m.kind in ("move", "to", "also", "flow") for m in spoken[1:])
        return bool(beside) and not moved and spoken[0] not in self.clause.marks[:1]

    def _is_other_flow(self, marks: Sequence[Mark]) -> bool:
        """Whether a level is compared with one of the other side, not with one of other months."""
        flows = [m.flow[1] for m in marks if m.kind == "flow"]
        sides = ("exports", "imports", "total")
        return bool(flows) and flows[-1] in sides and flows[-1] != self.composer.subject.side

    def _usual_base(self) -> Period | None:
        topic = self.composer.clock.topic
        if topic is None:
            return None
        monthly = self.composer.yearly is False and topic.length() <= _AS_MANY
        return previous(topic) if monthly else topic.year_earlier()

    def _counted(self, left: Sequence[Mark]) -> int:
        """Of how many a sum is, where words before it say so: 三者, 前两大市场; 0 where none do."""
        said = [number_in(m.text[0]) or 0 for m in left if m.kind == "sum" and m.text[1:] == "者"]
        first = [
            m.text[1:].rstrip("大位名强") for m in left if m.kind == "skip" and m.text[0] == "前"
        ]
        told = [*said, *map(_count, first), *(m.count for m in left if m.kind == "count")]
        several = lexicon(self.composer.language)["several"]
        text = "".join(m.text for m in left).lower()
        if not told and self.composer.language == "en" and (match := re.search(several, text)):
            told = [_count(match[1])]  # the three together
        return told[-1] if told else 0

    def _siblings(self, count: int, topic: Topic) -> tuple[Topic, ...]:
        """The topics listed last that are of the same kind as one."""
        said = [f for f in self.composer.said if f.sense is Sense.LEVEL]
        if said and (found := self._alike(count, topic, before=False)):
            return found
        if said and not count:
            return ()
        return self._alike(count, topic, before=True)  # 上述三者, the two together

    def _alike(self, count: int, topic: Topic, *, before: bool) -> tuple[Topic, ...]:
        """Those of the sentence, or of the paragraph `before` its end."""
        found = []
        for fact in reversed(self.composer.of_paragraph() if before else self.composer.said):
            like = fact.sense is Sense.LEVEL and not fact.parts and fact.topic != topic
            like = like and (not before or bool(fact.topic.scope))
            like = like and (before or self.composer.listing < 0 or fact in self._listed())
            same = (fact.topic.side, fact.topic.base, fact.topic.period)
            if like and same == (topic.side, topic.base or fact.topic.base, topic.period):
                found.append(fact.topic)
        found = list(dict.fromkeys(found))[: count or None]
        whole = len(found) == count if count else len(found) > 1
        return tuple(reversed(found)) if whole else ()

    def _listed(self) -> list[Fact]:
        """The facts of the sentence behind the word that its list begins with."""
        return self.composer.said[self.composer.listing :]

    def _against(
        self, topic: Topic, left: Sequence[Mark], right: Sequence[Mark]
    ) -> tuple[tuple[Topic, ...], bool]:
        """What a change is from: what is stated in the sentence, else what the words say."""
        composer, period = self.composer, topic.period
        marks = (*left, *right)
        for kind, yearly in (("yearly", True), ("before", False)):
            if any(m.kind == kind for m in marks):
                composer.yearly = yearly
                if period is not None:
                    base = period.year_earlier() if yearly else previous(period)
                    return (replace(topic, period=base),), True
        stated = self._stated_base(topic)
        return self._understood_base(topic) if stated is None else ((stated,), True)

    def _stated_base(self, topic: Topic) -> Topic | None:
        """What the sentence states that a level is compared with, a level or months."""
        base = self._base_for(topic)
        if base is not None:
            return base.topic
        marks = self.clause.marks
        spoken = [n for n, m in enumerate(marks) if m.kind == "than"]
        when = self._compared_months(marks[spoken[-1] :]) if spoken else None
        if when is not None:
            return replace(topic, period=when)
        return self._level_of_another(topic, marks[spoken[-1] :]) if spoken else None

    def _compared_months(self, marks: Sequence[Mark]) -> Period | None:
        """The months that words name as what is compared with: from a year earlier, in May."""
        whens = [m.when for m in marks if m.when is not None]
        base = whens[0] if whens and whens[0].is_base else None
        return self.composer.clock.months_of(base) if base else self._when(marks)

    def _level_of_another(self, topic: Topic, marks: Sequence[Mark]) -> Topic | None:
        """The level of somebody named, where the paragraph states it: more than Japan."""
        phrase = list(takewhile(lambda m: m.kind not in ("move", "number", "to"), marks))
        groups = groups_of(phrase, self.composer.language, beside=True)
        names = {name for group in groups for name in group}
        for fact in reversed(self.composer.of_paragraph() if names else ()):
            like = replace(fact.topic, scope=topic.scope) == topic
            if fact.sense is Sense.LEVEL and like and fact.topic.scope - topic.scope == names:
                return fact.topic
        return None

    def _understood_base(self, topic: Topic) -> tuple[tuple[Topic, ...], bool]:
        """What a change is from where the clause itself does not say."""
        composer, period = self.composer, topic.period
        compared = composer.compare if period == composer.clock.topic else None
        compared = compared or self._carried_base(topic)
        if compared is not None:
            return (replace(topic, period=compared),), True
        based = [f.topic for f in reversed(composer.said) if f.sense is Sense.LEVEL
                 and f.topic.base == topic.base and f.topic.side == topic.side
                 and f.topic.period != period and f.topic.scope == topic.scope]  # fmt: skip
        if period is None:
            return tuple(based), False
        usual = [period.year_earlier(), previous(period)]
        if composer.yearly is False:
            usual.reverse()
        if (composer.yearly is not None or composer.usual_year) and not based:
            return (replace(topic, period=usual[0]),), True
        told = composer.yearly or (composer.yearly is None and composer.usual_year)
        if told and usual[0] not in {t.period for t in based}:  # the like of those before
            return (replace(topic, period=usual[0]), *based[:1]), True
        year = based[0].period == period.year_earlier() if len(set(based)) == 1 else False
        if year and composer.yearly is None:
            return (based[0],), True  # the only one that the sentence states
        return (*based[:1], *(replace(topic, period=p) for p in usual)), False

    def _carried_base(self, topic: Topic) -> Period | None:
        """What the difference right before is to, where no word says: 少14亿美元，下降25.9%."""
        before = self.composer.said[-1] if self.composer.said else None
        if self.composer.yearly is not None or before is None or not before.named:
            return None
        alike = before.sense is Sense.DIFFERENCE and replace(before.topic, base=topic.base) == topic
        return before.against[0].period if alike else None

    def _base_for(self, topic: Topic) -> Fact | None:
        """The level stated in the sentence as what this one is compared with."""
        for fact in reversed(self.composer.bases):
            like = fact.topic.side == topic.side and topic.base in ("", fact.topic.base)
            same = fact.topic.scope - nameless(fact.topic.scope) == topic.scope
            if fact.sense is Sense.LEVEL and like and same:
                return fact
        return None

    def _last(self, *senses: Sense) -> Fact | None:
        said = reversed(self.composer.said)
        bases = self.composer.bases
        return next((f for f in said if f.sense in senses and f not in bases), None)
