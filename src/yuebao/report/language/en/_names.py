"""English: months, names, headings and captions."""

from __future__ import annotations

from calendar import month_name
from typing import TYPE_CHECKING

from yuebao.domain import DefinitionError, Flow
from yuebao.indicators import Reason
from yuebao.reference import unit_name
from yuebao.report.model import Window

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from yuebao.domain import Month, Period
    from yuebao.report.language._wording import Wording

NOUN = {Flow.EXPORT: "exports", Flow.IMPORT: "imports", Flow.TOTAL: "total trade"}
_REASONS = {
    Reason.NOT_LOADED: "the data are not loaded",
    Reason.BASE_NOT_LOADED: "the data of a year earlier are not loaded",
    Reason.BASE_ZERO: "there was no trade a year earlier",
    Reason.BASE_SMALL: "trade a year earlier was too small to compare with",
    Reason.WHOLE_ZERO: "there was no trade to have a share of",
    Reason.NOT_PUBLISHED: "customs published no growth",
    Reason.LARGE: "growth on a tiny base is above the limit shown",
    Reason.NO_QUANTITY: "the data hold no quantity in this unit",
}
_MULTIPLES = {1: "", 1000: "1,000 ", 10000: "10,000 ", 100000000: "100 million "}
_VALUE_UNITS = {
    "亿美元": "USD 100 million",
    "百万美元": "USD million",
    "万美元": "USD 10,000",
    "千美元": "USD 1,000",
    "美元": "USD",
    "亿元": "CNY 100 million",
    "百万元": "CNY million",
    "万元": "CNY 10,000",
    "千元": "CNY 1,000",
    "元": "CNY",
}
# How a multiple reads in a sentence: the places its point moves left, and the word after it.

_WITH_ARTICLE = frozenset(
    {
        "Bahamas", "Central African Republic", "Comoros", "Cook Islands", "Czech Republic",
        "Dominican Republic", "EU", "European Union", "Gambia", "Maldives", "Marshall Islands",
        "Netherlands", "Philippines", "Seychelles", "Solomon Islands", "United Arab Emirates",
        "United Kingdom", "United States",
    }
)  # fmt: skip


