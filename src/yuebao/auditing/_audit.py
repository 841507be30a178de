"""The audit of one document: its claims, judged room by room, and what is found put in order.

A built report's claims stand in its model: what reads files and sentences is imported only where
there are such, since it is most of what an audit takes to start.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from yuebao.auditing.comparison.series import check_series
from yuebao.auditing.comparison.truth import Comparison, compare_with_store
from yuebao.auditing.findings.finding import Audit, Finding, in_order
from yuebao.auditing.reconciliation.certify import with_certificates
from yuebao.auditing.reconciliation.reconcile import explain, search_document, unexplained
from yuebao.auditing.rules import CHECKS
from yuebao.auditing.rules.context import Case
from yuebao.auditing.undated import of_months_before
from yuebao.auditing.understanding.built import claims_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yuebao.auditing.claims import Claims
    from yuebao.auditing.reading.blocks import Blocks
    from yuebao.report import Adjustments
    from yuebao.report.model import Document
    from yuebao.store import Store


def audit(
    source: str | Path | Document,
    store: Store | None = None,
    *,
    against: Sequence[str | Path] = (),
    adjust: Adjustments | None = None,
) -> Audit:
    """Audit a document: a file of any format that can be read, or a built report.

    Args:
        source: The file's path, or a `Document` of `build_report`, whose claims its model holds.
        store: Facts to compare with; without them the document is held against itself.
        against: Other issues of the same series.
        adjust: What stood between the store and the report, where it was not the store's facts
            as they are: rates, corrections, files known in part.

    Raises:
        SourceError: A file cannot be read.
    """
    if isinstance(source, str | Path):
        from yuebao.auditing.reading.files import read_blocks

        return audit_blocks(read_blocks(Path(source)), store, against, adjust)
    return _judge(*claims_of(source), store, against, adjust)


def audit_blocks(
    blocks: Blocks,
    store: Store | None = None,
    against: Sequence[str | Path] = (),
    adjust: Adjustments | None = None,
) -> Audit:
    """Audit a document that is already read into blocks.

    Paragraphs that name no months are read as of their heading's. Where that contradicts the rest
    of the document, and as of the months of the paragraph before they agree with it, they are read
    as of these.

    Raises:
        SourceError: Another issue cannot be read.
    """
    from yuebao.auditing.understanding.interpret import read_claims

    office = None if store is None else store.office

    def read(following: frozenset[int]) -> Claims:
        return read_claims(blocks, office, following)

    def judge(claims: Claims) -> Audit:
        return _judge(blocks, claims, store, against, adjust)

    first = judge(read(frozenset()))
    following = of_months_before(first, read, judge)
    return judge(read(following)) if following else first


def _judge(
    blocks: Blocks,
    claims: Claims,
    store: Store | None,
    against: Sequence[str | Path],
    adjust: Adjustments | None,
) -> Audit:
    """Hold claims against themselves, then against other issues, then against the data."""
    context = Case(claims)
    found = [finding for check in CHECKS for finding in check(context)]
    searched = search_document(context)
    explained = list(explain(context, searched)) if searched is not None else []
    more = unexplained(explained, found)
    others = _issues(claims, against)
    if claims.sheets or claims.facts:
        from yuebao.auditing._read import check_read

        more = check_read(context, found, more, others)
    more += [finding for other in others for finding in check_series(claims, other)]
    compared = compare_with_store(context, store, adjust) if store is not None else None
    return Audit(
        name=blocks.name,
        language=claims.language,
        findings=in_order(
            with_certificates(
                context,
                [*found, *more, *_beside(more, compared)],
                searched.system if searched else None,
                searched.verdict.conflicts if searched else (),
            )
        ),
        coverage=claims.coverage,
        blocks=blocks,
        claims=claims,
        compared=compared.compared if compared else None,
        unknown=compared.absent if compared else "",
    )


def _issues(claims: Claims, paths: Sequence[str | Path]) -> list[Claims]:
    """What other issues of the series claim."""
    if not paths:
        return []
    from yuebao.auditing.understanding.interpret import read_report

    return [read_report(Path(path), claims.office) for path in paths]


def _beside(found: Sequence[Finding], compared: Comparison | None) -> list[Finding]:
    """What only the data tell: a permuted row is told once, whether by reason or by the data."""
    known = {_row(finding) for finding in found}
    return [f for f in (compared.findings if compared else ()) if _row(f) not in known]


def _row(finding: Finding) -> tuple[object, ...]:
    where = finding.where
    return (finding.rule, where.table, where.window, where.label, where.paragraph, where.measure)
