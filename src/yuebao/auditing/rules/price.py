"""Price, mix and quantity: together they are growth of value, and unit values follow from it."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from yuebao.auditing.claims import TableKind
from yuebao.auditing.numbers import Interval
from yuebao.auditing.rules._measured import of_measure
from yuebao.auditing.rules.intervals import growth_range
from yuebao.report.model import Measure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yuebao.auditing.claims import ClaimLine, ClaimTable
    from yuebao.auditing.findings.finding import Finding
    from yuebao.auditing.numbers import Number
    from yuebao.auditing.rules.context import Case

_IMPOSSIBLE = "price-impossible"
_OVERVIEW = "price-against-overview"

_PARTS = (Measure.PRICE, Measure.MIX, Measure.QUANTITY_GROWTH)


def check_price(context: Case) -> Iterator[Finding]:
    """Every line of a table of price, mix and quantity."""
    for table in context.claims.analyses:
        for line in table.lines if table.kind is TableKind.PRICE else ():
            yield from _product(context, table, line)
            yield from _unit_value(context, table, line)
            yield from _against_overview(context, table, line)
            yield from _coverage(table, line)


def _product(context: Case, table: ClaimTable, line: ClaimLine) -> Iterator[Finding]:
    """Price × mix × quantity is value, each as one plus its growth."""
    numbers = [line.number(measure) for measure in _PARTS]
    value = _growth_of(context, table, line)
    if value is None or None in numbers:
        return
    made = Interval.exactly(1)
    for number in numbers:
        assert number is not None  # noqa: S101  # as just asked
        made = _times(made, _ratio(number))
    if not made.meets(_ratio(value)):
        price = line.number(Measure.PRICE)
        assert price is not None  # noqa: S101  # one of the parts
        rest = _times(_ratio(numbers[1]), _ratio(numbers[2]))  # type: ignore[arg-type]  # known
        allowed = growth_range(_ratio(value), rest)
        yield of_measure(_IMPOSSIBLE, table, line, Measure.PRICE, allowed)


def _unit_value(context: Case, table: ClaimTable, line: ClaimLine) -> Iterator[Finding]:
    """Growth of the unit value is that of value over that of quantity."""
    unit, quantity = line.number(Measure.UNIT_VALUE_YOY), line.number(Measure.QUANTITY_GROWTH)
    value = _growth_of(context, table, line)
    if unit is None or quantity is None or value is None:
        return
    allowed = growth_range(_ratio(value), _ratio(quantity))
    if not unit.printed().meets(allowed):
        yield of_measure(_IMPOSSIBLE, table, line, Measure.UNIT_VALUE_YOY, allowed)


def _against_overview(context: Case, table: ClaimTable, line: ClaimLine) -> Iterator[Finding]:
    """Growth of value and of quantity as the overview has them."""
    for measure, pieces in ((Measure.YOY, False), (Measure.QUANTITY_GROWTH, True)):
        number = line.number(measure)
        found = (
            context.overview_line(table.side, line.window, pieces=pieces) if table.side else None
        )
        told = found[1].number(Measure.YOY) if found else None
        if found is None or number is None or told is None or line.window in found[0].official:
            continue
        if not number.printed().meets(told.printed()):
            overview = ("table", str(found[0].number))
            yield of_measure(_OVERVIEW, table, line, measure, told.printed(), overview)


def _coverage(table: ClaimTable, line: ClaimLine) -> Iterator[Finding]:
    allowed = Interval(Fraction(0), Fraction(100))
    for measure in (Measure.COVERAGE, Measure.COVERAGE_BASE):
        number = line.number(measure)
        if number is not None and not number.printed().meets(allowed):
            yield of_measure(_IMPOSSIBLE, table, line, measure, allowed)


def _growth_of(context: Case, table: ClaimTable, line: ClaimLine) -> Number | None:
    """Growth of value: of the table, else of the overview."""
    own = line.number(Measure.YOY)
    if own is not None or table.side is None:
        return own
    found = context.overview_line(table.side, line.window)
    return found[1].number(Measure.YOY) if found else None


def _ratio(number: Number) -> Interval:
    """One plus growth; nothing falls below nothing."""
    printed = number.printed()
    low, high = (
        Fraction(0) if end is None else max(1 + end / 100, Fraction(0))
        for end in (printed.low, printed.high)
    )
    return Interval(low, high)


def _times(one: Interval, two: Interval) -> Interval:
    """The products of ratios, all of them known and not negative."""
    assert one.low is not None and one.high is not None  # noqa: S101, PT018  # as said
    assert two.low is not None and two.high is not None  # noqa: S101, PT018  # as said
    return Interval(one.low * two.low, one.high * two.high)
