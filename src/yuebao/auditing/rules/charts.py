"""Charts that are given as data, against the tables."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from yuebao.auditing.findings.finding import Finding, at_cell
from yuebao.auditing.findings.where import Where
from yuebao.auditing.rules.context import measure_of
from yuebao.auditing.rules.prose import same_print

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from yuebao.auditing.claims import ClaimChart, ClaimSeries
    from yuebao.auditing.numbers import Number
    from yuebao.auditing.rules.context import Case, PrintedCell


def check_charts(context: Case) -> Iterator[Finding]:
    """Every point of which some table prints the same."""
    for chart in context.claims.charts:
        for series in chart.series:
            found_at = [_cells(context, chart, series, label) for label, _, _ in series.points]
            drawn = _tables_drawn(found_at)
            for (label, number, place), found in zip(series.points, found_at, strict=True):
                cells = [cell for cell in found if cell[0].number in drawn]
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


def _tables_drawn(found: Sequence[list[PrintedCell]]) -> set[int]:
    """The tables that hold half of a series' names or more: others have a name by chance (其他)."""
    held = Counter(number for cells in found for number in {table.number for table, _, _ in cells})
    return {number for number, times in held.items() if 2 * times >= len(found)}


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
