"""What a store should know, in plain Python: cell → release → rows, replayed from the first."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from yuebao.store import LoadMode

if TYPE_CHECKING:
    from collections.abc import Sequence
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
        self.files: set[tuple[date, tuple[Row, ...]]] = set()

    def knows(self, rows: Sequence[Row], released: date) -> bool:
        """Whether this very file was loaded before as of this release."""
        return (released, tuple(rows)) in self.files

    def load(self, rows: Sequence[Row], released: date, mode: LoadMode = LoadMode.CAREFUL) -> None:
        """Take in one file that is not refused."""
        self.files.add((released, tuple(rows)))
        for cell, stated in _cells(rows).items():
            self._state(self.cells[cell], stated, released, mode)

    def refuses(self, rows: Sequence[Row], released: date, mode: LoadMode) -> bool:
        """Whether the file contradicts its release, or is probably only a part of it."""
        if mode is LoadMode.REPLACE:
            return False
        stated = _cells(rows)
        before = {cell: self.cells[cell].get(released) for cell in stated}
        contradicts = any(
            release.rows.get(partner, value) != value
            for cell, release in before.items()
            if release
            for partner, value in stated[cell].items()
        )
        known = {key: v for key, v in self.known(released).items() if key[:2] in stated}
        vanishing = [key for key in known if not before[key[:2]] and key[2] not in stated[key[:2]]]
        too_many = len(vanishing) * 100 > len(known)
        return contradicts or (mode is LoadMode.CAREFUL and too_many)

    @staticmethod
    def _state(
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


def _cells(rows: Sequence[Row]) -> dict[Cell, dict[str, int]]:
    """What a file states: each of its commodities in each of its months."""
    months = {row.month or "" for row in rows}
    cells: dict[Cell, dict[str, int]] = {
        (commodity, month): {} for commodity in {row.commodity for row in rows} for month in months
    }
    for row in rows:
        cells[row.commodity, row.month or ""][row.partner or ""] = row.value
    return cells
