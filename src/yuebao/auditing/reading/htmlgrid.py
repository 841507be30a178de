"""Tables that a page makes of other elements than tables: rows of as many texts each."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from yuebao.auditing.numbers import is_dash, read_number
from yuebao.auditing.reading.blocks import BlockOf, Grid, TextBlock
from yuebao.auditing.reading.cards import as_card

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_ROWS, _CELLS = 3, 3
"""How many rows, and cells in each, are a table at least."""


@dataclass(frozen=True, slots=True)
class InElements:
    """A block, and the elements it stands in: the one around it, and that around it.

    A block of no text is the place of an empty cell.
    """

    block: BlockOf
    row: int
    table: int


def with_grids(standing: Sequence[InElements]) -> Iterator[BlockOf]:
    """The blocks of a page, runs of rows as grids; empty ones left out."""
    rows = [list(row) for _, row in groupby(standing, key=lambda one: (one.row, one.table))]
    at = 0
    while at < len(rows):
        end = at + 1
        while end < len(rows) and _goes_on(rows[at], rows[end]):
            end += 1
        texts = [tuple(_text(one.block) for one in row) for row in rows[at:end]]
        if _is_table(texts):
            yield Grid(tuple(texts))
        else:
            for row in rows[at:end]:
                yield from _texts([one.block for one in row])
        at = end


def _texts(blocks: Sequence[BlockOf]) -> Iterator[BlockOf]:
    """Blocks beside each other: a card's as one text, empty ones left out."""
    plain = [block for block in blocks if isinstance(block, Grid) or block.text]
    texts = [block.text for block in plain if block == TextBlock(_text(block))]
    card = as_card(texts) if len(texts) == len(plain) else ()
    yield from map(TextBlock, card) if len(card) < len(texts) and card else plain


def _text(block: BlockOf) -> str:
    return block.text if isinstance(block, TextBlock) else ""


def _goes_on(first: Sequence[InElements], row: Sequence[InElements]) -> bool:
    """Whether a row is of the table of another: beside it, with as many texts."""
    return (
        first[0].table == row[0].table
        and len(first) == len(row) >= _CELLS
        and all(isinstance(one.block, TextBlock) for one in (*first, *row))
    )


def _is_table(texts: Sequence[tuple[str, ...]]) -> bool:
    """Whether rows of texts hold mostly numbers behind their first."""
    if len(texts) < _ROWS or len(texts[0]) < _CELLS:
        return False
    cells = [cell for row in texts[1:] for cell in row[1:] if cell]
    return 2 * sum(map(_is_number, cells)) > len(cells)


def _is_number(text: str) -> bool:
    return is_dash(text) or read_number(text.rstrip("%％")) is not None
