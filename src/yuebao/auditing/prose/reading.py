"""Reading one clause's numbers: what they are of, and what they are compared with."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from yuebao.auditing.facts import Fact, Sense, Topic
from yuebao.auditing.numbers import NO_UNIT, Number
from yuebao.auditing.prose.clauses import (
    KINDS_OF_TRADE,
    NATION,
    kind_of_trade,
    price_unit,
)
from yuebao.auditing.prose.comparisons import ComparisonReading
from yuebao.auditing.prose.dates import When, number_in
from yuebao.auditing.prose.marks import lexicon
from yuebao.auditing.prose.names import groups_of
from yuebao.auditing.prose.quantities import common_unit, in_kind
from yuebao.auditing.terms import Place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yuebao.auditing.prose.marks import Mark
    from yuebao.domain import Period


_AS_MANY = 3
_BALANCES = ("surplus", "deficit", "balance")
_RATE_UNITS = ("", "%", "points", "times")


def _month_by_month(when: When) -> list[When]:
    """The months of a stretch of them, each by itself."""
    if not when.first or when.is_base or when.as_of:
        return []
    return [replace(when, first=n, last=n) for n in range(when.first, when.last + 1)]


@dataclass(slots=True)
class NumberReading(ComparisonReading, ABC):
    """The reading of one clause's numbers."""

    def run(self) -> None:
        """Read each number in order."""
        names = self._names()
        numbers = self.clause.numbers
        first = [at for at in numbers if self._is_base(at)]
        if len(first) == 1 and len(said := self.clause.comparisons()) == 1:
            self.composer.yearly = "yearly" in said
        for at in [*first, *(at for at in numbers if at not in first)]:
            position = numbers.index(at)
            mark = self.clause.marks[at]
            number = self._unit(position)
            entity = names[position] if position < len(names) else ""
            fact = self._read(at, replace(mark, number=number), entity)
            if fact is None:
                self.composer.unread.append(self._place(mark))
                continue
            self.composer.facts.append(fact)
            self.composer.said.append(fact)
            if self.clause.aside:
                self.composer.asides.append(fact)
            if fact is self.base:
                self.composer.bases.append(fact)

    @abstractmethod
    def _read(self, at: int, mark: Mark, entity: str) -> Fact | None:
        """What a number is; None where nothing tells."""

    def _is_base(self, at: int) -> bool:
        """Whether a number is what another of the clause is compared with, and stands behind it."""
        left = self.clause.left(at)
        return self.clause.numbers[0] != at and (self._compared(left)[0] or self._is_times_of(at))

    def _is_times_of(self, at: int) -> bool:
        """Whether an English level is what another is so many times: three times last year's 5."""
        here = self.clause.numbers.index(at)
        if self.composer.language != "en" or not here:
            return False
        before = self.clause.marks[self.clause.numbers[here - 1]].figure.unit.base
        spoken = [m for m in self.clause.left(at) if m.text.strip(" the'’s")]
        return before == "times" and all(m.when is not None for m in spoken)

    def _names(self) -> tuple[str, ...]:
        """Whom each number of a list is of."""
        pending, count = self.composer.pending, len(self.clause.numbers)
        some = re.search(lexicon(self.composer.language)["some_of"], self.clause.quote)
        if some is not None and 1 < count < len(pending):
            return pending[:count] if some["first"] is not None else pending[-count:]
        behind = self._names_behind()
        if len(behind) == count > 1:
            return behind
        here = self.composer.pending_of == self.composer.sentence
        if here and 1 < len(pending) < count:
            return self._names_of_runs(pending)
        listed = self.clause.has("listed") or (count > 1 and self.clause.lists_numbers())
        # Of a list in a sentence before, two numbers may be of anybody; three are of those three.
        if (here or count >= _AS_MANY) and listed and len(pending) == count > 1:
            return pending
        return self._names_told(count)

    def _names_behind(self) -> tuple[str, ...]:
        """Whom an English clause says behind its numbers that they are for: 3% and 4% for A and B.

        The list is of a word for and names alone.
        """
        behind = self.clause.marks[self.clause.numbers[-1] + 1 :]
        text = "".join(mark.text for mark in behind)
        if self.composer.language != "en" or not re.match(r"\s*for [A-Z]", text):
            return ()
        plain = all(mark.kind in ("text", "also") for mark in behind if mark.text.strip())
        groups = groups_of(behind, "en") if plain else []
        return tuple(groups[0]) if len(groups) == 1 else ()

    def _names_told(self, count: int) -> tuple[str, ...]:
        """The names that the sentence told a level of last, for a list of so many: A (3), B (5)."""
        those = any(m.kind == "sum" and m.text.endswith("者") for m in self.head)
        english = self.composer.language == "en"
        if count < 2 or not self.clause.has("listed") or not (english or those):
            return ()
        levels = [f for f in self.composer.said if f.sense is Sense.LEVEL and f.topic.scope]
        single = [next(iter(f.topic.scope)) for f in levels if len(f.topic.scope) == 1]
        told = list(dict.fromkeys(single))[-count:]
        return tuple(told) if len(told) == count and len(single) == len(levels) else ()

    def _names_of_runs(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """Whom each number is of, where several lists go with one of names: 3% and 4% to 8, 9."""
        marks, numbers = self.clause.marks, self.clause.numbers
        runs: list[list[int]] = []
        for at in numbers:
            between = marks[runs[-1][-1] + 1 : at] if runs else []
            if runs and all(m.kind == "also" or not m.text.strip() for m in between):
                runs[-1].append(at)
            else:
                runs.append([at])
        if any(len(run) != len(names) for run in runs):
            return ()
        return names * len(runs)

    def _own_when(self, at: int, left: Sequence[Mark], right: Sequence[Mark]) -> When | None:
        """The months that stand with a number: before it, in English behind it as well."""
        before = [m.when for m in left if m.when is not None]
        if self.composer.language != "en":
            earlier = [m.when for m in self.clause.marks[:at] if m.when is not None]
            kinds = {m.kind for m in left}
            listed = "also" in kinds and not kinds & {"to", "move"}
            carried = earlier[-1] if listed and earlier and earlier[-1].is_base else None
            return before[-1] if before else carried
        if self._is_behind_its_months():
            return before[-1] if before else None
        behind: list[When] = []
        for mark in right:
            if mark.kind in ("from", "than", "break"):
                break
            if mark.when is not None and not mark.when.is_base:
                behind.append(mark.when)
        if behind:
            return behind[0]
        if any(m.kind == "to" for m in left):  # from a year earlier to $3.7 billion
            before = [when for when in before if not when.is_base]
        if self.clause.numbers[0] != at and self._is_listed_with_first(at):
            before = [
                m.when for m in self.clause.left(self.clause.numbers[0]) if m.when is not None
            ]
            return before[-1] if before and before[-1].is_base else None
        first = self.clause.numbers[0] == at
        return before[-1] if before and first else None

    def _is_behind_its_months(self) -> bool:
        """Whether every number of a clause stands behind months of its own: July 3 and August 4."""
        spoken = [m for m in self.clause.marks if m.when is not None or m.kind == "number"]
        kinds = ["when" if m.when is not None else "number" for m in spoken]
        return len(kinds) > 2 and kinds == ["when", "number"] * (len(kinds) // 2)

    def _is_listed_with_first(self, at: int) -> bool:
        """Whether only joints and numbers stand between a clause's first number and another."""
        between = self.clause.marks[self.clause.numbers[0] + 1 : at]
        return all(m.kind in ("also", "number") or not m.text.strip() for m in between)

    def listed_when(self, at: int) -> When | None:
        """The months a number of a list is of, where so many are listed before: 4月、5月分别."""
        numbers = self.clause.numbers
        whens = [m.when for m in self.head if m.when is not None]
        if len(numbers) >= _AS_MANY and self.clause.has("listed"):
            quarter = self._quarter_of_list(numbers.index(at))
            if quarter is not None:
                return quarter
        if not whens and len(numbers) >= _AS_MANY and self.clause.has("listed"):
            return self._month_of_list(numbers.index(at))
        if len(whens) == 1 and len(numbers) > 1 and self.clause.has("listed"):
            text = next(m.text for m in self.head if m.when is whens[0])
            whens = (_month_by_month(whens[0]) if "月" in text else []) or whens
        if len(numbers) < 2 or len(whens) != len(numbers):
            return None
        return whens[numbers.index(at)]

    def _quarter_of_list(self, position: int) -> When | None:
        """The quarter of one of so many numbers as quarters are named: 四个季度, 一、二、三季度."""
        topic, count = self.composer.clock.topic, len(self.clause.numbers)
        said = re.search(
            lexicon(self.composer.language)["quarters_listed"],
            f"{self.composer.before}{''.join(m.text for m in self.head)}",
        )
        if said is None or topic is None:
            return None
        counted = number_in(said["n"] or "") or len(re.findall("[一二三四1-4]", said[0]))
        if counted != count:
            return None
        return When(0, 0, year=topic.last.year, first=3 * position + 1, last=3 * position + 3)

    def _month_of_list(self, position: int) -> When | None:
        """The month of one of so many numbers as the months spoken of are: 1至4月，出口依次为."""
        topic, composer = self.composer.clock.topic, self.composer
        count = len(self.clause.numbers)
        named = composer.pending_of == composer.sentence and len(composer.pending) > 1
        flows = sum(m.kind == "flow" for m in self.head)
        if topic is None or named or flows > 1 or topic.first.year != topic.last.year:
            return None
        if topic.last.month - topic.first.month + 1 != count:
            return None
        month = topic.first.month + position
        return When(0, 0, year=topic.first.year, first=month, last=month)

    def listed_flow(self, at: int) -> tuple[str, str] | None:
        """The flow a number of a list is of, where so many are listed: 进出口、出口和进口分别."""
        flows = [m.flow for m in self.head if m.kind == "flow"]
        numbers = self.clause.numbers
        if not flows and self.clause.has("listed"):
            flows = self._flows_before(len(numbers))
        if len(numbers) < 2 or len(flows) != len(numbers) or not self.clause.has("listed"):
            return None
        return flows[numbers.index(at)] if len(set(flows)) == len(flows) else None

    def _flows_before(self, count: int) -> list[tuple[str, str]]:
        """The flows the sentence went through, for a list of what they were: they were 3 and 4."""
        text = "".join(m.text for m in self.head).lower()
        if not re.search(lexicon(self.composer.language)["they"], text):
            return []
        said = [f for f in self.composer.said if f.sense is Sense.LEVEL]
        found = list(dict.fromkeys((f.topic.family, f.topic.side) for f in said))
        return found if len(found) == count else []

    def _unit(self, position: int) -> Number:
        """A number in a list has the unit that stands behind the last of it."""
        marks, numbers = self.clause.marks, self.clause.numbers
        number = marks[numbers[position]].figure
        if number.unit.base:
            return number
        for later in numbers[position + 1 :]:
            unit = marks[later].figure.unit
            between = marks[numbers[position] + 1 : later]
            listed = all(m.kind in ("also", "number", "listed") for m in between)
            if unit.base and number.unit == NO_UNIT and listed:
                return replace(number, unit=unit)
            if unit.base not in _RATE_UNITS and number.unit != NO_UNIT:
                return replace(number, unit=replace(unit, scale=number.unit.scale))
            if unit.base:
                break
        bases = [f.topic.base for f in self.composer.said if f.sense is Sense.LEVEL]
        before = [marks[n].figure.unit.base for n in numbers[:position]]
        bases += [base for base in before if base not in _RATE_UNITS]
        if number.unit != NO_UNIT and bases:
            units = [f.number.unit for f in self.composer.said if f.number is not None]
            units += [marks[n].figure.unit for n in numbers[:position]]
            like = [one for one in units if one.base == bases[-1]]
            if not like:
                return replace(number, unit=replace(number.unit, base=bases[-1]))
            return replace(number, unit=in_kind(number.unit, like[-1], self.composer.language))
        return number

    def _place(self, mark: Mark) -> Place:
        return Place(self.composer.block, mark.start, mark.end)

    def _topic(self, mark: Mark, entity: str, *, period: Period | None = None) -> Topic:
        subject, unit = self.composer.subject, mark.figure.unit
        left = self.clause.left(self.clause.marks.index(self._original(mark)))
        measure = "value" if unit.is_money() else "quantity"
        base = unit.base
        if mark.per:
            measure, base = "price", f"{base}/{mark.per.strip('/')}"
        elif any(m.kind == "measure" and m.flow[0] == "index" for m in left):
            measure = "index"
        elif self._is_daily(mark, left):
            measure = "daily"
        family, side = subject.family, subject.side
        flows = [m.flow for m in left if m.kind == "flow"]
        if self.composer.services and (said := kind_of_trade(left)) is not None:
            subject = replace(subject, scope=subject.scope - KINDS_OF_TRADE | said)
        if flows and self.composer.language == "zh" and not any(m.kind == "share" for m in left):
            family, side = flows[-1]
        if not flows and (behind := self._flow_behind(mark)) is not None:
            family, side = behind
            if self.composer.language == "en":  # and so of those listed behind it
                self.composer.subject = replace(self.composer.subject, family=family, side=side)
        scope = subject.scope | ({entity} if entity else frozenset())
        own = self.listed_flow(self.clause.marks.index(self._original(mark)))
        family, side = own or (family, side)
        turned = bool(flows) and {flows[-1][1], side} <= {*_BALANCES}
        compared = turned or (flows and "than" in {m.kind for m in left})
        if compared and (self._is_other_flow(left) or flows[-1][1] in _BALANCES):
            family, side = flows[-1]
        elif flows and self.composer.language == "en" and mark.start > self._first_start():
            same = flows[-1] == (family, side) and self._compared(left)[0]
            mine = f"#{flows[-1][1]}{mark.start}"  # another flow, whose goods nothing says
            scope = scope if same else scope | {mine}
        return Topic(family, side, measure, base, scope,
                     period or self.composer.clock.topic or self.composer.clock.report)  # fmt: skip

    def _flow_behind(self, mark: Mark) -> tuple[str, str] | None:
        """The flow that a level is of by the words behind it: $9 billion of exports, 38亿顺差."""
        right = self.clause.right(self.clause.marks.index(self._original(mark)))
        spoken = [m for m in right if m.text.strip(" 的")][:2]
        kinds = [m.kind for m in spoken]
        if self.composer.language == "en":
            of = kinds == ["toward", "flow"] and spoken[0].text in ("of", "from", "in")
            if kinds[:1] == ["flow"] and spoken[0].flow[1] in _BALANCES:
                return spoken[0].flow  # a €8.4 billion surplus
            return spoken[1].flow if of and not self.clause.has("share") else None
        balance = kinds[:1] == ["flow"] and spoken[0].flow[1] in ("surplus", "deficit")
        return spoken[0].flow if balance else None

    def _is_daily(self, mark: Mark, left: Sequence[Mark]) -> bool:
        """Whether a level is a day's on average: by its words, or as what is compared with one."""
        right = self.clause.right(self.clause.marks.index(self._original(mark)))
        daily = lexicon(self.composer.language)["units"]["daily"]
        if re.search(rf"(?:{daily})$", mark.text):
            return True
        if any(m.kind == "mean_day" for m in (*left, *right)):
            return True
        last = self._last(Sense.LEVEL)
        beside = last is not None and last.topic.measure == "daily"
        return beside and self._compared(left)[0]

    def _priced(self, mark: Mark, left: Sequence[Mark]) -> Mark:
        """A price by the common unit of what it is for one of; `/` where nothing tells that."""
        prices = [m for m in left if m.kind == "measure" and m.flow[0] == "price"]
        if not (mark.per or prices) and (per := self._price_before(mark)):
            return replace(mark, per=per)
        if not (mark.per or prices) or mark.figure.unit.base in ("%", "points", "times"):
            return mark
        name, times = common_unit(mark.per or price_unit(prices), self.composer.language)
        unit = mark.figure.unit
        number = replace(mark.figure, unit=replace(unit, scale=unit.scale / times))
        return replace(mark, number=number, per=name or "/")

    def _price_before(self, mark: Mark) -> str:
        """What a price is for one of that an amount in the same sentence goes on with."""
        last = self._last(Sense.LEVEL)
        here = self.base is not None and self.base.topic.measure == "price"
        if here:  # 由每公斤6.00元降到5.38元
            last = self.base
        if last is None or last.topic.measure != "price":
            return ""
        if not here and self.clause.has("flow", "measure"):
            return ""
        money, _, per = last.topic.base.partition("/")
        number, unit = last.number, mark.figure.unit
        if unit.base != money or number is None or number.unit.scale != unit.scale:
            return ""
        return per or "/"

    def _first_start(self) -> int:
        return self.clause.marks[self.clause.numbers[0]].start

    def _original(self, mark: Mark) -> Mark:
        return next(m for m in self.clause.marks if m.start == mark.start)

    def _fact(self, sense: Sense, topic: Topic, mark: Mark) -> Fact:
        subject, sentence = self.composer.subject, self.composer.sentence
        carried = bool(subject.scope) and subject.sentence != sentence
        place, quote = self._place(mark), self.clause.quote
        return Fact(sense, topic, mark.number, place, quote, sentence, carried=carried)

    def _of(self, entity: str, position: int) -> Topic:
        """The level a rate is of: the one last stated in the sentence, or the clause's own."""
        composer, subject = self.composer, self.composer.subject
        count = len(self.clause.numbers)
        levels = [f for f in composer.said if f.sense is Sense.LEVEL and f not in composer.bases]
        if not self.clause.aside:
            levels = [f for f in levels if f not in composer.asides] or levels
        named = bool([m for m in self.head if m.kind in ("flow", "measure")])
        if entity or not levels or (named and not self._matches(levels[-1])):
            base = next((f.topic.base for f in reversed(levels)), "")
            if subject.measure == "quantity" or (named and subject.measure == "value"):
                base = next((f.topic.base for f in reversed(composer.of_late())
                             if f.topic.measure == subject.measure), "")  # fmt: skip
            scope = subject.scope | ({entity} if entity else frozenset())
            measure = subject.measure or (levels[-1].topic.measure if levels else "value")
            flow = self.listed_flow(self.clause.numbers[position])
            family, side = flow or (subject.family, subject.side)
            return Topic(family, side, measure, base, scope, composer.clock.topic)
        if count > 1 and self.clause.has("listed", "also") and len(levels) >= count:
            return levels[len(levels) - count + position].topic
        if not levels[-1].topic.scope >= subject.scope and subject.sentence == composer.sentence:
            theirs = [f for f in levels if f.topic.scope & subject.scope]
            if theirs:
                return theirs[-1].topic
            if groups_of(self.head, composer.language) or subject.scope == NATION:
                return replace(levels[-1].topic, scope=subject.scope)
        now = [f for f in levels if f.topic.period == composer.clock.topic] or levels
        quarters = [f for f in levels if self._is_quarter(f)]
        if quarters and any(m.kind == "before" and "季" in m.text for m in self.clause.marks):
            return quarters[-1].topic
        return now[-1].topic

    @staticmethod
    def _is_quarter(level: Fact) -> bool:
        period = level.topic.period
        return period is not None and period.length() == _AS_MANY

    def _matches(self, fact: Fact) -> bool:
        subject, topic = self.composer.subject, fact.topic
        measure = subject.measure in ("", topic.measure)
        return topic.side == subject.side and measure and topic.scope >= subject.scope
