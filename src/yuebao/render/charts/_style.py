"""How charts look: colours, type, and the widths that texts are given.

Colours are told apart by every kind of colour vision, and neighbours in grey as well: series
alternate between dark and light, and what is below zero is lighter than what is above.
"""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

from yuebao.domain.widths import half_widths
from yuebao.render._fonts import EMBEDDED_FAMILY, FAMILY
from yuebao.render._walk import one_line, unit_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from yuebao.render.charts._scale import Axis
    from yuebao.report.model import Chart, Figure, NumberMarks, Series

Spec = dict[str, object]

FONT = (
    f'"{EMBEDDED_FAMILY}", "{FAMILY}", "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", '
    "sans-serif"
)
"""In a page the font it carries, in a PDF that of Typst, elsewhere one that is there."""
VEGA_LITE = "6.4"

RISE = "#1b5e9e"
"""Bars above zero."""
FALL = "#cf7a22"
"""Bars below zero."""
LINE = "#b3263e"
"""The line of a trend."""
INK = "#24292f"
QUIET = "#6e7781"
GRID = "#d8dee4"
PAPER = "#ffffff"
"""Around a line that is drawn over columns, so that it stands out from every one of them."""
SERIES = (RISE, "#5b95cc", "#7b3f61", FALL, "#27635a", "#a98a2e", "#4a4f57", "#888f97")
"""Series side by side or stacked, in order; after the last the first comes again."""
PALETTE = tuple(dict.fromkeys((RISE, FALL, LINE, INK, QUIET, GRID, PAPER, *SERIES)))
"""Every colour a chart uses; a style sheet may exchange them one for one."""

WIDTH = 480
"""How many pixels a chart is wide, its axes and names within."""
DIGIT = 6.8  # the width of a digit at 12 px, rounded up
LETTER = 7.6  # the width of a Latin letter at 12 px, as wide as names have it on average
UNIT = 6.2  # half the width of a Chinese character at 12 px, rounded up
LABEL_UNITS = 22
TICK_GAP = 6

_BRACKETED_END = re.compile(r"\s*[（(][^（()）]*[）)]$")


def frame(width: float, height: int, padding: Mapping[str, float], layers: Sequence[Spec]) -> Spec:
    """A specification of that plot, with nothing left to Vega's measuring."""
    return {
        "$schema": f"https://vega.github.io/schema/vega-lite/v{VEGA_LITE}.json",
        "autosize": {"type": "none"},
        "padding": dict(padding),
        "width": width,
        "height": height,
        "background": None,
        "config": _config(),
        "layer": list(layers),
    }


def _config() -> Spec:
    return {
        "font": FONT,
        "text": {"fontSize": 12, "baseline": "middle", "aria": False},
        "bar": {"aria": False},
        "point": {"aria": False, "opacity": 1, "strokeWidth": 0, "filled": True},
        "rule": {"aria": False},
        "rect": {"aria": False},
        "line": {"aria": False},
        "view": {"stroke": None},
        "axis": {
            "aria": False,
            "domain": False,
            "ticks": False,
            "grid": True,
            "gridColor": GRID,
            "labelColor": QUIET,
            "labelFontSize": 11,
            "labelOverlap": False,
            "labelFlush": False,
            "labelLimit": 0,
            "titleColor": QUIET,
            "titleFontSize": 12,
            "titleFontWeight": "normal",
            "titleLimit": 0,
        },
    }


def band(
    layers: Sequence[Spec], axis: Axis, pixels: tuple[int, int], orient: str, marks: NumberMarks
) -> Spec:
    """Layers that share a value axis over a part of the plot's height; values are in `end`."""
    scale = {"domain": [axis.low, axis.high], "range": list(reversed(pixels))}
    return {
        "encoding": {
            "y": {
                "field": "end",
                "type": "quantitative",
                "scale": scale | {"nice": False, "zero": False},
                "axis": {
                    "values": list(axis.ticks),
                    "orient": orient,
                    "title": None,
                    "grid": True,
                    "labelExpr": tick_format(axis.ticks, marks),
                    "labelPadding": TICK_GAP,
                },
            }
        },
        "layer": list(layers),
    }


def tick_width(ticks: Sequence[float], marks: NumberMarks) -> int:
    """How many pixels the numbers of an axis take beside the plot."""
    return round(max(map(len, tick_texts(ticks, marks))) * DIGIT) + TICK_GAP + 2


def tick_format(ticks: Sequence[float], marks: NumberMarks) -> str:
    """The expression that gives a mark of an axis its text."""
    texts = json.dumps(tick_texts(ticks, marks), ensure_ascii=False)
    return f"{texts}[indexof({json.dumps(list(ticks))}, datum.value)]"


