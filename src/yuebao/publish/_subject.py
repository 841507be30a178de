"""The report that a look at a store may be narrowed to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuebao.domain import UserError
from yuebao.report import load_definition

if TYPE_CHECKING:
    from pathlib import Path

    from yuebao.domain import Month
    from yuebao.report import Definition


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
