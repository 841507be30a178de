"""The audit of one document: its claims, judged room by room, and what is found put in order."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from yuebao.auditing.comparison.series import check_series
from yuebao.auditing.comparison.truth import Comparison, compare_with_store
from yuebao.auditing.findings.catalogue import Severity
from yuebao.auditing.findings.finding import Audit, Finding, in_order
from yuebao.auditing.reading.files import read_blocks
from yuebao.auditing.reconciliation.bridge import check_text_against_sheets
from yuebao.auditing.reconciliation.certify import with_certificates
from yuebao.auditing.reconciliation.general import check_sheets
from yuebao.auditing.reconciliation.orders import check_words
from yuebao.auditing.reconciliation.prose import check_sentences
from yuebao.auditing.reconciliation.reconcile import explain, search_document, unexplained
from yuebao.auditing.rules import CHECKS
from yuebao.auditing.rules.context import Context
from yuebao.auditing.understanding.built import claims_of
from yuebao.auditing.understanding.interpret import read_claims, read_report

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yuebao.auditing.claims import Claims
    from yuebao.auditing.reading.blocks import Blocks
    from yuebao.report.model import Document
    from yuebao.store import Store


def audit(
    source: str | Path | Document,
    store: Store | None = None,
    *,
    against: Sequence[str | Path] = (),
) -> Audit:
    """Audit a document: a file of any format that can be read, or a built report.

    Args:
        source: The file's path, or a `Document` of `build_report`, whose claims its model holds.
        store: Facts to compare with; without them the document is held against itself.
        against: Other issues of the same series.

    Raises:
        SourceError: A file cannot be read.
    """
    if isinstance(source, str | Path):
        return audit_blocks(read_blocks(Path(source)), store, against)
    return _judge(*claims_of(source), store, against)


def audit_blocks(
    blocks: Blocks, store: Store | None = None, against: Sequence[str | Path] = ()
) -> Audit:
    """Audit a document that is already read into blocks.

    Raises:
        SourceError: Another issue cannot be read.
    """
    office = None if store is None else store.office
    return _judge(blocks, read_claims(blocks, office), store, against)


def _judge(
    blocks: Blocks, claims: Claims, store: Store | None, against: Sequence[str | Path]
) -> Audit:
    """Hold claims against themselves, then against other issues, then against the data."""
    context = Context(claims)
    found = [finding for check in CHECKS for finding in check(context)]
    searched = search_document(context)
    explained = list(explain(context, searched)) if searched is not None else []
    more = unexplained(explained, found)
    more += check_sheets(context)
    more += unexplained(list(check_text_against_sheets(claims)), [*found, *more])
    for check_text in (check_sentences, check_words):
        proven = [f for f in (*found, *more) if f.severity is not Severity.STYLE]
        more += unexplained(list(check_text(claims)), proven)
    for path in against:
        more += check_series(claims, read_report(Path(path), claims.office))
    compared = compare_with_store(context, store) if store is not None else None
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


def _beside(found: Sequence[Finding], compared: Comparison | None) -> list[Finding]:
    """What only the data tell: a permuted row is told once, whether by reason or by the data."""
    known = {_row(finding) for finding in found}
    return [f for f in (compared.findings if compared else ()) if _row(f) not in known]


def _row(finding: Finding) -> tuple[object, ...]:
    where = finding.where
    return (finding.rule, where.table, where.window, where.label, where.paragraph, where.measure)
