"""Charts as DrawingML: native, editable, with their data in a workbook of their own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from yuebao.render._spoken import chart_says
from yuebao.render._walk import in_brackets, one_line
from yuebao.render.charts._style import INK, values_of
from yuebao.render.docx._axes import axis_ids, bars_axis, cut_axis, label_axis, value_axis
from yuebao.render.docx._columns import TEXT_WIDTH, units
from yuebao.render.docx._drawingml import CHART, DRAWING, MAIN, no_fill, text_look, val
from yuebao.render.docx._series import bar_series, column_series, line_series
from yuebao.render.docx._xml import NOTHING, element
from yuebao.render.xlsx._numbers import axis_format
from yuebao.report.model import ChartForm

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from yuebao.render.docx._axes import Pair
    from yuebao.render.docx._xml import Xml
    from yuebao.report.model import Chart, Document, DocumentWords, Look, NumberMarks, Series

_TWENTIETH = 635
"""English Metric Units to a twentieth of a point."""
_WIDTH = TEXT_WIDTH * _TWENTIETH
_BAR, _CLOSE_BAR = 190_000, 150_000
MANY_BARS = 12
"""Bars beyond which they stand closer."""
_ABOVE_BARS, _BELOW_BARS = 100_000, 550_000
"""What is left above bars, and below them for the axis of values and its title."""
_AROUND, _TALLEST = _ABOVE_BARS + _BELOW_BARS, 7_600_000
_COLUMNS_HEIGHT = 2_900_000
_ROOM, _ROOM_BESIDE = 0.1, 0.22
"""The part of the axis that the numbers at bars need, without and with others beside them."""
_POINT = 12_700
_SMALLEST, _SMALLEST_CLOSE = 0.88, 0.68
"""What rows may be made smaller to, few and many."""
_LINE_OF_LETTERS, _CLOSEST_LINE, _LEAST_LETTERS = 1.65, 1.15, 600
"""A line of letters in their sizes, with room and at least; and the least size of names."""
_WIDE = 1.15
"""How much wider letters may be than half a Chinese character: a name that wraps hides others."""
_BESIDE_NAMES, _MOST_NAMES, _RIGHT = 10.0, 0.4, 0.02
"""Points between names and bars; the parts of the frame that names take at most, and the right."""
_FIRST: Pair = (1, 2)
_SECOND: Pair = (3, 4)
_BRACKETED_END = re.compile(r"\s*[（(][^（()）]*[）)]$")


def frame_xml(chart: Chart, place: int, link: str, words: DocumentWords, scale: float = 1.0) -> Xml:
    """The run that holds the chart in the text, as wide as the text, at a scale of its plot."""
    target = element("c:chart", **CHART, **{"r:id": link})
    data = element("a:graphicData", target, uri=f"{DRAWING}/chart")
    about = chart_says(chart, words)
    inline = element(
        "wp:inline",
        element("wp:extent", cx=_WIDTH, cy=round(_scaled(chart, scale))),
        element("wp:docPr", id=place, name=f"Chart {place}", descr=about),
        element("wp:cNvGraphicFramePr"),
        element("a:graphic", data, **MAIN),
        distT=0,
        distB=0,
        distL=0,
        distR=0,
        **{"xmlns:wp": f"{DRAWING}/wordprocessingDrawing"},
    )
    return element("w:r", element("w:drawing", inline))


def chart_height(chart: Chart) -> float:
    """The height of a chart's own size, in points."""
    return _height(chart) / _TWENTIETH / 20


def around_plot(chart: Chart) -> float:
    """What of it is not made smaller or larger, in points."""
    return _around(chart) / _TWENTIETH / 20


def least_rows(chart: Chart) -> float:
    """What rows of bars may be made smaller to, few or many, so that each keeps its name."""
    count = len(chart.labels())
    if not count:
        return 1.0
    row = (_height(chart) - _AROUND) / count
    least = _SMALLEST_CLOSE if count > MANY_BARS else _SMALLEST
    return min(1.0, max(least, _LEAST_LETTERS / 100 * _POINT * _CLOSEST_LINE / row))


def _around(chart: Chart) -> int:
    return _AROUND if chart.form is ChartForm.BARS else 0


def _scaled(chart: Chart, scale: float) -> float:
    around = _around(chart)
    return around + (_height(chart) - around) * scale


def _height(chart: Chart) -> int:
    if chart.form is not ChartForm.BARS:
        return _COLUMNS_HEIGHT
    count = len(chart.labels())
    return min(_AROUND + (_CLOSE_BAR if count > MANY_BARS else _BAR) * count, _TALLEST)


def chart_xml(chart: Chart, document: Document, workbook_link: str, scale: float = 1.0) -> Xml:
    """The chart part of a chart, drawn at a scale of its plot."""
    legend = NOTHING
    if chart.form is not ChartForm.BARS and len(chart.series) > 1:
        legend = element("c:legend", val("legendPos", "t"), val("overlay", 0))
    bars = _Bars(chart, scale)
    layout = bars.layout() if chart.form is ChartForm.BARS else element("c:layout")
    plot = element("c:plotArea", layout, *_plot(chart, document, bars))
    return element(
        "c:chartSpace",
        val("date1904", 0),
        val("lang", document.words.locale),
        val("roundedCorners", 0),
        element(
            "c:chart",
            val("autoTitleDeleted", 1),
            plot,
            legend,
            val("plotVisOnly", 1),
            val("dispBlanksAs", "gap"),
        ),
        no_fill(),
        text_look(document.look, 900, INK),
        element("c:externalData", val("autoUpdate", 0), **{"r:id": workbook_link}),
        **CHART,
        **MAIN,
        **{"xmlns:r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships"},
    )


