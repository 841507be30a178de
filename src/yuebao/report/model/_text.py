"""Running text: headings, paragraphs, and what stands in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from yuebao.report.model._figure import Figure
    from yuebao.report.model._statement import Statement


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote mark in running text, with the note it points to."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A figure in running text, as the sentence words it.

    Attributes:
        figure: The figure: the very one that stands in a table, where it does.
        text: How the sentence prints it: with its unit, and without the sign where the word
            before it tells the direction (下降4.2%).
    """

    figure: Figure
    text: str


Run = str | Mention | Footnote
"""A piece of running text."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A section heading. `level` is 1 or 2; `text` carries its number as the house style has it."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text.

    Attributes:
        runs: The text, with the figures in it.
        lead: Stands before it in bold.
        item: Whether it is one of a list.
        says: What it says: the statements that were worded, in order.
        edited: Whether an editor wrote it, so that its words are to be read like any other's.
    """

    runs: tuple[Run, ...]
    lead: str = ""
    item: bool = False
    says: tuple[Statement, ...] = ()
    edited: bool = False
