"""The workbook inside a chart: what Word opens when a reader edits the chart's data."""

from __future__ import annotations

from datetime import datetime, time
from io import BytesIO
from typing import TYPE_CHECKING

import xlsxwriter  # type: ignore[import-untyped]

from yuebao.render._walk import one_line
from yuebao.render.xlsx._numbers import cell_number, number_format
from yuebao.report.model import ChartForm

if TYPE_CHECKING:
    from datetime import date

    from yuebao.report.model import Chart

SHEET = "Sheet1"


def chart_workbook(chart: Chart, made: date) -> bytes:
    """One sheet: labels in the first column, a column a series, heads in the first row.

    Numbers are exact and shown as the report prints them; where there is none the cell is empty,
    since a chart would draw text at zero.
    """
    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as workbook:
        # Else the file would carry the time it was made at.
        workbook.set_properties({"created": datetime.combine(made, time())})
        sheet = workbook.add_worksheet(SHEET)
        sheet.set_column(0, len(chart.series), 16)
        for row, label in enumerate(category_texts(chart), start=1):
            sheet.write_string(row, 0, label)
        for column, series in enumerate(chart.series, start=1):
            sheet.write_string(0, column, one_line(series.label or series.axis))
            for row, point in enumerate(series.points, start=1):
                value = point.figure.value
                if value is not None:
                    shown = number_format(value, one_line(point.figure.text))
                    look = workbook.add_format({"num_format": shown})
                    sheet.write_number(row, column, cell_number(value), look)
    return out.getvalue()


def category_texts(chart: Chart) -> list[str]:
    """What stands at the axis; a missing bar has its sign there, having no end to bear it."""
    labels = [one_line(label) for label in chart.labels()]
    if chart.form is not ChartForm.BARS:
        return labels
    figures = [point.figure for point in chart.series[0].points]
    return [
        label if figure.value is not None else f"{label}  {one_line(figure.text)}"
        for label, figure in zip(labels, figures, strict=True)
    ]
