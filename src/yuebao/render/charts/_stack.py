"""A stack: one column a month, its parts on top of each other in the order of the series.

Each part is named at the right, level with its place in the latest column, with its latest number:
no colour has to be looked up, and the chart reads in grey. Parts alternate between dark and light.
A month where a part is missing carries a dash on top of what is known.

A sum is a stack whose last series is what the others add up to: a line over them on their axis.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from yuebao.render._walk import one_line
from yuebao.render.charts._months import FOOT, month_texts, slot_width, year_lines
from yuebao.render.charts._scale import may_cut, round_axis
from yuebao.render.charts._style import (
    INK,
    LINE,
    PAPER,
    QUIET,
    band,
    box,
    colour_of,
    frame,
    number_of,
    placed_boxes,
    placed_text,
    placed_texts,
    pointed_at,
    says,
    shorten,
    text_width,
    tick_width,
    units_within,
    values_of,
)
from yuebao.render.charts._trend import line_layers, line_marks, pixels

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yuebao.render.charts._scale import Axis
    from yuebao.render.charts._style import Spec
    from yuebao.report.model import Chart, NumberMarks, Series

TOP = 30
HEIGHT = 230

_SWATCH = 11
_LEADER = 16  # from the latest column to the swatches
_ROW = 16  # from one name to the next
_NAME_UNITS, _LINE_UNITS = 18, 26
_WHOLE = (99, 101)
_BAND = (0, HEIGHT)


@dataclass(frozen=True, slots=True)
class Segment:
    """One part of a column as drawn.

    Attributes:
        place: The month, from 0.
        series: The series, from 0.
        start: Where it begins on the axis: at zero or where the part below ends.
        end: Where it ends.
        missing: Whether there is no value; it then has no height.
    """

    place: int
    series: int
    start: float
    end: float
    missing: bool


def stack_spec(chart: Chart, marks: NumberMarks, width: int) -> Spec:
    """The specification of a stack."""
    return _spec(chart, chart, None, marks, width)


def sum_spec(chart: Chart, marks: NumberMarks, width: int) -> Spec:
    """The specification of a stack with a line of what its parts add up to."""
    *parts, line = chart.series
    return _spec(chart, replace(chart, series=tuple(parts)), line, marks, width)


def _spec(
    chart: Chart, stacked: Chart, line: Series | None, marks: NumberMarks, width: int
) -> Spec:
    parts = stack_parts(stacked)
    axis = _axis(parts, line)
    names = [
        _name(one, units_within(_LINE_UNITS if one is line else _NAME_UNITS, width))
        for one in chart.series
    ]
    left = tick_width(axis.ticks, marks)
    right = round(_LEADER + _SWATCH + 6 + max(map(text_width, names), default=0))
    slot = slot_width(width - left - right, len(chart.labels()))
    plot = slot * len(chart.labels())
    boxes, leaders, texts = _names(chart, parts, axis, plot, names)
    texts.append(placed_text(-left, -18, one_line(chart.series[0].axis), colour=QUIET))
    layers: list[Spec] = [
        placed_boxes(year_lines(chart.labels(), slot, [_BAND])),
        band(
            [*_layers(parts, axis, slot), *_line(line, axis, slot, plot)],
            axis,
            _BAND,
            "left",
            marks,
        ),
        leaders,
        placed_boxes(boxes),
        placed_texts([*month_texts(chart.labels(), slot, HEIGHT), *texts]),
        pointed_at([
            _corners(part, axis, slot)
            | {"says": says(chart, chart.series[part.series], part.place, marks)}
            for part in parts
        ] + _line_hits(chart, line, axis, slot, marks)),
    ]  # fmt: skip
    padding = {"left": left, "right": width - left - plot, "top": TOP, "bottom": FOOT}
    return frame(plot, HEIGHT, padding, layers)


def stack_parts(chart: Chart) -> list[Segment]:
    """Every part of every column, by months and then by series, from the bottom up.

    Values below zero are stacked downwards from zero, the others upwards.
    """
    parts = []
    for place in range(len(chart.labels())):
        ends = {True: 0.0, False: 0.0}
        for number, series in enumerate(chart.series):
            value = number_of(series.points[place].figure)
            below = (value or 0.0) < 0
            start = ends[below]
            ends[below] = round(start + (value or 0.0), 6)
            parts.append(Segment(place, number, start, ends[below], value is None))
    return parts


def _axis(parts: Sequence[Segment], line: Series | None) -> Axis:
    """The axis that holds the columns and the line; one of shares ends at the whole."""
    tops: dict[tuple[int, bool], float] = {}
    for part in parts:
        tops[part.place, part.end < 0] = part.end
    totals = [100.0 if _WHOLE[0] < total <= _WHOLE[1] else total for total in tops.values()]
    if line is None:
        return round_axis(totals, 5, cut=False)
    return round_axis([*totals, *values_of([line])], 5, cut=may_cut(line))


def _layers(parts: Sequence[Segment], axis: Axis, slot: float) -> list[Spec]:
    width = max(1.0, round(slot * 1.6) / 2)
    start = round(slot - width) / 2
    marks = [
        {
            "x": part.place * slot + start,
            "x2": part.place * slot + start + width,
            "start": axis.end(part.start),
            "end": axis.end(part.end),
            "colour": colour_of(part.series),
        }
        for part in parts
        if not part.missing
    ]
    sides = {"x": {"expr": "datum.x"}, "x2": {"expr": "datum.x2"}}
    colour = {"field": "colour", "type": "nominal", "scale": None}
    return [
        {
            "data": {"values": marks},
            "mark": {"type": "rect", **sides},
            "encoding": {"y2": {"field": "start"}, "color": colour},
        },
        {
            "data": {"values": [{"end": 0}]},
            "mark": {"type": "rule", "color": QUIET},
            "encoding": {},
        },
        *_flags(parts, axis, slot),
    ]


def _flags(parts: Sequence[Segment], axis: Axis, slot: float) -> list[Spec]:
    """On top of a column: a dash where a part is missing, an arrowhead where it is cut."""
    dashes, arrows = [], []
    for place in sorted({part.place for part in parts}):
        column = [part for part in parts if part.place == place]
        top = max(part.end for part in column)
        mark = {"x": (place + 0.5) * slot, "end": axis.end(top)}
        if any(part.missing for part in column):
            dashes.append(mark)
        if axis.cuts(top * 0.99):
            arrows.append(mark)
    x = {"x": {"expr": "datum.x"}}
    dash = {"type": "text", "text": "-", "align": "center", "dy": -6, "color": QUIET, **x}
    arrow = {"type": "point", "shape": "triangle-up", "size": 70, "color": INK, **x}
    return [
        {"data": {"values": values}, "mark": mark, "encoding": {}}
        for values, mark in ((dashes, dash), (arrows, arrow))
        if values
    ]


def _line(line: Series | None, axis: Axis, slot: float, plot: float) -> list[Spec]:
    """The line over the columns; its latest number stands beside its name."""
    if line is None:
        return []
    found = line_marks(line, axis, slot)
    layers = line_layers([mark if mark["cut"] else mark | {"text": ""} for mark in found])
    edge = {"type": "line", "color": PAPER, "strokeWidth": 5, "strokeJoin": "round"}
    at: Spec = {"x": {"field": "x", "type": "quantitative"}, "detail": {"field": "run"}}
    layers.insert(0, {"data": {"values": found}, "mark": edge, "encoding": at})
    return [{"encoding": {"x": pixels(plot)}, "layer": layers}]


def _line_hits(
    chart: Chart, line: Series | None, axis: Axis, slot: float, marks: NumberMarks
) -> list[Spec]:
    """Around each point of the line a box that tells it."""
    boxes = []
    for place, point in enumerate(line.points if line else ()):
        value = number_of(point.figure)
        if line is not None and value is not None:
            y = axis.pixel(value, *_BAND)
            corners = box(place * slot, (place + 1) * slot, y - 4, y + 4)
            boxes.append(corners | {"says": says(chart, line, place, marks)})
    return boxes


def _name(series: Series, units: int) -> str:
    text = one_line(series.points[-1].figure.text) if series.points else ""
    return f"{shorten(series.label, units)} {text}"


def _names(
    chart: Chart, parts: Sequence[Segment], axis: Axis, plot: float, names: Sequence[str]
) -> tuple[list[Spec], Spec, list[Spec]]:
    """Swatches, lines from the latest column to them, and the names beside them."""
    last = [part for part in parts if part.place == len(chart.labels()) - 1]
    middles = [axis.pixel((part.start + part.end) / 2, *_BAND) for part in last]
    lines = chart.series[len(middles) :] if chart.labels() else ()
    middles += [axis.pixel(number_of(one.points[-1].figure) or 0.0, *_BAND) for one in lines]
    thick = {len(middles) - 1: 1.0} if lines else {}
    rows = spread(middles, _ROW, (0, HEIGHT))
    x, half = plot + _LEADER, _SWATCH / 2
    boxes, texts, leaders = [], [], []
    for number, (middle, row) in enumerate(zip(middles, rows, strict=True)):
        high, colour = thick.get(number, half), LINE if number in thick else colour_of(number)
        boxes.append(box(x, x + _SWATCH, row - high, row + high) | {"colour": colour})
        texts.append(placed_text(x + _SWATCH + 5, row, names[number]))
        leaders.append(box(plot, x - 2, middle, row))
    places: Spec = {
        name: {"field": name, "type": "quantitative", "scale": None, "axis": None} for name in "xy"
    }
    rule = {
        "data": {"values": leaders},
        "mark": {"type": "rule", "color": QUIET, "strokeWidth": 0.7},
        "encoding": places | {"x2": {"field": "x2"}, "y2": {"field": "y2"}},
    }
    return boxes, rule, texts


def spread(middles: Sequence[float], room: float, bounds: tuple[float, float]) -> list[float]:
    """Where to put labels that want to stand at `middles`, at least `room` apart, in their order.

    Labels that would touch are moved apart around their common middle; all stay within the bounds
    as long as they fit.
    """
    order = sorted(range(len(middles)), key=lambda at: (middles[at], -at))
    groups: list[tuple[float, int]] = []  # the middle of a block of labels, and how many
    for at in order:
        centre, count = min(max(middles[at], bounds[0]), bounds[1]), 1
        while groups and centre - groups[-1][0] < room * (count + groups[-1][1]) / 2:
            above, more = groups.pop()
            centre = (centre * count + above * more) / (count + more)
            count += more
            half = room * (count - 1) / 2
            centre = max(min(centre, bounds[1] - half), bounds[0] + half)
        groups.append((centre, count))
    rows = [
        centre + room * (at - (count - 1) / 2) for centre, count in groups for at in range(count)
    ]
    placed = dict(zip(order, rows, strict=True))
    return [placed[at] for at in range(len(middles))]


def _corners(part: Segment, axis: Axis, slot: float) -> Spec:
    top, bottom = (axis.pixel(value, *_BAND) for value in (part.end, part.start))
    return box(part.place * slot, (part.place + 1) * slot, min(top, bottom), max(top, bottom))
