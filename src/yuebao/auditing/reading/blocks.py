"""The one form every document is reduced to before it is interpreted: texts and grids, in order.

A reader's whole work is to give these. It says what the file's own marks say (a heading, a list
item, a table) and interprets nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class TextKind(StrEnum):
    """What the file marks a text as; `PLAIN` where it marks nothing."""

    PLAIN = "plain"
    TITLE = "title"
    HEADING = "heading"
    CAPTION = "caption"
    NOTE = "note"
    FOOTNOTE = "footnote"
    RUNNING = "running"
    """What is repeated on every page."""


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A paragraph, heading, caption or note, without line wraps."""

    text: str
    kind: TextKind = TextKind.PLAIN


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as rows of cell texts.

    Attributes:
        rows: The rows, heads first; a cell that spans others is followed, or hung under, by empty
            ones.
        positional: Whether the same place in two rows is the same column. False for text taken
            from a page, where only the order of cells is known and empty ones are lost.
        cut: Whether rows of it are hidden, so that those left may not add up.
    """

    rows: tuple[tuple[str, ...], ...]
    positional: bool = True
    cut: bool = False


BlockOf = TextBlock | Grid


@dataclass(frozen=True, slots=True)
class Blocks:
    """A document: its file name, the format it was read as, and its blocks in reading order."""

    name: str
    format: str
    blocks: tuple[BlockOf, ...]
