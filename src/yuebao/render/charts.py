"""Charts: ordered bars as a Vega-Lite specification, and that as SVG.

Nothing in the layout depends on how wide a font draws a text (fixed padding, no axis labels left
to Vega), so that machines with other fonts give the same bytes.

One value far beyond the rest would press all other bars flat. So values of more than `FENCE` times
the upper quartile of the magnitudes are cut: the bar ends in an arrow at the edge, and its number
stands there as everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

import vl_convert

from yuebao.render._walk import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yuebao.report.model import Chart

Spec = dict[str, object]

FONT = '"Noto Sans SC", "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", sans-serif'
VEGA_LITE = "6.4"

RISE = "#1b5e9e"
"""Bars above zero. With `FALL` it is told apart by every kind of colour vision, and in grey."""
FALL = "#e8963c"
"""Bars below zero."""
INK = "#24292f"
QUIET = "#6e7781"
GRID = "#d8dee4"
PALETTE = (RISE, FALL, INK, QUIET, GRID)
"""Every colour a chart uses; a style sheet may exchange them one for one."""

FENCE = 6
"""How many times the upper quartile of magnitudes a bar may measure before it is cut."""
WIDTH = 480
STEP = 18
_DIGIT = 6.8  # the width of a digit at 12 px, rounded up
_UNIT = 6.2  # half the width of a Chinese character at 12 px, rounded up
_LABEL_UNITS = 22


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar as drawn: its place from the top, its end on the axis, and what stands at it.

    Attributes:
        place: From 0 at the top.
        label: The entity, shortened where it is too long.
        text: The number as printed, `-` where there is none.
        end: Where the bar ends on the axis; 0 where there is no value.
        cut: Whether the value lies beyond the axis.
    """

    place: int
    label: str
    text: str
    end: float
    cut: bool


def chart_svg(chart: Chart) -> str:
    """The chart as an SVG element, without a declaration and without ids."""
    svg: str = vl_convert.vegalite_to_svg(chart_spec(chart), vl_version=VEGA_LITE)
    return svg.strip()


def chart_spec(chart: Chart) -> Spec:
    """The chart as a Vega-Lite specification: plain data, to be drawn as SVG, PNG or PDF."""
    bars, domain = scale_bars(chart)
    labels = max((_units(bar.label) for bar in bars), default=0) * _UNIT + 10
    plot = WIDTH - labels - 6
    return {
        "$schema": f"https://vega.github.io/schema/vega-lite/v{VEGA_LITE}.json",
        "autosize": {"type": "none"},
        "padding": {"left": round(labels), "right": 6, "top": 4, "bottom": 42},
        "width": round(plot),
        "height": STEP * len(bars),
        "background": None,
        "config": _config(),
        "data": {"values": [_datum(bar, chart, bar.place) for bar in bars]},
        "encoding": {"y": _rows(len(bars))},
        "layer": _layers(_axis(chart.series[0].axis, domain, _ends(bars, plot))),
    }


def scale_bars(chart: Chart) -> tuple[list[Bar], tuple[float, float]]:
    """The bars, and the ends of the axis; those beyond them are cut."""
    values = [
        None if p.figure.value is None else float(p.figure.value) for p in chart.series[0].points
    ]
    known = [value for value in values if value is not None]
    low, high = _domain(known)
    bars = [
        Bar(
            place=place,
            label=_shorten(one_line(point.label)),
            text=one_line(point.figure.text),
            end=0.0 if value is None else round(min(max(value, low), high), 6),
            cut=value is not None and not low <= value <= high,
        )
        for place, (point, value) in enumerate(zip(chart.series[0].points, values, strict=True))
    ]
    return bars, (low, high)


def _domain(values: Sequence[float]) -> tuple[float, float]:
    """The ends of an axis that holds zero and all values but those far beyond the rest."""
    sizes = sorted(abs(value) for value in values)
    fence = FENCE * sizes[ceil(0.75 * len(sizes)) - 1] if sizes else 0.0
    kept = [value for value in values if abs(value) <= fence or not fence]
    room = 0.15 * max(map(abs, kept), default=0.0)
    low, high = min([0.0, *kept]), max([0.0, *kept])
    if any(value < low for value in values):
        low -= room
    if any(value > high for value in values):
        high += room
    return (round(low, 6), round(high, 6)) if low < high else (-1.0, 1.0)


