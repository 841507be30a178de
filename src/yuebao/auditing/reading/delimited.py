"""Delimited text (.csv, .tsv): cells apart by commas, semicolons or tabs."""

from __future__ import annotations

import csv
from collections import Counter
from typing import TYPE_CHECKING

from yuebao.auditing.reading.blocks import Blocks
from yuebao.auditing.reading.limits import MAX_PARAGRAPH, TooLargeError, count_cells
from yuebao.auditing.reading.rows import blocks_of_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

SUFFIXES = (".csv", ".tsv", ".tab")
_DELIMITERS = ",;\t"
_TOO_LONG = f"a cell of it has more than {MAX_PARAGRAPH:,} letters"
_LOOKED_AT = 50
"""Lines by which the delimiter is told."""


def read_delimited(content: str, name: str) -> Blocks:
    """Reduce delimited text to blocks.

    Raises:
        TooLargeError: It has more cells than a report, or a longer one.
    """
    return Blocks(name, "csv", tuple(blocks_of_rows(list(_rows(content)))))


def _rows(content: str) -> Iterator[list[str]]:
    lines = content.splitlines()
    cells = 0
    try:
        for row in csv.reader(lines, delimiter=_delimiter(lines), skipinitialspace=True):
            cells = count_cells(cells, len(row))
            if any(len(cell) > MAX_PARAGRAPH for cell in row):
                raise TooLargeError(_TOO_LONG)
            yield [" ".join(cell.split()) for cell in row]
    except csv.Error as error:  # longer than csv itself reads, whose limit is that of all readers
        raise TooLargeError(_TOO_LONG) from error


def _delimiter(lines: list[str]) -> str:
    """The delimiter that most lines hold equally often, twice at best."""
    held = {
        mark: Counter(line.count(mark) for line in lines[:_LOOKED_AT] if mark in line)
        for mark in _DELIMITERS
    }
    return max(held, key=lambda mark: max(held[mark].values(), default=0))
