"""Who is said to come first, last, or in what order, against the columns of tables and the text.

A sentence names somebody and what they are first in: growth, a fall, or size. It is held against
every column, and every list of levels in the text, that has all whom it speaks of; it is wrong
where none of them lets it stand, and told only where it is sure who comes first instead.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from yuebao.auditing.facts import Sense
from yuebao.auditing.findings.certificate import Member
from yuebao.auditing.findings.finding import at_entry, at_text
from yuebao.auditing.prose.marks import fold, lexicon
from yuebao.auditing.reconciliation.cells import label_name
from yuebao.auditing.reconciliation.scopes import sheets_in_reach
from yuebao.auditing.reconciliation.unfit import unfit_word
from yuebao.auditing.terms import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yuebao.auditing.claims import Claims, Text
    from yuebao.auditing.findings.finding import Finding
    from yuebao.auditing.findings.where import Where
    from yuebao.auditing.numbers import Interval, Number

_FEWEST = 3
"""Of fewer rows nobody comes first."""


@dataclass(frozen=True, slots=True)
class Held:
    """What somebody has in a column or a list: the number as printed, and where it stands."""

    number: Number
    where: Where

    def size(self) -> Interval:
        """What it can be, in whole units."""
        return self.number.interval()


@dataclass(frozen=True, slots=True)
class Compared:
    """A column, or levels listed in the text: what each of several has.

    Attributes:
        role: `level`, `growth` or `share`.
        held: What each has, by name.
        block: The paragraph that lists them, whose sentences alone rank them; None of a table.
    """

    role: str
    held: dict[str, Held]
    block: int | None = None


def check_places(claims: Claims) -> Iterator[Finding]:
    """Every sentence that says who comes first or last, or names several in order."""
    standings = [s for s in _standings(claims) if len(s.held) >= _FEWEST]
    if not standings:
        return
    said = lexicon(claims.language)["places"]
    for text in claims.texts:
        if text.kind in ("caption", "chart"):
            continue
        folded = fold(text.text)
        below = text.block + (text.kind in ("cover", "heading"))  # which sums up what follows
        here = [s for s in standings if s.block in (None, text.block, below)]
        for kind in ("growth_high", "growth_low", "size_high"):
            for match in re.finditer(said[kind], folded):
                yield from _first(claims, text, match, kind, here)
        for match in re.finditer(said["order"], folded):
            yield from _order(claims, text, match, here)


def _standings(claims: Claims) -> Iterator[Compared]:
    for sheet in sheets_in_reach(claims):
        kinds = {at: row.kind for at, row in enumerate(sheet.rows)}
        columns: dict[tuple[int, str], dict[str, Held]] = defaultdict(dict)
        for entry in sheet.entries:
            name = label_name(entry, claims) if entry.entity else ""
            known = entry.role in ("level", "growth", "share") and not kinds.get(entry.row)
            if name and known and entry.side != "net":
                where = at_entry(sheet, entry, entry.label)
                columns[entry.column, entry.role].setdefault(name, Held(entry.number, where))
        for (_, role), held in columns.items():
            yield Compared(role, held)
    yield from _told(claims)


def _told(claims: Claims) -> Iterator[Compared]:
    """Levels that the text states of several, of one side and the same months."""
    alike: dict[tuple[int, tuple[object, ...]], dict[str, Held]] = defaultdict(dict)
    rest = lexicon(claims.language)["rest"]
    for fact in claims.facts:
        topic = fact.topic
        names = [name for name in topic.scope if not name.startswith(("#", "+"))]
        names = [name for name in names if not re.fullmatch(rest, name)]
        if fact.sense is not Sense.LEVEL or len(topic.scope) != 1 or not names:
            continue
        if fact.number is None or fact.carried or fact.bounds is not None:
            continue
        kind = (topic.family, topic.side, topic.measure, topic.base, topic.period)
        key = (fact.place.block, kind)
        where = at_text(claims, fact.place, fact.quote)
        alike[key].setdefault(names[0], Held(fact.number, where))
    for (block, _), held in alike.items():
        yield Compared("level", held, block)


def _named(said: str, standing: Compared) -> str | None:
    """The one name of a standing that a phrase ends with, or is; the longest of them."""
    plain = said.strip().lower()
    fits = [name for name in standing.held if plain.endswith(name) or plain == name]
    return max(fits, key=len, default=None)


def _first(
    claims: Claims, text: Text, match: re.Match[str], kind: str, standings: list[Compared]
) -> Iterator[Finding]:
    roles = ("growth",) if kind.startswith("growth") else ("level", "share")
    high = kind.endswith("high")
    better: list[tuple[Compared, str, str]] = []
    for standing in standings:
        name = _named(match["name"], standing) if standing.role in roles else None
        if name is None:
            continue
        mine = standing.held[name].size()
        above = [
            other
            for other, held in standing.held.items()
            if (mine.is_below(held.size()) if high else held.size().is_below(mine))
        ]
        if not above:
            return
        better.append((standing, name, _outermost(standing, above, high=high)))
    instead = {first for _, _, first in better}
    if len(instead) != 1:
        return
    standing, name, first = better[0]
    yield _finding(claims, text, match, (name, first), standing, first)


def _outermost(standing: Compared, names: list[str], *, high: bool) -> str:
    return (max if high else min)(names, key=lambda name: standing.held[name].number.value)


def _order(
    claims: Claims, text: Text, match: re.Match[str], standings: list[Compared]
) -> Iterator[Finding]:
    """Names listed in order: each has no less than the next, in some column."""
    parts = [part for part in re.split(r"[、和与及]|, and |,? and |, ", match["names"]) if part]
    wrong: tuple[Compared, list[str]] | None = None
    for standing in standings:
        names = [_named(part, standing) for part in parts]
        if standing.role == "growth" or None in names or len(set(names)) < 2:
            continue
        known = [name for name in names if name is not None]
        sizes = [standing.held[name].size() for name in known]
        if not any(one.is_below(two) for one, two in pairwise(sizes)):
            return
        wrong = wrong or (standing, known)
    if wrong is None:
        return
    standing, known = wrong
    order = sorted(known, key=lambda name: -standing.held[name].number.value)
    joint = ", " if claims.language == "en" else "、"
    yield _finding(claims, text, match, tuple(known), standing, joint.join(order))


def _finding(
    claims: Claims,
    text: Text,
    match: re.Match[str],
    names: tuple[str, ...],
    standing: Compared,
    expected: str,
) -> Finding:
    group = "names" if "names" in match.re.groupindex else "name"
    start, end = match.span(group)
    printed, quote = text.text[start:end].strip(), text.text[match.start() : match.end()]
    numbers = [(name, standing.held[name]) for name in dict.fromkeys(names)]
    told = [f"{name} {one.number.text}" for name, one in numbers]
    return unfit_word(
        at_text(claims, Place(text.block, start, end), quote),
        quote,
        printed,
        expected,
        {"zh": "、".join(told), "en": ", ".join(told)},
        [
            Member(one.number.text, (said, said), one.where)
            for said, (_, one) in zip(told, numbers, strict=True)
        ],
    )
