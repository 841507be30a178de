"""Which sheets of a document speak of the same thing, decided by the numbers they share.

Two tables may print the same total, and two the exports of one country of different goods. Where
most of the numbers that two sheets say of the same side, entity and months agree, they are of one
scope, and what disagrees is an error; where they do not, they are of two.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuebao.domain.limits import limit

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from yuebao.auditing.claims import Claims
    from yuebao.auditing.sheets import Sheet, SheetEntry


MOST_PAIRS = limit("pairs")
"""Of a sentence's number and a table that are held against each other, in a whole document."""
_REACH = 100
"""So many tables after one are held against it, which no report has."""


def sheets_in_reach(claims: Claims) -> Sequence[Sheet]:
    """The tables that every sentence is held against: all, or the first where they are too many."""
    return claims.sheets[: MOST_PAIRS // max(1, len(claims.facts))]


def join_scopes(sheets: Sequence[Sheet]) -> dict[int, int]:
    """The scope of each sheet, by its index."""
    joined = {sheet.index: sheet.index for sheet in sheets}
    said = {sheet.index: _said(sheet) for sheet in sheets}
    for at, one in enumerate(sheets):
        for other in sheets[at + 1 : at + 1 + _REACH]:
            old, new = _scope_of(other.index, joined), _scope_of(one.index, joined)
            if old != new and agree(said[one.index], said[other.index]):
                joined[old] = new
    return {index: _scope_of(index, joined) for index in joined}


def _scope_of(index: int, joined: dict[int, int]) -> int:
    """Where a sheet's scope ends, going from each to the one it was joined with."""
    while joined[index] != index:
        joined[index] = joined[joined[index]]
        index = joined[index]
    return index


def address_of(entry: SheetEntry) -> Hashable:
    """What an entry is of, apart from its scope."""
    return entry.role, entry.side, entry.entity, entry.period, entry.base, entry.kind


def _said(sheet: Sheet) -> dict[Hashable, SheetEntry]:
    return {address_of(entry): entry for entry in sheet.entries if entry.period is not None}


def agree(one: dict[Hashable, SheetEntry], other: dict[Hashable, SheetEntry]) -> bool:
    """Whether two say the same of what both speak of: twice at least, and mostly."""
    same = unlike = 0
    for address, entry in one.items():
        match = other.get(address)
        if match is None or (entry.number.value == match.number.value == 100):
            continue
        met = entry.number.interval().meets(match.number.interval())
        same += met
        unlike += not met
    return same > 1 and same > unlike
