"""Sentences against the tables of other hands: what the text says of a row, the row must say too.

A sentence's number is linked to a row whose name stands in its clause (or to the total, where the
sentence is of the whole) and to the column of its side, months and kind. Where a table does not
print it but its levels imply it (a share, growth, a difference), they are held against it. Links
rest on words, so they are believed of a table only where most of them agree.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from yuebao.auditing.facts import Sense
from yuebao.auditing.findings.certificate import Certificate, Member, member_of
from yuebao.auditing.findings.finding import Finding, at_entry, at_text
from yuebao.auditing.numbers import Interval, range_text
from yuebao.auditing.prose.marks import fold, lexicon
from yuebao.auditing.reconciliation.scopes import sheets_in_reach
from yuebao.auditing.reconciliation.typos import NO_SLIP, slip_rank_of
from yuebao.auditing.understanding.facets import read_facets
from yuebao.auditing.understanding.headwords import plain_text, read_any_unit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yuebao.auditing.claims import Claims
    from yuebao.auditing.facts import Fact
    from yuebao.auditing.sheets import Sheet, SheetEntry

_BALANCES = {"surplus": 1, "balance": 1, "deficit": -1}
_HUNDRED = Fraction(100)


@dataclass(frozen=True, slots=True)
class Bridge:
    """A sentence's number, and what a table says of the same.

    Attributes:
        fact: The number.
        sheet: The table.
        entries: The cell that prints it, or those that imply it.
        says: What these let it be, in the unit in which the sentence prints it.
        holds: Whether the number can be that.
    """

    fact: Fact
    sheet: Sheet
    entries: tuple[SheetEntry, ...]
    says: Interval
    holds: bool


def check_text_against_sheets(claims: Claims) -> Iterator[Finding]:
    """Every number of a sentence that a table it speaks of denies."""
    by_sheet: dict[int, list[Bridge]] = defaultdict(list)
    together = lexicon(claims.language)["together"]["named"]
    single = [fact for fact in claims.facts if not re.search(together, fold(fact.quote))]
    for sheet in sheets_in_reach(claims):
        index = _Index(sheet)
        for fact in single:
            link = index.link(fact)
            if link is not None:
                by_sheet[sheet.index].append(link)
    agreed = {id(link.fact) for links in by_sheet.values() for link in links if link.holds}
    for links in map(_of_its_side, by_sheet.values()):
        holding = sum(link.holds for link in links)
        broken = [link for link in links if not link.holds and id(link.fact) not in agreed]
        alone = len(broken) == 1 and _is_slip(broken[0])
        if not broken or (2 * len(broken) > holding + 1 and not alone):
            continue
        for link in broken:
            if holding > 1 or _is_slip(link) or any(_is_alike(link, one) for one in links):
                yield _finding(claims, link)


def _is_alike(link: Bridge, other: Bridge) -> bool:
    """Whether another number that holds says the same of somebody else: a share of one whole."""
    mine, theirs = ({(e.column, e.row) for e in one.entries[1:]} for one in (link, other))
    return other.holds and other.fact.sense is link.fact.sense and bool(mine & theirs)


def _of_its_side(links: list[Bridge]) -> list[Bridge]:
    """The links of the side that a table is of, where only what agrees with it tells that."""
    if any(entry.side for link in links for entry in link.entries):
        return links
    sides = {link.fact.topic.side for link in links if link.holds}
    return [link for link in links if link.fact.topic.side in sides]


def _is_slip(link: Bridge) -> bool:
    """Whether one slip of the pen makes of the number what the table says."""
    number = link.fact.number
    return number is not None and slip_rank_of(number, link.says) < NO_SLIP


class _Index:
    """The entries of a sheet by what they are of."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.entries: dict[tuple[object, ...], SheetEntry] = {}
        for entry in sheet.entries:
            self.entries.setdefault(_key(entry), entry)
        self.names = {row.entity: _name(row.label) for row in sheet.rows if row.entity}
        self.sides = {entry.side for entry in sheet.entries}

    def link(self, fact: Fact) -> Bridge | None:
        """What the sheet says of a fact; None where it says nothing, or nobody knows of whom."""
        if fact.number is None or fact.topic.period is None or fact.parts or fact.carried:
            return None
        entity = self._entity(fact)
        side, sign = _side(fact.topic.side)
        if entity is None or (side not in self.sides and "" not in self.sides):
            return None
        if side not in self.sides:
            side = ""
        for kind in self._kinds(fact):
            found = self._said(fact, entity, side, kind, sign)
            if found is not None:
                entries, says = found
                holds = says.meets(fact.interval()) or says.meets(-fact.interval())
                return Bridge(fact, self.sheet, entries, says, holds if sign else False)
        return None

    def _entity(self, fact: Fact) -> str | None:
        """The one row that is spoken of; empty for the whole, None for nobody known."""
        quote = plain_text(fact.quote)
        scope = {plain_text(one) for one in fact.topic.scope}
        if any(one.startswith(("#", "+")) for one in scope):
            return None
        named = {entity: name for entity, name in self.names.items() if name and name in quote}
        longest = {
            entity
            for entity, name in named.items()
            if not any(name != other and name in other for other in named.values())
        }
        told = {e for e in longest if any(one in named[e] or named[e] in one for one in scope)}
        if len(told) == 1:
            return next(iter(told))
        if not scope or named:
            return None if named or scope else ""
        rows = {e for e, name in self.names.items() if name in scope} or {
            e for e, name in self.names.items() if any(name.startswith(one) for one in scope)
        }
        if len(rows) == 1 and len(scope) == 1:
            return next(iter(rows))
        caption = plain_text(self.sheet.caption)
        return "" if not rows and all(one in caption for one in scope) else None

    def _kinds(self, fact: Fact) -> list[str]:
        """What may be counted: as the unit says, else whatever the sheet counts."""
        unit = read_any_unit(fact.topic.base) if fact.topic.base else None
        kinds = list(dict.fromkeys(entry.kind for entry in self.sheet.entries))
        if fact.topic.measure == "price":
            return [kind for kind in kinds if "/" in kind] or ["/"]
        if unit is not None:
            return [kind for kind in kinds if kind == unit.base]
        if fact.topic.base:
            return [kind for kind in kinds if kind == fact.topic.base]
        return [kind for kind in kinds if "/" not in kind][:1]

    def _said(
        self, fact: Fact, entity: str, side: str, kind: str, sign: int
    ) -> tuple[tuple[SheetEntry, ...], Interval] | None:
        if fact.sense is Sense.LEVEL:
            role = "price" if fact.topic.measure == "price" else "level"
            entry = self._at(role, side, entity, fact.topic.period, kind)
            if entry is None and role == "price":
                return self._price(fact, entity, side)
            if entry is None or fact.number is None or not _same_unit(fact, entry):
                return None
            says = entry.number.interval().times(1 / fact.number.unit.scale)
            return (entry,), says if sign * entry.sign > 0 else -says
        if fact.sense is Sense.DIFFERENCE:
            return self._difference(fact, entity, side, kind)
        return self._rate(fact, entity, side, kind)

    def _rate(
        self, fact: Fact, entity: str, side: str, kind: str
    ) -> tuple[tuple[SheetEntry, ...], Interval] | None:
        """Growth or a share: as printed, else as levels imply it."""
        against = next((a.period for a in fact.against if a.period is not None), None)
        if fact.sense is Sense.GROWTH and (fact.number is None or fact.number.unit.base == "%"):
            role, plus = "growth", 1
            below = self._at("level", side, entity, against, kind)
            printed = self._at(role, side, entity, fact.topic.period, kind)
            if printed is not None and printed.base != against:
                printed = None
        elif fact.sense is Sense.SHARE and entity:
            role, plus = "share", 0
            whole = {plain_text(name) for one in fact.against[:1] for name in one.scope}
            told = all(name in plain_text(self.sheet.caption) for name in whole)
            if not told or against != fact.topic.period:
                return None
            below = self._at("level", side, "", fact.topic.period, kind)
            printed = self._at(role, side, entity, fact.topic.period, kind)
        else:
            return None
        if printed is not None:
            return (printed,), printed.number.printed()
        above = self._at("level", side, entity, fact.topic.period, kind)
        if above is None or below is None or above is below:
            return None
        low = below.number.interval().low
        if low is None or low <= 0 or above.number.value < 0:
            return None
        ratio = above.number.interval().over(below.number.interval())
        return (above, below), (ratio + Interval.exactly(-plus)).times(_HUNDRED)

    def _price(
        self, fact: Fact, entity: str, side: str
    ) -> tuple[tuple[SheetEntry, ...], Interval] | None:
        """A mean price as value and quantity imply it."""
        money, _, counted = fact.topic.base.partition("/")
        per = read_any_unit(counted) if counted else None
        if per is None or fact.number is None:
            return None
        value = self._at("level", side, entity, fact.topic.period, money)
        quantity = self._at("level", side, entity, fact.topic.period, per.base)
        if value is None or quantity is None or (quantity.number.interval().low or 0) <= 0:
            return None
        ratio = value.number.interval().over(quantity.number.interval())
        return (value, quantity), ratio.times(per.scale / fact.number.unit.scale)

    def _difference(
        self, fact: Fact, entity: str, side: str, kind: str
    ) -> tuple[tuple[SheetEntry, ...], Interval] | None:
        against = next((a.period for a in fact.against if a.period is not None), None)
        now = self._at("level", side, entity, fact.topic.period, kind)
        then = self._at("level", side, entity, against, kind)
        if now is None or then is None or fact.number is None or now is then:
            return None
        if not _same_unit(fact, now):
            return None
        change = now.number.interval() - then.number.interval()
        return (now, then), change.times(1 / fact.number.unit.scale)

    def _at(
        self, role: str, side: str, entity: str, period: object, kind: str
    ) -> SheetEntry | None:
        return self.entries.get((role, side, entity, period, kind))


