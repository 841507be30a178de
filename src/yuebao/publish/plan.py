"""Which files must still be fetched before a report can be built."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from yuebao.domain import Dimension
from yuebao.publish._subject import latest_month
from yuebao.report import load_definition, plan_report
from yuebao.report.plan import fetch_names

if TYPE_CHECKING:
    from pathlib import Path

    from yuebao.domain import Currency, Month
    from yuebao.reference import Office
    from yuebao.report import Fetch, Plan
    from yuebao.report.splitting import QueryPart
    from yuebao.store import Store


@dataclass(frozen=True, slots=True)
class PlanRequest:
    """A report whose files are asked for.

    Attributes:
        definition: The name of a shipped definition or the path of a file.
        month: The month to be reported; by default the last that facts of the goods are there for.
        store: What is there already; it need not exist.
        currency: The currency wanted; by default the one the store holds, the office's first
            where it holds several or none.
    """

    definition: str | Path
    month: Month | None
    store: Store
    currency: Currency | None = None


def plan_files(request: PlanRequest) -> Plan:
    """Say which files a report still needs: none where every figure can be computed.

    Raises:
        DefinitionError: The definition is not one.
    """
    view = request.store.view(empty=True)
    definition = load_definition(request.definition)
    month = request.month or latest_month(view, definition)
    return plan_report(view, definition, month, request.currency)


def plan_record(plan: Plan) -> dict[str, Any]:
    """A plan as JSON has it."""
    return {
        "definition": plan.definition,
        "month": str(plan.month),
        "currency": plan.currency,
        "fetches": [_fetch_record(fetch, plan.office) for fetch in plan.fetches],
    }


def _fetch_record(fetch: Fetch, office: Office) -> dict[str, Any]:
    return {
        "flow": fetch.flow.value,
        "codes": list(fetch.codes),
        "depth": fetch.grain.depth,
        "dimensions": [d.value for d in Dimension if d in fetch.grain.dimensions],
        "months": [str(month) for month in fetch.months],
        "currency": fetch.currency,
        "files": list(fetch_names(fetch, office)),
        "reason": fetch.reason,
        "split": [_part_record(part) for part in fetch.split],
    }


def _part_record(part: QueryPart) -> dict[str, Any]:
    """What one file of several is asked for: all of its ranges at once."""
    ranges = [{"by": one.by, "first": one.first, "last": one.last} for one in part.ranges]
    return {"rows": part.rows, "ranges": ranges}
