"""Building a report, and holding it to its own audit before anybody sees it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yuebao.domain import SILENT, SelfAuditError
from yuebao.publish._subject import latest_month
from yuebao.report import Adjustments, build_report, load_definition

if TYPE_CHECKING:
    from datetime import date

    from yuebao.domain import Currency, Month, Progress
    from yuebao.report import Definition, Document, Theme
    from yuebao.store import Engine, Store


_AS_IT_STANDS = Adjustments()


@dataclass(frozen=True, slots=True)
class BuildRequest:
    """A report that is asked for.

    Attributes:
        definition: The definition, or the name of a shipped one or the path of a file.
        month: The month reported; by default the last that facts of the goods are there for.
        store: Where the facts are.
        language: The code of a language: `zh`, `en`.
        theme: The house style, or the name or path of one; by default the definition's.
        currency: The currency reported; by default the one the facts are in.
        day: The report's date; by default the latest release among its facts.
        as_of: Only what was released by this date.
        version: What the store held at this version.
        adjust: Rates, corrections and choices between the store and the report.
        audited: Whether a report that fails its own audit is refused.
        engine: What computes: an engine, or the Spark cluster that shall; by default DuckDB here.
    """

    definition: Definition | str
    month: Month | None
    store: Store
    language: str = "zh"
    theme: Theme | str | None = None
    currency: Currency | None = None
    day: date | None = None
    as_of: date | None = None
    version: int | None = None
    adjust: Adjustments = _AS_IT_STANDS
    audited: bool = True
    engine: Engine | str | None = None


def build_audited(request: BuildRequest, progress: Progress = SILENT) -> Document:
    """Build a report, tell what it warns of, and hold it to its own audit.

    Raises:
        DefinitionError: The definition is not one.
        UserError: The language or the currency must be said, or is not to be had.
        UnavailableError: The store lacks what the report is about.
        SelfAuditError: The report says something impossible, or contradicts itself.
    """
    document = build_report(
        request.definition,
        request.month or _latest(request),
        request.store,
        currency=request.currency,
        language=request.language,
        theme=request.theme,
        date=request.day,
        as_of=request.as_of,
        version=request.version,
        adjust=request.adjust,
        engine=request.engine,
    )
    for warning in document.warnings:
        progress.warn(warning)
    if request.audited:
        refuse_untrue(document)
    return document


def _latest(request: BuildRequest) -> Month:
    asked = request.definition
    definition = load_definition(asked) if isinstance(asked, str) else asked
    return latest_month(
        request.store.view(as_of=request.as_of, version=request.version), definition
    )


def refuse_untrue(document: Document) -> None:
    """Audit a report that was built, before anybody else does.

    Raises:
        SelfAuditError: It says something impossible, or contradicts itself.
    """
    from yuebao.auditing import Severity, audit  # half a second that most batches do not need

    found = [f for f in audit(document).findings if f.severity is not Severity.STYLE]
    if found:
        said = "; ".join(finding.message(document.words.names_in) for finding in found[:3])
        raise SelfAuditError(
            f"the report fails its own audit ({len(found)}): {said}",
            where=f"{document.definition} for {document.month}",
            remedy="Nothing is written. Look at the data with yuebao status; write the report all "
            "the same with --no-audit, and send us the finding if it is wrong.",
        )
