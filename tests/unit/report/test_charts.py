"""Which charts a report draws, by how many months of each flow are there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.unit.report.tiny import HEAD, Fact, define, new_store, sections

from yuebao.domain import Flow, Month
from yuebao.report import build_report
from yuebao.report.model import Chart, ChartForm

if TYPE_CHECKING:
    from pathlib import Path

LAST = Month(2025, 7)
PRODUCTS = """
[[subject.products]]
code = "85076000"
label = { zh = "电池" }
"""


def _charts(tmp_path: Path, months_of_exports: int, months_of_imports: int) -> dict[str, int]:
    """Each chart's series of values by form and flow, with the number of their points."""
    months = {Flow.EXPORT: months_of_exports, Flow.IMPORT: months_of_imports}
    facts = [
        Fact(flow, str(LAST.plus(-back)), (10**8 if flow is Flow.EXPORT else 10**7) + back)
        for flow, count in months.items()
        for back in range(count)
    ]
    definition = define(tmp_path, sections("overview", "products"), head=HEAD + PRODUCTS)
    document = build_report(definition, LAST, new_store(tmp_path, facts))
    charts = [part for part in document.parts if isinstance(part, Chart)]
    assert [chart.number for chart in charts] == list(range(1, len(charts) + 1))
    return {
        f"{chart.form}: {series.label}": len(series.points)
        for chart in charts
        if chart.form in (ChartForm.TREND, ChartForm.STACK)
        for series in chart.series
        if "同比" not in series.label
    } | {f"{ChartForm.STACK}s": sum(chart.form is ChartForm.STACK for chart in charts)}


@pytest.mark.parametrize(
    ("months_of_exports", "months_of_imports", "trend", "structures"),
    [
        (36, 36, {"出口额": 36, "进口额": 36}, 2),
        (35, 19, {"出口额": 35}, 2),  # a flow of too few months is left out, not the chart
        (19, 35, {"进口额": 35}, 2),
        (24, 11, {"出口额": 24}, 1),
        (23, 12, {}, 2),
        (11, 11, {}, 0),
    ],
)
def test_a_chart_stands_where_a_flow_has_its_months(
    tmp_path: Path,
    months_of_exports: int,
    months_of_imports: int,
    trend: dict[str, int],
    structures: int,
) -> None:
    found = _charts(tmp_path, months_of_exports, months_of_imports)
    assert found.pop(f"{ChartForm.STACK}s") == structures
    drawn = {label: points for label, points in found.items() if label.startswith(ChartForm.TREND)}
    assert drawn == {f"{ChartForm.TREND}: {flow}": points for flow, points in trend.items()}
