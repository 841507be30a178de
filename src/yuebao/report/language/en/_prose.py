"""English: the sentences of a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuebao.domain import Flow
from yuebao.indicators import Breakdown, Gap
from yuebao.report.language._ranked import joined
from yuebao.report.language.en._names import NOUN, EnglishNames
from yuebao.report.model import Footnote, Mention, Run, Window
from yuebao.report.numbers import NO_NUMBER, is_printed_zero, shift_point, without_sign

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yuebao.domain import Period
    from yuebao.indicators import Missing
    from yuebao.report.language._ranked import Ranked
    from yuebao.report.model import Figure

_COUNTED = {2: "two", 3: "three", 4: "four", 5: "five"}
_BY = {
    Breakdown.COMMODITY: "",
    Breakdown.PARTNER: " by trading partner",
    Breakdown.MODE: " by trade mode",
    Breakdown.PROVINCE: " by province of registration",
}
# How a multiple reads in a sentence: the places its point moves left, and the word after it.
_READ_AS = (
    ("100 million", 1, "billion"),
    ("million", 0, "million"),
    ("10,000", 2, "million"),
    ("1,000", 0, "thousand"),
)


class EnglishProse(EnglishNames):
    """What the figures say."""

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
        if is_printed_zero(figure.text):
            return ("nearly balanced trade",)
        word = "net exports" if figure.value > 0 else "net imports"
        return (f"{word} of ", Mention(figure, _read(without_sign(figure.text), figure.unit)))

    def figures(self, figures: Sequence[Figure]) -> tuple[Run, ...]:
        """US$1.0 billion, US$0.9 billion and US$0.8 billion."""
        return joined(list(map(self.amount, figures)), ", ", " and ")

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
        what = "trade in " if first is Flow.TOTAL else f"{NOUN[first]} of "
        verb = " totalled " if first is Flow.TOTAL else " were "
        runs: list[Run] = [f"In {self.period(period)}, China's {what}", *subject]
        runs += [verb, self.amount(value), *self.change(growth), "."]
        runs += self._parts(rest)
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
        what = "the quantity traded" if first is Flow.TOTAL else f"the quantity of {NOUN[first]}"
        runs: list[Run] = [f"In {self.period(period)}, {what} of {subject} was "]
        runs += [self.amount(value), *self.change(growth), "."]
        runs += self._parts(rest)
        return (*runs, "." if rest else "")

    def _parts(self, flows: Sequence[tuple[Flow, Figure, Figure]]) -> tuple[Run, ...]:
        """Exports were …; imports were …, with a space before; nothing for only one flow."""
        runs: list[Run] = []
        for flow, value, growth in flows:
            word = NOUN[flow]
            runs += [f"; {word} were " if runs else f" {word.capitalize()} were "]
            runs += [self.amount(value), *self.change(growth)]
        return tuple(runs)

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
            f"{'product' if len(first) == 1 else 'products'} among {NOUN[flow]} of {subject}"
        ]
        if note is not None:
            runs.append(note)
        runs += [f" {_were(first)} {self.listing([entry.key.label for entry in first])}, at "]
        runs += self.figures([entry.value for entry in first])
        shares = [entry.share for entry in first if entry.share is not None]
        runs += [", or ", *self.figures(shares), f" of all {NOUN[flow]} of {subject}"]
        return (*runs, *self._rates(first), ".")

    def blocs(
        self, period: Period, subject: str, flow: Flow, blocs: Sequence[Ranked]
    ) -> tuple[Run, ...]:
        """The country groups, without a full stop."""
        toward = "to" if flow is Flow.EXPORT else "from"
        names = self.listing([entry.key.label for entry in blocs])
        runs: list[Run] = [
            f"In {self.period(period)}, {NOUN[flow]} of {subject} {toward} {names} were "
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
        of = "" if period is None else f" of {NOUN[flow]} of {subject}"
        runs: list[Run] = [
            f"{opening} {_largest(len(first))} {place}{'s' if len(first) > 1 else ''}{of} "
            f"{_were(first)} {self.listing([entry.key.label for entry in first])}, at "
        ]
        runs += self.figures([entry.value for entry in first])
        shares = [entry.share for entry in first if entry.share is not None]
        if shares:
            runs += [", or ", *self.figures(shares), f" of all {NOUN[flow]} of {subject}"]
        return (*runs, *self._rates(first), ".")

    def provinces(
        self, period: Period, subject: str, flow: Flow, first: Sequence[Ranked], *, define: bool
    ) -> tuple[Run, ...]:
        """The largest provinces by one flow; the first such sentence defines the short word."""
        runs: list[Run] = [
            f"In {self.period(period)}, the {_largest(len(first))} {_province(len(first), define)} "
            f"by {NOUN[flow]} of {subject} {_were(first)} "
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

    def nothing(self, period: Period, subject: str, flow: Flow) -> str:
        """In February 2025, China had no imports of lithium-ion batteries."""
        return f"In {self.period(period)}, China had no {NOUN[flow]} of {subject}."

    def left_out(
        self, flow: Flow, breakdown: Breakdown, missing: Missing, period: Period | None = None
    ) -> str:
        """Why a part of the report is not there: all of a flow, or what it says of a period."""
        by = _BY[breakdown]
        months = self.listing([self.month(month) for month in missing.months])
        why = {
            Gap.NOT_LOADED: f"No data on {NOUN[flow]}{by} are loaded",
            Gap.PARTIAL: f"The data on {NOUN[flow]} that are loaded cover only some partners or "
            "provinces and cannot speak for the country",
            Gap.DIMENSION: f"The data on {NOUN[flow]} that are loaded are not broken down{by}",
            Gap.MONTHS: f"Data on {NOUN[flow]}{by} are missing ({months})",
        }[missing.gap]
        part = NOUN[flow] + (f" in {self.period(period)}" if period else "")
        return f"{why}; this report leaves {part} out."

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


def _province(number: int, define: bool) -> str:
    word = "provinces" if number > 1 else "province"
    if not define:
        return word
    return f"{word} (provinces, autonomous regions and municipalities, here “provinces”)"
