"""What each figure, table and chart of a report is called: the same in every edition of it.

A figure of a table is called by what it is of (`Table.addresses`), any other by what it says of
itself; a table and a chart by their section and side. Names are of letters, digits, `-`, `_`, `,`
and `~`, so that they can stand in addresses and be names of files.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from yuebao.report.model import Chart, Mention, Paragraph, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yuebao.report import Document
    from yuebao.report.model import Address, Figure, FigureCell, Key

_STRANGE = re.compile(r"[^\w-]")

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class NamedFigure:
    """A figure, and where it first stands.

    Attributes:
        name: What it is called.
        figure: The figure.
        label: The label it stands beside.
        table: The table it stands in; None where in none.
        cell: Its cell there.
        chart: The chart it stands in, where it is in no table; None where in none.
    """

    name: str
    figure: Figure
    label: Key
    table: Table | None = None
    cell: FigureCell | None = None
    chart: Chart | None = None


class AddressNames:
    """The names in a document.

    Args:
        document: The report.

    Attributes:
        figures: Its figures by name, in reading order: those of tables, then of charts, then of
            prose alone.
        tables: Its tables by name.
        charts: Its charts by name.
    """

    def __init__(self, document: Document) -> None:
        self.figures: dict[str, NamedFigure] = {}
        self.tables: dict[str, Table] = {}
        self.charts: dict[str, Chart] = {}
        self._names: dict[Figure, str] = {}
        for table in document.tables():
            _put(self.tables, _joined(table.section, table.side or "all"), table)
            for address, key, cell in table.addresses():
                if cell.figure not in self._names:
                    self._add(_name_of(address), cell.figure, key, table=table, cell=cell)
        for chart in (part for part in document.parts if isinstance(part, Chart)):
            side = chart.series[0].points[0].figure.side
            _put(self.charts, _joined(chart.section, chart.form, side), chart)
            for figure in (point.figure for series in chart.series for point in series.points):
                if figure not in self._names:
                    self._add(_own_name(figure), figure, figure.key, chart=chart)
        for figure in _mentioned(document):
            if figure not in self._names:
                self._add(_own_name(figure), figure, figure.key)

    def of(self, figure: Figure) -> str:
        """What a figure of the document is called."""
        return self._names[figure]

    def _add(
        self,
        name: str,
        figure: Figure,
        label: Key,
        *,
        table: Table | None = None,
        cell: FigureCell | None = None,
        chart: Chart | None = None,
    ) -> None:
        name = _free(self.figures, name)
        self._names[figure] = name
        self.figures[name] = NamedFigure(name, figure, label, table, cell, chart)


def _mentioned(document: Document) -> Iterator[Figure]:
    for part in document.parts:
        if isinstance(part, Paragraph):
            yield from (run.figure for run in part.runs if isinstance(run, Mention))


def _put(named: dict[str, _T], name: str, what: _T) -> None:
    named[_free(named, name)] = what


def _free(named: dict[str, _T], name: str) -> str:
    """The name, or with a number where it is taken."""
    if name not in named:
        return name
    return next(other for n in range(2, len(named) + 3) if (other := f"{name},{n}") not in named)


def _name_of(address: Address) -> str:
    return _joined(
        address.section,
        address.side,
        "quantity" if address.quantity else "value",
        address.block,
        address.entity,
        address.window,
        address.measure,
    )


def _own_name(figure: Figure) -> str:
    return _joined(
        figure.indicator,
        figure.side,
        "quantity" if figure.quantity else "value",
        figure.key.code or figure.key.label,
        figure.window.name,
        str(figure.period).replace("..", "_"),
    )


def _joined(*parts: object) -> str:
    return ",".join(_STRANGE.sub(_coded, str(part)) or "~" for part in parts)


def _coded(match: re.Match[str]) -> str:
    """A letter that may mean something elsewhere, by its number."""
    return f"~{ord(match[0]):x}~"
