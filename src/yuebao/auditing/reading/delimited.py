"""Delimited text (.csv, .tsv): cells apart by commas, semicolons or tabs."""

from __future__ import annotations

import csv
import re
from collections import Counter
from typing import TYPE_CHECKING

from yuebao.auditing.reading.blocks import Blocks
from yuebao.auditing.reading.limits import MAX_PARAGRAPH, TooLargeError, count_cells
from yuebao.auditing.reading.rows import blocks_of_rows
from yuebao.domain import SourceError
from yuebao.render.annex import CELL_KEYS

if TYPE_CHECKING:
    from collections.abc import Iterator

SUFFIXES = (".csv", ".tsv", ".tab")
_COMMA = re.compile(r"[-−+]?(?:\d{1,3}(?:[. ]\d{3})+|\d+),(?:\d{1,2}|\d{4,}) ?%?")
"""A number with a comma before its decimals, which are not three: those might be thousands."""
_POINT = re.compile(r"[-−+]?(?:\d{1,3}(?:,\d{3})+|\d+)\.(?:\d{1,2}|\d{4,}) ?%?")
_THOUSANDS = re.compile(r"[-−+]?\d{1,3}(?:\.\d{3})+")
_DELIMITERS = ",;\t"
_TOO_LONG = f"a cell of it has more than {MAX_PARAGRAPH:,} letters"
_LOOKED_AT = 50
"""Lines by which the delimiter is told."""


def read_delimited(content: str, name: str) -> Blocks:
    """Reduce delimited text to blocks.

    Raises:
        SourceError: It is the annex that a report comes with.
        TooLargeError: It has more cells than a report, or a longer one.
    """
    rows = list(_rows(content))
    if rows and tuple(rows[0][: len(CELL_KEYS)]) == CELL_KEYS:
        raise SourceError(
            "it is the data annex of a report, not a report",
            file=name,
            remedy="Audit the report itself, which prints the same numbers.",
        )
    return Blocks(name, "csv", tuple(blocks_of_rows(rows)))


def _rows(content: str) -> Iterator[list[str]]:
    lines = content.splitlines()
    cells = 0
    delimiter = _delimiter(lines)
    comma = delimiter != "," and _has_decimal_commas(content, delimiter)
    try:
        for row in csv.reader(lines, delimiter=delimiter, skipinitialspace=True):
            cells = count_cells(cells, len(row))
            if any(len(cell) > MAX_PARAGRAPH for cell in row):
                raise TooLargeError(_TOO_LONG)
            tidy = [" ".join(cell.split()) for cell in row]
            yield [_with_point(cell) if comma else cell for cell in tidy]
    except csv.Error as error:  # longer than csv itself reads, whose limit is that of all readers
        raise TooLargeError(_TOO_LONG) from error


def _has_decimal_commas(content: str, delimiter: str) -> bool:
    """Whether numbers are written with a comma before decimals: some so, and none with a point."""
    cells = [cell.strip(' "') for cell in re.split(rf"[{delimiter}\n]", content)]
    return any(map(_COMMA.fullmatch, cells)) and not any(map(_POINT.fullmatch, cells))


def _with_point(cell: str) -> str:
    """A cell with its number, if it is one, as it is written with a point before decimals."""
    if _COMMA.fullmatch(cell) or _THOUSANDS.fullmatch(cell):
        return cell.replace(".", "\0").replace(",", ".").replace("\0", ",")
    return cell


def _delimiter(lines: list[str]) -> str:
    """The delimiter that most lines hold equally often, twice at best."""
    held = {
        mark: Counter(line.count(mark) for line in lines[:_LOOKED_AT] if mark in line)
        for mark in _DELIMITERS
    }
    return max(held, key=lambda mark: max(held[mark].values(), default=0))
