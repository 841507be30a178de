"""What a report cannot be: bounds on sizes, each refused with its name.

Interpreting takes time in proportion to a document's length, and to the square of a paragraph's:
both are bounded before it begins.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from yuebao.auditing.reading.blocks import Grid
from yuebao.domain import SourceError
from yuebao.domain.limits import limit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from yuebao.auditing.reading.blocks import Blocks

MAX_LETTERS = limit("document-letters")
"""Of all texts and cells; a report of five hundred pages has half of that."""
MAX_PARAGRAPH = limit("paragraph")
MAX_CELLS = limit("document-cells")
MAX_PARAGRAPHS = limit("document-paragraphs")
MAX_COLUMNS = limit("columns")
MAX_DIGITS = 300
"""Of one number; no one prints a tenth of that."""

_DIGITS = re.compile(rf"\d{{{MAX_DIGITS + 1}}}")
_SPACES = re.compile(r"\s{2,}")
_AGAIN = "Give the report alone, with its paragraphs and tables apart."


class TooLargeError(ValueError):
    """A document is larger than a report's: how, as a clause."""


def count_cells(before: int, more: int) -> int:
    """How many cells there are with some more.

    Raises:
        TooLargeError: More than a report has.
    """
    if before + more > MAX_CELLS:
        raise TooLargeError(f"it has more than {MAX_CELLS:,} cells")
    return before + more


def too_large(name: str, error: TooLargeError) -> SourceError:
    """The refusal of a document."""
    return SourceError(f"{error}, more than any report", file=name, remedy=_AGAIN)


def refuse_beyond(blocks: Blocks) -> None:
    """Refuse a document larger than a report can be.

    Raises:
        SourceError: It is, with what is too large and the largest that is read.
    """
    letters = cells = 0
    for block in blocks.blocks:
        if isinstance(block, Grid):
            cells += sum(map(len, block.rows))
            _refuse(
                blocks.name, "a table", max(map(len, block.rows), default=0), MAX_COLUMNS, "columns"
            )
            texts: Iterable[str] = (cell for row in block.rows for cell in row)
        else:
            texts = (block.text,)
        for text in texts:
            length = len(text)
            if length > MAX_PARAGRAPH:
                length = len(_SPACES.sub(" ", text))
            _refuse(blocks.name, "a paragraph or cell", length, MAX_PARAGRAPH, "letters")
            if length > MAX_DIGITS and _DIGITS.search(text):
                raise SourceError(
                    f"it prints a number of more than {MAX_DIGITS:,} digits",
                    file=blocks.name,
                    remedy="Take it out: it is no amount of trade.",
                )
            letters += length
    _refuse(blocks.name, "it", letters, MAX_LETTERS, "letters")
    _refuse(blocks.name, "it", cells, MAX_CELLS, "cells")
    paragraphs = sum(not isinstance(block, Grid) for block in blocks.blocks)
    _refuse(blocks.name, "it", paragraphs, MAX_PARAGRAPHS, "paragraphs")


def _refuse(name: str, what: str, size: int, most: int, unit: str) -> None:
    if size > most:
        raise SourceError(
            f"{what} has {size:,} {unit}, more than any report",
            file=name,
            remedy=f"At most {most:,} are read. {_AGAIN}",
        )
