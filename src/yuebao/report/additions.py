"""Whether what a table prints adds up as printed, and the note where it does not for rounding."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING

from yuebao.report.model import Block, FigureCell, Indicator, Measure, Side
from yuebao.report.numbers import print_amount, print_points, print_rate
from yuebao.report.tables import printed_figures

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from fractions import Fraction

    from yuebao.domain import Window
    from yuebao.report.context import Context
    from yuebao.report.definition import Style
    from yuebao.report.model import Figure, Group

_ADDED = (Measure.VALUE, Measure.SHARE, Measure.CONTRIBUTION)
"""What parts of a whole have that adds up to what the whole has."""


def rounding_notes(context: Context, groups: Sequence[Group]) -> list[str]:
    """The note on rounding, where the style explains and printed parts do not add up."""
    style, language = context.definition.style, context.language
    if not language.wording.explained:
        return []
    if _sides_add_up(printed_figures(groups), style) and _parts_add_up(groups, style):
        return []
    return [language.rounding_note]


def _sides_add_up(figures: Iterable[Figure], style: Style) -> bool:
    """Whether each entity's printed exports and imports add up to its total, and leave its net."""
    printed: dict[tuple[str | None, bool, Window], dict[Side, Decimal]] = defaultdict(dict)
    for figure in figures:
        if figure.value is not None and figure.indicator in (Indicator.LEVEL, Indicator.NET):
            text = print_amount(figure.value, style, whole=figure.quantity and figure.per == 1)
            one = (figure.key.code, figure.quantity, figure.window)
            printed[one][figure.side] = Decimal(text)
    return all(
        sides.get(Side.TOTAL, there + back) == there + back
        and sides.get(Side.NET, there - back) == there - back
        for sides in printed.values()
        if (there := sides.get(Side.EXPORTS)) is not None
        and (back := sides.get(Side.IMPORTS)) is not None
    )


def _parts_add_up(groups: Iterable[Group], style: Style) -> bool:
    """Whether printed parts of a whole, where rows are all of it, add up to the printed whole.

    They are all of it where all others have a row, or where their shares are the whole exactly.
    """
    columns: dict[Window, dict[Measure, list[Fraction | None]]] = {}
    with_rest: set[Window] = set()
    for cell in _cells(groups):
        window = cell.figure.window
        if cell.block is Block.REST:
            with_rest.add(window)
        if cell.measure in _ADDED:
            columns.setdefault(window, {}).setdefault(cell.measure, []).append(cell.figure.value)
    return all(
        _column_adds_up(measure, parts, style)
        for window, measures in columns.items()
        if window in with_rest or _is_whole(measures)
        for measure, parts in measures.items()
    )


def _cells(groups: Iterable[Group]) -> Iterable[FigureCell]:
    for group in groups:
        for row in group.rows:
            for cell in row.cells:
                if isinstance(cell, FigureCell) and cell.block is not Block.BLOC:
                    yield cell


def _is_whole(measures: Mapping[Measure, Sequence[Fraction | None]]) -> bool:
    shares = measures.get(Measure.SHARE, ())
    return sum(share or 0 for share in shares) == 100


def _column_adds_up(measure: Measure, parts: Sequence[Fraction | None], style: Style) -> bool:
    known = [part for part in parts if part is not None]
    if len(known) < len(parts):
        return True  # what has no number adds up to nothing
    whole = _printed(measure, sum(known, start=known[0] - known[0]), style)
    return sum(_printed(measure, part, style) for part in known) == whole


def _printed(measure: Measure, value: Fraction, style: Style) -> Decimal:
    if measure is Measure.CONTRIBUTION:
        return Decimal(print_points(value, style))
    if measure is Measure.SHARE:
        return Decimal(print_rate(value, style))
    return Decimal(print_amount(value, style))
