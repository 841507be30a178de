"""English: months, names, headings and captions."""

from __future__ import annotations

from calendar import month_abbr, month_name
from typing import TYPE_CHECKING

from yuebao.domain import DefinitionError, Flow
from yuebao.report.language._lists import word_of
from yuebao.report.language._office import OfficeNames
from yuebao.report.words import LISTED_CODES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from yuebao.domain import Month, Period, Span, Window
    from yuebao.indicators import Reason
    from yuebao.reference import CurrencyWords, LargerUnit

NOUN = {Flow.EXPORT: "exports", Flow.IMPORT: "imports", Flow.TOTAL: "total trade"}
_MULTIPLES = {
    1: "", 10**3: "1,000", 10**4: "10,000", 10**6: "million", 10**8: "100 million",
    10**9: "billion", 10**12: "trillion",
}  # fmt: skip
WINDOWS = {
    "month": "the month",
    "ytd": "the year to date",
    "rolling12": "the twelve months",
    "quarter": "the quarter",
    "half": "the half-year",
    "jan-feb": "January–February",
    "mom": "the month on the month before",
}
"""The windows by name, as notes call them."""

_ORDINALS = ("first", "second", "third", "fourth")

_WITH_ARTICLE = frozenset(
    {
        "Bahamas", "Central African Republic", "Comoros", "Cook Islands", "Czech Republic",
        "Dominican Republic", "EU", "European Union", "G7", "GCC", "Gambia", "Maldives",
        "Marshall Islands", "Netherlands", "Philippines", "Seychelles", "Solomon Islands",
        "United Arab Emirates", "United Kingdom", "United States",
    }
)  # fmt: skip


