"""A query parted into files, none of which has more rows than the platform hands out.

A file is a query of its own: ranges of codes of some dimensions, as those of one province and of
partners from the first to the last. What is parted by one dimension is parted by another where one
code alone is too long, until every file fits or nothing is left that tells rows apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    Months = Mapping[str, int]
    """How many rows each month has that is known."""
    Ways = Mapping[str, Mapping[str, Months]]
    """By each dimension that a query can still be parted by, in the order preferred: every code
    that may be asked for, in order, with the rows it has."""
    Within = tuple["CodeRange", ...]


@dataclass(frozen=True, slots=True)
class CodeRange:
    """Codes of a dimension, from the first to the last.

    Attributes:
        by: The dimension, by the name of its column.
        first: The first code.
        last: The last code, which is among them.
    """

    by: str
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class QueryPart:
    """What one of several files is asked for.

    Attributes:
        ranges: The codes that hold of it, all of them at once; none for the whole query.
        rows: The most rows it has in a month that is known.
    """

    ranges: Within
    rows: int


class _Group(NamedTuple):
    """Neighbouring codes."""

    first: str
    last: str
    months: Months


def split_query(ways: Callable[[Within], Ways], rows: int, cap: int) -> tuple[QueryPart, ...]:
    """The fewest files by ranges of codes, of which each has at most so many rows.

    Files state together all that the query states, and nothing twice: ranges follow each other
    without a gap, so that a code of which no rows are known is in one of them too.

    Args:
        ways: What a part of the query can be parted by.
        rows: How many the whole query has.
        cap: How many a file may have.

    Returns:
        One part where the query fits, or nothing tells its rows apart; a part that is longer than
        a file has nothing left to be parted by.
    """
    return _split(ways, (), rows, cap)


def _split(
    ways: Callable[[Within], Ways], within: Within, rows: int, cap: int
) -> tuple[QueryPart, ...]:
    best: tuple[QueryPart, ...] = (QueryPart(within, rows),)
    if rows <= cap:
        return best
    tried = [(by, list(_groups(codes, cap))) for by, codes in ways(within).items()]
    for by, groups in sorted(tried, key=lambda one: _at_least(one[1], cap)):
        if not _cut_off(best, cap) and _at_least(groups, cap) >= len(best):
            break
        found = tuple(
            part
            for group in groups
            for part in _split(
                ways, _narrowed(within, CodeRange(by, group.first, group.last)),
                _most(group.months), cap,
            )
        )  # fmt: skip
        best = min(best, found, key=lambda parts: (_cut_off(parts, cap), len(parts)))
    return best


def _groups(codes: Mapping[str, Months], cap: int) -> Iterator[_Group]:
    """Neighbouring codes that fit together; one that does not fit by itself stands alone.

    Codes without rows belong to those before them, the first ones to those behind.
    """
    held: _Group | None = None
    for code, months in codes.items():
        if held is None:
            held = _Group(code, code, months)
            continue
        both = _added(held.months, months)
        if months and held.months and _most(both) > cap:
            yield held
            held = _Group(code, code, months)
        else:
            held = _Group(held.first, code, both)
    if held is not None:
        yield held


def _added(first: Months, second: Months) -> Months:
    return {m: first.get(m, 0) + second.get(m, 0) for m in first.keys() | second.keys()}


def _most(months: Months) -> int:
    return max(months.values(), default=0)


def _at_least(groups: Sequence[_Group], cap: int) -> int:
    """In how many files the groups can be at best."""
    return sum(max(1, -(-_most(group.months) // cap)) for group in groups)


def _cut_off(parts: Sequence[QueryPart], cap: int) -> int:
    """How many rows will be cut off."""
    return sum(max(0, part.rows - cap) for part in parts)


def _narrowed(within: Within, one: CodeRange) -> Within:
    """A part of a part; a range of the same dimension lies within the one before."""
    return (*(held for held in within if held.by != one.by), one)
