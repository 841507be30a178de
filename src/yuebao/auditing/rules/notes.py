"""Notes against themselves and against their tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuebao.auditing.findings.finding import Finding, at_cell, at_text
from yuebao.auditing.findings.where import Where
from yuebao.auditing.rules.intervals import base_of, in_unit
from yuebao.domain import MONTH, MONTH_ON_MONTH
from yuebao.report.model import Measure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yuebao.auditing.claims import ClaimCell, ClaimLine, Note
    from yuebao.auditing.rules.context import Case
    from yuebao.domain import Period

_TINY = 1000
"""A base of which the level is so many times is next to nothing."""


def check_notes(context: Case) -> Iterator[Finding]:
    """Every note on its own, then with its table."""
    for note in context.claims.notes:
        yield from _subtraction(context, note)
    yield from _dashes(context)


def _months(context: Case, period: Period) -> str:
    first, last = period.first, period.last
    if not context.chinese:
        return str(period)
    if period.is_one_month():
        return f"{last.year}年{last.month}月"
    return f"{last.year}年{first.month}-{last.month}月"


def _subtraction(context: Case, note: Note) -> Iterator[Finding]:
    one, two = note.minuend, note.subtrahend
    base = None if one is None else _base(context, note, one)
    if one is None or two is None or base is None or two == base:
        return
    expected = _months(context, base)
    where = _at_note(context, note)
    if one == two:
        period = _months(context, one)
        yield Finding("note-subtracts-itself", where, period, expected, (("period", period),))
    else:
        facts = (("minuend", _months(context, one)),)
        yield Finding("note-wrong-base", where, _months(context, two), expected, facts)


def _base(context: Case, note: Note, period: Period) -> Period:
    """What the note's table compares a period with: a year before, unless with the month before."""
    tables = (table for table in context.claims.tables if table.number == note.table)
    windows = {line.window for table in tables for line in table.lines}
    return (MONTH_ON_MONTH if windows == {MONTH_ON_MONTH} else MONTH).base(period)


def _at_note(context: Case, note: Note) -> Where:
    where = at_text(context.claims, note.place, note.text)
    return Where(
        place=where.place, table=note.table or None, paragraph=where.paragraph, quote=note.text
    )


def _dashes(context: Case) -> Iterator[Finding]:
    notes = [note for note in context.claims.notes if note.dash]
    if not notes:
        return
    explained = " ".join(note.text for note in context.claims.notes if note.large)
    promised = any(note.tiny_base for note in notes)
    for note in notes:
        table = context.claims.table(note.table)
        cells = [cell for line in table.lines for cell in line.cells] if table else []
        if cells and all(cell.number is not None for cell in cells):
            facts = (("table", str(note.table)),)
            yield Finding("dash-note-unused", _at_note(context, note), note.text, "", facts)
    if promised:
        for table, line, cell in context.claims.cells():
            if line.label not in explained and _from_nothing(line, cell):
                number = line.number(Measure.VALUE)
                base = base_of(number, cell.number)
                yield Finding(
                    rule="growth-from-nothing",
                    where=at_cell(table, line, cell),
                    printed=cell.text,
                    expected="-",
                    facts=(
                        ("label", line.label),
                        ("base", in_unit(base, number.unit, 5) if number else ""),
                    ),
                )


def _from_nothing(line: ClaimLine, cell: ClaimCell) -> bool:
    """Whether growth makes its base next to nothing."""
    if cell.measure is not Measure.YOY or cell.number is None or cell.number.unit.is_money():
        return False
    return line.number(Measure.VALUE) is not None and cell.number.value > 100 * _TINY
