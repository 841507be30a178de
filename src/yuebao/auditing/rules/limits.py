"""What no level, share or growth rate can be, whatever the data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuebao.auditing.claims import Side
from yuebao.auditing.findings.finding import Finding, at_cell, either
from yuebao.report.model import Measure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yuebao.auditing.claims import ClaimCell, ClaimLine
    from yuebao.auditing.rules.context import Case

_LEVELS = (Measure.VALUE, Measure.TOTAL, Measure.EXPORTS, Measure.IMPORTS)
_GROWTHS = (Measure.YOY, Measure.TOTAL_YOY, Measure.EXPORTS_YOY, Measure.IMPORTS_YOY)


def check_limits(context: Case) -> Iterator[Finding]:
    """Every cell on its own."""
    for table, line, cell in context.claims.cells():
        what = _broken(line, cell)
        if what:
            yield Finding(
                rule="impossible-level",
                where=at_cell(table, line, cell),
                printed=cell.text,
                facts=(("label", line.label), ("what", either(*what))),
            )


def _broken(line: ClaimLine, cell: ClaimCell) -> tuple[str, str] | None:
    if cell.number is None:
        return None
    interval = cell.number.printed()
    low, high = interval.low, interval.high
    if cell.measure in _LEVELS and line.side is not Side.NET and high is not None and high < 0:
        return "贸易额", "trade"
    if cell.measure is Measure.SHARE and low is not None and high is not None:
        return ("占比", "a share") if high < 0 or low > 100 else None
    growth = cell.measure in _GROWTHS and not cell.number.unit.is_money()
    if growth and line.side is not Side.NET and high is not None and high < -100:
        return "同比变化", "growth"
    return None
