"""What charts say to who does not see them."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from tests.unit.report.tiny import Fact, define, new_store, sections

from yuebao.domain import Flow, Month
from yuebao.render import render
from yuebao.render._spoken import chart_says
from yuebao.report import build_report
from yuebao.report.model import Chart, ChartForm

if TYPE_CHECKING:
    from pathlib import Path

    from yuebao.report import Document


@pytest.fixture
def document(tmp_path: Path) -> Document:
    definition = define(tmp_path, sections("partners", "provinces"))
    places = [("304", "15"), ("502", "44"), ("141", "31"), ("133", "33")]
    facts = [
        Fact(
            flow,
            f"{year}-{month:02}",
            10**8 * (3 + at * at + month + step),
            partner=partner,
            province=province,
        )
        for step, flow in enumerate((Flow.EXPORT, Flow.IMPORT))
        for year in (2024, 2025)
        for month in (1, 2)
        for at, (partner, province) in enumerate(places)
    ]
    return build_report(definition, Month(2025, 2), new_store(tmp_path, facts))


def charts(document: Document) -> list[Chart]:
    return [part for part in document.parts if isinstance(part, Chart)]


def test_bars_say_their_ends(document: Document) -> None:
    for chart in charts(document):
        said = chart_says(chart, document.words)
        points = sorted(chart.series[0].points, key=lambda point: point.figure.value or 0)
        assert f"最高为{points[-1].label}，{points[-1].figure.text}" in said
        assert f"最低为{points[0].label}，{points[0].figure.text}" in said
        assert chart.caption in said


def test_months_say_the_last_and_the_highest(document: Document) -> None:
    chart = charts(document)[0]
    values = [Fraction(3), Fraction(9), Fraction(5)]
    points = [
        replace(point, label=f"{n}月", figure=replace(point.figure, value=value, text=str(value)))
        for n, (point, value) in enumerate(zip(chart.series[0].points, values, strict=False), 1)
    ]
    series = replace(chart.series[0], points=tuple(points))
    trend = replace(chart, form=ChartForm.TREND, series=(series,))
    last, most = points[-1], max(points, key=lambda point: point.figure.value or 0)
    said = chart_says(trend, document.words)
    assert f"最近为{last.label}，{last.figure.text}" in said
    assert f"最高为{most.label}，{most.figure.text}" in said


def test_what_has_no_number_is_no_end(document: Document) -> None:
    chart = charts(document)[0]
    none = tuple(replace(p, figure=replace(p.figure, value=None)) for p in chart.series[0].points)
    bare = replace(chart, series=(replace(chart.series[0], points=none),))
    assert "最" not in chart_says(bare, document.words)


def test_a_page_describes_its_drawings(document: Document) -> None:
    page = render(document, "html").decode()
    for number, chart in enumerate(charts(document), 1):
        found = re.search(rf'<desc id="chart-{number}-says">([^<]+)</desc>', page)
        assert found is not None
        assert found[1] == chart_says(chart, document.words)
