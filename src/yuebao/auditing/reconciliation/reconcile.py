"""Reconciliation: all cells of all tables at once. Can any data print this, and if not, why not?

`check_reconciliation(context)` is a check as those of `rules`; how it argues is told in
docs/audit/reconciliation.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from yuebao.auditing.findings.finding import Finding, at_cell, at_text
from yuebao.auditing.findings.where import Where
from yuebao.auditing.numbers import Interval, range_text
from yuebao.auditing.reconciliation.argument import (
    cell_argument,
    claim_words,
    missing_argument,
    permuted_argument,
)
from yuebao.auditing.reconciliation.certify import certificate_of
from yuebao.auditing.reconciliation.labels import find_permutation
from yuebao.auditing.reconciliation.model import build_system
from yuebao.auditing.reconciliation.programme import Programme
from yuebao.auditing.reconciliation.search import Search
from yuebao.auditing.reconciliation.system import Sort
from yuebao.auditing.reconciliation.typos import NO_SLIP, slip_rank
from yuebao.report.model import Measure

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from yuebao.auditing.reconciliation.labels import Permuted
    from yuebao.auditing.reconciliation.search import Conflict, SearchVerdict
    from yuebao.auditing.reconciliation.system import Claim, System
    from yuebao.auditing.rules.context import Case


@dataclass(frozen=True, slots=True)
class Searched:
    """What the search through a document found."""

    system: System
    verdict: SearchVerdict
    programme: Programme


def search_document(context: Case) -> Searched | None:
    """Why no data can print all tables of a document; None where some can."""
    if not context.claims.tables:
        return None
    system = build_system(context)
    programme = Programme(system)
    if programme.is_possible():
        return None
    return Searched(system, Search(system, programme).run(), programme)


def check_reconciliation(context: Case) -> Iterator[Finding]:
    """What must be wrong, the fewest claims there can be; nothing where some data fit them all."""
    searched = search_document(context)
    if searched is not None:
        yield from explain(context, searched)


def explain(context: Case, searched: Searched) -> Iterator[Finding]:
    """The findings of a search."""
    system, verdict, programme = searched.system, searched.verdict, searched.programme
    permuted = find_permutation(context, system, verdict)
    if permuted is not None:
        yield from _permuted(context, system, verdict, permuted)
        system, verdict = permuted.system, permuted.verdict
        programme = Programme(system)
    explainer = _Explainer(context, system, verdict, programme)
    for claim in verdict.guilty:
        finding = explainer.finding(claim)
        if finding is not None:
            yield finding


def is_possible(context: Case) -> bool:
    """Whether some data print all tables of a document."""
    return not context.claims.tables or Programme(build_system(context)).is_possible()


def unexplained(findings: Sequence[Finding], earlier: Sequence[Finding]) -> list[Finding]:
    """Findings of reconciliation without those at a place where another rule found something.

    The rows of a permutation stay: they say more than a rule can.
    """
    places = {_spot(finding.where) for finding in earlier}
    orders = {finding.where.table for finding in earlier if finding.rule == "order"}
    return [
        finding
        for finding in findings
        if finding.rule == "rows-permuted"
        or (_spot(finding.where) not in places and not _is_said(finding, orders))
    ]


def _is_said(finding: Finding, orders: set[int | None]) -> bool:
    return finding.rule == "ranking-irreconcilable" and finding.where.table in orders


def _spot(where: Where) -> tuple[object, ...]:
    if where.table is None:
        return (where.paragraph, where.place)
    return (where.table, where.window, where.block, where.label, where.measure)


@dataclass(slots=True)
class _Explainer:
    """Turns what must be wrong into findings."""

    context: Case
    system: System
    verdict: SearchVerdict
    programme: Programme

    def finding(self, number: int) -> Finding | None:
        """The finding of a claim that is given up; of several that would do, the likeliest."""
        options = self.verdict.options.get(number, [number])
        ranges = {option: self.expected(option, number) for option in options}
        first = min(options, key=lambda option: self._unlikely(option, ranges[option]))
        options = sorted(options, key=lambda option: self._unlikely(option, ranges[option]))
        others = [self.system.claims[option] for option in options if option != first]
        claim = self.system.claims[first]
        conflicts = self._conflicts(number, first)
        if claim.sort is Sort.ORDER:
            return self._order(claim)
        if not conflicts:
            return None
        if claim.sort is Sort.ABSENT:
            return self._missing(claim, conflicts, others, ranges[first])
        return self._cell(claim, conflicts[0], others, ranges[first])

    def expected(self, option: int, number: int) -> Interval | None:
        """What a claim's number can be where all else that is not given up holds."""
        claim = self.system.claims[option]
        if not claim.top:
            return None
        self.programme.give_up(
            [option, *self.verdict.ignored, *(g for g in self.verdict.guilty if g != number)]
        )
        found = self.programme.range_of(claim.top, claim.bottom)
        if not claim.bottom or found is None:
            return None if found is None else found.times(claim.scale)
        ratio, less = found.times(100), Fraction(claim.offset)
        return Interval(
            None if ratio.low is None else ratio.low - less,
            None if ratio.high is None else ratio.high - less,
        )

    def _unlikely(self, option: int, expected: Interval | None) -> tuple[int, bool]:
        """A number one slip of the pen from what it should be is the likeliest to be wrong."""
        claim = self.system.claims[option]
        rank = NO_SLIP if expected is None else slip_rank(claim, expected)
        return rank, self.verdict.options.get(option) is None

    def _conflicts(self, number: int, first: int) -> list[Conflict]:
        """Conflicts that a claim is to blame for, the ones that are told soonest first."""
        other = set(self.verdict.guilty) - {number}
        return sorted(
            (c for c in self.verdict.conflicts if first in c.claims and not c.claims & other),
            key=lambda c: (self._sentences(c), len(c.claims)),
        )

    def _sentences(self, conflict: Conflict) -> int:
        sorts = [self.system.claims[claim].sort for claim in conflict.claims]
        return sorts.count(Sort.STATEMENT) + 2 * sorts.count(Sort.ORDER)

    def _cell(
        self, claim: Claim, conflict: Conflict, others: Sequence[Claim], expected: Interval | None
    ) -> Finding:
        assert claim.line is not None and claim.cell is not None  # noqa: S101, PT018  # of a cell
        number = claim.statement.number if claim.statement else claim.cell.number
        places = (number.places if number else 1) + 1
        text = range_text(expected, places) if expected is not None else ""
        argument = cell_argument(self.context, self.system, conflict, claim, others, text)
        second = next((o for o in others if o.cell is not None and o.line is not None), None)
        also = None
        if second is not None and second.line is not None and second.cell is not None:
            also = at_cell(second.table, second.line, second.cell)
        if claim.statement is not None:
            return Finding(
                rule="sentence-irreconcilable",
                where=at_text(self.context.claims, claim.statement.place, claim.statement.quote),
                printed=claim.statement.number.text,
                expected=claim.cell.text,
                argument=argument,
                also=at_cell(claim.table, claim.line, claim.cell),
                certificate=certificate_of(self.context, self.system, conflict),
            )
        return Finding(
            rule="cell-irreconcilable",
            where=at_cell(claim.table, claim.line, claim.cell),
            printed=claim.cell.text,
            expected=text,
            argument=argument,
            also=also,
            certificate=certificate_of(self.context, self.system, conflict),
        )

    def _missing(
        self,
        claim: Claim,
        conflicts: Sequence[Conflict],
        others: Sequence[Claim],
        expected: Interval | None,
    ) -> Finding:
        last = claim.line
        assert last is not None  # noqa: S101  # an absence is measured by the last line
        cell = last.cell(Measure.VALUE)
        text = range_text(expected, 2) if expected is not None else ""
        return Finding(
            rule="entity-missing",
            where=Where(
                place=cell.place if cell else claim.table.place,
                table=claim.table.number,
                window=str(claim.window),
                block="rows",
                label=claim.label,
                measure="value",
                quote=claim.table.caption,
            ),
            expected=text,
            argument=missing_argument(self.context, self.system, conflicts, claim, others, text),
            also=at_cell(claim.table, last, cell) if cell else None,
            certificate=certificate_of(self.context, self.system, conflicts[0]),
        )

    def _order(self, claim: Claim) -> Finding:
        return Finding(
            rule="ranking-irreconcilable",
            where=Where(
                place=claim.table.place, table=claim.table.number, window=str(claim.window),
                block="rows", quote=claim.table.caption,
            ),
        )  # fmt: skip


