"""Workbooks of other hands, made of a text.

Sheets are headed `== name` and have their cells apart by tabs. What looks like a number is one. A
cell may be `<` (merged with the one before), `^` (merged with the one above), `'1,234` (a number
kept as text), `=B2-C2 = 30.1` (a formula with its value) or `=B2-C2 = ~30.1` (one whose value the
file does not keep). A row that begins with `!` is hidden;
a line `== | Data!$B$4:$B$9 Data!$D$4:$D$9` draws a chart of those categories and values.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

import xlsxwriter  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from collections.abc import Iterator

Grid = list[list[str]]


def made(text: str) -> bytes:
    """The bytes of a workbook."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        for name, lines in _sheets(text):
            sheet = book.add_worksheet(name)
            for line in (one for one in lines if one.startswith("== | ")):
                _chart(book, sheet, line.removeprefix("== | "))
            rows = [one for one in lines if not one.startswith("== | ")]
            for y, row in enumerate(rows):
                if row.startswith("!"):
                    sheet.set_row(y, None, None, {"hidden": True})
            _fill(book, sheet, [row.removeprefix("!").split("\t") for row in rows])
    return out.getvalue()


def _sheets(text: str) -> Iterator[tuple[str, list[str]]]:
    parts = re.split(r"^== (?!\|)(.+)\n", text.strip("\n") + "\n", flags=re.MULTILINE)
    for name, body in zip(parts[1::2], parts[2::2], strict=True):
        yield name, body.removesuffix("\n").split("\n")


def _chart(book: Any, sheet: Any, ranges: str) -> None:
    chart = book.add_chart({"type": "column"})
    keys = ("categories", "values")
    chart.add_series({key: f"={of}" for key, of in zip(keys, ranges.split(), strict=True)})
    sheet.insert_chart("J2", chart)


def _fill(book: Any, sheet: Any, grid: Grid) -> None:
    for y, row in enumerate(grid):
        for x, printed in enumerate(row):
            if not printed or printed in "<^":
                continue
            across, down = _reach(grid, y, x)
            if across > 1 or down > 1:
                sheet.merge_range(y, x, y + down - 1, x + across - 1, "")
            _write(book, sheet, (y, x), printed)


def _reach(grid: Grid, y: int, x: int) -> tuple[int, int]:
    """How many columns and rows a cell reaches over."""

    def at(row: int, column: int) -> str:
        return grid[row][column] if row < len(grid) and column < len(grid[row]) else ""

    across = next(n for n in range(1, len(grid[y]) + 2) if at(y, x + n) != "<")
    down = next(n for n in range(1, len(grid) + 2) if at(y + n, x) != "^")
    return across, down


def _write(book: Any, sheet: Any, at: tuple[int, int], printed: str) -> None:
    formula, _, shown = printed.rpartition(" = ") if printed.startswith("=") else ("", "", printed)
    kept = not (formula and shown.startswith("~"))
    shown = shown if kept else shown[1:]
    number = value(shown)
    if number is None:
        sheet.write_string(*at, shown.removeprefix("'"))
        return
    style = book.add_format({"num_format": style_of(shown)})
    if formula:
        sheet.write_formula(*at, formula, style, number if kept else "")
    else:
        sheet.write_number(*at, number, style)


def value(printed: str) -> float | None:
    """The number that a cell prints, or none where it prints a text."""
    try:
        number = float(printed.replace(",", "").removesuffix("%"))
    except ValueError:
        return None
    return number / 100 if printed.endswith("%") else number


def style_of(printed: str) -> str:
    """The format in which a workbook prints a number so."""
    places = len(printed.removesuffix("%").partition(".")[2])
    style = ("#,##0" if "," in printed else "0") + ("." + "0" * places if places else "")
    return style + ("%" if printed.endswith("%") else "")
