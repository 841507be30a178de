"""What words say of levels and of growth without a number: runs, records, extremes, paces."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from yuebao.auditing.facts import Fact, Sense, Topic
from yuebao.auditing.prose.dates import number_in
from yuebao.auditing.prose.marks import lexicon
from yuebao.auditing.prose.scan import scan
from yuebao.auditing.terms import Place
from yuebao.domain import Period

if TYPE_CHECKING:
    from yuebao.auditing.prose.clauses import Clause, State
    from yuebao.auditing.prose.marks import Mark


def note_extreme(state: State, clause: Clause) -> None:
    """The months that are said to be the highest or the lowest: 最高的是3月份."""
    at = next(n for n, m in enumerate(clause.marks) if m.kind in ("rank_high", "rank_low"))
    named = next((m for m in clause.marks[at:] if m.when is not None), None)
    before = next((m for m in clause.marks[:at] if m.when is not None and m.when.first), None)
    relative = named is None or (named.when is not None and not named.when.first)
    if before is not None and relative and not clause.numbers:  # 2月为年内最低
        named = before
    period = state.clock.months_of(named.when) if named and named.when else None
    if named is None or period is None or period.length() not in (1, _LENGTHS["季"]):
        return
    if named.when is not None and named.when.as_of == "since":
        return
    subject = state.subject
    sense = Sense.HIGHEST if clause.marks[at].kind == "rank_high" else Sense.LOWEST
    topic = Topic(subject.family, subject.side, "", "", subject.scope, period)
    spoken = state.clock.topic
    several = spoken is not None and spoken.length() > period.length()
    among = (replace(topic, period=spoken),) if several else ()
    place = Place(state.block, named.start, named.end)
    state.facts.append(
        Fact(sense, topic, None, place, clause.quote, state.sentence, named.text, against=among)
    )


def note_streak(state: State, clause: Clause) -> None:
    """Months, quarters or years in a row in which growth had one sign: 连续3个月增长."""
    mark = next((m for m in clause.marks if m.kind == "streak" and m.count), None)
    period = None if mark is None else _last_of_run(state, clause, mark)
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


def _last_of_run(state: State, clause: Clause, mark: Mark) -> Period | None:
    """The months a run is said to be, or what it ends with, of the clause or before."""
    whens = [m.when for m in clause.marks if m.when and m.start < mark.start]
    named = [p for p in map(state.clock.months_of, whens) if p is not None][-1:]
    if named:
        return named[0]
    topic = state.clock.topic
    length = next((n for word, n in _LENGTHS.items() if word in mark.text), 1)
    return topic if topic is not None and topic.length() == length else None


_LENGTHS = {"季": 3, "quarter": 3, "年": 12, "year": 12}
"""How many months what a run is counted in has."""


def note_record(state: State, clause: Clause) -> None:
    """A level or growth that is said to be the highest or lowest of a time: 创年内新高."""
    words = lexicon(state.language)
    text = "".join(mark.text for mark in clause.marks)
    found = next(
        ((kind, m) for kind, say in words["record_of"].items() if (m := re.search(say, text))), None
    )
    spoken = state.clock.topic
    if found is None or spoken is None or re.search(words["record_not"], text):
        return
    kind, match = found
    sense = Sense.GROWTH if re.search(words["record_growth"], match.string) else Sense.LEVEL
    said = [f for f in state.said if f.sense is sense and f not in state.asides]
    said = [f for f in said if f.topic.period == spoken and f not in state.bases]
    if not said or said[-1].topic.measure not in ("value", "quantity"):
        return
    of = said[-1].topic
    among = _time_of_record(state, clause, kind, match, spoken)
    if among is None:
        return
    said_of = {key: value for key, value in match.groupdict().items() if value}
    high = next((v for k, v in said_of.items() if k.startswith("hl")), "高")
    start = clause.marks[0].start + match.start()
    place = Place(state.block, start, clause.marks[0].start + match.end())
    state.facts.append(
        Fact(Sense.LOWEST if high in _LOW else Sense.HIGHEST, of, None, place, clause.quote,
             state.sentence, match[0].strip(), against=(replace(of, period=among),), named=True,
             rate=sense.value, count=12 if kind == "same" else 0)
    )  # fmt: skip


_LOW = ("低", "low", "lowest", "smallest", "weakest", "slowest", "least")
_LONG_AGO = 1200
"""Months before all that a text tells of."""


def _time_of_record(
    state: State, clause: Clause, kind: str, match: re.Match[str], spoken: Period
) -> Period | None:
    """The months that a record is said to be the highest or lowest of."""
    last = spoken.last
    if kind == "since":
        whens = [m.when for m in clause.marks if m.when is not None and m.when.as_of == "since"]
        since = state.clock.months_of(whens[-1]) if whens else None
        return None if since is None or since.last >= last else Period(since.last.plus(1), last)
    if kind == "year":
        end = last.plus(12 - last.month) if "全年" in match[0] else last
        return Period(last.plus(1 - last.month), end)
    if kind == "last":
        said = match.groupdict()
        count = number_in(said["n"] or said.get("n2") or "") or 0
        unit = said["unit"] or said.get("unit2") or ""
        length = next((n for word, n in _LENGTHS.items() if word in unit), 1)
        months = count * length
        return Period(last.plus(1 - months), last) if months > 1 else None
    return Period(last.plus(-_LONG_AGO), last)


def note_trend(state: State, clause: Clause) -> None:
    """Levels or growth that are said to rise or fall from each to the next: 逐季攀升."""
    text = "".join(mark.text for mark in clause.marks)
    match = re.search(lexicon(state.language)["trend"], text)
    if match is None:
        return
    word = next((m for m in scan(match["word"], state.language) if m.kind == "move"), None)
    said = [f for f in state.said if f.sense in (Sense.LEVEL, Sense.GROWTH) and not f.parts]
    if word is None or not word.sign or not said:
        return
    growth = word.text in ("加快", "放缓", "回升", "回落", "收窄", "扩大")
    said = [f for f in said if (f.sense is Sense.GROWTH) == growth]
    if not said or (growth and any(f.number is None or f.number.value < 0 for f in said)):
        return
    start = clause.marks[0].start + match.start()
    place = Place(state.block, start, clause.marks[0].start + match.end())
    length = next((n for unit, n in _LENGTHS.items() if unit in match["unit"]), 1)
    state.facts.append(
        Fact(Sense.TREND, said[-1].topic, None, place, clause.quote, state.sentence, match[0],
             direction=word.sign, count=length, rate=said[-1].sense.value)
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
