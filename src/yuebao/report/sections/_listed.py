"""Partners of a table that lists the main ones alone: country groups and partners, none ranked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from yuebao.indicators import Breakdown, LevelTable, compute_share, traders
from yuebao.report.model import Block, Group, Members, Paragraph
from yuebao.report.sections._flows import (
    NAMED,
    Ranking,
    entry_of,
    nothing,
    ranked_chart,
    ranking_table,
    standings,
    told_before,
    with_share,
)
from yuebao.report.tables import pages_of, rows_with_own_labels

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from yuebao.domain import Flow, Period, Span
    from yuebao.indicators import Level
    from yuebao.report.context import Context
    from yuebao.report.model import Part, Table
    from yuebao.report.sections._partners import Partners, PartnersWords
    from yuebao.report.tables import Entry

Lines = dict["Span", list["Entry"]]


@dataclass(frozen=True)
class ListedPartners:
    """Builds a flow's subsection from the lines of such a table.

    Attributes:
        context: The report in the making.
        section: What the definition asks.
        words: Its words.
        flow: Which flow.
        table: The levels of the lines, which overlap.
    """

    context: Context
    section: Partners
    words: PartnersWords
    flow: Flow
    table: LevelTable

    def build(self) -> Sequence[Part]:
        """What they traded, in words and in a table, the country groups asked for first."""
        spans = self.context.answered(self.table)
        blocs = {span: self._entries(span, self._blocs(span)) for span in spans}
        rows = {span: self._entries(span, self._partners(span)) for span in spans}
        parts: list[Part] = [self._paragraph(span, blocs, rows) for span in spans]
        parts += self._tables(spans, blocs, rows)
        if self.section.charts:
            parts += ranked_chart(self.context, self.section, self.flow, rows, self._caption)
        return parts

    def _blocs(self, span: Span) -> Sequence[str]:
        held = self.table.entities(span.period)
        return [code for code in self.section.blocs if code in held]

    def _partners(self, span: Span) -> Sequence[str]:
        known, period = self.context.office.partners, span.period
        groups = [code for code in self.table.entities(period) if known.find(code) is None]
        return traders(self.table, period, without=groups)[: self.section.first]

    def _entries(self, span: Span, codes: Sequence[str]) -> list[Entry]:
        return [self._entry(span, code) for code in codes]

    def _entry(self, span: Span, code: str) -> Entry:
        context = self.context
        name = context.office.bloc_name(code, context.names_in)
        entry = entry_of(context, self.table, span, code, name)
        if not self.section.shares:
            return entry
        share = compute_share(self.table.level(code, span.period), self._whole(span.period))
        return with_share(context, entry, span, share)

    def _whole(self, period: Period) -> Level | None:
        """All of the flow: lines that overlap have no sum."""
        total = self.context.table(self.flow, Breakdown.COMMODITY)
        return total.total(period) if isinstance(total, LevelTable) else None

    def _members(self, span: Span, blocs: Lines, rows: Lines) -> Members:
        spoken = blocs[span] if self.section.bloc_sentences else []
        named = standings([*spoken, *rows[span][:NAMED]])
        first = told_before(rows, span)
        after = self._members(first, blocs, rows) if first is not None else None
        return Members(span, self.flow, named, after)

    def _paragraph(self, span: Span, blocs: Lines, rows: Lines) -> Paragraph:
        members = self._members(span, blocs, rows)
        if not members.members:
            return nothing(self.context, span, self.flow)
        return Paragraph(self.words.listed(members, self.context.subject), says=(members,))

    def _caption(self, span: Span) -> str:
        context = self.context
        unit = context.make.value_unit.label
        return self.words.listed_caption(span, context.subject, self.flow, unit)

    def _tables(self, spans: tuple[Span, ...], blocs: Lines, rows: Lines) -> Iterator[Table]:
        words, section, flow = self.words, self.section, self.flow
        groups = [
            Group(title, rows_with_own_labels(list(lines.values()), block))
            for title, block, lines in (
                (words.bloc_group, Block.BLOC, blocs),
                (words.listed_group, Block.ROWS, rows),
            )
            if any(lines.values())
        ]
        whole = self.context.stated_whole([self.table], spans)
        notes = [words.listed_note(flow, spans)]
        notes += [words.share_note(flow)] if section.shares else []
        ranking = Ranking(
            caption=self._caption(spans[0]),
            head=words.head,
            shares=section.shares,
            notes=[*notes, *self.context.whole_notes(whole)],
            first=None,
            whole=whole,
        )
        for some, shown in pages_of(spans, groups):
            own = replace(ranking, caption=self._caption(some[0]))
            yield ranking_table(self.context, section, flow, some, shown, own)