class EnglishNames:
    """What things are called."""

    code = "en"
    grouped = True
    """Whether thousands are set apart by commas."""

    def __init__(self, wording: Wording) -> None:
        self.wording = wording

    # Time

    def month(self, month: Month) -> str:
        """February 2025."""
        return f"{month_name[month.month]} {month.year}"

    def period(self, period: Period) -> str:
        """February 2025, or January–February 2025."""
        if period.is_one_month():
            return self.month(period.first)
        first, last = month_name[period.first.month], month_name[period.last.month]
        return f"{first}–{last} {period.first.year}"

    def window_head(self, window: Window, period: Period) -> str:
        """The head over a window's columns: February, January–February."""
        if window is Window.MONTH:
            return month_name[period.last.month]
        return f"{month_name[period.first.month]}–{month_name[period.last.month]}"

    def date(self, day: date) -> str:
        """20 March 2025."""
        return f"{day.day} {month_name[day.month]} {day.year}"

    # Names

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

    def flow_head(self, flow: Flow) -> str:
        """The head of a flow's column in the table of all provinces."""
        return NOUN[flow].capitalize()

    all_goods = "goods"
    net_label = "Net exports"
    net_head = "Net exports"
    value_head = "Value"
    share_head = "Share (%)"
    growth_head = "Change on year (%)"
    product_head = "Product"
    partner_head = "Partner"
    province_head = "Province"
    bloc_group = "Country groups"

    def ranked_group(self, first: int) -> str:
        """Top 10 partners."""
        return f"Top {first} partners"

    def reason(self, reason: Reason) -> str:
        """Why a figure has no number."""
        return _REASONS[reason]

    def listing(self, names: Sequence[str]) -> str:
        """A, B, and C; with the article that English gives some countries."""
        said = [f"the {name}" if name in _WITH_ARTICLE else name for name in names]
        if len(said) < 3:
            return " and ".join(said)
        return ", ".join(said[:-1]) + ", and " + said[-1]

    # Headings and captions

    def chapter(self, number: int, title: str) -> str:
        """1. Overview."""
        return f"{number} {title}" if self.wording.numbering == "decimal" else f"{number}. {title}"

    def subchapter(self, chapter: int, number: int, title: str) -> str:
        """(1) Exports by product."""
        if self.wording.numbering == "decimal":
            return f"{chapter}.{number} {title}"
        return f"({number}) {title}"

    overview_title = "Overview"
    products_title = "Product structure"
    partners_title = "Trading partners"
    provinces_title = "Provinces"

    def products_subtitle(self, flow: Flow) -> str:
        """Exports by product."""
        return f"{self.flow(flow)} by product"

    def partners_subtitle(self, flow: Flow) -> str:
        """Export destinations."""
        return "Export destinations" if flow is Flow.EXPORT else "Import origins"

    def provinces_subtitle(self, flow: Flow) -> str:
        """Exports by province."""
        return f"{self.flow(flow)} by province"

    def province_trade_title(self, window: Window, period: Period) -> str:
        """Trade by province in February 2025."""
        return f"Trade by province in {self.period(period)}"

    def overview_caption(
        self, period: Period, label: str, flows: Sequence[Flow], units: Sequence[str]
    ) -> str:
        """China's trade in lithium-ion batteries, February 2025 (USD 100 million; 10,000 items)."""
        what = "Trade" if len(flows) > 1 else self.flow(flows[0])
        joint = "in" if len(flows) > 1 else "of"
        return f"{what} {joint} {label}, {self.period(period)} ({'; '.join(units)})"

    def products_caption(self, period: Period, label: str, flow: Flow, unit: str) -> str:
        """Exports of chips by product, July 2025 (USD 100 million)."""
        return f"{self.flow(flow)} of {label} by product, {self.period(period)} ({unit})"

    def partners_caption(
        self, period: Period, label: str, flow: Flow, unit: str, first: int
    ) -> str:
        """Top 10 destinations of lithium-ion batteries, February 2025 (USD 100 million)."""
        place = "destinations" if flow is Flow.EXPORT else "origins"
        word = "exports" if flow is Flow.EXPORT else "imports"
        return f"Top {first} {place} of {word} of {label}, {self.period(period)} ({unit})"

    def provinces_caption(self, period: Period, label: str, flow: Flow, unit: str) -> str:
        """Exports of lithium-ion batteries by province, February 2025 (USD 100 million)."""
        return f"{self.flow(flow)} of {label} by province, {self.period(period)} ({unit})"

    def province_trade_caption(self, window: Window, period: Period, unit: str) -> str:
        """Trade by province, February 2025 (USD 100 million), and change on year (%)."""
        return f"Trade by province, {self.period(period)} ({unit}), and change on year (%)"

    def growth_chart_caption(self, period: Period, flow: Flow) -> str:
        """Change of exports on year by province, February 2025 (%)."""
        return f"Change of {NOUN[flow]} on year by province, {self.period(period)} (%)"

    growth_axis = "Change on year (%)"

    def flow_of(self, flows: Sequence[Flow]) -> Flow:
        """The one flow, or the total of both."""
        return flows[0] if len(flows) == 1 else Flow.TOTAL

    def unit(self, label: str) -> str:
        """A printed unit by its label in a definition: USD 100 million for 亿美元."""
        return _VALUE_UNITS[label]

    def quantity_unit(self, unit: str, per: int) -> str:
        """10,000 items: the customs unit, with how many of it make one.

        Raises:
            DefinitionError: The glossary has no English for the customs unit.
        """
        english = unit_name(unit, "en")
        if not english.isascii():
            raise DefinitionError(
                f"the glossary has no English for the unit {unit}",
                where="units.quantity",
                remedy="Give the definition's quantity a label with en.",
            )
        return _MULTIPLES[per] + english

    def growth_of(self, flow: Flow) -> str:
        """Change of exports on year."""
        return f"Change of {NOUN[flow]} on year"

    def trend_caption(self, period: Period, label: str, flow: Flow, unit: str) -> str:
        """Trade in lithium-ion batteries (USD 100 million) and change on year (%), …."""
        what = "Trade in" if flow is Flow.TOTAL else f"{self.flow(flow)} of"
        return f"{what} {label} ({unit}) and change on year (%), {self.span(period)}"

    def structure_caption(self, period: Period, label: str, flow: Flow) -> str:
        """Structure of exports of chips (%), August 2024 to July 2025."""
        return f"Structure of {NOUN[flow]} of {label} (%), {self.span(period)}"

    def span(self, period: Period) -> str:
        """March 2023 to February 2026."""
        return f"{self.month(period.first)} to {self.month(period.last)}"

    # Cover

    def cut_notice(self, file: str, month: Month) -> str:
        """That a file the report rests on is probably cut."""
        return (
            f"The data may be incomplete: file {file} reaches the export limit, "
            f"and records of {self.month(month)} may be missing."
        )

    def cover_period(self, period: Period) -> str:
        """January–February 2025."""
        return self.period(period)
