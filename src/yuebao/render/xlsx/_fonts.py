"""The house style's fonts as a workbook names them: one a cell, none embedded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuebao.render.xlsx._text import cell_text

if TYPE_CHECKING:
    from yuebao.report.model import Document

_LATIN = 0
"""The character set of Latin letters."""
_FAMILIES = {"微软雅黑": 2, "等线": 2, "Arial": 2, "Calibri": 2, "Times New Roman": 1}
"""Excel's classes of fonts (1 with serifs, 2 without, 3 of even width), for the same purpose."""
_EVEN = 3  # what Excel writes for 宋体, 仿宋 and 黑体
_UNKNOWN = 0


def font_name(document: Document, role: str) -> str:
    """The font for `head`, `body` or `figure`; a report in Latin letters has one for all."""
    look = document.look
    if not document.words.east_asian or role == "figure":
        return cell_text(look.latin_font)
    return cell_text(look.heading_font if role == "head" else look.body_font)


def font_properties(document: Document, role: str) -> dict[str, object]:
    """That font as format properties."""
    name = font_name(document, role)
    east_asian = document.words.east_asian and role != "figure"
    return {
        "font_name": name,
        "font_family": _FAMILIES.get(name, _EVEN if east_asian else _UNKNOWN),
        "font_charset": document.words.charset if east_asian else _LATIN,
        # With a scheme the theme's own font would be shown, whatever the name.
        "font_scheme": "none",
    }


def default_cell(document: Document) -> dict[str, object]:
    """Workbook options for the size of a cell in the body font: Excel measures columns by it."""
    width, height = (72, 18) if document.words.east_asian else (64, 20)
    return {
        "default_format_properties": {"font_size": 11, **font_properties(document, "body")},
        "default_column_width": width,
        "default_row_height": height,
    }
