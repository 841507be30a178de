"""Checks of a document as a whole: with itself, with the data, with other issues."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from yuebao.audit.read import read_report
from yuebao.audit.reconcile import check_reconciliation, unexplained
from yuebao.audit.series import check_series
from yuebao.audit.truth import check_truth

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from yuebao.audit._context import Context
    from yuebao.audit.findings import Finding
    from yuebao.store import Store


def check_whole(
    context: Context,
    findings: Sequence[Finding],
    store: Store | None,
    against: Iterable[str | Path],
) -> list[Finding]:
    """What is found beyond the findings of single rules.

    Raises:
        SourceError: Another issue cannot be read.
    """
    found = unexplained(list(check_reconciliation(context)), findings)
    if store is not None:
        known = {(f.rule, f.where.table, f.where.window, f.where.label) for f in found}
        found += [
            finding
            for finding in check_truth(context, store)
            if (finding.rule, finding.where.table, finding.where.window, finding.where.label)
            not in known
        ]
    for path in against:
        found += check_series(context.reading, read_report(Path(path)))
    return found
