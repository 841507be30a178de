"""The months a file's name speaks of: proposed to the user in a refusal, never taken for granted.

A year in a name is no proof that the file covers all of it: a file named 2024 has been seen that
ends in August.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from yuebao.domain import Month, Period, UserError

if TYPE_CHECKING:
    from collections.abc import Iterator

_TO = r"\s*(?:-|–|—|~|～|至|到|_|\.\.)\s*"
_YEAR = r"(?<!\d)(?P<year>(?:19|20)\d{2})"
_SPAN = (
    # 202401-202408, 2024-01..2024-08, 2024年1月至2024年8月
    re.compile(
        rf"{_YEAR}(?:-|年|\.)?(?P<first>\d{{1,2}})月?份?{_TO}"
        r"(?P<end>(?:19|20)\d{2})(?:-|年|\.)?(?P<last>\d{1,2})(?!\d)"
    ),
    # 2024年1-8月, 2024_1-8月
    re.compile(rf"{_YEAR}(?:年|_|-|\.|\s)?(?P<first>\d{{1,2}})月?{_TO}(?P<last>\d{{1,2}})月"),
    # 2024年8月, 2024-08, 202408
    re.compile(rf"{_YEAR}(?:年|-|_|\.)?(?P<first>\d{{1,2}})(?!\d)"),
    re.compile(rf"{_YEAR}(?!\d)"),
)


def period_of_name(name: str) -> Period | None:
    """The months a file's name seems to speak of; None where it speaks of none, or of several."""
    for pattern in _SPAN:
        found = set(_periods(pattern, name))
        if found:
            return found.pop() if len(found) == 1 else None
    return None


def months_remedy(name: str) -> str:
    """What to do about a file that does not say its months."""
    period = period_of_name(name)
    if period is None:
        return "Give them, for instance --months 2024-01..2024-08."
    spoken = f"{period.first}..{period.last}"
    return (
        f"Give them with --months. The file's name speaks of {period}: if that is what the query "
        f"covered, say --months {spoken}."
    )


def _periods(pattern: re.Pattern[str], name: str) -> Iterator[Period | None]:
    """What each match says; None where it only looked like months."""
    for match in pattern.finditer(name):
        part = {key: int(text) for key, text in match.groupdict().items() if text}
        first = part.get("first", 1)
        last = part.get("last", part.get("first", 12))
        try:
            yield Period(Month(part["year"], first), Month(part.get("end", part["year"]), last))
        except UserError:
            yield None
