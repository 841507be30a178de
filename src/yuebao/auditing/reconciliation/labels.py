"""Rows whose labels were mixed up: recognised, and put right where one way to do so stands out.

Two tables of all provinces, one of the month and one of the year to date, tell which row is whose:
a year to date is at least its month, and what a province trades in both windows keeps its
proportions. In a ranking a pair of rows is exchanged where that alone makes everything fit.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import combinations
from statistics import median
from typing import TYPE_CHECKING

from yuebao.auditing.claims import TableKind
from yuebao.auditing.reconciliation.assignment import cheapest_assignment
from yuebao.auditing.reconciliation.model import build_system
from yuebao.auditing.reconciliation.programme import Programme
from yuebao.auditing.reconciliation.search import Search
from yuebao.auditing.reconciliation.system import Sort
from yuebao.domain import MONTH, YEAR_TO_DATE, Window
from yuebao.report.model import Block, Measure

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from fractions import Fraction

    from yuebao.auditing.claims import ClaimLine, ClaimTable
    from yuebao.auditing.reconciliation.search import SearchVerdict
    from yuebao.auditing.reconciliation.system import Claim, System
    from yuebao.auditing.rules.context import Case

Relabel = dict[tuple[int, Window, int], "ClaimLine"]

_STAY = 0.15
"""What a label that stays where it is is worth: on 17 clean reports one pair moves."""
_GROWTH = 0.3
_PRICE = 1.5
"""What mixed-up labels must save in wrong claims to be the better explanation."""
_MOST_PAIRS = 16
_MOST_ROWS = 40_000
"""How many rows the systems of all pairs tried may have: a usual report has a thousand."""
_FLOWS = ((Measure.EXPORTS, Measure.EXPORTS_YOY), (Measure.IMPORTS, Measure.IMPORTS_YOY))


@dataclass(frozen=True, slots=True)
class Permuted:
    """A table whose labels are mixed up.

    Attributes:
        table: The table.
        window: The window.
        labels: Each line that is wrong, with the line whose label it should have.
        system: What the document says with the labels put right.
        verdict: What is wrong with that.
        likely: Whether it is only the likeliest way to put them right.
    """

    table: ClaimTable
    window: Window
    labels: tuple[tuple[ClaimLine, ClaimLine], ...]
    system: System
    verdict: SearchVerdict
    likely: bool


def find_permutation(context: Case, system: System, verdict: SearchVerdict) -> Permuted | None:
    """The mixed-up labels that explain most of what is wrong; None where none explain more."""
    cost = _weight(system, verdict.guilty)
    if cost < _PRICE:
        return None
    found = [
        permuted
        for candidate in (*_whole_tables(context, system, verdict), *_pairs(system, verdict))
        if (permuted := _try(context, system, verdict, candidate)) is not None
    ]
    best = min(found, key=lambda p: _weight(p.system, p.verdict.guilty), default=None)
    if best is None or _weight(best.system, best.verdict.guilty) + _PRICE > cost:
        return None
    return best


def _weight(system: System, claims: Sequence[int]) -> Fraction | int:
    return sum(system.claims[claim].weight for claim in claims)


@dataclass(frozen=True, slots=True)
class _Candidate:
    table: ClaimTable
    window: Window
    labels: tuple[tuple[ClaimLine, ClaimLine], ...]
    likely: bool


def _try(
    context: Case, system: System, verdict: SearchVerdict, candidate: _Candidate
) -> Permuted | None:
    relabel: Relabel = {
        (candidate.table.number, candidate.window, line.rank): other
        for line, other in candidate.labels
    }
    fixed = build_system(context, relabel)
    programme = Programme(fixed)
    if not candidate.likely:
        elsewhere = {
            _name(system.claims[claim])
            for claim in verdict.guilty
            if system.claims[claim].table is not candidate.table
        }
        programme.give_up(n for n, claim in enumerate(fixed.claims) if _name(claim) in elsewhere)
        if not programme.is_possible():
            return None
        programme.give_up(())
    return Permuted(
        candidate.table, candidate.window, candidate.labels, fixed,
        Search(fixed, programme).run(), candidate.likely,
    )  # fmt: skip


def _name(claim: Claim) -> tuple[object, ...]:
    """What a claim is known by in a system built anew."""
    place = claim.statement.place if claim.statement else claim.cell.place if claim.cell else None
    return (claim.sort, claim.table.number, claim.window, place, claim.code)


# Whole tables


def _whole_tables(context: Case, system: System, verdict: SearchVerdict) -> Iterator[_Candidate]:
    """Two tables of all provinces, with wrong cells in several rows of either."""
    tables = {
        window: table
        for table in context.claims.tables
        if table.kind is TableKind.PROVINCE_TRADE
        for window in table.windows()
    }
    if not {MONTH, YEAR_TO_DATE} <= tables.keys():
        return
    for window in (MONTH, YEAR_TO_DATE):
        table = tables[window]
        rows = {
            claim.line.label
            for number in verdict.guilty
            if (claim := system.claims[number]).table is table and claim.line is not None
        }
        if len(rows) > 1:
            labels = _likeliest(*(tables[w].select(w) for w in (MONTH, YEAR_TO_DATE)))
            if labels:
                own = labels if window == YEAR_TO_DATE else _other_way(labels, table)
                yield _Candidate(table, window, own, likely=True)


def _likeliest(
    months: Sequence[ClaimLine], to_date: Sequence[ClaimLine]
) -> tuple[tuple[ClaimLine, ClaimLine], ...]:
    """Lines of the year to date with the line that has the label each should have."""
    by_label = {line.label: line for line in months}
    if set(by_label) != {line.label for line in to_date} or len(by_label) != len(to_date):
        return ()
    ordered = [by_label[line.label] for line in to_date]
    usual = {measure: _usual(ordered, to_date, measure) for measure, _ in _FLOWS}
    costs = [
        [_cost(one, two, usual) - (_STAY if at == to else 0) for to, two in enumerate(to_date)]
        for at, one in enumerate(ordered)
    ]
    rows = cheapest_assignment(costs)
    return tuple((to_date[row], to_date[at]) for at, row in enumerate(rows) if row != at)


def _other_way(
    labels: tuple[tuple[ClaimLine, ClaimLine], ...], table: ClaimTable
) -> tuple[tuple[ClaimLine, ClaimLine], ...]:
    """The same, if it is the month's table whose labels are wrong."""
    by_label = {line.label: line for line in table.lines}
    return tuple((by_label[right.label], by_label[line.label]) for line, right in labels)


