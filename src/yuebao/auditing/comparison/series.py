"""Two issues of one series: what they say of the same months must agree.

The year to date of February less February is January, and growth in one issue speaks of the level
that an issue of the year before printed. Customs revises; a difference of the size of a revision is
no finding, one that no revision explains is.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from yuebao.auditing.claims import Side, TableKind
from yuebao.auditing.comparison.index import entity_of
from yuebao.auditing.findings.finding import Finding, at_cell
from yuebao.auditing.numbers import Interval
from yuebao.auditing.rules.context import GROWTHS, LEVELS, part_kind
from yuebao.auditing.rules.intervals import base_of, in_unit, level_of
from yuebao.domain import MONTH, YEAR_TO_DATE, Window
from yuebao.report.model import Block, Measure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yuebao.auditing.claims import ClaimCell, ClaimLine, Claims, ClaimTable

_REVISION = Fraction(1, 100)
"""A hundredth of a level: more than customs revises a month by."""

_Key = tuple[str, Side | None, Block, str, bool]


@dataclass(frozen=True, slots=True)
class _Level:
    """A level as printed, with its growth."""

    table: ClaimTable
    line: ClaimLine
    cell: ClaimCell
    growth: ClaimCell | None

    def now(self) -> Interval:
        return level_of(self.cell.number)

    def before(self) -> Interval:
        return base_of(self.cell.number, self.growth.number if self.growth else None)


def check_series(claims: Claims, other: Claims) -> Iterator[Finding]:
    """Where a report and another issue of its series contradict each other.

    Nothing is said of reports on other goods, in other currencies, or without months.
    """
    if not _is_series(claims, other) or claims.month is None or other.month is None:
        return
    ours = {window: dict(_levels(claims, window)) for window in (MONTH, YEAR_TO_DATE)}
    theirs = {window: dict(_levels(other, window)) for window in (MONTH, YEAR_TO_DATE)}
    gap = _months(claims) - _months(other)
    month, to_date = ours[MONTH], ours[YEAR_TO_DATE]
    same_year = claims.month.year == other.month.year
    before = theirs[MONTH if other.month.month == 1 else YEAR_TO_DATE]
    if gap == 1 and same_year:
        for key in to_date.keys() & month.keys() & before.keys():
            implied = to_date[key].now() - month[key].now()
            yield from _compare(to_date[key], implied, before[key].now(), other)
    elif gap == 0:
        for mine, yours in ((month, theirs[MONTH]), (to_date, theirs[YEAR_TO_DATE])):
            for key in mine.keys() & yours.keys():
                yield from _compare(mine[key], mine[key].now(), yours[key].now(), other)
    elif gap == 12:
        for key in month.keys() & theirs[MONTH].keys():
            level = month[key]
            if level.growth is not None and level.growth.number is not None:
                theirs_then = theirs[MONTH][key].now()
                yield from _compare(level, level.before(), theirs_then, other)


def _months(claims: Claims) -> int:
    assert claims.month is not None  # noqa: S101  # asked only where there is one
    return claims.month.year * 12 + claims.month.month


def _is_series(one: Claims, two: Claims) -> bool:
    return one.currency == two.currency and one.subject == two.subject


def _levels(claims: Claims, window: Window) -> Iterator[tuple[_Key, _Level]]:
    """Levels by what they are of; those that customs itself revises are left out."""
    for table in claims.tables:
        if table.kind is TableKind.OTHER or table.official:
            continue
        for line in table.select(window):
            for side, level, growth in _cells(table, line):
                if level is not None and level.number is not None:
                    entity = entity_of(table, line, claims.office)
                    key = (part_kind(table), side, line.block, entity, line.quantity)
                    yield key, _Level(table, line, level, growth)


def _cells(
    table: ClaimTable, line: ClaimLine
) -> Iterator[tuple[Side | None, ClaimCell | None, ClaimCell | None]]:
    if table.kind is TableKind.PROVINCE_TRADE:
        for side, measure in LEVELS.items():
            if side is not Side.NET:
                yield side, line.cell(measure), line.cell(GROWTHS[side])
        return
    own = line.side if table.kind is TableKind.OVERVIEW else table.side
    if own is not Side.NET:
        yield own, line.cell(Measure.VALUE), line.cell(Measure.YOY)


def _compare(level: _Level, mine: Interval, yours: Interval, other: Claims) -> Iterator[Finding]:
    room = (yours.high or Fraction(0)) * _REVISION
    wider = Interval(
        None if yours.low is None else yours.low - room,
        None if yours.high is None else yours.high + room,
    )
    if mine.meets(wider) or level.cell.number is None or other.month is None:
        return
    unit, places = level.cell.number.unit, level.cell.number.places
    own, said = in_unit(mine, unit, places), in_unit(yours, unit, places)
    label = level.line.label
    yield Finding(
        rule="series-conflict",
        where=at_cell(level.table, level.line, level.cell),
        printed=level.cell.text,
        expected=said,
        facts=(("other", other.name),),
        argument=(
            (
                "zh",
                f"由本期各数，{label}应为{own}；{other.name}印为{said}，相差之大非修订所能解释",
            ),
            (
                "en",
                f"by this issue {label} is {own}, in {other.name} {said}: more than a revision "
                "explains",
            ),
        ),
    )
