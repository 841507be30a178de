"""Rates: growth, shares and ratios; and what each number is."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import TYPE_CHECKING

from yuebao.auditing.facts import Fact, Sense, Topic
from yuebao.auditing.numbers import MINUS, PERCENT, Number
from yuebao.auditing.prose.clauses import widened
from yuebao.auditing.prose.marks import lexicon
from yuebao.auditing.prose.ratios import RatioReading
from yuebao.auditing.prose.scan import scan

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yuebao.auditing.prose.marks import Mark
    from yuebao.domain import Period

_TO = ("-", "–", "—", "~", "～", "至", "到")
"""What stands between the ends of a range."""
_RATES = ("share", "growth", "fall", "yearly", "before", "move")


@dataclass(slots=True)
class ClauseReading(RatioReading):
    """Reads every number of a clause."""

    def _read(self, at: int, mark: Mark, entity: str) -> Fact | None:
        number = mark.figure
        left, right = self.clause.left(at), self.clause.right(at)
        moves = [m for m in left if m.kind == "move" or (m.sign and m.kind != "to")]
        if moves:
            self.sign = self.composer.turn = moves[-1].sign
        mark = self._priced(mark, left)
        bounds = widened(left, number, self.composer.language, right)
        base = number.unit.base
        expected = any(m.kind == "expected" for m in self.clause.marks[:at])
        expected = expected or self.composer.predicted
        expected = expected or (self.composer.foreseen and self.composer.joint in (":", "："))
        if expected or self._is_range(at) or self._is_long_mean(at):
            return self._fact(Sense.OTHER, self._of(entity, 0), mark)
        if base == "points":
            fact: Fact | None = self._points(at, mark, entity)
        elif base == "%":
            fact = self._rate(at, mark, entity, left, right)
        elif base == "times":
            fact = self._times(at, mark, entity, left)
        else:
            fact = self._level(at, mark, entity, left, right)
        if fact is None or bounds is None:
            return fact
        turned = fact.number is not None and fact.number.value < 0 < number.value
        return replace(fact, bounds=-bounds if turned else bounds)

    def _is_range(self, at: int) -> bool:
        """Whether a number is an end of a range, 5%—8%, which states neither."""
        marks = self.clause.marks
        for first in (at - 2, at):
            ends = marks[max(first, 0) : first + 3]
            if first < 0 or [m.kind == "number" for m in ends] != [True, False, True]:
                continue
            moved = any(m.kind in ("from", "move") for m in self.clause.left(first))
            one, other = (m.figure.unit.base for m in (ends[0], ends[2]))
            if ends[1].text.strip() in _TO and not moved and one in ("", other):
                return True
        return False

    def _is_long_mean(self, at: int) -> bool:
        """Whether a number is a mean over more time than the text is on: 近五年同期均值."""
        marks = self.clause.marks
        text = "".join(m.text for m in marks)
        mean = re.search(lexicon(self.composer.language)["long_mean"], text)
        if mean is None and self.clause.aside:
            mean = re.search(lexicon(self.composer.language)["long_mean"], self.composer.before)
            return mean is not None and mean.end() == len(self.composer.before)
        return mean is not None and mean.start() < marks[at].end - marks[0].start

    def _rate(
        self, at: int, mark: Mark, entity: str, left: Sequence[Mark], right: Sequence[Mark]
    ) -> Fact | None:
        said = "".join(m.text for m in left)
        if re.search(lexicon(self.composer.language)["annual"], said):
            return self._fact(Sense.OTHER, self._of(entity, 0), mark)
        change = self._change_before(left)
        if change is not None:
            return self._growth_of_change(change, mark)
        kind = self._rate_kind(left, right)
        side = "" if kind else self._side_of_total(left, right)
        if side:
            of = self._topic(mark, "")
            whole = replace(of, side="total", measure="value", base="")
            part = replace(whole, side=side)
            return replace(self._fact(Sense.SHARE, part, mark), against=(whole,), named=True)
        if not kind and self.clause.aside and mark.figure.text[0] in f"+{MINUS}":
            kind = "growth"  # 半导体（+32.7%）
        if not kind:
            self._hold(mark, left)
            return None
        self.rate = kind
        position = self.clause.numbers.index(at)
        compared, period = self._compared(left)
        if kind == "share":
            if len(self.clause.numbers) > 1 and self.clause.has("also"):
                right = self.clause.right(self.clause.numbers[-1])
            return self._share(mark, entity, position, left, right, period if compared else None)
        return self._growth(mark, entity, position, left, right, compared, period)

    def _side_of_total(self, left: Sequence[Mark], right: Sequence[Mark]) -> str:
        """The side that a percentage of the total is of: of the total, 60 percent were imports."""
        words, before = lexicon(self.composer.language), self.composer.before
        match = re.search(words["is_side"], "".join(m.text for m in right).lower())
        of_total = re.search(words["of_total"], f"{before} {''.join(m.text for m in left)}".lower())
        listed = bool(self.composer.said) and self.composer.said[-1].sense is Sense.SHARE
        return f"{match['side']}s" if match is not None and (of_total or listed) else ""

    def _hold(self, mark: Mark, left: Sequence[Mark]) -> None:
        """Keep a bare rate in brackets behind a level, until the numbers tell what it is."""
        level = self.composer.said[-1] if self.composer.said else None
        bare = self.clause.aside and len(self.clause.numbers) == 1
        bare = bare and not "".join(m.text for m in left).strip()
        if bare and level is not None and level.sense is Sense.LEVEL and level.topic.scope:
            fact = self._fact(Sense.SHARE, level.topic, mark)
            self.composer.held.append(fact)

    def _change_before(self, left: Sequence[Mark]) -> Fact | None:
        """The change in a unit that a rate is the same of: up $335 million or 12%; ($44m, 21%)."""
        last = self.composer.said[-1] if self.composer.said else None
        if last is None or last.sense is not Sense.DIFFERENCE:
            return None
        spoken = [m for m in left if m.text.strip(" ,，")]
        either = [m.text.strip() for m in spoken] in (["or"], ["或"], ["即"])
        bare = self.clause.aside and not spoken and len(self.clause.numbers) == 1
        return last if either or bare else None

    def _growth_of_change(self, change: Fact, mark: Mark) -> Fact:
        """A change in a unit as a rate."""
        number = mark.figure
        signed = -number if change.direction < 0 and number.value > 0 else number
        fact = self._fact(Sense.GROWTH, change.topic, replace(mark, number=signed))
        return replace(fact, against=change.against, named=change.named,
                       direction=change.direction, yearly=self.composer.yearly)  # fmt: skip

    def _rate_kind(self, left: Sequence[Mark], right: Sequence[Mark]) -> str:
        """Whether a percentage is growth or a share; empty where nothing tells."""
        kinds = [m.kind for m in left]
        last = next((k for k in reversed(kinds) if k in _RATES), "")
        if "".join(m.text for m in left).split() == ["or", "by"] and self.composer.turn:
            self.sign = self.composer.turn  # fell from 16 to 14 billion, or by 10.6%
            return "growth"
        rising = last == "move" and bool({"to", "from"} & set(kinds)) and "share" in kinds
        if last == "share" or rising or self._is_share_before(last, kinds):
            return "share"
        behind = self._kind_behind(right, last) if self.composer.language == "en" else ""
        if behind or last or self._is_growth_behind(right):
            return behind or "growth"
        if self._beside() is not None:
            return "growth"
        if self._is_share_in_list(kinds):
            return "share"
        return self.rate or self._kind_around(kinds)

    def _is_share_in_list(self, kinds: Sequence[str]) -> bool:
        """Whether a rate alone in brackets stands in a list whose first says it is a share."""
        if (
            not self.clause.aside
            or len(self.clause.numbers) != 1
            or any(k != "text" for k in kinds)
        ):
            return False
        beside = [f for f in self.composer.asides if f.number and f.number.unit.base == "%"]
        level = self.composer.said[-1] if self.composer.said else None
        listed = level is not None and level.sense is Sense.LEVEL and bool(level.topic.scope)
        return listed and bool(beside) and beside[-1].sense is Sense.SHARE

    def _is_share_before(self, last: str, kinds: Sequence[str]) -> bool:
        """Whether a rate is what a share was before: up from 35.2%."""
        if last != "move" or "from" not in kinds or self.clause.has("growth", "fall"):
            return False
        rate = self._last(Sense.GROWTH, Sense.SHARE)
        return rate is not None and rate.sense is Sense.SHARE

    def _beside(self) -> Fact | None:
        """The growth that a rate in brackets by itself stands beside: 4.3% (July: 7.2%)."""
        marks = [m for m in self.clause.marks if m.kind != "text" or m.text.strip(" ：:为")]
        if not self.clause.aside or any(m.kind not in ("number", "when") for m in marks):
            return None
        when = any(m.when is not None for m in marks) or self.composer.compare is not None
        return self._spoken_growth() if when and len(self.clause.numbers) == 1 else None

    def _spoken_growth(self) -> Fact | None:
        """The growth that the sentence last spoke of, not in brackets."""
        said, asides = reversed(self.composer.said), self.composer.asides
        return next((f for f in said if f.sense is Sense.GROWTH and f not in asides), None)

    def _is_growth_behind(self, right: Sequence[Mark]) -> bool:
        """Whether Chinese words right behind a rate say that it is growth: 14.5%的按年升幅."""
        spoken = [m for m in right if m.text.strip() not in ("", "的")]
        joined = bool(right) and right[0].text.strip() == "的"
        kinds = ("yearly", "before", "growth", "fall")
        return joined and bool(spoken) and spoken[0].kind in kinds

    def _kind_behind(self, right: Sequence[Mark], last: str) -> str:
        """What the words behind an English rate say: of exports, higher."""
        text = "".join(m.text for m in right[:4]).lower()
        if text.lstrip().startswith(("of ", "share")):
            return "share"
        spoken = [m for m in right if m.text.strip()]
        if spoken and spoken[0].kind in ("yearly", "before") and not last:
            return "growth"
        if spoken and spoken[0].kind == "move" and not last:
            self.sign = spoken[0].sign
            return "growth"
        return ""

    def _kind_around(self, kinds: Sequence[str]) -> str:
        """What a rate is by the rest of its clause and the rates before."""
        if self.clause.has("share") and self.base is None and self.whole_level() is not None:
            return "share"
        rate = self._last(Sense.GROWTH, Sense.SHARE)
        based = any(m.when is not None and m.when.is_base for m in self.clause.marks)
        if rate is not None and based and set(kinds) <= {"text", "when"}:
            return rate.sense.value  # 上年同期为15.2%
        if any(k in ("from", "to", "than") for k in kinds):
            said = rate.sense.value if rate else "growth"
            return "share" if self.clause.has("share") else said
        if self._is_gapped(kinds) and rate is not None and rate.sense is Sense.GROWTH:
            self.sign = rate.direction
            return "growth"
        if kinds and all(k in ("text", "listed", "also") for k in kinds):
            before = self.composer.said[-1] if self.composer.said else None
            return "share" if before and before.sense is Sense.SHARE else ""
        return ""

    def _is_gapped(self, kinds: Sequence[str]) -> bool:
        """Whether an English clause leaves out its verb: rose 3.2% and Europe 4.5%."""
        rates = [n for n in self.clause.numbers if self.clause.marks[n].figure.unit.base == "%"]
        if self.composer.language != "en" or len(rates) != 1 or self.clause.aside:
            return False
        if self.composer.joint.endswith("and") and set(kinds) <= {"text", "listed", "also"}:
            return True
        return bool({"flow", "toward"} & set(kinds)) and set(kinds) <= {"text", "flow", "toward"}

    def _growth(
        self, mark: Mark, entity: str, position: int, left: Sequence[Mark], right: Sequence[Mark],
        compared: bool, period: Period | None,
    ) -> Fact:  # fmt: skip
        number = mark.figure
        beside = self._beside()
        if beside is not None:
            return self._other_growth(beside, mark)
        of = self._in_money(self._of(entity, position))
        period = period or (self._when(right) if compared else None)
        if compared and period is None:
            of = replace(of, period=self._usual_base(), scope=of.scope | {f"#{mark.start}"})
        else:
            listed = self.listed_when(self.clause.numbers[position])
            period = period or (self.composer.clock.months_of(listed) if listed else None)
            of = replace(of, period=period or self._grown_in(of, left, right))
        of = self._by_measure(of, right)
        said = [m for m in self.clause.marks if m.kind in ("yearly", "before")]
        if len({m.kind for m in said}) == len(self.clause.numbers) == 2:  # 同比和环比分别
            left, right = [said[position]], []
        against, named = self._against(of, left, right)
        beyond = self._beyond(position)
        if beyond is not None:
            of, against, named = replace(of, period=self.composer.clock.topic), (beyond,), True
        if named and not of.base:
            of = replace(of, base=against[0].base, measure=against[0].measure)
        sign = self._growth_sign(left)
        self.composer.falls = self.clause.has("fall")
        signed = -number if sign < 0 and number.value > 0 else number
        fact = replace(self._fact(Sense.GROWTH, of, replace(mark, number=signed)), against=against,
                          named=named, direction=sign, yearly=self.composer.yearly)  # fmt: skip
        if compared:
            self.base = fact
        return fact

    def _by_measure(self, of: Topic, right: Sequence[Mark]) -> Topic:
        """The level by value or quantity, as English words right behind a rate say: in volume."""
        spoken = [m for m in right if m.text.strip(" ,") not in ("", "in", "by")]
        measure = spoken[0].flow[0] if spoken and spoken[0].kind == "measure" else ""
        if self.composer.language != "en" or measure not in ("value", "quantity"):
            return of
        levels = [f.topic for f in self.composer.of_late() if f.sense is Sense.LEVEL]
        like = [t for t in levels if (t.side, t.scope, t.measure) == (of.side, of.scope, measure)]
        base = of.base if of.measure == measure else (like[-1].base if like else "")
        return replace(of, measure=measure, base=base)

    def _beyond(self, position: int) -> Topic | None:
        """The level that a rate is said to be above or below, right behind it."""
        numbers = self.clause.numbers[position : position + 2]
        if len(numbers) < 2:
            return None
        several = sum(
            n in self.clause.numbers for n in map(self._place_in_clause, self.composer.bases)
        )
        behind = self.clause.left(numbers[1])
        if not self._is_above(behind) and not (several > 1 and self._compared(behind)[0]):
            return None
        start = self.clause.marks[numbers[1]].start
        return next((f.topic for f in self.composer.bases if f.place.start == start), None)

    def _place_in_clause(self, fact: Fact) -> int:
        """Which mark of the clause a fact is; −1 for none."""
        starts = (n for n, m in enumerate(self.clause.marks) if m.start == fact.place.start)
        return next(starts, -1) if fact.place.block == self.composer.block else -1

    def _grown_in(self, of: Topic, left: Sequence[Mark], right: Sequence[Mark]) -> Period | None:
        """The months that a rate is of growth in."""
        composer = self.composer
        behind = list(takewhile(lambda m: m.kind != "also", right))
        if self._is_of_those_behind(behind):
            return self._when(behind)
        own = self._own_words(left)
        before = any(m.when is not None and not m.when.is_base for m in own)
        if composer.clock.topic is not None and before:
            return self._when(own)
        if self._is_in_months_before(left):
            return self._when(left)
        yearly = self.clause.has("yearly") or self._is_on_long_base()
        if composer.yearly is False and not yearly and of.period and self._is_long(of.period):
            return self._short() or of.period
        return (self._when(right) if self.clause.has("earlier") else None) or of.period

    @staticmethod
    def _own_words(left: Sequence[Mark]) -> Sequence[Mark]:
        """The words before a rate that are its own: behind a joint, before what it is on."""
        joints = [n for n, m in enumerate(left) if m.kind == "also"]
        own = left[joints[-1] + 1 :] if joints else left
        return list(takewhile(lambda m: m.kind not in ("than", "from"), own))

    def _is_on_long_base(self) -> bool:
        """Whether the clause states what its rate is from, of more months than a quarter."""
        base = None if self.base is None else self.base.topic.period
        return base is not None and self._is_long(base)

    def _is_in_months_before(self, left: Sequence[Mark]) -> bool:
        """Whether a clause begins with other months, whose growth it tells: 前值增长8.3%."""
        if self.composer.language != "zh" or any(
            m.kind in ("than", "from", "yearly", "before") for m in left
        ):
            return False
        spoken = [m for m in self.clause.marks if m.kind != "text" or m.text.strip()]
        when = spoken[0].when if spoken else None
        return when is not None and when.is_base and spoken[0] in left

    def _is_of_those_behind(self, right: Sequence[Mark]) -> bool:
        """Whether one of several English rates is of the months behind it: a 3.2% fall in July."""
        if self.composer.language != "en" or len(self.clause.numbers) < 2:
            return False
        return any(m.when is not None and not m.when.is_base and m.when.first for m in right)

    def _in_money(self, of: Topic) -> Topic:
        """The level in the currency that its growth is said to be in."""
        money = self.composer.money
        return replace(of, base=money) if money and of.measure == "value" else of

    def _other_growth(self, beside: Fact, mark: Mark) -> Fact:
        """The same growth in other months."""
        period = self._when(self.clause.marks) or self.composer.compare
        topic = replace(beside.topic, period=period)
        against = (replace(topic, period=period.year_earlier()),) if period else ()
        if self._is_of_a_fall(()) and mark.figure.value > 0:
            mark = replace(mark, number=-mark.figure)
        return replace(self._fact(Sense.GROWTH, topic, mark), against=against,
                       named=beside.yearly is True, yearly=beside.yearly)  # fmt: skip

    def _growth_sign(self, left: Sequence[Mark]) -> int:
        """Which way growth goes by its words: the fall of 降幅, no way of growth that slowed to."""
        kinds = [m.kind for m in left]
        if self._is_of_a_fall(left):
            return -1
        if self.clause.has("growth") and ("to" in kinds or "move" not in kinds):
            return 0
        return self.sign

    def _is_of_a_fall(self, left: Sequence[Mark]) -> bool:
        """Whether a rate is of a fall by a word before it, or right behind: 降幅5%, 5%的降幅.

        In brackets, also by one before them: 降幅比9月（3.4%）扩大.
        """
        marks = self.clause.marks
        if self.clause.aside and len(self.clause.numbers) == 1 and not self.clause.has("move"):
            before = [m.kind for m in scan(self.composer.before, self.composer.language)]
            if "fall" in before and "number" not in before:
                return True
        end = left[-1].end if left else marks[0].start
        if any(m.kind == "fall" and m.end <= end for m in marks):
            return True
        behind = [m for m in marks if m.start >= end and m.text.strip(" 的")]
        return [m.kind for m in behind[:2]] == ["number", "fall"] and "的" in "".join(
            m.text for m in marks if behind[0].end <= m.start < behind[1].start
        )

    @staticmethod
    def _is_long(period: Period) -> bool:
        return period.length() > 3

    def _short(self) -> Period | None:
        """The month or quarter a change on the one before is of."""
        report = self.composer.clock.report
        if report is not None and not self._is_long(report):
            return report
        return self.composer.clock.month

    def _times(self, at: int, mark: Mark, entity: str, left: Sequence[Mark]) -> Fact:
        number = mark.figure
        grown = any(m.kind in ("move", "yearly", "before") and m.sign > 0 for m in left)
        if grown and not self._is_as_much(self.clause.right(at)):
            percent = Number(number.text, number.value * 100, 0, PERCENT)
            position = self.clause.numbers.index(at)
            fact = self._growth(
                replace(mark, number=percent), entity, position, left, (), False, None
            )
            return replace(fact, bounds=number.printed().times(100))
        of = self._of(entity, 0)
        against = () if self.base is None else (self.base.topic,)
        whens = [m.when for m in left if m.when is not None and m.when.is_base]
        whens = whens or [m.when for m in self.behind_is(left) if m.when is not None]
        if not against and whens and (period := self.composer.clock.months_of(whens[-1])):
            against = (replace(of, period=period),)  # 是去年同期的5.2倍
        before = self.composer.said[-1] if self.composer.said else None
        if before is not None and before.sense is Sense.LEVEL and at > self.clause.numbers[0]:
            against = (before.topic,)
            of = self._of_before(before, of)
        if not against and (pair := self._times_another(left, self.clause.right(at))) is not None:
            of, against = pair[0], (pair[1],)
        return replace(self._fact(Sense.RATIO, of, mark), against=against, named=bool(against))
