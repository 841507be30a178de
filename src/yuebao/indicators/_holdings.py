"""What a store holds by flow, heading, grain, scope and currency: which months, which are not."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from yuebao.domain import Currency, Flow, Grain, Month, Period, Scope
from yuebao.indicators._basis import resolve_period

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from yuebao.store import Slice, View

HEADING = 4
"""HS codes are told together by their first four digits."""


@dataclass(frozen=True, slots=True)
class Holding:
    """What is stated about commodities of one heading that were asked for together.

    Attributes:
        heading: The HS4 heading, a shorter code as it is, a bulletin's table, or `all`.
        commodities: The codes, ascending.
        months: The months stated, each by itself.
        cumulative: The periods of several months stated as one.
        missing: Months between the first and the last that nothing answers.
        releases: When they were published, ascending.
        files: How many files.
        rows: How many facts those files had in this grain, of whatever heading.
        partial: The months in which, in this grain, scope and currency, only a part of the heading
            is answered for.
        lacking: The codes of the heading that no file was asked for in the last of them.
    """

    flow: Flow
    heading: str
    grain: Grain
    scope: Scope
    currency: Currency
    commodities: tuple[str, ...]
    months: tuple[Month, ...]
    cumulative: tuple[Period, ...]
    missing: tuple[Month, ...]
    releases: tuple[date, ...]
    files: int
    rows: int
    partial: tuple[Month, ...] = ()
    lacking: tuple[str, ...] = ()


class _Head(NamedTuple):
    flow: Flow
    grain: Grain
    scope: Scope
    currency: Currency


class _Statement(NamedTuple):
    """A slice, with the release it was stated in."""

    part: Slice
    released: date


def heading_of(commodity: str) -> str:
    """What a commodity is told under: the first four digits, or the table of a bulletin's item."""
    return commodity[:HEADING] if commodity.isdigit() else commodity.partition("/")[0]


def find_holdings(view: View, codes: Sequence[str] = ()) -> tuple[Holding, ...]:
    """Everything a view's loads state, by heading.

    Args:
        view: The store as it is known.
        codes: Only commodities that begin with one of these; all by default.
    """
    by_head: dict[_Head, list[_Statement]] = defaultdict(list)
    for record in view.records:
        for part in record.slices:
            head = _Head(part.flow, part.grain, part.scope, part.currency)
            by_head[head].append(_Statement(part, record.released))
    found = [
        _with_parts(view, _holding(head, commodities, held))
        for head, statements in by_head.items()
        for commodities, held in _together(statements, tuple(codes))
    ]
    return tuple(
        sorted(found, key=lambda h: (h.heading, h.flow, h.commodities, str(h.grain), str(h.scope)))
    )


def _with_parts(view: View, holding: Holding) -> Holding:
    """What is known of a heading as a whole: nothing where it is no HS code, or a shorter one."""
    if len(holding.heading) != HEADING or not holding.heading.isdigit():
        return holding
    for coverage in view.coverage((holding.heading,), holding.flow):
        if (coverage.grain, coverage.scope, coverage.currency) == (
            holding.grain, holding.scope, holding.currency
        ):  # fmt: skip
            partly = coverage.parts.get(holding.heading, {})
            months = sorted({month for period in partly for month in period.months()})
            lacking = partly[max(partly, key=lambda period: period.last)] if partly else ()
            return replace(holding, partial=tuple(months), lacking=lacking)
    return holding


def month_runs(months: Iterable[Month]) -> tuple[Period, ...]:
    """Months as ranges: each run of months that follow each other."""
    runs: list[Period] = []
    for month in sorted(set(months)):
        if runs and month == runs[-1].last.plus(1):
            runs[-1] = Period(runs[-1].first, month)
        else:
            runs.append(Period.of_month(month))
    return tuple(runs)


def _together(
    statements: Sequence[_Statement], codes: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], list[_Statement]]]:
    """The commodities of each heading that some file holds together, with what speaks of them.

    A commodity that is in one file of a query and not in another was not traded there; commodities
    that no file joins were asked for apart, and may lack months of their own.
    """
    root: dict[str, str] = {}

    def find(code: str) -> str:
        while root.setdefault(code, code) != code:
            root[code] = root[root[code]]
            code = root[code]
        return code

    firsts: list[dict[str, str]] = []
    for statement in statements:
        first: dict[str, str] = {}
        for code in statement.part.commodities:
            if not codes or code.startswith(codes):
                root[find(code)] = find(first.setdefault(heading_of(code), code))
        firsts.append(first)
    groups: dict[str, list[str]] = defaultdict(list)
    for code in list(root):
        groups[find(code)].append(code)
    held: dict[str, list[_Statement]] = defaultdict(list)
    for statement, first in zip(statements, firsts, strict=True):
        for code in first.values():
            held[find(code)].append(statement)
    for name, group in groups.items():
        yield tuple(sorted(group)), held[name]


def _holding(head: _Head, commodities: tuple[str, ...], held: Sequence[_Statement]) -> Holding:
    stated = frozenset(period for s in held for period in s.part.periods)
    months = tuple(sorted(period.first for period in stated if period.is_one_month()))
    span = Period(min(p.first for p in stated), max(p.last for p in stated))
    return Holding(
        flow=head.flow,
        heading=heading_of(commodities[0]),
        grain=head.grain,
        scope=head.scope,
        currency=head.currency,
        commodities=commodities,
        months=months,
        cumulative=tuple(sorted(period for period in stated if not period.is_one_month())),
        missing=_missing(span, stated),
        releases=tuple(sorted({s.released for s in held})),
        files=len({s.part.source for s in held}),
        rows=sum({s.part: s.part.rows for s in held}.values()),
    )


def _missing(span: Period, stated: frozenset[Period]) -> tuple[Month, ...]:
    """Months no stated period covers, and, where months are stated at all, that none answers."""
    monthly = any(period.is_one_month() for period in stated)
    return tuple(
        month
        for month in span.months()
        if (
            resolve_period(Period.of_month(month), stated) is None
            if monthly
            else not any(month in period for period in stated)
        )
    )