def _level(line: ClaimLine, measure: Measure) -> float:
    number = line.number(measure)
    return float(number.value) if number is not None else 0.0


def _usual(months: Sequence[ClaimLine], to_date: Sequence[ClaimLine], measure: Measure) -> float:
    """How many times the month the year to date usually is."""
    ratios = [
        _level(two, measure) / _level(one, measure)
        for one, two in zip(months, to_date, strict=True)
        if _level(one, measure)
    ]
    return max(median(ratios), 1.0) if ratios else 1.0


def _cost(month: ClaimLine, to_date: ClaimLine, usual: dict[Measure, float]) -> float:
    """How unlikely it is that two lines are of one province."""
    cost = 0.0
    for measure, growth in _FLOWS:
        half = 0.05
        one, two = _level(month, measure) + half, _level(to_date, measure) + half
        cost += 100 if two + 2 * half < one else 0
        cost += min(abs(math.log(two / one / usual[measure])), 5)
        cost += _GROWTH * min(abs(_level(month, growth) - _level(to_date, growth)) / 100, 2)
    return cost


# Pairs


def _pairs(system: System, verdict: SearchVerdict) -> Iterator[_Candidate]:
    """Pairs of rows that conflicts speak of, of rankings in which much is wrong."""
    involved: dict[tuple[int, Window], dict[int, tuple[ClaimTable, ClaimLine]]] = {}
    guilty = set(verdict.guilty)
    for conflict in verdict.conflicts:
        for number in sorted(conflict.claims):
            claim = system.claims[number]
            line = claim.line
            if line is None or line.block is not Block.ROWS or claim.sort is Sort.ORDER:
                continue
            if claim.table.kind in (TableKind.PARTNERS, TableKind.PROVINCES, TableKind.PRODUCTS):
                lines = involved.setdefault((claim.table.number, claim.window), {})
                lines[line.rank] = (claim.table, line)
    wrong = {
        (claim.table.number, claim.window, claim.line.rank)
        for claim in (system.claims[number] for number in guilty)
        if claim.line is not None
    }
    pairs = [
        (table, one, two)
        for place, lines in involved.items()
        if _weight(system, [n for n in guilty if _place(system.claims[n]) == place]) >= _PRICE
        for (table, one), (_, two) in combinations(lines.values(), 2)
    ]
    pairs.sort(
        key=lambda pair: (
            -sum((pair[0].number, line.window, line.rank) in wrong for line in pair[1:])
        )
    )
    for table, one, two in pairs[: min(_MOST_PAIRS, 1 + _MOST_ROWS // len(system.rows))]:
        yield _Candidate(table, one.window, ((one, two), (two, one)), likely=False)


def _place(claim: Claim) -> tuple[int, Window]:
    return claim.table.number, claim.window
