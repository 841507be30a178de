"""Seasonal adjustment: changes against the chart of months, and diagnostics that must pass."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

from yuebao.auditing.claims import TableKind
from yuebao.auditing.findings.finding import either
from yuebao.auditing.numbers import Interval
from yuebao.auditing.rules._measured import of_measure
from yuebao.auditing.rules.intervals import growth_range
from yuebao.domain import MONTH
from yuebao.report.model import Measure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yuebao.auditing.claims import ClaimChart, ClaimLine, ClaimSeries, ClaimTable
    from yuebao.auditing.findings.finding import Finding
    from yuebao.auditing.rules.context import Case

_CHART = "seasonal-against-chart"

_ADJUSTED = re.compile("季(?:节)?调(?:整)?后|seasonally adjusted", re.IGNORECASE)
_CHANGE = re.compile("环比|on the month", re.IGNORECASE)

_PASSING = {
    Measure.M7: Interval(Fraction(0), Fraction(1)),
    Measure.Q: Interval(Fraction(0), Fraction(1)),
    Measure.RESIDUAL: Interval(Fraction(1, 100), Fraction(1)),
}
"""What the diagnostics are where an adjusted amount is printed."""


def check_seasonal(context: Case) -> Iterator[Finding]:
    """Every line of a table of seasonal adjustment."""
    for table in context.claims.analyses:
        for line in table.lines if table.kind is TableKind.SEASONAL else ():
            yield from _diagnostics(table, line)
            yield from _against_charts(context, table, line)


def _diagnostics(table: ClaimTable, line: ClaimLine) -> Iterator[Finding]:
    """Nothing is adjusted where the diagnostics fail."""
    if line.number(Measure.ADJUSTED) is None:
        return
    for measure, passing in _PASSING.items():
        number = line.number(measure)
        if number is not None and not number.interval().meets(passing):
            yield of_measure("seasonal-impossible", table, line, measure, passing)


def _against_charts(context: Case, table: ClaimTable, line: ClaimLine) -> Iterator[Finding]:
    """The last month of a chart is the month of the table, and the change is of the last two."""
    for chart in context.claims.charts:
        found = _series(context, chart, table)
        if found is None:
            continue
        source = ("source", either(f"图{chart.number}", f"figure {chart.number}"))
        *_, (_, before, _), (_, now, _) = found.points
        adjusted, change = line.number(Measure.ADJUSTED), line.number(Measure.ADJUSTED_MOM)
        if adjusted is not None and not adjusted.interval().meets(now.interval()):
            allowed = now.interval().times(1 / adjusted.unit.scale)
            yield of_measure(_CHART, table, line, Measure.ADJUSTED, allowed, source)
        if change is not None and before.value > 0:
            allowed = growth_range(now.interval(), before.interval())
            if not change.printed().meets(allowed):
                yield of_measure(_CHART, table, line, Measure.ADJUSTED_MOM, allowed, source)


def _series(context: Case, chart: ClaimChart, table: ClaimTable) -> ClaimSeries | None:
    """The adjusted amounts of the table's flow, in a chart whose stated amounts are the flow's."""
    if not any(_is_of_flow(context, series, table) for series in chart.series):
        return None
    for series in chart.series:
        if _ADJUSTED.search(series.head) and not _CHANGE.search(series.head):
            return series if len(series.points) > 1 else None
    return None


def _is_of_flow(context: Case, series: ClaimSeries, table: ClaimTable) -> bool:
    """Whether a series ends with what the overview prints of the flow."""
    if table.side is None or series.side is not table.side or not series.points:
        return False
    stated = context.whole(table.side, MONTH)
    return stated is None or stated.meets(series.points[-1][1].interval())
