"""Charts: what stands where, whatever the values."""

import itertools
import json
import re
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from importlib.resources import files
from typing import Any

import pytest
from tests.unit.render.chart_sample import add_up, monthly, ranking, stack, trend
from tests.unit.render.sample import NASTY, provinces

from yuebao.render import charts
from yuebao.render._walk import chart_heads
from yuebao.render.charts import PALETTE, chart_spec, chart_svg
from yuebao.render.charts._bars import scale_bars
from yuebao.render.charts._months import month_texts
from yuebao.render.charts._scale import round_axis
from yuebao.render.charts._stack import spread, stack_parts
from yuebao.render.charts._style import FALL, LINE, PAPER, RISE, SERIES
from yuebao.report.model import Chart, ChartForm, Indicator, Look, NumberMarks, Point, Series
from yuebao.report.numbers import PLAIN

EXPORTS, IMPORTS = provinces()[1]
ALL = [EXPORTS, ranking(), trend(), stack(36, 8, frozenset({(5, 2), (9, 0)}))]


def chart_of(*values: float | None, label: str = "某省") -> Chart:
    figure = EXPORTS.series[0].points[0].figure
    points = tuple(
        Point(
            label,
            replace(figure, text="-", value=None)
            if value is None
            else replace(figure, text=str(value), value=Fraction(str(value))),
        )
        for value in values
    )
    return Chart(1, "图", ChartForm.BARS, "overview", (Series("出口", "同比变化（%）", points),))


def test_every_bar_has_its_label_and_its_number_in_order() -> None:
    svg = chart_svg(EXPORTS)
    said = re.findall(r'aria-label="([^"]*)" role="graphics-symbol"', svg)
    assert said == [f"{point.label} {point.figure.text}%" for point in EXPORTS.series[0].points]
    texts = re.findall(r">([^<>]+)</text>", svg)
    assert {point.figure.text for point in EXPORTS.series[0].points} <= set(texts)
    assert {point.label for point in EXPORTS.series[0].points} <= set(texts)


