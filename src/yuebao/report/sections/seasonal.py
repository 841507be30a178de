"""Seasonal adjustment: the month without its season and festival, against the month before."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Protocol

from yuebao.domain import MONTH, Period, Span
from yuebao.indicators import Breakdown, Reason
from yuebao.indicators.seasonal import LEAST_MONTHS, adjust, check_program
from yuebao.report.basis import TREND_MONTHS
from yuebao.report.charts import months_back
from yuebao.report.definition import Section
from yuebao.report.figures import ingredient, ingredients
from yuebao.report.fitting import of_flow
from yuebao.report.model import (
    Chart,
    ChartForm,
    Heading,
    Indicator,
    Key,
    Measure,
    Paragraph,
    Point,
    Role,
    SeasonallyAdjusted,
    Series,
    Side,
)
from yuebao.report.sections._flows import CHARTS
from yuebao.report.sections._kind import SectionKind
from yuebao.report.sections._measured import measured_tables, past_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from fractions import Fraction

    from yuebao.domain import Flow
    from yuebao.indicators import Level
    from yuebao.indicators.seasonal import Adjusted
    from yuebao.report.context import Context
    from yuebao.report.figures import FigurePlace, Parts
    from yuebao.report.model import Figure, Part, Run, Table


@dataclass(frozen=True, slots=True)
class Seasonal(Section):
    """The month without its season."""

    kind: ClassVar = "seasonal"
    about: ClassVar = (
        "Exports and imports of the month adjusted for the season and the moving festival by "
        "X-13ARIMA-SEATS, their change on the month before, and the diagnostics of the adjustment."
    )
    keys: ClassVar = {
        "minimum_months": {
            "description": "Of a series of fewer months in a row nothing is adjusted.",
            "type": "integer",
            "minimum": 36,
        },
        "charts": CHARTS,
    }
    breakdown: ClassVar = Breakdown.COMMODITY
    measures: ClassVar = (
        Measure.ADJUSTED, Measure.ADJUSTED_MOM, Measure.TREND_MOM, Measure.M7, Measure.Q,
        Measure.RESIDUAL,
    )  # fmt: skip
    whole_past: ClassVar = True

    minimum_months: int = LEAST_MONTHS
    charts: bool = True


class SeasonalWords(Protocol):
    """The words of the section."""

    title: str
    mom_head: str

    def caption(self, span: Span, label: str, flow: Flow) -> str:
        """The caption of the table."""

    def label(self, measure: Measure, flow: Flow, unit: str) -> str:
        """What a row of the table is called, with its unit."""

    def sentence(self, statement: SeasonallyAdjusted, subject: str) -> tuple[Run, ...]:
        """The adjusted amount and its change on the month before, or why there is none."""

    def unadjusted(self, statements: Sequence[SeasonallyAdjusted], subject: str) -> tuple[Run, ...]:
        """That flows were not adjusted, and why: all for one reason."""

    def note(self, statement: SeasonallyAdjusted) -> str:
        """How the series was adjusted, and how the diagnostics are read."""

    def chart_caption(self, period: str, label: str, flow: Flow, unit: str) -> str:
        """The caption of the chart."""

    def adjusted_label(self, flow: Flow) -> str:
        """What the adjusted amounts of a flow are called."""


def _build(context: Context, section: Seasonal) -> tuple[Part, ...]:
    """A chapter with a sentence, a table and a chart a flow; nothing where no month is known."""
    check_program()
    series = {flow: found for flow in context.flows if (found := _series(context, flow))}
    if not series:
        return ()
    words = context.language.of(SeasonalWords)
    chapter = context.language.chapter(context.numbering.next("chapter"), words.title)
    parts: list[Part] = [Heading(1, chapter)]
    flows = [
        _Flow(of_flow(context, flow), section, words, flow, levels)
        for flow, levels in series.items()
    ]
    # The program computes in a process of its own for each: one thread waits for each.
    with ThreadPoolExecutor(len(flows)) as pool:
        for one, without in zip(flows, pool.map(_Flow.adjust, flows), strict=True):
            parts += one.build(without)
    return tuple(_without_each(context, words, parts))


def _without_each(context: Context, words: SeasonalWords, parts: Sequence[Part]) -> Sequence[Part]:
    """The parts; where no flow is adjusted, for one reason, in one sentence on all of them."""
    heading, *rest = parts
    said = [one for part in rest if isinstance(part, Paragraph) for one in part.says]
    none = [one for one in said if isinstance(one, SeasonallyAdjusted) and one.why_not()]
    if len(none) < 2 or len(none) != len(rest) or len({one.why_not() for one in none}) > 1:
        return parts
    return heading, Paragraph(words.unadjusted(none, context.subject), says=tuple(none))


SEASONAL = SectionKind(Seasonal, _build, SeasonalWords)


def _series(context: Context, flow: Flow) -> tuple[Level, ...]:
    """The levels of the months in a row up to the one reported, the earliest first."""
    past = past_of(context, flow)
    levels: list[Level] = []
    month = context.month
    while past is not None and (level := past.level(Period.of_month(month))) is not None:
        levels.append(level)
        month = month.plus(-1)
    return tuple(reversed(levels))


@dataclass(frozen=True)
class _Flow:
    """Builds what is said of a flow."""

    context: Context
    section: Seasonal
    words: SeasonalWords
    flow: Flow
    levels: tuple[Level, ...]

    def adjust(self) -> Adjusted:
        """The series without its season."""
        values = [level.amount.number for level in self.levels]
        first, festival = self.levels[0].period.first, self.context.office.festival
        return adjust(values, first, festival, self.section.minimum_months)

    def build(self, found: Adjusted) -> Iterator[Part]:
        """The sentence, the table, then the chart; the sentence alone where nothing is adjusted."""
        said = self._statement(found)
        yield Paragraph(self.words.sentence(said, self.context.subject), says=(said,))
        if found.adjusted:
            yield from self._tables(said)
        if self.section.charts and found.adjusted:
            yield self._chart(found)

    def _statement(self, found: Adjusted) -> SeasonallyAdjusted:
        make, place = self.context.make, self._place(self._span)
        parts = (
            *ingredients((Role.CURRENT, self.levels[-1])),
            *(ingredient(Role.SERIES, level) for level in self.levels[:-1]),
        )
        adjusted = found.adjusted[-1] if found.adjusted else None
        return SeasonallyAdjusted(
            span=self._span,
            flow=self.flow,
            adjusted=make.adjusted(place, adjusted, parts, found.reason),
            mom=self._change(self._span, found, found.adjusted, -1, parts),
            trend_mom=self._change(self._span, found, found.trend, -1, parts),
            m7=make.statistic(place, found.m7, found.reason),
            q=make.statistic(place, found.q, found.reason),
            residual=make.statistic(place, found.residual, found.reason),
            first=found.first,
            months=len(self.levels),
            least=self.section.minimum_months,
            model=found.model,
            multiplicative=found.multiplicative,
            phases=tuple(found.effects),
        )

    @property
    def _span(self) -> Span:
        return Span(MONTH, Period.of_month(self.context.month))

    def _change(
        self, span: Span, found: Adjusted, series: Sequence[Fraction], at: int, parts: Parts
    ) -> Figure:
        """Change of a series on the month before, where both are above nothing."""
        place = self._place(span)
        known = len(series) + at > 0 and min(series[at], series[at - 1]) > 0
        ratio = series[at] / series[at - 1] if known else None
        why = found.reason or (None if known else _why(series, at))
        return self.context.make.change(place, ratio, Indicator.ADJUSTED_GROWTH, parts, why)

    def _tables(self, said: SeasonallyAdjusted) -> Iterator[Table]:
        context, words = self.context, self.words
        unit = context.make.value_unit.label
        return measured_tables(
            context,
            self.section,
            self.flow,
            {self._span: said.measured()},
            lambda measure, _: words.label(measure, self.flow, unit),
            lambda span: words.caption(span, context.subject, self.flow),
            lambda _: [words.note(said)],
        )

    def _chart(self, found: Adjusted) -> Chart:
        """Columns of what is stated beside what is adjusted, and a line of its change."""
        context, language = self.context, self.context.language
        periods = months_back(context.month, min(TREND_MONTHS[1], len(self.levels)))
        at = {level.period: place for place, level in enumerate(self.levels, -len(self.levels))}
        make, unit = context.make, context.make.value_unit.label

        def stated(span: Span) -> Figure:
            return make.level(self._place(span), self.levels[at[span.period]])

        def adjusted(span: Span) -> Figure:
            parts = (ingredient(Role.CURRENT, self.levels[at[span.period]]),)
            return make.adjusted(self._place(span), found.adjusted[at[span.period]], parts, None)

        def change(span: Span) -> Figure:
            parts = (ingredient(Role.CURRENT, self.levels[at[span.period]]),)
            return self._change(span, found, found.adjusted, at[span.period], parts)

        columns = {
            (language.amount_label(self.flow), unit): stated,
            (self.words.adjusted_label(self.flow), unit): adjusted,
            (self.words.mom_head, self.words.mom_head): change,
        }
        return Chart(
            number=context.numbering.next("chart"),
            caption=self.words.chart_caption(
                language.between(periods[0].first, periods[-1].last),
                context.subject,
                self.flow,
                unit,
            ),
            form=ChartForm.TREND,
            section=self.section.kind,
            series=_drawn(columns, [Span(MONTH, period) for period in periods]),
        )

    def _place(self, span: Span) -> FigurePlace:
        return self.context.place(Key(""), Side.of(self.flow), span)


def _why(series: Sequence[Fraction], at: int) -> Reason:
    """Why a series has no change at a place."""
    if len(series) + at <= 0:
        return Reason.HISTORY_NOT_LOADED
    return Reason.BASE_ZERO if series[at - 1] == 0 else Reason.BASE_NEGATIVE


def _drawn(
    columns: Mapping[tuple[str, str], Callable[[Span], Figure]], spans: Sequence[Span]
) -> tuple[Series, ...]:
    return tuple(
        Series(label, axis, tuple(Point(str(span.period), figure(span)) for span in spans))
        for (label, axis), figure in columns.items()
    )
