"""Sheets of real workbooks by other readers than the product's, to check sums with."""

from __future__ import annotations

import warnings
from decimal import Decimal
from typing import TYPE_CHECKING

import openpyxl
import xlrd

if TYPE_CHECKING:
    from pathlib import Path

Row = list[object]


def rows_of(path: Path) -> list[Row]:
    """The rows of a workbook's first sheet, empty cells as None."""
    if path.suffix == ".xlsx":
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles that the file lacks
            sheet = openpyxl.load_workbook(path, data_only=True).worksheets[0]
        return [list(row) for row in sheet.iter_rows(values_only=True)]
    book = xlrd.open_workbook(str(path))
    sheet = book.sheet_by_index(0)
    return [
        [value if value != "" else None for value in sheet.row_values(at)]
        for at in range(sheet.nrows)
    ]


def whole(cell: object, factor: int) -> int:
    """A cell's number in whole units of money: what is no number is nothing."""
    if isinstance(cell, str):
        cell = cell.replace(",", "").strip()
    try:
        return int((Decimal(str(cell)) * factor).to_integral_value())
    except ArithmeticError:
        return 0
