"""What words say of levels and of growth without a number: runs, records, extremes, paces."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from yuebao.auditing.facts import Fact, Sense, Topic
from yuebao.auditing.prose.marks import lexicon
from yuebao.auditing.terms import Place
from yuebao.domain import Period

if TYPE_CHECKING:
    from yuebao.auditing.prose.clauses import Clause, State
    from yuebao.auditing.prose.marks import Mark


def note_extreme(state: State, clause: Clause) -> None:
    """The months that are said to be the highest or the lowest: 最高的是3月份."""
    at = next(n for n, m in enumerate(clause.marks) if m.kind in ("rank_high", "rank_low"))
    named = next((m for m in clause.marks[at:] if m.when is not None), None)
    period = state.clock.months_of(named.when) if named and named.when else None
    if named is None or period is None or not period.is_one_month():
        return
    subject = state.subject
    sense = Sense.HIGHEST if clause.marks[at].kind == "rank_high" else Sense.LOWEST
    topic = Topic(subject.family, subject.side, "", "", subject.scope, period)
    spoken = state.clock.topic
    several = spoken is not None and not spoken.is_one_month()
    among = (replace(topic, period=spoken),) if several else ()
    place = Place(state.block, named.start, named.end)
    state.facts.append(
        Fact(sense, topic, None, place, clause.quote, state.sentence, named.text, against=among)
    )


def note_streak(state: State, clause: Clause) -> None:
    """Months in a row in which growth had one sign: 连续3个月增长, the third straight rise."""
    mark = next((m for m in clause.marks if m.kind == "streak" and m.count), None)
    period = None if mark is None else _last_month(state, clause, mark)
    if mark is None or period is None or clause.has("before"):
        return
    behind = [m for m in clause.marks if m.start > mark.start]
    moves = [m for m in behind if m.kind == "move" and m.sign]
    if not moves or moves[0].text in lexicon(state.language)["slower"].split():
        return
    subject = state.subject
    topic = Topic(subject.family, subject.side, "", "", subject.scope, period)
    place = Place(state.block, mark.start, mark.end)
    state.facts.append(
        Fact(Sense.STREAK, topic, None, place, clause.quote, state.sentence, mark.text,
             count=mark.count, named=bool(mark.sign), direction=moves[0].sign)
    )  # fmt: skip


def _last_month(state: State, clause: Clause, mark: Mark) -> Period | None:
    """The months a run is said to be, or the one it ends with, of the clause or before."""
    whens = [m.when for m in clause.marks if m.when and m.start < mark.start]
    named = [p for p in map(state.clock.months_of, whens) if p is not None][-1:]
    if named:
        return named[0]
    topic = state.clock.topic
    return topic if topic is not None and topic.is_one_month() else None


def note_record(state: State, clause: Clause) -> None:
    """A month that is said to be the highest there has been: 创全年单月新高."""
    mark = next((m for m in clause.marks if m.kind == "record"), None)
    spoken = state.clock.topic
    levels = [f for f in state.said if f.sense is Sense.LEVEL and f not in state.asides]
    if mark is None or spoken is None or not spoken.is_one_month() or not levels:
        return
    of = levels[-1].topic
    if "同期" in mark.text or of.period != spoken or of.measure != "value":
        return
    year = any(word in mark.text for word in ("年内", "全年", "今年", "本年"))
    first = spoken.last.plus(-spoken.last.month + 1 if year else -1200)
    last = spoken.last.plus(12 - spoken.last.month) if "全年" in mark.text else spoken.last
    among = replace(of, period=Period(first, last))
    place = Place(state.block, mark.start, mark.end)
    state.facts.append(
        Fact(Sense.HIGHEST, of, None, place, clause.quote, state.sentence, mark.text,
             against=(among,))
    )  # fmt: skip


def note_pace(state: State, clause: Clause) -> None:
    """Growth that is said to be quicker or slower than in other months: 增速较上半年放缓."""
    whens = [m.when for m in clause.marks if m.when is not None]
    if clause.has("growth", "fall") and clause.has("than") and whens:
        period = state.clock.months_of(whens[-1])
        state.pace = None if period is None else (period, clause.has("fall"))
    moves = [m for m in clause.marks if m.kind == "move" and m.sign]
    said = [f for f in state.said if f.sense is Sense.GROWTH]
    if state.pace is None or not moves or not said:
        return
    now = [f for f in said if f.topic.period != state.pace[0] and f not in state.asides]
    if not now:
        return
    of, word = now[-1], moves[-1]
    topic = replace(of.topic, period=state.pace[0])
    place = Place(state.block, word.start, word.end)
    state.facts.append(
        Fact(Sense.PACE, of.topic, None, place, clause.quote, state.sentence, word.text,
             against=(topic,), falls=state.pace[1], direction=word.sign, yearly=of.yearly)
    )  # fmt: skip
    state.pace = None