def _key(entry: SheetEntry) -> tuple[object, ...]:
    return entry.role, entry.side, entry.entity, entry.period, entry.kind


def _same_unit(fact: Fact, entry: SheetEntry) -> bool:
    """Whether a sentence's unit counts what a cell's does, and both are known."""
    return fact.number is not None and bool(fact.number.unit.base) and entry.number.unit.scale > 0


def _side(side: str) -> tuple[str, int]:
    if side in _BALANCES:
        return "net", _BALANCES[side]
    return side, 1


def _name(label: str) -> str:
    """A row's name as a sentence would say it."""
    return read_facets(label, stub=True).entity


def _finding(claims: Claims, link: Bridge) -> Finding:
    fact = link.fact
    assert fact.number is not None  # noqa: S101  # of a link
    text = range_text(link.says, fact.number.places + 1)
    cells = [_cell_words(link.sheet, entry) for entry in link.entries]
    zh = f"正文“{fact.quote}”的{fact.number.text}与{'、'.join(cells)}不符"
    en = f"{fact.number.text} in “{fact.quote}” does not agree with {', '.join(cells)}"
    return Finding(
        rule="text-against-table",
        where=at_text(claims, fact.place, fact.quote),
        printed=fact.number.text,
        expected=text,
        argument=(
            ("zh", f"{zh}；由表应为{text}"),
            ("en", f"{en}; by the table it should be {text}"),
        ),
        also=at_entry(link.sheet, link.entries[0], link.entries[0].label),
        certificate=_certificate(claims, link),
    )


