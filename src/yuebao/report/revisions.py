"""What revisions do to a report: every printed figure that reads otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yuebao.report.model import Document, Figure

_Place = tuple[int, str, str, str]


@dataclass(frozen=True, slots=True)
class FigureRevision:
    """A table cell that two editions of a report print differently.

    Attributes:
        table: The table's number.
        window: `month` or `ytd`.
        label: The row's entity.
        measure: What the column measures.
        before, after: The figures; None where the cell stands in one edition only.
    """

    table: int
    window: str
    label: str
    measure: str
    before: Figure | None
    after: Figure | None


def compare_documents(earlier: Document, later: Document) -> tuple[FigureRevision, ...]:
    """The cells whose printed text differs, in the order of the later edition."""
    before, after = dict(_cells(earlier)), dict(_cells(later))
    places = [*after, *(place for place in before if place not in after)]
    return tuple(
        FigureRevision(*place, before.get(place), after.get(place))
        for place in places
        if _text(before.get(place)) != _text(after.get(place))
    )


def _text(figure: Figure | None) -> str | None:
    return None if figure is None else figure.text


def _cells(document: Document) -> Iterator[tuple[_Place, Figure]]:
    for table in document.tables():
        for _, key, cell in table.cells():
            window = cell.figure.window.name
            yield (table.number, window, key.label, cell.measure), cell.figure
