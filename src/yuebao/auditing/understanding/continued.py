"""Which grids of a document are one table: on a further page, or under a line between its rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from yuebao.auditing.reading.blocks import Grid, TextBlock, TextKind
from yuebao.auditing.understanding.cellmarks import read_cell
from yuebao.auditing.understanding.headwords import head_words, plain_text
from yuebao.auditing.understanding.layout import is_body

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from yuebao.auditing.reading.blocks import BlockOf

_MOST_BETWEEN = 3
"""Texts between two grids of one table: a running head, a page's number, its caption again."""
_MOST_HEADS = 40
"""Rows among which numbers begin."""
_LONGEST_SECTION = 16
"""Letters of a line between rows that names those who follow."""


@dataclass(slots=True)
class WholeTable:
    """A table of one grid or several.

    Attributes:
        first: The grid it begins with.
        rows: Its rows, those of all grids.
        origins: Of each row the block and the row it stands in; None of a line between grids.
        cut: Whether rows of a grid are hidden.
    """

    first: Grid
    rows: list[tuple[str, ...]] = field(default_factory=list)
    origins: list[tuple[int, int] | None] = field(default_factory=list)
    cut: bool = False

    def add(self, at: int, grid: Grid, section: str = "") -> None:
        """Add a grid, under a line that names its rows."""
        if section:
            self.rows.append((section,))
            self.origins.append(None)
        self.rows += grid.rows
        self.origins += [(at, row) for row in range(len(grid.rows))]
        self.cut = self.cut or grid.cut

    @property
    def grid(self) -> Grid:
        """All of it as one grid."""
        return Grid(tuple(self.rows), self.first.positional, self.cut)


def whole_tables(
    blocks: Sequence[BlockOf], skip: frozenset[int] = frozenset()
) -> Iterator[tuple[int, WholeTable]]:
    """Every table of a document, with the block it begins in; grids to skip are no part of any."""
    held: tuple[int, WholeTable] | None = None
    between: list[TextBlock] = []
    for at, block in enumerate(blocks):
        if isinstance(block, TextBlock):
            between.append(block)
            continue
        if at in skip:
            if held is not None:
                yield held
            held = None
            continue
        if held is not None and goes_on(held[1].first, block, between):
            held[1].add(at, block, _section(between))
        else:
            if held is not None:
                yield held
            held = at, WholeTable(block)
            held[1].add(at, block)
        between = []
    if held is not None:
        yield held


def goes_on(before: Grid, grid: Grid, between: Sequence[TextBlock]) -> bool:
    """Whether a grid is the rest of the one before: its heads are the same, or it has none."""
    texts = [text for text in between if text.kind is not TextKind.RUNNING]
    if len(texts) > _MOST_BETWEEN:
        return False
    said = any(is_continuation(text.text) for text in texts)
    if before.rows[:1] == grid.rows[:1] and _has_heads(before):
        return said or not texts
    if not (_has_heads(before) and _is_headless(grid) and _width(before) == _width(grid)):
        return False
    return said or not texts or bool(_section(between))


def is_continuation(text: str) -> bool:
    """Whether a line says that a table goes on from the page before."""
    return head_words().continued.search(plain_text(text)) is not None


def _section(between: Sequence[TextBlock]) -> str:
    """The one line between two grids, where it names those who follow."""
    texts = [text for text in between if text.kind is not TextKind.RUNNING]
    if len(texts) != 1 or is_continuation(texts[0].text):
        return ""
    text = texts[0].text.strip()
    plain = not any(letter.isdigit() or letter in "。；，,.;:：" for letter in text)
    return text if plain and len(text) <= _LONGEST_SECTION else ""


def _width(grid: Grid) -> int:
    return max(map(len, grid.rows[:_MOST_HEADS]), default=0)


def _has_heads(grid: Grid) -> bool:
    """Whether rows of words stand over rows of numbers."""
    return not _is_headless(grid) and any(
        is_body([*map(read_cell, row)]) for row in grid.rows[:_MOST_HEADS]
    )


def _is_headless(grid: Grid) -> bool:
    """Whether a grid begins with a row of numbers behind a name."""
    first = next((row for row in grid.rows if any(cell.strip() for cell in row)), ())
    cells = [*map(read_cell, first)]
    return is_body(cells) and cells[0].number is None
