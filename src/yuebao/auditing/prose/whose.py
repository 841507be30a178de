"""Whether a clause is on the whole of its text's trade again, or goes on with whom it named."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from yuebao.auditing.prose.clauses import KINDS_OF_TRADE, kind_of_trade
from yuebao.auditing.prose.marks import Mark, lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yuebao.auditing.prose.clauses import Clause, State

_TRADES = ("exported", "imported", "shipped", "sold", "bought", "with")
"""A clause that begins so goes on with whom the clause before names."""


def those_listed(state: State, marks: Sequence[Mark]) -> list[tuple[str, ...]]:
    """As one name, the several that a sentence named where a clause is on them: they were lower."""
    here = state.pending_of == state.sentence and not state.said and state.language == "en"
    kinds = [m.kind for m in marks]
    one = kinds.count("number") == 1 and not {"sum", "listed", "flow"} & set(kinds)
    they = re.search(r"\bthey\b", "".join(m.text for m in marks)) is not None
    found = here and len(state.pending) > 1 and (one or they)
    return [(" ".join(sorted(state.pending)),)] if found else []


def own_removed(state: State, name: str) -> str:
    """What is named, without whose trade the text is on: China's trade in cars."""
    for own in state.own_names:
        for ending in ("'s ", "’s "):
            name = name.removeprefix(own + ending)
    return name


def note_kind_of_trade(state: State, clause: Clause) -> None:
    """In a text on goods and services, which of them a clause is about."""
    end = clause.numbers[0] if clause.numbers else len(clause.marks)
    said = kind_of_trade(clause.marks[:end]) or kind_of_trade(clause.marks)
    if said is not None:
        others = state.subject.scope - KINDS_OF_TRADE
        anew = said and not others and state.language == "en"
        sentence = state.sentence if anew else state.subject.sentence
        state.subject = replace(state.subject, scope=others | said, sentence=sentence)


def is_plain(state: State, head: Sequence[Mark]) -> bool:
    """Whether an English sentence begins with exports alone: those of the whole.

    The United States, by contrast, exported: that is on whom the sentence has named.
    """
    named = state.subject.sentence == state.sentence and bool(state.subject.scope)
    spoken = next((m for m in head if m.text.strip()), None)
    if named and spoken is not None and spoken.text.strip().lower() in _TRADES:
        return False
    return state.language == "en" and not state.said and any(m.kind == "flow" for m in head)


def is_reset(state: State, head: Sequence[Mark]) -> bool:
    """Whether a clause says that it is about the whole again: 我国, 全省."""
    pattern = lexicon(state.language)["reset"]
    spoken = [Mark("", 0, 0, ""), *head]
    return any(
        mark.kind == "text" and before.kind != "toward" and re.search(pattern, mark.text)
        for before, mark in pairwise(spoken)
    )
