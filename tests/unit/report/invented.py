"""A language nobody speaks, to show what a language is: a class, and words of its own.

It shares nothing with those that come with yuebao. Its words are English ones written backwards
with a q before them, so that none is a word of any other language and each tells what it stands
for. It writes 1'234,5 and lists `a + b + c`, and it calls partners, provinces and trade modes by
their English names, as it says in its words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, is_dataclass
from typing import TYPE_CHECKING, Any, get_type_hints

from tests.unit.report.invented_measured import (
    InventedConcentration,
    InventedHighlights,
    InventedPrice,
    InventedRecords,
    InventedSeasonal,
)

from yuebao.domain import UserError
from yuebao.report.language import read_words
from yuebao.report.model import DocumentWords, Mention
from yuebao.report.sections.enterprises import EnterprisesWords
from yuebao.report.sections.modes import ModesWords
from yuebao.report.sections.overview import OverviewWords
from yuebao.report.sections.partners import PartnersWords
from yuebao.report.sections.products import ProductsWords
from yuebao.report.sections.province_trade import ProvinceTradeWords
from yuebao.report.sections.provinces import ProvincesWords
from yuebao.report.sections.text import TextWords

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from decimal import Decimal

    from yuebao.domain import Flow, Month, Period, Span, Window
    from yuebao.indicators import Reason
    from yuebao.reference import CurrencyWords, LargerUnit, Office
    from yuebao.report.model import (
        Amounts,
        Figure,
        Footnote,
        Key,
        Leaders,
        LeftOut,
        Members,
        Nothing,
        Run,
        Standing,
        Tally,
        TradePart,
    )
    from yuebao.report.words import SectionWords, Wording
    from yuebao.store import Correction

CODE = "qaa"  # one of the tags that no language has


def odd(text: str) -> str:
    """Words of this language for English ones: `exports` is `qstropxe`."""
    return re.sub("[a-z]+", lambda found: f"q{found[0][::-1]}", text.replace("_", " ").lower())


def words_table(kind: Any = DocumentWords) -> dict[str, Any]:
    """A word for everything that renderers ask of a language."""
    if kind is DocumentWords:
        marks = {"thousands": "'", "point": ",", "minus": "-", "points": "qpp"}
        own = {"tag": CODE, "locale": "qaa-QM", "charset": 0, "names_in": "en", "east_asian": False,
               "numbers": marks}  # fmt: skip
    else:
        own = {}
    types = get_type_hints(kind)
    for one in fields(kind):
        if one.name in own:
            continue
        if is_dataclass(types[one.name]):
            own[one.name] = words_table(types[one.name])
        elif "keys" in one.metadata:
            own[one.name] = {key: odd(key) for key in one.metadata["keys"]}
        else:
            holes = "".join(f" {{{hole}}}" for hole in one.metadata.get("holes", ()))
            own[one.name] = odd(one.name) + holes
    return own


class Invented:
    """The language."""

    code = CODE
    scales: tuple[int, ...] = (1, 100)
    spoken_scales: tuple[int, ...] = (1, 100, 10**6)

    def __init__(self, wording: Wording, office: Office) -> None:
        self.wording = wording
        self.office = office

    table: Mapping[str, Any] = words_table()
    """Its words; a test takes one away."""

    @property
    def words(self) -> DocumentWords:
        return read_words(self.table, "the invented language")

    def reporting(self, part: TradePart) -> Invented:
        del part
        return self

    def editions_note(self, editions: Mapping[int, Sequence[str]], of: Span) -> str:
        del of
        return f"editions {editions}"

    def of_part(self, goods: str) -> str:
        return goods

    def of(self, kind: type[SectionWords]) -> SectionWords:
        for section in (InventedOverview, InventedProducts, InventedPartners, InventedProvinces,
                        InventedProvinceTrade, InventedModes, InventedEnterprises,
                        InventedText, InventedConcentration, InventedRecords,
                        InventedPrice, InventedSeasonal, InventedHighlights):  # fmt: skip
            if kind in section.__mro__:
                found: SectionWords = section(self)  # type: ignore[assignment]  # as just asked
                return found
        raise UserError(f"the language {self.code!r} has no {kind.__name__}")

    # Time

    def month(self, month: Month) -> str:
        return f"{month.year}.{month.month}"

    def when(self, span: Span) -> str:
        return f"{self.words.names.windows[span.window.name]} {self.month(span.period.last)}"

    def between(self, first: Month, last: Month) -> str:
        return f"{self.month(first)}~{self.month(last)}"

    def window_head(self, span: Span) -> str:
        return self.words.names.windows[span.window.name]

    def festival_note(self, days: Sequence[date]) -> str:
        return f"{odd('festival')} {' '.join(map(self.date, days))}."

    def date(self, day: date) -> str:
        return f"{day.day}.{day.month}.{day.year}"

    def cover_period(self, span: Span) -> str:
        return self.when(span)

    # Names

    all_goods = odd("goods")
    share_head = odd("share") + " %"

    def flow(self, flow: Flow) -> str:
        return self.words.names.flows[flow]

    def amount_label(self, flow: Flow, *, quantity: bool = False) -> str:
        return f"{self.flow(flow)} {odd('quantity' if quantity else 'value')}"

    def growth_head(self, of: Span | Window) -> str:
        return f"{odd('growth')} {odd('year') if of.yearly else odd('month')} %"

    def growth_of(self, flow: Flow, of: Span | Window) -> str:
        del of
        return f"{odd('growth')} {self.flow(flow)}"

    def reason(self, reason: Reason, of: Span | Window) -> str:
        return self.words.names.reason(reason, yearly=of.yearly)

    def value_unit(self, currency: CurrencyWords, per: int) -> str:
        return f"{odd(currency.code)}·e{len(str(per)) - 1}"

    def quantity_unit(self, unit: str, per: int, larger: LargerUnit | None = None) -> str:
        del larger
        return f"{self.office.units.name(unit, self.words.names_in)}·{per}"

    def traded(self, flows: Sequence[Flow]) -> str:
        return odd("&".join(flows))

    def heading_name(self, code: str, names: Sequence[str]) -> str:
        return f"{odd('heading')} {code}"

    # Headings and captions

    def region_name(self, code: str) -> str:
        return self.office.regions.name(code, self.words.names_in)

    def chapter(self, number: int, title: str) -> str:
        return f"<{number}> {title}"

    def subchapter(self, chapter: int, number: int, title: str) -> str:
        return f"<{chapter}/{number}> {title}"

    def stretch(self, first: Span, last: Span) -> str:
        return f"{self.when(first)}..{self.when(last)}"

    def trend_caption(
        self, period: str, label: str, flow: Flow, unit: str, of: Span | Window
    ) -> str:
        del of
        return f"{odd('trend')} {label} {self.flow(flow)} {unit} {period}"

    # Sentences

    def nothing(self, statement: Nothing, subject: str) -> tuple[Run, ...]:
        return (f"{self.when(statement.span)} {odd('nothing')} {self.flow(statement.flow)}!",)

    compilation_title = odd("compilation")

    def left_out(self, statements: Sequence[LeftOut]) -> tuple[Run, ...]:
        statement, *_ = statements
        flows = " ".join(self.flow(one.flow) for one in statements)
        when = "" if statement.span is None else f"{self.when(statement.span)} "
        missing = statement.missing
        months = "".join(f" {self.month(month)}" for month in missing.months)
        return (f"{when}{flows} {odd(missing.gap)}{months}!",)

    def amount(self, figure: Figure) -> Mention:
        return Mention(figure, f"{figure.text} {figure.unit}")

    def listed(self, figures: Sequence[Figure | None]) -> tuple[Run, ...]:
        runs: list[Run] = []
        for figure in figures:
            if figure is not None:
                runs += [" + " if runs else " ", self.amount(figure)]
        return tuple(runs)

    def standings(self, first: Sequence[Standing]) -> tuple[Run, ...]:
        """Names, then values, shares and growth, each as a list."""
        return (
            " + ".join(one.key.label for one in first),
            *self.listed([one.value for one in first]),
            f", {odd('share')}",
            *self.listed([one.share for one in first]),
            f", {odd('growth')}",
            *self.listed([one.growth for one in first]),
        )

    # Notes

    source_note = odd("source")
    official_level_note = odd("official level note")
    on_month_note = odd("on month note")
    rounding_note = odd("rounding")

    def base_note(self, of: Span) -> str:
        return f"{odd('base note')} {odd(str(of.window))}"

    def first_base_note(self, of: Span) -> str:
        return f"{odd('first base note')} {odd(str(of.window))}"

    def edition_note(self, of: Span) -> str:
        return f"{odd('edition note')} {odd(str(of.window))}"

    def official_note(self, *, to_date: bool, beside: bool) -> str:
        return odd(f"official note {to_date} {beside}")

    def of_either_flow(self, note: str) -> str:
        return note

    def as_under(self, table: int, some: Sequence[int] = ()) -> str:
        return " ".join([odd("under"), str(table), *map(str, some)])

    def notes(self, notes: Sequence[str]) -> tuple[str, ...]:
        return tuple(f"* {note}" for note in notes)

    def rates_note(self, rates: Mapping[Month, Decimal], source: str) -> str:
        listed = " ".join(f"{self.month(month)}={rate}" for month, rate in rates.items())
        return f"{odd('rates')} {listed} {source}"

    def correction_note(self, correction: Correction) -> str:
        return f"{odd('correction')} {correction.found} {correction.correct}"

    def dash_note(self, reasons: Sequence[Reason], of: Span) -> str:
        return f"- {odd('means')} {' / '.join(self.reason(one, of) for one in reasons)}"

    def large_note(self, keys: Sequence[Key], of: Span) -> str:
        del of
        return f"{odd('large')} {' + '.join(key.label for key in keys)}"

    def cut_notice(self, file: str, month: Month) -> str:
        return f"{odd('cut')} {file} {self.month(month)}"

    def part_notice(
        self, flow: Flow, periods: Sequence[Period], goods: Sequence[str], lacking: Sequence[str]
    ) -> str:
        months = " ".join(f"{self.month(p.first)}-{self.month(p.last)}" for p in periods)
        return f"{odd('part')} {flow} {months} {' '.join(goods)} {' '.join(lacking)}"

    def left_out_notice(self, file: str, columns: Sequence[str]) -> str:
        return f"{odd('left out')} {file} {' '.join(columns)}"

    def uneven_notice(self, file: str) -> str:
        return f"{odd('uneven')} {file}"

    def subject_footnote(
        self, subject: str, edition: int | None, products: Sequence[tuple[str, str]]
    ) -> str:
        return f"{subject} = {' + '.join(f'{label} ({code})' for label, code in products)}"


@dataclass(frozen=True)
class InventedOverview(OverviewWords):
    own: Invented

    title = odd("overview")
    value_head = odd("amount")
    net_label = odd("net")

    def caption(self, span: Span, label: str, flows: Sequence[Flow], units: Sequence[str]) -> str:
        return f"{odd('overview')} {label} {' & '.join(units)} {self.own.when(span)}"

    def amounts(self, statement: Amounts, subject: tuple[Run, ...]) -> tuple[Run, ...]:
        runs: list[Run] = [f"{self.own.when(statement.span)} ", *subject]
        for flow, one in statement.flows:
            runs += [f"; {self.own.flow(flow)} ", self.own.amount(one.value)]
            runs += [f" {odd('growth')} ", self.own.amount(one.growth)]
        if statement.net is not None:
            runs += [f"; {odd('net')} ", self.own.amount(statement.net)]
        return tuple(runs)

    def net_note(self, spans: Sequence[Span], unit: str) -> str:
        return f"{odd('net')} {' '.join(map(self.own.when, spans))}"

    def row_label(self, label: str, unit: str) -> str:
        return f"{label} / {unit}"

    def no_quantity_note(self, unit: str) -> str:
        return f"{odd('no quantity')} {unit}"

    def left_out_quantity_note(self, unit: str, rows: int) -> str:
        return (
            f"{odd('quantity')} {self.own.office.units.name(unit, self.own.words.names_in)} {rows}"
        )


@dataclass(frozen=True)
class InventedProducts(ProductsWords):
    own: Invented

    title = odd("products")
    head = odd("product")

    def subtitle(self, flow: Flow) -> str:
        return f"{odd('products')} {self.own.flow(flow)}"

    def caption(self, span: Span, label: str, flow: Flow, unit: str) -> str:
        return f"{self.subtitle(flow)} {label} {unit} {self.own.when(span)}"

    def structure_caption(self, months: str, label: str, flow: Flow) -> str:
        return f"{odd('structure')} {label} {self.own.flow(flow)} {months}"

    def leaders(self, statement: Leaders, subject: str, note: Footnote | None) -> tuple[Run, ...]:
        marked: tuple[Run, ...] = (subject,) if note is None else (subject, note)
        return (f"{self.own.when(statement.span)} ", *marked, ": ",
                *self.own.standings(statement.first))  # fmt: skip

    def share_note(self, subject: str) -> str:
        return f"{odd('share')} {subject}"

    def order_note(self, flow: Flow, span: Span) -> str:
        return f"{odd('order')} {self.own.flow(flow)} {self.own.window_head(span)}"


@dataclass(frozen=True)
class InventedPartners(PartnersWords):
    own: Invented

    title = odd("partners")
    head = odd("partner")
    bloc_group = odd("blocs")

    def subtitle(self, flow: Flow) -> str:
        return f"{odd('partners')} {self.own.flow(flow)}"

    def caption(self, span: Span, label: str, flow: Flow, unit: str, first: int | None) -> str:
        return f"{first} {self.subtitle(flow)} {label} {unit} {self.own.when(span)}"

    def ranked_group(self, first: int | None) -> str:
        return f"{odd('largest')} {first}"

    def blocs(self, statement: Members, subject: str) -> tuple[Run, ...]:
        return (f"{subject} ", *self.own.standings(statement.members))

    def leaders(self, statement: Leaders, subject: str, *, goes_on: bool) -> tuple[Run, ...]:
        opening = "; " if goes_on else f"{self.own.when(statement.span)} {subject}: "
        return (opening, *self.own.standings(statement.first))

    def share_note(self, flow: Flow) -> str:
        return f"{odd('share')} {self.own.flow(flow)}"

    def order_note(self, flow: Flow, first: int | None, spans: Sequence[Span]) -> str:
        return f"{odd('order')} {self.own.flow(flow)} {first}"

    listed_group = odd("listed")

    def listed_caption(self, span: Span, label: str, flow: Flow, unit: str) -> str:
        return f"{odd('listed')} {self.own.flow(flow)} {label} {unit} {self.own.when(span)}"

    def listed(self, statement: Members, subject: str) -> tuple[Run, ...]:
        return (f"{self.own.when(statement.span)} {subject}: ",
                *self.own.standings(statement.members))  # fmt: skip

    def listed_note(self, flow: Flow, spans: Sequence[Span]) -> str:
        return f"{odd('listed')} {self.own.flow(flow)}"

    def re_import_note(self, *, included: bool, shares: bool) -> str:
        return f"{odd('re imports')} {included:d} {shares:d}"


@dataclass(frozen=True)
class InventedProvinces(ProvincesWords):
    own: Invented

    title = odd("provinces")
    head = odd("province")

    def subtitle(self, flow: Flow) -> str:
        return f"{odd('provinces')} {self.own.flow(flow)}"

    def caption(self, span: Span, label: str, flow: Flow, unit: str) -> str:
        return f"{self.subtitle(flow)} {label} {unit} {self.own.when(span)}"

    def leaders(self, statement: Leaders, subject: str, *, define: bool) -> tuple[Run, ...]:
        known = f" ({odd('provinces')})" if define else ""
        return (f"{self.own.when(statement.span)} {subject}{known}: ",
                *self.own.standings(statement.first))  # fmt: skip

    def order_note(self, flow: Flow, first: int, spans: Sequence[Span], *, complete: bool) -> str:
        return f"{odd('order')} {self.own.flow(flow)}" + ("" if complete else f" {first}")


@dataclass(frozen=True)
class InventedProvinceTrade(ProvinceTradeWords):
    own: Invented

    head = odd("province")
    net_head = odd("net")

    def title(self, span: Span) -> str:
        return f"{odd('provinces')} {self.own.when(span)}"

    def caption(self, span: Span, goods: str, unit: str) -> str:
        return f"{self.title(span)} {goods} {unit}"

    def chart_caption(self, span: Span, goods: str, flow: Flow) -> str:
        return f"{self.title(span)} {goods} {self.own.growth_of(flow, span)}"

    def flow_head(self, flow: Flow) -> str:
        return self.own.flow(flow)

    def flow_lead(self, flow: Flow) -> str:
        return f"{self.own.flow(flow)}: "

    def totals(self, statement: Leaders, goods: str, *, define: bool) -> tuple[Run, ...]:
        return (f"{goods}: ", *self.own.standings(statement.first), ". ")

    def leaders(self, statement: Leaders, goods: str) -> tuple[Run, ...]:
        return (f"{goods}: ", *self.own.standings(statement.first), ". ")

    def tally(self, statement: Tally, chart: int | None, table: int) -> tuple[Run, ...]:
        runs: list[Run] = [Mention(statement.everyone, statement.everyone.text)]
        for direction, largest, count in statement.parts:
            names = " + ".join(key.label for key in largest)
            runs += [f", {odd(direction)} ", Mention(count, count.text), f" {names}"]
        return (*runs, f" ({'' if chart is None else chart}/{table})")

    def order_note(self, order_by: str) -> str:
        return f"{odd('order')} {odd(order_by)}"

    def columns_note(self, span: Span) -> str:
        return odd("columns")


@dataclass(frozen=True)
class InventedRanked:
    own: Invented

    title = odd("modes")
    head = odd("mode")

    def subtitle(self, flow: Flow) -> str:
        return f"{odd('modes')} {self.own.flow(flow)}"

    def caption(self, span: Span, label: str, flow: Flow, unit: str) -> str:
        return f"{self.subtitle(flow)} {label} {unit} {self.own.when(span)}"

    def leaders(self, statement: Leaders, subject: str) -> tuple[Run, ...]:
        return (f"{self.own.when(statement.span)} {subject}: ",
                *self.own.standings(statement.first))  # fmt: skip

    def order_note(self, flow: Flow, first: int | None, spans: Sequence[Span]) -> str:
        return f"{odd('order')} {self.own.flow(flow)} {first or ''}"

    def share_note(self, flow: Flow) -> str:
        return f"{odd('share')} {self.own.flow(flow)}"


@dataclass(frozen=True)
class InventedText(TextWords):
    own: Invented

    def figure(self, figure: Figure) -> tuple[Run, ...]:
        return (self.own.amount(figure),)

    def change(self, growth: Figure) -> tuple[Run, ...]:
        return (f"{odd('growth')} ", self.own.amount(growth))


class InventedModes(InventedRanked, ModesWords):
    """Of trade modes."""


class InventedEnterprises(InventedRanked, EnterprisesWords):
    """Of kinds of enterprises."""

    title = odd("enterprises")
    head = odd("enterprise")
