"""Codes by what their things are called: 德国, Germany and 304 are one."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from yuebao.domain import Dimension, Period, UserError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from yuebao.reference import Office
    from yuebao.store import View

_NEAR = 3


def codes_called(
    office: Office, asked: Mapping[str, Sequence[str]]
) -> dict[Dimension, tuple[str, ...]]:
    """The codes of what somebody asks for, by dimension.

    Raises:
        UserError: No list has a name.
    """
    return {
        dimension: tuple(code_called(office, dimension, one) for one in asked[dimension])
        for dimension in Dimension
    }


def last_period(view: View) -> Period | None:
    """The last month there are facts of; None where there are none."""
    months = [period.last for part in view.slices for period in part.periods]
    return Period.of_month(max(months)) if months else None


def code_called(office: Office, dimension: Dimension, asked: str) -> str:
    """The code of what somebody calls so, in any language of the office's lists.

    Digits are taken for a code, be it in a list or not: facts may have newer ones.

    Args:
        office: The office whose lists are read.
        dimension: What is asked for.
        asked: A code or a name.

    Raises:
        UserError: No list has the name.
    """
    asked = asked.strip()
    if asked.isascii() and asked.isalnum() and not asked.isalpha():
        return asked
    if dimension is Dimension.PROVINCE:
        found = office.regions.code_of(asked)
        named = [(one.code, name) for one in office.regions for name in one.names.values()]
    else:
        found, named = office.code_of(dimension.value, asked), [*office.names_of(dimension.value)]
    names = {name.casefold(): code for code, name in named}
    found = found or names.get(asked.casefold())
    if found is not None:
        return found
    near = get_close_matches(asked.casefold(), names, _NEAR, 0.5)
    shown = [f"{name} ({names[name]})" for name in near]
    raise UserError(
        f"no {dimension.words()} is called {asked!r}",
        remedy=f"Did you mean {', '.join(shown)}?" if near else "Give its code, as files have it.",
    )
