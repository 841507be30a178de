"""What all sheets of a workbook share: its styles, blocks of text, and the set-up for print."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from xlsxwriter.utility import (  # type: ignore[import-untyped]  # XlsxWriter ships no types
    quote_sheetname,
)

from yuebao.render._walk import one_line, reason_text
from yuebao.render.xlsx._fonts import font_name, font_properties
from yuebao.render.xlsx._layout import line_count
from yuebao.render.xlsx._numbers import number_format
from yuebao.render.xlsx._text import cell_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter import Workbook  # type: ignore[import-untyped]
    from xlsxwriter.format import Format  # type: ignore[import-untyped]
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

    from yuebao.render.xlsx._layout import CellPlace
    from yuebao.report.model import Document, DocumentWords, Figure

LINE_HEIGHT = 16.5
"""The height of a line of text, in points."""
LANDSCAPE = 110
"""Tables wider than this, in digits, are printed across."""
A4 = 9

THICK, THIN = 2, 1
"""The rules of a three-line table."""

_WRAPPED = {"text_wrap": True, "valign": "vcenter"}
_STYLES: dict[str, dict[str, object]] = {
    "title": {**_WRAPPED, "font": "head", "accent": True, "bold": True, "font_size": 18},
    "subtitle": {**_WRAPPED, "font_size": 12},
    "caption": {**_WRAPPED, "font": "head", "bold": True, "font_size": 12, "align": "center"},
    "notice": {**_WRAPPED, "bold": True, "font_color": "#9C0006", "bg_color": "#FFF2CC"},
    "head": {**_WRAPPED, "font": "head", "bold": True, "font_size": 10, "align": "center"},
    "band": {"valign": "vcenter", "bold": True, "bg_color": "#F2F2F2"},
    "label": {**_WRAPPED, "align": "left"},
    "figure": {"font": "figure", "valign": "vcenter", "align": "right", "indent": 1},
    "note": {**_WRAPPED, "font_size": 10},
    "link": {"valign": "vcenter", "font_color": "#0563C1", "underline": 1},
    "plain": {"valign": "vcenter"},
}


@dataclass
class Book:
    """A workbook being drawn.

    Attributes:
        workbook: XlsxWriter's.
        document: What is drawn.
        names: The sheets' names by what they hold: `index`, `data`, `sources`.
        formulas: The formulas by sheet, row and column.
        printed: Where each figure of a table stands first.
    """

    workbook: Workbook
    document: Document
    names: dict[str, str]
    formulas: dict[tuple[str, int, int], str]
    printed: dict[Figure, CellPlace]
    _formats: dict[tuple[object, ...], Format] = field(default_factory=dict)

    @property
    def words(self) -> DocumentWords:
        """The words of the document's language."""
        return self.document.words

    def style(self, name: str, **more: object) -> Format:
        """The format of that name with properties added; each is made once."""
        properties = {**_STYLES[name], **more}
        properties |= font_properties(self.document, str(properties.pop("font", "body")))
        accent = self.document.look.accent
        if properties.pop("accent", False):
            properties["font_color"] = accent
        for side in ("top", "bottom"):
            if side in properties:
                properties[f"{side}_color"] = accent
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self.workbook.add_format(properties)
        return self._formats[key]

    def add_sheet(self, name: str) -> Worksheet:
        """A new sheet without grid lines, set up for A4 and the width of a page."""
        sheet = self.workbook.add_worksheet(name)
        sheet.hide_gridlines(2)
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.6, right=0.6, top=0.8, bottom=0.7)
        # `&` begins a code in heads and feet; more than 255 characters are refused.
        header = one_line(self.document.header)[:120].replace("&", "&&")
        sheet.set_header(f"&C{header}")
        footer = self.words.book.footer.replace("&", "&&").format(page="&P", pages="&N")
        sheet.set_footer(f"&C{footer}")
        return sheet

    def write_block(
        self, sheet: Worksheet, row: int, text: str, style: str, widths: Sequence[float]
    ) -> None:
        """A text across the columns of those widths, wrapped, in a row as high as it needs."""
        form = self.style(style)
        if len(widths) > 1:
            sheet.merge_range(row, 0, row, len(widths) - 1, "", form)
        sheet.write_string(row, 0, cell_text(text), form)
        size = float(str(_STYLES[style].get("font_size", 11))) / 11
        lines = line_count(one_line(text), sum(widths) / size)
        sheet.set_row(row, round(LINE_HEIGHT * lines * max(size, 1.0) + (4 if size > 1 else 0), 2))

    def write_figure(
        self, sheet: Worksheet, spot: tuple[str, int, int], figure: Figure, **more: object
    ) -> None:
        """A figure: its exact value shown as printed, or its text with the reason as a comment."""
        _, row, column = spot
        if figure.value is None:
            sheet.write_string(row, column, cell_text(figure.text), self.style("figure", **more))
            if reason := reason_text(figure, self.words):
                font = font_name(self.document, "body")
                look = {"author": "", "font_name": font, "font_size": 9, "x_scale": 1.2}
                sheet.write_comment(row, column, cell_text(reason), look)
            return
        shown = number_format(figure.value, figure.text)
        form = self.style("figure", num_format=shown, **more)
        formula = self.formulas.get(spot)
        if formula is None:
            sheet.write_number(row, column, float(figure.value), form)
        else:
            sheet.write_formula(row, column, formula, form, float(figure.value))

    def write_link(self, sheet: Worksheet, row: int, column: int, name: str, text: str) -> None:
        """A link to the sheet of that name."""
        form = self.style("link")
        sheet.write_url(row, column, link_to(name), form, string=cell_text(text))


def link_to(name: str, address: str = "A1") -> str:
    """A link inside the workbook, as XlsxWriter has it."""
    return f"internal:{quote_sheetname(name)}!{address}"


def write_cell(sheet: Worksheet, row: int, column: int, value: Any, form: Format) -> None:
    """A number as a number, a text as a text; nothing where there is nothing."""
    if isinstance(value, str):
        if value:
            sheet.write_string(row, column, cell_text(value), form)
    elif value is not None:
        sheet.write_number(row, column, value, form)
