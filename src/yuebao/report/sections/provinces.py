"""Provinces: the largest by exports and by imports."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Protocol

from yuebao.indicators import Breakdown, traders
from yuebao.report.definition import Section
from yuebao.report.model import Block, Group, Leaders, Measure, Paragraph, Table
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
    Ranking,
    entry_of,
    flow_sections,
    leaders_of,
    nothing,
    ranked_chart,
    ranking_table,
)
from yuebao.report.sections._kind import SectionKind
from yuebao.report.tables import calls_of, pages_of, rows_with_own_labels

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from yuebao.domain import Flow, Span
    from yuebao.indicators import LevelTable
    from yuebao.report.context import Context
    from yuebao.report.model import Part, Run
    from yuebao.report.tables import Entry


@dataclass(frozen=True, slots=True)
class Provinces(Section):
    """The largest provinces by exports and by imports."""

    kind: ClassVar = "provinces"
    about: ClassVar = "The largest provinces by exports and by imports."
    keys: ClassVar = {
        "first": {
            "description": "How many provinces are ranked.",
            "type": "integer",
            "minimum": 1,
            "maximum": 99,
        },
        "contribution": CONTRIBUTION,
        "charts": CHARTS,
    }
    breakdown: ClassVar = Breakdown.PROVINCE
    measures: ClassVar = (Measure.VALUE, Measure.YOY, Measure.CONTRIBUTION)

    first: int = 10
    contribution: bool = False
    charts: bool = True


class ProvincesWords(Protocol):
    """The words of the section."""

    @property
    def title(self) -> str:
        """The title of the chapter."""

    @property
    def head(self) -> str:
        """The head of the column of provinces."""

    def subtitle(self, flow: Flow) -> str:
        """The title of a flow's subsection."""

    def caption(self, span: Span, label: str, flow: Flow, unit: str) -> str:
        """The caption of a table or chart of the largest provinces."""

    def leaders(self, statement: Leaders, subject: str, *, define: bool) -> tuple[Run, ...]:
        """The largest provinces; the first such sentence defines the short word for them."""

    def order_note(self, flow: Flow, first: int, spans: Sequence[Span], *, complete: bool) -> str:
        """How the provinces are ordered, and whether these are all."""


def _build(context: Context, section: Provinces) -> tuple[Part, ...]:
    """A subsection a flow: the largest provinces in words and in a table."""

    def build(context: Context, flow: Flow, table: LevelTable) -> Sequence[Part]:
        return _flow(context, section, flow, table)

    words = context.language.of(ProvincesWords)
    return flow_sections(context, Breakdown.PROVINCE, words.title, words.subtitle, build)


PROVINCES = SectionKind(Provinces, _build, ProvincesWords)


def _flow(context: Context, section: Provinces, flow: Flow, table: LevelTable) -> Sequence[Part]:
    sides = {
        span: [
            entry_of(context, table, span, code, context.language.region_name(code))
            for code in traders(table, span.period)[: section.first]
        ]
        for span in context.answered(table)
    }
    told = Contributors(table, table.total, context.language.region_name)
    rest: tuple[Group, ...] = ()
    if section.contribution:
        sides, rest = with_contributions(context, told, sides)
    parts: list[Part] = [_paragraph(context, flow, span, sides) for span in sides]
    if section.contribution:
        parts += contribution_sentences(context, told, sides, section.breakdown)
    groups = (Group("", rows_with_own_labels(list(sides.values()), Block.ROWS)), *rest)
    for some, shown in pages_of(context.answered(table), groups):
        parts.append(_table(context, section, flow, table, some, shown))
    if section.charts:

        def caption(span: Span) -> str:
            return _caption(context, flow, span)

        parts += ranked_chart(context, section, flow, sides, caption)
        if section.contribution:
            parts += contribution_chart(context, section, flow, sides, rest)
    return parts


def _caption(context: Context, flow: Flow, span: Span) -> str:
    unit = context.make.value_unit.label
    return context.language.of(ProvincesWords).caption(span, context.subject, flow, unit)


def _paragraph(
    context: Context, flow: Flow, span: Span, sides: Mapping[Span, Sequence[Entry]]
) -> Paragraph:
    if not sides[span]:
        return nothing(context, span, flow)
    leaders = leaders_of(sides, span, flow)
    words = context.language.of(ProvincesWords)
    runs = words.leaders(leaders, context.subject, define=context.once("province"))
    return Paragraph(runs, says=(leaders,))


def _table(
    context: Context,
    section: Provinces,
    flow: Flow,
    table: LevelTable,
    spans: tuple[Span, ...],
    groups: Sequence[Group],
) -> Table:
    words = context.language.of(ProvincesWords)
    calls = calls_of(groups, context.definition.style)
    complete = all(len(traders(table, span.period)) <= section.first for span in spans)
    notes = [words.order_note(flow, section.first, spans, complete=complete)]
    whole = context.stated_whole([table], spans)
    if section.contribution:
        notes.append(contribution_note(context, flow, spans, groups))
    notes += context.whole_notes(whole)
    if calls.official and calls.computed:
        notes.append(context.base_note(spans[0]))
    ranking = Ranking(
        caption=_caption(context, flow, spans[0]),
        head=words.head,
        shares=False,
        notes=notes,
        first=None if complete else section.first,
        whole=whole,
        contribution=contribution_head(context, wanted=section.contribution),
    )
    return ranking_table(context, section, flow, spans, groups, ranking)
