"""From marks to facts: clause by clause, with what clauses before said carried on."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from yuebao.auditing.facts import Sense
from yuebao.auditing.prose.clauses import (
    NATION,
    NOBODY,
    TOGETHER,
    Clause,
    ClauseSubject,
    State,
    is_beyond,
    is_on_nation,
    named_behind,
    named_in_english,
)
from yuebao.auditing.prose.closing import (
    begins_to_predict,
    compare_behind,
    is_base_of_times,
    list_parts,
    name_comparison,
    note_footing,
    set_footing,
    spoken_money,
)
from yuebao.auditing.prose.earlier import (
    begin_earlier,
    compared_at_end,
    end_earlier,
    stay_earlier,
)
from yuebao.auditing.prose.firsts import note_first
from yuebao.auditing.prose.marks import Mark, fold, lexicon
from yuebao.auditing.prose.names import groups_of, split
from yuebao.auditing.prose.opening import is_bare, without_dateline
from yuebao.auditing.prose.parting import clauses_of
from yuebao.auditing.prose.placing import note_place
from yuebao.auditing.prose.rates import ClauseReading
from yuebao.auditing.prose.sayings import (
    note_extreme,
    note_pace,
    note_record,
    note_streak,
    note_trend,
)
from yuebao.auditing.prose.scan import ways_of_trade
from yuebao.auditing.prose.whose import (
    is_plain,
    is_reset,
    note_kind_of_trade,
    own_removed,
    those_listed,
)
from yuebao.domain import Period

if TYPE_CHECKING:
    from collections.abc import Sequence


def _together(group: Sequence[str]) -> str:
    """Several of whom one level is stated, as one name."""
    return " ".join(sorted(group))


def _between(head: Sequence[Mark], clause: Clause) -> bool:
    """Whether between the last mark of a head and its number others stand."""
    return not head or head[-1] is not clause.marks[clause.numbers[0] - 1]


@dataclass(slots=True)
class Composer(State):
    """Reads paragraphs in order and collects their facts."""

    def note_title(self, text: str) -> None:
        """The months a title or heading names are those of what follows."""
        self.section, self.side, self.dated = None, "", None
        for mark in self.marks_of(text):
            if mark.kind == "flow" and mark.flow[1] in ("total", "exports", "imports"):
                self.side = mark.flow[1]
            if mark.when is not None and mark.when.is_base and mark.when.relative:
                continue  # 去年 in a heading is the year that the text is on
            if mark.when is not None and self.section is None:
                self.section = self.clock.months_of(mark.when)
                self._settle(self.section, explicit=mark.when.year is not None)

    def _settle(self, period: Period | None, *, explicit: bool) -> None:
        if period is None:
            return
        if self.clock.report is None:
            self.clock.report = period
            if explicit:
                self.clock.own = period.last.year
        self.clock.note(period)

    def paragraph(self, block: int, text: str) -> None:
        """Read a paragraph."""
        self.block, self.named = block, False
        if len(self.sides) > 1:
            self.spoken_side = "imports" if self.side == "imports" else "exports"
        self.sides = set()
        self._begin(ClauseSubject(side=self.side or self.only))
        if block in self.following and self.dated is not None:
            self.clock.note(self.dated)
        self._end_sentence()
        self.whole, self.footing = None, ""
        opening, self.opening = self.opening, None
        if opening and re.match(rf"\s*(?:{lexicon(self.language)['words']['among']})", fold(text)):
            self.clock.note(opening)
        later: list[Clause] = []
        text = without_dateline(self._without_title(text), self.language)
        for clause, joint in clauses_of(self._sided(self.marks_of(text)), text):
            if clause is None:
                self._end_sentence()
                if joint in (";", "；"):  # the next item of a list
                    self._begin(replace(self.subject, scope=NOBODY, measure=""))
            elif joint == "when" and self.compare is not None and not clause.has("flow"):
                later.append(clause)
                if self.said:
                    self._stated_before(later.pop())
            else:
                self.joint = joint
                self._clause(clause)
                while later:
                    self._stated_before(later.pop())

    def _without_title(self, text: str) -> str:
        """The text without the title that stands in its first line: 【钢材出口】."""
        match = re.match(r"\s*【([^】]{1,40})】", text)
        if match is None:
            return text
        self.note_title(match[1])
        self._begin(ClauseSubject(side=self.side or self.only))
        return " " * match.end() + text[match.end() :]

    def _begin(self, subject: ClauseSubject) -> None:
        """Speak of something in the months of the heading."""
        self.subject = subject
        period = self.section or self.clock.report
        if period is not None:
            self.clock.note(period)

    def _sided(self, marks: Sequence[Mark]) -> list[Mark]:
        """The marks, shipments by the side last spoken of where no word behind tells it.

        A bare 元 is of the currency that the text means by it.
        """
        found: list[Mark] = []
        for at, mark in enumerate(marks):
            one = mark
            if self.short and mark.kind == "number" and is_bare(mark):
                number = mark.figure
                unit = replace(number.unit, base=self.short)
                one = replace(mark, number=replace(number, unit=unit))
            elif mark.kind == "flow" and mark.flow[1] == "shipments":
                behind = next((m for m in marks[at + 1 :] if m.text.strip()), mark)
                word = behind.text if behind.kind == "toward" else ""
                side = {"from": "imports", "to": "exports", "into": "imports"}.get(word, "")
                one = replace(mark, flow=("trade", side or self.spoken_side))
            elif mark.kind == "flow" and mark.flow[1] in ("exports", "imports"):
                self.spoken_side = mark.flow[1]
                self.sides.add(mark.flow[1])
            found.append(one)
        return found

    def _end_sentence(self) -> None:
        compare_behind(self)
        name_comparison(self)
        list_parts(self)
        set_footing(self)
        end_earlier(self)
        self._back_to_whole()
        self.sentence += 1
        self.said, self.bases, self.asides, self.listing = [], [], [], -1
        self.turn, self.before, self.without, self.falls = 0, "", -1, False
        self.tail, self.footed, self.place, self.predicted = None, "", None, False
        if self.subject.side in ("surplus", "deficit", "balance"):
            self.subject = replace(self.subject, side=self.side)
        self.yearly, self.compare, self.pace = None, None, None
        self.comparisons = NOBODY

    def _back_to_whole(self) -> None:
        """A sentence that went through the parts of a period leaves the whole of it spoken of."""
        whole, spoken = self.begun[0], self.clock.topic
        parts = {f.topic.period for f in self.said if f.sense is Sense.LEVEL and not f.parts}
        parts = {p for p in parts if p is not None and whole is not None and p != whole
                 and whole.first <= p.first and p.last <= whole.last}  # fmt: skip
        if whole is not None and spoken in parts and len(parts) > 1:
            self.clock.note(whole)
        opening = self.opening
        levels = [f for f in self.said if f.sense is Sense.LEVEL and f not in self.bases]
        parts = {p for p in (f.topic.period for f in levels)
                 if p is not None and opening is not None and p != opening
                 and opening.first <= p.first and p.last <= opening.last}  # fmt: skip
        if opening is not None and self.clock.topic in parts and len(parts) > 1:
            self.clock.note(opening)
        self.begun = (self.clock.topic, 0)

    # One clause

    def _clause(self, clause: Clause) -> None:
        kept = (replace(self.subject), replace(self.clock)) if clause.aside else None
        head = self._head(clause)
        spoken = spoken_money(clause, self.language)
        if not clause.numbers:
            self.footed = spoken or self.footed
        self.money = spoken or (self.money if clause.aside else self.footed)
        text = "".join(mark.text for mark in clause.marks).strip().lower()
        note_footing(self, clause, text)
        self.comparisons = self.comparisons.union(clause.comparisons())
        if clause.has("among") or re.search(lexicon(self.language)["breakdown"], text):
            self.listing = len(self.said)
        if clause.tells_first(self.language):
            self.listing = -1  # the largest are not all
        if self.opening is not None and self._goes_on_with_parts(clause):
            self.clock.note(self.opening)
        self._period(clause)
        begin_earlier(self, clause)
        if self.opening is None and clause.numbers and not clause.aside:
            self._open()
        self._about(clause, head)
        before = len(self.facts)
        first = not self.said
        if clause.numbers:
            ClauseReading(self, clause, head).run()
            stay_earlier(self, clause, first=first)
            self._period_behind(clause)
            self._compared_with(clause)
        elif clause.has("rank_high", "rank_low"):
            note_extreme(self, clause)
        else:
            self._comparison(clause)
            note_pace(self, clause)
        note_place(self, clause, before)
        self.foreseen = clause.has("expected")
        self.predicted = self.predicted or begins_to_predict(text, self.language)
        self.tail = compared_at_end(self, clause)
        self.before = "".join(mark.text for mark in clause.marks).rstrip()
        note_streak(self, clause)
        note_record(self, clause)
        note_trend(self, clause)
        note_first(self, clause)
        if kept is not None:
            self.subject, self.clock = kept

    def _open(self) -> None:
        """Note the months that a paragraph speaks of first, and whether it names them itself."""
        self.opening = self.clock.topic
        if self.named:
            self.dated = self.opening
        elif self.dated not in (None, self.opening):
            self.undated.add(self.block)

    def _goes_on_with_parts(self, clause: Clause) -> bool:
        """Whether a sentence goes on with parts of what its paragraph began with: 其中."""
        spoken = [m.kind for m in clause.marks if m.text.strip()]
        return not self.said and spoken[:1] == ["among"]

    def _stated_before(self, clause: Clause) -> None:
        """Levels of the time that others are compared with: when they stood at."""
        topic, compare = self.clock.topic, self.compare
        if compare is not None:
            self.clock.topic = compare
        ClauseReading(self, clause, ()).run()
        self.clock.topic = topic

    def _compared_with(self, clause: Clause) -> None:
        """What a clause compares with, a clause behind it may state: when they were."""
        whens = [m.when for m in clause.marks if m.when is not None and m.when.is_base]
        if self.compare is None and self.language == "en" and whens:
            self.compare = self.clock.months_of(whens[-1])

    def _comparison(self, clause: Clause) -> None:
        """A clause that says only what the next are compared with: 与上年同期相比."""
        if clause.has("before"):
            self.yearly = False
        elif clause.has("yearly"):
            self.yearly = True
        self.falls = self.falls or clause.has("fall")
        whens = [mark.when for mark in clause.marks if mark.when is not None]
        if clause.has("than") and whens:
            self.compare = self.clock.months_of(whens[-1])

    def _head(self, clause: Clause) -> list[Mark]:
        """What stands before the first number, without what a share or comparison is of."""
        end = clause.numbers[0] if clause.numbers else len(clause.marks)
        head, off = [], False
        for mark in clause.marks[:end]:
            if mark.kind in ("share", "than", "contribution", "from"):
                off = True
            elif mark.kind in ("move", "to", "listed", "yearly", "before", "sum"):
                off = False
            if not off:
                head.append(mark)
        return head

    def _period(self, clause: Clause) -> None:
        """The months the clause is about, where it names some that are not its comparison's."""
        if clause.aside or clause.has("earlier"):
            return
        spoken: tuple[Period | None, bool] = (None, False)
        off = False
        for at, mark in enumerate(clause.marks):
            before = next((m.kind for m in clause.marks[:at][::-1] if m.text.strip()), "")
            beyond = before == "number" and is_beyond(mark)
            if mark.kind in ("than", "from", "share", "like") or beyond:
                off = True
            elif mark.kind in ("move", "to", "listed", "flow", "yearly", "before") and off:
                off = mark.kind == "flow"
            if mark.kind in ("rank_high", "rank_low", "following"):
                break
            if mark.kind == "number" and (spoken[0] is not None or self.language == "zh"):
                break
            if mark.when is not None and mark.when.is_base:
                off = False  # from a year earlier in May
            if mark.when is None or off or mark.when.is_base or self._is_aside(clause, at):
                continue
            if is_base_of_times(clause, at):
                continue
            spoken = (self.clock.months_of(mark.when), mark.when.year is not None)
        self.named = self.named or spoken[0] is not None
        self._settle(spoken[0] or self._to_date(clause), explicit=spoken[1])

    def _to_date(self, clause: Clause) -> Period | None:
        """The year so far, where a sentence on a month goes on with it: 累计97万吨."""
        month, text = self.clock.topic, "".join(mark.text for mark in clause.marks)
        if month is None or not month.is_one_month() or not clause.numbers:
            return None
        if not re.search(lexicon(self.language)["to_date"], text.strip()):
            return None
        if not any(f.sense is Sense.LEVEL and f.topic.period == month for f in self.said):
            return None
        return Period.year_to_date(month.last)

    def _period_behind(self, clause: Clause) -> None:
        """Months named behind a clause's first number are those of what follows."""
        if clause.aside or self.language == "en" or len(clause.numbers) < 2:
            return
        behind = clause.marks[clause.numbers[0] : clause.numbers[-1]]
        if any(m.kind in ("than", "from", "share", "also") for m in behind):
            return
        for mark in behind:
            if mark.when is not None and not mark.when.is_base:
                self._settle(self.clock.months_of(mark.when), explicit=False)

    def _is_aside(self, clause: Clause, at: int) -> bool:
        """Whether a clause only adds what a number was at another time: 6月份为4988.8万吨."""
        mark = clause.marks[at]
        assert mark.when is not None  # noqa: S101  # asked of periods only
        period, topic = self.clock.months_of(mark.when), self.clock.topic
        alone = self.joint in (";", "；") or not self.said or len(clause.numbers) != 1
        if period is None or topic is None or alone:
            return False
        if any(m.kind in ("listed", "sum", "mean_month") for m in clause.marks):
            return False
        if any(m.kind == "flow" and m.flow[1] != self.subject.side for m in clause.marks):
            return False
        if groups_of(clause.marks[:at], self.language) or groups_of(
            clause.marks[at + 1 : clause.numbers[0]], self.language
        ):
            return False
        return period.last < topic.last or period == topic.year_earlier()

    def _about(self, clause: Clause, head: Sequence[Mark]) -> None:
        """Whose trade, and which side of it: what the clause says, else what was said before."""
        flows = [mark for mark in head if mark.kind == "flow"]
        self.subject = subject = self._sided_by_way(head)
        if flows:
            family, side = flows[-1].flow
            scope = subject.scope - ways_of_trade(self.language)
            self.subject = subject = replace(
                subject, family=family, side=side, measure="", scope=scope
            )
        measures = [mark.flow[0] for mark in head if mark.kind == "measure"]
        if measures:
            self.subject = subject = replace(subject, measure=measures[-1])
        if self.language == "en":
            head = named_in_english(head)
        beside = self.language == "zh" and (not clause.numbers or not _between(head, clause))
        groups = groups_of(head, self.language, beside=beside)
        groups = groups or ([] if flows else those_listed(self, clause.marks))
        count = len(clause.numbers)
        several = count > 1 or not count or clause.has("listed", "sum")
        if several:
            groups = [split(group, count) for group in groups]
        lists = [group for group in groups if len(group) > 1] if several else []
        if lists and count and not clause.lists_numbers():
            groups = [(_together(group),) if group in lists else group for group in groups]
            lists = []
        if lists and count == 1 and clause.has("sum"):
            together = frozenset(lists[-1]) | TOGETHER
            self.subject = replace(subject, scope=together, sentence=self.sentence)
            return
        if lists:
            self.pending, self.pending_of = lists[-1], self.sentence
        single = frozenset("".join(group) for group in groups if group not in lists)
        single |= {flow.name for flow in flows[-1:] if flow.name}
        single = frozenset(own_removed(self, name) for name in single if not self._is_own(name))
        if self.language == "en" and not (single - self.own_names or lists):
            single = single | named_behind(clause)
        if single and single <= self.own_names:
            self.subject = replace(subject, scope=NOBODY, sentence=self.sentence)
        else:
            self._take_names(clause, head, single - self.own_names, listed=bool(lists))

    def _sided_by_way(self, head: Sequence[Mark]) -> ClauseSubject:
        """The subject, of the side that where it goes to or comes from tells: 输往, 来自."""
        goes: dict[str, str] = lexicon(self.language)["goes"]
        sides = [goes[m.text] for m in head if m.kind == "toward" and m.text in goes]
        side = self.subject.side or "".join(sides[-1:])
        return replace(self.subject, side=side)

    def _is_own(self, name: str) -> bool:
        """Whether a name is what the one whose trade it is may be called: the top buyer."""
        own = lexicon(self.language).get("own", "(?!)")
        return re.fullmatch(own, name) is not None

    def _take_names(
        self, clause: Clause, head: Sequence[Mark], single: frozenset[str], *, listed: bool
    ) -> None:
        """Speak of those named from here on, or of all."""
        subject = self.subject
        if single and single <= self.own_names:
            self.subject = replace(subject, scope=NOBODY, sentence=self.sentence)
            return
        single = single - self.own_names
        if single:
            self.subject = replace(subject, scope=single, sentence=self.sentence)
        elif listed or is_reset(self, head) or is_plain(self, head):
            nation = self.regional and not listed and any(is_on_nation(m.text) for m in head)
            scope = NATION if nation else NOBODY
            self.subject = replace(subject, scope=scope, sentence=self.sentence)
        if self.services:
            note_kind_of_trade(self, clause)
