"""Levels of a question's whole and of its parts, added up over the flows it asks about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuebao.domain import UserError
from yuebao.indicators import Breakdown, Tabulation, add_levels, extend_basis, tabulate
from yuebao.report.definition import ALL_GOODS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from yuebao.domain import Flow, Period
    from yuebao.indicators import Basis, Level, LevelTable
    from yuebao.publish.question import ExploreRequest
    from yuebao.store import View


class SummedTables:
    """Levels, all asked in one pass.

    Args:
        view: What a store knows of the trade asked about.
        request: The question.
        entities: The commodities told apart; none where they are not.
        bases: The facts that answer, by flow.
        history: The months of the past that are wanted too, each with the one a year before.
    """

    def __init__(
        self,
        view: View,
        request: ExploreRequest,
        entities: tuple[str, ...],
        bases: Mapping[Flow, Basis],
        history: Sequence[Period],
    ) -> None:
        months = [p for period in history for p in (period, period.year_earlier())]
        asked = []
        for basis in bases.values():
            wide = extend_basis(view, basis, [*basis.terms, *basis.missing, *months])
            of_parts = wide.of_codes(entities) if entities else wide
            asked += [
                Tabulation(wide, Breakdown.COMMODITY),
                Tabulation(of_parts, request.by.breakdown),
            ]
            self._refuse_shallow(wide, entities)
        tables = tabulate(view, asked)
        self.wholes: tuple[LevelTable, ...] = tables[0::2]
        self.parts: tuple[LevelTable, ...] = tables[1::2]

    @staticmethod
    def _refuse_shallow(basis: Basis, entities: tuple[str, ...]) -> None:
        deep = [e for e in entities if e != ALL_GOODS and basis.depth_of(e) < len(e)]
        if deep:
            raise UserError(
                f"what is loaded of {deep[0]} is not told apart as deeply ({basis.grain.words()})",
                where=deep[0],
                remedy="Break it down by something else, or load files of deeper codes.",
            )

    def whole(self, period: Period) -> Level | None:
        """The sum."""
        return _sum(table.total(period) for table in self.wholes)

    def part(self, code: str, period: Period) -> Level | None:
        """One entity."""
        return _sum(table.level(code, period) for table in self.parts)

    def members(self, codes: frozenset[str], period: Period) -> Level | None:
        """Several together."""
        return _sum(table.total(period, codes) for table in self.parts)

    def entities(self, period: Period) -> set[str]:
        """Who traded."""
        return {code for table in self.parts for code in table.entities(period)}


def _sum(levels: Iterable[Level | None]) -> Level | None:
    """Levels of flows together; None where one is not known."""
    held = list(levels)
    known = [level for level in held if level is not None]
    if len(known) < len(held):
        return None
    return known[0] if len(known) == 1 else add_levels(known, known[0])
