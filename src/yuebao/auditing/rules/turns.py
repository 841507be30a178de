"""Places that changed against tables, and growth that turned against the overview and charts."""

from __future__ import annotations

from fractions import Fraction
from itertools import takewhile
from typing import TYPE_CHECKING

from yuebao.auditing.claims import Direction, TableKind
from yuebao.auditing.findings.finding import Finding, at_cell, at_text, either
from yuebao.auditing.numbers import Interval, range_text
from yuebao.auditing.rules.intervals import base_of
from yuebao.auditing.rules.records import is_of_whole, months_of, sign_of
from yuebao.domain import MONTH
from yuebao.report.model import Block, Measure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yuebao.auditing.claims import ClaimLine, ClaimTable
    from yuebao.auditing.rules.context import Case
    from yuebao.auditing.turns import Move, Turn

_WAYS = {Direction.UP: ("增长", "a rise"), Direction.DOWN: ("下降", "a fall")}
_SIGNS = {Direction.UP: 1, Direction.DOWN: -1}


def check_turns(context: Case) -> Iterator[Finding]:
    """Every place that is said to have changed, and every turn of growth, of the month reported."""
    month = context.claims.month
    for move in context.claims.moves:
        if move.period is None or month in (None, move.period.last):
            yield from _move(context, move)
    for turn in context.claims.turns:
        if turn.period is None or month in (None, turn.period.last):
            yield from _turn(context, turn)


# Places


def _move(context: Case, move: Move) -> Iterator[Finding]:
    """Its place is that of its row; before it stood below whoever the table shows was larger."""
    if move.before is not None and move.rose != (move.now < move.before):
        order = ">" if move.rose else "<"
        yield _moved(context, move, move.before, f"{order} {move.now}")
        return
    found = _row_of(context, move)
    if found is None:
        return
    table, own = found
    if own.rank != move.now:
        yield _moved(context, move, move.now, str(own.rank), found)
    elif move.before is not None and move.window is not None:
        least = 1 + _larger(table.select(move.window), own)
        if move.before < least:
            yield _moved(context, move, move.before, f"≥ {least}", found)


def _row_of(context: Case, move: Move) -> tuple[ClaimTable, ClaimLine] | None:
    """The row that ranks who is spoken of."""
    if move.side is None or move.window is None:
        return None
    return next(
        (
            (table, line)
            for table, line in context.lines_named(move.entity, move.side, move.window)
            if line.block is Block.ROWS and table.kind is not TableKind.PROVINCE_TRADE
        ),
        None,
    )


def _larger(rows: tuple[ClaimLine, ...], own: ClaimLine) -> int:
    """How many ranked rows were certainly larger than one a year before."""
    high = base_of(own.number(Measure.VALUE), own.number(Measure.YOY)).high
    bases = (
        base_of(row.number(Measure.VALUE), row.number(Measure.YOY)).low
        for row in rows
        if row.block is Block.ROWS
    )
    return sum(high is not None and low is not None and low > high for low in bases)


def _moved(
    context: Case,
    move: Move,
    printed: int,
    expected: str,
    found: tuple[ClaimTable, ClaimLine] | None = None,
) -> Finding:
    cell = found[1].cell(Measure.VALUE) if found is not None else None
    return Finding(
        rule="place-against-table",
        where=at_text(context.claims, move.places[-1], move.quote),
        printed=str(printed),
        expected=expected,
        facts=(("entity", move.entity),),
        also=at_cell(*found, cell) if found is not None and cell is not None else None,
    )


# Turning points


def _turn(context: Case, turn: Turn) -> Iterator[Finding]:
    """Growth goes the way that is said, and went the other in the months of a chart before."""
    if turn.side is None or turn.window is None:
        return
    found = context.overview_line(turn.side, turn.window)
    number = found[1].number(Measure.YOY) if found else None
    if number is not None and number.value * _SIGNS[turn.way] < 0:
        yield _turned(context, turn, either(*_WAYS[turn.way]), f"{number.text}%")
    elif turn.window == MONTH:
        yield from _against_chart(context, turn)


def _against_chart(context: Case, turn: Turn) -> Iterator[Finding]:
    month, way = context.claims.month, _SIGNS[turn.way]
    for chart in context.claims.charts:
        for series in chart.series:
            held = months_of(series) if series.side is turn.side and series.growth else {}
            if month is None or not is_of_whole(context, turn.side, held.get(month), series):
                continue
            back = (month.plus(-at) for at in range(1, len(held)))
            signs = [sign_of(held[one]) for one in takewhile(held.__contains__, back)]
            sure = len(list(takewhile(lambda sign: sign == -way, signs)))
            may_be = len(list(takewhile(lambda sign: sign != way, signs)))
            most = Fraction(may_be) if may_be < len(signs) else None
            allowed = Interval(Fraction(sure), most)
            if not allowed.meets(Interval.exactly(Fraction(turn.after))):
                yield _turned(context, turn, str(turn.after), range_text(allowed))


def _turned(context: Case, turn: Turn, printed: str, expected: str) -> Finding:
    return Finding(
        rule="turn-against-growth",
        where=at_text(context.claims, turn.place, turn.quote),
        printed=str(turn.after),
        expected=expected,
        facts=(("what", printed),),
    )
