"""Product structure: exports and imports by product, with shares."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Protocol

from yuebao.domain import DefinitionError
from yuebao.indicators import Breakdown, LevelTable, Missing, compute_share, rank
from yuebao.report.additions import rounding_notes
from yuebao.report.charts import structure_chart
from yuebao.report.comparisons import table_notes
from yuebao.report.definition import Section
from yuebao.report.model import Block, Group, Key, Leaders, Measure, Paragraph, Side, Table
from yuebao.report.sections._contribution import (
    CONTRIBUTION,
    Contributors,
    contribution_chart,
    contribution_head,
    contribution_note,
    contribution_sentences,
    with_contributions,
)
from yuebao.report.sections._flows import (
    CHARTS,
    flow_sections,
    leaders_of,
    nothing,
)
from yuebao.report.sections._kind import SectionKind
from yuebao.report.sections.overview import subject_footnote
from yuebao.report.tables import Entry, calls_of, heads, pages_of, rows_with_one_label

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from yuebao.domain import Flow, Period, Span
    from yuebao.indicators import Level
    from yuebao.report.context import Context
    from yuebao.report.definition import Definition, Product, Subject
    from yuebao.report.model import Footnote, Part, Run


@dataclass(frozen=True, slots=True)
class Products(Section):
    """Exports and imports by product."""

    kind: ClassVar = "products"
    about: ClassVar = "Exports and imports by product."
    keys: ClassVar = {"contribution": CONTRIBUTION, "charts": CHARTS}
    breakdown: ClassVar = Breakdown.COMMODITY
    measures: ClassVar = (Measure.VALUE, Measure.SHARE, Measure.YOY, Measure.CONTRIBUTION)

    contribution: bool = False
    charts: bool = True

    def asks(self, subject: Subject) -> tuple[tuple[str, ...], ...]:
        """The subject, and its products."""
        return subject.codes, subject.product_codes

    def draws(self, subject: Subject) -> tuple[tuple[str, ...], ...]:
        """The same, for the structure by month."""
        return self.asks(subject) if self.charts else ()

    def applies(self, subject: Subject) -> bool:
        """Whether the subject has products."""
        return bool(subject.products)

    def check(self, definition: Definition, where: str) -> None:
        """Refuse a subject without products."""
        if not definition.subject.products:
            raise DefinitionError(
                "a products section needs subject.products", where=where,
                remedy="List the products with code and label.",
            )  # fmt: skip


class ProductsWords(Protocol):
    """The words of the section."""

    title: str
    head: str

    def subtitle(self, flow: Flow) -> str:
        """The title of a flow's subsection."""

    def caption(self, span: Span, label: str, flow: Flow, unit: str) -> str:
        """The caption of the table."""

    def structure_caption(self, months: str, label: str, flow: Flow) -> str:
        """The caption of the chart of shares by month."""

    def leaders(self, statement: Leaders, subject: str, note: Footnote | None) -> tuple[Run, ...]:
        """The largest products, their value, share and growth."""

    def share_note(self, subject: str) -> str:
        """What shares are of."""

    def order_note(self, flow: Flow, span: Span) -> str:
        """By which window the products are ordered."""


def _build(context: Context, section: Products) -> tuple[Part, ...]:
    """A subsection a flow: the largest products in words, all of them in a table."""
    words = context.language.of(ProductsWords)

    def build(context: Context, flow: Flow, table: LevelTable) -> Sequence[Part]:
        def caption(months: str) -> str:
            return words.structure_caption(months, context.subject, flow)

        parts = _flow(context, section, flow, table)
        chart = structure_chart(context, section.kind, flow, caption) if section.charts else None
        return (*parts, *filter(None, [chart]))

    codes = context.definition.subject.product_codes
    return flow_sections(
        context, Breakdown.COMMODITY, words.title, words.subtitle, build, codes=codes
    )


PRODUCTS = SectionKind(Products, _build, ProductsWords)


