"""Concentration: what index, first three and first ten, and the partners listed allow."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from yuebao.auditing.claims import Side, TableKind
from yuebao.auditing.findings.finding import either
from yuebao.auditing.findings.wording import measure_words
from yuebao.auditing.numbers import Interval
from yuebao.auditing.rules._measured import of_measure
from yuebao.report.model import Block, Measure

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from yuebao.auditing.claims import ClaimLine, ClaimTable
    from yuebao.auditing.findings.finding import Finding
    from yuebao.auditing.rules.context import Case

_IMPOSSIBLE = "concentration-impossible"
_PARTNERS = "concentration-against-partners"

_ALL = Fraction(100)
_FIRST = ((Measure.FIRST3, 3), (Measure.FIRST10, 10))


def check_concentration(context: Case) -> Iterator[Finding]:
    """Every line of a table of concentration."""
    for table in context.claims.analyses:
        for line in table.lines if table.kind is TableKind.CONCENTRATION else ():
            yield from _order(table, line)
            yield from _index(table, line)
            yield from _against_partners(context, table, line)


def _order(table: ClaimTable, line: ClaimLine) -> Iterator[Finding]:
    """The first ten have at least what the first three have, nobody more than all."""
    for less, more in (
        (Measure.FIRST3, Measure.FIRST10), (Measure.NEW, Measure.PARTNERS),
    ):  # fmt: skip
        low, high = line.number(less), line.number(more)
        if low is not None and high is not None and high.printed().is_below(low.printed()):
            limit = Interval(low.printed().low, None)
            yield of_measure(_IMPOSSIBLE, table, line, more, limit, _by(less))
    for measure, _ in _FIRST:
        number = line.number(measure)
        if number is not None and not number.printed().meets(Interval(Fraction(0), _ALL)):
            limit = Interval(Fraction(0), _ALL)
            yield of_measure(_IMPOSSIBLE, table, line, measure, limit, _by(measure))


def _index(table: ClaimTable, line: ClaimLine) -> Iterator[Finding]:
    """The index within what the shares of the first three and ten allow.

    It is least where each of the first three has as much as the others, and each of the next
    seven; most where one has nearly all that the first three have, or where all the rest is of
    partners as large as the third can be.
    """
    index, first3 = line.number(Measure.HHI), line.number(Measure.FIRST3)
    if index is None or first3 is None:
        return
    low3, high3 = _within(first3.printed())
    least, most = low3**2 / 3, max(high3**2, high3**2 / 3 + (_ALL - low3) * high3 / 3)
    first10 = line.number(Measure.FIRST10)
    if first10 is not None:
        rest = max(_within(first10.printed())[0] - high3, Fraction(0))
        least += rest**2 / 7
    allowed = Interval(least, most)
    if not index.printed().meets(allowed):
        yield of_measure(_IMPOSSIBLE, table, line, Measure.HHI, allowed, _by(Measure.FIRST3))


def _within(interval: Interval) -> tuple[Fraction, Fraction]:
    """A share from nothing to all."""
    low, high = interval.low or Fraction(0), interval.high or _ALL
    return max(low, Fraction(0)), min(high, _ALL)


def _against_partners(context: Case, table: ClaimTable, line: ClaimLine) -> Iterator[Finding]:
    """The share of the first three or ten against those of a table of partners."""
    for partners in context.claims.tables:
        if partners.kind is not TableKind.PARTNERS or partners.side is not table.side:
            continue
        rows = [row for row in partners.select(line.window) if row.block is Block.ROWS]
        for measure, first in _FIRST:
            number = line.number(measure)
            if number is None or len(rows) < first:
                continue
            allowed = _share_of(context, table.side, rows[:first])
            if allowed is not None and not number.printed().meets(allowed):
                listed = ("table", str(partners.number))
                yield of_measure(_PARTNERS, table, line, measure, allowed, listed)


def _share_of(context: Case, side: Side | None, rows: Sequence[ClaimLine]) -> Interval | None:
    """What rows have of the whole, in percent: by their shares, or of exports by their amounts."""
    shares = [number for row in rows if (number := row.number(Measure.SHARE))]
    if len(shares) == len(rows):
        return sum((one.printed() for one in shares), start=Interval.exactly(0))
    values = [number for row in rows if (number := row.number(Measure.VALUE))]
    whole = context.whole(side, rows[0].window)
    if len(values) < len(rows) or whole is None or side is not Side.EXPORTS:
        return None
    parts = sum((one.interval() for one in values), start=Interval.exactly(0))
    return parts.over(whole).times(100)


def _by(measure: Measure) -> tuple[str, str]:
    """What a limit follows from, as a fact of the message."""
    return "by", either(*measure_words(measure))