@dataclass(frozen=True, slots=True)
class _Bars:
    """Where bars stand in their frame: told, since programs leave names out of a plot they fit."""

    chart: Chart
    scale: float

    @property
    def letters(self) -> int:
        """The size of names in hundredths of a point, so that each has room in its row."""
        rows = (_scaled(self.chart, self.scale) - _AROUND) / _POINT
        points = rows / max(1, len(self.chart.labels()))
        return max(_LEAST_LETTERS, min(900, int(points / _LINE_OF_LETTERS * 100) // 50 * 50))

    def layout(self) -> Xml:
        """The plot's place in the frame, names and axis around it."""
        names = max((units(one_line(label)) for label in self.chart.labels()), default=0)
        points = names * self.letters / 200 * _WIDE + _BESIDE_NAMES
        left = min(_MOST_NAMES, points * _POINT / _WIDTH)
        height = _scaled(self.chart, self.scale)
        return element(
            "c:layout",
            element(
                "c:manualLayout",
                val("layoutTarget", "inner"),
                val("xMode", "edge"),
                val("yMode", "edge"),
                val("x", round(left, 4)),
                val("y", round(_ABOVE_BARS / height, 4)),
                val("w", round(1 - left - _RIGHT, 4)),
                val("h", round(max(0.0, 1 - _AROUND / height), 4)),
            ),
        )


def _plot(chart: Chart, document: Document, bars: _Bars) -> Iterator[Xml]:
    match chart.form:
        case ChartForm.BARS:
            return _bars(bars, document.look, document.words.numbers)
        case ChartForm.TREND:
            return _trend(chart, document.look, document.words.numbers)
        case ChartForm.STACK:
            return _stack(chart, document.look, document.words.numbers)
        case ChartForm.SUM:
            return _sum(chart, document.look, document.words.numbers)


def _bars(bars: _Bars, look: Look, marks: NumberMarks) -> Iterator[Xml]:
    """Bars from the top down; a second series stands as numbers after those of the bars."""
    chart = bars.chart
    title, room = one_line(chart.series[0].axis), _ROOM
    if len(chart.series) > 1:
        beside = chart.series[1]
        name = _BRACKETED_END.sub("", one_line(beside.label or beside.axis))
        title, room = in_brackets(title, name), _ROOM_BESIDE
    axis = bars_axis(chart.series[0], room)
    yield element(
        "c:barChart",
        val("barDir", "bar"),
        val("grouping", "clustered"),
        val("varyColors", 0),
        bar_series(chart, look, axis),
        val("gapWidth", 45),
        *axis_ids(_FIRST),
    )
    yield label_axis(look, _FIRST, "l", reverse=True, size=bars.letters)
    shown = _shown(chart.series[:1], marks)
    yield value_axis(look, _FIRST, "b", title, shown, crosses="max", axis=axis)


def _trend(chart: Chart, look: Look, marks: NumberMarks) -> Iterator[Xml]:
    """Columns on the left axis, the last series a line on the right; alone, it is on the left."""
    *columns, last = range(len(chart.series))
    if columns:
        yield _columns(chart, look, columns, "clustered")
    yield _line(chart, last, _SECOND if columns else _FIRST)
    yield label_axis(look, _FIRST, "b")
    title, axis = one_line(chart.series[last].axis), cut_axis(chart.series[last])
    shown = _shown(chart.series[last:], marks)
    if not columns:
        yield value_axis(look, _FIRST, "l", title, shown, axis=axis)
        return
    amounts = chart.series[:last]
    yield value_axis(look, _FIRST, "l", one_line(amounts[0].axis), _shown(amounts, marks))
    yield label_axis(look, _SECOND, "b", hidden=True)
    yield value_axis(look, _SECOND, "r", title, shown, crosses="max", axis=axis, grid=False)


def _stack(chart: Chart, look: Look, marks: NumberMarks) -> Iterator[Xml]:
    """One column a label, the series on top of one another."""
    yield _columns(chart, look, list(range(len(chart.series))), "stacked")
    yield from _one_axis(chart, look, marks)


def _sum(chart: Chart, look: Look, marks: NumberMarks) -> Iterator[Xml]:
    """One column a label, and a line of what the series in it add up to on the same axis."""
    *parts, last = range(len(chart.series))
    yield _columns(chart, look, parts, "stacked")
    yield _line(chart, last, _FIRST)
    yield from _one_axis(chart, look, marks)


def _shown(series: Sequence[Series], marks: NumberMarks) -> str:
    return axis_format(values_of(series), marks)


def _line(chart: Chart, place: int, axes: Pair) -> Xml:
    """A series as a line, on a pair of axes."""
    return element(
        "c:lineChart",
        val("grouping", "standard"),
        val("varyColors", 0),
        line_series(chart, place),
        val("marker", 1),
        *axis_ids(axes),
    )


def _one_axis(chart: Chart, look: Look, marks: NumberMarks) -> Iterator[Xml]:
    """The axes of a chart whose series are all in one unit."""
    yield label_axis(look, _FIRST, "b")
    title = one_line(chart.series[0].axis)
    yield value_axis(look, _FIRST, "l", title, _shown(chart.series, marks))


def _columns(chart: Chart, look: Look, places: list[int], grouping: str) -> Xml:
    return element(
        "c:barChart",
        val("barDir", "col"),
        val("grouping", grouping),
        val("varyColors", 0),
        *(column_series(chart, look, place) for place in places),
        val("gapWidth", 60),
        val("overlap", 100) if grouping == "stacked" else NOTHING,
        *axis_ids(_FIRST),
    )
