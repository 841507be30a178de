"""Names, months and counts in sentences: who comes first, whose number it is, how many rose.

These are words rather than numbers, so nothing is solved: what a sentence says is held against the
levels that the document states and the columns of its tables, and told only where no reading of
them lets it stand.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from yuebao.auditing.facts import Fact, Sense
from yuebao.auditing.reconciliation.cells import label_name
from yuebao.auditing.reconciliation.records import check_records, finding_of, text_of, whole_of
from yuebao.auditing.reconciliation.scopes import sheets_in_reach

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from yuebao.auditing.claims import Claims
    from yuebao.auditing.findings.finding import Finding
    from yuebao.auditing.sheets import SheetEntry
    from yuebao.domain import Month, Period

_ROLES = {Sense.LEVEL: "level", Sense.GROWTH: "growth", Sense.SHARE: "share"}


def check_words(claims: Claims, others: Sequence[Claims] = ()) -> Iterator[Finding]:
    """What sentences say of names, months and counts, against numbers stated elsewhere.

    Records are held against other issues, too.
    """
    yield from check_records(claims, others)
    yield from _streaks(claims)
    yield from _trends(claims)
    if claims.sheets:
        yield from _wrong_names(claims)
        yield from _counts(claims)


# Months in a row


def _streaks(claims: Claims) -> Iterator[Finding]:
    """Runs of months with growth of one sign, against the growth of months that is stated."""
    texts = {text.block: text.text for text in claims.texts}
    for fact in claims.facts:
        period = fact.topic.period
        if fact.sense is not Sense.STREAK or period is None:
            continue
        said = texts[fact.place.block][fact.place.start : fact.place.end]
        length = period.length()
        unit = _unit_of(fact)
        if unit == 1 and length > 1 and fact.printed.startswith("连"):
            if length != fact.count:
                yield finding_of(claims, fact, said, str(length), str(period))
            continue
        for growth in _growth_by(claims, fact, unit):
            run = _run(growth, period.last, fact.direction, unit)
            if run is None or run == fact.count or (run > fact.count and not fact.named):
                continue
            why = "、".join(text_of(growth[m]) for m in _back(period.last, run + 1, unit))
            yield finding_of(claims, fact, said, str(run), why)
            break


def _unit_of(streak: Fact) -> int:
    """How many months what a run is counted in has."""
    units = {"季": 3, "quarter": 3, "年": 12, "year": 12}
    return next((months for word, months in units.items() if word in streak.printed), 1)


def _back(last: Month, count: int, unit: int) -> list[Month]:
    return [last.plus(-at * unit) for at in range(count)]


def _run(growth: dict[Month, Fact], last: Month, sign: int, unit: int) -> int | None:
    """How many times up to one grew or fell; None where it is not stated when that began."""
    for count, month in enumerate(_back(last, len(growth) + 1, unit)):
        if month not in growth:
            return None
        number = growth[month].number
        assert number is not None  # noqa: S101  # of growth
        if number.value * sign <= 0:
            return count or None
    return None


def _growth_by(claims: Claims, streak: Fact, unit: int) -> Iterator[dict[Month, Fact]]:
    """Growth by last month of what a streak is of: of its paragraph, and of each table's column."""
    said: dict[Month, Fact] = {}
    for fact in claims.facts:
        alike = fact.topic.side == streak.topic.side and fact.topic.family == streak.topic.family
        near = fact.place.block == streak.place.block or fact.topic.scope == streak.topic.scope
        if fact.sense is Sense.GROWTH and alike and near and fact.yearly is not False:
            _note(said, fact.topic.period, fact, unit)
    yield said
    for sheet in sheets_in_reach(claims):
        columns: dict[int, dict[Month, Fact]] = defaultdict(dict)
        for entry in sheet.entries:
            whole = not entry.entity and entry.side in ("", streak.topic.side)
            if entry.role == "growth" and whole:
                fact = replace(streak, number=entry.number, place=entry.place)
                _note(columns[entry.column], entry.period, fact, unit)
        yield from columns.values()


def _note(known: dict[Month, Fact], period: Period | None, fact: Fact, unit: int) -> None:
    if period is not None and period.length() == unit:
        known.setdefault(period.last, fact)


# What rises or falls from each time to the next


