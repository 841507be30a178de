"""What a language's words are sorted into."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re

    from yuebao.auditing.claims import Direction, Kind, Side


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
        period: A period in text: year, first month, last month (by the names `year`, `first`,
            `last`).
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
    subjects: tuple[re.Pattern[str], ...]

    def is_window(self, text: str) -> bool:
        """Whether a text is a window's head and nothing else."""
        return bool(self.ytd_head.fullmatch(text) or self.month_head.fullmatch(text))

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
