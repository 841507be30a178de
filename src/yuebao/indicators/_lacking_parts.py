"""Queries that were split into several files, some of which are not loaded.

`plan` numbers the files of a query that would be too long (`_2of5`), each of a range of codes. So
does many a person without saying how many there are (`_2`): then a number between two that are
loaded is lacking for certain, and the last ones are told by trade of another month with those who
come behind the last province or partner that any file has.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from yuebao.domain import Dimension, Fault, Period
from yuebao.sources import read_query_name
from yuebao.store import codes_below

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from yuebao.domain import Month
    from yuebao.indicators._suspicions import Evidence
    from yuebao.sources import QueryName
    from yuebao.store import Slice, View

_NUMBERED = re.compile(r"(?P<stem>.+)_(?P<number>\d{1,3})(?:of(?P<count>\d{1,3}))?\.\w+")
_SPLIT_BY = (Dimension.PROVINCE, Dimension.PARTNER)
_LEAST = 100
"""Less than one part in so many of a month's trade may be lacking for want of trade."""


@dataclass(frozen=True, slots=True)
class NumberedFiles:
    """Files that are parts of one query.

    Attributes:
        stem: What their names begin with.
        count: How many there are by their names; 0 where they do not say.
        query: What their names say of the query.
        held: What those loaded state, by their numbers.
    """

    stem: str
    count: int
    query: QueryName
    held: dict[int, list[Slice]]

    def name(self, number: int) -> str:
        """What the file of a number is called, without its ending."""
        return f"{self.stem}_{number}" + (f"of{self.count}" if self.count else "")

    def lacking(self) -> tuple[int, ...]:
        """The numbers that are not loaded, of those that are there for certain."""
        numbers = range(1, (self.count or max(self.held)) + 1)
        return tuple(sorted(set(numbers).difference(self.held)))


class _Rest(NamedTuple):
    """Who traded in another month and comes behind all that a split query has."""

    by: Dimension
    month: Month
    codes: tuple[str, ...]
    value: int
    whole: int


def suspect_parts(evidence: Evidence) -> Iterator[Fault]:
    """Numbered files of which some are not loaded."""
    for files in numbered_files(evidence.view, evidence.slices()):
        if not any(map(evidence.looks_at, files.query.months.months())):
            continue
        lacking = files.lacking()
        if lacking:
            yield _finding(files, f"Not loaded: {', '.join(map(files.name, lacking))}")
        if lacking or files.count:
            continue
        rest = _rest(evidence, files.held)
        if rest is not None:
            yield _finding(
                files,
                f"They end before {rest.by} {rest.codes[0]}, and in {rest.month} "
                f"{len(rest.codes)} of those that follow had "
                f"{100 * rest.value / rest.whole:.1f}% of the trade",
            )


def _finding(files: NumberedFiles, what: str) -> Fault:
    numbers = ", ".join(map(str, sorted(files.held)))
    return Fault(
        "parts", f"{files.stem}, parts {numbers}", f"{what}.",
        "The query was split because the platform hands out only so many rows in one file; without "
        "all parts every figure of it is too low.",
        "Export the parts that lack, and load them with --add.",
    )  # fmt: skip


def numbered_files(view: View, slices: Iterable[Slice]) -> list[NumberedFiles]:
    """Files of a store whose names number them, as parts of queries, and what they state.

    Args:
        view: The store as it is known.
        slices: What is looked at: files that state none of it are passed over.
    """
    stated: dict[str, list[Slice]] = defaultdict(list)
    for part in slices:
        stated[part.source].append(part)
    found: dict[tuple[str, int], NumberedFiles] = {}
    for sha256, name in view.source_names().items():
        match = _NUMBERED.fullmatch(name)
        query = read_query_name(name, view.office) if match and sha256 in stated else None
        if match and query:
            stem, count = match["stem"], int(match["count"] or 0)
            one = found.setdefault((stem, count), NumberedFiles(stem, count, query, {}))
            one.held[int(match["number"])] = stated[sha256]
    return list(found.values())


def _rest(evidence: Evidence, held: Mapping[int, list[Slice]]) -> _Rest | None:
    """Who is lacking at the end, by the nearest other month of the same grain."""
    parts = [part for slices in held.values() for part in slices]
    first = parts[0]
    by = next((d for d in _SPLIT_BY if d in first.grain.dimensions), None)
    months = {month for part in parts for period in part.periods for month in period.months()}
    others = {
        period.last
        for part in evidence.view.slices
        if (part.flow, part.grain, part.scope, part.currency)
        == (first.flow, first.grain, first.scope, first.currency)
        and not set(part.commodities).isdisjoint(first.commodities)
        for period in part.periods
        if period.is_one_month() and period.last not in months
    }
    if by is None or not others:
        return None
    month = min(others, key=lambda one: min(_distance(one, own) for own in months))
    sources = ", ".join(f"'{part.source}'" for part in parts)
    codes = codes_below(tuple(sorted({code for part in parts for code in part.commodities})))
    facts = evidence.view.facts
    ((last,),) = evidence.view.query(
        f"SELECT max({by.value}) FROM {facts} WHERE source IN ({sources})"
    )
    rows = evidence.view.query(
        f"SELECT {by.value}, sum(value)::HUGEINT FROM {facts} WHERE last_month = $month "
        "AND first_month = $month AND flow = $flow AND grain = $grain AND currency = $currency "
        f"AND scope = $scope AND {codes} GROUP BY 1 ORDER BY 1",
        {
            "month": str(month), "flow": first.flow.value, "grain": str(first.grain),
            "currency": first.currency, "scope": str(first.scope),
        },
    )  # fmt: skip
    behind = {code: int(value) for code, value in rows if code > str(last)}
    whole, value = sum(int(value) for _, value in rows), sum(behind.values())
    if value * _LEAST < whole or not behind:
        return None
    return _Rest(by, month, tuple(behind), value, whole)


def _distance(first: Month, second: Month) -> int:
    return Period(min(first, second), max(first, second)).length()
