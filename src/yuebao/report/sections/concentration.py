"""Concentration: how trade is spread over partners, and which of them are new or lost."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar, Protocol

from yuebao.domain import Period
from yuebao.indicators import (
    Breakdown,
    Reason,
    compute_concentration,
    compute_share,
    compute_turnover,
)
from yuebao.report.definition import Section
from yuebao.report.figures import ingredients
from yuebao.report.model import Concentrated, Key, Measure, Paragraph, Role, Side
from yuebao.report.sections._flows import NAMED, beside_first, flow_sections, nothing
from yuebao.report.sections._kind import SectionKind
from yuebao.report.sections._measured import measured_tables

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yuebao.domain import Flow, Span
    from yuebao.indicators import Level, LevelTable, Turnover
    from yuebao.report.context import Context
    from yuebao.report.model import Figure, Part, Run

_MOST_MONTHS = 36
"""How far back partners may be looked for: a year before it is within what a report reads."""

_OF_BASES = {Reason.NOT_LOADED: Reason.BASE_NOT_LOADED, Reason.WHOLE_ZERO: Reason.BASE_ZERO}
"""Why there is no index a year before, by why there would be none now."""


@dataclass(frozen=True, slots=True)
class ConcentrationSection(Section):
    """How trade is spread over partners."""

    kind: ClassVar = "concentration"
    about: ClassVar = (
        "How exports and imports are spread over partners: Herfindahl index, shares of the first "
        "three and ten, how many there are, and who is new or lost."
    )
    keys: ClassVar = {
        "new_against": {
            "description": "How many months before a window a partner must not have traded in to "
            "be new.",
            "type": "integer",
            "minimum": 1,
            "maximum": _MOST_MONTHS,
        },
    }
    breakdown: ClassVar = Breakdown.PARTNER
    measures: ClassVar = (
        Measure.HHI, Measure.HHI_BASE, Measure.FIRST3, Measure.FIRST10, Measure.PARTNERS,
        Measure.NEW, Measure.LOST,
    )  # fmt: skip

    new_against: int = 24

    def looks_back(self, span: Span) -> tuple[Period, ...]:
        """The months against which partners are new."""
        return (self.before(span),)

    def before(self, span: Span) -> Period:
        """The months before a window against which partners are new."""
        first = span.period.first
        return Period(first.plus(-self.new_against), first.plus(-1))


class ConcentrationWords(Protocol):
    """The words of the section."""

    title: str

    def subtitle(self, flow: Flow) -> str:
        """The title of a flow's subsection."""

    def caption(self, span: Span, label: str, flow: Flow) -> str:
        """The caption of the table."""

    def label(self, measure: Measure, of: Span) -> str:
        """What a row of the table is called, with its unit."""

    def sentence(self, statement: Concentrated, subject: str) -> tuple[Run, ...]:
        """How trade is spread, against a year before, and who came and went."""

    def note(self, months: int, of: Span) -> str:
        """What the rows hold."""

    def own_note(self, *, included: bool) -> str:
        """What becomes of the country as its own partner."""


def _build(context: Context, section: ConcentrationSection) -> tuple[Part, ...]:
    """A subsection a flow: a sentence a window, and a table."""
    words = context.language.of(ConcentrationWords)

    def build(context: Context, flow: Flow, table: LevelTable) -> Sequence[Part]:
        return _Flow(context, section, words, flow, table).build()

    return flow_sections(context, Breakdown.PARTNER, words.title, words.subtitle, build)


CONCENTRATION = SectionKind(ConcentrationSection, _build, ConcentrationWords)


@dataclass(frozen=True)
class _Flow:
    """Builds a flow's subsection."""

    context: Context
    section: ConcentrationSection
    words: ConcentrationWords
    flow: Flow
    table: LevelTable

    def build(self) -> Sequence[Part]:
        context, words = self.context, self.words
        spans = context.answered(self.table)
        said = beside_first({span: self._statement(span) for span in spans})
        own: list[str] = []
        if self._own & {code for span in spans for code in self.table.entities(span.period)}:
            own.append(words.own_note(included=context.definition.style.re_imports))
        return (
            *(self._paragraph(one) for one in said.values()),
            *measured_tables(
                context,
                self.section,
                self.flow,
                {span: one.measured() for span, one in said.items()},
                words.label,
                lambda span: words.caption(span, context.subject, self.flow),
                lambda of: [words.note(self.section.new_against, of[0]), *own],
            ),
        )

    def _paragraph(self, statement: Concentrated) -> Paragraph:
        if not statement.partners.value:
            return nothing(self.context, statement.span, self.flow)
        runs = self.words.sentence(statement, self.context.subject)
        return Paragraph(runs, says=(statement,))

    @property
    def _own(self) -> set[str]:
        """The partner code that goods come back under; none where the office has none."""
        own = self.context.office.own
        return set() if own is None else {own}

    def _whole(self, period: Period) -> Level | None:
        """What shares are of: all partners, with or without re-imports as the definition has it."""
        if self.context.definition.style.re_imports:
            return self.table.total(period)
        return self.table.total(period, set(self.table.entities(period)) - self._own)

    def _statement(self, span: Span) -> Concentrated:
        context, table, own = self.context, self.table, self._own
        place = context.place(Key(""), Side.of(self.flow), span)
        now, base = (
            compute_concentration(table, period, self._whole(period), own)
            for period in (span.period, span.base)
        )
        first3, first10 = (
            compute_share(table.total(span.period, now.ranked[:first]), now.whole)
            for first in (3, 10)
        )
        before = self.section.before(span)
        past = context.past(self.flow, Breakdown.PARTNER)
        new = compute_turnover(table, span.period, past, before, own)
        lost = compute_turnover(table, span.base, table, span.period, own)
        if base.reason is not None:
            base = replace(base, reason=_OF_BASES[base.reason])
        parts = ingredients((Role.CURRENT, now.among))
        return Concentrated(
            span=span,
            flow=self.flow,
            index=context.make.concentration(place, now),
            base=context.make.concentration(place, base),
            first3=context.make.share(place, first3),
            first10=context.make.share(place, first10),
            partners=context.make.count(place, len(now.ranked), parts),
            new=self._count(span, new, Role.CURRENT, Reason.HISTORY_NOT_LOADED),
            lost=self._count(span, lost, Role.BASE, Reason.BASE_NOT_LOADED),
            newcomers=self._named(new),
            leavers=self._named(lost),
            months=self.section.new_against,
        )

    def _count(self, span: Span, found: Turnover, role: Role, missing: Reason) -> Figure:
        """How many came or went: from trade of the one period and of the other."""
        place = self.context.place(Key(""), Side.of(self.flow), span)
        other = Role.BASE if role is Role.CURRENT else Role.CURRENT
        parts = ingredients((role, found.trade), (other, found.other))
        number = None if found.codes is None else len(found.codes)
        return self.context.make.count(place, number, parts, missing)

    def _named(self, found: Turnover) -> tuple[Key, ...]:
        names = self.context.office.partners
        return tuple(
            Key(names.name(code, self.context.names_in), code)
            for code in (found.codes or ())[:NAMED]
        )
