"""Charts that are given as data, against the tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuebao.auditing.findings.finding import Finding, at_cell
from yuebao.auditing.findings.where import Where
from yuebao.auditing.rules.context import measure_of
from yuebao.auditing.rules.prose import same_print

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yuebao.auditing.claims import ClaimChart, ClaimSeries
    from yuebao.auditing.numbers import Number
    from yuebao.auditing.rules.context import Case, PrintedCell


def check_charts(context: Case) -> Iterator[Finding]:
    """Every point of which some table prints the same."""
    for chart in context.claims.charts:
        for series in chart.series:
            for label, number, place in series.points:
                cells = _cells(context, chart, series, label)
                if cells and not any(_same(found, number) for found in cells):
                    table, line, cell = cells[0]
                    where = Where(place=place, label=label, quote=f"{label} {number.text}")
                    yield Finding(
                        rule="chart-against-table",
                        where=where,
                        printed=number.text,
                        expected=cell.text,
                        facts=(
                            ("chart", str(chart.number)),
                            ("label", label),
                            ("table", str(table.number)),
                        ),
                        also=at_cell(table, line, cell),
                    )


def _cells(context: Case, chart: ClaimChart, series: ClaimSeries, label: str) -> list[PrintedCell]:
    if chart.window is None or series.side is None:
        return []
    found = []
    for table, line in context.lines_named(label, series.side, chart.window):
        measure = measure_of(table, series.side, series.quantity)
        cell = line.cell(measure) if measure else None
        if cell is not None:
            found.append((table, line, cell))
    return found


def _same(found: PrintedCell, number: Number) -> bool:
    printed = found[2].number
    return printed is not None and same_print(number, printed)
