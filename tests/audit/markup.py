"""The markup of cases: h1, h2, p and tables, whose cells may reach over columns and rows.

Well-formed, as elements; what else a format knows, its maker says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

Placed = tuple["Element | None", int, int]
"""A cell, or none where one from above goes on; the columns and rows that it reaches over."""


def blocks(text: str) -> Element:
    """The elements of a text, under one."""
    return ET.fromstring(f"<text>{text}</text>")


def is_markup(text: str) -> bool:
    """Whether a text is markup, as some formats have another form as well."""
    return text.lstrip().startswith("<")


def rows_of(table: Element) -> Iterator[list[Placed]]:
    """The rows of a table, each with every cell in it."""
    hung: dict[tuple[int, int], int] = {}
    for y, row in enumerate(table.findall("tr")):
        x = 0
        placed: list[Placed] = []
        for cell in (*row, None):
            while (y, x) in hung:
                placed.append((None, hung[y, x], 1))
                x += hung[y, x]
            if cell is not None:
                columns, deep = (int(cell.get(key, "1")) for key in ("colspan", "rowspan"))
                hung |= {(y + down, x): columns for down in range(1, deep)}
                placed.append((cell, columns, deep))
                x += columns
        yield placed


def text_of(element: Element) -> str:
    """The text in an element."""
    return "".join(element.itertext())
