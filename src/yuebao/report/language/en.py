"""English: the same statements as a statistical office would word them.

Tables keep the units of the Chinese report (USD 100 million), so that both print the same numbers;
sentences move the point to the unit English readers expect (US$4.27 billion for 42.7), which gains
and loses no digit.
"""

from __future__ import annotations

from calendar import month_name
from typing import TYPE_CHECKING

from yuebao.domain import DefinitionError, Flow
from yuebao.indicators import Breakdown, Gap, Reason
from yuebao.reference import unit_name
from yuebao.report.model import Footnote, Mention, Run, Window
from yuebao.report.numbers import NO_NUMBER, is_printed_zero, shift_point, without_sign

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from yuebao.domain import Month, Period
    from yuebao.indicators import Missing
    from yuebao.report.language._ranked import Ranked
    from yuebao.report.model import Figure

_NOUN = {Flow.EXPORT: "exports", Flow.IMPORT: "imports", Flow.TOTAL: "total trade"}
_COUNTED = {2: "two", 3: "three", 4: "four", 5: "five"}
_BY = {
    Breakdown.COMMODITY: "",
    Breakdown.PARTNER: " by trading partner",
    Breakdown.MODE: " by trade mode",
    Breakdown.PROVINCE: " by province of registration",
}
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
_ORDERS = {"total": "total trade", "exports": "exports", "imports": "imports", "net": "net exports"}
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
_READ_AS = (
    ("100 million", 1, "billion"),
    ("million", 0, "million"),
    ("10,000", 2, "million"),
    ("1,000", 0, "thousand"),
)


