"""Putting figures into tables: rows, sides, heads, and the notes a table calls for."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from yuebao.report.model import (
    Block,
    EmptyCell,
    FigureCell,
    Head,
    Indicator,
    LabelCell,
    Row,
)
from yuebao.report.numbers import NO_NUMBER

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from yuebao.report.definition import Style
    from yuebao.report.language import Language
    from yuebao.report.model import Cell, Figure, Group, Key, Measure


@dataclass(frozen=True, slots=True)
class Entry:
    """An entity's line in one window: its figures by measure, in column order."""

    key: Key
    figures: tuple[tuple[Measure, Figure], ...]


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
            )
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
            )
        )
        for rank, line in enumerate(zip(*sides, strict=True), 1)
    )


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


def has_growth(groups: Iterable[Group]) -> bool:
    """Whether a table prints any growth computed from a base."""
    return any(
        figure.indicator is Indicator.GROWTH and figure.value is not None
        for figure in printed_figures(groups)
    )


def has_official_growth(groups: Iterable[Group]) -> bool:
    """Whether a table prints growth as customs printed it."""
    return any(f.indicator is Indicator.OFFICIAL_GROWTH for f in printed_figures(groups))


def called_for_notes(language: Language, groups: Sequence[Group], style: Style) -> list[str]:
    """Notes on growth that customs printed, on dashes and on tiny bases, where there are any."""
    figures = printed_figures(groups)
    notes = []
    if has_official_growth(groups):
        mixed = has_growth(groups)
        notes.append(language.official_beside_note if mixed else language.official_note)
    dashes = (f for f in figures if f.text == NO_NUMBER)
    reasons = list(dict.fromkeys(f.reason for f in dashes if f.reason))
    large = list(dict.fromkeys(f.key.label for f in figures if _is_large(f, style)))
    notes += [language.dash_note(reasons)] if reasons else []
    return notes + ([language.large_note(large)] if large else [])


def _is_large(figure: Figure, style: Style) -> bool:
    """Whether growth above the limit is printed, in full or as the limit."""
    if figure.indicator is not Indicator.GROWTH or figure.text == NO_NUMBER:
        return False
    return figure.value is None or figure.value > style.large_above