def _datum(bar: Bar, chart: Chart, place: int) -> dict[str, object]:
    point = chart.series[0].points[place]
    unit = point.figure.unit if point.figure.value is not None else ""
    return {
        "place": bar.place,
        "label": bar.label,
        "text": bar.text,
        "end": bar.end,
        "cut": bar.cut,
        "missing": point.figure.value is None,
        "says": f"{one_line(point.label)} {bar.text}{unit}",
    }


def _rows(count: int) -> Spec:
    scale = {"domain": list(range(count)), "paddingInner": 0.28, "paddingOuter": 0.14}
    return {"field": "place", "type": "ordinal", "scale": scale, "axis": None}


def _ends(bars: Sequence[Bar], plot: float) -> tuple[int, int]:
    """Where the axis begins and ends in the plot: room is left for the numbers beside the bars."""
    numbers = {
        side: max((len(b.text) * _DIGIT for b in bars if (b.end < 0) is side), default=0.0) + 20
        for side in (True, False)
    }
    return round(numbers[True]), round(plot - numbers[False])


def _axis(title: str, domain: tuple[float, float], ends: tuple[int, int]) -> Spec:
    """The value axis, with its title below the middle."""
    return {
        "field": "end",
        "type": "quantitative",
        "scale": {"domain": list(domain), "range": list(ends), "nice": False, "zero": False},
        "axis": {
            "title": one_line(title),
            "titleX": sum(ends) / 2,
            "titleY": 24,
            "titleAnchor": "middle",
            "tickCount": 6,
            "labelExpr": "replace(format(datum.value, ',~f'), '\u2212', '-')",
            "labelOverlap": False,
            "labelFlush": False,
            "labelLimit": 0,
            "titleLimit": 0,
        },
    }


def _layers(axis: Spec) -> list[Spec]:
    sign = {"condition": {"test": "datum.end < 0", "value": FALL}, "value": RISE}
    zero = {"field": "zero", "type": "quantitative"}
    bar: Spec = {"x": axis, "x2": {"datum": 0}, "color": sign}
    at_end: Spec = {"x": {"field": "end", "type": "quantitative"}}
    text = {"text": {"field": "text"}}
    quiet = {"condition": {"test": "datum.missing", "value": QUIET}, "value": INK}
    return [
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
        {
            # Lies over each row, so that pointing anywhere in it finds the bar.
            "name": "rows",
            "mark": {"type": "rect", "x": 0, "x2": "width", "color": "transparent", "aria": True},
            "encoding": {"description": {"field": "says"}},
        },
    ]


def _arrow(shape: str, test: str, encoding: Spec) -> Spec:
    mark = {
        "type": "point",
        "shape": shape,
        "filled": True,
        "size": 320,
        "opacity": 1,
        "strokeWidth": 0,
    }
    return {"transform": [{"filter": test}], "mark": mark, "encoding": encoding}


def _number(side: str, test: str, encoding: Spec) -> Spec:
    beside = {"expr": f"(datum.cut ? 14 : 4) * {1 if side == 'left' else -1}"}
    mark = {"type": "text", "align": side, "dx": beside}
    return {"transform": [{"filter": test}], "mark": mark, "encoding": encoding}


def _config() -> Spec:
    return {
        "font": FONT,
        "text": {"fontSize": 12, "baseline": "middle", "aria": False},
        "bar": {"aria": False},
        "point": {"aria": False},
        "rule": {"aria": False},
        "view": {"stroke": None},
        "axis": {
            "aria": False,
            "domain": False,
            "ticks": False,
            "grid": True,
            "gridColor": GRID,
            "labelColor": QUIET,
            "labelFontSize": 11,
            "titleColor": QUIET,
            "titleFontSize": 12,
            "titleFontWeight": "normal",
        },
    }


def _units(text: str) -> int:
    """How wide a text is, a Chinese character counting two."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def _shorten(label: str) -> str:
    if _units(label) <= _LABEL_UNITS:
        return label
    kept = label
    while _units(kept) > _LABEL_UNITS - 1:
        kept = kept[:-1]
    return kept + "…"
