"""What sections on the parts of each flow share: the parts ranked, in words and in a table."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from yuebao.indicators import compute_share, traders
from yuebao.report.model import Block, Group, Paragraph
from yuebao.report.sections._flows import (
    CHARTS,
    Ranking,
    entry_of,
    flow_sections,
    leaders_of,
    nothing,
    ranked_chart,
    ranking_table,
    with_share,
)
from yuebao.report.tables import pages_of, rows_with_own_labels

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from yuebao.domain import Flow, Span
    from yuebao.indicators import LevelTable
    from yuebao.reference import Listing
    from yuebao.report.context import Context
    from yuebao.report.definition import Section
    from yuebao.report.model import Leaders, Part, Run
    from yuebao.report.tables import Entry


def ranked_keys(parts: str) -> dict[str, object]:
    """The schema of such a section's keys.

    Args:
        parts: What the parts are called.
    """
    return {
        "first": {
            "description": f"How many {parts} are ranked.",
            "type": "integer",
            "minimum": 1,
            "maximum": 99,
        },
        "charts": CHARTS,
    }


class RankedSection(Protocol):
    """What a definition asks of such a section."""

    @property
    def first(self) -> int:
        """How many parts are ranked."""

    @property
    def charts(self) -> bool:
        """Whether charts are drawn."""


class RankedWords(Protocol):
    """The words of such a section."""

    title: str
    head: str

    def subtitle(self, flow: Flow) -> str:
        """The title of a flow's subsection."""

    def caption(self, span: Span, label: str, flow: Flow, unit: str) -> str:
        """The caption of a table or chart of the parts."""

    def leaders(self, statement: Leaders, subject: str) -> tuple[Run, ...]:
        """The largest parts, their value, share and growth."""

    def order_note(self, flow: Flow, first: int | None, spans: Sequence[Span]) -> str:
        """How the parts are ordered; how many are shown, where not all are."""

    def share_note(self, flow: Flow) -> str:
        """What shares are of."""


class RankedParts:
    """Builds a subsection a flow: the largest parts in words and in a table.

    Args:
        context: The report in the making.
        section: What the definition asks.
        keys: How many parts are ranked, and whether they are drawn: the same section.
        words: Its words.
        listing: What its parts are called.
    """

    def __init__(
        self,
        context: Context,
        section: Section,
        keys: RankedSection,
        words: RankedWords,
        listing: Listing[Any],
    ) -> None:
        self.context, self.section, self.keys = context, section, keys
        self.words, self.listing = words, listing

    def build(self) -> tuple[Part, ...]:
        """The parts of the document."""
        words = self.words
        return flow_sections(
            self.context, self.section.breakdown, words.title, words.subtitle, self._flow
        )

    def _flow(self, context: Context, flow: Flow, table: LevelTable) -> Sequence[Part]:
        words, first = self.words, self.keys.first
        unit = context.make.value_unit.label

        def caption(span: Span) -> str:
            return words.caption(span, context.subject, flow, unit)

        spans = context.answered(table)
        ranked = {span: traders(table, span.period) for span in spans}
        sides = {
            span: [self._entry(table, span, code) for code in codes[:first]]
            for span, codes in ranked.items()
        }
        complete = all(len(codes) <= first for codes in ranked.values())
        whole = context.stated_whole([table], spans)
        ranking = Ranking(
            caption=caption(spans[0]),
            head=words.head,
            shares=True,
            notes=[
                words.order_note(flow, None if complete else first, spans),
                words.share_note(flow),
                *context.whole_notes(whole),
            ],
            first=None if complete else first,
            whole=whole,
        )
        groups = (Group("", rows_with_own_labels(list(sides.values()), Block.ROWS)),)
        parts: list[Part] = [self._paragraph(flow, span, sides) for span in sides]
        for some, shown in pages_of(spans, groups):
            own = replace(ranking, caption=caption(some[0]))
            parts.append(ranking_table(context, self.section, flow, some, shown, own))
        if self.keys.charts:
            parts += ranked_chart(context, self.section, flow, sides, caption)
        return parts

    def _entry(self, table: LevelTable, span: Span, code: str) -> Entry:
        context = self.context
        entry = entry_of(context, table, span, code, self.listing.name(code, context.names_in))
        share = compute_share(table.level(code, span.period), table.total(span.period))
        return with_share(context, entry, span, share)

    def _paragraph(
        self, flow: Flow, span: Span, sides: Mapping[Span, Sequence[Entry]]
    ) -> Paragraph:
        if not sides[span]:
            return nothing(self.context, span, flow)
        leaders = leaders_of(sides, span, flow)
        return Paragraph(self.words.leaders(leaders, self.context.subject), says=(leaders,))
