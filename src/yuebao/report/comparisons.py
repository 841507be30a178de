"""What stands under tables for what their windows are compared with, and for the calendar.

Tables of what is compared with the month before note that nothing is adjusted; and the first table
whose months have a festival that their base has not, or the other way round, notes its days.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import date

    from yuebao.domain import Period, Span
    from yuebao.reference import Festival
    from yuebao.report.context import Context


def table_notes(context: Context, spans: Collection[Span], notes: Sequence[str]) -> tuple[str, ...]:
    """The notes under a table, with those that its windows call for.

    Args:
        context: The report in the making.
        spans: The windows of the table.
        notes: Its other notes.
    """
    language, monthly = context.language, not any(span.yearly for span in spans)
    told = [*notes, language.on_month_note] if monthly else list(notes)
    festival = context.office.festival
    explained = monthly or language.wording.explained
    days = [] if festival is None or not explained else _days(festival, spans)
    if days and context.once("festival"):
        told.append(language.festival_note(days))
    return language.notes(_said_once(context, told) if language.wording.explained else told)


def _said_once(context: Context, notes: Sequence[str]) -> Sequence[str]:
    """The notes of a table; those that are under its chapter's first it refers to.

    Exports and imports are told in the same manner, each in a table of its own: what their notes
    say differs in the flow alone.
    """
    language, number = context.language, context.numbering
    alike = tuple(map(language.of_either_flow, notes))
    table, held = context.noted.setdefault(number.last("chapter"), (number.last("table"), alike))
    again = [at for at, note in enumerate(held, 1) if note in alike]
    if table == number.last("table") or not again:
        return notes
    own = [note for note, either in zip(notes, alike, strict=True) if either not in held]
    return [language.as_under(table, again if len(again) < len(held) else ()), *own]


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
