"""The audit of one document: read it, check it, put the findings in order."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from yuebao.auditing._whole import check_whole
from yuebao.auditing.findings.finding import Audit, Finding, in_order
from yuebao.auditing.reading.files import read_blocks
from yuebao.auditing.rules import CHECKS
from yuebao.auditing.rules.context import Context
from yuebao.auditing.understanding.built import claims_of
from yuebao.auditing.understanding.interpret import read_claims

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
    return _audit(*claims_of(source), store, against)


def audit_blocks(
    blocks: Blocks, store: Store | None = None, against: Sequence[str | Path] = ()
) -> Audit:
    """Audit a document that is already read into blocks."""
    return _audit(blocks, read_claims(blocks), store, against)


def _audit(
    blocks: Blocks, claims: Claims, store: Store | None, against: Sequence[str | Path]
) -> Audit:
    context = Context(claims)
    findings: list[Finding] = []
    for check in CHECKS:
        findings.extend(check(context))
    whole = check_whole(context, findings, store, against)
    findings.extend(whole.findings)
    return Audit(
        name=blocks.name,
        language=claims.language,
        findings=in_order(findings),
        coverage=claims.coverage,
        blocks=blocks,
        claims=claims,
        compared=whole.compared,
        unknown=whole.unknown,
    )
