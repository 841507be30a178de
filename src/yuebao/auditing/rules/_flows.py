"""Rows that print total, exports, imports and net together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yuebao.auditing.claims import Side, TableKind
from yuebao.auditing.rules.context import GROWTHS, LEVELS, Case, PrintedCell
from yuebao.auditing.rules.intervals import ANYTHING, base_of, level_of
from yuebao.report.model import Measure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yuebao.auditing.numbers import Interval, Number


@dataclass(frozen=True, slots=True)
class FlowRow:
    """One entity in one window: its levels and growth cells by side of trade."""

    levels: dict[Side, PrintedCell]
    growths: dict[Side, PrintedCell]

    def number(self, side: Side) -> Number | None:
        """A level as printed."""
        found = self.levels.get(side)
        return found[2].number if found else None

    def growth(self, side: Side) -> Number | None:
        """A growth rate, or the change of the net, as printed."""
        found = self.growths.get(side)
        return found[2].number if found else None

    def box(self) -> dict[str, Interval]:
        """What the four levels can be, each on its own."""
        net = self.number(Side.NET)
        return {
            "exports": level_of(self.number(Side.EXPORTS)),
            "imports": level_of(self.number(Side.IMPORTS)),
            "total": level_of(self.number(Side.TOTAL)),
            "net": ANYTHING if net is None else net.interval(),
        }

    def bases(self) -> dict[str, Interval]:
        """What the four levels a year earlier can be, each from its own level and growth."""
        return {
            side.value: base_of(self.number(side), self.growth(side))
            for side in (Side.EXPORTS, Side.IMPORTS, Side.TOTAL)
        } | {"net": self._net_base()}

    def _net_base(self) -> Interval:
        net, change = self.number(Side.NET), self.growth(Side.NET)
        if net is None or change is None or not change.unit.is_money():
            return ANYTHING
        return net.interval() - change.interval()


def flow_rows(context: Case) -> Iterator[FlowRow]:
    """Every such row: of overviews by value and by quantity, and of tables with all sides."""
    for table in context.overviews:
        for window in table.windows():
            for pieces in (False, True):
                lines = [line for line in table.select(window) if line.quantity is pieces]
                yield FlowRow(
                    {
                        line.side: (table, line, cell)
                        for line in lines
                        if line.side and (cell := line.cell(Measure.VALUE))
                    },
                    {
                        line.side: (table, line, cell)
                        for line in lines
                        if line.side and (cell := line.cell(Measure.YOY))
                    },
                )
    for table in context.claims.tables:
        if table.kind is TableKind.PROVINCE_TRADE:
            for line in table.lines:
                yield FlowRow(
                    {s: (table, line, c) for s, m in LEVELS.items() if (c := line.cell(m))},
                    {s: (table, line, c) for s, m in GROWTHS.items() if (c := line.cell(m))},
                )
