"""The codes of goods: which an office's lists have, and which of them a person means."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from yuebao.domain import UserError
from yuebao.reference import DEFAULT_OFFICE, find_office
from yuebao.report import shipped_definitions

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yuebao.domain import Month
    from yuebao.reference import HsList, Office

_WORDS = 3
"""For so many words of a search the nearest of the list are looked for."""


@dataclass(frozen=True, slots=True)
class CodesRequest:
    """Codes that are looked for.

    Attributes:
        asked: The beginning of a code, or words of its name in any language there are lists in.
        month: The month whose list is searched.
        office: The customs office's name.
    """

    asked: str
    month: Month
    office: str = DEFAULT_OFFICE


@dataclass(frozen=True, slots=True)
class FoundCode:
    """A code of full length.

    Attributes:
        code: The code.
        names: What it is called, by language.
        units: Its first and, where there is one, second unit of quantity, as the office writes it.
    """

    code: str
    names: Mapping[str, str]
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FoundCodes:
    """What was found.

    Attributes:
        codes: The codes, ascending.
        edition: The list searched.
    """

    codes: tuple[FoundCode, ...]
    edition: HsList


def find_codes(request: CodesRequest) -> FoundCodes:
    """Look for codes in the list that answers for a month.

    Raises:
        UserError: The list has nothing of the kind, or the office has no list.
    """
    office = find_office(request.office)
    edition = office.commodities.list_for(request.month)
    found = office.commodities.search(request.asked, request.month)
    if not found:
        raise UserError(
            f"the list of {edition.year} has no goods {request.asked!r}",
            remedy=_nearest(request, office),
        )
    return FoundCodes(tuple(_describe(code, request.month, office) for code in found), edition)


def _nearest(request: CodesRequest, office: Office) -> str:
    """What to try in its place: fewer digits, or a word of the list that is nearly the same."""
    asked = request.asked.strip()
    if asked.isdecimal():
        for digits in range(len(asked) - 1, 1, -1):
            if office.commodities.search(asked[:digits], request.month):
                return f"It has codes that begin with {asked[:digits]}."
        return "A code begins with its chapter, as 85."
    if shipped := _reports_on(asked):
        return f"See what these are of: yuebao reports {' or '.join(shipped)}."
    known = office.commodities.words(request.month)
    words = asked.casefold().split()[:_WORDS]
    near = [match for word in words for match in get_close_matches(word[:40], known, 3)]
    meant = f" Did you mean {' or '.join(near)}?" if near else ""
    return f"Try fewer or shorter words, or the beginning of a code.{meant}"


def _reports_on(asked: str) -> list[str]:
    """The shipped reports on goods that lists have under other names: 电动汽车."""
    return [
        definition.name
        for definition in shipped_definitions()
        for subject in (definition.subject,)
        if any(
            asked.casefold() in name.casefold()
            for label in (subject.label, *(product.label for product in subject.products))
            for name in label.values()
        )
    ]


def _describe(code: str, month: Month, office: Office) -> FoundCode:
    listed = office.commodities.find(code, month)
    units = (listed.unit, listed.second_unit) if listed is not None else ()
    return FoundCode(
        code, office.commodities.names(code, month), tuple(unit for unit in units if unit)
    )


def codes_record(found: FoundCodes) -> dict[str, Any]:
    """Codes as JSON has them."""
    return {
        "list": found.edition.year,
        "codes": [
            {"code": one.code, "names": dict(one.names), "units": list(one.units)}
            for one in found.codes
        ],
    }
