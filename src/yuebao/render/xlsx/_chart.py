"""A chart on its sheet: the marks as cells, and a native chart of them that can be edited.

A number that a table of the report prints is a link to its cell there, so chart and table stay one.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from yuebao.render._spoken import chart_says
from yuebao.render._walk import chart_heads, numbered_caption, one_line
from yuebao.render.charts._scale import may_cut, round_axis
from yuebao.render.charts._style import GRID, LINE, colour_of, values_of
from yuebao.render.xlsx._fonts import font_name
from yuebao.render.xlsx._layout import display_width
from yuebao.render.xlsx._numbers import axis_format
from yuebao.render.xlsx._sheet import LINE_HEIGHT, THICK, THIN
from yuebao.render.xlsx._text import cell_text
from yuebao.report.model import Chart, ChartForm, Indicator

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

    from yuebao.render.xlsx._sheet import Book
    from yuebao.report.model import Look, Point, Series

_WIDTH, _STEP = 640, 22
"""Pixels: how wide a chart is, and how high a bar with its gap."""
_BESIDE, _COLUMN = 9, 8.4
"""How many columns of the sheet a chart lies over, and how wide they are, in digits."""

_GROWTH = frozenset({Indicator.GROWTH, Indicator.OFFICIAL_GROWTH})

_Options = dict[str, Any]


def draw_chart(book: Book, name: str, chart: Chart) -> None:
    """Add the sheet of a chart."""
    sheet = book.add_sheet(name)
    heads = ["", *chart_heads(chart, book.words.numbers)]
    labels = [one_line(label) for label in chart.labels()]
    widths = [max([8, *map(display_width, labels)]) + 2, *(display_width(h) + 4 for h in heads[1:])]
    for column, width in enumerate(widths):
        sheet.set_column(column, column, min(width, 40))
    caption = numbered_caption(chart, book.words)
    across = [*widths, *[_COLUMN] * _BESIDE]
    book.write_block(sheet, 0, caption, "caption", across)
    for row, notice in enumerate(book.document.notices, start=1):
        book.write_block(sheet, row, notice, "notice", across)
    head_row = 1 + len(book.document.notices)
    sheet.set_row(head_row, LINE_HEIGHT + 3)
    for column, text in enumerate(heads):
        form = book.style("head", top=THICK, bottom=THIN)
        if text:
            sheet.write_string(head_row, column, cell_text(text), form)
        else:
            sheet.write_blank(head_row, column, None, form)
    _draw_marks(book, sheet, name, chart, head_row + 1)
    book.write_link(sheet, head_row + 2 + len(labels), 0, book.names["index"], book.words.book.back)
    sheet.freeze_panes(head_row + 1, 0)
    sheet.fit_to_pages(1, 1)
    _insert(book, sheet, name, chart, head_row)


def _draw_marks(book: Book, sheet: Worksheet, name: str, chart: Chart, first: int) -> None:
    labels = chart.labels()
    for place, label in enumerate(labels):
        rules: dict[str, object] = {"bottom": THICK} if place == len(labels) - 1 else {}
        row = first + place
        sheet.set_row(row, LINE_HEIGHT)
        sheet.write_string(row, 0, cell_text(label), book.style("label", **rules))
        for column, series in enumerate(chart.series, start=1):
            figure = series.points[place].figure
            origin = book.printed.get(figure)
            if origin is not None:
                book.formulas[name, row, column] = f"={origin.reference()}"
            book.write_figure(sheet, (name, row, column), figure, **rules)


def _insert(book: Book, sheet: Worksheet, name: str, chart: Chart, head_row: int) -> None:
    """Draw the native chart to the right of the marks."""
    count = len(chart.labels())
    if not count:
        return
    rows = (head_row + 1, head_row + count)
    font = {"name": font_name(book.document, "body"), "size": 9}
    plot = _BUILDERS[chart.form](book, name, chart, rows, font)
    plot.set_title({"none": True})
    bars = chart.form is ChartForm.BARS
    alone = bars or len(chart.series) == 1
    plot.set_legend({"none": True} if alone else {"position": "top", "font": font})
    plot.set_size({"width": _WIDTH, "height": count * _STEP + 90 if bars else 360})
    about = cell_text(chart_says(chart, book.document.words))
    place = {"description": about, "x_offset": 16}
    sheet.insert_chart(head_row, len(chart.series) + 1, plot, place)


def _series(name: str, place: int, rows: tuple[int, int], **more: object) -> _Options:
    first, last = rows
    return {
        "name": [name, first - 1, place + 1],
        "categories": [name, first, 0, last, 0],
        "values": [name, first, place + 1, last, place + 1],
        "gap": 40,
        **more,
    }


def _bars(book: Book, name: str, chart: Chart, rows: tuple[int, int], font: _Options) -> Any:
    """Bars from the top down; a second series is printed in the cells beside and not drawn."""
    look = book.document.look
    plot = book.workbook.add_chart({"type": "bar"})
    plot.add_series(
        _series(
            name,
            0,
            rows,
            fill={"color": look.accent},
            points=[
                {"fill": {"color": _bar_colour(look, point)}} for point in chart.series[0].points
            ],
            data_labels={"value": True, "font": font},
        )
    )
    # The axis of values would follow the first bar to the top.
    names = {"reverse": True, "crossing": "max", "interval_unit": 1}
    plot.set_y_axis({**names, "label_position": "low", "num_font": font})
    plot.set_x_axis(_value_axis(book, chart.series[:1], font) | _ends(chart.series[0]))
    return plot


def _bar_colour(look: Look, point: Point) -> str:
    if (point.figure.value or 0) < 0:
        return look.fall
    return look.rise if point.figure.indicator in _GROWTH else look.accent


def _colour(look: Look, place: int) -> str:
    """The colour of a series side by side with others, or stacked."""
    return look.accent if place == 0 else colour_of(place)


def _ends(series: Series) -> _Options:
    """Where the axis ends if a value far beyond the rest is cut; the spreadsheet's choice if not.

    Beyond the axis a mark ends at its edge, as in the other formats.
    """
    values = values_of([series])
    axis = round_axis(values, 6, cut=may_cut(series))
    if not any(axis.cuts(value) for value in values):
        return {}
    return {"min": axis.low, "max": axis.high, "major_unit": axis.ticks[1] - axis.ticks[0]}


def _trend(book: Book, name: str, chart: Chart, rows: tuple[int, int], font: _Options) -> Any:
    """Columns on the left axis, the last series a line on the right one."""
    plot = book.workbook.add_chart({"type": "column"})
    *columns, line = range(len(chart.series))
    for place in columns:
        fill = {"color": _colour(book.document.look, place)}
        plot.add_series(_series(name, place, rows, fill=fill))
    months = {"label_position": "low", "num_font": font}
    plot.set_x_axis(months)
    plot.set_y_axis(_value_axis(book, chart.series[:-1] or chart.series, font))
    over = book.workbook.add_chart({"type": "line"})
    look = {"color": LINE, "width": 2}
    over.add_series(
        _series(name, line, rows, line=look, y2_axis=bool(columns), marker={"type": "circle"})
    )
    axis = _value_axis(book, chart.series[line:], font) | _ends(chart.series[line])
    if not columns:
        over.set_x_axis(months)
        over.set_y_axis(axis)
        return over
    over.set_y2_axis(axis | {"major_gridlines": {"visible": False}})
    plot.combine(over)
    return plot


def _stack(book: Book, name: str, chart: Chart, rows: tuple[int, int], font: _Options) -> Any:
    """One column a label, the series on top of one another."""
    plot = book.workbook.add_chart({"type": "column", "subtype": "stacked"})
    for place in range(len(chart.series)):
        fill = {"color": _colour(book.document.look, place)}
        plot.add_series(_series(name, place, rows, fill=fill))
    plot.set_x_axis({"label_position": "low", "num_font": font})
    plot.set_y_axis(_value_axis(book, chart.series, font))
    return plot


def _sum(book: Book, name: str, chart: Chart, rows: tuple[int, int], font: _Options) -> Any:
    """One column a label, and a line of what the series in it add up to on the same axis."""
    *parts, last = range(len(chart.series))
    if not parts:
        return _trend(book, name, chart, rows, font)
    plot = _stack(book, name, replace(chart, series=chart.series[:last]), rows, font)
    over = book.workbook.add_chart({"type": "line"})
    look = {"color": LINE, "width": 2}
    over.add_series(_series(name, last, rows, line=look, marker={"type": "circle"}))
    plot.combine(over)
    return plot


def _value_axis(book: Book, series: Sequence[Series], font: _Options) -> _Options:
    """The axis of the values of series, which share its title."""
    return {
        "name": one_line(series[0].axis),
        "name_font": font | {"bold": False},
        "num_font": font,
        "num_format": axis_format(values_of(series), book.words.numbers),
        "major_gridlines": {"visible": True, "line": {"color": GRID, "width": 0.5}},
    }


_BUILDERS = {
    ChartForm.BARS: _bars,
    ChartForm.TREND: _trend,
    ChartForm.STACK: _stack,
    ChartForm.SUM: _sum,
}
