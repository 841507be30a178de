"""Making workbooks for tests."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from io import BytesIO

import xlsxwriter  # type: ignore[import-untyped]  # it ships no types

Cell = str | int | float | datetime | None


def workbook(
    sheets: Mapping[str, Sequence[Sequence[Cell]]],
    *,
    hidden: Sequence[str] = (),
    corner: str = "",
) -> bytes:
    """An .xlsx with the given sheets; None is an empty cell; `corner` is a cell to fill."""
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        date = book.add_format({"num_format": "yyyy-mm"})
        for title, rows in sheets.items():
            sheet = book.add_worksheet(title)
            for at, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if isinstance(cell, datetime):
                        sheet.write_datetime(at, column, cell, date)
                    elif isinstance(cell, str):
                        sheet.write_string(at, column, cell)
                    elif cell is not None:
                        sheet.write_number(at, column, cell)
            if title in hidden:
                sheet.hide()
        if corner:
            book.worksheets()[0].write_string(corner, "x")
    return buffer.getvalue()
