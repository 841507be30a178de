"""The sheets behind the tables: every number as a row of data, and the files it came from.

The headings and the names of windows, blocks and columns are in the report's language, for people
who filter and pivot; programs read the annex, which has names that no language changes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuebao.render._walk import (
    all_figures,
    fact_unit,
    reason_text,
    releases_of,
    source_names,
    sources_of,
)
from yuebao.render.xlsx._layout import display_width
from yuebao.render.xlsx._sheet import link_to, write_cell
from yuebao.render.xlsx._text import cell_text
from yuebao.report.model import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

    from yuebao.render.xlsx._layout import CellPlace
    from yuebao.render.xlsx._sheet import Book
    from yuebao.report.model import Document, Ingredient

SHORT = 12
"""How many characters of a file's SHA-256 stand for it."""
_SAFE_INTEGER = 10**15
COLUMNS = (
    "cell", "table", "window", "block", "rank", "label", "code", "measure", "text", "value", "unit",
    "reason", "indicator", "period", "current_amount", "base_amount", "amount_unit", "levels",
    "releases", "short_sources",
)  # fmt: skip
"""The columns of the data sheet, as `ColumnWords` calls them."""
_BUTTON = 4
"""What a head leaves free for its filter, in digits."""
_BETWEEN = 2
"""What is left free beside a text."""
_WIDEST = 60
"""The widest column; longer texts are cut by what stands beside them."""


def draw_data(book: Book, tables: Sequence[tuple[int, Sequence[CellPlace]]]) -> None:
    """Add the sheet of data: a row a number, as a table with filters; `tables` by number."""
    sheet = book.add_sheet(book.names["data"])
    records = [(number, place) for number, places in tables for place in places]
    widths = [display_width(text) + _BUTTON for text in _heads(book)]
    for column, text in enumerate(_heads(book)):
        sheet.write_string(0, column, text, book.style("head", text_wrap=False, align="left"))
    for row, (number, place) in enumerate(records, start=1):
        texts = _draw_record(book, sheet, row, number, place)
        needs = (display_width(text) + _BETWEEN for text in texts)
        widths = [max(width, need) for width, need in zip(widths, needs, strict=True)]
    for column, width in enumerate(widths):
        sheet.set_column(column, column, min(width, _WIDEST))
    if records:
        _add_filters(book, sheet, len(records))
    sheet.freeze_panes(1, 1)
    sheet.repeat_rows(0)
    sheet.set_landscape()


def _heads(book: Book) -> list[str]:
    """The heads of the columns."""
    return [cell_text(getattr(book.words.columns, key)) for key in COLUMNS]


def _add_filters(book: Book, sheet: Worksheet, count: int) -> None:
    head = book.style("head", text_wrap=False, align="left")
    columns = [{"header": text, "header_format": head} for text in _heads(book)]
    look = {"name": "cells", "style": "Table Style Light 1", "columns": columns}
    sheet.add_table(0, 0, count, len(COLUMNS) - 1, look)
    # Codes and printed numbers are text on purpose.
    first, last = COLUMNS.index("code"), COLUMNS.index("text")
    area = f"{chr(65 + first)}2:{chr(65 + last)}{count + 1}"
    sheet.ignore_errors({"number_stored_as_text": area})


def _draw_record(
    book: Book, sheet: Worksheet, row: int, number: int, place: CellPlace
) -> list[str]:
    """Draw a row; gives what stands in it as text."""
    target, shown = link_to(place.sheet, place.reference(place.sheet)), place.reference()
    sheet.write_url(row, 0, target, book.style("link"), string=cell_text(shown))
    text, amount = book.style("plain"), book.style("plain", align="right", indent=1)
    record = _record(book.document, number, place)
    for column, value in enumerate(record, start=1):
        write_cell(sheet, row, column, value, text if isinstance(value, str) else amount)
    return [shown, *("" if value is None else f"{value}" for value in record)]


def _record(document: Document, number: int, place: CellPlace) -> list[str | float | None]:
    """The values of a row, after the link."""
    words = document.words
    cell, figure = place.cell, place.cell.figure
    levels = {level.role: level for level in figure.ingredients}
    join, names = words.book.between.join, words.names
    return [
        number,
        names.windows[figure.window.name],
        names.blocks[cell.block],
        cell.rank,
        place.key.label,
        place.key.code,
        names.measures[cell.measure],
        figure.text,
        None if figure.value is None else float(figure.value),
        figure.unit,
        reason_text(figure, words),
        names.indicators[figure.indicator],
        str(figure.period),
        _amount(levels.get(Role.CURRENT)),
        _amount(levels.get(Role.BASE)),
        join(dict.fromkeys(fact_unit(one.unit, document) for one in figure.ingredients)),
        join(_level(document, level) for level in figure.ingredients),
        join(releases_of(figure)),
        join(source[:SHORT] for source in sources_of(figure)),
    ]


def _amount(level: Ingredient | None) -> str | int | None:
    """An amount: as text where a spreadsheet's 15 digits would change it."""
    if level is None or level.amount is None:
        return None
    return level.amount if is_number(level.amount) else str(level.amount)


def is_number(amount: int | None) -> bool:
    """Whether an amount stands on the sheet as a number."""
    return amount is not None and abs(amount) < _SAFE_INTEGER


def _level(document: Document, level: Ingredient) -> str:
    words, unit = document.words, fact_unit(level.unit, document)
    role, flow = words.names.roles[level.role], words.names.flows[level.flow]
    amount = words.page.absent if level.amount is None else f"{level.amount} {unit}"
    return f"{role} {flow} {level.period} {amount}"


def draw_sources(book: Book) -> None:
    """Add the sheet of sources: the files by hash, and the release dates."""
    sheet = book.add_sheet(book.names["sources"])
    sheet.set_column(0, 0, 16)
    sheet.set_column(1, 1, 70)
    sheet.set_column(2, 2, 50)
    figures = all_figures(book.document)
    head, plain = book.style("head", align="left"), book.style("plain")
    sheet.write_string(0, 0, book.words.book.short, head)
    sheet.write_string(0, 1, book.words.page.sources, head)
    sheet.write_string(0, 2, book.words.book.file, head)
    row = 0
    for row, (source, name) in enumerate(source_names(book.document).items(), start=1):
        sheet.write_string(row, 0, source[:SHORT], plain)
        sheet.write_string(row, 1, source, plain)
        sheet.write_string(row, 2, name, plain)
    sheet.write_string(row + 2, 0, book.words.columns.releases, head)
    releases = _union(releases_of(figure) for figure in figures)
    for place, release in enumerate(releases, start=row + 3):
        sheet.write_string(place, 0, release, plain)
    book.write_link(sheet, row + 4 + len(releases), 0, book.names["index"], book.words.book.back)


def _union(lists: Iterable[list[str]]) -> list[str]:
    return sorted({item for items in lists for item in items})
