"""What a report compares with other months than a year before, and what the calendar does to that.

Sections word every window as compared with a year before. Here what is compared with the month
before is told so (环比), its tables note that nothing is adjusted, and the first table whose months
have a festival that their base has not, or the other way round, notes its days.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from yuebao.report.model import Chart, Head, Highlight, LabelCell, Paragraph, Table

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import date

    from yuebao.domain import Period, Span
    from yuebao.reference import Festival
    from yuebao.report.context import Context
    from yuebao.report.model import Cell, Part, Statement
    from yuebao.report.words import Language


def tell_comparisons(context: Context, parts: Iterable[Part]) -> tuple[Part, ...]:
    """The parts, each worded as what it is compared with."""
    return tuple(_told(context, part) for part in parts)


def _told(context: Context, part: Part) -> Part:
    language = context.language
    if isinstance(part, Paragraph):
        spans = [span for said in part.says if (span := _span_of(said)) is not None]
        return _paragraph(language, part) if _monthly(spans) else part
    if isinstance(part, Table):
        return _table(language, part) if _monthly(part.spans) else part
    if isinstance(part, Chart):
        windows = {point.figure.window for series in part.series for point in series.points}
        monthly = [span for span in context.spans if span.window in windows and not span.yearly]
        return _chart(language, part) if len(monthly) == len(windows) else part
    return part


def _span_of(said: Statement) -> Span | None:
    """The window that a statement is of."""
    return _span_of(said.of) if isinstance(said, Highlight) else said.span


def _monthly(spans: Iterable[Span]) -> bool:
    """Whether there are windows, and none is compared with a year before."""
    held = list(spans)
    return bool(held) and not any(span.yearly for span in held)


def _paragraph(language: Language, part: Paragraph) -> Paragraph:
    runs = (language.on_month(run) if isinstance(run, str) else run for run in part.runs)
    return replace(part, runs=tuple(runs))


def _table(language: Language, part: Table) -> Table:
    def cell(one: Cell) -> Cell:
        if part.by is not None or not isinstance(one, LabelCell):
            return one
        return replace(one, key=replace(one.key, label=language.on_month(one.key.label)))

    groups = tuple(
        replace(
            group,
            rows=tuple(replace(row, cells=tuple(map(cell, row.cells))) for row in group.rows),
        )
        for group in part.groups
    )
    return replace(
        part,
        caption=language.on_month(part.caption),
        heads=tuple(_head(language, head) for head in part.heads),
        groups=groups,
    )


def _head(language: Language, head: Head) -> Head:
    children = tuple(_head(language, one) for one in head.children)
    return Head(language.on_month(head.text), children)


def _chart(language: Language, part: Chart) -> Chart:
    series = (
        replace(one, label=language.on_month(one.label), axis=language.on_month(one.axis))
        for one in part.series
    )
    return replace(part, caption=language.on_month(part.caption), series=tuple(series))


# Notes


def table_notes(context: Context, spans: Collection[Span], notes: Sequence[str]) -> tuple[str, ...]:
    """The notes under a table, with those that its windows call for.

    Args:
        context: The report in the making.
        spans: The windows of the table.
        notes: Its other notes, of growth on the year before.
    """
    language, monthly = context.language, _monthly(spans)
    told = [*map(language.on_month, notes), language.on_month_note] if monthly else list(notes)
    festival = context.office.festival
    explained = monthly or language.wording.explained
    days = [] if festival is None or not explained else _days(festival, spans)
    if days and context.once("festival"):
        told.append(language.festival_note(days))
    return language.notes(told)


def _days(festival: Festival, spans: Iterable[Span]) -> list[date]:
    """The days of the years compared, where a window has the festival and its base has not."""
    found: set[date] = set()
    for span in spans:
        held, base = _within(festival, span.period), _within(festival, span.base)
        if len(held) != len(base):
            years = {span.period.last.year, span.base.last.year}
            found.update(day for year in years if (day := festival.in_year(year)) is not None)
    return sorted(found, reverse=True)


def _within(festival: Festival, period: Period) -> list[date]:
    """The days of the festival in a period."""
    years = range(period.first.year, period.last.year + 1)
    days = (festival.in_year(year) for year in years)
    return [day for day in days if day is not None and _holds(period, day)]


def _holds(period: Period, day: date) -> bool:
    first, last = period.first, period.last
    return (first.year, first.month) <= (day.year, day.month) <= (last.year, last.month)
