"""Charts in the Word file: native, with the data they are edited by."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from xml.etree import ElementTree as ET

import pytest
from tests.unit.render.chart_sample import figure, ranking, stack, trend
from tests.unit.render.sample import NASTY, provinces, sample_document
from tests.unit.render.wordfile import CHART, DRAWING, WordFile
from tests.unit.render.workbook import Parts

from yuebao.render.docx import render_docx
from yuebao.render.docx._chart import chart_xml, frame_xml, least_rows
from yuebao.report.model import Chart, ChartForm, Point, Series

EXPORTS, IMPORTS = provinces()[1]
ALL = [EXPORTS, IMPORTS, ranking(), trend(), stack(24, 5, frozenset({(3, 1)}))]


def file_of(chart: Chart) -> WordFile:
    return WordFile(render_docx(replace(sample_document(), parts=(chart,))))


def drawn(chart: Chart) -> ET.Element:
    return file_of(chart).xml("word/charts/chart1.xml")


def bars(*values: str | None, label: str = "某省", unit: str = "%") -> Chart:
    points = tuple(Point(f"{label}{n}", figure(value, unit)) for n, value in enumerate(values))
    return Chart(1, "图", ChartForm.BARS, "overview", (Series("出口", "同比变化（%）", points),))


def cached(series: ET.Element, name: str) -> dict[int, str]:
    """The cached texts of a series' part by their place."""
    return {
        int(point.attrib["idx"]): point.findtext(f"{CHART}v") or ""
        for point in series.iterfind(f"{CHART}{name}//{CHART}pt")
    }


def values_of(root: ET.Element, name: str) -> list[str]:
    return [found.attrib["val"] for found in root.iter(f"{CHART}{name}")]


def formats(root: ET.Element) -> list[str]:
    """The number formats of the bars' labels: of single ones, then of the rest."""
    return [
        shown.attrib["formatCode"]
        for labels in root.iter(f"{CHART}dLbls")
        for shown in labels.iter(f"{CHART}numFmt")
    ]


def rows_of(file: WordFile) -> list[list[str]]:
    """The rows of the workbook that the first chart is edited in; empty cells as empty texts."""
    cells = Parts(file.archive.read("word/embeddings/chart1.xlsx")).cells("Sheet1")
    count = max(int(address[1:]) for address in cells)
    letters = sorted({address[0] for address in cells} | {"A"})
    return [
        [cells[f"{letter}{row}"].value if f"{letter}{row}" in cells else "" for letter in letters]
        for row in range(1, count + 1)
    ]


@pytest.mark.parametrize("chart", ALL, ids=lambda chart: chart.caption)
def test_the_chart_shows_what_its_workbook_holds(chart: Chart) -> None:
    file = file_of(chart)
    assert file.links("word/charts/chart1.xml") == {"rId1": "word/embeddings/chart1.xlsx"}
    heads, *rows = rows_of(file)
    for series in file.xml("word/charts/chart1.xml").iter(f"{CHART}ser"):
        place = values_of(series, "idx")[0]
        column = int(place) + 1
        assert cached(series, "tx") == {0: heads[column]}
        assert cached(series, "cat") == {n: row[0] for n, row in enumerate(rows)}
        numbers = {n: float(text) for n, text in cached(series, "val").items()}
        held = {n: float(row[column]) for n, row in enumerate(rows) if row[column]}
        assert numbers == held
        letter = "ABCDEFGHI"[column]
        assert series.findtext(f"{CHART}val//{CHART}f") == (
            f"Sheet1!${letter}$2:${letter}${len(rows) + 1}"
        )


@pytest.mark.parametrize("chart", ALL, ids=lambda chart: chart.caption)
def test_numbers_are_exact_and_those_that_are_missing_are_gaps(chart: Chart) -> None:
    for element in drawn(chart).iter(f"{CHART}ser"):
        series = chart.series[int(values_of(element, "idx")[0])]
        expected = {
            n: float(point.figure.value)
            for n, point in enumerate(series.points)
            if point.figure.value is not None
        }
        numbers = {n: float(text) for n, text in cached(element, "val").items()}
        assert numbers == pytest.approx(expected, rel=1e-15)


def test_bars_run_from_the_top_and_lean_on_their_sign() -> None:
    root = drawn(EXPORTS)
    assert values_of(root, "barDir") == ["bar"]
    assert values_of(root, "orientation") == ["maxMin", "minMax"]
    assert values_of(root, "tickLblSkip") == ["1"]
    falling = [
        n for n, point in enumerate(EXPORTS.series[0].points) if (point.figure.value or 0) < 0
    ]
    own = [values_of(point, "idx")[0] for point in root.iter(f"{CHART}dPt")]
    assert {str(n) for n in falling} <= set(own)
    assert values_of(root, "invertIfNegative")[0] == "1"


def test_labels_are_live_where_the_format_prints_what_the_report_does() -> None:
    chart = bars("10.25", "-3.5", "0.04")
    points = list(chart.series[0].points)
    points[2] = replace(points[2], figure=replace(points[2].figure, text="0.04"))
    points[1] = replace(points[1], figure=replace(points[1].figure, text="约-4"))
    series = replace(chart.series[0], points=tuple(points))
    # Single ones first: spelled out, with two places; the rest with one.
    assert formats(drawn(replace(chart, series=(series,)))) == ['"约-4"', "0.00", "0.0"]


