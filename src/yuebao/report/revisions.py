"""What revisions do to a report: every printed figure that reads otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yuebao.report.model import Address, Document, Figure


@dataclass(frozen=True, slots=True)
class FigureRevision:
    """A figure that two editions of a report print differently in a table.

    Attributes:
        address: What it is of.
        label: The row's entity, as printed.
        table: The number of its table: in the later edition, where that prints it.
        before, after: The figures; None where it stands in one edition only.
    """

    address: Address
    label: str
    table: int
    before: Figure | None
    after: Figure | None


def compare_documents(earlier: Document, later: Document) -> tuple[FigureRevision, ...]:
    """The figures whose printed text differs, in the order of the later edition.

    Figures are matched by what they are of, so that a table that one edition lacks moves nothing.
    """
    before, after = dict(_figures(earlier)), dict(_figures(later))
    addresses = [*after, *(address for address in before if address not in after)]
    return tuple(
        _revision(address, before.get(address), after.get(address))
        for address in addresses
        if _text(before.get(address)) != _text(after.get(address))
    )


_Place = tuple["Figure", str, int]
"""A figure with its row's label and its table's number."""


def _revision(address: Address, before: _Place | None, after: _Place | None) -> FigureRevision:
    place = after or before
    assert place is not None  # noqa: S101  # an address is of one of the two
    return FigureRevision(
        address, place[1], place[2], before[0] if before else None, after[0] if after else None
    )


def _text(place: _Place | None) -> str | None:
    return None if place is None else place[0].text


def _figures(document: Document) -> Iterator[tuple[Address, _Place]]:
    for table in document.tables():
        for address, key, cell in table.addresses():
            yield address, (cell.figure, key.label, table.number)
