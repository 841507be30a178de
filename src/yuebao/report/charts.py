"""The charts of a report: history, rankings and structure, from the figures of its tables.

A chart stands where it tells what its table cannot: how trade got here (months in a row), how far
the first are ahead, how the structure shifts. Where the store has too few months, it is left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuebao.domain import MONTH, Flow, Month, Period, Span
from yuebao.indicators import LevelTable, compute_share
from yuebao.report.basis import (
    STRUCTURE_MONTHS,
    TREND_MONTHS,
    WINDOW_POINTS,
    trend_spans,
    trend_windows,
)
from yuebao.report.model import Chart, ChartForm, Key, Point, Series, Side

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from yuebao.indicators import Level
    from yuebao.report.context import Context
    from yuebao.report.figures import FigurePlace
    from yuebao.report.model import Figure, Standing


def months_back(month: Month, number: int) -> list[Period]:
    """So many months, each a period, the last being the month given."""
    return [Period.of_month(month.plus(-back)) for back in range(number - 1, -1, -1)]


def whole_of(flows: Sequence[Flow]) -> Flow:
    """The one flow, or the total of several."""
    return flows[0] if len(flows) == 1 else Flow.TOTAL


def trend_charts(context: Context, section: str) -> Iterator[Chart]:
    """Value of each flow, and growth of their sum: by month, then over each longer window."""
    months = tuple(Span(MONTH, period) for period in months_back(context.month, TREND_MONTHS[1]))
    stretches = [(months, TREND_MONTHS[0])]
    for window in trend_windows(context.definition):
        spans = tuple(reversed(trend_spans(window, context.month)))
        stretches.append((spans, WINDOW_POINTS))
    for spans, least in stretches:
        chart = _trend_chart(context, section, spans, least) if spans else None
        if chart is not None:
            yield chart


def _trend_chart(context: Context, section: str, spans: Sequence[Span], least: int) -> Chart | None:
    """The trend over windows of a kind, the latest last; none where too few are known."""
    codes = context.definition.subject.codes
    tables = {
        flow: table
        for flow in context.flows
        if (table := context.history(flow, codes, [s.period for s in spans[-least:]])) is not None
    }
    spans = _answered(list(tables.values()), spans, least)
    if not spans:
        return None
    make, language = context.make, context.language
    columns = [
        Series(
            language.amount_label(flow),
            make.value_unit.label,
            _points(
                context,
                spans,
                Key(language.amount_label(flow)),
                flow,
                _level_maker(context, table),
            ),
        )
        for flow, table in tables.items()
    ]
    whole = whole_of(list(tables))

    def growth(place: FigurePlace) -> Figure:
        now, before = (
            context.sum_of(table.total(period) for table in tables.values())
            for period in (place.period, Span(place.window, place.period).base)
        )
        return make.growth(place, context.growth_between(now, before))

    window = spans[0].window
    label = language.growth_of(whole, window)
    line = Series(
        label,
        language.growth_head(window),
        _points(context, spans, Key(label), whole, growth),
    )
    return Chart(
        number=context.numbering.next("chart"),
        caption=language.trend_caption(
            _stretch(context, spans), context.subject, whole, columns[0].axis, window
        ),
        form=ChartForm.TREND,
        section=section,
        series=(*columns, line),
    )


def ranking_chart(
    context: Context, section: str, caption: str, flow: Flow, first: Sequence[Standing]
) -> Chart:
    """The first of a table as bars, each with its growth beside it."""
    language = context.language
    growth = language.growth_head(first[0].growth.window)
    return Chart(
        number=context.numbering.next("chart"),
        caption=caption,
        form=ChartForm.BARS,
        section=section,
        series=(
            Series(
                language.amount_label(flow),
                context.make.value_unit.label,
                tuple(Point(one.key.label, one.value) for one in first),
            ),
            Series(
                growth,
                growth,
                tuple(Point(one.key.label, one.growth) for one in first),
            ),
        ),
    )


def structure_chart(
    context: Context, section: str, flow: Flow, caption: Callable[[str], str]
) -> Chart | None:
    """The products' shares by month.

    Args:
        context: The report in the making.
        section: The kind of the section it is for.
        flow: Export or import.
        caption: The caption, given the months as text.
    """
    products = context.definition.subject.products
    least, most = STRUCTURE_MONTHS
    months = months_back(context.month, most)
    parts = context.history(flow, context.definition.subject.product_codes, months[-least:])
    wholes = context.history(flow, context.definition.subject.codes, months[-least:])
    if parts is None or wholes is None:
        return None
    spans = _answered([parts, wholes], [Span(MONTH, month) for month in months], least)
    if not spans:
        return None
    language = context.language

    def share(codes: Sequence[str]) -> Callable[[FigurePlace], Figure]:
        return lambda place: context.make.share(
            place, compute_share(parts.total(place.period, codes), wholes.total(place.period))
        )

    return Chart(
        number=context.numbering.next("chart"),
        caption=caption(_stretch(context, spans)),
        form=ChartForm.STACK,
        section=section,
        series=tuple(
            Series(
                context.word(product.label),
                language.share_head,
                _points(
                    context,
                    spans,
                    Key(context.word(product.label)),
                    flow,
                    share(product.codes),
                ),
            )
            for product in products
        ),
    )


def _answered(tables: Sequence[LevelTable], spans: Sequence[Span], least: int) -> list[Span]:
    """The latest in a row that every table answers; none where they are fewer than the least."""
    answered: list[Span] = []
    for span in reversed(spans):
        if not tables or not all(table.answers(span.period) for table in tables):
            break
        answered.insert(0, span)
    return answered if len(answered) >= least else []


def _points(
    context: Context,
    spans: Sequence[Span],
    key: Key,
    flow: Flow,
    figure: Callable[[FigurePlace], Figure],
) -> tuple[Point, ...]:
    return tuple(
        Point(_label(span), figure(context.place(key, Side.of(flow), span))) for span in spans
    )


def _label(span: Span) -> str:
    """What stands at the axis: 2025-12 for what ends with a month, else 2025Q4, 2025H2 or 2025."""
    last = span.period.last
    match span.window.name:
        case "quarter":
            return f"{last.year}Q{last.month // 3}"
        case "half":
            return f"{last.year}H{last.month // 6}"
        case "jan-feb":
            return str(last.year)
        case _:
            return str(last)


def _level_maker(context: Context, table: LevelTable) -> Callable[[FigurePlace], Figure]:
    def make(place: FigurePlace) -> Figure:
        level: Level | None = table.total(place.period)
        return context.make.level(place, level)

    return make


def _stretch(context: Context, spans: Sequence[Span]) -> str:
    """The months of a chart, from the first to the last; what its marks cover, if not a month."""
    first, last = spans[0], spans[-1]
    if first.period.is_one_month():
        return context.language.between(first.period.first, last.period.last)
    return context.language.stretch(first, last)
