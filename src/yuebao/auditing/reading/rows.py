"""Rows of cells, as workbooks and delimited text hold them, as texts and tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuebao.auditing.reading.blocks import BlockOf, Grid, TextBlock
from yuebao.auditing.words import every_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Row = list[str]


def is_captioned(row: Row) -> bool:
    """Whether a row holds nothing but a caption."""
    filled = [cell for cell in row if cell]
    return len(filled) == 1 and any(
        pattern.match(filled[0])
        for words in every_words()
        for pattern in (words.caption, words.chart)
    )


def blocks_of_rows(rows: Sequence[Row | None]) -> Iterator[BlockOf]:
    """Texts stand alone in their row; a table begins with a row of several cells.

    Args:
        rows: The rows; empty ones part tables, None is a row that is hidden.
    """
    table: list[Row] = []
    cut = False
    for row in [*rows, []]:
        if row is None:
            cut = True
            continue
        filled = [cell for cell in row if cell]
        note = len(filled) == 1 and any(w.note.match(filled[0]) for w in every_words())
        ends = not filled or note or is_captioned(row)
        if table and ends:
            yield Grid(tuple(map(tuple, table)), cut=cut)
            table = []
        cut = cut and bool(table)
        head = len(filled) == 1 and any(w.is_window(filled[0]) for w in every_words())
        if table or len(filled) > 1 or head:
            table.append(row)
        elif filled:
            yield TextBlock(filled[0])
