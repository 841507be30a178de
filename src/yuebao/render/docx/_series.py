"""A chart's series as DrawingML: columns, lines, and bars with their numbers.

Numbers at bars show the cell by a number format: they follow when somebody edits the data, and read
as the report prints them.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from yuebao.render._walk import one_line
from yuebao.render.charts._style import INK, LINE, SERIES, number_of
from yuebao.render.docx._drawingml import (
    fill,
    hatched,
    inverted_fill,
    line,
    no_fill,
    number_cells,
    string_cells,
    text_look,
    val,
)
from yuebao.render.docx._workbook import category_texts
from yuebao.render.docx._xml import element, join
from yuebao.render.xlsx._numbers import cell_number, number_format
from yuebao.report.model import Indicator

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yuebao.render.charts._scale import Axis
    from yuebao.render.docx._xml import Xml
    from yuebao.report.model import Chart, Figure, Look, Series

_GROWTH = frozenset({Indicator.GROWTH, Indicator.OFFICIAL_GROWTH})


def bar_series(chart: Chart, look: Look, axis: Axis) -> Xml:
    """The first series as bars: in the look's colours of growth where it is that."""
    series = chart.series[0]
    growth = any(point.figure.indicator in _GROWTH for point in series.points)
    colour = look.rise if growth else look.accent
    return element(
        "c:ser",
        _head(chart, 0),
        element("c:spPr", fill(colour)),
        val("invertIfNegative", 1),
        *_own_looks(series, axis, colour, look.fall),
        _labels(chart, look),
        _cells(chart, 0),
        inverted_fill(look.fall),
    )


def column_series(chart: Chart, look: Look, place: int) -> Xml:
    """The series at that place as columns."""
    colour = (look.accent, *SERIES[1:])[place % len(SERIES)]
    return element(
        "c:ser",
        _head(chart, place),
        element("c:spPr", fill(colour)),
        val("invertIfNegative", 0),
        _cells(chart, place),
    )


def line_series(chart: Chart, place: int) -> Xml:
    """The series at that place as a line with a dot a point; where there is none it has a gap."""
    stroke = element("a:ln", fill(LINE), element("a:round"), w=22225, cap="rnd")
    dot = element("c:spPr", fill(LINE), line(LINE, 9525))
    return element(
        "c:ser",
        _head(chart, place),
        element("c:spPr", stroke),
        element("c:marker", val("symbol", "circle"), val("size", 5), dot),
        _cells(chart, place),
        val("smooth", 0),
    )


def _head(chart: Chart, place: int) -> Xml:
    series = chart.series[place]
    name = string_cells(place + 1, 0, [one_line(series.label or series.axis)])
    return join((val("idx", place), val("order", place), element("c:tx", name)))


def _cells(chart: Chart, place: int) -> Xml:
    """Where the labels and the numbers of a series are, and what they were."""
    values = (point.figure.value for point in chart.series[place].points)
    numbers = [None if value is None else cell_number(value) for value in values]
    labels = element("c:cat", string_cells(0, 1, category_texts(chart)))
    return join((labels, element("c:val", number_cells(place + 1, 1, numbers))))


def _own_looks(series: Series, axis: Axis, rise: str, fall: str) -> Iterator[Xml]:
    """Bars that look unlike the rest.

    Below zero they are coloured one by one for programs that do not invert; beyond the axis they
    are hatched.
    """
    for place, point in enumerate(series.points):
        value = number_of(point.figure) or 0.0
        colour = fall if value < 0 else rise
        if value < 0 or axis.cuts(value):
            look = hatched(colour) if axis.cuts(value) else fill(colour)
            parts = (val("invertIfNegative", 0), val("bubble3D", 0), element("c:spPr", look))
            yield element("c:dPt", val("idx", place), *parts)


def _labels(chart: Chart, look: Look) -> Xml:
    """The number at each bar, and the second series' after it."""
    formats = [_format(chart, place) for place in range(len(chart.series[0].points))]
    usual = next((f for f, _ in Counter(filter(None, formats)).most_common(1)), "General")
    one_by_one = (
        element("c:dLbl", val("idx", place), *_label(look, shown))
        for place, shown in enumerate(formats)
        if shown not in (usual, "")
    )
    return element("c:dLbls", *one_by_one, *_label(look, usual))


def _label(look: Look, shown: str) -> Iterator[Xml]:
    yield element("c:numFmt", formatCode=shown, sourceLinked=0)
    yield no_fill()
    yield text_look(look, 800, INK, wrap=False)
    yield val("dLblPos", "outEnd")
    for part in ("LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize"):
        yield val(f"show{part}", int(part == "Val"))


def _format(chart: Chart, place: int) -> str:
    """The number format of a bar's label; empty where there is no bar."""
    first, *others = (series.points[place].figure for series in chart.series)
    if first.value is None:
        return ""
    beside = "".join(f'" ({_printed(figure)})"' for figure in others[:1])
    return number_format(first.value, one_line(first.text)) + beside


def _printed(figure: Figure) -> str:
    """A figure with its unit, to stand between quotation marks in a number format."""
    unit = "" if figure.value is None else figure.unit
    return f"{one_line(figure.text)}{unit}".replace('"', "”")
