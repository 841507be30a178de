"""What a language must be able to say: the protocol that every language of a report fulfils.

Words that all reports need are here. Those of one kind of section are a protocol of their own,
beside the section (`yuebao.report.sections`), and a language gives them by `of`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from decimal import Decimal

    from yuebao.domain import Flow, Month, Period, Span, Window
    from yuebao.indicators import Reason
    from yuebao.reference import CurrencyWords, LargerUnit, Office
    from yuebao.report.model import DocumentWords, Key, LeftOut, Nothing, Run, TradePart
    from yuebao.store import Correction

SectionWords = TypeVar("SectionWords")

LISTED_CODES = 6
"""So many HS codes are named one by one; of more, their number is told."""


@dataclass(frozen=True)
class Wording:
    """A house style's choices of words.

    Attributes:
        rise: The word for growth in Chinese sentences: 增长 or 上升.
        numbering: How headings are numbered: `chinese` (一、（一）) or `decimal` (1 and 1.1).
        prose: How sentences tell of several at once: `lists`, names and then each kind of number
            in a list of its own; or `clauses`, each name with its numbers and the direction in
            words, and of later windows what differs.
        terms: Which of two words for a thing Chinese takes: those of published `series`, or those
            of `official` statistics.
        ranges: What stands between the months of a range in Chinese: `hyphen` (1-2月) or `dash`
            (1—2月).
        minus: What stands before a number below zero: `hyphen`, or the `true` minus.
        tables: How tables explain themselves: as published `series` do, or `fully`: the head of
            growth names the unit of the difference of nets, and a note tells of printed parts that
            do not add up for rounding.
    """

    rise: str = "增长"
    numbering: str = "chinese"
    prose: str = "lists"
    terms: str = "series"
    ranges: str = "hyphen"
    minus: str = "hyphen"
    tables: str = "series"

    @property
    def clauses(self) -> bool:
        """Whether sentences give each name its numbers."""
        return self.prose == "clauses"

    @property
    def explained(self) -> bool:
        """Whether tables explain themselves fully."""
        return self.tables == "fully"

    @property
    def official(self) -> bool:
        """Whether things are called as official statistics call them."""
        return self.terms == "official"


class Language(Protocol):
    """A language of reports.

    A language is made for a house style's words. Texts for tables and headings are strings;
    sentences are runs, so that the figures in them stay figures. In sentences a span stands as its
    months do: February 2025, the twelve months to…. What compares is worded by its window: growth
    on the year, or on the month.

    Attributes:
        code: Its tag, by which definitions give texts and reports are asked for: `zh`, `en`.
        wording: The house style's words.
        office: The office whose trade is reported.
        scales: How many of a unit it counts by: 1, 万, 亿.
        spoken_scales: The same in sentences, where larger ones read well: 万亿, billion.
    """

    code: str
    wording: Wording
    office: Office
    scales: tuple[int, ...]
    spoken_scales: tuple[int, ...]

    def reporting(self, part: TradePart) -> Language:
        """The language as it speaks of a part of the country's trade."""

    def of_part(self, goods: str) -> str:
        """The goods, with what of their trade is reported, where who trades does not say it."""

    @property
    def words(self) -> DocumentWords:
        """The words around a report, and how it is set: what renderers need.

        Raises:
            UserError: One is missing.
        """

    def of(self, kind: type[SectionWords]) -> SectionWords:
        """The words of a kind of section, by their protocol.

        Raises:
            UserError: The language has none for it.
        """

    # Time

    def month(self, month: Month) -> str:
        """A month: February 2025."""

    def when(self, span: Span) -> str:
        """The months of a window, as captions and sentences name them."""

    def between(self, first: Month, last: Month) -> str:
        """From one month to another."""

    def stretch(self, first: Span, last: Span) -> str:
        """From one window longer than a month to a later one of its kind, as captions name them."""

    def window_head(self, span: Span) -> str:
        """The head over a window's columns."""

    def festival_note(self, days: Sequence[date]) -> str:
        """On which days the festival falls, which moves between the months compared."""

    def date(self, day: date) -> str:
        """A date."""

    def cover_period(self, span: Span) -> str:
        """The months on the cover."""

    # Names

    @property
    def all_goods(self) -> str:
        """All goods together, as the subject of a sentence; may be empty."""

    def growth_head(self, of: Span | Window) -> str:
        """The head of a column of growth in a window, and the title of its axis."""

    @property
    def share_head(self) -> str:
        """The head of a column of shares."""

    def flow(self, flow: Flow) -> str:
        """Exports."""

    def amount_label(self, flow: Flow, *, quantity: bool = False) -> str:
        """The amount of a flow, or its quantity."""

    def traded(self, flows: Sequence[Flow]) -> str:
        """What a title calls the report's flows, where it leaves that open: Trade in."""

    def growth_of(self, flow: Flow, of: Span | Window) -> str:
        """Growth of a flow in a window, as a chart's legend names it."""

    def reason(self, reason: Reason, of: Span | Window) -> str:
        """Why a figure of a window has no number."""

    def value_unit(self, currency: CurrencyWords, per: int) -> str:
        """A printed unit of value: a currency, with how many of it make one."""

    def quantity_unit(self, unit: str, per: int, larger: LargerUnit | None = None) -> str:
        """A unit of quantity as files write it, or a larger one, with how many of it make one.

        Raises:
            DefinitionError: The language has no word for the unit.
        """

    def heading_name(self, code: str, names: Sequence[str]) -> str:
        """What to call the goods of an HS heading, given the names of its codes as listed."""

    def region_name(self, code: str) -> str:
        """A region as tables and sentences name it; the code itself where no list has it."""

    # Headings and captions

    def chapter(self, number: int, title: str) -> str:
        """A chapter's title with its number."""

    def subchapter(self, chapter: int, number: int, title: str) -> str:
        """A subchapter's title with its number."""

    def trend_caption(
        self, period: str, label: str, flow: Flow, unit: str, of: Span | Window
    ) -> str:
        """The caption of a chart of amounts and growth over windows of a kind."""

    # Sentences

    def nothing(self, statement: Nothing, subject: str) -> tuple[Run, ...]:
        """That a flow had no trade in a window."""

    @property
    def compilation_title(self) -> str:
        """The title of the chapter that says what the report leaves out."""

    def left_out(self, statements: Sequence[LeftOut]) -> tuple[Run, ...]:
        """Why parts of the report are not there: of the same flows, for the same reason."""

    # Notes

    @property
    def source_note(self) -> str:
        """Where the data are from."""

    def base_note(self, of: Span) -> str:
        """That growth in a window is on the latest base known."""

    def first_base_note(self, of: Span) -> str:
        """That growth in a window is on the base as first published."""

    @property
    def rounding_note(self) -> str:
        """That printed parts may not add up, as each is rounded."""

    @property
    def on_month_note(self) -> str:
        """That changes on the month are not adjusted for the season."""

    @property
    def official_level_note(self) -> str:
        """That cumulatives are as customs printed them."""

    def official_note(self, *, to_date: bool, beside: bool) -> str:
        """That growth is as customs printed it.

        Args:
            to_date: Whether that is growth of the year to date alone.
            beside: Whether other growth in the table is computed.
        """

    def edition_note(self, of: Span) -> str:
        """That growth in a window crosses an HS edition."""

    def editions_note(self, editions: Mapping[int, Sequence[str]], of: Span) -> str:
        """That growth in a window crosses an HS edition, and which codes are added up in each."""

    def of_either_flow(self, note: str) -> str:
        """A note under a table of one flow, as it would be under that of the other too."""

    def as_under(self, table: int, some: Sequence[int] = ()) -> str:
        """The note that what stands under another table holds for this, or some of its notes."""

    def notes(self, notes: Sequence[str]) -> tuple[str, ...]:
        """Notes under a table, numbered where there are several."""

    def rates_note(self, rates: Mapping[Month, Decimal], source: str) -> str:
        """The exchange rates used."""

    def correction_note(self, correction: Correction) -> str:
        """A known error of the source that was corrected."""

    def dash_note(self, reasons: Sequence[Reason], of: Span) -> str:
        """What a dash means in a table of a window."""

    def large_note(self, keys: Sequence[Key], of: Span) -> str:
        """Whose growth in a window comes from a tiny base."""

    def cut_notice(self, file: str, month: Month) -> str:
        """That a file the report rests on is probably cut."""

    def part_notice(
        self, flow: Flow, periods: Sequence[Period], goods: Sequence[str], lacking: Sequence[str]
    ) -> str:
        """That the report rests on a part of its HS codes: some were never asked for."""

    def left_out_notice(self, file: str, columns: Sequence[str]) -> str:
        """That columns of a file the report rests on, named by their heads, were left out."""

    def uneven_notice(self, file: str) -> str:
        """That the parts of a table the report rests on miss its totals."""

    def subject_footnote(
        self, subject: str, edition: int | None, products: Sequence[tuple[str, str]]
    ) -> str:
        """Which HS codes the subject is: each with its label."""
