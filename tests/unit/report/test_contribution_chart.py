"""Charts of contributions to growth: what they hold, in every format, and planted errors."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from tests.unit.report.printed import assert_clean_in_print
from tests.unit.report.tiny import (
    BOTH,
    FRANCE,
    GERMANY,
    GUANGDONG,
    SHANGHAI,
    TIMOR,
    USA,
    VIETNAM,
    define,
    exports,
    new_store,
)

from yuebao.auditing import audit
from yuebao.domain import Month
from yuebao.render import render
from yuebao.render._spoken import chart_says
from yuebao.report import build_report
from yuebao.report.model import Chart, ChartForm, FigureCell, Indicator, Measure

if TYPE_CHECKING:
    from pathlib import Path

    from yuebao.report import Document

SECTIONS = """
[[sections]]
kind = "overview"

[[sections]]
kind = "partners"
first = 4
contribution = true

[[sections]]
kind = "provinces"
first = 1
contribution = true
"""


@pytest.fixture
def document(tmp_path: Path) -> Document:
    return built(tmp_path, "zh")


def built(tmp_path: Path, language: str, sections: str = SECTIONS) -> Document:
    now = {USA: 50, GERMANY: 30, FRANCE: 12, VIETNAM: 9, TIMOR: 5}
    before = {USA: 60, GERMANY: 20, FRANCE: 10, VIETNAM: 7, TIMOR: 3}
    places = {
        USA: GUANGDONG, GERMANY: SHANGHAI, FRANCE: GUANGDONG, VIETNAM: SHANGHAI, TIMOR: SHANGHAI
    }  # fmt: skip
    facts = [
        exports(f"{year}-{month}", value * 10**8, partner=partner, province=places[partner])
        for year, values in ((2025, now), (2024, before))
        for month in ("01", "02")
        for partner, value in values.items()
    ]
    tmp_path.mkdir(exist_ok=True)
    definition = define(tmp_path, sections, head=BOTH)
    return build_report(definition, Month(2025, 2), new_store(tmp_path, facts), language=language)


def charts(document: Document) -> list[Chart]:
    return [
        part
        for part in document.parts
        if isinstance(part, Chart)
        and part.series[0].points[0].figure.indicator is Indicator.CONTRIBUTION
    ]


def test_bars_go_from_the_most_to_the_least_with_all_others_last(document: Document) -> None:
    partners, provinces = charts(document)
    assert partners.form is ChartForm.BARS
    assert partners.labels() == ("德国", "越南", "法国", "美国", "其他")
    assert provinces.labels() == ("广东", "其他")


def test_they_add_up_to_the_growth_and_are_figures_of_the_table(document: Document) -> None:
    (partners, *_) = charts(document)
    table = next(table for table in document.tables() if table.section == "partners")
    printed = [cell.figure for _, _, cell in table.cells()]
    figures = [point.figure for point in partners.series[0].points]
    assert all(any(figure is one for one in printed) for figure in figures)
    assert sum(figure.value or Fraction(0) for figure in figures) == Fraction(6)


def test_who_does_not_see_them_is_told_the_finding(document: Document) -> None:
    said = chart_says(charts(document)[0], document.words)
    assert "中国蓄电池出口额同比增速中各地区的拉动（百分点）" in said
    assert "最高为德国，10.0" in said
    assert "最低为美国，-10.0" in said


def test_none_is_drawn_where_charts_or_contributions_are_off(tmp_path: Path) -> None:
    without = SECTIONS.replace("contribution = true", "contribution = true\ncharts = false")
    assert charts(built(tmp_path / "a", "zh", without)) == []
    plain = SECTIONS.replace("contribution = true\n", "")
    assert charts(built(tmp_path / "b", "zh", plain)) == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_report_is_clean_in_every_format(tmp_path: Path, language: str) -> None:
    partners = SECTIONS.rpartition("[[sections]]")[0]
    assert_clean_in_print(built(tmp_path / "made", language, partners), tmp_path)


@pytest.mark.parametrize("name", ["docx", "html"])
def test_a_bar_that_its_table_contradicts_is_found(
    document: Document, tmp_path: Path, name: str
) -> None:
    chart = charts(document)[0]
    first, *others = chart.series[0].points
    wrong = replace(first.figure, value=Fraction(13), text="13.0")
    series = replace(chart.series[0], points=(replace(first, figure=wrong), *others))
    parts = tuple(
        replace(chart, series=(series,)) if part is chart else part for part in document.parts
    )
    planted = replace(document, parts=parts)
    assert "chart-against-table" in {found.rule for found in audit(planted).findings}
    path = tmp_path / f"report.{name}"
    path.write_bytes(render(planted, name))
    assert "chart-against-table" in {found.rule for found in audit(path).findings}


def test_the_table_has_what_is_drawn(document: Document) -> None:
    cells = [cell for table in document.tables() for _, _, cell in table.cells()]
    told = {cell.figure for cell in cells if cell.measure is Measure.CONTRIBUTION}
    assert all(isinstance(cell, FigureCell) for cell in cells)
    assert {p.figure for chart in charts(document) for p in chart.series[0].points} <= told
