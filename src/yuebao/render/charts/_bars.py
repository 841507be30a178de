"""Bars: one a label, from the top down, each with its number; a second series as numbers beside.

The second series (growth beside value) stands in a column at the right under its name, each number
after an arrowhead that says by shape and colour whether it is above or below zero.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yuebao.render._walk import one_line
from yuebao.render.charts._scale import cut_domain, may_cut, round_axis
from yuebao.render.charts._style import (
    DIGIT,
    FALL,
    INK,
    LABEL_UNITS,
    QUIET,
    RISE,
    WIDTH,
    box,
    frame,
    label_width,
    number_of,
    placed_text,
    placed_texts,
    pointed_at,
    says,
    shorten,
    text_width,
    tick_format,
    tick_texts,
    units_within,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yuebao.render.charts._style import Spec
    from yuebao.report.model import Chart, NumberMarks

STEP = 18
"""Pixels from one bar to the next."""

_ARROW = 14


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar as drawn: its place from the top, its end on the axis, and what stands at it.

    Attributes:
        place: From 0 at the top.
        label: The entity, shortened where it is too long.
        text: The number as printed, `-` where there is none.
        end: Where the bar ends on the axis; 0 where there is no value.
        cut: Whether the value lies beyond the axis.
        missing: Whether there is no value.
    """

    place: int
    label: str
    text: str
    end: float
    cut: bool
    missing: bool


def bars_spec(chart: Chart, marks: NumberMarks, width: int) -> Spec:
    """The specification of a chart of bars."""
    bars, domain = scale_bars(chart, width)
    labels = max((label_width(bar.label) for bar in bars), default=0) + 10
    plot = round(width - labels - 6)
    beside = _beside_width(chart)
    axis = _axis(chart.series[0].axis, domain, _ends(bars, plot - beside), marks)
    height = STEP * len(bars)
    layers = [_bars(bars, axis), *_numbers_beside(chart, plot)]
    layers.append(_hits(chart, labels, plot, beside, marks))
    padding = {"left": round(labels), "right": 6, "top": 24 if beside else 4, "bottom": 42}
    return frame(plot, height, padding, layers)


def scale_bars(chart: Chart, width: int = WIDTH) -> tuple[list[Bar], tuple[float, float]]:
    """The bars, and the ends of the axis; those beyond them are cut."""
    points, units = chart.series[0].points, units_within(LABEL_UNITS, width)
    values = [number_of(point.figure) for point in points]
    low, high = cut_domain(
        [value for value in values if value is not None], cut=may_cut(chart.series[0])
    )
    bars = [
        Bar(
            place=place,
            label=shorten(point.label, units),
            text=one_line(point.figure.text),
            end=0.0 if value is None else round(min(max(value, low), high), 6),
            cut=value is not None and not low <= value <= high,
            missing=value is None,
        )
        for place, (point, value) in enumerate(zip(points, values, strict=True))
    ]
    return bars, (low, high)


def _ends(bars: Sequence[Bar], plot: float) -> tuple[int, int]:
    """Where the axis begins and ends in the plot: room is left for the numbers beside the bars."""
    numbers = {
        side: max((len(b.text) * DIGIT for b in bars if (b.end < 0) is side), default=0.0) + 20
        for side in (True, False)
    }
    low = numbers[True] if any(bar.end < 0 for bar in bars) else 0
    return round(low), round(plot - numbers[False])


def _axis(
    title: str, domain: tuple[float, float], ends: tuple[int, int], marks: NumberMarks
) -> Spec:
    """The value axis, with its title below the middle."""
    ticks = _ticks(domain, ends, marks)
    return {
        "field": "end",
        "type": "quantitative",
        "scale": {"domain": list(domain), "range": list(ends), "nice": False, "zero": False},
        "axis": {
            "title": one_line(title),
            "titleX": sum(ends) / 2,
            "titleY": 24,
            "titleAnchor": "middle",
            "values": ticks,
            "labelExpr": tick_format(ticks, marks),
        },
    }


def _ticks(domain: tuple[float, float], ends: tuple[int, int], marks: NumberMarks) -> list[float]:
    """Round numbers on the axis, as many as have room beside each other."""
    low, high = domain
    for steps in range(6, 0, -1):
        axis = round_axis([low, high], steps, cut=False)
        ticks = [tick for tick in axis.ticks if low <= tick <= high]
        apart = (axis.ticks[1] - axis.ticks[0]) / (high - low) * (ends[1] - ends[0])
        if max(map(len, tick_texts(ticks, marks))) * DIGIT + 12 <= apart:
            break
    return ticks


