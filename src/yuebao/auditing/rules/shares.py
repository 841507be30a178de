"""Shares: of what they are, and what they add up to."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from yuebao.auditing.claims import Side, TableKind
from yuebao.auditing.findings.finding import Finding, at_cell
from yuebao.auditing.findings.where import Where
from yuebao.auditing.numbers import Interval, decimal_text, range_text
from yuebao.auditing.rules.intervals import amount_text, in_unit, meet
from yuebao.report.model import Block, Measure

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from yuebao.auditing.claims import ClaimLine, ClaimTable
    from yuebao.auditing.rules.context import Case
    from yuebao.domain import Window


def check_shares(context: Case) -> Iterator[Finding]:
    """Every table with shares, window by window."""
    for table in context.claims.tables:
        for window in table.windows():
            lines = [line for line in table.select(window) if line.number(Measure.SHARE)]
            if lines:
                yield from _sum(table, window, lines)
                yield from _against_whole(context, table, window, lines)


def _sum(table: ClaimTable, window: Window, lines: Sequence[ClaimLine]) -> Iterator[Finding]:
    rows = [line for line in lines if line.block is Block.ROWS]
    low = Fraction(0)
    for line in rows:
        share = line.number(Measure.SHARE)
        low += (share.printed().low or Fraction(0)) if share else 0
    if low > 100:
        yield Finding(
            rule="shares-above-whole",
            where=Where(
                place=table.place, table=table.number, window=str(window), measure="share",
                block="rows", quote=table.caption,
            ),
            printed=decimal_text(low),
            expected="100",
            facts=(("sum", decimal_text(low)),),
        )  # fmt: skip


def _against_whole(
    context: Case, table: ClaimTable, window: Window, lines: Sequence[ClaimLine]
) -> Iterator[Finding]:
    whole = context.whole(table.side, window) if table.units else None
    implied = {line: _implied_whole(line) for line in lines}
    if whole is not None and (table.side is not Side.IMPORTS or table.re_imports):
        for line, interval in implied.items():
            if not interval.meets(whole):
                yield _share_of_total(table, line, whole)
        return
    # Imports may be counted without goods of the country's own that come back.
    limit = Interval(Fraction(0), whole.high if whole else None)
    common = _common(list(implied.values()), limit)
    told = table.kind is not TableKind.PARTNERS or table.no_re_imports
    if not told and common is not None and whole is not None and common.is_below(whole):
        yield _of_less(table, window, lines, common, whole)
    yield from _outliers(table, implied, limit)


def _of_less(
    table: ClaimTable, window: Window, lines: Sequence[ClaimLine], common: Interval, whole: Interval
) -> Finding:
    """All shares are of one total, and it is less than the one that the overview prints."""
    unit = next(number.unit for line in lines if (number := line.number(Measure.VALUE)))
    return Finding(
        rule="shares-of-less",
        where=Where(
            place=table.place, table=table.number, window=str(window), measure="share",
            block="rows", quote=table.caption,
        ),
        printed=in_unit(whole, unit),
        expected=in_unit(common, unit),
    )  # fmt: skip


def _implied_whole(line: ClaimLine) -> Interval:
    """What the whole is, by a row's value and share."""
    value, share = line.number(Measure.VALUE), line.number(Measure.SHARE)
    if value is None or share is None:
        return Interval(Fraction(0), None)
    interval = value.interval()
    positive = Interval(max(interval.low or Fraction(0), Fraction(0)), interval.high)
    return positive.over(share.printed().times(Fraction(1, 100)))


def _share_of_total(table: ClaimTable, line: ClaimLine, whole: Interval) -> Finding:
    value, share = line.number(Measure.VALUE), line.cell(Measure.SHARE)
    assert value is not None and share is not None  # noqa: S101, PT018  # of an implied whole
    expected = value.interval().over(whole).times(100)
    also = line.cell(Measure.VALUE)
    return Finding(
        rule="share-of-total",
        where=at_cell(table, line, share),
        printed=share.text,
        expected=range_text(expected),
        facts=(
            ("label", line.label),
            ("value", amount_text(value)),
            ("whole", in_unit(whole, value.unit)),
        ),
        also=at_cell(table, line, also) if also else None,
    )


def _outliers(
    table: ClaimTable, implied: dict[ClaimLine, Interval], limit: Interval
) -> Iterator[Finding]:
    """The one row without which all others agree on a whole; where several would do, the first."""
    if _common(list(implied.values()), limit) is not None:
        return
    for line, interval in implied.items():
        others = _common([other for row, other in implied.items() if row is not line], limit)
        if others is not None:
            yield _disagrees(table, line, interval, others)
            return


def _common(intervals: Sequence[Interval], limit: Interval) -> Interval | None:
    common: Interval | None = limit
    for interval in intervals:
        common = meet(common, interval) if common is not None else None
    return common


def _disagrees(table: ClaimTable, line: ClaimLine, interval: Interval, others: Interval) -> Finding:
    value, share = line.number(Measure.VALUE), line.cell(Measure.SHARE)
    assert value is not None and share is not None  # noqa: S101, PT018  # of an implied whole
    also = line.cell(Measure.VALUE)
    return Finding(
        rule="shares-disagree",
        where=at_cell(table, line, share),
        printed=share.text,
        expected=range_text(value.interval().over(others).times(100)),
        facts=(
            ("label", line.label),
            ("value", amount_text(value)),
            ("whole", in_unit(interval, value.unit)),
            ("others", in_unit(others, value.unit)),
        ),
        also=at_cell(table, line, also) if also else None,
    )