class English:
    """The phrases of an English report."""

    code = "en"
    grouped = True
    """Whether thousands are set apart by commas."""

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
        return _NOUN[flow].capitalize()

    def amount_label(self, flow: Flow, *, quantity: bool = False) -> str:
        """Exports; export quantity."""
        if not quantity:
            return _NOUN[flow].capitalize()
        return {
            Flow.EXPORT: "Export quantity",
            Flow.IMPORT: "Import quantity",
            Flow.TOTAL: "Total quantity",
        }[flow]

    def flow_head(self, flow: Flow) -> str:
        """The head of a flow's column in the table of all provinces."""
        return _NOUN[flow].capitalize()

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

    # Headings and captions

    def chapter(self, number: int, title: str) -> str:
        """1. Overview."""
        return f"{number}. {title}"

    def subchapter(self, number: int, title: str) -> str:
        """(1) Exports by product."""
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
        return f"Change of {_NOUN[flow]} on year by province, {self.period(period)} (%)"

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
        return f"Change of {_NOUN[flow]} on year"

    def trend_caption(self, period: Period, label: str, flow: Flow, unit: str) -> str:
        """Trade in lithium-ion batteries (USD 100 million) and change on year (%), …."""
        what = "Trade in" if flow is Flow.TOTAL else f"{self.flow(flow)} of"
        return f"{what} {label} ({unit}) and change on year (%), {self.span(period)}"

    def structure_caption(self, period: Period, label: str, flow: Flow) -> str:
        """Structure of exports of chips (%), August 2024 to July 2025."""
        return f"Structure of {_NOUN[flow]} of {label} (%), {self.span(period)}"

    def span(self, period: Period) -> str:
        """March 2023 to February 2026."""
        return f"{self.month(period.first)} to {self.month(period.last)}"

    # Phrases

    def change(self, growth: Figure) -> tuple[Run, ...]:
        """, up 5.2%; , down; , unchanged; nothing where there is no number."""
        if growth.value is None:
            return ()
        if growth.value == 0:
            return (", unchanged on the year",)
        if is_printed_zero(growth.text):
            return (", nearly unchanged on the year",)
        word = "up" if growth.value > 0 else "down"
        text = without_sign(growth.text) + growth.unit
        return (f", {word} ", Mention(growth, text), " on the year")

    def amount(self, figure: Figure) -> Mention:
        """US$4.27 billion; 319.826 million items; 37.8%."""
        return Mention(figure, _read(figure.text, figure.unit))

    def net(self, figure: Figure) -> tuple[Run, ...]:
        """Net exports of US$4.00 billion, or net imports by the sign."""
        if figure.value is None:
            return ()
        if figure.value == 0:
            return ("balanced trade",)
        word = "net exports" if figure.value > 0 else "net imports"
        return (f"{word} of ", Mention(figure, _read(without_sign(figure.text), figure.unit)))

    def listing(self, names: Sequence[str]) -> str:
        """A, B, and C."""
        if len(names) < 3:
            return " and ".join(names)
        return ", ".join(names[:-1]) + ", and " + names[-1]

    def figures(self, figures: Sequence[Figure]) -> tuple[Run, ...]:
        """US$1.0 billion, US$0.9 billion and US$0.8 billion."""
        runs: list[Run] = []
        for place, figure in enumerate(figures):
            if place:
                runs.append(" and " if place == len(figures) - 1 else ", ")
            runs.append(self.amount(figure))
        return tuple(runs)

    # Sentences

    def overview(
        self,
        window: Window,
        period: Period,
        subject: tuple[Run, ...],
        flows: Sequence[tuple[Flow, Figure, Figure]],
        net: Figure | None,
    ) -> tuple[Run, ...]:
        """Total and growth, then each flow, then the net."""
        (first, value, growth), *rest = flows
        what = "trade in " if first is Flow.TOTAL else f"{_NOUN[first]} of "
        verb = " totalled " if first is Flow.TOTAL else " were "
        runs: list[Run] = [f"In {self.period(period)}, China's {what}", *subject]
        runs += [verb, self.amount(value), *self.change(growth), "."]
        for place, (flow, value, growth) in enumerate(rest):
            word = _NOUN[flow]
            runs += ["; " if place else " ", f"{word if place else word.capitalize()} were "]
            runs += [self.amount(value), *self.change(growth)]
        if net is not None and net.value is not None:
            runs += [", leaving ", *self.net(net)]
        return (*runs, "." if rest else "")

    def quantity_overview(
        self,
        window: Window,
        period: Period,
        subject: str,
        flows: Sequence[tuple[Flow, Figure, Figure]],
    ) -> tuple[Run, ...]:
        """The same for quantities, which have no net."""
        (first, value, growth), *rest = flows
        what = "the quantity traded" if first is Flow.TOTAL else f"the quantity of {_NOUN[first]}"
        runs: list[Run] = [f"In {self.period(period)}, {what} of {subject} was "]
        runs += [self.amount(value), *self.change(growth), "."]
        for place, (flow, value, growth) in enumerate(rest):
            word = _NOUN[flow]
            runs += ["; " if place else " ", f"{word if place else word.capitalize()} were "]
            runs += [self.amount(value), *self.change(growth)]
        return (*runs, "." if rest else "")

    def products(
        self,
        window: Window,
        period: Period,
        subject: str,
        flow: Flow,
        first: Sequence[Ranked],
        note: Footnote | None,
    ) -> tuple[Run, ...]:
        """The largest products, their value, share and growth."""
        runs: list[Run] = [
            f"In {self.period(period)}, the {_largest(len(first))} "
            f"{'product' if len(first) == 1 else 'products'} among {_NOUN[flow]} of {subject}"
        ]
        if note is not None:
            runs.append(note)
        runs += [f" {_were(first)} {self.listing([entry.key.label for entry in first])}, at "]
        runs += self.figures([entry.value for entry in first])
        shares = [entry.share for entry in first if entry.share is not None]
        runs += [", or ", *self.figures(shares), f" of all {_NOUN[flow]} of {subject}"]
        return (*runs, *self._rates(first), ".")

    def blocs(
        self, period: Period, subject: str, flow: Flow, blocs: Sequence[Ranked]
    ) -> tuple[Run, ...]:
        """The country groups, without a full stop."""
        toward = "to" if flow is Flow.EXPORT else "from"
        names = self.listing([entry.key.label for entry in blocs])
        runs: list[Run] = [
            f"In {self.period(period)}, {_NOUN[flow]} of {subject} {toward} {names} were "
        ]
        runs += self.figures([entry.value for entry in blocs])
        return (*runs, *self._rates(blocs))

    def partners(
        self,
        period: Period | None,
        subject: str,
        flow: Flow,
        first: Sequence[Ranked],
    ) -> tuple[Run, ...]:
        """The largest partners; continues a sentence where there is no period to begin with."""
        place = "destination" if flow is Flow.EXPORT else "origin"
        opening = "; the" if period is None else f"In {self.period(period)}, the"
        of = "" if period is None else f" of {_NOUN[flow]} of {subject}"
        runs: list[Run] = [
            f"{opening} {_largest(len(first))} {place}{'s' if len(first) > 1 else ''}{of} "
            f"{_were(first)} {self.listing([entry.key.label for entry in first])}, at "
        ]
        runs += self.figures([entry.value for entry in first])
        shares = [entry.share for entry in first if entry.share is not None]
        if shares:
            runs += [", or ", *self.figures(shares), f" of all {_NOUN[flow]} of {subject}"]
        return (*runs, *self._rates(first), ".")

    def provinces(
        self, period: Period, subject: str, flow: Flow, first: Sequence[Ranked], *, define: bool
    ) -> tuple[Run, ...]:
        """The largest provinces by one flow; the first such sentence defines the short word."""
        runs: list[Run] = [
            f"In {self.period(period)}, the {_largest(len(first))} {_province(len(first), define)} "
            f"by {_NOUN[flow]} of {subject} {_were(first)} "
            f"{self.listing([entry.key.label for entry in first])}, at "
        ]
        runs += self.figures([entry.value for entry in first])
        return (*runs, *self._rates(first), ".")

    def province_totals(
        self, period: Period, first: Sequence[Ranked], *, define: bool
    ) -> tuple[Run, ...]:
        """The provinces that trade most."""
        runs: list[Run] = [
            f"In {self.period(period)}, the {_largest(len(first))} {_province(len(first), define)} "
            f"by total trade {_were(first)} {self.listing([e.key.label for e in first])}, at "
        ]
        runs += self.figures([entry.value for entry in first])
        return (*runs, *self._rates(first), ".")

    def province_flow_lead(self, flow: Flow) -> str:
        """Exports:."""
        return f"{self.flow(flow)}: "

    def province_flow(
        self, flow: Flow, first: Sequence[Ranked], counts: Sequence[Run], see: str
    ) -> tuple[Run, ...]:
        """The first provinces of a flow, then how many fell and rose."""
        runs: list[Run] = [
            f"the {_largest(len(first))} {'provinces' if len(first) > 1 else 'province'} "
            f"{_were(first)} {self.listing([e.key.label for e in first])}, at "
        ]
        runs += self.figures([entry.value for entry in first])
        return (*runs, *self._rates(first), ". ", *counts, see, ".")

    def counts(
        self, flow: Flow, everyone: Figure, groups: Sequence[tuple[str, Sequence[str], Figure]]
    ) -> tuple[Run, ...]:
        """Of the 31 provinces, 14 exported less than a year earlier (Guangdong, …), 17 more.

        Args:
            flow: What is compared.
            everyone: How many provinces there are.
            groups: Direction (`down`, `up`, `flat`, `unknown`), the largest of them, their count.
        """
        verb = "exported" if flow is Flow.EXPORT else "imported"
        words = {
            "down": f"{verb} less than a year earlier",
            "up": f"{verb} more than a year earlier",
            "flat": f"{verb} as much as a year earlier",
            "unknown": "cannot be compared with a year earlier",
        }
        runs: list[Run] = ["Of the ", Mention(everyone, everyone.text), " provinces"]
        for direction, largest, count in groups:
            runs += [", ", Mention(count, count.text), f" {words[direction]} "]
            more = count.value is not None and count.value > len(largest)
            runs.append(f"({self.listing(largest)}{' among them' if more else ''})")
        return tuple(runs)

    def see(self, chart: int | None, table: int) -> str:
        """(see Figure 1 and Table 1)."""
        figure = "" if chart is None else f"Figure {chart} and "
        return f" (see {figure}Table {table})"

    def left_out(self, flow: Flow, breakdown: Breakdown, missing: Missing) -> str:
        """Why a part of the report is not there."""
        by = _BY[breakdown]
        months = self.listing([self.month(month) for month in missing.months])
        why = {
            Gap.NOT_LOADED: f"No data on {_NOUN[flow]}{by} are loaded",
            Gap.PARTIAL: f"The data on {_NOUN[flow]} that are loaded cover only some partners or "
            "provinces and cannot speak for the country",
            Gap.DIMENSION: f"The data on {_NOUN[flow]} that are loaded are not broken down{by}",
            Gap.MONTHS: f"Data on {_NOUN[flow]}{by} are missing ({months})",
        }[missing.gap]
        return f"{why}; this report leaves {_NOUN[flow]} out."

    def _rates(self, entries: Sequence[Ranked]) -> tuple[Run, ...]:
        """, changes on the year of …; entities without a rate are named with the reason."""
        known = [entry for entry in entries if entry.growth.value is not None]
        if not known:
            return ()
        changes = "a change" if len(known) == 1 else "changes"
        runs: list[Run] = [f", with {changes} on the year of "]
        runs += self.figures([entry.growth for entry in known])
        if len(known) < len(entries):
            runs.append(f" for {self.listing([entry.key.label for entry in known])}")
        elif len(known) > 1:
            runs.append(", respectively")
        for entry in entries:
            if entry.growth.value is None:
                runs.append(f" ({entry.key.label}: {entry.growth.reason})")
        return tuple(runs)

    # Notes

    source_note = "Source: General Administration of Customs of China, here and below."

    def notes(self, notes: Sequence[str]) -> tuple[str, ...]:
        """Notes under a table, numbered where there are several."""
        if len(notes) < 2:
            return tuple(f"Note: {note}" for note in notes)
        return ("Notes: " + " ".join(f"({i}) {note}" for i, note in enumerate(notes, 1)),)

    def net_note(self, month: Period, year_to_date: Period | None) -> str:
        """What the growth column of the net row holds."""
        now, before = self.period(month), self.period(month.year_earlier())
        if year_to_date is not None:
            now += f" (or {self.period(year_to_date)})"
            before += f" (or {self.period(year_to_date.year_earlier())})"
        return (
            f"The change of net exports is in absolute terms: net exports of {now} "
            f"less those of {before}."
        )

    base_note = "Changes are on the latest data available for a year earlier."
    official_level_note = (
        "Cumulative values are as customs published them, with revisions of earlier months; "
        "they may differ from the sum of the months."
    )
    official_note = (
        "Changes are as customs published them for the year to date, on a base it revised."
    )

    def product_share_note(self, subject: str) -> str:
        """What product shares are of."""
        return f"Shares are of all trade in {subject} in that flow, here and below."

    def product_order_note(self, flow: Flow) -> str:
        """How the products are ordered."""
        return f"Products are in order of {_NOUN[flow]} in the month."

    def edition_note(self) -> str:
        """That growth crosses an HS edition."""
        return (
            "The month and a year earlier are coded by different editions of the Harmonized "
            "System, which may affect the changes."
        )

    def partner_share_note(self, flow: Flow) -> str:
        """What partner shares are of."""
        return f"Shares are of all {_NOUN[flow]} of these goods."

    def partner_order_note(self, flow: Flow, first: int, *, windows: int) -> str:
        """How the partners are ordered."""
        return f"The top {first} partners are in order of {_NOUN[flow]}{_separately(windows)}."

    def re_import_note(self, *, included: bool, shares: bool) -> str:
        """What becomes of China as its own partner."""
        ranked = "Re-imports (partner China) are not ranked"
        if not shares:
            return f"{ranked}."
        return f"{ranked}; the total that shares are of {'in' if included else 'ex'}cludes them."

    def province_order_note(self, flow: Flow, first: int, *, windows: int) -> str:
        """How the provinces are ordered, and that these are not all."""
        return (
            f"The first {first} provinces, in order of {_NOUN[flow]}{_separately(windows)}; "
            "the others are not shown."
        )

    def province_trade_order_note(self, order_by: str) -> str:
        """How the table of all provinces is ordered."""
        return f"Provinces are in order of {_ORDERS[order_by]}."

    def province_trade_net_note(self, window: Window) -> str:
        """What the columns hold."""
        return "Net exports are exports less imports of the same months."

    def dash_note(self, reasons: Sequence[str]) -> str:
        """What a dash means in this table."""
        return f"“{NO_NUMBER}” means that {' or that '.join(reasons)}."

    def large_note(self, labels: Sequence[str]) -> str:
        """Whose growth comes from a tiny base."""
        return f"The large changes of {self.listing(labels)} come from a small base a year earlier."

    def left_out_quantity_note(self, unit: str, rows: int) -> str:
        """How many facts had no quantity in the unit."""
        return (
            f"Quantities add up the records in {unit_name(unit, 'en')}; {rows:,} records in "
            "other units are left out."
        )

    def subject_footnote(
        self, subject: str, edition: int | None, products: Sequence[tuple[str, str]]
    ) -> str:
        """Which HS codes the subject is."""
        listed = "; ".join(f"{label} ({code})" for label, code in products)
        system = f"HS {edition}" if edition else "HS"
        return f"In this report {subject} are these products and {system} codes: {listed}."

    # Cover

    def cover_period(self, period: Period) -> str:
        """January–February 2025."""
        return self.period(period)


