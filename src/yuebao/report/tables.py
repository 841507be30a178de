"""Putting figures into tables: rows, sides, heads, and the notes a table calls for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from yuebao.domain import YEAR_TO_DATE
from yuebao.indicators import Reason
from yuebao.report.model import (
    Block,
    EmptyCell,
    FigureCell,
    Head,
    Indicator,
    LabelCell,
    Measure,
    Row,
    Side,
    Standing,
    Terms,
)
from yuebao.report.numbers import NO_NUMBER

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from yuebao.domain import Span, Window
    from yuebao.report.definition import Style
    from yuebao.report.model import Cell, Figure, Group, Key
    from yuebao.report.words import Language


MOST_COLUMNS = 10
"""So many columns are legible on a page: windows beyond them have a table of their own."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entity's line in one window.

    Attributes:
        key: The entity.
        figures: Its figures by measure, in column order.
        side: Which side of trade they are all of; None where they differ.
        quantity: Whether they are about quantity, not value.
    """

    key: Key
    figures: tuple[tuple[Measure, Figure], ...]
    side: Side | None
    quantity: bool = False

    def standing(self) -> Standing:
        """The entity as a sentence lists it.

        Raises:
            KeyError: It has no value or no growth.
        """
        figures = dict(self.figures)
        return Standing(
            self.key,
            figures[Measure.VALUE],
            figures[Measure.YOY],
            figures.get(Measure.SHARE),
        )


def rows_with_own_labels(sides: Sequence[Sequence[Entry]], block: Block) -> tuple[Row, ...]:
    """Rows in which each window names its own entities: windows are ranked separately."""
    widths = [1 + len(side[0].figures) if side else 0 for side in sides]
    width = max(widths, default=0)
    return tuple(
        Row(
            tuple(
                cell
                for entry in line
                for cell in (
                    (EmptyCell(),) * width
                    if entry is None
                    else (LabelCell(entry.key), *_cells(entry, block, rank))
                )
            ),
            *_nature(line),
        )
        for rank, line in enumerate(zip_longest(*sides), 1)
    )


def rows_with_one_label(sides: Sequence[Sequence[Entry]], block: Block) -> tuple[Row, ...]:
    """Rows in which all windows speak of the same entity."""
    return tuple(
        Row(
            (
                LabelCell(line[0].key),
                *(cell for entry in line for cell in _cells(entry, block, rank)),
            ),
            *_nature(line),
        )
        for rank, line in enumerate(zip(*sides, strict=True), 1)
    )


def pages_of(
    spans: tuple[Span, ...], groups: Sequence[Group], *, shared: bool = False
) -> Iterator[tuple[tuple[Span, ...], tuple[Group, ...]]]:
    """The windows that one table holds, with its rows: in turn, as many as a page is wide for.

    Those compared with a year before and others stand in tables of their own.

    Args:
        spans: All windows.
        groups: Rows that have a column or more for each.
        shared: Whether their first cell names the row in all windows.
    """
    first = int(shared)
    width = max((len(row.cells) for group in groups for row in group.rows), default=first)
    each = max(1, (width - first) // len(spans))
    most = max(1, (MOST_COLUMNS - first) // each)
    for alike in alike_spans(spans):
        for begin in range(0, len(alike), most):
            some = alike[begin : begin + most]
            starts = [first + spans.index(span) * each for span in some]
            kept = [*range(first), *(at for start in starts for at in range(start, start + each))]
            yield some, tuple(_cut(group, kept) for group in groups)


def alike_spans(spans: Iterable[Span]) -> Iterator[tuple[Span, ...]]:
    """The windows that are compared with a year before and those that are not, as they come."""
    alike: dict[bool, list[Span]] = {}
    for span in spans:
        alike.setdefault(span.yearly, []).append(span)
    yield from map(tuple, alike.values())


def _cut(group: Group, kept: Sequence[int]) -> Group:
    """A group's rows with some of their columns; rows that have nothing there are none."""
    rows = (replace(row, cells=tuple(row.cells[at] for at in kept)) for row in group.rows)
    held = (row for row in rows if not all(isinstance(cell, EmptyCell) for cell in row.cells))
    return replace(group, rows=tuple(held))


def _nature(line: Sequence[Entry | None]) -> tuple[Side | None, bool]:
    """Which side of trade a row is of, and whether it is quantity: as its first entry."""
    first = next(entry for entry in line if entry is not None)
    return first.side, first.quantity


def _cells(entry: Entry, block: Block, rank: int) -> tuple[Cell, ...]:
    return tuple(FigureCell(figure, measure, block, rank) for measure, figure in entry.figures)


def heads(labels: Sequence[str], columns: Sequence[str], first: str | None) -> tuple[Head, ...]:
    """Window heads over their columns; `first` is the one label column, or None where each has."""
    windows = tuple(Head(label, tuple(map(Head, columns))) for label in labels)
    return windows if first is None else (Head(first), *windows)


def printed_figures(groups: Iterable[Group]) -> tuple[Figure, ...]:
    """The figures of a table's rows, in reading order."""
    return tuple(
        cell.figure
        for group in groups
        for row in group.rows
        for cell in row.cells
        if isinstance(cell, FigureCell)
    )


@dataclass(frozen=True, slots=True)
class Calls:
    """What the figures of a table call for in its notes.

    Attributes:
        reasons: Why there are dashes.
        large: Whose growth comes from a tiny base.
        official: In which windows growth is as customs printed it.
        computed: Whether any growth is computed from a base.
    """

    reasons: tuple[Reason, ...]
    large: tuple[Key, ...]
    official: tuple[Window, ...]
    computed: bool

    def notes(self, language: Language, of: Span) -> list[str]:
        """Notes on growth in a window that customs printed, on dashes and on tiny bases."""
        notes = []
        if self.official:
            to_date = set(self.official) == {YEAR_TO_DATE}
            notes.append(language.official_note(to_date=to_date, beside=self.computed))
        notes += [language.dash_note(self.reasons, of)] if self.reasons else []
        return notes + ([language.large_note(self.large, of)] if self.large else [])

    def terms(
        self, order: Side | None, first: int | None = None, whole: Iterable[Span] = ()
    ) -> Terms:
        """What the notes say: how the rows are ordered, and where customs states the whole."""
        stated = (span.window for span in whole)
        return Terms(
            order,
            first,
            dashes=bool(self.reasons),
            large=bool(self.large),
            capped=Reason.LARGE in self.reasons,
            official=tuple(dict.fromkeys((*self.official, *stated))),
        )


def calls_of(groups: Iterable[Group], style: Style) -> Calls:
    """What the figures of a table call for."""
    figures = printed_figures(groups)
    dashes = (f for f in figures if f.text == NO_NUMBER)
    large = {f.key.label: f.key for f in figures if _is_large(f, style)}
    return Calls(
        reasons=tuple(dict.fromkeys(f.reason for f in dashes if f.reason)),
        large=tuple(large.values()),
        official=tuple(
            dict.fromkeys(f.window for f in figures if f.indicator is Indicator.OFFICIAL_GROWTH)
        ),
        computed=any(f.indicator is Indicator.GROWTH and f.value is not None for f in figures),
    )


def _is_large(figure: Figure, style: Style) -> bool:
    """Whether growth above the limit is printed, in full or as the limit."""
    if figure.indicator is not Indicator.GROWTH or figure.text == NO_NUMBER:
        return False
    return figure.value is None or figure.value > style.large_above
