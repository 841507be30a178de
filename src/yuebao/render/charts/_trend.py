"""A trend: columns side by side a month, and a line above them.

Both share the months. The line has the upper part of the plot with its axis at the right, the
columns the lower part with theirs at the left: they never cross, and each keeps its own zero line.
The latest value of the line is printed; a month without a value is a gap in the line, and a dash
where its column would stand.
"""

from __future__ import annotations

from itertools import pairwise
from math import ceil, floor
from typing import TYPE_CHECKING

from yuebao.render._walk import one_line, series_head
from yuebao.render.charts._months import FOOT, month_texts, slot_width, year_lines
from yuebao.render.charts._scale import may_cut, round_axis
from yuebao.render.charts._style import (
    INK,
    LINE,
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
    text_width,
    tick_width,
    values_of,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yuebao.render.charts._scale import Axis
    from yuebao.render.charts._style import Spec
    from yuebao.report.model import Chart, NumberMarks, Series

TOP = 30
LINE_BAND = (0, 84)
COLUMN_BAND = (122, 252)
"""The two parts of the plot, in pixels from its top; names stand above each."""

_HEIGHT = COLUMN_BAND[1]
_SWATCH = 11
_ARROW = 70


def trend_spec(chart: Chart, marks: NumberMarks, width: int) -> Spec:
    """The specification of a trend. A chart of one series is a line alone."""
    *columns, line = chart.series
    line_axis, column_axis = _axis_of([line], 4), _axis_of(columns, 4)
    left, right = (tick_width(one.ticks, marks) for one in (column_axis, line_axis))
    slot = slot_width(width - left - right, len(line.points))
    plot = slot * len(line.points)
    boxes, names = _names(columns, line, (-left, plot + right), marks)
    layers: list[Spec] = [
        placed_boxes(year_lines(chart.labels(), slot, [LINE_BAND, COLUMN_BAND])),
        {
            "encoding": {"x": pixels(plot)},
            "layer": [
                band(
                    line_layers(line_marks(line, line_axis, slot)),
                    line_axis,
                    LINE_BAND,
                    "right",
                    marks,
                ),
                band(
                    _column_layers(_column_marks(columns, column_axis, slot)),
                    column_axis,
                    COLUMN_BAND,
                    "left",
                    marks,
                ),
            ],
            "resolve": {"scale": {"y": "independent"}},
        },
        placed_boxes(boxes),
        placed_texts(
            [
                *month_texts(chart.labels(), slot, _HEIGHT),
                *names,
                *_dashes(columns, column_axis, slot),
            ]
        ),
        pointed_at(_hits(chart, slot, marks)),
    ]
    padding = {"left": left, "right": width - left - plot, "top": TOP, "bottom": FOOT}
    return frame(plot, _HEIGHT, padding, layers)


def _axis_of(series: Sequence[Series], steps: int) -> Axis:
    return round_axis(values_of(series), steps, cut=any(map(may_cut, series)))


def pixels(plot: float) -> Spec:
    """The encoding of places across the plot, in its pixels."""
    scale = {"domain": [0, plot], "range": [0, plot], "nice": False, "zero": False}
    return {"field": "x", "type": "quantitative", "scale": scale, "axis": None}


def line_marks(line: Series, axis: Axis, slot: float) -> list[Spec]:
    """The points there are; `run` tells those that are joined, `text` is what is printed."""
    values = [number_of(point.figure) for point in line.points]
    last = max((place for place, value in enumerate(values) if value is not None), default=-1)
    marks: list[Spec] = []
    run = 0
    for place, value in enumerate(values):
        if value is None:
            run += 1
            continue
        cut = axis.cuts(value)
        alone = _at(values, place - 1) is None and _at(values, place + 1) is None
        text = one_line(line.points[place].figure.text)
        marks.append({
            "x": (place + 0.5) * slot,
            "end": axis.end(value),
            "run": run,
            "cut": (1 if value > 0 else -1) if cut else 0,
            "dot": not cut and (place == last or alone),
            "text": text if place == last or cut else "",
            "align": "right" if place > len(values) / 2 else "left",
            "dy": 0 if cut else _beside_point(values[: place + 1], axis, slot, text),
        })  # fmt: skip
    return marks


def _at(values: Sequence[float | None], place: int) -> float | None:
    return values[place] if 0 <= place < len(values) else None


def _beside_point(values: Sequence[float | None], axis: Axis, slot: float, text: str) -> int:
    """How far below the last point its number stands: where it touches neither line nor zero."""
    reach = ceil((text_width(text) + 4) / slot)
    near = [value for value in values[-reach - 1 :] if value is not None]
    between = [one + (other - one) * part / 4 for one, other in pairwise(near) for part in range(4)]
    marks = (values[-1] or 0.0, 0.0, *between)
    here, zero, *line = (axis.pixel(value, *LINE_BAND) for value in marks)

    def touched(dy: int) -> int:
        return sum(abs(y - here - dy) < 7 for y in (zero, *line))

    up, down = -10, 11
    return down if touched(down) < touched(up) else up


def line_layers(marks: Sequence[Spec]) -> list[Spec]:
    """The line, its dots and arrowheads, and the numbers beside them, over a rule at zero."""
    at: Spec = {"x": {"field": "x", "type": "quantitative"}}
    number: Spec = {
        "type": "text",
        "align": {"expr": "datum.align"},
        "dx": {"expr": "datum.cut ? (datum.align === 'left' ? 8 : -8) : 4"},
        "dy": {"expr": "datum.dy"},
        "color": INK,
    }
    line = {"type": "line", "color": LINE, "strokeWidth": 1.8, "strokeJoin": "round"}
    return [
        _zero(),
        {
            "data": {"values": list(marks)},
            "layer": [
                {"mark": line, "encoding": at | {"detail": {"field": "run", "type": "nominal"}}},
                _kept("datum.dot", {"type": "point", "size": 34, "color": LINE}, at),
                _arrow("datum.cut > 0", "triangle-up", LINE, at),
                _arrow("datum.cut < 0", "triangle-down", LINE, at),
                _kept("datum.text !== ''", number, at | {"text": {"field": "text"}}),
            ],
        },
    ]


def _column_marks(columns: Sequence[Series], axis: Axis, slot: float) -> list[Spec]:
    """One mark a column there is; `text` is printed beside those that are cut."""
    marks: list[Spec] = []
    for number, series in enumerate(columns):
        start, width = _column(number, len(columns), slot)
        for place, point in enumerate(series.points):
            value = number_of(point.figure)
            if value is None:
                continue
            cut = axis.cuts(value)
            marks.append({
                "x": place * slot + start,
                "x2": place * slot + start + width,
                "middle": place * slot + start + width / 2,
                "end": axis.end(value),
                "cut": (1 if value > 0 else -1) if cut else 0,
                "text": one_line(point.figure.text) if cut else "",
                "colour": colour_of(number),
            })  # fmt: skip
    return marks


def _column(number: int, count: int, slot: float) -> tuple[float, float]:
    """Where a column of a month begins, and its width: about a quarter of the month is left."""
    width = max(1.0, floor(slot * 1.52 / max(1, count)) / 2)
    return round(slot - width * count) / 2 + number * width, width


def _dashes(columns: Sequence[Series], axis: Axis, slot: float) -> list[Spec]:
    """A dash where a column is missing; one for all columns of a month."""
    y = axis.pixel(0, *COLUMN_BAND) - 5
    dashes: list[Spec] = []
    for place in range(len(columns[0].points) if columns else 0):
        gone = [n for n, one in enumerate(columns) if one.points[place].figure.value is None]
        spans = [_column(number, len(columns), slot) for number in gone]
        if spans:
            middle = (spans[0][0] + sum(spans[-1])) / 2
            dashes.append(placed_text(place * slot + middle, y, "-", align="center", colour=QUIET))
    return dashes


def _column_layers(marks: Sequence[Spec]) -> list[Spec]:
    colour = {"field": "colour", "type": "nominal", "scale": None}
    middle: Spec = {"x": {"field": "middle", "type": "quantitative"}}
    sides: Spec = {"x2": {"field": "x2"}, "y2": {"datum": 0}, "color": colour}
    number = {"type": "text", "align": "left", "dx": 8, "color": INK}
    text: Spec = {"text": {"field": "text"}}
    return [
        {
            "data": {"values": list(marks)},
            "layer": [
                {"mark": {"type": "bar"}, "encoding": sides},
                _arrow("datum.cut > 0", "triangle-up", None, middle | {"color": colour}),
                _arrow("datum.cut < 0", "triangle-down", None, middle | {"color": colour}),
                _kept("datum.cut", number, middle | text),
            ],
        },
        _zero(),
    ]


def _zero() -> Spec:
    return {
        "data": {"values": [{"end": 0}]},
        "mark": {"type": "rule", "color": QUIET},
        "encoding": {"x": {"value": 0}, "x2": {"value": "width"}},
    }


def _kept(test: str, mark: Spec, encoding: Spec) -> Spec:
    return {"transform": [{"filter": test}], "mark": mark, "encoding": encoding}


def _arrow(test: str, shape: str, colour: str | None, encoding: Spec) -> Spec:
    mark: Spec = {"type": "point", "shape": shape, "size": _ARROW}
    return _kept(test, mark | ({"color": colour} if colour else {}), encoding)


def _names(
    columns: Sequence[Series], line: Series, ends: tuple[float, float], marks: NumberMarks
) -> tuple[list[Spec], list[Spec]]:
    """Swatches and texts that name the series, above the part each is drawn in."""
    (left, right), y = ends, LINE_BAND[0] - 20
    text = series_head(line, marks)
    start = right - text_width(text) - 24
    boxes = [box(start, start + 18, y - 1, y + 1) | {"colour": LINE}]
    texts = [placed_text(right, y, text, align="right")]
    x, y = left, COLUMN_BAND[0] - 18
    for axis in dict.fromkeys(one_line(series.axis) for series in columns):
        texts.append(placed_text(x, y, axis, colour=QUIET))
        x += text_width(axis) + 14
    for number, series in enumerate(columns):
        half = _SWATCH / 2
        boxes.append(box(x, x + _SWATCH, y - half, y + half) | {"colour": colour_of(number)})
        texts.append(placed_text(x + _SWATCH + 4, y, one_line(series.label)))
        x += _SWATCH + 4 + text_width(one_line(series.label)) + 14
    return boxes, texts


def _hits(chart: Chart, slot: float, marks: NumberMarks) -> list[Spec]:
    """Over each column its height of the part, over each point of the line its month."""
    boxes = []
    *columns, line = chart.series
    for place in range(len(line.points)):
        x = place * slot
        for number, series in enumerate(columns):
            part = slot / len(columns)
            corners = box(x + number * part, x + (number + 1) * part, *COLUMN_BAND)
            boxes.append(corners | {"says": says(chart, series, place, marks)})
        boxes.append(box(x, x + slot, *LINE_BAND) | {"says": says(chart, line, place, marks)})
    return boxes