def tick_texts(ticks: Sequence[float], marks: NumberMarks) -> list[str]:
    """The numbers of an axis as the report writes numbers, all with the places one needs.

    Zero is plain.
    """
    places = max(len(f"{tick:.9f}".rstrip("0").partition(".")[2]) for tick in ticks)
    return [marks.printed(Decimal(f"{tick:.{places}f}")) if tick else "0" for tick in ticks]


def colour_of(place: int) -> str:
    """The colour of the series at that place, from 0."""
    return SERIES[place % len(SERIES)]


def text_units(text: str) -> int:
    """How wide a text is, a Chinese character counting two."""
    return half_widths(text)


def text_width(text: str, narrow: float = DIGIT) -> float:
    """How many pixels a text may take at 12 px: an upper bound for digits and Chinese.

    Args:
        text: The text.
        narrow: The width of what is no Chinese character.
    """
    return sum(UNIT * 2 if east_asian_width(letter) in "WF" else narrow for letter in text)


def label_width(text: str) -> float:
    """How many pixels a name may take at 12 px: an upper bound for Chinese and usual Latin."""
    return text_width(text, LETTER)


def units_within(units: int, width: int) -> int:
    """How wide a name may be in a chart of that width, of so many units in one of the usual."""
    return units * width // WIDTH


def shorten(label: str, units: int = LABEL_UNITS) -> str:
    """The label on one line, its end left out where it is too long."""
    label = one_line(label)
    if text_units(label) <= units:
        return label
    while text_units(label) > units - 1:
        label = label[:-1]
    return label + "…"


def number_of(figure: Figure) -> float | None:
    """Where the figure stands on an axis, as exactly as axes end; None where there is no number."""
    return None if figure.value is None else round(float(figure.value), 6)


def values_of(series: Sequence[Series]) -> list[float]:
    """Where the figures of series stand on an axis, without those that have no number."""
    numbers = (number_of(point.figure) for one in series for point in one.points)
    return [number for number in numbers if number is not None]


def says(chart: Chart, series: Series, place: int, marks: NumberMarks) -> str:
    """What a mark tells when it is pointed at: whose it is, and its number with its unit."""
    point = series.points[place]
    unit = "" if point.figure.value is None else unit_text(point.figure, marks)
    which = [_BRACKETED_END.sub("", one_line(series.label))] if len(chart.series) > 1 else []
    return " ".join([one_line(point.label), *which, f"{one_line(point.figure.text)}{unit}"])


def placed_texts(texts: Sequence[Spec]) -> Spec:
    """Texts at pixels of the plot: each has `x`, `y`, `text`, `align` and `colour`."""
    return {
        "data": {"values": list(texts)},
        "mark": {
            "type": "text",
            "x": {"expr": "datum.x"},
            "y": {"expr": "datum.y"},
            "align": {"expr": "datum.align"},
            "fontSize": {"expr": "datum.size"},
        },
        "encoding": {
            "text": {"field": "text"},
            "color": {"field": "colour", "type": "nominal", "scale": None},
        },
    }


def placed_text(
    x: float, y: float, text: str, *, align: str = "left", colour: str = INK, size: int = 12
) -> Spec:
    """One of `placed_texts`."""
    return {
        "x": round(x, 1),
        "y": round(y, 1),
        "text": text,
        "align": align,
        "colour": colour,
        "size": size,
    }


def placed_boxes(boxes: Sequence[Spec]) -> Spec:
    """Filled boxes at pixels of the plot: each has `x`, `x2`, `y`, `y2` and `colour`."""
    return _box_layer(boxes) | {
        "encoding": {"color": {"field": "colour", "type": "nominal", "scale": None}}
    }


def pointed_at(boxes: Sequence[Spec]) -> Spec:
    """The layer that finds what is pointed at: each box has its corners and what it `says`."""
    layer = _box_layer(boxes)
    mark = {"color": "transparent", "aria": True} | dict(layer["mark"])  # type: ignore[call-overload]
    return layer | {
        "name": "rows",
        "mark": mark,
        "encoding": {"description": {"field": "says"}},
    }


def _box_layer(boxes: Sequence[Spec]) -> Spec:
    corners = {name: {"expr": f"datum.{name}"} for name in ("x", "x2", "y", "y2")}
    return {"data": {"values": list(boxes)}, "mark": {"type": "rect", **corners}}


def box(x: float, x2: float, y: float, y2: float) -> Spec:
    """The corners of a box."""
    return {"x": round(x, 1), "x2": round(x2, 1), "y": round(y, 1), "y2": round(y2, 1)}
