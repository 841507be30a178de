"""Where a load stands among the releases known: which others speak of the same cells."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from yuebao.store._asked import ALL_CODES
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
class LoadStanding:
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
        not set(part.periods).isdisjoint(other.periods) and _meet(part, other)
        for part in slices
        for other in known[_head(part)]
    )


def _meet(part: Slice, other: Slice) -> bool:
    """Whether any commodity is known of that both speak of."""
    return (
        not set(part.commodities).isdisjoint(other.commodities)
        or any(_known_below(other, code) for code in part.asked)
        or any(_known_below(part, code) for code in other.asked)
    )


def _known_below(part: Slice, asked: str) -> Sequence[str]:
    """The commodities a file holds of those that were asked for."""
    return part.commodities if asked == ALL_CODES else part.below(asked)


def find_standings(
    slices: Iterable[Slice], records: Sequence[LoadRecord], released: date, mode: LoadMode
) -> dict[Cell, LoadStanding]:
    """Every cell that slices state, and how a load of them on that release date stands there.

    A release speaks for a whole cell unless its first load there was told to add; a load told to
    replace makes it whole.
    """
    stated = tuple(slices)
    cells = {cell for part in stated for cell in _cells(part, part.commodities)}
    for record in records:
        cells.update(_absent(stated, record.slices))
    wholes: dict[Cell, dict[date, bool]] = defaultdict(dict)
    for record in records:
        if record.released >= released:
            for cell in _shared(cells, record.slices):
                known = wholes[cell].get(record.released)
                wholes[cell][record.released] = _is_whole(record.mode, known)
    return {
        cell: LoadStanding(
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


def _cells(part: Slice, commodities: Iterable[str]) -> Iterator[Cell]:
    head = _head(part)
    months = [(str(period.first), str(period.last)) for period in part.periods]
    return (Cell(*head, code, first, last) for code in commodities for first, last in months)


def _absent(stated: Iterable[Slice], known: Iterable[Slice]) -> Iterator[Cell]:
    """Cells of commodities that were asked for: others hold them, and the load may not."""
    return (
        cell
        for part in stated
        if part.asked
        for other in known
        if _head(other) == _head(part) and not set(part.periods).isdisjoint(other.periods)
        for code in part.asked
        for cell in _cells(part, _known_below(other, code))
    )


def _shared(cells: set[Cell], slices: Iterable[Slice]) -> set[Cell]:
    """The cells that slices state too; slices of another grain, scope or time are passed over."""
    heads = {cell[:4] for cell in cells}
    months = {cell[5:] for cell in cells}
    shared: set[Cell] = set()
    for part in slices:
        periods = {(str(period.first), str(period.last)) for period in part.periods}
        if _head(part) not in heads or periods.isdisjoint(months):
            continue
        shared.update(cell for cell in _cells(part, part.commodities) if cell in cells)
        if part.asked:
            head = _head(part)
            shared.update(
                cell
                for cell in cells
                if cell[:4] == head and cell[5:] in periods and part.states(cell.commodity)
            )
    return shared
