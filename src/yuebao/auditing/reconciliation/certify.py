"""Certificates of findings in a series' own reports: of conflicts, and of what rules found.

A rule says that some numbers cannot be; the search through the whole document says which few prove
it. Where no conflict of the document's numbers is behind a finding (an order, a count, a name), the
numbers that the rule compares are shown.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from yuebao.auditing.findings.catalogue import Severity
from yuebao.auditing.findings.certificate import Certificate, Member, Relation
from yuebao.auditing.findings.finding import at_cell, at_text
from yuebao.auditing.findings.wording import period_words, side_words
from yuebao.auditing.reconciliation.argument import claim_words
from yuebao.auditing.reconciliation.system import Sort

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from yuebao.auditing.findings.finding import Finding
    from yuebao.auditing.findings.wording import Pair
    from yuebao.auditing.reconciliation.search import Conflict
    from yuebao.auditing.reconciliation.system import Claim, Constraint, System
    from yuebao.auditing.rules.context import Case
    from yuebao.auditing.terms import Place

_HUNDREDTH = Fraction(1, 100)
_NUMBERS = (Sort.CELL, Sort.STATEMENT)


def certificate_of(context: Case, system: System, conflict: Conflict) -> Certificate:
    """The certificate of a conflict of the system of a series' report."""
    claims = [system.claims[number] for number in sorted(conflict.claims)]
    numbers = [claim for claim in claims if claim.sort in _NUMBERS]
    held = [system.rows[number] for number in conflict.rows]
    related = [
        row for row in held if row.claim is None or system.claims[row.claim].sort not in _NUMBERS
    ]
    used = {var for claim in numbers for var in (*dict(claim.top), *dict(claim.bottom))}
    used |= {var for row in related for var, _ in row.terms}
    names = {var: f"x{at}" for at, var in enumerate(sorted(used), 1)}
    keys = {var: key for key, var in system.keys.items()}
    words = {var: _level_words(context, keys[var]) for var in names}
    return Certificate(
        members=tuple(_member(context, claim, names) for claim in numbers),
        relations=tuple(_relation(context, system, row, names, words) for row in related),
        levels=tuple((name, words[var]) for var, name in names.items()),
    )


def _member(context: Case, claim: Claim, names: dict[int, str]) -> Member:
    number = (
        claim.statement.number if claim.statement else claim.cell.number if claim.cell else None
    )
    assert claim.line is not None and claim.cell is not None and number is not None  # noqa: S101, PT018  # of a number
    where = at_cell(claim.table, claim.line, claim.cell)
    if claim.statement is not None:
        where = at_text(context.claims, claim.statement.place, claim.statement.quote)
    interval = number.printed()
    return Member(
        printed=number.text,
        says=claim_words(context, claim),
        where=where,
        low=interval.low,
        high=interval.high,
        per=_HUNDREDTH if claim.bottom else 1 / claim.scale,
        plus=claim.offset * _HUNDREDTH if claim.bottom else Fraction(0),
        top=tuple((names[var], factor) for var, factor in claim.top),
        bottom=tuple((names[var], factor) for var, factor in claim.bottom),
    )


def _relation(
    context: Case, system: System, row: Constraint, names: dict[int, str], words: dict[int, Pair]
) -> Relation:
    says = _sum_words(row, words)
    if row.claim is not None:
        claimed = claim_words(context, system.claims[row.claim])
        says = (f"{claimed[0]}：{says[0]}", f"{claimed[1]}: {says[1]}")
    terms = tuple((names[var], factor) for var, factor in row.terms)
    return Relation(says, terms, row.low, row.high)


def _sum_words(row: Constraint, words: dict[int, Pair]) -> Pair:
    """A row in words: 甲 = 乙 + 丙."""
    sign = "=" if row.low == row.high else "≥" if row.low is not None else "≤"
    sides = [
        " + ".join(words[var][at] for var, factor in row.terms if (factor > 0) is above) or "0"
        for at in (0, 1)
        for above in (True, False)
    ]
    return f"{sides[0]} {sign} {sides[1]}", f"{sides[2]} {sign} {sides[3]}"


def _level_words(context: Case, key: object) -> Pair:
    """What a variable is of: 出口 7月 partners:116."""
    assert isinstance(key, tuple)  # noqa: S101  # `Levels` makes all keys
    side, entity, period, *_ = key
    labels = {
        line.code or line.label: line.label
        for table in context.claims.tables
        for line in table.lines
    }
    who = labels.get(str(entity).partition(":")[2], str(entity).partition(":")[2])
    sides, when = side_words(side), period_words(period)
    year = period.last.year
    return f"{who}{sides[0]}（{year}年{when[0]}）", f"{who} {sides[1]} ({when[1]} {year})".strip()


def with_certificates(
    context: Case,
    findings: Iterable[Finding],
    system: System | None,
    conflicts: Sequence[Conflict],
) -> list[Finding]:
    """Findings, those above style with a certificate."""
    return [_certified(context, finding, system, conflicts) for finding in findings]


def _certified(
    context: Case, finding: Finding, system: System | None, conflicts: Sequence[Conflict]
) -> Finding:
    if finding.certificate is not None or finding.severity is Severity.STYLE:
        return finding
    places = {where.place for where in (finding.where, finding.also) if where and where.place}
    if system is not None:
        able = [c for c in conflicts if places & _places(system, c)]
        best = min(able, key=lambda conflict: len(conflict.claims), default=None)
        if best is not None:
            return replace(finding, certificate=certificate_of(context, system, best))
    return replace(finding, certificate=_compared(finding))


def _places(system: System, conflict: Conflict) -> set[Place]:
    """Where the numbers of a conflict stand."""
    claims = [system.claims[number] for number in conflict.claims]
    found = {claim.statement.place for claim in claims if claim.statement is not None}
    return found | {c.cell.place for c in claims if c.cell is not None and c.statement is None}


def _compared(finding: Finding) -> Certificate:
    """What a rule compares, where no sum or ratio is broken."""
    own = finding.where.quote or finding.printed
    members = [Member(finding.printed or own, (own, own), finding.where)]
    if finding.also is not None:
        quote = finding.also.quote or finding.expected
        members.append(Member(finding.expected or quote, (quote, quote), finding.also))
    return Certificate(tuple(members))
