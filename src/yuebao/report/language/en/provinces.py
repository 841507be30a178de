"""English: the words of the sections on provinces."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yuebao.domain import Flow
from yuebao.report.language.en._names import NOUN
from yuebao.report.language.en._phrases import largest, were
from yuebao.report.model import Direction, Mention
from yuebao.report.sections.province_trade import ProvinceTradeWords
from yuebao.report.sections.provinces import ProvincesWords

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yuebao.domain import Span
    from yuebao.report.language.en._language import EnglishCore
    from yuebao.report.model import Leaders, Run, Tally

_ORDERS = {"total": "total trade", "exports": "exports", "imports": "imports", "net": "net exports"}


@dataclass(frozen=True)
class EnglishProvinces(ProvincesWords):
    """The words of the largest provinces."""

    en: EnglishCore

    @property
    def title(self) -> str:
        """Provinces."""
        return self.en.regions.many.capitalize()

    @property
    def head(self) -> str:
        """Province."""
        return self.en.regions.one.capitalize()

    def subtitle(self, flow: Flow) -> str:
        """Exports by province."""
        return f"{self.en.flow(flow)} {self.en.regions.by}"

    def caption(self, span: Span, label: str, flow: Flow, unit: str) -> str:
        """Exports of lithium-ion batteries by province, February 2025 (USD 100 million)."""
        en = self.en
        return f"{en.flow(flow)} of {label} {en.regions.by}, {en.dated(span)} ({unit})"

    def leaders(self, statement: Leaders, subject: str, *, define: bool) -> tuple[Run, ...]:
        """The largest provinces by one flow; the first such sentence defines the short word."""
        en, first, noun = self.en, statement.first, NOUN[statement.flow]
        if en.wording.clauses:
            word = en.region_word(len(first), define=define)
            of = "" if statement.after else f" by {noun} of {subject}"
            toward = "from" if statement.flow is Flow.EXPORT else "into"
            return en.leaders_each(
                statement,
                (f"{largest(len(first))} {word}{of}",),
                lambda name: f"{noun} {toward} {name} were ",
            )
        runs: list[Run] = [
            f"In {en.when(statement.span)}, the {largest(len(first))} "
            f"{en.region_word(len(first), define=define)} by {NOUN[statement.flow]} of {subject} "
            f"{were(first)} {en.names(first)}, at "
        ]
        runs += en.figures([entry.value for entry in first])
        return (*runs, *en.rates(first), ".")

    def order_note(self, flow: Flow, first: int, spans: Sequence[Span], *, complete: bool) -> str:
        """How the provinces are ordered, and whether these are all."""
        order = f"in order of {NOUN[flow]}{self.en.separately(spans)}"
        many = self.en.regions.many
        if complete:
            return f"{many.capitalize()} are {order}."
        return f"The first {first} {many}, {order}; the others are not shown."


@dataclass(frozen=True)
class EnglishProvinceTrade(ProvinceTradeWords):
    """The words of the table of all provinces."""

    en: EnglishCore

    net_head = "Net exports"

    @property
    def head(self) -> str:
        """Province."""
        return self.en.regions.one.capitalize()

    def title(self, span: Span) -> str:
        """Trade by province in February 2025."""
        return f"Trade {self.en.regions.by} in {self.en.when(span)}"

    def caption(self, span: Span, goods: str, unit: str) -> str:
        """Trade by province, February 2025 (USD 100 million), and change on year (%)."""
        of, when = f" in {goods}" if goods else "", self.en.dated(span)
        change = f"change on {self.en.base(span)} (%)"
        return f"Trade{of} {self.en.regions.by}, {when} ({unit}), and {change}"

    def chart_caption(self, span: Span, goods: str, flow: Flow) -> str:
        """Change of exports on year by province, February 2025 (%)."""
        of, when = f" of {goods}" if goods else "", self.en.when(span)
        change = f"Change of {NOUN[flow]}{of} on {self.en.base(span)}"
        return f"{change} {self.en.regions.by}, {when} (%)"

    def flow_head(self, flow: Flow) -> str:
        """Total trade, Exports."""
        return NOUN[flow].capitalize()

    def flow_lead(self, flow: Flow) -> str:
        """Exports:."""
        return f"{self.en.flow(flow)}: "

    def totals(self, statement: Leaders, goods: str, *, define: bool) -> tuple[Run, ...]:
        """The provinces that trade most."""
        en, first = self.en, statement.first
        of = f" in {goods}" if goods else ""
        if en.wording.clauses:
            word = en.region_word(len(first), define=define)
            return en.leaders_each(
                statement,
                (f"{largest(len(first))} {word} by total trade{of}",),
                lambda name: f"the trade of {name} was ",
            )
        runs: list[Run] = [
            f"In {en.when(statement.span)}, the {largest(len(first))} "
            f"{en.region_word(len(first), define=define)} by total trade{of} "
            f"{were(first)} {en.names(first)}, at "
        ]
        runs += en.figures([entry.value for entry in first])
        return (*runs, *en.rates(first), ".")

    def leaders(self, statement: Leaders, goods: str) -> tuple[Run, ...]:
        """The first provinces of a flow."""
        en, first, noun = self.en, statement.first, NOUN[statement.flow]
        if en.wording.clauses:
            word = en.region_word(len(first), define=False)
            of = f" by {noun} of {goods}" if goods and not statement.after else ""
            group = (f"{largest(len(first))} {word}{of}",)
            toward = "from" if statement.flow is Flow.EXPORT else "into"
            return en.each_of(statement, group, lambda name: f"{noun} {toward} {name} were ")
        runs: list[Run] = [
            f"the {largest(len(first))} {en.region_word(len(first), define=False)}"
            f"{' of ' + goods if goods else ''} {were(first)} {en.names(first)}, at "
        ]
        runs += en.figures([entry.value for entry in first])
        return (*runs, *en.rates(first), ".")

    def tally(self, statement: Tally, chart: int | None, table: int) -> tuple[Run, ...]:
        """Of the 31 provinces, 14 exported less than a year earlier (Guangdong, …), 17 more."""
        en, everyone = self.en, statement.everyone
        then = f"a {en.base(statement.span)} earlier"
        verb = "exported" if statement.flow is Flow.EXPORT else "imported"
        went = {
            Direction.DOWN: f"{verb} less than {then}",
            Direction.UP: f"{verb} more than {then}",
            Direction.FLAT: f"{verb} as much as {then}",
            Direction.UNKNOWN: f"cannot be compared with {then}",
        }
        many = en.regions.many
        figure = "" if chart is None else f"Figure {chart} and "
        see = f" (see {figure}Table {table})"
        if len(statement.parts) == 1:  # there is nobody to name them among
            way = went[statement.parts[0][0]]
            if en.wording.clauses and everyone.value == 2:
                return (f" Both {many} {way}", see, ".")
            return (" All ", Mention(everyone, everyone.text), f" {many} {way}", see, ".")
        runs: list[Run] = [" Of the ", Mention(everyone, everyone.text), f" {many}"]
        last = len(statement.parts) - 1
        for place, (direction, largest_of, count) in enumerate(statement.parts):
            runs += [
                ", and " if place and place == last else ", ",
                Mention(count, count.text),
                f" {went[direction]} ",
            ]
            more = count.value is not None and count.value > len(largest_of)
            names = en.listing([key.label for key in largest_of])
            runs.append(f"({names}{' among them' if more else ''})")
        return (*runs, see, ".")

    def order_note(self, order_by: str) -> str:
        """How the table of all provinces is ordered."""
        return f"{self.en.regions.many.capitalize()} are in order of {_ORDERS[order_by]}."

    def columns_note(self, span: Span) -> str:
        """What the columns hold."""
        return "Net exports are exports less imports of the same months."
