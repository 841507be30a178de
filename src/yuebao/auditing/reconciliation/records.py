"""Records and firsts in sentences: the highest of a time, the first fall since some months.

What is said is held against the levels and growth that the document states, in sentences and
tables, and against those of other issues where they are given.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from yuebao.auditing.facts import Fact, Sense
from yuebao.auditing.findings.certificate import Member
from yuebao.auditing.findings.finding import at_text
from yuebao.auditing.reconciliation.scopes import sheets_in_reach
from yuebao.auditing.reconciliation.unfit import unfit_word
from yuebao.auditing.words import MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from yuebao.auditing.claims import Claims
    from yuebao.auditing.findings.finding import Finding
    from yuebao.auditing.numbers import Interval
    from yuebao.domain import Period

_FEWEST = 3
"""Of fewer months stated nothing comes first."""
_NO_YEAR = 2000
"""The year of months in a text that names none: of which issue they are, it does not tell."""


def check_records(claims: Claims, others: Sequence[Claims] = ()) -> Iterator[Finding]:
    """Records and firsts that cannot be, by what is stated here and in other issues."""
    stated = _stated(claims, others)
    yield from _extremes(claims, stated)
    yield from _firsts(claims, stated)


def finding_of(claims: Claims, fact: Fact, printed: str, expected: str, why: str) -> Finding:
    """A word of a fact that does not fit the numbers, which `why` tells."""
    where = at_text(claims, fact.place, fact.quote)
    compared = [part for part in re.split(" / |、", why) if part]
    numbers = [Member(part, (part, part), where) for part in compared]
    return unfit_word(where, fact.quote, printed, expected, {"zh": why, "en": why}, numbers)


# What is stated, by what it is of


_Kinds = dict[tuple[object, ...], dict["Period", "Fact"]]


def _stated(claims: Claims, others: Sequence[Claims]) -> dict[str, _Kinds]:
    """Levels and growth by what they are of and their months: of this document, else of others."""
    stated: dict[str, _Kinds] = {"level": defaultdict(dict), "growth": defaultdict(dict)}
    for fact in claims.facts:
        _keep(stated, fact)
    for key, month, cell in _monthly_cells(claims, claims):
        stated["level"][key].setdefault(month, cell)
    for other in others:
        for fact in other.facts:
            if fact.topic.period is not None and fact.topic.period.last.year != _NO_YEAR:
                _keep(stated, fact)
        for _, month, cell in _monthly_cells(claims, other):
            if cell.number is not None and cell.number.unit.base == cell.topic.base:
                stated["level"][_kind_of(cell)].setdefault(month, cell)
    return stated


def _keep(stated: dict[str, _Kinds], fact: Fact) -> None:
    period, held = fact.topic.period, stated.get(fact.sense.value)
    if held is not None and period is not None and fact.yearly is not False and fact.number:
        held[_kind_of(fact)].setdefault(period, fact)


def _kind_of(fact: Fact) -> tuple[object, ...]:
    topic = fact.topic
    return topic.family, topic.side, topic.scope, topic.base


def _monthly_cells(
    claims: Claims, told: Claims
) -> Iterator[tuple[tuple[object, ...], Period, Fact]]:
    """The levels of months that tables print of the whole, as facts of the side a record is of."""
    sides = {f.topic.side: f for f in claims.facts if f.sense in (Sense.HIGHEST, Sense.LOWEST)}
    for sheet in sheets_in_reach(told) if sides else ():
        for entry in sheet.entries:
            of = sides.get(entry.side)
            month = entry.period is not None and entry.period.is_one_month()
            if of is not None and month and entry.role == "level" and not entry.entity:
                assert entry.period is not None  # noqa: S101  # one month
                topic = replace(of.topic, period=entry.period)
                fact = replace(of, sense=Sense.LEVEL, topic=topic, number=entry.number)
                key = (of.topic.family, of.topic.side, "cells", sheet.index, entry.column)
                yield key, entry.period, fact


# Months that come first or last


def _extremes(claims: Claims, stated: dict[str, _Kinds]) -> Iterator[Finding]:
    """Months that come first or last."""
    for fact in claims.facts:
        if fact.sense not in (Sense.HIGHEST, Sense.LOWEST) or fact.topic.period is None:
            continue
        for key, levels in stated[fact.rate or "level"].items():
            if key[:2] != _kind_of(fact)[:2] or not _is_same(key, fact):
                continue
            times = {p: f for p, f in levels.items() if _is_among(p, fact)}
            first = _first(times, fact)
            if first is not None:
                mine = times[fact.topic.period]
                why = " / ".join(text_of(f) for f in (mine, times[first]))
                yield finding_of(claims, fact, fact.printed, _month(first, claims.language), why)


def _is_same(key: tuple[object, ...], fact: Fact) -> bool:
    """Whether levels are of whom a record is: by sentences, in its very unit."""
    return key[2] == "cells" or not fact.named or key[2:] == _kind_of(fact)[2:]


def _is_among(period: Period, fact: Fact) -> bool:
    """Whether a time is one of those that a record is the highest or lowest of."""
    own, months = fact.topic.period, period.length()
    assert own is not None  # noqa: S101  # of an extreme
    if months != own.length():
        return False
    if fact.count and period.last.month != own.last.month:
        return False
    among = fact.against[0].period if fact.against else None
    return among is None or period.last in among


def _first(months: dict[Period, Fact], fact: Fact) -> Period | None:
    """The month that comes first instead of the one that is said to; None where that one may."""
    named = fact.topic.period
    if len(months) < (2 if fact.named else _FEWEST) or named not in months:
        return None
    ranges = {period: whole_of(one) for period, one in months.items()}
    mine = ranges[named]
    if fact.sense is Sense.HIGHEST:
        better = [p for p, one in ranges.items() if mine.is_below(one)]
        return max(better, key=lambda p: ranges[p].low or 0, default=None)
    better = [p for p, one in ranges.items() if one.is_below(mine)]
    return min(better, key=lambda p: ranges[p].low or 0, default=None)


# What happens for the first time


def _firsts(claims: Claims, stated: dict[str, _Kinds]) -> Iterator[Finding]:
    for fact in claims.facts:
        own = fact.topic.period
        if fact.sense is not Sense.FIRST or own is None:
            continue
        for key, told in stated[fact.rate].items():
            if key[:3] != _kind_of(fact)[:3] or key[3] not in (fact.topic.base, ""):
                continue
            times = [p for p in told if _is_among(p, fact) and p.last < own.last]
            before = [p for p in times if _is_alike(told[p], fact)]
            if before:
                last = max(before, key=lambda p: p.last)
                why = text_of(told[last])
                yield finding_of(claims, fact, fact.printed, _month(last, claims.language), why)
                break


def _is_alike(told: Fact, first: Fact) -> bool:
    """Whether a time was as the first is said to be: of the same sign, or above the number."""
    if first.rate == "level":
        assert first.number is not None  # noqa: S101  # of a level
        unit = first.number.unit.scale
        low = whole_of(told).low
        return low is not None and low > first.number.value * unit
    interval = told.interval()
    if first.direction > 0:
        return interval.low is not None and interval.low > 0
    return interval.high is not None and interval.high < 0


# As text


def whole_of(fact: Fact) -> Interval:
    """What a level can be, in whole units; of a rate, the rate."""
    assert fact.number is not None  # noqa: S101  # of a level
    return fact.interval().times(fact.number.unit.scale)


def text_of(fact: Fact) -> str:
    """A number with its unit, as printed."""
    return f"{fact.number.text}{fact.number.unit.label}" if fact.number is not None else ""


def _month(period: Period, language: str) -> str:
    if not period.is_one_month():
        return str(period)
    month = period.last.month
    return MONTHS[month - 1].capitalize() if language == "en" else f"{month}月份"
