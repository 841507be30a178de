"""What the latest release made of months that were known before it, where that is unusual."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING

from yuebao.domain import WINDOWS, Span
from yuebao.indicators import (
    Breakdown,
    LevelTable,
    find_level_revisions,
    find_unusual,
    restated_periods,
    stated_periods,
)
from yuebao.report.adjustments import relevant_corrections
from yuebao.report.basis import HISTORY_MONTHS, view_of
from yuebao.report.figures import FigurePlace, ingredients
from yuebao.report.model import Indicator, Key, Revised, Role, Side
from yuebao.store import find_cuts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from yuebao.domain import Flow, Period
    from yuebao.indicators import Basis, LevelRevision, Unusual
    from yuebao.report.context import Context
    from yuebao.report.model import Figure, Ingredient


def unusual_revisions(context: Context) -> Iterator[Revised]:
    """For each flow the largest revision by its latest release, of months and of longer periods.

    Only of what the report rests on or compares with, and where it is out of the usual range. The
    store is asked where several releases speak of such a period, and not else. Where rates or
    corrections stand between the store and the report, what it prints is not what was released.
    """
    if context.adjust.rates is not None:
        return
    for flow in context.flows:
        table = context.table(flow, Breakdown.COMMODITY)
        if isinstance(table, LevelTable):
            yield from _of_flow(context, table)


def _of_flow(context: Context, table: LevelTable) -> Iterator[Revised]:
    restated = _restated(context, table.basis)
    used = _rested_on(context, table.basis).intersection(restated)
    if not used:
        return
    history = {
        period
        for period in restated
        if context.month.plus(-HISTORY_MONTHS) < period.last <= context.month
    } | used
    found = find_level_revisions(context.view, table.basis, history, _Knowledge(context, table).of)
    if not found:
        return
    levels = (table.total(p) for span in context.spans for p in (span.period, span.base))
    days = [level.releases[-1] for level in levels if level is not None and level.releases]
    days += [one.released for one in found if one.after.period in used]
    for months in (True, False):
        alike = [one for one in found if one.after.period.is_one_month() is months]
        unusual = find_unusual(alike, max(days), used)
        span = None if unusual is None else _span_of(unusual.revision.after.period)
        if unusual is not None and span is not None:
            yield _revised(context, table.basis.flow, span, unusual)


def _restated(context: Context, basis: Basis) -> frozenset[Period]:
    """The periods that may have been revised, all that they were being known as released."""
    every = stated_periods(context.view, basis).intersection(restated_periods(context.view, basis))
    codes = context.definition.subject.codes
    return frozenset(
        period
        for period in every
        if not any(part.lacking.get(period) for part in basis.of_one_grain())
        and not relevant_corrections(context.adjust.corrections, codes, [period])
        and not (context.adjust.first_base and period.last.year < context.month.year)
    )


def _rested_on(context: Context, basis: Basis) -> frozenset[Period]:
    """The stored periods that the windows of the report and their bases are put together from."""
    windows = [period for span in context.spans for period in (span.period, span.base)]
    return frozenset(
        term.period
        for part in basis.of_one_grain()
        for period in windows
        for term in part.terms.get(period, ())
    )


class _Knowledge:
    """What was known of the total of a basis before a day."""

    def __init__(self, context: Context, table: LevelTable) -> None:
        self._context, self._basis = context, table.basis
        self._before = cache(self._stated)

    def of(self, period: Period, day: date) -> bool:
        """Whether all of a period was."""
        return period in self._before(day)

    def _stated(self, day: date) -> frozenset[Period]:
        """The periods stated whole, by files that do not seem to stop before their end."""
        context = self._context
        view = view_of(
            context.view.known_by(day - timedelta(days=1)), context.definition, context.month
        )
        cut = [one.month for one in find_cuts(view)]
        stated = stated_periods(view, self._basis)
        return frozenset(one for one in stated if not any(month in one for month in cut))


def _span_of(period: Period) -> Span | None:
    """A stored period as a window of the month that it ends with; None where it is none."""
    spans = (window.span(period.last) for window in WINDOWS if window.yearly)
    return next((span for span in spans if span is not None and span.period == period), None)


def _revised(context: Context, flow: Flow, span: Span, unusual: Unusual) -> Revised:
    """The statement on a revision."""
    make, one, largest = context.make, unusual.revision, unusual.largest
    place = FigurePlace(Key(""), Side.of(flow), span.window, span.period)
    several = largest is not None
    return Revised(
        span=span,
        flow=flow,
        before=make.level(place, one.before, beside=one.after),
        after=make.level(place, one.after, beside=one.before),
        change=_change(context, place, one),
        known=make.count(place, unusual.known, _both(one)) if several else None,
        largest=None
        if largest is None
        else _change(context, replace(place, period=largest.after.period), largest),
    )


def _change(context: Context, place: FigurePlace, one: LevelRevision) -> Figure:
    """The amount since a revision on that before it, in percent."""
    return context.make.change(place, one.ratio, Indicator.REVISION, _both(one), None)


def _both(one: LevelRevision) -> tuple[Ingredient, ...]:
    return ingredients((Role.CURRENT, one.after), (Role.BEFORE, one.before))
