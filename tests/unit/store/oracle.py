"""What a store should know, in plain Python: cell → release → rows, replayed from the first."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from yuebao.store import LoadMode

if TYPE_CHECKING:
    from datetime import date

    from tests.unit.store.exports import Row

Cell = tuple[str, str]  # commodity, month
Held = dict[tuple[str, str, str], int]  # commodity, month, partner → value


@dataclass
class _Release:
    whole: bool
    rows: dict[str, int] = field(default_factory=dict)


class Oracle:
    """Releases of one query: months × commodity × partner."""

    def __init__(self) -> None:
        self.cells: dict[Cell, dict[date, _Release]] = defaultdict(dict)

    def load(self, rows: list[Row], released: date, mode: LoadMode = LoadMode.CAREFUL) -> None:
        """Take in one file, which is taken to be consistent with what is known."""
        months = {row.month for row in rows}
        for commodity in {row.commodity for row in rows}:
            for month in months:
                assert month is not None
                stated = {
                    row.partner or "": row.value
                    for row in rows
                    if (row.commodity, row.month) == (commodity, month)
                }
                self._state(self.cells[commodity, month], stated, released, mode)

    def _state(
        self,
        releases: dict[date, _Release],
        stated: dict[str, int],
        released: date,
        mode: LoadMode,
    ) -> None:
        if mode is LoadMode.REPLACE:
            releases[released] = _Release(whole=True)
        elif released not in releases:
            releases[released] = _Release(whole=mode is not LoadMode.ADD)
        releases[released].rows.update(stated)

    def known(self, as_of: date) -> Held:
        """All that holds on a date: of each cell, the last whole release and the parts since."""
        held: Held = {}
        for (commodity, month), releases in self.cells.items():
            rows: dict[str, int] = {}
            for released in sorted(day for day in releases if day <= as_of):
                if releases[released].whole:
                    rows = {}
                rows = rows | releases[released].rows
            held |= {(commodity, month, partner): value for partner, value in rows.items()}
        return held
