"""Provinces: the largest by exports and by imports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuebao.indicators import Breakdown
from yuebao.reference import province_name
from yuebao.report.charts import ranking_chart
from yuebao.report.model import Block, Group, Paragraph, Table
from yuebao.report.sections._flows import NAMED, entry_of, flow_sections, rank_entities, ranked
from yuebao.report.tables import (
    called_for_notes,
    has_growth,
    has_official_growth,
    heads,
    rows_with_own_labels,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yuebao.domain import Flow
    from yuebao.indicators import LevelTable
    from yuebao.report.context import Context, Span
    from yuebao.report.definition import Provinces
    from yuebao.report.model import Part
    from yuebao.report.tables import Entry


def build_provinces(context: Context, section: Provinces) -> tuple[Part, ...]:
    """A subsection a flow: the largest provinces in words and in a table."""
    language = context.language

    def build(context: Context, flow: Flow, table: LevelTable) -> Sequence[Part]:
        return _flow(context, section, flow, table)

    return flow_sections(
        context, Breakdown.PROVINCE, language.provinces_title, language.provinces_subtitle, build
    )


def _flow(context: Context, section: Provinces, flow: Flow, table: LevelTable) -> Sequence[Part]:
    language = context.language
    spans = context.answered(table)
    sides = [
        [
            entry_of(context, table, span, code, province_name(code, language.code))
            for code in rank_entities(table, span.period, section.first)
        ]
        for span in spans
    ]
    paragraphs = [
        _paragraph(context, flow, span, side) for span, side in zip(spans, sides, strict=True)
    ]
    parts: list[Part] = [*paragraphs, _table(context, section, flow, table, sides)]
    if section.charts and len(sides[-1]) > 1:
        caption = language.provinces_caption(
            spans[-1].period, context.subject, flow, context.make.value_unit.label
        )
        parts.append(ranking_chart(context, caption, flow, sides[-1]))
    return parts


def _paragraph(context: Context, flow: Flow, span: Span, side: Sequence[Entry]) -> Paragraph:
    language = context.language
    if not side:
        return Paragraph((language.nothing(span.period, context.subject, flow),))
    return Paragraph(
        language.provinces(
            span.period,
            context.subject,
            flow,
            ranked(side[:NAMED]),
            define=context.once("province"),
        )
    )


def _table(
    context: Context,
    section: Provinces,
    flow: Flow,
    table: LevelTable,
    sides: Sequence[Sequence[Entry]],
) -> Table:
    language = context.language
    spans = context.answered(table)
    groups = (Group("", rows_with_own_labels(sides, Block.ROWS)),)
    complete = all(len(rank_entities(table, span.period, None)) <= section.first for span in spans)
    notes = [
        language.province_order_note(flow, section.first, windows=len(spans), complete=complete)
    ]
    notes += context.whole_notes([table], spans)
    if has_official_growth(groups) and has_growth(groups):
        notes.append(context.base_note)
    notes += called_for_notes(language, groups, context.definition.style)
    return Table(
        number=context.numbering.next("table"),
        caption=language.provinces_caption(
            context.spans[0].period, context.subject, flow, context.make.value_unit.label
        ),
        heads=heads(
            context.window_heads(spans),
            [language.province_head, language.amount_label(flow), language.growth_head],
            None,
        ),
        groups=groups,
        notes=language.notes(notes),
    )