class EnglishNames(OfficeNames):
    """What things are called."""

    code = "en"
    scales: tuple[int, ...] = (1, 10**3, 10**6)
    spoken_scales: tuple[int, ...] = (1, 10**3, 10**6, 10**9, 10**12)
    package = "yuebao.report.language.en"

    # Time

    def month(self, month: Month) -> str:
        """February 2025."""
        return f"{month_name[month.month]} {month.year}"

    def period(self, period: Period) -> str:
        """February 2025, or January–February 2025."""
        if period.is_one_month():
            return self.month(period.first)
        if period.first.year != period.last.year:
            return self.between(period.first, period.last)
        if self.wording.official and (period.first.month, period.last.month) == (1, 12):
            return str(period.first.year)
        first, last = month_name[period.first.month], month_name[period.last.month]
        return f"{first}–{last} {period.first.year}"

    def when(self, span: Span) -> str:
        """February 2025; January–February 2025; the twelve months to February 2025."""
        last = span.period.last
        match span.window.name:
            case "rolling12":
                return f"the twelve months to {self.month(last)}"
            case "quarter":
                return f"the {_ORDINALS[last.month // 3 - 1]} quarter of {last.year}"
            case "half":
                return f"the {_ORDINALS[last.month // 6 - 1]} half of {last.year}"
            case _:
                return self.period(span.period)

    def dated(self, span: Span) -> str:
        """February 2025; February 2025 on January: a window in the caption of a table."""
        compared = "" if span.yearly else f" on {month_name[span.base.last.month]}"
        return f"{self.when(span)}{compared}"

    def stretch(self, first: Span, last: Span) -> str:
        """Sums of the twelve months to January 2023 through December 2025; by quarter, …."""
        end = last.period.last
        match first.window.name:
            case "rolling12":
                return f"sums of {self.when(first)} through {self.month(end)}"
            case "quarter" | "half" as name:
                by = {"quarter": "by quarter", "half": "by half-year"}[name]
                return f"{by}, {self.when(first)} to {self.when(last)}"
            case _:
                months = self.period(last.period).removesuffix(f" {end.year}")
                return f"{months} of each year, {first.period.last.year} to {end.year}"

    def window(self, span: Span) -> str:
        """The month, the year to date: how notes call a window.

        Raises:
            UserError: English has no words for the window.
        """
        return word_of(WINDOWS, span.window, self.code)

    def window_head(self, span: Span) -> str:
        """The head over a window's columns: February, January–February, 12 months to Feb."""
        first, last = month_name[span.period.first.month], month_name[span.period.last.month]
        match span.window.name:
            case "month":
                return last
            case "mom":
                return f"{last} on {month_name[span.base.last.month]}"
            case "rolling12":
                return f"12 months to {month_abbr[span.period.last.month]}"
            case "ytd" if self.wording.official and first == "January" and last == "December":
                return "Full year"
            case _:
                return self._part_of_year(span)

    def _part_of_year(self, span: Span) -> str:
        """Q1, First half; January–February."""
        last = span.period.last.month
        if span.window.name == "quarter":
            return f"Q{last // 3}"
        if span.window.name == "half":
            return f"{_ORDINALS[last // 6 - 1].capitalize()} half"
        self.window(span)
        return f"{month_name[span.period.first.month]}–{month_name[last]}"

    def between(self, first: Month, last: Month) -> str:
        """March 2023 to February 2026."""
        return f"{self.month(first)} to {self.month(last)}"

    def date(self, day: date) -> str:
        """20 March 2025."""
        return f"{day.day} {month_name[day.month]} {day.year}"

    # Names

    def of_part(self, goods: str) -> str:
        """Batteries in trade with Vietnam; goods under ordinary trade."""
        if self.counterparts:
            goods += f" in trade with {self.listing(self.counterparts)}"
        if self.regimes:
            goods += (
                f" under {self.listing([f'{one[0].lower()}{one[1:]}' for one in self.regimes])}"
            )
        return goods

    def flow(self, flow: Flow) -> str:
        """Exports."""
        return NOUN[flow].capitalize()

    def amount_label(self, flow: Flow, *, quantity: bool = False) -> str:
        """Exports; export quantity."""
        if not quantity:
            return NOUN[flow].capitalize()
        return {
            Flow.EXPORT: "Export quantity",
            Flow.IMPORT: "Import quantity",
            Flow.TOTAL: "Total quantity",
        }[flow]

    def traded(self, flows: Sequence[Flow]) -> str:
        """Trade in, or Exports of or Imports of where that is all."""
        return f"{self.flow(flows[0])} of" if len(flows) == 1 else "Trade in"

    all_goods = "goods"
    share_head = "Share (%)"

    def base(self, of: Span | Window) -> str:
        """Year, month: what a window is compared with one of before."""
        return "year" if of.yearly else "month"

    def growth_head(self, of: Span | Window) -> str:
        """Change on year (%)."""
        return f"Change on {self.base(of)} (%)"

    def reason(self, reason: Reason, of: Span | Window) -> str:
        """Why a figure of a window has no number."""
        return self.words.names.reason(reason, yearly=of.yearly)

    def heading_name(self, code: str, names: Sequence[str]) -> str:
        """Goods of HS 8507: English names of codes share no words that would do."""
        return f"goods of HS {code}"

    def listing(self, names: Sequence[str]) -> str:
        """A, B, and C; with the article that English gives some countries."""
        return _joined(names, "and")

    def any_of(self, names: Sequence[str]) -> str:
        """A, B, or C."""
        return _joined(names, "or")

    # Headings and captions

    def chapter(self, number: int, title: str) -> str:
        """1. Overview."""
        return f"{number} {title}" if self.wording.numbering == "decimal" else f"{number}. {title}"

    def subchapter(self, chapter: int, number: int, title: str) -> str:
        """(1) Exports by product."""
        if self.wording.numbering == "decimal":
            return f"{chapter}.{number} {title}"
        return f"({number}) {title}"

    def unit_word(self, currency: CurrencyWords) -> str:
        """USD; in official terms as before an amount: US$."""
        sign = self.sign(currency) if self.wording.official else ""
        return sign or super().unit_word(currency)

    def value_unit(self, currency: CurrencyWords, per: int) -> str:
        """USD 100 million: a currency, with how many of it make one."""
        scale = "thousand" if per == 10**3 else _MULTIPLES[per]
        return f"{self.unit_word(currency)} {scale}".rstrip()

    def quantity_unit(self, unit: str, per: int, larger: LargerUnit | None = None) -> str:
        """10,000 items: a unit of quantity, with how many of it make one.

        Raises:
            DefinitionError: The glossary has no English for the customs unit.
        """
        english = self.unit_name(unit, larger)
        if not english.isascii():
            raise DefinitionError(
                f"the glossary has no English for the unit {unit}",
                where="units.quantity",
                remedy="Give the definition's quantity a label with en.",
            )
        return f"{_MULTIPLES[per]} {english}".lstrip()

    def growth_of(self, flow: Flow, of: Span | Window) -> str:
        """Change of exports on year."""
        return f"Change of {NOUN[flow]} on {self.base(of)}"

    def trend_caption(
        self, period: str, label: str, flow: Flow, unit: str, of: Span | Window
    ) -> str:
        """Trade in lithium-ion batteries (USD 100 million) and change on year (%), …."""
        what = "Trade in" if flow is Flow.TOTAL else f"{self.flow(flow)} of"
        return f"{what} {label} ({unit}) and change on {self.base(of)} (%), {period}"

    # Cover

    def cut_notice(self, file: str, month: Month) -> str:
        """That a file the report rests on is probably cut."""
        return (
            f"The data may be incomplete: file {file} reaches the export limit, "
            f"and records of {self.month(month)} may be missing."
        )

    def part_notice(
        self, flow: Flow, periods: Sequence[Period], goods: Sequence[str], lacking: Sequence[str]
    ) -> str:
        """That the report rests on a part of its HS codes: some were never asked for."""
        more = len(lacking) - LISTED_CODES
        missed = self.listing([*lacking[:LISTED_CODES], *([f"{more} more"] if more > 0 else [])])
        when = self.listing([self.period(period) for period in periods])
        return (
            f"The data are incomplete: {NOUN[flow]} of HS {self.listing(list(goods))} in {when} "
            f"leave out HS {missed}, so totals may be too low."
        )

    def left_out_notice(self, file: str, columns: Sequence[str]) -> str:
        """That columns of a file were left out."""
        noun = "column" if len(columns) == 1 else "columns"
        return (
            f"File {file} is used without its {noun} {', '.join(columns)}: "
            "its data are summed over the others."
        )

    def uneven_notice(self, file: str) -> str:
        """That the parts of a table miss its totals."""
        return f"The parts that file {file} lists do not add up to its totals; both stand as given."

    def cover_period(self, span: Span) -> str:
        """January–February 2025."""
        words = self.when(span)
        return words[0].upper() + words[1:]


def _joined(names: Sequence[str], word: str) -> str:
    said = [f"the {name}" if name in _WITH_ARTICLE else name for name in names]
    if len(said) < 3:
        return f" {word} ".join(said)
    return f"{', '.join(said[:-1])}, {word} {said[-1]}"
