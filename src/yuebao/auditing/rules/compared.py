"""How growth of a later window is said to differ from that of the month, against both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuebao.auditing.claims import Quantity
from yuebao.auditing.findings.finding import Finding, at_text, either
from yuebao.domain import MONTH
from yuebao.report.model import Measure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yuebao.auditing.claims import ClaimStatement
    from yuebao.auditing.numbers import Number
    from yuebao.auditing.rules.context import Case
    from yuebao.auditing.standings import ClaimComparison

_PACES = {
    True: ("更快或降幅更大", "faster or steeper"),
    False: ("更慢或降幅更小", "slower or milder"),
}
_WAYS = {True: ("增长", "up"), False: ("下降", "down")}


def check_compared(context: Case) -> Iterator[Finding]:
    """Every comparison with the month reported whose growth, and that of the month, are known."""
    claims = context.claims
    growths = {
        (one.place.block, one.place.start): one
        for one in claims.statements
        if one.quantity is Quantity.GROWTH
    }
    for said in claims.comparisons:
        later = growths.get((said.rate.block, said.rate.start))
        if later is None or claims.month is None or said.month != claims.month.month:
            continue
        if later.window in (None, MONTH) or context.is_elsewhere(later):
            continue
        then = _of_month(context, later)
        if then is None:
            continue
        if said.up is not None and then.value * (1 if said.up else -1) < 0:
            yield _wrong(context, said, either(*_WAYS[said.up]), then)
        elif said.more is not None:
            now, before = abs(later.number.value), abs(then.value)
            if (now < before) if said.more else (now > before):
                yield _wrong(context, said, either(*_PACES[said.more]), then)


def _of_month(context: Case, later: ClaimStatement) -> Number | None:
    """Growth of the same in the month, as tables print it; None where they do not, or not all."""
    if later.side is None:
        return None
    if not later.entity:
        found = context.overview_line(later.side, MONTH, pieces=later.pieces)
        return found[1].number(Measure.YOY) if found else None
    held = [
        line.number(Measure.YOY) for _, line in context.lines_named(later.entity, later.side, MONTH)
    ]
    known = [one for one in held if one is not None]
    return known[0] if known and len({one.value for one in known}) == 1 else None


def _wrong(context: Case, said: ClaimComparison, printed: str, then: Number) -> Finding:
    return Finding(
        rule="compared-with-month",
        where=at_text(context.claims, said.place, said.quote),
        printed=printed,
        expected=f"{then.text}%",
    )
