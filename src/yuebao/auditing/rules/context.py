"""The claims of a document, with the questions that rules ask of it answered once."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from yuebao.auditing.claims import Quantity, Side, TableKind
from yuebao.auditing.rules.intervals import base_of
from yuebao.auditing.understanding.entities import codes_of, same_entity
from yuebao.auditing.windows import in_order
from yuebao.report.model import Measure

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from yuebao.auditing.claims import ClaimCell, ClaimLine, Claims, ClaimStatement, ClaimTable
    from yuebao.auditing.numbers import Interval
    from yuebao.domain import Window
    from yuebao.reference import Office

PrintedCell = tuple["ClaimTable", "ClaimLine", "ClaimCell"]
"""A cell with its line and table."""

LEVELS = {
    Side.TOTAL: Measure.TOTAL,
    Side.EXPORTS: Measure.EXPORTS,
    Side.IMPORTS: Measure.IMPORTS,
    Side.NET: Measure.NET,
}
GROWTHS = {
    Side.TOTAL: Measure.TOTAL_YOY,
    Side.EXPORTS: Measure.EXPORTS_YOY,
    Side.IMPORTS: Measure.IMPORTS_YOY,
}


@dataclass
class Case:
    """What rules judge.

    Attributes:
        claims: Everything the document claims.
        language: The language of what is said of it.
    """

    claims: Claims
    language: str = field(init=False)
    _overview: dict[tuple[Side, Window, bool], tuple[ClaimTable, ClaimLine] | None] = field(
        init=False, default_factory=dict
    )
    _tables: dict[Side, list[ClaimTable]] = field(init=False, default_factory=dict)
    _named: dict[Side, _Named] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.language = self.claims.language

    @property
    def chinese(self) -> bool:
        """Whether the document is in Chinese."""
        return self.language == "zh"

    @cached_property
    def windows(self) -> tuple[Window, ...]:
        """The windows that tables have lines of."""
        return in_order(line.window for table in self.claims.tables for line in table.lines)

    @cached_property
    def overviews(self) -> tuple[ClaimTable, ...]:
        """Tables whose rows are the sides of trade."""
        return tuple(table for table in self.claims.tables if table.kind is TableKind.OVERVIEW)

    def overview_line(
        self, side: Side, window: Window, *, pieces: bool = False
    ) -> tuple[ClaimTable, ClaimLine] | None:
        """The overview's line of a side of trade."""
        asked = (side, window, pieces)
        if asked not in self._overview:
            lines = ((table, line) for table in self.overviews for line in table.select(window))
            self._overview[asked] = next(
                (
                    (table, line)
                    for table, line in lines
                    if line.side is side and line.quantity is pieces
                ),
                None,
            )
        return self._overview[asked]

    def whole(self, side: Side | None, window: Window) -> Interval | None:
        """What all trade of a side can be in a window, in whole units of currency."""
        found = self.overview_line(side, window) if side else None
        number = found[1].number(Measure.VALUE) if found else None
        return None if number is None else number.interval()

    def whole_base(self, side: Side | None, window: Window) -> Interval | None:
        """The same a year earlier."""
        found = self.overview_line(side, window) if side else None
        if found is None:
            return None
        return base_of(found[1].number(Measure.VALUE), found[1].number(Measure.YOY))

    def cells_for(self, statement: ClaimStatement) -> list[PrintedCell]:
        """The table cells that print what a statement says, in reading order."""
        window, side = statement.window, statement.side
        if window is None or side is None or self.is_elsewhere(statement):
            return []
        if statement.measure is not None:
            return self._measured(statement)
        found = []
        for table, line in self._lines_for(statement, window, side):
            measure = measure_of(table, side, statement.quantity)
            cell = None if measure is None else line.cell(measure)
            if cell is not None:
                found.append((table, line, cell))
        return found

    def _measured(self, statement: ClaimStatement) -> list[PrintedCell]:
        """The cells of analyses that print what a statement says."""
        return [
            (table, line, cell)
            for table in self.claims.analyses
            if (table.kind, table.side) == (statement.kind, statement.side)
            for line in table.lines
            if line.window == statement.window
            for cell in line.cells
            if cell.measure is statement.measure
        ]

    def same(self, one: str, two: str) -> bool:
        """Whether two labels name the same partner, region or trade mode."""
        return same_entity(one, two, self.claims.office)

    def is_elsewhere(self, statement: ClaimStatement) -> bool:
        """Whether a statement is about another month than the report."""
        period, month = statement.period, self.claims.month
        return period is not None and month is not None and period.last != month

    def _lines_for(
        self, statement: ClaimStatement, window: Window, side: Side
    ) -> Iterator[tuple[ClaimTable, ClaimLine]]:
        if not statement.entity:
            found = self.overview_line(side, window, pieces=statement.pieces)
            if found is not None and statement.listed == 1:
                yield found
            return
        yield from self.lines_named(statement.entity, side, window)

    def tables_of(self, side: Side) -> list[ClaimTable]:
        """The tables of entities that print a side of trade."""
        if side not in self._tables:
            self._tables[side] = [
                table
                for table in self.claims.tables
                if table.kind is not TableKind.OVERVIEW
                and (table.kind is TableKind.PROVINCE_TRADE or table.side is side)
            ]
        return self._tables[side]

    def lines_named(
        self, name: str, side: Side, window: Window | None = None
    ) -> list[tuple[ClaimTable, ClaimLine]]:
        """The lines of an entity in the tables of a side, and their tables, in reading order.

        Args:
            name: The entity, by any of its names.
            side: The side of trade.
            window: Only lines of this window; of all where none is given.
        """
        if side not in self._named:
            self._named[side] = _Named(self.tables_of(side), self.claims.office)
        return [
            (table, line)
            for table, line in self._named[side].lines(name)
            if window is None or line.window == window
        ]


class _Named:
    """The lines of some tables by what they name: asked of each sentence, whatever their number."""

    def __init__(self, tables: Sequence[ClaimTable], office: Office) -> None:
        self._office = office
        self._lines = [(table, line) for table in tables for line in table.lines]
        self._places: dict[object, list[int]] = {}
        for place, (_, line) in enumerate(self._lines):
            for key in self._keys(line.label):
                self._places.setdefault(key, []).append(place)

    def _keys(self, label: str) -> tuple[object, ...]:
        return (label, *codes_of(label, self._office))

    def lines(self, name: str) -> list[tuple[ClaimTable, ClaimLine]]:
        """The lines that name the same as a label does."""
        places = {place for key in self._keys(name) for place in self._places.get(key, ())}
        return [self._lines[place] for place in sorted(places)]


def measure_of(table: ClaimTable, side: Side, quantity: Quantity) -> Measure | None:
    """The column in which a table prints a side's level, share or growth."""
    if table.kind is TableKind.PROVINCE_TRADE:
        if quantity is Quantity.LEVEL:
            return LEVELS[side]
        return GROWTHS.get(side) if quantity is Quantity.GROWTH else None
    return {
        Quantity.LEVEL: Measure.VALUE,
        Quantity.SHARE: Measure.SHARE,
        Quantity.GROWTH: Measure.YOY,
        Quantity.CONTRIBUTION: Measure.CONTRIBUTION,
    }.get(quantity)


def part_kind(table: ClaimTable) -> str:
    """Of what a table's rows are parts: provinces of either table are the same ones."""
    return TableKind.PROVINCES if table.kind is TableKind.PROVINCE_TRADE else table.kind