def test_a_chart_is_drawn_once_for_all_that_show_it(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []

    def draw(spec: str, vl_version: str) -> str:
        drawn.append(spec)
        return f"<svg>{len(drawn)}{vl_version}</svg>"

    monkeypatch.setattr("vl_convert.vegalite_to_svg", draw)
    charts._draw.cache_clear()
    chart = chart_of(1, 2)
    assert chart_svg(chart) == chart_svg(replace(chart, number=7)) == chart_svg(chart, Look())
    assert chart_svg(chart, Look(rise="#000001")) != chart_svg(chart)
    charts._draw.cache_clear()
    assert len(drawn) == 2


@pytest.mark.parametrize("chart", ALL)
def test_the_svg_carries_no_ids_and_no_other_colours(chart: Chart) -> None:
    svg = chart_svg(chart)
    assert " id=" not in svg
    assert "url(" not in svg
    assert set(re.findall(r"#[0-9a-f]{6}", svg)) <= set(PALETTE)


@pytest.mark.parametrize("chart", ALL)
def test_every_figure_can_be_pointed_at_as_the_table_lists_them(chart: Chart) -> None:
    said = re.findall(r'aria-label="([^"]*)" role="graphics-symbol"', chart_svg(chart))
    assert len(said) == len(chart.series) * len(chart.labels())
    rows = [
        (series.points[place].label, series.points[place].figure.text)
        for place in range(len(chart.labels()))
        for series in chart.series
    ]
    for text, (label, number) in zip(said, rows, strict=True):
        assert text.startswith(label)
        assert re.search(rf" {re.escape(number)}\D*$", text)


def test_the_page_exchanges_every_colour() -> None:
    style = files("yuebao.render").joinpath("assets", "page.css").read_text()
    for chart in ALL:
        svg = chart_svg(chart)
        for attribute in ("fill", "stroke"):
            for colour in re.findall(rf'{attribute}="(#[0-9a-f]{{6}})"', svg):
                assert f'.chart [{attribute}="{colour}"]' in style
    for colour in SERIES:
        assert f'.chart [fill="{colour}"]' in style


def test_the_same_chart_gives_the_same_svg_after_another() -> None:
    first = chart_svg(EXPORTS)
    chart_svg(IMPORTS)
    assert chart_svg(EXPORTS) == first


def test_a_value_far_beyond_the_rest_is_cut_and_keeps_its_number() -> None:
    bars, (low, high) = scale_bars(EXPORTS)
    cut = [bar for bar in bars if bar.cut]
    assert [(bar.label, bar.text, bar.end) for bar in cut] == [("黑龙江", "239.0", high)]
    assert low == -41
    assert 44 < high < 60


@pytest.mark.parametrize(
    ("values", "ends", "axis"),
    [
        ((1, 2, 3), [1, 2, 3], (0, 3)),
        ((-1, -2), [-1, -2], (-2, 0)),
        ((5, None, -5), [5, 0, -5], (-5, 5)),
        ((0, 0), [0, 0], (-1, 1)),
        ((None,), [0], (-1, 1)),
        ((), [], (-1, 1)),
        ((10, -8, 9, 6, 1851385.1), [10, -8, 9, 6, 11.5], (-8, 11.5)),
        ((10, -8, 9, 6, -900), [10, -8, 9, 6, -9.5], (-9.5, 10)),
        ((0, 0, 0, 7), [0, 0, 0, 7], (0, 7)),
    ],
)
def test_bars_and_axis(
    values: tuple[float | None, ...], ends: list[float], axis: tuple[float, float]
) -> None:
    bars, domain = scale_bars(chart_of(*values))
    assert [bar.end for bar in bars] == ends
    assert domain == axis
    assert chart_svg(chart_of(*values)).startswith("<svg ")


def test_a_missing_value_is_shown_as_such() -> None:
    bars, _ = scale_bars(chart_of(3, None))
    assert (bars[1].text, bars[1].cut) == ("-", False)
    assert 'aria-label="某省 -"' in chart_svg(chart_of(3, None))


def test_names_are_text_and_long_ones_are_shortened() -> None:
    svg = chart_svg(chart_of(1, label=NASTY))
    assert "<script" not in svg
    assert "&lt;script&gt;alert(" in svg
    assert all(len(bar.label) <= 22 for bar in scale_bars(chart_of(1, label=NASTY))[0])


def test_room_is_left_for_long_numbers() -> None:
    spec: Any = chart_spec(chart_of(10, 9, 8, 7, 1851385.1))
    left, right = spec["layer"][0]["layer"][0]["encoding"]["x"]["scale"]["range"]
    assert spec["width"] - right >= 7 * len("1851385.1")
    assert left == 0


def _lightness(colour: str) -> float:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return float(0.2126 * red**2.2 + 0.7152 * green**2.2 + 0.0722 * blue**2.2)


def test_the_two_colours_differ_in_grey() -> None:
    dark, light = sorted((_lightness(RISE), _lightness(FALL)))
    assert (light + 0.05) / (dark + 0.05) > 2


def test_neighbouring_series_differ_in_grey() -> None:
    for one, other in itertools.pairwise(SERIES):
        dark, light = sorted((_lightness(one), _lightness(other)))
        assert (light + 0.05) / (dark + 0.05) > 1.9


def _marks(chart: Chart, test: Callable[[dict[str, Any]], bool]) -> list[dict[str, Any]]:
    """The data of a specification that pass a test, wherever they stand in it."""
    found: list[dict[str, Any]] = []

    def visit(part: object) -> None:
        if isinstance(part, dict):
            values = part.get("data", {}).get("values", [])
            found.extend(value for value in values if test(value))
            for layer in part.get("layer", []):
                visit(layer)

    visit(chart_spec(chart))
    return found


def test_growth_stands_beside_the_bars_marked_by_its_sign() -> None:
    texts = [v["text"] for v in _marks(ranking(), lambda v: v.get("align") == "right")]
    assert texts == ["同比变化（%）", "-9.2", "12.4", "239.0", "0.0", "-", "4.4"]
    shapes = [v["shape"] for v in _marks(ranking(), lambda v: "shape" in v)]
    assert shapes == ["triangle-down", "triangle-up", "triangle-up", "triangle-up"]


def test_a_missing_month_is_a_gap_and_a_dash() -> None:
    chart = trend(36, missing=(17,))
    columns = _marks(chart, lambda v: "middle" in v)
    assert len(columns) == 2 * 35
    line = _marks(chart, lambda v: "run" in v)
    assert len(line) == 34
    assert len({mark["run"] for mark in line}) == 3
    assert len(_marks(chart, lambda v: v.get("text") == "-")) == 1


def test_a_point_alone_is_a_dot_and_the_latest_is_printed() -> None:
    line = monthly("进出口额同比", "同比变化（%）", "%", [5, None, 7, None, 3, 4, None])
    chart = Chart(1, "图", ChartForm.TREND, "overview", (replace(line, label="出口额"), line))
    marks = _marks(chart, lambda v: "run" in v)
    assert [mark["dot"] for mark in marks] == [True, True, False, True]
    assert [mark["text"] for mark in marks] == ["", "", "", "4.0"]


def test_a_wild_month_is_cut_and_keeps_its_number() -> None:
    line = monthly("进出口额同比", "同比变化（%）", "%", [5, 6, 239, 7, -3, 4, 8, 2])
    chart = Chart(1, "图", ChartForm.TREND, "overview", (line,))
    cut = _marks(chart, lambda v: bool(v.get("cut")))
    assert [(mark["text"], mark["cut"], mark["end"]) for mark in cut] == [("239.0", 1, 10.0)]


def test_a_stack_has_its_parts_on_top_of_each_other() -> None:
    series = [monthly(name, "亿美元", "亿美元", [value]) for name, value in
              (("甲", 5), ("乙", None), ("丙", -2), ("丁", 3))]  # fmt: skip
    parts = stack_parts(Chart(1, "图", ChartForm.STACK, "overview", tuple(series)))
    ends = [(part.start, part.end, part.missing) for part in parts]
    assert ends == [(0, 5, False), (5, 5, True), (0, -2, False), (5, 8, False)]


def test_shares_end_at_the_whole_and_name_their_latest() -> None:
    spec = json.dumps(chart_spec(stack(24, 5)), ensure_ascii=False)
    assert '"domain": [0.0, 100.0]' in spec
    last = stack(24, 5).series[0].points[-1].figure.text
    assert f'"处理器及控制器 {last}"' in spec


def test_labels_are_spread_apart_in_their_order() -> None:
    assert spread([50, 10], 16, (0, 100)) == [50, 10]
    assert spread([50, 50], 16, (0, 100)) == [58, 42]
    rows = spread([98, 96, 95, 3, 1], 16, (0, 100))
    assert rows == sorted(rows, reverse=True)
    assert all(a - b >= 16 for a, b in itertools.pairwise(rows))
    assert min(rows) >= 0
    assert max(rows) <= 100


@pytest.mark.parametrize("count", [1, 12, 13, 24, 36])
@pytest.mark.parametrize("slot", [8.0, 11.5, 19.0, 34.0])
def test_labels_of_months_never_touch(count: int, slot: float) -> None:
    series = monthly("出口额", "亿美元", "亿美元", [1] * count)
    texts: Any = month_texts([point.label for point in series.points], slot, 200)
    for row in {text["y"] for text in texts}:
        ends = [(t["x"], len(t["text"]) * 6.3) for t in texts if t["y"] == row]
        for (x, width), (next_x, next_width) in itertools.pairwise(ends):
            assert next_x - x > (width + next_width) / 2 + 3


def test_labels_that_are_no_months_are_thinned() -> None:
    texts: Any = month_texts([f"第{number}期" for number in range(30)], 12.0, 200)
    assert [text["text"] for text in texts][:2] == ["第0期", "第4期"]


@pytest.mark.parametrize(
    ("values", "most", "ticks"),
    [
        ((0, 62), 4, (0, 20, 40, 60, 80)),
        ((-9.7, 20), 3, (-10, 0, 10, 20)),
        ((0.2, 1.1), 4, (0, 0.5, 1, 1.5)),
        ((), 4, (-1, -0.5, 0, 0.5, 1)),
        ((0, 0), 2, (-1, 0, 1)),
        ((100, 100, 100), 5, (0, 20, 40, 60, 80, 100)),
    ],
)
def test_axes_go_from_one_round_number_to_another(
    values: tuple[float, ...], most: int, ticks: tuple[float, ...]
) -> None:
    assert round_axis(values, most).ticks == ticks


@pytest.mark.parametrize("form", ChartForm)
def test_a_chart_of_nothing_is_still_drawn(form: ChartForm) -> None:
    for values in ([], [None], [None, None]):
        chart = Chart(
            1, "图", form, "overview", (monthly("出口额", "亿美元", "亿美元", [*values]),) * 2
        )
        assert chart_svg(chart).startswith("<svg ")


def test_heads_of_series_carry_the_unit_once() -> None:
    def heads(chart: Chart) -> list[str]:
        return chart_heads(chart, PLAIN)

    assert heads(trend()) == ["出口额（亿美元）", "进口额（亿美元）", "进出口额同比（%）"]
    assert heads(ranking()) == ["出口额（亿美元）", "同比变化（%）"]
    assert heads(EXPORTS) == ["同比变化（%）"]
    english = monthly("Exports", "USD bn", "USD bn", [1])
    accented = monthly("Côte d’Ivoire", "USD bn", "USD bn", [1])
    told = heads(Chart(1, "", ChartForm.STACK, "overview", (english, accented)))
    assert told == ["Exports (USD bn)", "Côte d’Ivoire (USD bn)"]


def test_an_amount_is_drawn_to_its_full_length() -> None:
    figures = [
        replace(EXPORTS.series[0].points[0].figure, indicator=Indicator.LEVEL, value=Fraction(v))
        for v in (443, 20, 10, 5, 4, 3)
    ]
    points = tuple(Point("某地", figure) for figure in figures)
    chart = Chart(1, "图", ChartForm.BARS, "overview", (Series("出口额", "亿美元", points),))
    bars, domain = scale_bars(chart)
    assert domain == (0.0, 443.0)
    assert not any(bar.cut for bar in bars)


def test_a_sum_stacks_both_ways_and_draws_its_line_over_the_columns() -> None:
    chart = add_up(12)
    parts = stack_parts(replace(chart, series=chart.series[:-1]))
    for place, point in enumerate(chart.series[-1].points):
        ends = [part.end - part.start for part in parts if part.place == place]
        assert round(sum(ends), 5) == round(float(point.figure.value or 0), 5)
    svg = chart_svg(chart)
    assert svg.count(f'stroke="{LINE}"') == 1
    assert svg.index(f'stroke="{PAPER}"') < svg.index(f'stroke="{LINE}"')
    assert {name for name in ("价格", "结构", "数量", "出口额同比") if name in svg} == {
        "价格", "结构", "数量", "出口额同比",
    }  # fmt: skip


@pytest.mark.parametrize("missing", [(), (3,), tuple(range(12))])
@pytest.mark.parametrize("months", [1, 12, 31])
def test_a_sum_of_few_and_many_months_is_drawn(months: int, missing: tuple[int, ...]) -> None:
    svg = chart_svg(add_up(months, missing))
    assert "NaN" not in svg
    assert svg.startswith("<svg ")


def test_the_axis_writes_numbers_as_the_house_does() -> None:
    marks = NumberMarks(thousands="'", point=",", minus="\N{MINUS SIGN}", points="pp")
    svg = chart_svg(chart_of(1500, -2500, 0), marks=marks)
    assert ">\N{MINUS SIGN}2'000<" in svg
    assert ">1'000<" in svg
    halves = chart_svg(chart_of(1, -1), marks=marks)
    assert ">0,5<" in halves
    assert ">1,0<" in halves
