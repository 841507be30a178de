"""Reports with one number wrong, as the audit must find it."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from yuebao.report.model import FigureCell, Mention, Paragraph, Table

if TYPE_CHECKING:
    from collections.abc import Callable
    from fractions import Fraction

    from yuebao.report import Document
    from yuebao.report.model import Figure, Measure, Part, Row, Run, Statement


def with_figure(
    document: Document,
    measure: Measure,
    change: Callable[[Fraction], Fraction],
    *,
    prose: bool = False,
) -> Document:
    """The report with the first number of a measure changed in its table.

    Args:
        document: The report.
        measure: What is measured.
        change: From the right value to the wrong one.
        prose: Whether sentences say the wrong one too.
    """
    old = next(
        cell.figure
        for table in document.tables()
        for _, _, cell in table.cells()
        if cell.measure is measure and cell.figure.value is not None
    )
    assert old.value is not None
    value = change(old.value)
    places = len(old.text.partition(".")[2])
    new = replace(old, value=value, text=f"{float(value):.{places}f}")
    parts = tuple(_part(part, measure, old, new, prose=prose) for part in document.parts)
    return replace(document, parts=parts)


def _part(part: Part, measure: Measure, old: Figure, new: Figure, *, prose: bool) -> Part:
    if isinstance(part, Table):
        groups = tuple(
            replace(group, rows=tuple(_row(row, measure, old, new) for row in group.rows))
            for group in part.groups
        )
        return replace(part, groups=groups)
    if not prose or not isinstance(part, Paragraph):
        return part
    runs = tuple(_run(run, old, new) for run in part.runs)
    return replace(part, runs=runs, says=tuple(_said(one, old, new) for one in part.says))


def _row(row: Row, measure: Measure, old: Figure, new: Figure) -> Row:
    return replace(
        row,
        cells=tuple(
            replace(cell, figure=new)
            if isinstance(cell, FigureCell) and cell.measure is measure and cell.figure is old
            else cell
            for cell in row.cells
        ),
    )


def _run(run: Run, old: Figure, new: Figure) -> Run:
    if isinstance(run, Mention) and run.figure is old:
        return Mention(new, run.text.replace(old.text, new.text))
    return run


def _said(statement: Statement, old: Figure, new: Figure) -> Statement:
    changed: Any = {
        one.name: new for one in fields(statement) if getattr(statement, one.name) is old
    }
    return replace(statement, **changed)
