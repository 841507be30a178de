"""Files of other hands made of a text: Word and slides of markup, workbooks of tabs, pages.

A maker takes a case's text and its record and gives the bytes of its file.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import typst
from tests.audit import officefiles, workbooks
from tests.audit.markup import blocks, is_markup, rows_of, text_of

from yuebao.render._fonts import FAMILY, font_directory

if TYPE_CHECKING:
    from collections.abc import Callable
    from xml.etree.ElementTree import Element

Record = dict[str, Any]


def encoded(text: str, case: Record) -> bytes:
    """The text as it stands, in the case's encoding."""
    return text.encode(case.get("encoding", "utf-8"))


def pages(text: str, _case: Record) -> bytes:
    """Typst's own markup, or ours, as a PDF."""
    body = "\n\n".join(map(_typeset, blocks(text))) if is_markup(text) else text
    source = f'#set text(font: "{FAMILY}")\n{body}'
    made: bytes = typst.compile(  # type: ignore[misc]  # its types say less than it takes
        source.encode(), font_paths=[str(font_directory())], ignore_system_fonts=True
    )
    return made


def _typeset(block: Element) -> str:
    """A block in Typst's markup."""
    if block.tag != "table":
        return f"{'=' * int(block.tag[1:] or 0)} #{_string(text_of(block))}".lstrip()
    rows = list(rows_of(block))
    cells = ", ".join(
        f"table.cell(colspan: {columns}, rowspan: {deep}, {_string(text_of(cell))})"
        for row in rows
        for cell, columns, deep in row
        if cell is not None
    )
    return f"#table(columns: {sum(columns for _, columns, _ in rows[0])}, {cells})"


def _string(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def workbook(text: str, _case: Record) -> bytes:
    """Sheets as `workbooks` tells them, or the blocks of our markup one under the other."""
    if not is_markup(text):
        return workbooks.made(text)
    return workbooks.made("\n".join(("== Sheet1", *map(_tabbed, blocks(text)))))


def _tabbed(block: Element) -> str:
    """A block with its cells apart by tabs, and signs where one reaches over others."""
    if block.tag != "table":
        return text_of(block)
    return "\n".join(
        "\t".join(
            sign
            for cell, columns, _ in row
            for sign in ("^" if cell is None else text_of(cell), *"<" * (columns - 1))
        )
        for row in rows_of(block)
    )


MAKERS: dict[str, Callable[[str, Record], bytes]] = {
    "md": encoded,
    "txt": encoded,
    "csv": encoded,
    "html": encoded,
    "docx": lambda text, _: officefiles.word(text),
    "pptx": lambda text, _: officefiles.slides(text),
    "pdf": pages,
    "xlsx": workbook,
}
"""How the file of a format is made of a case's text; a further format is a line here."""
