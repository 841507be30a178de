"""What the notes under tables say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from yuebao.auditing.claims import Note, Place, Side
from yuebao.auditing.windows import window_of
from yuebao.domain import ROLLING_YEAR, Month, Period

if TYPE_CHECKING:
    from yuebao.auditing.words import Words
    from yuebao.domain import Window

_ORDER = {
    "zh": re.compile(
        r"按照?(?:当月|累计)*(?P<by>净出口|进出口|出口|进口)(?:总)?额?.{0,24}?(?:排|顺序)"
    ),
    "en": re.compile(r"in order of (?P<by>net exports|total trade|exports|imports)", re.IGNORECASE),
}
_ABSOLUTE = {
    "zh": re.compile("净出口.{0,12}(?:绝对额|绝对值|差额)"),
    "en": re.compile("change of net exports is in absolute"),
}
_DASH = {"zh": re.compile('[“"]-[”"]表'), "en": re.compile("“-” means")}
_LARGE = {"zh": re.compile("幅度较大"), "en": re.compile("large changes? of")}
_LESS = {"zh": "减去", "en": " less "}
_SIDES = {
    "净出口": Side.NET, "进出口": Side.TOTAL, "出口": Side.EXPORTS, "进口": Side.IMPORTS,
    "net exports": Side.NET, "total trade": Side.TOTAL, "exports": Side.EXPORTS,
    "imports": Side.IMPORTS,
}  # fmt: skip


def read_note(text: str, place: Place, table: int, words: Words) -> Note:
    """What a note says; a text that says none of what is looked for is kept as text alone."""
    code = words.code
    order = _ORDER[code].search(text)
    minuend, subtrahend = _subtraction(text, words)
    return Note(
        text=text,
        place=place,
        table=table,
        order=_SIDES[order["by"].lower()] if order else None,
        net_absolute=bool(_ABSOLUTE[code].search(text)),
        minuend=minuend,
        subtrahend=subtrahend,
        dash=bool(_DASH[code].search(text)),
        large=bool(_LARGE[code].search(text)),
    )


def _subtraction(text: str, words: Words) -> tuple[Period | None, Period | None]:
    """The periods before and after the word that subtracts, where both are named."""
    for sentence in re.split(r"。|\.\s|（\d）|\(\d\)", text):
        before, less, after = sentence.partition(_LESS[words.code])
        if less:
            one = [read_period(m, words) for m in words.period.finditer(before)]
            two = [read_period(m, words) for m in words.period.finditer(after)]
            if one and two:
                return one[0], two[0]
    return None, None


def read_period(match: re.Match[str], words: Words) -> Period | None:
    """The period of a match of `words.period`; None where its months are none."""
    last = words.month_number(match["last"])
    first = words.month_number(match["first"]) if match["first"] else last
    if not 1 <= first <= last <= 12:
        return None
    end = Month(int(match["year"]), last)
    return Period(end.plus(-11) if match["twelve"] else Month(end.year, first), end)


def read_window(match: re.Match[str], period: Period) -> Window:
    """The window of a match of `words.period`, which names these months."""
    return ROLLING_YEAR if match["twelve"] else window_of(period)
