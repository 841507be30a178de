"""The charts of a report: history, rankings and structure, from the figures of its tables.

A chart stands where it tells what its table cannot: how trade got here (months in a row), how far
the first are ahead, how the structure shifts. Where the store has too few months, it is left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuebao.domain import MONTH, Flow, Month, Period, Span
from yuebao.indicators import LevelTable, compute_share
from yuebao.report.basis import STRUCTURE_MONTHS, TREND_MONTHS
from yuebao.report.model import Chart, ChartForm, Key, Point, Series, Side

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from yuebao.indicators import Level
    from yuebao.report.context import Context
    from yuebao.report.figures import Place
    from yuebao.report.model import Figure, Standing


def months_back(month: Month, number: int) -> list[Period]:
    """So many months, each a period, the last being the month given."""
    return [Period.of_month(month.plus(-back)) for back in range(number - 1, -1, -1)]


def whole_of(flows: Sequence[Flow]) -> Flow:
    """The one flow, or the total of several."""
    return flows[0] if len(flows) == 1 else Flow.TOTAL


def trend_chart(context: Context, section: str) -> Chart | None:
    """Value of each flow by month, and growth of their sum."""
    codes = context.definition.subject.codes
    tables = {
        flow: table
        for flow in context.flows
        if (table := context.history(flow, codes, TREND_MONTHS[0])) is not None
    }
    periods = _answered(context, list(tables.values()), TREND_MONTHS)
    if not periods:
        return None
    make, language = context.make, context.language
    columns = [
        Series(
            language.amount_label(flow),
            make.value_unit.label,
            _points(
                context,
                periods,
                Key(language.amount_label(flow)),
                flow,
                _level_maker(context, table),
            ),
        )
        for flow, table in tables.items()
    ]
    whole = whole_of(list(tables))

    def growth(place: Place) -> Figure:
        now, before = (
            context.sum_of(table.total(period) for table in tables.values())
            for period in (place.period, place.period.year_earlier())
        )
        return make.growth(place, context.growth_between(now, before))

    line = Series(
        language.growth_of(whole),
        language.growth_head,
        _points(context, periods, Key(language.growth_of(whole)), whole, growth),
    )
    return Chart(
        number=context.numbering.next("chart"),
        caption=language.trend_caption(
            _stretch(context, periods), context.subject, whole, columns[0].axis
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
                language.growth_head,
                language.growth_head,
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
    parts = context.history(flow, context.definition.subject.product_codes, STRUCTURE_MONTHS[0])
    wholes = context.history(flow, context.definition.subject.codes, STRUCTURE_MONTHS[0])
    if parts is None or wholes is None:
        return None
    periods = _answered(context, [parts, wholes], STRUCTURE_MONTHS)
    if not periods:
        return None
    language = context.language

    def share(codes: Sequence[str]) -> Callable[[Place], Figure]:
        return lambda place: context.make.share(
            place, compute_share(parts.total(place.period, codes), wholes.total(place.period))
        )

    return Chart(
        number=context.numbering.next("chart"),
        caption=caption(_stretch(context, periods)),
        form=ChartForm.STACK,
        section=section,
        series=tuple(
            Series(
                context.word(product.label),
                language.share_head,
                _points(
                    context,
                    periods,
                    Key(context.word(product.label)),
                    flow,
                    share(product.codes),
                ),
            )
            for product in products
        ),
    )


def _answered(
    context: Context, tables: Sequence[LevelTable], bounds: tuple[int, int]
) -> list[Period]:
    """The latest months in a row that every table answers; none where they are too few."""
    least, most = bounds
    answered: list[Period] = []
    for period in reversed(months_back(context.month, most)):
        if not tables or not all(table.answers(period) for table in tables):
            break
        answered.insert(0, period)
    return answered if len(answered) >= least else []


def _points(
    context: Context,
    periods: Sequence[Period],
    key: Key,
    flow: Flow,
    figure: Callable[[Place], Figure],
) -> tuple[Point, ...]:
    return tuple(
        Point(str(period), figure(context.place(key, Side.of(flow), Span(MONTH, period))))
        for period in periods
    )


def _level_maker(context: Context, table: LevelTable) -> Callable[[Place], Figure]:
    def make(place: Place) -> Figure:
        level: Level | None = table.total(place.period)
        return context.make.level(place, level)

    return make


def _stretch(context: Context, periods: Sequence[Period]) -> str:
    """The months of a chart, from the first to the last."""
    return context.language.between(periods[0].first, periods[-1].last)
