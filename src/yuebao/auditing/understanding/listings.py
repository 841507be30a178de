"""How the sentences of a built report list their figures: of whom, in which place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yuebao.auditing.claims import Measure, TableKind
from yuebao.report.model import (
    Amounts,
    Concentrated,
    Contributions,
    Decomposed,
    Highlight,
    Leaders,
    Members,
    Moved,
    Placed,
    SeasonallyAdjusted,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from yuebao.report.model import Figure, Standing, Statement

_ANALYSES = {
    Concentrated: TableKind.CONCENTRATION,
    Placed: TableKind.RECORDS,
    Decomposed: TableKind.PRICE,
    SeasonallyAdjusted: TableKind.SEASONAL,
}


@dataclass(frozen=True, slots=True)
class RowListing:
    """How a sentence lists a figure: of whom, in which place, among how many."""

    entity: str
    position: int = 0
    listed: int = 1
    names: int = 0
    measure: Measure | None = None
    kind: TableKind | None = None


def listings_of(statement: Statement) -> Iterator[tuple[Figure, RowListing]]:
    """How a statement lists each of its figures."""
    if isinstance(statement, Highlight):
        statement = statement.of
    match statement:
        case Amounts(_, flows, net):
            for _, one in flows:
                yield one.value, RowListing("")
                yield one.growth, RowListing("")
            if net is not None:
                yield net, RowListing("")
        case Contributions(_, _, whole, up, down):
            yield whole, RowListing("")
            for figure in (*up, *down):
                yield figure, RowListing(figure.key.label)
        case Concentrated() | Placed() | Decomposed() | SeasonallyAdjusted():
            yield from _measured(statement)
        case Leaders(_, _, standings) | Members(_, _, standings):
            yield from _listed(standings)
        case Moved():
            yield from _listed((statement.one,))


def _measured(
    statement: Concentrated | Placed | Decomposed | SeasonallyAdjusted,
) -> Iterator[tuple[Figure, RowListing]]:
    kind = _ANALYSES[type(statement)]
    for measure, figure in statement.measured():
        yield figure, RowListing("", measure=measure, kind=kind)
    if isinstance(statement, Placed):
        yield statement.level, RowListing("")


def _listed(standings: Sequence[Standing]) -> Iterator[tuple[Figure, RowListing]]:
    for position, one in enumerate(standings):
        said = RowListing(one.key.label, position, len(standings), len(standings))
        for figure in (one.value, one.growth, one.share):
            if figure is not None:
                yield figure, said
