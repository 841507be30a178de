"""A first definition for goods of one's own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yuebao.domain import UserError
from yuebao.publish.codes import CodesRequest, find_codes
from yuebao.publish.writing import write_files
from yuebao.reference import DEFAULT_OFFICE, find_office
from yuebao.report.draft import Draft, draft_definition

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from yuebao.domain import Month

LATIN = 0x24F
"""The last letter of those that are written as Latin ones."""
MOST_CODES = 20
"""How many codes words may stand for; more are likely to hold what nobody meant."""


@dataclass(frozen=True, slots=True)
class NewRequest:
    """A definition that is wanted.

    Attributes:
        asked: HS codes, or words of the goods' names.
        month: The month whose list tells names and units.
        out: The file to write.
        labels: What the goods are called, by language; by default as the list calls them, or, of
            several codes, by the words they were found by.
        office: The customs office's name.
    """

    asked: tuple[str, ...]
    month: Month
    out: Path
    labels: Mapping[str, str]
    office: str = DEFAULT_OFFICE


def draft_new(request: NewRequest) -> tuple[tuple[str, ...], str]:
    """The codes a definition is about, and its text.

    Raises:
        UserError: The list has no such goods, or far too many.
    """
    codes = _codes(request)
    office = find_office(request.office)
    labels = dict(request.labels)
    languages: tuple[str, ...] = ()
    if len(codes) > 1 and not labels and not _are_codes(request):
        # Several codes have no name in common but the words that they were found by.
        words = " ".join(request.asked)
        languages = ("zh" if any(ord(letter) > LATIN for letter in words) else "en",)
        labels = dict.fromkeys(languages, words)
    return codes, draft_definition(Draft(codes, labels, languages=languages), request.month, office)


def write_new(request: NewRequest) -> tuple[str, ...]:
    """Write a definition; what is there is never written over.

    Returns:
        The codes it is about.

    Raises:
        UserError: There is such a file, or the list has no such goods, or far too many.
    """
    if request.out.exists():
        raise UserError(
            "there is such a file already", where=str(request.out), remedy="Name another."
        )
    codes, text = draft_new(request)
    write_files(request.out.parent, {request.out.name: text.encode()})
    return codes


def _require_digits(code: str, depths: Sequence[int]) -> None:
    if len(code) not in depths:
        *some, last = map(str, depths)
        raise UserError(
            f"{code} has {len(code)} digits, and HS codes have {', '.join(some)} or {last}",
            remedy=f"See the codes that begin so with: yuebao codes {code[: len(code) // 2 * 2]}.",
        )


def _are_codes(request: NewRequest) -> bool:
    return all(word.isdecimal() for word in request.asked)


def _codes(request: NewRequest) -> tuple[str, ...]:
    if _are_codes(request):
        for code in request.asked:
            _require_digits(code, find_office(request.office).depths)
        return tuple(sorted(set(request.asked)))
    asked = " ".join(request.asked)
    found = find_codes(CodesRequest(asked, request.month, request.office)).codes
    if len(found) > MOST_CODES:
        raise UserError(
            f"{len(found)} codes have {asked!r} in their names",
            remedy=f"See them with: yuebao codes {asked}; and name those that you mean.",
        )
    return tuple(one.code for one in found)
