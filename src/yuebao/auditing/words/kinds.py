"""What a language's words are sorted into."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from yuebao.auditing.windows import window_of
from yuebao.domain import HALF_YEAR, QUARTER, ROLLING_YEAR, Month, Period

if TYPE_CHECKING:
    from yuebao.auditing.claims import Direction, Side, TableKind
    from yuebao.domain import Window
    from yuebao.reference import Office


class ColumnRole(StrEnum):
    """What a column of a table is for."""

    LABEL = "label"
    LEVEL = "level"
    SHARE = "share"
    GROWTH = "growth"
    CONTRIBUTION = "contribution"


@dataclass(frozen=True, slots=True)
class HeadWord:
    """A word in a column's head: its role, and the kind of rows or the side it tells."""

    pattern: str
    role: ColumnRole
    kind: TableKind | None = None
    side: Side | None = None


@dataclass(frozen=True, slots=True)
class NoteWords:
    """What notes under tables say, and how it is worded.

    Attributes:
        order: By what rows are ordered (a side by the name `by`).
        net_absolute: That the change of the net is in units.
        dash: What a dash stands for.
        tiny_base: That a dash also stands for growth from next to nothing.
        large: Why some growth is large.
        less: What stands between two periods of which one is subtracted.
        official: That amounts or growth are customs' own.
        official_month: That growth is, of the month too.
        re_imports: That shares are of a total with goods that come back.
        no_re_imports: That they are of one without.
        unranked: That somebody is left out of a ranking.
        capped: That a dash also stands for growth above what is printed.
        again: That they are those under another table (`table`), or some of them (`some`).
    """

    order: re.Pattern[str]
    net_absolute: re.Pattern[str]
    dash: re.Pattern[str]
    tiny_base: re.Pattern[str]
    large: re.Pattern[str]
    less: str
    official: re.Pattern[str]
    official_month: re.Pattern[str]
    re_imports: re.Pattern[str]
    no_re_imports: re.Pattern[str]
    unranked: re.Pattern[str]
    capped: re.Pattern[str]
    again: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Words:
    """How one language's reports are laid out and worded.

    Attributes:
        code: `zh` or `en`.
        office: The customs office whose country, regions and currencies are read.
        squeeze: Whether white space between letters means nothing.
        caption: A table's caption: its number and its text.
        chart: A chart's caption, likewise.
        continued: A caption that says its table goes on from the page before.
        heading: A section's heading.
        note: The beginning of a note.
        footnote: The beginning of a footnote.
        window_heads: Heads of windows, in the order they are tried; with the months that they name
            by the names `first` and `last`.
        window_words: Words that tell the month from the year to date, likewise.
        period: A period in text: year, first month, last month (by the names `year`, `first`,
            `last`); `twelve` where it is the twelve months to the last.
        head_words: Column heads, in the order they are tried.
        bloc_group: The line above country groups.
        rows_group: The line above ranked rows.
        growth_words: What makes a chart one of growth.
        contribution_words: What makes it one of contributions to growth.
        limited: What says that a table shows only the first.
        first: How many a table ranks (by the name `first`).
        numerals: Numbers in words.
        sides: Words for the sides, in the order they are tried.
        quantity: What makes a row's label one of quantity.
        directions: Words for the direction of a change.
        subjects: Where titles and captions name the goods (by the name `subject`).
        notes: What notes say.
        rest: What the line of all others is called, in tables with contributions.
    """

    code: str
    office: Office
    squeeze: bool
    caption: re.Pattern[str]
    chart: re.Pattern[str]
    continued: re.Pattern[str]
    heading: re.Pattern[str]
    note: re.Pattern[str]
    footnote: re.Pattern[str]
    window_heads: tuple[tuple[re.Pattern[str], Window], ...]
    window_words: tuple[tuple[re.Pattern[str], Window], ...]
    period: re.Pattern[str]
    head_words: tuple[HeadWord, ...]
    bloc_group: re.Pattern[str]
    rows_group: re.Pattern[str]
    growth_words: re.Pattern[str]
    contribution_words: re.Pattern[str]
    limited: re.Pattern[str]
    first: re.Pattern[str]
    numerals: dict[str, int]
    sides: tuple[tuple[str, Side], ...]
    quantity: re.Pattern[str]
    directions: tuple[tuple[str, Direction], ...]
    subjects: tuple[re.Pattern[str], ...]
    notes: NoteWords
    rest: str

    def is_window(self, text: str) -> bool:
        """Whether a text is a window's head and nothing else."""
        return any(pattern.fullmatch(text) for pattern, _ in self.window_heads)

    def head_window(self, text: str) -> Window | None:
        """The window of a head."""
        return next((w for pattern, w in self.window_heads if pattern.search(text)), None)

    def without_windows(self, text: str) -> str:
        """A head without the words for its window."""
        for pattern, _ in self.window_heads:
            text = pattern.sub("", text)
        return text

    def told_window(self, text: str) -> Window | None:
        """The window that words tell without naming months."""
        return next((w for pattern, w in self.window_words if pattern.search(text)), None)

    def side_of(self, text: str) -> Side | None:
        """The side of trade of the first word that is in a text."""
        return next((side for pattern, side in self.sides if re.search(pattern, text)), None)

    def direction_of(self, text: str) -> Direction | None:
        """The direction that the last such word in a text tells."""
        best: tuple[int, Direction] | None = None
        for pattern, direction in self.directions:
            for match in re.finditer(pattern, text):
                if best is None or match.start() > best[0]:
                    best = (match.start(), direction)
        return best[1] if best else None

    def number(self, text: str) -> int | None:
        """A number in digits or words; None for anything else."""
        return int(text) if text.isdigit() else self.numerals.get(text.lower())

    def read_period(self, match: re.Match[str]) -> Period | None:
        """The months that a match of `period` names; None where they are none."""
        period = read_months(match, int(match["year"]))
        if period is None or not match["twelve"]:
            return period
        return Period(period.last.plus(-11), period.last)

    def read_window(self, match: re.Match[str], period: Period) -> Window:
        """The window of a match of `period`, which names these months."""
        if match["quarter"] or match["half"]:
            return QUARTER if match["quarter"] else HALF_YEAR
        return ROLLING_YEAR if match["twelve"] else window_of(period)


FIRST_YEAR = 1900
"""The first year of trade that a document can speak of."""


_ORDINALS = {word: n for words in (["first", "second", "third", "fourth"], "一二三四")
             for n, word in enumerate(words, 1)}  # fmt: skip
_HALVES = {"first": 1, "second": 2, "上": 1, "下": 2}


def read_months(match: re.Match[str], year: int) -> Period | None:
    """The months of a year that a match names by `first` and `last`, a quarter, a half or all."""
    named = match.groupdict()
    for part, ordinals in (("quarter", _ORDINALS), ("half", _HALVES)):
        if named.get(part) and year >= FIRST_YEAR:
            length = 12 // (4 if part == "quarter" else 2)
            last = ordinals[named[part]] * length
            return Period(Month(year, last - length + 1), Month(year, last))
    if named.get("whole") is not None and year >= FIRST_YEAR:
        return Period(Month(year, 1), Month(year, 12))
    if not named.get("last"):
        return None
    last = _month_number(named["last"])
    first = _month_number(named["first"]) if named.get("first") else last
    if year < FIRST_YEAR or not 1 <= first <= last <= 12:
        return None
    return Period(Month(year, first), Month(year, last))


def _month_number(text: str) -> int:
    """The number of a month as the patterns capture it: `7`, `July`."""
    return int(text) if text.isdigit() else MONTHS.index(text.lower()) + 1


MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