def _cell_words(sheet: Sheet, entry: SheetEntry) -> str:
    number = f"[{sheet.number}] " if sheet.number else ""
    return f"{number}{entry.label}“{entry.head}”{entry.number.text}"


def _certificate(claims: Claims, link: Bridge) -> Certificate:
    """The sentence's number and the cells: of each cell one level, in whole units."""
    fact, number = link.fact, link.fact.number
    assert number is not None  # noqa: S101  # of a link
    names = ("x1", "x2")
    members = [
        member_of(entry, name, (words, words), at_entry(link.sheet, entry, entry.label))
        for entry, name in zip(link.entries, names, strict=False)
        for words in [_cell_words(link.sheet, entry)]
    ]
    interval = fact.interval()
    if link.says.high is not None and link.says.high < 0:
        interval = -interval  # 收窄, 逆差: the words say the sign
    top, bottom, per, plus = _meaning(link, names)
    said = Member(
        printed=number.text,
        says=(f"正文“{fact.quote}”{number.text}", f"the text: “{fact.quote}” {number.text}"),
        where=at_text(claims, fact.place, fact.quote),
        low=interval.low,
        high=interval.high,
        per=per,
        plus=plus,
        top=top,
        bottom=bottom,
    )
    levels = tuple((names[at], _pair(entry)) for at, entry in enumerate(link.entries))
    return Certificate((said, *members), (), levels)


_Sum = tuple[tuple[str, Fraction], ...]


def _meaning(link: Bridge, names: tuple[str, str]) -> tuple[_Sum, _Sum, Fraction, Fraction]:
    """What the sentence's number says of the levels of the cells: top, bottom, per, plus."""
    fact, (one, two) = link.fact, names
    assert fact.number is not None  # noqa: S101  # of a link
    first: _Sum = ((one, Fraction(1)),)
    second: _Sum = ((two, Fraction(1)),)
    unit, nothing = fact.number.unit.scale, Fraction(0)
    if len(link.entries) == 1:
        rate = fact.sense in (Sense.GROWTH, Sense.SHARE)
        return first, (), Fraction(1) if rate else unit, nothing
    if fact.sense is Sense.DIFFERENCE:
        return (*first, (two, Fraction(-1))), (), unit, nothing
    if fact.sense in (Sense.GROWTH, Sense.SHARE):
        return first, second, 1 / _HUNDRED, Fraction(int(fact.sense is Sense.GROWTH))
    counted = read_any_unit(fact.topic.base.partition("/")[2])
    return first, second, unit / (counted.scale if counted else 1), nothing


def _pair(entry: SheetEntry) -> tuple[str, str]:
    words = f"{entry.label} {entry.head} {entry.period}".strip()
    return words, words
