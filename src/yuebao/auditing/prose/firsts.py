"""What is said to happen for the first time since some months: 今年以来首次下降."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from yuebao.auditing.facts import Fact, Sense, Topic
from yuebao.auditing.prose.dates import number_in
from yuebao.auditing.prose.marks import lexicon
from yuebao.auditing.terms import Place
from yuebao.domain import Period

if TYPE_CHECKING:
    from yuebao.auditing.prose.clauses import Clause, State

_LONG_AGO = 1200
"""Months before all that a text tells of."""


def note_first(state: State, clause: Clause) -> None:
    """Growth of a sign, or a level above a round one, that is said to be the first of a time."""
    words = lexicon(state.language)["firstly"]
    text = "".join(mark.text for mark in clause.marks)
    match = re.search(words["say"], text)
    spoken = state.clock.topic
    if match is None or spoken is None or re.search(words["not"], text):
        return
    start = clause.marks[0].start
    among = _time(state, clause, text, spoken)
    place = Place(state.block, start + match.start(), start + match.end())
    fact = Fact(Sense.FIRST, _subject(state, spoken), None, place, clause.quote, state.sentence,
                match[0].strip(), named=True, rate="growth")  # fmt: skip
    above = re.search(words["above"], text)
    levels = [f for f in state.said if f.sense is Sense.LEVEL and f.place.start >= start]
    if above is not None and levels and levels[-1].number is not None:
        of = levels[-1]
        since = among or Period(spoken.last.plus(-_LONG_AGO), spoken.last)
        state.facts.append(
            replace(fact, topic=of.topic, number=of.number, rate="level", direction=1,
                    against=(replace(of.topic, period=since),))
        )  # fmt: skip
        return
    moves = [m for m in clause.marks if m.kind in ("move", "to") and m.sign]
    sign = _turned(words, text) or (moves[-1].sign if moves else 0)
    if not sign or among is None:
        return
    said = [f.topic for f in state.said if f.sense is Sense.GROWTH and f.topic.period == spoken]
    of_growth = said[-1] if said else fact.topic
    state.facts.append(replace(fact, topic=of_growth, direction=sign,
                               against=(replace(of_growth, period=among),)))  # fmt: skip


def _turned(words: dict[str, str], text: str) -> int:
    """Which way growth turned, by a word for that: 转正, 负增长."""
    return bool(re.search(words["plus"], text)) - bool(re.search(words["minus"], text))


def _subject(state: State, period: Period) -> Topic:
    subject = state.subject
    return Topic(subject.family, subject.side, "value", "", subject.scope, period)


def _time(state: State, clause: Clause, text: str, spoken: Period) -> Period | None:
    """The months that it is the first of; None where no word says."""
    words, last = lexicon(state.language)["firstly"], spoken.last
    whens = [m.when for m in clause.marks if m.when is not None and m.when.as_of == "since"]
    since = state.clock.months_of(whens[-1]) if whens else None
    if since is not None:
        return Period(since.last.plus(1), last) if since.last < last else None
    if re.search(words["year"], text):
        return Period(last.plus(1 - last.month), last)
    match = re.search(words["last"], text)
    count = 0 if match is None else number_in(match["n"] or match["n2"] or "") or 0
    return Period(last.plus(1 - count), last) if count > 1 else None
