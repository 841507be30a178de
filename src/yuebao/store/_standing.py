"""Where a load stands among the releases known: which others speak of the same cells."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from yuebao.store._revise import LoadMode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from yuebao.store._records import LoadRecord, Slice


class Cell(NamedTuple):
    """A commodity in a period: what a release states as a whole. Fields as CELL_COLUMNS."""

    flow: str
    grain: str
    scope: str
    currency: str
    commodity: str
    first_month: str
    last_month: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a load stands in one cell.

    Attributes:
        next_release: The first later release that speaks for the whole cell; None where none does.
        restated: Whether an earlier load of this very release speaks of the cell.
        partial: Whether the release, with this load, is only a part of the cell: what it leaves
            out goes on as it was.
        completes: Whether the load makes the release whole there, which was a part until now.
    """

    next_release: date | None
    restated: bool
    partial: bool
    completes: bool


def stand_alone(slices: Iterable[Slice], records: Sequence[LoadRecord]) -> bool:
    """Whether no earlier load speaks of any cell of these slices."""
    known: dict[tuple[str, ...], list[Slice]] = defaultdict(list)
    for record in records:
        for part in record.slices:
            known[_head(part)].append(part)
    return not any(
        not set(part.periods).isdisjoint(other.periods)
        and not set(part.commodities).isdisjoint(other.commodities)
        for part in slices
        for other in known[_head(part)]
    )


def find_standings(
    slices: Iterable[Slice], records: Sequence[LoadRecord], released: date, mode: LoadMode
) -> dict[Cell, Standing]:
    """Every cell that slices state, and how a load of them on that release date stands there.

    A release speaks for a whole cell unless its first load there was told to add; a load told to
    replace makes it whole.
    """
    cells = {cell for part in slices for cell in _cells(part)}
    wholes: dict[Cell, dict[date, bool]] = defaultdict(dict)
    for record in records:
        if record.released >= released:
            for cell in _shared(cells, record.slices):
                known = wholes[cell].get(record.released)
                wholes[cell][record.released] = _is_whole(record.mode, known)
    return {
        cell: Standing(
            next_release=min(
                (date for date, whole in wholes[cell].items() if whole and date > released),
                default=None,
            ),
            restated=released in wholes[cell],
            partial=not _is_whole(mode, wholes[cell].get(released)),
            completes=wholes[cell].get(released) is False and _is_whole(mode, before=False),
        )
        for cell in cells
    }


def _is_whole(mode: LoadMode, before: bool | None) -> bool:
    """Whether a release is whole after a load, given whether it was before (None: no load yet)."""
    if mode is LoadMode.REPLACE:
        return True
    return mode is not LoadMode.ADD if before is None else before


def _head(part: Slice) -> tuple[str, str, str, str]:
    return (part.flow.value, str(part.grain), str(part.scope), part.currency)


def _cells(part: Slice) -> Iterator[Cell]:
    head = _head(part)
    months = [(str(period.first), str(period.last)) for period in part.periods]
    return (Cell(*head, code, first, last) for code in part.commodities for first, last in months)


def _shared(cells: set[Cell], slices: Iterable[Slice]) -> set[Cell]:
    """The cells that slices state too; slices of another grain, scope or time are passed over."""
    heads = {cell[:4] for cell in cells}
    months = {cell[5:] for cell in cells}
    return {
        cell
        for part in slices
        if _head(part) in heads
        and any((str(period.first), str(period.last)) in months for period in part.periods)
        for cell in _cells(part)
        if cell in cells
    }
