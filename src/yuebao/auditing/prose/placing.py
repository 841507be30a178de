"""Places in size that a list tells: 其次为欧洲, 居第三位; each is no more than the one before."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from yuebao.auditing.facts import Fact, Sense
from yuebao.auditing.prose.dates import number_in
from yuebao.auditing.prose.marks import lexicon

if TYPE_CHECKING:
    from yuebao.auditing.prose.clauses import Clause, State

_PLACES = {"second": 2, "third": 3, "fourth": 4, "fifth": 5}


def note_place(state: State, clause: Clause, before: int) -> None:
    """The place that a clause says somebody has, and the level that it is of.

    Args:
        state: What the document has said.
        clause: The clause, which has been read.
        before: How many facts there were before it.
    """
    words = lexicon(state.language)
    text = "".join(mark.text for mark in clause.marks)
    match = re.search(words["place"], text)
    if match is not None and re.search(words["place_not"], text):
        return
    new = [f for f in state.facts[before:] if f.sense is Sense.LEVEL and f not in state.bases]
    if match is not None:
        said = match["n"] or ""
        place = _PLACES.get(said) or number_in(said) or 0
        if new:
            _take(state, new[0], place, match[0])
        elif state.subject.sentence == state.sentence and state.subject.scope != state.placed:
            state.place = (place, match[0])
        elif levels := [f for f in state.said if f.sense is Sense.LEVEL]:
            _take(state, levels[-1], place, match[0])
    elif new and state.place is not None:
        _take(state, new[0], *state.place)
        state.place = None
    if new:
        state.placed = new[-1].topic.scope


def _take(state: State, level: Fact, place: int, word: str) -> None:
    """Hold a level of a place against the one of the place before it, where that is told.

    `place` is 0 for whoever comes next.
    """
    if not level.topic.scope or level.direction or level.against:
        return
    like = [
        f
        for f in state.of_paragraph()
        if f.sense is Sense.LEVEL
        and f.place.start < level.place.start
        and f.topic != level.topic
        and replace(f.topic, scope=level.topic.scope) == level.topic
        and f.topic.scope
    ]
    if not like:
        return
    last = like[-1]
    known = state.places.get(last.topic, 1)
    if place not in (0, known + 1):
        return
    state.places[level.topic] = known + 1
    at = state.facts.index(level, state.of_sentence().start)
    state.facts[at] = replace(level, direction=-1, word=word, against=(last.topic,))
