"""What the end of a sentence settles: bases stated behind a change, and parts of a whole."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from yuebao.auditing.facts import FOOTING, Fact, Sense, Topic
from yuebao.auditing.prose.clauses import NOBODY, Clause, State, nameless
from yuebao.auditing.prose.marks import fold, lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence


def compare_behind(state: State) -> None:
    """What a change is from, where the sentence states it behind: rose by 2 to 22, from 20."""
    if state.language != "en":
        return
    bases = [f for f in state.bases if f.sense is Sense.LEVEL and not f.named]
    for at in state.of_sentence():
        fact = state.facts[at]
        changed = fact.sense in (Sense.DIFFERENCE, Sense.GROWTH) and not fact.named
        moved = fact.sense is Sense.LEVEL and fact.direction and not fact.against
        if not (changed or moved):
            continue
        behind = [b.topic for b in bases if b.place.start > fact.place.start
                  and (b.topic.side, b.topic.measure) == (fact.topic.side, fact.topic.measure)
                  and b.topic.scope - nameless(b.topic.scope) == fact.topic.scope]  # fmt: skip
        if len(behind) == 1:
            named = fact.named or fact.sense is not Sense.LEVEL
            state.facts[at] = replace(fact, against=(behind[0],), named=named)


def name_comparison(state: State) -> None:
    """A change is on a year earlier where the sentence says so anywhere, and compares only so."""
    if state.comparisons != {"yearly"}:
        return
    places = state.of_sentence()
    here = [state.facts[at] for at in places]
    for at, fact in zip(places, here, strict=True):
        if fact.named or fact.topic.period is None:
            continue
        alike = [f for f in here if f.sense is fact.sense and f.topic == fact.topic]
        year = replace(fact.topic, period=fact.topic.period.year_earlier())
        changed = fact.sense in (Sense.DIFFERENCE, Sense.GROWTH)
        if changed and len(alike) == 1 and fact.against and year in fact.against:
            stated = [t for t in fact.against if t.period != year.period][:1]
            if not any(f.topic in stated and f.sense is Sense.LEVEL for f in here):
                state.facts[at] = replace(fact, against=(year,), named=True, yearly=True)


def set_footing(state: State) -> None:
    """Keep apart what a sentence tells on another footing: adjusted, at constant prices.

    What is told without some goods is of a whole of its own, in that sentence alone.
    """
    if not state.footing and state.without < 0:
        return
    for at in state.of_sentence():
        fact = state.facts[at]
        mark = f"{FOOTING}{state.footing}" if state.footing else ""
        if 0 <= state.without <= fact.place.start:
            mark += f"{FOOTING}{state.sentence}"
        if mark:
            state.facts[at] = _on_footing(fact, mark)


def begins_to_predict(text: str, language: str) -> bool:
    """Whether a clause begins with what somebody expects."""
    return re.match(lexicon(language)["predicts"], fold(text)) is not None


def is_base_of_times(clause: Clause, at: int) -> bool:
    """Whether months are what a level is so many times: 是2019年的1.6倍."""
    before = clause.marks[at - 1].text.rstrip() if at else ""
    behind = [m for m in clause.marks[at + 1 :] if m.text.strip(" 的")][:1]
    times = [m.kind == "number" and m.figure.unit.base == "times" for m in behind]
    return times == [True] and before.endswith(("是", "为", "相当于"))


def note_footing(state: State, clause: Clause, text: str) -> None:
    """On what footing the sentence is, and from where on it leaves out some goods."""
    words = lexicon(state.language)
    footing = re.search(words["footing"], text)
    if re.search(words["unadjusted"], text):
        state.footing = ""
    elif footing is not None:
        state.footing = footing[0][:8]
    if state.without < 0 and re.search(words["without"], text):
        state.without = clause.marks[0].start


def spoken_money(clause: Clause, language: str) -> str:
    """The currency a clause says that growth is in: 以人民币计, in dollar terms."""
    said = [m.text for m in clause.marks if m.kind == "in_money"]
    names: dict[str, str] = lexicon(language)["units"]["money"]
    if not said:
        return ""
    return next((code for name, code in names.items() if name.removesuffix("s") in said[-1]), "")


def _on_footing(fact: Fact, mark: str) -> Fact:
    def own(topic: Topic) -> Topic:
        return replace(topic, family=f"{topic.family}{mark}")

    return fact.with_topics(own)


def list_parts(state: State) -> None:
    """The levels a sentence lists as parts of one, where it does."""
    if state.listing < 0 and not _ends_with_rest(state):
        return
    begin = max(state.listing, 0)
    said = state.said[begin:]
    if state.language == "en" and sum(f.sense is Sense.LEVEL for f in said) == 1:
        said = state.of_paragraph()  # a sentence each, the last of all others
    levels = [f for f in said if f.sense is Sense.LEVEL and not f.parts]
    levels = [f for f in levels if f not in state.bases and f.topic.scope]
    if not levels:
        return
    first = replace(levels[0].topic, scope=NOBODY)
    alike = [f for f in levels if replace(f.topic, scope=NOBODY) == first]
    parts = tuple(dict.fromkeys(f.topic for f in alike))
    if len(parts) < 2:
        return
    before = [f for f in state.said[:begin] if f.sense is Sense.LEVEL and f not in state.bases]
    against = (before[-1].topic,) if before else ()
    state.facts.append(
        replace(
            levels[0], sense=Sense.BREAKDOWN, number=None, parts=parts, against=against,
            named=_is_complete(state, alike),
        )
    )  # fmt: skip


def _ends_with_rest(state: State) -> bool:
    """Whether the sentence goes through levels of several, the last of them of all others."""
    levels = [f for f in state.said if f.sense is Sense.LEVEL and not f.parts]
    pattern = lexicon(state.language)["rest"]
    return bool(levels) and any(re.fullmatch(pattern, name) for name in levels[-1].topic.scope)


def _is_complete(state: State, parts: Sequence[Fact]) -> bool:
    """Whether a name says that it is the rest of all: 其他, 传统."""
    pattern = lexicon(state.language)["complement"]
    return any(re.search(pattern, name) for part in parts for name in part.topic.scope)
