"""Tables: a tree of heads, rows of cells, and what the table says of itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yuebao.domain import Period, Span, Window
    from yuebao.indicators import Breakdown
    from yuebao.report.model._figure import Block, Figure, Key, Measure, Side


@dataclass(frozen=True, slots=True)
class LabelCell:
    """A table cell that names a row's entity."""

    key: Key


@dataclass(frozen=True, slots=True)
class FigureCell:
    """A table cell that holds a figure, with its place in the table.

    Attributes:
        figure: The number.
        measure: What the column measures.
        block: Which part of the table.
        rank: The row's place in its block, from 1.
    """

    figure: Figure
    measure: Measure
    block: Block
    rank: int


@dataclass(frozen=True, slots=True)
class EmptyCell:
    """A cell with nothing in it, where one side of a table has fewer rows than the other."""


Cell = LabelCell | FigureCell | EmptyCell


@dataclass(frozen=True, slots=True)
class Head:
    """A column head, or one that spans the heads below it."""

    text: str
    children: tuple[Head, ...] = ()

    def leaves(self) -> int:
        """How many columns it spans."""
        return sum(child.leaves() for child in self.children) or 1

    def depth(self) -> int:
        """How many rows of heads it reaches down: 1, or more where heads stand below it."""
        return 1 + max((child.depth() for child in self.children), default=0)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of cells, one a column.

    Attributes:
        cells: Labels and figures, in column order.
        side: Which side of trade all its figures are of; None where its columns differ.
        quantity: Whether it counts pieces or weight, not money.
    """

    cells: tuple[Cell, ...]
    side: Side | None = None
    quantity: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under a common line; `label` is empty where the table has only one group."""

    label: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Address:
    """What a figure in a table is of: the same in every edition of a report.

    Attributes:
        section: The kind of its section.
        side: Of which side of trade.
        quantity: Whether it is about quantity, not value.
        block: Which part of the table its row stands in.
        entity: Its code, or its printed label where it has none; empty for the whole.
        window: The name of its window.
        measure: What it measures.
    """

    section: str
    side: Side
    quantity: bool
    block: Block
    entity: str
    window: str
    measure: Measure


@dataclass(frozen=True, slots=True)
class Terms:
    """What the notes under a table say of it.

    Attributes:
        order: By which side of trade its rows are ordered, largest first; None where by none.
        first: How many rows it ranks of those there are; None where it leaves nobody out.
        net_change: The periods whose net exports are subtracted, where the growth of the net is
            such a difference: the period it subtracts from, and the one it subtracts.
        dashes: Whether a dash is explained.
        large: Whether growth from a tiny base is explained.
        official: In which windows amounts or growth are said to be customs' own, with revisions.
        re_imports: Whether it says that shares are of a total with goods that come back.
        unranked: Whether it says that somebody is left out of the ranking.
        capped: Whether a dash may stand for growth above what is printed.
    """

    order: Side | None = None
    first: int | None = None
    net_change: tuple[Period, Period] | None = None
    dashes: bool = False
    large: bool = False
    official: tuple[Window, ...] = ()
    re_imports: bool = False
    unranked: bool = False
    capped: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table: what it is, and how it is printed.

    Attributes:
        number: Its number among the report's tables.
        caption: What it shows, with its units.
        heads: The heads of its columns.
        groups: Its rows.
        section: The kind of the section it stands in.
        by: What its rows are: the entities of a breakdown; None where they are sides of trade.
        side: Which side of trade all its levels are of; None where rows or columns differ.
        spans: The windows it prints, in order.
        notes: What stands under it.
        terms: What that says.
    """

    number: int
    caption: str
    heads: tuple[Head, ...]
    groups: tuple[Group, ...]
    section: str
    by: Breakdown | None
    side: Side | None
    spans: tuple[Span, ...]
    notes: tuple[str, ...] = ()
    terms: Terms = Terms()

    def head_rows(self) -> int:
        """How many rows its heads take."""
        return max((head.depth() for head in self.heads), default=1)

    def cells(self) -> Iterator[tuple[Row, Key, FigureCell]]:
        """Each figure cell with its row and the label it stands beside: the nearest to its left."""
        for group in self.groups:
            for row in group.rows:
                key: Key | None = None
                for cell in row.cells:
                    if isinstance(cell, LabelCell):
                        key = cell.key
                    elif isinstance(cell, FigureCell):
                        yield row, key or cell.figure.key, cell

    def addresses(self) -> Iterator[tuple[Address, Key, FigureCell]]:
        """Each figure cell with what it is of, and the label it stands beside."""
        for row, key, cell in self.cells():
            figure = cell.figure
            entity = "" if self.by is None else key.code or key.label
            yield (
                Address(
                    self.section,
                    figure.side,
                    row.quantity,
                    cell.block,
                    entity,
                    figure.window.name,
                    cell.measure,
                ),
                key,
                cell,
            )
