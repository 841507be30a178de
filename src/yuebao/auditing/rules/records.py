"""Records and runs: ranks, highest amounts and runs against amounts and charts of months."""

from __future__ import annotations

from fractions import Fraction
from itertools import takewhile
from typing import TYPE_CHECKING

from yuebao.auditing.claims import Direction, Quantity, TableKind
from yuebao.auditing.findings.finding import Finding, at_cell, at_text, either
from yuebao.auditing.numbers import Interval
from yuebao.auditing.rules._measured import of_measure
from yuebao.domain import MONTH, Month, UserError
from yuebao.report.model import Measure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yuebao.auditing.claims import ClaimLine, ClaimSeries, ClaimStatement, ClaimTable, Side
    from yuebao.auditing.numbers import Number
    from yuebao.auditing.rules.context import Case

_IMPOSSIBLE = "record-impossible"
_CHART = "record-against-chart"

_SIGNS = {Direction.UP: 1, Direction.DOWN: -1}
_WAYS = {Direction.UP: ("增长", "up"), Direction.DOWN: ("下降", "down")}

Months = dict[Month, "Number"]


def check_records(context: Case) -> Iterator[Finding]:
    """Every line of a table of records."""
    for table in context.claims.analyses:
        for line in table.lines if table.kind is TableKind.RECORDS else ():
            yield from _order(table, line)
            yield from _highest(context, table, line)
            if line.window == MONTH:
                yield from _against_charts(context, table, line)
    for statement in context.claims.statements:
        if statement.measure is Measure.RUN and statement.direction in _SIGNS:
            yield from _direction(context, statement)


def _direction(context: Case, statement: ClaimStatement) -> Iterator[Finding]:
    """The word of a run against growth of the window."""
    if statement.side is None or statement.window is None or statement.direction is None:
        return
    found = context.overview_line(statement.side, statement.window)
    cell = found[1].cell(Measure.YOY) if found else None
    number = cell.number if cell else None
    if found is None or cell is None or number is None:
        return
    if number.value * _SIGNS[statement.direction] < 0:
        zh_word, en_word = _WAYS[statement.direction]
        yield Finding(
            rule="run-direction",
            where=at_text(context.claims, statement.place, statement.quote),
            printed=statement.number.text,
            expected=f"{cell.text}%",
            facts=(("what", either(zh_word, en_word)), ("table", str(found[0].number))),
            also=at_cell(found[0], found[1], cell),
        )


def _order(table: ClaimTable, line: ClaimLine) -> Iterator[Finding]:
    """A place is one of those looked at."""
    rank, of = line.number(Measure.RANK), line.number(Measure.OF)
    if rank is not None and of is not None and not 1 <= rank.value <= of.value:
        allowed = Interval(Fraction(1), of.value)
        yield of_measure(_IMPOSSIBLE, table, line, Measure.RANK, allowed)


def _highest(context: Case, table: ClaimTable, line: ClaimLine) -> Iterator[Finding]:
    """The highest is the amount itself where that is first, else no less."""
    rank, highest = line.number(Measure.RANK), line.number(Measure.HIGHEST)
    amount = context.whole(table.side, line.window)
    if rank is None or highest is None or amount is None:
        return
    scale = highest.unit.scale
    allowed = amount if rank.value == 1 else Interval(amount.low, None)
    if not highest.interval().meets(allowed):
        printed = allowed.times(1 / scale)
        yield of_measure(_IMPOSSIBLE, table, line, Measure.HIGHEST, printed)


def _against_charts(context: Case, table: ClaimTable, line: ClaimLine) -> Iterator[Finding]:
    """Against the months of a chart that ends with the month reported."""
    month = context.claims.month
    for chart in context.claims.charts:
        for series in chart.series if chart.window in (None, MONTH) else ():
            held = months_of(series) if series.side is table.side else {}
            if month is None or not is_of_whole(context, table.side, held.get(month), series):
                continue
            source = either(f"图{chart.number}", f"figure {chart.number}")
            found = _run if series.growth else _rank
            yield from found(table, line, month, held, source)


def is_of_whole(
    context: Case, side: Side | None, number: Number | None, series: ClaimSeries
) -> bool:
    """Whether a series is of the whole flow: it prints what the overview prints of the month."""
    if number is None or side is None or series.quantity is Quantity.CONTRIBUTION:
        return False
    found = context.overview_line(side, MONTH)
    told = found[1].number(Measure.YOY if series.growth else Measure.VALUE) if found else None
    return told is not None and told.interval().meets(number.interval())


def months_of(series: ClaimSeries) -> Months:
    """A series by month; nothing where its points are no months."""
    found = {}
    for label, number, _ in series.points:
        try:
            found[Month.parse(label)] = number
        except UserError:
            return {}
    return found


def _rank(
    table: ClaimTable, line: ClaimLine, month: Month, held: Months, source: str
) -> Iterator[Finding]:
    now = held[month].interval()
    amounts = [number.interval() for one, number in held.items() if one <= month]
    higher = sum(now.is_below(amount) for amount in amounts)
    as_high = sum(not amount.is_below(now) for amount in amounts)
    rank, of = line.number(Measure.RANK), line.number(Measure.OF)
    if rank is not None and of is not None:
        unseen = max(of.value - len(amounts), Fraction(0))
        # Where fewer months were looked at than the chart has, those before are not among them.
        low = Fraction(1 + higher) if of.value >= len(amounts) else Fraction(1)
        allowed = Interval(low, as_high + unseen)
        if not allowed.meets(Interval.exactly(rank.value)):
            yield of_measure(_CHART, table, line, Measure.RANK, allowed, ("source", source))
    highest = line.number(Measure.HIGHEST)
    tops = [amount.low for amount in amounts if amount.low is not None]
    if highest is not None and tops and (of is None or of.value >= len(amounts)):
        allowed = Interval(max(tops), None)
        if not highest.interval().meets(allowed):
            printed = allowed.times(1 / highest.unit.scale)
            yield of_measure(_CHART, table, line, Measure.HIGHEST, printed, ("source", source))


def _run(
    table: ClaimTable, line: ClaimLine, month: Month, held: Months, source: str
) -> Iterator[Finding]:
    run = line.number(Measure.RUN)
    sign = sign_of(held[month])
    if run is None or sign is None:
        return
    back = takewhile(lambda one: one in held, (month.plus(-at) for at in range(len(held))))
    signs = [sign_of(held[one]) for one in back]
    same = len(list(takewhile(lambda one: one in (sign, None), signs)))
    sure = len(list(takewhile(lambda one: one == sign, signs)))
    allowed = Interval(Fraction(sure), Fraction(same) if same < len(signs) else None)
    if not allowed.meets(Interval.exactly(run.value)):
        yield of_measure(_CHART, table, line, Measure.RUN, allowed, ("source", source))


def sign_of(number: Number) -> int | None:
    """Of what sign growth is; None where it prints as nothing."""
    return (number.value > 0) - (number.value < 0) or None
