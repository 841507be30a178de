"""What a store holds, what is missing, and what looks wrong."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

from yuebao.domain import Fault
from yuebao.indicators import find_status, month_runs
from yuebao.publish._subject import find_subject
from yuebao.report import plan_report
from yuebao.report.basis import periods_of
from yuebao.report.plan import fetch_names

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from yuebao.domain import Month
    from yuebao.indicators import Holding, Status
    from yuebao.report import Definition
    from yuebao.store import Store, View


@dataclass(frozen=True, slots=True)
class StatusRequest:
    """A look at a store.

    Attributes:
        store: The store.
        definition: Only the commodities of this report, with its month; all by default.
        month: Findings only of the months that report rests on.
        as_of: What was known by this date; by default now.
    """

    store: Store
    definition: str | Path | None = None
    month: Month | None = None
    as_of: date | None = None


def look_at_store(request: StatusRequest) -> Status:
    """Say what a store holds and what looks wrong; of a report, what it lacks too.

    Raises:
        UserError: A report is named without its month.
        StoreError: There is no store.
    """
    view = request.store.view(as_of=request.as_of)
    subject = find_subject(request.definition, request.month)
    return find_status(view) if subject is None else _status_of(view, *subject)


def _status_of(view: View, definition: Definition, month: Month) -> Status:
    months = sorted({m for period in periods_of(definition, month) for m in period.months()})
    status = find_status(view, definition.subject.codes, months)
    lacking = tuple(
        Fault(
            "missing", "、".join(fetch_names(fetch, view.office)),
            f"The report of {month} needs it, and it is not loaded.",
            f"{fetch.reason[0].upper()}{fetch.reason[1:]}.",
            f"Fetch it as yuebao plan {definition.name} {month} says.",
        )
        for fetch in plan_report(view, definition, month).fetches
    )  # fmt: skip
    return replace(status, findings=(*lacking, *status.findings))


def status_record(status: Status) -> dict[str, Any]:
    """What a store holds, as JSON has it."""
    return {
        "holdings": [_holding_record(holding) for holding in status.holdings],
        "findings": [asdict(finding) for finding in status.findings],
    }


def _holding_record(holding: Holding) -> dict[str, Any]:
    return {
        "flow": holding.flow.value,
        "heading": holding.heading,
        "commodities": list(holding.commodities),
        "grain": str(holding.grain),
        "scope": str(holding.scope),
        "currency": holding.currency,
        "months": [str(run) for run in month_runs(holding.months)],
        "cumulative": [str(period) for period in holding.cumulative],
        "missing": [str(run) for run in month_runs(holding.missing)],
        "partial": [str(run) for run in month_runs(holding.partial)],
        "lacking": list(holding.lacking),
        "releases": [day.isoformat() for day in holding.releases],
        "files": holding.files,
    }
