"""Product structure: exports and imports by product, with shares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuebao.indicators import Breakdown, LevelTable, Missing, compute_share, rank
from yuebao.report.charts import structure_chart
from yuebao.report.model import Block, Group, Key, Measure, Paragraph, Table
from yuebao.report.sections._flows import NAMED, flow_sections, ranked
from yuebao.report.sections.overview import subject_footnote
from yuebao.report.tables import Entry, called_for_notes, heads, rows_with_one_label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yuebao.domain import Flow
    from yuebao.report.context import Context, Span
    from yuebao.report.definition import Products
    from yuebao.report.model import Part


def build_products(context: Context, section: Products) -> tuple[Part, ...]:
    """A subsection a flow: the largest products in words, all of them in a table."""
    language = context.language

    def build(context: Context, flow: Flow, table: LevelTable) -> Sequence[Part]:
        chart = structure_chart(context, flow) if section.charts else None
        return (*_flow(context, flow, table), *filter(None, [chart]))

    return flow_sections(
        context,
        Breakdown.COMMODITY,
        language.products_title,
        language.products_subtitle,
        build,
        codes=tuple(product.code for product in context.definition.subject.products),
    )


def _flow(context: Context, flow: Flow, table: LevelTable) -> Sequence[Part]:
    order = _order(context, table)
    spans = context.answered(table)
    sides = [[_entry(context, flow, table, span, code) for code in order] for span in spans]
    paragraphs = [
        _paragraph(context, flow, span, side) for span, side in zip(spans, sides, strict=True)
    ]
    return (*paragraphs, _table(context, flow, spans, sides))


def _order(context: Context, table: LevelTable) -> tuple[str, ...]:
    """Products by value in the month; those that traded nothing keep their place by code."""
    period = context.spans[0].period
    codes = [product.code for product in context.definition.subject.products]
    levels = {code: table.level(code, period) for code in codes}
    return rank({code: level.amount.number for code, level in levels.items() if level is not None})


def _entry(context: Context, flow: Flow, table: LevelTable, span: Span, code: str) -> Entry:
    label = _labels(context)[code]
    place = span.place(label, code)
    level = table.level(code, span.period)
    subject = context.table(flow, Breakdown.COMMODITY)
    whole = None if isinstance(subject, Missing) else subject.total(span.period)
    make = context.make
    return Entry(
        Key(label, code),
        (
            (Measure.VALUE, make.level(place, level)),
            (Measure.SHARE, make.share(place, compute_share(level, whole))),
            (Measure.YOY, make.growth(place, context.growth(table, code, span))),
        ),
    )


def _labels(context: Context) -> dict[str, str]:
    products = context.definition.subject.products
    return {product.code: context.word(product.label) for product in products}


def _paragraph(context: Context, flow: Flow, span: Span, side: Sequence[Entry]) -> Paragraph:
    values = {entry.key.code or "": dict(entry.figures)[Measure.VALUE].value for entry in side}
    first = rank({code: value for code, value in values.items() if value}, first=NAMED)
    if not first:
        return Paragraph((context.language.nothing(span.period, context.subject, flow),))
    by_code = {entry.key.code: entry for entry in side}
    note = subject_footnote(context) if context.once("subject") else None
    return Paragraph(
        context.language.products(
            span.window,
            span.period,
            context.subject,
            flow,
            ranked([by_code[code] for code in first]),
            note,
        )
    )


def _table(
    context: Context, flow: Flow, spans: Sequence[Span], sides: Sequence[Sequence[Entry]]
) -> Table:
    language = context.language
    groups = (Group("", rows_with_one_label(sides, Block.ROWS)),)
    notes = [language.product_order_note(flow)]
    if context.once("products"):
        notes.insert(0, language.product_share_note(context.subject))
    notes += called_for_notes(language, groups, context.definition.style)
    columns = [language.amount_label(flow), language.share_head, language.growth_head]
    return Table(
        number=context.numbering.next("table"),
        caption=language.products_caption(
            context.spans[0].period, context.subject, flow, context.make.value_unit.label
        ),
        heads=heads(context.window_heads(spans), columns, language.product_head),
        groups=groups,
        notes=language.notes(notes),
    )
