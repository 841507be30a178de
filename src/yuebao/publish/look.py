"""A quick look at goods: a report without a file for its definition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuebao.reference import DEFAULT_OFFICE, find_office
from yuebao.report.draft import Draft, draft_definition
from yuebao.report.language import LANGUAGES
from yuebao.report.load import read_definition

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yuebao.domain import Month
    from yuebao.report import Definition


def define_look(codes: Sequence[str], month: Month, office: str = DEFAULT_OFFICE) -> Definition:
    """The definition `yuebao new` would write about codes, named by them.

    Args:
        codes: HS codes, each with all below it.
        month: The month whose list names the goods and tells their units.
        office: The name of the customs office whose codes they are.

    Raises:
        UserError: A code is in no list.
        DefinitionError: A code is part of another, or no code at all.
    """
    wanted = sorted(set(codes))
    names = {tag: f"HS {'/'.join(wanted)}" for tag in LANGUAGES} if len(wanted) > 1 else {}
    return read_definition(
        draft_definition(Draft(tuple(wanted), names), month, find_office(office)), "-".join(wanted)
    )