def _bars(bars: Sequence[Bar], axis: Spec) -> Spec:
    sign = {"condition": {"test": "datum.end < 0", "value": FALL}, "value": RISE}
    zero = {"field": "zero", "type": "quantitative"}
    bar: Spec = {"x": axis, "x2": {"datum": 0}, "color": sign}
    at_end: Spec = {"x": {"field": "end", "type": "quantitative"}}
    text = {"text": {"field": "text"}}
    quiet = {"condition": {"test": "datum.missing", "value": QUIET}, "value": INK}
    scale = {"domain": list(range(len(bars))), "paddingInner": 0.28, "paddingOuter": 0.14}
    layers = [
        {"mark": {"type": "bar"}, "encoding": bar},
        _arrow("triangle-right", "datum.cut && datum.end > 0", at_end | {"color": sign}),
        _arrow("triangle-left", "datum.cut && datum.end < 0", at_end | {"color": sign}),
        {
            "mark": {"type": "rule", "color": QUIET},
            "data": {"values": [{"zero": 0}]},
            "encoding": {"x": zero, "y": None},
        },
        _number("left", "datum.end >= 0", at_end | text | {"color": quiet}),
        _number("right", "datum.end < 0", at_end | text | {"color": quiet}),
        {
            "mark": {"type": "text", "align": "right", "x": -6, "color": INK},
            "encoding": {"text": {"field": "label"}},
        },
    ]
    return {
        "data": {"values": [_datum(bar) for bar in bars]},
        "encoding": {"y": {"field": "place", "type": "ordinal", "scale": scale, "axis": None}},
        "layer": layers,
    }


def _datum(bar: Bar) -> Spec:
    return {
        "place": bar.place,
        "label": bar.label,
        "text": bar.text,
        "end": bar.end,
        "cut": bar.cut,
        "missing": bar.missing,
    }


def _arrow(shape: str, test: str, encoding: Spec) -> Spec:
    mark = {"type": "point", "shape": shape, "size": 320}
    return {"transform": [{"filter": test}], "mark": mark, "encoding": encoding}


def _number(side: str, test: str, encoding: Spec) -> Spec:
    beside = {"expr": f"(datum.cut ? 14 : 4) * {1 if side == 'left' else -1}"}
    mark = {"type": "text", "align": side, "dx": beside}
    return {"transform": [{"filter": test}], "mark": mark, "encoding": encoding}


def _beside_width(chart: Chart) -> int:
    """How wide the column of the second series is; 0 where there is none."""
    if len(chart.series) < 2:
        return 0
    texts = (one_line(point.figure.text) for point in chart.series[1].points)
    return round(max(map(text_width, texts), default=0) + _ARROW + 18)


def _numbers_beside(chart: Chart, plot: int) -> list[Spec]:
    """The second series: its name above, its numbers at the right edge, an arrowhead before each.

    The arrowheads stand in one column, so that the eye can run down it.
    """
    if len(chart.series) < 2:
        return []
    second = chart.series[1]
    heads = plot - _beside_width(chart) + 18 + _ARROW / 2 - 3
    texts = [placed_text(plot, -13, one_line(second.label), align="right", colour=QUIET)]
    arrows: list[Spec] = []
    for place, point in enumerate(second.points):
        value, y = number_of(point.figure), (place + 0.5) * STEP
        colour = QUIET if value is None else INK
        texts.append(
            placed_text(plot, y, one_line(point.figure.text), align="right", colour=colour)
        )
        if value:
            shape = "triangle-up" if value > 0 else "triangle-down"
            arrows.append({"x": round(heads, 1), "y": y, "shape": shape, "up": value > 0})
    return [placed_texts(texts), _arrowheads(arrows)]


def _arrowheads(arrows: Sequence[Spec]) -> Spec:
    colour = {"condition": {"test": "datum.up", "value": RISE}, "value": FALL}
    shape = {"field": "shape", "type": "nominal", "scale": None}
    mark = {"type": "point", "size": 44, "x": {"expr": "datum.x"}, "y": {"expr": "datum.y"}}
    return {
        "data": {"values": list(arrows)},
        "mark": mark,
        "encoding": {"shape": shape, "color": colour},
    }


def _hits(chart: Chart, labels: float, plot: int, beside: int, marks: NumberMarks) -> Spec:
    """Over each row, so that pointing anywhere in it finds the bar, or the number beside it."""
    boxes = []
    for place in range(len(chart.series[0].points)):
        edges = [-labels, plot - beside + 12, plot] if beside else [0, plot]
        for series, x, x2 in zip(chart.series, edges, edges[1:], strict=False):
            corners = box(x, x2, place * STEP, (place + 1) * STEP)
            boxes.append(corners | {"says": says(chart, series, place, marks)})
    return pointed_at(boxes)
