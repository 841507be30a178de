"""Periods: words for the window, and months that are not the report's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuebao.auditing.findings.finding import Finding, at_text
from yuebao.auditing.findings.where import Where
from yuebao.auditing.findings.wording import window_words
from yuebao.domain import MONTH, YEAR_TO_DATE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yuebao.auditing.rules.context import Case
    from yuebao.domain import Period


def check_periods(context: Case) -> Iterator[Finding]:
    """Sentences, then captions; a document without tables of the series tells of any months."""
    yield from _words(context)
    month = context.claims.month
    if month is None or not context.claims.tables:
        return
    said: set[tuple[int, str]] = set()
    for statement in context.claims.statements:
        period = statement.period
        if period is None or not context.is_elsewhere(statement):
            continue
        key = (statement.place.block, str(period))
        if key not in said:
            said.add(key)
            where = at_text(context.claims, statement.place, statement.quote)
            yield Finding("period-of-report", where, str(period), str(month))
    for table in context.claims.tables:
        if table.month is not None and table.month != month:
            where = Where(place=table.place, table=table.number, quote=table.caption)
            yield Finding("period-of-report", where, str(table.month), str(month))


def _words(context: Case) -> Iterator[Finding]:
    for statement in context.claims.statements:
        word, window, period = statement.period_word, statement.window, statement.period
        if word is None or period is None or window not in {MONTH, YEAR_TO_DATE} - {word}:
            continue
        if _is_january(period):
            continue
        text = window_words(word)[0]
        where = at_text(context.claims, statement.place, statement.quote)
        yield Finding(
            rule="period-word",
            where=where,
            printed=text,
            expected=window_words(window)[0],
            facts=(("period", str(period)), ("word", text)),
        )


def _is_january(period: Period) -> bool:
    return period.is_one_month() and period.last.month == 1
