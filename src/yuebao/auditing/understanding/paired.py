"""Cells that hold a level and its growth, 58.2 (+3.1): a column each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from yuebao.auditing.reading.blocks import Grid

if TYPE_CHECKING:
    from collections.abc import Sequence

_PAIR = re.compile(
    r"([-−–△▲]?\s?\d[\d,]*(?:\.\d+)?)\s*[(（]\s*([+＋±\-−–△▲▼]?\s?\d[\d,]*(?:\.\d+)?\s?[%％]?)\s*[)）]"
)
_NUMBER = re.compile(r"[-−–+△▲(（]?\s?\d[\d,]*(?:\.\d+)?\s?[%％]?[)）]?")
_SIGNED = re.compile(r"[+＋±\-−–△▲▼]")


def parted(grid: Grid) -> tuple[Grid, list[int]]:
    """A grid with a column of its own for the second numbers of cells that hold two.

    Returns:
        The grid, and the column of the first that each of its columns comes from.
    """
    width = max((len(row) for row in grid.rows), default=0)
    pairs = [at for at in range(width) if _is_paired(_column(grid, at))]
    if not pairs:
        return grid, list(range(width))
    origins = [at for at in range(width) for _ in range(1 + (at in pairs))]
    heads = {at: _last_head(grid, at) for at in pairs}
    rows = []
    for number, row in enumerate(grid.rows):
        cells: list[str] = []
        for at, cell in enumerate(row):
            cells += _cells(cell, head=heads[at] == number) if at in heads else [cell]
        rows.append(tuple(cells))
    return Grid(tuple(rows), grid.positional, grid.cut), origins


def _column(grid: Grid, at: int) -> list[str]:
    return [row[at].strip() for row in grid.rows if at < len(row) and row[at].strip()]


def _is_paired(cells: Sequence[str]) -> bool:
    """Whether most numbers of a column have another in brackets behind them, some with a sign."""
    pairs = [match for match in map(_PAIR.fullmatch, cells) if match]
    alone = sum(_NUMBER.fullmatch(cell) is not None for cell in cells)
    signed = any(_SIGNED.match(match[2]) for match in pairs)
    return len(pairs) > 1 and len(pairs) > alone and signed


def _last_head(grid: Grid, at: int) -> int:
    """The last row above the first pair of a column that says something."""
    last = 0
    for number, row in enumerate(grid.rows):
        cell = row[at].strip() if at < len(row) else ""
        if _PAIR.fullmatch(cell):
            break
        if cell:
            last = number
    return last


def _cells(cell: str, *, head: bool) -> list[str]:
    match = _PAIR.fullmatch(cell.strip())
    if match is None:
        return [cell, f"{cell} ±%" if head else ""]
    return [match[1], match[2]]
