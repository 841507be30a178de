"""What a request is about: a report and its month."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuebao.domain import UnavailableError, UserError
from yuebao.report import load_definition

if TYPE_CHECKING:
    from pathlib import Path

    from yuebao.domain import Month
    from yuebao.report import Definition
    from yuebao.store import View


def find_subject(
    definition: str | Path | None, month: Month | None
) -> tuple[Definition, Month] | None:
    """The report and its month; None where none is named.

    Raises:
        UserError: A report is named without its month, or a month without its report.
        DefinitionError: The definition is not one.
    """
    if definition is None and month is None:
        return None
    if definition is None or month is None:
        raise UserError("a report needs its month", remedy="Write DEFINITION MONTH, as 2025-02.")
    return load_definition(definition), month


def months_of(view: View, definition: Definition) -> tuple[Month, ...]:
    """The months that facts of all a report's goods end with, of either flow, ascending.

    Where no facts answer for all of them, those that answer for a part.
    """
    codes = definition.subject.codes
    held = [c for flow in definition.flows for c in view.coverage(codes, flow)]
    whole = {period.last for one in held for period in one.common()}
    partly = {period.last for one in held for period in one.common(parts=True)}
    return tuple(sorted(partly if definition.subject.accept_partial else whole or partly))


def latest_month(view: View, definition: Definition) -> Month:
    """The last month that facts of all a report's goods end with, of either flow.

    Raises:
        UnavailableError: There are no such facts.
    """
    months = months_of(view, definition)
    if not months:
        raise UnavailableError(
            f"no month of {', '.join(definition.subject.codes)} is loaded, so there is no latest "
            "one",
            remedy="Load files of these goods, or see what is there: yuebao status.",
        )
    return months[-1]
