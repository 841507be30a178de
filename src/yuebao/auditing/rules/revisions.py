"""Revisions: how much was changed against what was known before and since, and against others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuebao.auditing.findings.finding import Finding, at_text, either
from yuebao.auditing.numbers import range_text
from yuebao.auditing.rules.intervals import growth_range, in_unit, level_of
from yuebao.auditing.rules.records import is_of_whole, months_of
from yuebao.domain import MONTH

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yuebao.auditing.rules.context import Case
    from yuebao.auditing.turns import ClaimRevision


def check_revisions(context: Case) -> Iterator[Finding]:
    """Every amount that is said to have been revised."""
    for one in context.claims.revisions:
        yield from _size(context, one)
        yield from _largest(context, one)
        if one.window == MONTH:
            yield from _against_charts(context, one)


def _size(context: Case, one: ClaimRevision) -> Iterator[Finding]:
    """The change is what the two amounts can make, the way they make it."""
    if one.before.unit.base != one.after.unit.base:
        return
    allowed = growth_range(level_of(one.after), level_of(one.before))
    if not one.change.printed().meets(allowed):
        yield Finding(
            rule="revision-impossible",
            where=at_text(context.claims, one.places[0], one.quote),
            printed=f"{one.change.signed_text}%",
            expected=f"{range_text(allowed)} %",
        )


def _largest(context: Case, one: ClaimRevision) -> Iterator[Finding]:
    """What is the largest is no smaller than the largest before."""
    size = -one.change if one.change.value < 0 else one.change
    if one.largest is not None and size.printed().is_below(one.largest.printed()):
        yield Finding(
            rule="revision-not-largest",
            where=at_text(context.claims, one.places[0], one.quote),
            printed=f"{size.text}%",
            expected=f"≥ {one.largest.text}%",
        )


def _against_charts(context: Case, one: ClaimRevision) -> Iterator[Finding]:
    """The month is as a chart of months of the same side has it."""
    month = context.claims.month
    for chart in context.claims.charts:
        for series in chart.series:
            held = months_of(series) if series.side is one.side and not series.growth else {}
            whole = month is not None and is_of_whole(context, one.side, held.get(month), series)
            drawn = held.get(one.period.last) if whole and one.period is not None else None
            if drawn is not None and not drawn.interval().meets(one.after.interval()):
                yield Finding(
                    rule="revision-against-chart",
                    where=at_text(context.claims, one.places[0], one.quote),
                    printed=one.after.text,
                    expected=in_unit(drawn.interval(), one.after.unit),
                    facts=(("source", either(f"图{chart.number}", f"figure {chart.number}")),),
                )
