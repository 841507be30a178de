"""Trade modes: exports and imports by the customs regime that goods cross the border under."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Protocol

from yuebao.indicators import Breakdown, compute_share
from yuebao.report.definition import Section
from yuebao.report.model import Block, Group, Leaders, Measure, Paragraph
from yuebao.report.sections._flows import (
    CHARTS,
    Ranking,
    entry_of,
    flow_sections,
    leaders_of,
    nothing,
    rank_entities,
    ranked_chart,
    ranking_table,
    with_share,
)
from yuebao.report.sections._kind import SectionKind
from yuebao.report.tables import rows_with_own_labels

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from yuebao.domain import Flow, Span
    from yuebao.indicators import LevelTable
    from yuebao.report.context import Context
    from yuebao.report.model import Part, Run
    from yuebao.report.tables import Entry


@dataclass(frozen=True, slots=True)
class Modes(Section):
    """The trade modes by exports and by imports, the largest first."""

    kind: ClassVar = "modes"
    about: ClassVar = "Exports and imports by trade mode (贸易方式), with shares."
    keys: ClassVar = {
        "first": {
            "description": "How many trade modes are ranked.",
            "type": "integer",
            "minimum": 1,
            "maximum": 99,
        },
        "charts": CHARTS,
    }
    breakdown: ClassVar = Breakdown.MODE
    measures: ClassVar = (Measure.VALUE, Measure.SHARE, Measure.YOY)

    first: int = 10
    charts: bool = True


class ModesWords(Protocol):
    """The words of the section."""

    title: str
    head: str

    def subtitle(self, flow: Flow) -> str:
        """The title of a flow's subsection."""

    def caption(self, span: Span, label: str, flow: Flow, unit: str) -> str:
        """The caption of a table or chart of the trade modes."""

    def leaders(self, statement: Leaders, subject: str) -> tuple[Run, ...]:
        """The largest trade modes, their value, share and growth."""

    def order_note(self, flow: Flow, first: int | None, spans: Sequence[Span]) -> str:
        """How the trade modes are ordered; how many are shown, where not all are."""

    def share_note(self, flow: Flow) -> str:
        """What shares are of."""


def _build(context: Context, section: Modes) -> tuple[Part, ...]:
    """A subsection a flow: the largest trade modes in words and in a table."""

    def build(context: Context, flow: Flow, table: LevelTable) -> Sequence[Part]:
        return _flow(context, section, flow, table)

    words = context.language.of(ModesWords)
    return flow_sections(context, Breakdown.MODE, words.title, words.subtitle, build)


MODES = SectionKind(Modes, _build, ModesWords)


def _flow(context: Context, section: Modes, flow: Flow, table: LevelTable) -> Sequence[Part]:
    words = context.language.of(ModesWords)
    unit = context.make.value_unit.label

    def caption(span: Span) -> str:
        return words.caption(span, context.subject, flow, unit)

    spans = context.answered(table)
    sides = {
        span: [
            _entry(context, table, span, code)
            for code in rank_entities(table, span.period, section.first)
        ]
        for span in spans
    }
    complete = all(len(rank_entities(table, span.period, None)) <= section.first for span in spans)
    first = None if complete else section.first
    whole = context.stated_whole([table], spans)
    ranking = Ranking(
        caption=caption(context.spans[0]),
        head=words.head,
        shares=True,
        notes=[
            words.order_note(flow, first, spans),
            words.share_note(flow),
            *context.whole_notes(whole),
        ],
        first=first,
        whole=whole,
    )
    groups = (Group("", rows_with_own_labels(list(sides.values()), Block.ROWS)),)
    parts: list[Part] = [_paragraph(context, flow, span, sides) for span in sides]
    parts.append(ranking_table(context, section, flow, spans, groups, ranking))
    if section.charts:
        parts += ranked_chart(context, section, flow, sides, caption)
    return parts


def _entry(context: Context, table: LevelTable, span: Span, code: str) -> Entry:
    entry = entry_of(context, table, span, code, context.office.modes.name(code, context.names_in))
    share = compute_share(table.level(code, span.period), table.total(span.period))
    return with_share(context, entry, span, share)


def _paragraph(
    context: Context, flow: Flow, span: Span, sides: Mapping[Span, Sequence[Entry]]
) -> Paragraph:
    if not sides[span]:
        return nothing(context, span, flow)
    leaders = leaders_of(sides, span, flow)
    runs = context.language.of(ModesWords).leaders(leaders, context.subject)
    return Paragraph(runs, says=(leaders,))