def _read(text: str, unit: str) -> str:
    """A number with its unit as a sentence reads it."""
    if unit == "%" or text == NO_NUMBER:
        return text + (unit if unit == "%" else "")
    currency, rest = unit[:3], unit[4:]
    if currency not in ("USD", "CNY"):
        return _in_words(text, unit)
    sign = "US$" if currency == "USD" else "CNY "
    return sign + _in_words(text, rest)


def _in_words(text: str, unit: str) -> str:
    for multiple, places, word in _READ_AS:
        if unit == multiple or unit.startswith(f"{multiple} "):
            rest = unit.removeprefix(multiple).strip()
            return " ".join(filter(None, (shift_point(text, places), word, rest)))
    return " ".join(filter(None, (text, unit)))


def _largest(number: int) -> str:
    return "largest" if number == 1 else f"{_COUNTED.get(number, str(number))} largest"


def _were(entries: Sequence[Ranked]) -> str:
    return "were" if len(entries) > 1 else "was"


def _separately(windows: int) -> str:
    return ", the month and the year to date each ranked on its own" if windows > 1 else ""


def _province(number: int, define: bool) -> str:
    word = "provinces" if number > 1 else "province"
    if not define:
        return word
    return f"{word} (provinces, autonomous regions and municipalities, here “provinces”)"
