"""Checks of a document as a whole: with itself, with the data, with other issues."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from yuebao.auditing.comparison.series import check_series
from yuebao.auditing.comparison.truth import compare_with_store
from yuebao.auditing.reconciliation.reconcile import check_reconciliation, unexplained
from yuebao.auditing.understanding.interpret import read_report

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from yuebao.auditing.findings.finding import Finding
    from yuebao.auditing.rules.context import Context
    from yuebao.store import Store


@dataclass(frozen=True, slots=True)
class Whole:
    """What is found beyond the findings of single rules, and what a store knows of the document.

    Attributes:
        findings: What is found.
        compared: How many numbers the store knows; None where no store was given.
        unknown: Why it knows none; empty where it does.
    """

    findings: tuple[Finding, ...]
    compared: int | None = None
    unknown: str = ""


def check_whole(
    context: Context,
    findings: Sequence[Finding],
    store: Store | None,
    against: Iterable[str | Path],
) -> Whole:
    """Check a document after the rules have found what they find.

    Raises:
        SourceError: Another issue cannot be read.
    """
    found = unexplained(list(check_reconciliation(context)), findings)
    for path in against:
        found += check_series(context.claims, read_report(Path(path)))
    if store is None:
        return Whole(tuple(found))
    comparison = compare_with_store(context, store)
    known = {_row(finding) for finding in found}
    found += [finding for finding in comparison.findings if _row(finding) not in known]
    return Whole(tuple(found), comparison.compared, comparison.absent)


def _row(finding: Finding) -> tuple[object, ...]:
    """A permuted row is told once, whether by reason or by the data."""
    where = finding.where
    return (finding.rule, where.table, where.window, where.label, where.paragraph, where.measure)