def _permuted(
    context: Case, system: System, verdict: SearchVerdict, permuted: Permuted
) -> Iterator[Finding]:
    for line, right in permuted.labels:
        proof = _shortest(system, verdict, permuted, line.label)
        words = None
        if proof is not None:
            claims = [claim_words(context, system.claims[n]) for n in sorted(proof.claims)]
            words = (
                "与".join(zh for zh, _ in claims) + "不能同时成立",
                " and ".join(en for _, en in claims) + " cannot both hold",
            )
        yield Finding(
            rule="rows-permuted",
            where=at_cell(permuted.table, line, line.cells[0]),
            printed=line.label,
            expected=right.label,
            argument=permuted_argument(
                words, line, right, likely=permuted.likely, rows=len(permuted.labels)
            ),
        )


def _shortest(
    system: System, verdict: SearchVerdict, permuted: Permuted, label: str
) -> Conflict | None:
    """The shortest conflict all about one label, which involves the permuted table."""
    found = []
    for conflict in verdict.conflicts:
        claims = [system.claims[number] for number in conflict.claims]
        about = all(claim.line is not None and claim.line.label == label for claim in claims)
        if about and len(claims) <= 3 and any(claim.table is permuted.table for claim in claims):
            found.append(conflict)
    return min(found, key=lambda conflict: len(conflict.claims), default=None)
