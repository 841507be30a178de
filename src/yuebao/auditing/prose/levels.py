"""Levels, means, sums and differences: numbers in money or in units of quantity."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from yuebao.auditing.facts import Fact, Sense, Topic
from yuebao.auditing.numbers import NO_UNIT
from yuebao.auditing.prose.clauses import TOGETHER, nameless
from yuebao.auditing.prose.dates import previous
from yuebao.auditing.prose.marks import lexicon, way_of_than
from yuebao.auditing.prose.reading import NumberReading
from yuebao.domain import Period

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yuebao.auditing.prose.marks import Mark


_COMPARED = ("yearly", "before")


def _place_of(kinds: Sequence[str], kind: str) -> int:
    return kinds.index(kind) if kind in kinds else 0


@dataclass(slots=True)
class LevelReading(NumberReading):
    """Reads the levels of a clause."""

    def _level(
        self, at: int, mark: Mark, entity: str, left: Sequence[Mark], right: Sequence[Mark]
    ) -> Fact | None:
        number = mark.figure
        if number.unit == NO_UNIT and not any(m.kind == "measure" for m in left):
            return None
        compared, period = self._compared(left)
        if self.clause.aside and self.composer.tail and not "".join(m.text for m in left).strip():
            compared, period = True, self.composer.tail  # than in May 2024 (3 bn)
        if not compared and self._is_times_of(at):
            compared, period = True, self._when(left)
        behind = self.base is not None and self.base.place.start < mark.start
        if self.compared_list and behind and all(m.kind in ("also", "text") for m in left):
            compared, period = True, self.compared_list.period
        if compared:
            return self._base_level(mark, entity, period or self._when(right))
        self.compared_list = None
        mean = self._mean_kind(at, left, right)
        if self._is_apart(left, mean):
            return self._apart(mark)
        if mean:
            return self._mean(mean, mark, entity, left)
        kinds = [m.kind for m in left if m.kind not in ("text", "also", "listed", "toward")]
        by_itself = bool(left) and left[-1].kind in _COMPARED and left[-1].sign  # 年增, 月減
        bought = kinds[-2:] == ["move", "flow"] and self._is_beside_flow(left)
        changed = kinds[-1:] == ["move"] or by_itself or bought
        more = self._is_more(right)
        if number.unit != NO_UNIT and (more or changed or self._is_by(kinds, right)):
            self.sign = next(m.sign for m in right if m.kind == "move") if more else self.sign
            return self._difference(mark, entity, left, right)
        summed = "sum" in kinds or self._is_of_the_first(left) or self._is_in_all(right)
        residual = lexicon(self.composer.language)["residual"]
        summed = summed and not re.search(residual, "".join(m.text for m in left))
        return self._sum(mark, entity, left) if summed else self._now(at, mark, entity)

    def _is_beside_flow(self, left: Sequence[Mark]) -> bool:
        """Whether a word of more or less stands right before the flow: 比一季度多进口900万吨."""
        spoken = [m for m in left if m.text.strip()]
        chinese = self.composer.language == "zh" and any(m.kind == "than" for m in spoken)
        return chinese and spoken[-2].kind == "move" and len(spoken[-2].text) == 1

    def _mean_kind(self, at: int, left: Sequence[Mark], right: Sequence[Mark]) -> str:
        """Over what a level is a mean; also what a mean became: average exports rose 0.6 to 280."""
        for mark in (*left, *right):
            if mark.kind in ("mean_month", "mean_quarter"):
                return mark.kind
        first = self.clause.left(self.clause.numbers[0])
        mean = any(m.kind == "mean_month" for m in first)
        here = self.clause.numbers[0] != at and any(m.kind == "to" for m in left)
        return "mean_month" if self.composer.language == "en" and mean and here else ""

    def _is_of_the_first(self, left: Sequence[Mark]) -> bool:
        """Whether a clause's only number is of so many that come first: the four largest markets.

        Where their names stand before it, it is the first of a list of numbers.
        """
        first = lexicon(self.composer.language)["firsts"]
        told = any(m.kind == "count" and re.search(first, m.text, re.IGNORECASE) for m in left)
        return told and len(self.clause.numbers) == 1 and not self.composer.pending

    def _is_in_all(self, right: Sequence[Mark]) -> bool:
        """Whether English words right behind a level say that it is a sum: $3 billion in all."""
        spoken = [m for m in right if m.text.strip()]
        english = self.composer.language == "en" and len(self.clause.numbers) == 1
        return english and bool(spoken) and spoken[0].kind == "sum"

    def _is_more(self, right: Sequence[Mark]) -> bool:
        """Whether an English number is by how much another is more: $1.2 billion more than."""
        behind = [m.kind for m in right if m.kind != "text" or m.text.strip()]
        return self.composer.language == "en" and behind[:2] == ["move", "than"]

    def _is_by(self, kinds: Sequence[str], right: Sequence[Mark]) -> bool:
        """Whether an English number is by how much another rose: of $1.2 billion to $65.7."""
        behind = [m.kind for m in right if m.kind != "text"]
        return self.composer.language == "en" and "move" in kinds and behind == ["to"]

    def _base_level(self, mark: Mark, entity: str, period: Period | None) -> Fact:
        """A level that others are compared with."""
        period = period or self.composer.compare
        topic = self._topic(mark, entity, period=period or self._usual_base())
        self._note_comparison(period)
        if period is None and self.composer.yearly is None:
            topic = replace(topic, scope=topic.scope | {f"#{mark.start}"})
        fact = replace(self._fact(Sense.LEVEL, topic, mark), named=period is not None)
        fact = self._surpassed(fact, mark)
        self.base, self.compared_list = fact, topic
        return fact

    def _surpassed(self, base: Fact, mark: Mark) -> Fact:
        """A level that another is said to be above or below, with a word: 低于11月的640.5亿."""
        left = self.clause.left(self.clause.marks.index(self._original(mark)))
        than = next((n for n, m in enumerate(left) if m.kind == "than"), -1)
        word = left[than].text if than >= 0 else ""
        way = self._way_of_comparison(left, than) if than >= 0 else 0
        topic = replace(base.topic, scope=base.topic.scope - {f"#{mark.start}"})
        levels = (f for f in self.composer.of_paragraph() if f.sense is Sense.LEVEL)
        now = (f for f in levels if f not in self.composer.bases)
        like = [f for f in now if replace(f.topic, period=topic.period) == topic]
        like = [f for f in like if f.topic.period == self.composer.clock.topic] or like
        if not way or not like or like[-1].topic.period == topic.period:
            return base
        against = (like[-1].topic,)
        return replace(base, topic=topic, direction=-way, word=word, against=against)

    def _way_of_comparison(self, left: Sequence[Mark], than: int) -> int:
        """Which way a comparison points by its own word: smaller than, 低于."""
        if self.composer.language == "en":
            spoken = [m for m in left[:than] if m.text.strip()]
            if left[0] is not self.clause.marks[0]:
                return 0  # $3 billion more than
            return spoken[-1].sign if spoken and spoken[-1].kind == "move" else 0
        joined = left[-1].text.rstrip()[-1:] in ("的", "之")
        return way_of_than(left[than], self.composer.language) if joined else 0

    def _now(self, at: int, mark: Mark, entity: str) -> Fact:
        """A level of what the clause is about."""
        left, right = self.clause.left(at), self.clause.right(at)
        own = self.listed_when(at) or self._own_when(at, left, right)
        period = self.composer.clock.months_of(own) if own is not None else None
        topic = self._topic(mark, entity, period=period)
        whole = lexicon(self.composer.language)["whole_level"]
        before = "".join(m.text for m in left).lower()
        if self._is_whole_of_share(at):
            topic = replace(topic, scope=topic.scope - nameless(topic.scope))
        if self._is_whole_of_share(at) or self._is_in_share(at) or re.search(whole, before):
            topic = replace(topic, scope=topic.scope - self.composer.subject.scope)
        if topic.side == "balance" and self._is_in_deficit(right):
            mark = replace(mark, number=-mark.figure)
        share = self._share_before(left)
        if share is not None:
            topic = replace(share.topic, measure=topic.measure, base=topic.base)
        if not entity and self._is_nameless(at):
            topic = replace(topic, scope=topic.scope | {f"#{mark.start}"})
        elif self._is_threshold(left):
            return self._fact(Sense.OTHER, topic, mark)
        moved = self._moved(right)
        if mark.figure.unit.base == "piece" and mark.figure.unit.scale == 1 and moved:
            count = int(mark.figure.value)
            return replace(self._fact(Sense.COUNT, topic, mark), count=count, direction=moved)
        to = [m for m in left if m.kind in ("to", "move")]
        base = self._base_for(topic) if to else None
        against = () if base is None else (base.topic,)
        fact = self._fact(Sense.LEVEL, topic, mark)
        behind = self._behind_whom(topic, left)
        if behind is not None and not to:
            word = lexicon(self.composer.language)["ahead"]
            return replace(fact, direction=-1, word=word, against=(behind,))
        return replace(fact, direction=self.sign if to else 0, word=self._word(), against=against)

    def _is_in_deficit(self, right: Sequence[Mark]) -> bool:
        """Whether words right behind a balance say that it is below zero: $3 billion in deficit."""
        said = [m for m in right if m.text.strip()][:2]
        english = self.composer.language == "en" and "".join(m.text for m in said).split()[:1] == [
            "in"
        ]
        return english and any(m.kind == "flow" and m.flow[1] == "deficit" for m in said)

    def _is_whole_of_share(self, at: int) -> bool:
        """Whether an English level is what the share before it is of: 97% of the 9 million tons."""
        left, here = self.clause.left(at), self.clause.numbers.index(at)
        if self.composer.language != "en" or not here or not left:
            return False
        before = self.clause.marks[self.clause.numbers[here - 1]].figure.unit.base
        joint = [m for m in left if m.kind != "text" or m.text.strip(" the")]
        said = [m.text for m in joint]
        flows = sum(m.kind == "flow" for m in joint)
        whole = len(said) > 1 and said[0] == said[-1] == "of" and flows == 1
        return before == "%" and (said == ["of"] or whole)

    def _share_before(self, left: Sequence[Mark]) -> Fact | None:
        """The share that a level in brackets is another form of: 占10.4%（34.3亿美元）."""
        last = self.composer.said[-1] if self.composer.said else None
        bare = self.clause.aside and len(self.clause.numbers) == 1
        if last is None or not bare or "".join(m.text for m in left).strip():
            return None
        beside = 0 <= self.clause.marks[0].start - last.place.end <= 2  # brackets
        return last if beside and last.sense is Sense.SHARE else None

    def _is_in_share(self, at: int) -> bool:
        """Whether a Chinese level is what the share behind it is of: 占总量733万辆的29.3%."""
        left, right = self.clause.left(at), self.clause.right(at)
        if self.composer.language != "zh" or not any(m.kind == "share" for m in left):
            return False
        return bool(right) and "".join(m.text for m in right).strip() == "的"

    def _behind_whom(self, topic: Topic, left: Sequence[Mark]) -> Topic | None:
        """The level that is said to be larger than this one: ahead of China at $57 billion."""
        text = "".join(m.text for m in left)
        if not re.search(lexicon(self.composer.language)["ahead"], text):
            return None
        levels = [f.topic for f in self.composer.said if f.sense is Sense.LEVEL]
        like = [t for t in levels if replace(t, scope=topic.scope) == topic and t != topic]
        return like[-1] if like and like[-1].scope else None

    def _is_nameless(self, at: int) -> bool:
        """Whether a number stands in a list of which nothing says whose they are."""
        numbers, marks = self.clause.numbers, self.clause.marks
        if len(numbers) < 2 or self.listed_when(at) or self.listed_flow(at):
            return False
        here = numbers.index(at)
        pairs = [(a, b) for a, b in pairwise(numbers) if at in (a, b)]
        return here >= 0 and any(
            b - a > 1 and all(m.kind == "also" for m in marks[a + 1 : b]) for a, b in pairs
        )

    def _moved(self, right: Sequence[Mark]) -> int:
        """Which way what was counted went: 2个实现增长."""
        verbs = ("", "实现", "出现", "保持", "呈", "呈现", "同比", "为")
        spoken = [m for m in right if m.kind != "text" or m.text.strip() not in verbs]
        return spoken[0].sign if spoken and spoken[0].kind == "move" else 0

    def _is_threshold(self, left: Sequence[Mark]) -> bool:
        """Whether a number is only what so many are above or below: 5个月超过19亿."""
        over = any(m.text.endswith(("超过", "超", "高于", "above", "over")) for m in left)
        return over and any(m.kind == "count" for m in self.clause.marks)

    def _note_comparison(self, period: Period | None) -> None:
        """What one level is compared with, the next of the sentence are as well."""
        topic = self.composer.clock.topic
        if period is not None and topic is not None:
            if period == topic.year_earlier():
                self.composer.yearly = True
            elif period == previous(topic):
                self.composer.yearly = False

    def _word(self) -> str:
        moves = [m.text for m in self.clause.marks if m.kind in ("move", "to")]
        return moves[0] if moves else ""

    def _is_apart(self, left: Sequence[Mark], mean: str) -> bool:
        """Whether a number is no level of the clause's subject: a lead, or what one firm has."""
        words, before = lexicon(self.composer.language), "".join(m.text for m in left)
        if before.strip() == "by":  # overtook Japan, by 3 billion
            before = f"{self.composer.before}, {before} "
        if any(re.search(words[said], before) for said in ("lead", "per_one")):
            return True
        kinds = [m.kind for m in left]
        spoken = [m.kind for m in left if m.text.strip()]
        # By how much a mean moved is none: average exports rose 0.6.
        moved = spoken[-1:] == ["move"] and self.composer.language == "en"
        moved = moved or bool({"than", "move"} & set(kinds[: _place_of(kinds, mean)]))
        return bool(mean) and moved

    def _apart(self, mark: Mark) -> Fact:
        """What is no level of whom the clause is about: by how much it leads, what a firm has."""
        topic = self._topic(mark, "")
        return self._fact(Sense.OTHER, replace(topic, scope=topic.scope | {f"#{mark.start}"}), mark)

    def _mean(self, kind: str, mark: Mark, entity: str, left: Sequence[Mark]) -> Fact:
        base = [m.when for m in left if m.when is not None and m.when.is_base]
        period = self.composer.clock.months_of(base[-1]) if base else None
        topic = self._topic(mark, entity, period=period)
        months = topic.period.length() if topic.period else 0
        longer = self._months_around(topic.period) if kind == "mean_month" and not base else None
        if longer is not None:
            topic, months = replace(topic, period=longer), longer.length()
        count = {"mean_month": months, "mean_quarter": months // 3}.get(kind, 0)
        return replace(self._fact(Sense.MEAN, topic, mark), count=count)

    def _months_around(self, month: Period | None) -> Period | None:
        """The months spoken of before that a single one is part of: a mean is of those."""
        longer = self.composer.opening or self.composer.clock.long
        if month is None or longer is None or not month.is_one_month():
            return None
        return longer if longer.first <= month.first and month.last <= longer.last else None

    def _sum(self, mark: Mark, entity: str, left: Sequence[Mark]) -> Fact:
        topic = self._topic(mark, entity)
        if topic.scope >= TOGETHER:
            like = replace(topic, scope=TOGETHER)
            single = [f.topic for f in self.composer.of_late() if f.sense is Sense.LEVEL]
            named = [t for t in single if len(t.scope) == 1 and t.scope <= topic.scope]
            parts = tuple(dict.fromkeys(t for t in named if replace(t, scope=TOGETHER) == like))
            complete = len(parts) == len(topic.scope) - 1
            return replace(self._fact(Sense.LEVEL, topic, mark), parts=parts if complete else ())
        months = self._months_in_a_row(left)
        if months is not None:
            return self._fact(Sense.LEVEL, replace(topic, period=months), mark)
        count = self._counted(left)
        parts = self._siblings(count, replace(topic, scope=TOGETHER))
        if parts:
            topic = replace(topic, scope=TOGETHER.union(*(part.scope for part in parts)))
        elif count > 1:  # of several that the text does not tell
            topic = replace(topic, scope=TOGETHER | {f"#{mark.start}"})
        return replace(self._fact(Sense.LEVEL, topic, mark), parts=parts)

    def _months_in_a_row(self, left: Sequence[Mark]) -> Period | None:
        """The months that a sum is of, where it names some that follow each other: 1月和2月合计."""
        whens = [m.when for m in left if m.when is not None and m.when.first]
        months = [p for p in map(self.composer.clock.months_of, whens) if p is not None]
        follow = all(one.last.plus(1) == two.first for one, two in pairwise(months))
        return Period(months[0].first, months[-1].last) if len(months) > 1 and follow else None

    def _two_flows(self, topic: Topic, left: Sequence[Mark]) -> tuple[Topic, Topic] | None:
        """Two sides of trade of which one is more: 出口比进口多402.8亿元."""
        than = next((n for n, m in enumerate(left) if m.kind == "than"), None)
        if self.composer.language != "zh" or than is None:
            return None
        one, two = (
            [m.flow for m in marks if m.kind == "flow"][-1:] for marks in (left[:than], left[than:])
        )
        if not (one and two) or one == two or one[0][0] != two[0][0]:
            return None
        (family, side), (_, other) = one[0], two[0]
        topic = replace(topic, family=family)
        return replace(topic, side=side), replace(topic, side=other)

    def _difference(
        self, mark: Mark, entity: str, left: Sequence[Mark], right: Sequence[Mark]
    ) -> Fact:
        topic = self._topic(mark, entity)
        last = self._last(Sense.LEVEL)
        if self._is_more(right) and last is not None:
            topic = last.topic
        against, named = self._against(topic, left, right)
        pair = self._two_flows(topic, left)
        if pair is not None:
            topic, against, named = pair[0], (pair[1],), True
        number = mark.figure
        signed = -number if self.sign < 0 else number
        fact = self._fact(Sense.DIFFERENCE, topic, replace(mark, number=signed))
        return replace(fact, against=against, named=named, direction=self.sign)