def _flow(context: Context, section: Products, flow: Flow, table: LevelTable) -> Sequence[Part]:
    order = _order(context, table)
    spans = context.answered(table)
    sides = {s: [_entry(context, flow, table, s, product) for product in order] for s in spans}
    told = _parts(context, flow, table)
    rest: tuple[Group, ...] = ()
    if section.contribution:
        sides, rest = with_contributions(context, told, sides, shared=True)
    ranked = {span: _ranked(side) for span, side in sides.items()}
    parts: list[Part] = [_paragraph(context, flow, span, ranked) for span in spans]
    if section.contribution:
        parts += contribution_sentences(context, told, spans, section.breakdown)
    groups = (Group("", rows_with_one_label(list(sides.values()), Block.ROWS)), *rest)
    for some, (_, *others) in pages_of(spans, groups, shared=True):
        page = [_ordered(sides[span], sides[some[0]]) for span in some]
        shown = (Group("", rows_with_one_label(page, Block.ROWS)), *others)
        parts.append(_table(context, section, flow, some, shown))
    if section.charts and section.contribution:
        parts += contribution_chart(context, section, flow, sides, rest)
    return parts


def _parts(context: Context, flow: Flow, table: LevelTable) -> Contributors:
    """The products as parts of the subject."""

    def whole(period: Period) -> Level | None:
        subject = context.table(flow, Breakdown.COMMODITY)
        return None if isinstance(subject, Missing) else subject.total(period)

    products = {product.code: product for product in context.definition.subject.products}
    codes = {code: product.codes for code, product in products.items()}
    return Contributors(table, whole, lambda code: context.word(products[code].label), whole, codes)


def _order(context: Context, table: LevelTable) -> list[Product]:
    """Products by value in the first window; those that traded nothing keep their place by code."""
    period = context.spans[0].period
    products = {product.code: product for product in context.definition.subject.products}
    levels = {code: table.total(period, one.codes) for code, one in products.items()}
    held = {code: level.amount.number for code, level in levels.items() if level is not None}
    return [products[code] for code in rank(held)]


def _entry(context: Context, flow: Flow, table: LevelTable, span: Span, product: Product) -> Entry:
    key = Key(context.word(product.label), product.code)
    place = context.place(key, Side.of(flow), span)
    level = table.total(span.period, product.codes)
    subject = context.table(flow, Breakdown.COMMODITY)
    whole = None if isinstance(subject, Missing) else subject.total(span.period)
    make = context.make
    return Entry(
        key,
        (
            (Measure.VALUE, make.level(place, level)),
            (Measure.SHARE, make.share(place, compute_share(level, whole))),
            (Measure.YOY, make.growth(place, context.growth_of(table, product.codes, span))),
        ),
        Side.of(flow),
    )


def _ordered(side: Sequence[Entry], by: Sequence[Entry]) -> list[Entry]:
    """The products in the order of their values in another window; none is left out."""
    values = {entry.key.code or "": entry.standing().value.value or 0 for entry in by}
    by_code = {entry.key.code or "": entry for entry in side}
    return [by_code[code] for code in rank(values)]


def _ranked(side: Sequence[Entry]) -> list[Entry]:
    """The products that traded, by value."""
    return [entry for entry in _ordered(side, side) if entry.standing().value.value]


def _paragraph(
    context: Context, flow: Flow, span: Span, ranked: Mapping[Span, Sequence[Entry]]
) -> Paragraph:
    if not ranked[span]:
        return nothing(context, span, flow)
    note = subject_footnote(context) if context.once("subject") else None
    leaders = leaders_of(ranked, span, flow)
    runs = context.language.of(ProductsWords).leaders(leaders, context.subject, note)
    return Paragraph(runs, says=(leaders,))


def _table(
    context: Context,
    section: Products,
    flow: Flow,
    spans: tuple[Span, ...],
    groups: tuple[Group, ...],
) -> Table:
    language, words = context.language, context.language.of(ProductsWords)
    calls = calls_of(groups, context.definition.style)
    notes = [words.share_note(context.subject)] if context.once("products") else []
    notes += [words.order_note(flow, spans[0])]
    if section.contribution:
        notes.append(contribution_note(context, flow, spans, groups))
    notes += rounding_notes(context, groups)
    notes += calls.notes(language, spans[0])
    columns = [language.amount_label(flow), language.share_head, language.growth_head(spans[0])]
    columns += filter(None, [contribution_head(context, wanted=section.contribution)])
    return Table(
        number=context.numbering.next("table"),
        caption=words.caption(spans[0], context.subject, flow, context.make.value_unit.label),
        heads=heads([language.window_head(span) for span in spans], columns, words.head),
        groups=groups,
        section=Products.kind,
        by=Products.breakdown,
        side=Side.of(flow),
        spans=spans,
        notes=table_notes(context, spans, notes),
        terms=calls.terms(Side.of(flow)),
    )
