"""What the text of a field can mean, and why it cannot."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from functools import lru_cache
from typing import TYPE_CHECKING

from yuebao.domain import Month
from yuebao.reference import simplified

if TYPE_CHECKING:
    from collections.abc import Sequence

_MONTH = re.compile(
    r"(\d{4})(?:(\d{2})(?:\.0*)?|[-/](\d{1,2})|\.(\d{2})|年(\d{1,2})月份?)", re.ASCII
)
_DAY = re.compile(r"(\d{4})([-/])(\d{1,2})\2(\d{1,2})(?: 0?0:00(?::00)?)?", re.ASCII)
_KEPT = re.compile(r"=\"(.+)\"|'(.+)")
"""What keeps spreadsheets from making numbers of codes."""
_SHORTENED = re.compile(r"-?\d(?:\.\d+)?[eE][+-]?\d{1,3}", re.ASCII)
_HIDDEN = re.compile(r"#+|#(?:REF|VALUE|DIV/0|NAME|NUM|NULL)[!?]|#N/A", re.IGNORECASE)
_FORMULA = re.compile(r'=(?!")')
_SHOWN = 40
_LISTED = 10

FIRST_YEAR = 1900
"""No customs office has counted goods by code for longer: an earlier year is a mistake."""

DAMAGED = "The file is damaged or cut short: download it again."
"""What to do about half a table."""


def bare(text: str) -> str:
    """A head without white space and byte-order mark, as messages print it."""
    return "".join(text.replace("\ufeff", "").split())


@lru_cache(1 << 12)  # files of a folder have the same heads
def plain(text: str) -> str:
    """A head as heads are compared: bare, without case, in half-width and simplified forms."""
    return simplified(bare(unicodedata.normalize("NFKC", text)).casefold())


def read_month(text: str) -> Month | None:
    """A month as customs and spreadsheets write it; None for anything else.

    202501, 2025-01, 2025-1, 2025/1, 2025.01, 2025年1月, ２０２５０１, 202501.0, ="202501", and the
    dates 2025-01-01 and 2025-01-31 that spreadsheets make of it. 2025.1 is none: it may be January,
    or October as a number. A month before FIRST_YEAR is none.
    """
    text = unicodedata.normalize("NFKC", text).strip()
    kept = _KEPT.fullmatch(text)
    text = text if kept is None else kept[1] or kept[2]
    if day := _DAY.fullmatch(text):
        return month_of_day(int(day[1]), int(day[3]), int(day[4]))
    match = _MONTH.fullmatch(text)
    if match is None:
        return None
    year, number = int(match[1]), int(next(group for group in match.groups()[1:] if group))
    return Month(year, number) if year >= FIRST_YEAR and 1 <= number <= 12 else None


def month_of_day(year: int, number: int, day: int) -> Month | None:
    """The month that a date stands for, its first day or its last; None for any other."""
    if year < FIRST_YEAR or not 1 <= number <= 12:
        return None
    return Month(year, number) if day in (1, monthrange(year, number)[1]) else None


def shown(text: str) -> str:
    """A field's text for a message: visible, in quotes, and not too long."""
    visible = text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
    return repr(visible)


def why_no_code(text: str, what: str, digits: str) -> str:
    """Why a field is not the code it should be; `digits` says how many it should have."""
    if not text.strip():
        return f"there is no {what}"
    if mangled := why_mangled(text):
        return mangled
    return f"{shown(text)} is not a {what}, which has {digits}"


def why_mangled(text: str) -> str:
    """What a spreadsheet has put in a number's place; empty where it has not."""
    if _SHORTENED.fullmatch(text.strip()):
        return (
            f"{shown(text)} is a number that a spreadsheet has shortened: its last digits are lost"
        )
    if _HIDDEN.fullmatch(text.strip()):
        return f"{shown(text)} is what a spreadsheet shows in place of a number"
    if _FORMULA.match(text.strip()):
        return (
            f"{shown(text)} is a formula without its value, which is reckoned when the workbook is "
            "opened and saved in a spreadsheet"
        )
    return ""


def listed(names: Sequence[str], separator: str = ", ") -> str:
    """The first ten of some names, with … where there are more."""
    more = "…" if len(names) > _LISTED else ""
    return separator.join(names[:_LISTED]) + more


def counted(count: int, what: str) -> str:
    """So many of something, in English: 1 row, 2,300 rows."""
    return f"{count:,} {what}" if count == 1 else f"{count:,} {what}s"
