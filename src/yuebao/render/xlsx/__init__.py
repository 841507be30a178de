"""Excel: an index, one live sheet a table and a chart, every number as data, and the sources.

Numbers are numbers: a cell holds the exact value (a spreadsheet keeps 15 to 16 digits of it) and
shows it as printed. Totals, net trade, shares, contributions and mixes are formulas where the cells
they rest on are in the workbook, with the exact value as their stored result; a sheet of proofs
computes what they must add up or multiply to. `-` and capped values are text, with the
reason as a comment. All text is written as text: nothing from the data can become a formula or a
link.
"""

from __future__ import annotations

import io
from datetime import datetime, time
from typing import TYPE_CHECKING

from xlsxwriter import Workbook  # type: ignore[import-untyped]  # XlsxWriter ships no types

from yuebao.render._logo import read_logo
from yuebao.render._walk import highlights_of, numbered_caption, one_line, with_footnotes
from yuebao.render.xlsx._chart import draw_chart
from yuebao.render.xlsx._data import draw_data, draw_sources
from yuebao.render.xlsx._fonts import default_cell
from yuebao.render.xlsx._formulas import find_formulas
from yuebao.render.xlsx._layout import TableSheet, sheet_name
from yuebao.render.xlsx._proofs import draw_proofs, find_proofs, live_parts
from yuebao.render.xlsx._sheet import Book
from yuebao.render.xlsx._table import draw_table
from yuebao.render.xlsx._text import cell_text
from yuebao.report.image import without_density
from yuebao.report.model import Chart, Figure, Footnote, Table

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

    from yuebao.render.xlsx._layout import CellPlace
    from yuebao.report.model import Document, DocumentWords

_INDEX_WIDTHS = (10, 76)
_LOGO_HEIGHT = 54  # points
_LOGO_BOX = (600, _LOGO_HEIGHT * 96 / 72)  # pixels of a screen, as a workbook measures images


def render_xlsx(document: Document) -> bytes:
    """Draw the document as an Excel workbook."""
    fixed, plans = _plan(document)
    tables = [plan for plan in plans if isinstance(plan, TableSheet)]
    placed = [(plan.table.number, plan.places()) for plan in tables]
    every = [place for _, places in placed for place in places]
    stream = io.BytesIO()
    with _workbook(stream, document) as workbook:
        formulas = {**find_formulas(every), **live_parts(every, fixed["data"])}
        book = Book(workbook, document, fixed, formulas, _first_places(every))
        proofs = find_proofs(tables)
        _draw_index(book, plans, proved=bool(proofs))
        for plan in plans:
            if isinstance(plan, TableSheet):
                draw_table(book, plan)
            else:
                draw_chart(book, *plan)
        draw_data(book, placed)
        if proofs:
            draw_proofs(book, proofs)
        draw_sources(book)
    return stream.getvalue()


def _workbook(stream: io.BytesIO, document: Document) -> Workbook:
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
        **default_cell(document),
    }
    workbook = Workbook(stream, options)
    cover = document.cover
    workbook.set_properties(
        {
            "title": cell_text(cover.title),
            "subject": cell_text(cover.period),
            "author": cell_text(cover.institute),
            "created": datetime.combine(document.date, time.min),
        }
    )
    return workbook


def _plan(
    document: Document,
) -> tuple[dict[str, str], list[TableSheet | tuple[str, Chart]]]:
    """The names of the fixed sheets, and each table and chart with its sheet, in reading order."""
    taken: set[str] = set()

    def name(wanted: str) -> str:
        found = sheet_name(wanted, taken)
        taken.add(found.lower())
        return found

    words = document.words.book
    fixed = {
        "index": name(words.index), "proofs": name(words.proofs), "data": name(words.data),
        "sources": name(words.sources),
    }  # fmt: skip
    plans: list[TableSheet | tuple[str, Chart]] = []
    above = 1 + len(document.notices)
    for part in document.parts:
        if isinstance(part, Table):
            plans.append(
                TableSheet(name(words.table_sheet.format(number=part.number)), part, above)
            )
        elif isinstance(part, Chart):
            plans.append((name(words.chart_sheet.format(number=part.number)), part))
    return fixed, plans


def _first_places(places: list[CellPlace]) -> dict[Figure, CellPlace]:
    first: dict[Figure, CellPlace] = {}
    for place in places:
        first.setdefault(place.cell.figure, place)
    return first


def _draw_index(book: Book, plans: list[TableSheet | tuple[str, Chart]], *, proved: bool) -> None:
    """Title, period, institute, date, notices, highlights, a link a sheet, and the footnotes."""
    document, words = book.document, book.words.book
    sheet = book.add_sheet(book.names["index"])
    for column, width in enumerate(_INDEX_WIDTHS):
        sheet.set_column(column, column, width)
    cover = document.cover
    blocks = [("title", cover.title), ("subtitle", cover.period)]
    blocks += [("subtitle", text) for text in (cover.institute, cover.date) if text]
    blocks += [("notice", text) for text in document.notices]
    title, highlights = highlights_of(document)
    if highlights:
        blocks += [("subtitle", title), *(("plain", text) for _, text in highlights)]
    above = _draw_logo(book, sheet)
    for row, (style, text) in enumerate(blocks, start=above):
        book.write_block(sheet, row, text, style, _INDEX_WIDTHS)
    lines = [_entry(plan, document.words) for plan in plans]
    if proved:
        lines.append((book.names["proofs"], words.about_proofs))
    lines.append((book.names["data"], words.about_data))
    lines.append((book.names["sources"], words.about_sources))
    first = above + len(blocks) + 1
    for row, (name, about) in enumerate(lines, start=first):
        sheet.set_row(row, 18)
        book.write_link(sheet, row, 0, name, name)
        sheet.write_string(row, 1, cell_text(about), book.style("plain"))
    notes = [part for part in with_footnotes(document.parts) if isinstance(part, Footnote)]
    for row, note in enumerate(notes, start=first + len(lines) + 1):
        book.write_block(sheet, row, note.text, "note", _INDEX_WIDTHS)
    sheet.activate()


def _draw_logo(book: Book, sheet: Worksheet) -> int:
    """The house style's image in a row above all else; gives how many rows it takes."""
    look, cover = book.document.look, book.document.cover
    if not look.logo:
        return 0
    logo = read_logo(look.logo)
    scale = logo.fit(*_LOGO_BOX)
    sheet.set_row(0, _LOGO_HEIGHT)
    image = {
        "image_data": io.BytesIO(without_density(logo.png)),
        "x_scale": scale,
        "y_scale": scale,
        "description": cell_text(cover.institute or cover.title),
    }
    sheet.insert_image(0, 0, "logo.png", image)
    return 1


def _entry(plan: TableSheet | tuple[str, Chart], words: DocumentWords) -> tuple[str, str]:
    """A sheet's name and what it shows."""
    if isinstance(plan, TableSheet):
        return plan.name, numbered_caption(plan.table, words)
    return plan[0], one_line(numbered_caption(plan[1], words))
