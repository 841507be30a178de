"""Sentences on earlier months (去年同期，出口10亿元), and months that clauses end with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuebao.auditing.facts import Sense

if TYPE_CHECKING:
    from yuebao.auditing.prose.clauses import Clause, State
    from yuebao.domain import Period

_DURING = ("in", "during", "for", "在", "而", "而在")


def begin_earlier(state: State, clause: Clause) -> None:
    """A clause that only names earlier months: its sentence is on those.

    So it is where an English sentence begins with months and says what had been in them.
    """
    spoken = [m for m in clause.marks if m.text.strip()]
    had = clause.has("earlier") and "had" in "".join(m.text for m in clause.marks).split()
    if had and [m.kind for m in spoken[:2]] == ["text", "when"]:
        spoken = spoken[:2]
    if state.said or clause.aside or [m.kind for m in spoken] not in (["when"], ["text", "when"]):
        return
    when, words = spoken[-1].when, spoken[0].text.strip().lower()
    if when is None or not (when.is_base or had) or (len(spoken) > 1 and words not in _DURING):
        return
    period = state.clock.months_of(when)
    if period is not None:
        state.resume, state.clock.topic = state.clock.topic, period


def stay_earlier(state: State, clause: Clause, *, first: bool) -> None:
    """A sentence whose first clause states a level of earlier months goes on with them."""
    spoken = [m for m in clause.marks[: clause.numbers[0]] if m.text.strip()]
    when = spoken[0].when if spoken else None
    level = state.said[-1] if state.said else None
    if not first or state.language == "en" or when is None or not when.is_base:
        return
    period = state.clock.months_of(when)
    if level is not None and level.sense is Sense.LEVEL and level.topic.period == period:
        state.resume, state.clock.topic = state.clock.topic, period


def end_earlier(state: State) -> None:
    """Behind such a sentence the months before it are spoken of again."""
    if state.resume is not None:
        state.clock.topic, state.resume = state.resume, None


def compared_at_end(state: State, clause: Clause) -> Period | None:
    """The months a clause ends with, where they are what it compares with."""
    spoken = [m for m in clause.marks if m.text.strip()]
    if clause.aside or not spoken or spoken[-1].when is None:
        return None
    kinds = {m.kind for m in spoken[-4:]}
    based = spoken[-1].when.is_base or bool({"than", "from"} & kinds)
    return state.clock.months_of(spoken[-1].when) if based else None
