"""Charts: what stands where, whatever the values."""

import re
from dataclasses import replace
from fractions import Fraction

import pytest
from tests.unit.render.sample import NASTY, provinces

from yuebao.render.charts import FALL, PALETTE, RISE, chart_spec, chart_svg, scale_bars
from yuebao.report.model import Chart, ChartForm, Point, Series

EXPORTS, IMPORTS = provinces()[1]


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
    return Chart(1, "图", ChartForm.BARS, (Series("出口", "同比变化（%）", points),))


def test_every_bar_has_its_label_and_its_number_in_order() -> None:
    svg = chart_svg(EXPORTS)
    said = re.findall(r'aria-label="([^"]*)" role="graphics-symbol"', svg)
    assert said == [f"{point.label} {point.figure.text}%" for point in EXPORTS.series[0].points]
    texts = re.findall(r">([^<>]+)</text>", svg)
    assert {point.figure.text for point in EXPORTS.series[0].points} <= set(texts)
    assert {point.label for point in EXPORTS.series[0].points} <= set(texts)


def test_the_svg_carries_no_ids_and_no_other_colours() -> None:
    svg = chart_svg(EXPORTS)
    assert " id=" not in svg
    assert "url(" not in svg
    drawn = set(re.findall(r"#[0-9a-f]{6}", svg))
    assert drawn == set(PALETTE)


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
    spec = chart_spec(chart_of(10, 9, 8, 7, 1851385.1))
    layers = spec["layer"]
    assert isinstance(layers, list)
    left, right = layers[0]["encoding"]["x"]["scale"]["range"]
    assert isinstance(spec["width"], int)
    assert spec["width"] - right >= 7 * len("1851385.1")
    assert left < 40


def _lightness(colour: str) -> float:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return float(0.2126 * red**2.2 + 0.7152 * green**2.2 + 0.0722 * blue**2.2)


def test_the_two_colours_differ_in_grey() -> None:
    dark, light = sorted((_lightness(RISE), _lightness(FALL)))
    assert (light + 0.05) / (dark + 0.05) > 2.5
