"""Cells of tables as facts, beside those of sentences: what both say of the same thing."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from yuebao.auditing.facts import Fact, Sense, Topic
from yuebao.auditing.prose.marks import fold
from yuebao.auditing.prose.names import groups_of, plain_name
from yuebao.auditing.prose.scan import scan
from yuebao.auditing.understanding.shield import shield

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from yuebao.auditing.claims import Claims
    from yuebao.auditing.sheets import SheetEntry

_SENSES = {
    "level": Sense.LEVEL,
    "price": Sense.LEVEL,
    "growth": Sense.GROWTH,
    "share": Sense.SHARE,
}
_MOST = 400
"""Of so many cells at most the text is taken to speak."""


def facts_with_cells(claims: Claims) -> list[Fact]:
    """The facts of sentences, then those of cells that are of whom the sentences speak.

    What captions say that tables are of is no name of its own: in a report on batteries the whole
    of a table, exports of batteries and exports are one.
    """
    subjects = _subjects(claims)
    facts = [_without(fact, subjects) for fact in claims.facts]
    known = {name for fact in facts for name in fact.topic.scope}
    side = next(
        (f.topic.side for f in facts if f.topic.side in ("total", "exports", "imports")), ""
    )
    cells = list(_cells(claims, known, side))
    return [*facts, *cells[:_MOST]]


def _subjects(claims: Claims) -> frozenset[str]:
    """Whom the sentences may name and mean the whole: what the title names, else the captions."""
    rows = {plain_name(row.label, claims.language) for s in claims.sheets for row in s.rows}
    used = {name for fact in claims.facts for name in fact.topic.scope} - rows
    texts = claims.texts[:2]
    titles = frozenset[str]().union(
        *(_named(t.text, claims.language) for t in texts if t.kind in ("title", "cover"))
    )
    if titles & used:
        return titles
    captions = frozenset[str]().union(
        *(_named(sheet.caption, claims.language) for sheet in claims.sheets)
    )
    return captions & used if len(captions & used) == 1 else frozenset()


def _named(caption: str, language: str) -> frozenset[str]:
    """What a title or caption names alone."""
    groups = groups_of(scan(fold(caption), language), language)
    return frozenset(group[0] for group in groups if len(group) == 1)


def _without(fact: Fact, subjects: frozenset[str]) -> Fact:
    def bare(topic: Topic) -> Topic:
        return replace(topic, scope=topic.scope - subjects)

    if not subjects:
        return fact
    return fact.with_topics(bare)


def _cells(claims: Claims, known: set[str], side: str) -> Iterator[Fact]:
    for sheet in claims.sheets:
        whole = _named(sheet.caption, claims.language) & known
        for entry in sheet.entries:
            name = label_name(entry, claims)
            if entry.role in _SENSES and (name in known if entry.entity else True):
                yield _fact(entry, frozenset({name}) if name else whole, whole, entry.side or side)


def label_name(entry: SheetEntry, claims: Claims) -> str:
    """Whom a cell is of, as a sentence names it; empty for the whole."""
    if not entry.entity:
        return ""
    label = fold(shield(entry.label, claims.office, frozenset({entry.label})))
    return plain_name(re.sub("^.*[:：]", "", label), claims.language)


def _fact(entry: SheetEntry, scope: frozenset[str], whole: frozenset[str], side: str) -> Fact:
    measure = "quantity"
    if entry.role == "price" or "/" in entry.kind:
        measure = "price"
    elif len(entry.kind) == 3 and entry.kind.isupper():
        measure = "value"
    base = "" if entry.kind in ("value", "quantity") else entry.kind
    topic = Topic("trade", "balance" if side == "net" else side, measure, base, scope, entry.period)
    number = -entry.number if entry.sign < 0 else entry.number
    against: Sequence[Topic] = ()
    if entry.role == "growth":
        against = (replace(topic, period=entry.base),)
    elif entry.role == "share":
        against = (replace(topic, scope=whole),)
    return Fact(
        _SENSES[entry.role], topic, number, entry.place, f"{entry.label} {entry.head}", -1,
        against=tuple(against), named=True, yearly=True if entry.role == "growth" else None,
        cell=True,
    )  # fmt: skip