def test_a_second_series_stands_beside_the_numbers() -> None:
    root = drawn(ranking())
    assert len(list(root.iter(f"{CHART}ser"))) == 1
    shown = formats(root)
    assert '0.0" (12.4%)"' in shown
    assert '0.0" (-)"' in shown
    texts = [t.text for t in root.iter(f"{DRAWING}t")]
    assert texts == ["亿美元（同比变化）"]
    label, value, rate = rows_of(file_of(ranking()))[1]
    assert (label, f"{float(value):g}", f"{float(rate):g}") == ("美国", "74.1", "-9.2")


def test_a_missing_bar_has_its_sign_at_its_name() -> None:
    root = drawn(bars("3", None))
    series = next(root.iter(f"{CHART}ser"))
    assert cached(series, "cat") == {0: "某省0", 1: "某省1  -"}
    assert cached(series, "val") == {0: "3.0"}


def test_a_value_far_beyond_the_rest_is_cut_and_hatched() -> None:
    root = drawn(bars("1851385.1", "20", "10", "5"))
    (end,) = values_of(root, "max")
    assert float(end) < 100
    assert len(list(root.iter(f"{DRAWING}pattFill"))) == 1
    even = drawn(bars("20", "10", "5"))
    assert not list(even.iter(f"{DRAWING}pattFill"))


def test_a_trend_has_columns_on_the_left_and_a_line_on_the_right() -> None:
    root = drawn(trend())
    assert [plot.tag.removeprefix(CHART) for plot in root.iter() if plot.tag.endswith("Chart")] == [
        "barChart", "lineChart",
    ]  # fmt: skip
    assert values_of(root, "grouping") == ["clustered", "standard"]
    assert values_of(root, "axPos") == ["b", "l", "b", "r"]
    assert values_of(root, "delete") == ["0", "0", "1", "0"]
    assert values_of(root, "dispBlanksAs") == ["gap"]


def test_a_trend_of_one_series_is_a_line_alone() -> None:
    chart = replace(trend(), series=trend().series[-1:])
    root = drawn(chart)
    assert not list(root.iter(f"{CHART}barChart"))
    assert values_of(root, "axPos") == ["b", "l"]
    assert not list(root.iter(f"{CHART}legend"))


def test_a_stack_has_its_series_on_top_of_one_another() -> None:
    root = drawn(stack())
    assert values_of(root, "grouping") == ["stacked"]
    assert values_of(root, "overlap") == ["100"]
    assert values_of(root, "order") == ["0", "1", "2", "3", "4"]


def test_names_that_hurt_are_text_in_chart_and_workbook() -> None:
    chart = bars("3", "2", label=NASTY)
    file = file_of(replace(chart, caption=NASTY))
    assert rows_of(file)[1][0] == f"{NASTY}0".replace("\n", " ")
    series = next(file.xml("word/charts/chart1.xml").iter(f"{CHART}ser"))
    assert cached(series, "cat")[0] == f"{NASTY}0".replace("\n", " ")


def test_the_workbook_shows_numbers_as_printed_and_carries_the_reports_date() -> None:
    data = file_of(bars("10.25")).archive.read("word/embeddings/chart1.xlsx")
    parts = Parts(data)
    assert "2025-03-20T00:00:00Z" in parts.archive.read("docProps/core.xml").decode()
    assert {entry.date_time for entry in parts.archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert 'formatCode="0.0"' in parts.archive.read("xl/styles.xml").decode()


def test_a_chart_without_points_is_still_a_file() -> None:
    root = drawn(bars())
    assert [re.sub(r"\$", "", f.text or "") for f in root.iter(f"{CHART}f")] == [
        "Sheet1!B1", "Sheet1!A2", "Sheet1!B2",
    ]  # fmt: skip


@pytest.mark.parametrize("count", [1, 2, 4, 10, 13, 31, 60])
@pytest.mark.parametrize("scale", [0.68, 0.88, 1.0, 1.18])
def test_each_name_has_a_row_as_high_as_its_letters(count: int, scale: float) -> None:
    chart = bars(*["1"] * count)
    scale = max(scale, least_rows(chart))
    root = ET.fromstring(chart_xml(chart, sample_document(), "rId1", scale))
    frame = frame_xml(chart, 1, "rId1", sample_document().words, scale)
    height = int(frame.partition('cy="')[2].partition('"')[0])
    (share,) = map(float, values_of(root, "h"))
    (axis,) = root.iter(f"{CHART}catAx")
    letters = int(next(one for one in axis.iter() if "sz" in one.attrib).attrib["sz"]) / 100
    row = share * height / 12700 / count
    assert letters >= 6
    assert row >= 1.15 * letters


def test_every_value_is_one_the_report_has() -> None:
    value = Fraction(1, 3)
    chart = bars("1")
    point = replace(chart.series[0].points[0], figure=figure(value, "%"))
    series = next(
        drawn(replace(chart, series=(replace(chart.series[0], points=(point,)),))).iter(
            f"{CHART}ser"
        )
    )
    assert cached(series, "val") == {0: "0.3333333333333333"}
