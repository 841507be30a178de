"""Files of other hands made of a text: Word from HTML, pages from Typst, workbooks from tabs.

A maker takes a case's text and its record and gives the bytes of its file.
"""

from __future__ import annotations

import io
import itertools
import json
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import docx
import typst
from tests.audit import workbooks

from yuebao.render._fonts import FAMILY, font_directory

if TYPE_CHECKING:
    from collections.abc import Callable

Record = dict[str, Any]


def encoded(text: str, case: Record) -> bytes:
    """The text as it stands, in the case's encoding."""
    return text.encode(case.get("encoding", "utf-8"))


def word(text: str, _case: Record) -> bytes:
    """h1, h2, p and tables, whose cells may reach over rows and columns, as a Word document."""
    parts = _Parts()
    parts.feed(text)
    document = docx.Document()
    for tag, what in parts.blocks:
        if tag == "table":
            _word_table(document, what)
        elif tag == "p":
            document.add_paragraph(what)
        else:
            document.add_heading(what, int(tag[1]))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


class _Parts(HTMLParser):
    """Collects blocks: (tag, text), or ("table", rows of (text, columns, rows))."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[tuple[str, Any]] = []
        self._text: list[str] = []
        self._span = (1, 1)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.blocks.append(("table", []))
        elif tag == "tr":
            self.blocks[-1][1].append([])
        else:
            said = dict(attrs)
            self._span = (int(said.get("colspan") or 1), int(said.get("rowspan") or 1))
            self._text = []

    def handle_endtag(self, tag: str) -> None:
        text = "".join(self._text)
        if tag in ("td", "th"):
            self.blocks[-1][1][-1].append((text, *self._span))
        elif tag in ("h1", "h2", "h3", "p"):
            self.blocks.append((tag, text))

    def handle_data(self, data: str) -> None:
        self._text.append(data)


def _word_table(document: Any, rows: list[list[tuple[str, int, int]]]) -> None:
    width = sum(columns for _, columns, _ in rows[0])
    table = document.add_table(len(rows), width)
    taken: set[tuple[int, int]] = set()
    for y, row in enumerate(rows):
        x = 0
        for text, columns, deep in row:
            while (y, x) in taken:
                x += 1
            taken |= {(y + down, x + right) for down in range(deep) for right in range(columns)}
            cell = table.cell(y, x)
            if columns > 1 or deep > 1:
                cell = cell.merge(table.cell(y + deep - 1, x + columns - 1))
            cell.text = text
            x += columns


def pages(text: str, _case: Record) -> bytes:
    """Typst's markup, or h1, h2, p and tables, as a PDF."""
    body = _markup(text) if text.lstrip().startswith("<") else text
    source = f'#set text(font: "{FAMILY}")\n{body}'
    made: bytes = typst.compile(  # type: ignore[misc]  # its types say less than it takes
        source.encode(), font_paths=[str(font_directory())], ignore_system_fonts=True
    )
    return made


def _markup(text: str) -> str:
    """Typst's markup of h1, h2, p and tables."""
    parts = _Parts()
    parts.feed(text)
    return "\n\n".join(
        _page_table(what)
        if tag == "table"
        else f"{'=' * int(tag[1:] or 0)} #{_string(what)}".lstrip()
        for tag, what in parts.blocks
    )


def _page_table(rows: list[list[tuple[str, int, int]]]) -> str:
    cells = ", ".join(
        f"table.cell(colspan: {columns}, rowspan: {deep}, {_string(text)})"
        for row in rows
        for text, columns, deep in row
    )
    return f"#table(columns: {sum(columns for _, columns, _ in rows[0])}, {cells})"


def _string(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def workbook(text: str, _case: Record) -> bytes:
    """Sheets as `workbooks` tells them, or one of h1, h2, p and tables."""
    if not text.lstrip().startswith("<"):
        return workbooks.made(text)
    parts = _Parts()
    parts.feed(text)
    rows = (what if tag == "table" else [[(what, 1, 1)]] for tag, what in parts.blocks)
    return workbooks.made("\n".join(("== Sheet1", *(_tabbed(some) for some in rows))))


def _tabbed(rows: list[list[tuple[str, int, int]]]) -> str:
    """A table's rows with its cells apart by tabs, and signs where one reaches over others."""
    grid: dict[tuple[int, int], str] = {}
    for y, row in enumerate(rows):
        x = 0
        for text, columns, deep in row:
            while (y, x) in grid:
                x += 1
            for down, right in itertools.product(range(deep), range(columns)):
                grid[y + down, x + right] = "<" if right else "^" if down else text
            x += columns
    width = 1 + max(x for _, x in grid)
    return "\n".join(
        "\t".join(grid.get((y, x), "") for x in range(width)) for y in range(len(rows))
    )


MAKERS: dict[str, Callable[[str, Record], bytes]] = {
    "md": encoded,
    "txt": encoded,
    "html": encoded,
    "docx": word,
    "pdf": pages,
    "xlsx": workbook,
}
"""How the file of a format is made of a case's text; a further format is a line here."""
