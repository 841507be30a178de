"""What a language's words are sorted into."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from yuebao.domain import MONTH, YEAR_TO_DATE

if TYPE_CHECKING:
    import re

    from yuebao.auditing.claims import Direction, Kind, Side
    from yuebao.domain import Window


class Role(StrEnum):
    """What a column of a table is for."""

    LABEL = "label"
    LEVEL = "level"
    SHARE = "share"
    GROWTH = "growth"


@dataclass(frozen=True, slots=True)
class HeadWord:
    """A word in a column's head: its role, and the kind of rows or the side it tells."""

    pattern: str
    role: Role
    kind: Kind | None = None
    side: Side | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """How one language's reports are laid out and worded.

    Attributes:
        code: `zh` or `en`.
        squeeze: Whether white space between letters means nothing.
        caption: A table's caption: its number and its text.
        chart: A chart's caption, likewise.
        continued: A caption that says its table goes on from the page before.
        heading: A section's heading.
        note: The beginning of a note.
        footnote: The beginning of a footnote.
        month_head: A window head of one month.
        ytd_head: A window head of several months; tried first.
        long_heads: Window heads that name no months: twelve months, a quarter, a half-year; tried
            before either.
        period: A period in text: year, first month, last month (by the names `year`, `first`,
            `last`); `twelve` where it is the twelve months to the last.
        head_words: Column heads, in the order they are tried.
        bloc_group: The line above country groups.
        rows_group: The line above ranked rows.
        growth_words: What makes a chart one of growth.
        ytd_words: What makes a caption one of the year to date.
        limited: What says that a table shows only the first.
        first: How many a table ranks (by the name `first`).
        numerals: Numbers in words.
        sides: Words for the sides, in the order they are tried.
        quantity: What makes a row's label one of quantity.
        directions: Words for the direction of a change.
        official: What says that amounts or growth are customs' own.
        re_imports: What says that shares are of a total with goods that come back.
        unranked: What says that somebody is left out of a ranking.
        subjects: Where titles and captions name the goods (by the name `subject`).
    """

    code: str
    squeeze: bool
    caption: re.Pattern[str]
    chart: re.Pattern[str]
    continued: re.Pattern[str]
    heading: re.Pattern[str]
    note: re.Pattern[str]
    footnote: re.Pattern[str]
    month_head: re.Pattern[str]
    ytd_head: re.Pattern[str]
    long_heads: tuple[tuple[re.Pattern[str], Window], ...]
    period: re.Pattern[str]
    head_words: tuple[HeadWord, ...]
    bloc_group: re.Pattern[str]
    rows_group: re.Pattern[str]
    growth_words: re.Pattern[str]
    ytd_words: re.Pattern[str]
    limited: re.Pattern[str]
    first: re.Pattern[str]
    numerals: dict[str, int]
    sides: tuple[tuple[str, Side], ...]
    quantity: re.Pattern[str]
    directions: tuple[tuple[str, Direction], ...]
    official: re.Pattern[str]
    re_imports: re.Pattern[str]
    unranked: re.Pattern[str]
    subjects: tuple[re.Pattern[str], ...]

    @property
    def window_heads(self) -> tuple[tuple[re.Pattern[str], Window], ...]:
        """The heads of windows, in the order they are tried."""
        return (*self.long_heads, (self.ytd_head, YEAR_TO_DATE), (self.month_head, MONTH))

    def is_window(self, text: str) -> bool:
        """Whether a text is a window's head and nothing else."""
        return any(pattern.fullmatch(text) for pattern, _ in self.window_heads)

    def number(self, text: str) -> int | None:
        """A number in digits or words; None for anything else."""
        return int(text) if text.isdigit() else self.numerals.get(text.lower())

    def month_number(self, text: str) -> int:
        """The number of a month as the patterns capture it: `7`, `July`.

        Raises:
            ValueError: It is none.
        """
        if text.isdigit():
            return int(text)
        return MONTHS.index(text.lower()) + 1


MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
