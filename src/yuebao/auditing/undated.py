"""Paragraphs that name no months: of their heading's, or of those the paragraph before is on.

Nothing but the numbers can tell. They are read as of the heading's months; where that cannot be
true, and as of the others they agree with the rest of the document, they are of these.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from yuebao.auditing.findings.catalogue import Severity
from yuebao.domain.limits import limit

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from yuebao.auditing.claims import Claims
    from yuebao.auditing.findings.finding import Audit
    from yuebao.auditing.terms import Place

_MOST_NUMBERS = limit("undated")
_TIMES = (Fraction(3), Fraction(1, 3))


def of_months_before(
    first: Audit,
    read: Callable[[frozenset[int]], Claims],
    judge: Callable[[Claims], Audit],
) -> frozenset[int]:
    """Which paragraphs without months are of those of the paragraph before.

    Args:
        first: The document, all of them read as of their heading's months.
        read: Reads it with some of them, by block, as of the months before.
        judge: Judges it, read so.
    """
    denied = _denied(first)
    blamed = first.claims.undated & _blocks(denied)
    if not blamed or len(first.claims.facts) > _MOST_NUMBERS:
        return frozenset()
    claims = read(blamed)
    agree = blamed - _blocks(_denied(judge(claims)))
    accused = _accused(first, denied, agree)
    # They agree with something only where neither more nor less would do in their place.
    for times in _TIMES:
        if agree:
            agree &= _blocks(_denied(judge(_multiplied(claims, accused, times))))
    return agree


def _blocks(places: Collection[Place]) -> frozenset[int]:
    return frozenset(place.block for place in places)


def _denied(audit: Audit) -> set[Place]:
    """Where all stands that has a part in what cannot be true."""
    findings = [f for f in audit.findings if f.severity is not Severity.STYLE]
    wheres = [where for f in findings for where in (f.where, f.also) if where is not None]
    wheres += [m.where for f in findings if f.certificate for m in f.certificate.members]
    return {where.place for where in wheres if where.place is not None}


def _accused(audit: Audit, denied: Collection[Place], blocks: frozenset[int]) -> set[Place]:
    """The numbers in some blocks that are said to be wrong; of a block with none all denied."""
    found = {place for f in audit.findings if (place := f.where.place) is not None} & {*denied}
    rest = blocks - _blocks(found)
    return {p for p in denied if p.block in rest or (p.block in blocks and p in found)}


def _multiplied(claims: Claims, places: Collection[Place], times: Fraction) -> Claims:
    """Claims with the numbers at some places so many times what they are."""
    facts = tuple(
        replace(fact, number=replace(fact.number, value=times * fact.number.value), bounds=None)
        if fact.place in places and fact.number is not None
        else fact
        for fact in claims.facts
    )
    return replace(claims, facts=facts)
