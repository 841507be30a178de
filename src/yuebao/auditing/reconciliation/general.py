"""Reconciliation of other hands' tables: can any data print them, and if not, why not?

The same search as for the reports of a series (`reconcile`), over another model: whatever a
table's form, its numbers are entries with a meaning, its rows parts of wholes, its months parts of
longer ones. Readings that the numbers deny are given up before; a sheet of which too many numbers
would have to be wrong was not understood, and nothing is said of it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from yuebao.auditing.reconciliation.across import read_across
from yuebao.auditing.reconciliation.entries import (
    EntryClaim,
    Unknowns,
    add_flows,
    add_spans,
    bind,
    cell_claim,
    meaning_of,
    price_meaning,
)
from yuebao.auditing.reconciliation.explain import Explainer
from yuebao.auditing.reconciliation.parts import makers_of_all, read_parts
from yuebao.auditing.reconciliation.programme import Programme
from yuebao.auditing.reconciliation.scopes import join_scopes
from yuebao.auditing.reconciliation.search import Search
from yuebao.auditing.reconciliation.system import LinearSystem, Link, combine
from yuebao.auditing.understanding.facets import RATES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from yuebao.auditing.findings.finding import Finding
    from yuebao.auditing.reconciliation.parts import Parts
    from yuebao.auditing.reconciliation.search import SearchVerdict
    from yuebao.auditing.rules.context import Case
    from yuebao.auditing.sheets import Sheet, SheetEntry

_MOST_TRIES = 4
_MOST_CLAIMS = 120
"""A conflict that takes more numbers to prove says that a table was misread."""
_MOST_WRONG = 3
"""So many wrong numbers of a sheet are told, or one in ten of its numbers if that is more."""


@dataclass(frozen=True, slots=True)
class Read:
    """A sheet, and what adds up in it."""

    sheet: Sheet
    parts: tuple[Parts, ...]


def check_sheets(context: Case) -> Iterator[Finding]:
    """What must be wrong in the tables of other hands; nothing where some data fit them all."""
    read = [Read(sheet, read_parts(sheet)) for sheet in context.claims.sheets]
    for _ in range(_MOST_TRIES):
        if not read:
            return
        system = build_general(read)
        programme = Programme(system)
        if programme.is_possible():
            return
        most = _most_wrong(system)
        verdict = Search(system, programme, _MOST_CLAIMS, sum(most.values())).run()
        misread = _misread(system, verdict, most)
        if misread is None:
            explainer = Explainer(context, system, verdict, programme)
            yield from filter(None, map(explainer.finding, verdict.guilty))
            return
        read = [one for one in read if one.sheet.index != misread]


def _most_wrong(system: LinearSystem[EntryClaim]) -> dict[int, int]:
    """How many numbers of each sheet may be wrong before it was not understood."""
    sizes = Counter(claim.sheet.index for claim in system.claims if claim.sheet)
    return {index: max(_MOST_WRONG, size // 10) for index, size in sizes.items()}


def _misread(
    system: LinearSystem[EntryClaim], verdict: SearchVerdict, most: Mapping[int, int]
) -> int | None:
    """The sheet of which so many numbers would be wrong that it was not understood."""
    claims = system.claims
    wrong = Counter(c.sheet.index for c in map(claims.__getitem__, verdict.guilty) if c.sheet)
    if not verdict.complete:
        doubtful = (claims[n] for n in (*verdict.guilty, *verdict.ignored))
        return Counter(c.sheet.index for c in doubtful if c.sheet).most_common(1)[0][0]
    return next((index for index, count in wrong.most_common() if count > most[index]), None)


def build_general(read: Sequence[Read]) -> LinearSystem[EntryClaim]:
    """The system of all sheets."""
    scope = join_scopes([one.sheet for one in read])
    unknowns = Unknowns(LinearSystem(), scope, _units(read), _signed_levels(read, scope))
    for one in read:
        for entry in one.sheet.entries:
            _add_entry(unknowns, one.sheet, entry)
    for one in read:
        _add_parts(unknowns, one)
        _add_whole(unknowns, one)
        _add_across(unknowns, one.sheet)
    _add_scale(unknowns, read)
    add_flows(unknowns)
    add_spans(
        unknowns,
        {(scope[one.sheet.index], side) for one in read for side in one.sheet.loose},
    )
    return unknowns.system


def _units(read: Sequence[Read]) -> dict[str, Fraction]:
    """For each thing counted a unit in which its largest number has three or four digits."""
    largest: dict[str, Fraction] = {}
    for one in read:
        for entry in one.sheet.entries:
            if entry.role in ("level", "price", "difference", "mean"):
                size = abs(entry.number.value * entry.number.unit.scale)
                largest[entry.kind] = max(largest.get(entry.kind, Fraction(0)), size)
    return {kind: _power_of_ten(size / 1000) for kind, size in largest.items()}


def _power_of_ten(size: Fraction) -> Fraction:
    power = Fraction(1)
    while power * 10 <= size:
        power *= 10
    while size and power > size:
        power /= 10
    return power


def _signed_levels(
    read: Sequence[Read], scope: Mapping[int, int]
) -> frozenset[tuple[int, str, str]]:
    """Levels of which some are printed below zero: they are balances under another name."""
    return frozenset(
        (scope[one.sheet.index], entry.side, entry.kind)
        for one in read
        for entry in one.sheet.entries
        if entry.role == "level" and entry.side != "net" and entry.number.value < 0
    )


def _add_entry(unknowns: Unknowns, sheet: Sheet, entry: SheetEntry) -> None:
    meaning = meaning_of(unknowns, sheet, entry)
    if meaning is None or not meaning.top or _is_circular(meaning.top, meaning.bottom):
        return
    system = unknowns.system
    price = price_meaning(unknowns, sheet, entry)
    number = system.claim(cell_claim(sheet, entry, meaning, price))
    bind(system, number, entry, meaning)
    if price is not None:
        bind(system, number, entry, price)


def _is_circular(top: Mapping[int, Fraction], bottom: Mapping[int, Fraction]) -> bool:
    return dict(top) == dict(bottom)


def _add_across(unknowns: Unknowns, sheet: Sheet) -> None:
    """Columns add up in every row."""
    for one in read_across(sheet):
        whole, *each = (
            unknowns.of(sheet, e, e.period) for e in (one.whole, *one.parts) if e.period
        )
        if len(each) < len(one.parts):
            continue
        link = Link.PARTS if one.exact else Link.WITHIN
        unknowns.system.bound(
            combine((1, whole), *((-1, part) for part in each)),
            Fraction(0),
            Fraction(0) if one.exact else None,
            link=link,
        )


def _add_scale(unknowns: Unknowns, read: Sequence[Read]) -> None:
    """Wholes that only shares are told of are something: of which unit is free, so one at least."""
    entries = [(unknowns.scope[one.sheet.index], e) for one in read for e in one.sheet.entries]
    told = {(scope, e.kind) for scope, e in entries if e.role not in RATES}
    wholes = {
        (scope, e.side, e.whole, e.period, e.kind)
        for scope, e in entries
        if e.role == "share" and e.period is not None and (scope, e.kind) not in told
    }
    for scope, side, entity, period, kind in sorted(wholes, key=str):
        if side != "net":
            whole = unknowns.terms(scope, side, entity, period, kind)
            unknowns.system.bound(whole, Fraction(1), None)


def _add_whole(unknowns: Unknowns, one: Read) -> None:
    """Rows whose shares make 100 are all there is, of whatever side and months."""
    scope, rows = unknowns.scope[one.sheet.index], makers_of_all(one.sheet)
    names = [one.sheet.rows[at].entity for at in rows]
    levels = {
        (side, period, kind)
        for held, side, entity, period, kind in list(unknowns.levels)
        if held == scope and entity in names and "/" not in kind and kind != "price"
    }
    for side, period, kind in sorted(levels, key=str) if len(set(names)) == len(names) else ():
        whole, *each = (unknowns.terms(scope, side, name, period, kind) for name in ("", *names))
        terms = combine((1, whole), *((-1, part) for part in each))
        unknowns.system.bound(terms, Fraction(0), Fraction(0), link=Link.PARTS)


def _add_parts(unknowns: Unknowns, one: Read) -> None:
    """Rows add up in every side, months and unit in which any of them is spoken of."""
    rows, scope = one.sheet.rows, unknowns.scope[one.sheet.index]
    wanted = {
        (side, period, kind)
        for held, side, _, period, kind in list(unknowns.levels)
        if held == scope and "/" not in kind and kind != "price"
    }
    for parts in one.parts:
        names = [rows[at].entity for at in (parts.whole, *parts.parts)]
        if len(set(names)) < len(names):
            continue  # rows of one name: their months or sides tell them apart
        for side, period, kind in sorted(wanted, key=str):
            if not any((scope, side, name, period, kind) in unknowns.levels for name in names[1:]):
                continue
            whole, *each = (unknowns.terms(scope, side, name, period, kind) for name in names)
            terms = combine((1, whole), *((-1, part) for part in each))
            link = Link.PARTS if parts.exact else Link.WITHIN
            unknowns.system.bound(
                terms, Fraction(0), Fraction(0) if parts.exact else None, link=link
            )