def _trends(claims: Claims) -> Iterator[Finding]:
    """Levels or growth of times in a row, against the way they are said to go."""
    for fact in claims.facts:
        if fact.sense is not Sense.TREND:
            continue
        stated: dict[Month, Fact] = {}
        for told in claims.facts:
            like = told.sense.value == fact.rate and told.sentence == fact.sentence
            topic = replace(told.topic, period=fact.topic.period, base=fact.topic.base)
            if like and told.yearly is not False and topic == fact.topic:
                _note(stated, told.topic.period, told, fact.count)
        for month in sorted(stated):
            before = stated.get(month.plus(-fact.count))
            if before is None:
                continue
            one, two = whole_of(before), whole_of(stated[month])
            if two.is_below(one) if fact.direction > 0 else one.is_below(two):
                why = " / ".join(text_of(f) for f in (before, stated[month]))
                yield finding_of(claims, fact, fact.printed, why, why)
                break


# A number beside another's name


def _wrong_names(claims: Claims) -> Iterator[Finding]:
    """A number that a table prints for another row of the very column."""
    columns: dict[tuple[int, int], list[tuple[str, SheetEntry]]] = defaultdict(list)
    for sheet in sheets_in_reach(claims):
        for entry in sheet.entries:
            columns[sheet.index, entry.column].append((label_name(entry, claims), entry))
    for fact in claims.facts:
        if len(fact.topic.scope) != 1 or fact.sense not in _ROLES or fact.bounds is not None:
            continue
        (name,) = fact.topic.scope
        held = [c for c in columns.values() if any(_is_of(e, n, fact, name) for n, e in c)]
        if not held or any(
            _agrees(fact, e) for c in held for n, e in c if _is_of(e, n, fact, name)
        ):
            continue
        others = {n: e for c in held for n, e in c if n != name and n and _prints(fact, e)}
        if len(others) == 1:
            ((other, entry),) = others.items()
            mine = next(e for n, e in held[0] if _is_of(e, n, fact, name))
            why = f"{name} {mine.number.text}, {other} {entry.number.text}"
            yield finding_of(claims, fact, name, other, why)


def _is_of(entry: SheetEntry, label: str, fact: Fact, name: str) -> bool:
    topic = fact.topic
    same = entry.role == _ROLES[fact.sense] and entry.period == topic.period
    side = entry.side in ("", topic.side) or not topic.side
    kind = fact.sense is not Sense.LEVEL or entry.kind == topic.base
    return label == name and same and side and kind and fact.yearly is not False


def _agrees(fact: Fact, entry: SheetEntry) -> bool:
    assert fact.number is not None  # noqa: S101  # of a level or a rate
    return fact.number.interval().meets(entry.number.interval())


def _prints(fact: Fact, entry: SheetEntry) -> bool:
    """Whether a cell prints the very digits of a sentence's number."""
    number = fact.number
    assert number is not None  # noqa: S101  # of a level or a rate
    return entry.role == _ROLES[fact.sense] and (number.value, number.places) == (
        entry.number.value, entry.number.places)  # fmt: skip


# How many rose and fell


def _counts(claims: Claims) -> Iterator[Finding]:
    by_sentence: dict[int, list[Fact]] = defaultdict(list)
    for fact in claims.facts:
        if fact.sense is Sense.COUNT and fact.direction:
            by_sentence[fact.sentence].append(fact)
    tallies = list(_tallies(claims))
    for said in by_sentence.values():
        up = next((f for f in said if f.direction > 0), None)
        down = next((f for f in said if f.direction < 0), None)
        if up is None or down is None:
            continue
        told = (up.count, down.count)
        near = {t for t in tallies if (t[0] == told[0]) != (t[1] == told[1])}
        if told in tallies or len(near) != 1:
            continue
        (tally,) = near
        wrong, right = (up, tally[0]) if told[0] != tally[0] else (down, tally[1])
        why = f"{tally[0]} + / {tally[1]} −"
        yield finding_of(claims, replace(wrong), str(wrong.count), str(right), why)


def _tallies(claims: Claims) -> Iterator[tuple[int, int]]:
    """Of each column of growth, how many of its rows rose and how many fell."""
    for sheet in sheets_in_reach(claims):
        columns: dict[int, list[SheetEntry]] = defaultdict(list)
        for entry in sheet.entries:
            if entry.role == "growth" and entry.entity and label_name(entry, claims):
                columns[entry.column].append(entry)
        for entries in columns.values():
            yield _signs(entries)


def _signs(entries: Sequence[SheetEntry]) -> tuple[int, int]:
    ups = sum(entry.number.value > 0 for entry in entries)
    return ups, sum(entry.number.value < 0 for entry in entries)
