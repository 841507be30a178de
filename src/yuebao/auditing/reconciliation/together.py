"""Several taken together in a sentence, against tables: the first of a column, or those named.

前五大市场合计占, 三者合计, the top two together: the rows are the largest of a column, or those
that the words before name. Their sum, or its share, is held against every column that has them;
it is wrong where none of them lets it be, and told only where all of them say the same instead.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from yuebao.auditing.facts import Sense
from yuebao.auditing.findings.certificate import Certificate, Member, member_of
from yuebao.auditing.findings.finding import Finding, at_entry, at_text
from yuebao.auditing.numbers import Interval, range_text
from yuebao.auditing.prose.dates import number_in
from yuebao.auditing.prose.marks import fold, lexicon
from yuebao.auditing.reconciliation.cells import label_name
from yuebao.auditing.reconciliation.scopes import sheets_in_reach

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from yuebao.auditing.claims import Claims, Text
    from yuebao.auditing.facts import Fact
    from yuebao.auditing.sheets import Sheet, SheetEntry

_WHOLE = 100
_ENDS = re.compile(r"[。；;]|\.(?=\s|$)")
_JOINTS = r"[\s,，、和与及]*(?:(?:and|the|also|以及) ?)*\s*"
_HUNDRED = Fraction(100)


@dataclass(slots=True)
class AddedColumn:
    """A column of levels or shares: each row's number by name, and the whole's."""

    sheet: Sheet
    role: str
    rows: dict[str, SheetEntry] = field(default_factory=dict)
    whole: SheetEntry | None = None

    def first(self, count: int) -> list[SheetEntry]:
        """The first rows, where they are the largest; none where that is not sure."""
        entries = list(self.rows.values())
        largest = sorted(entries, key=lambda e: -e.number.value)[:count]
        same = {e.row for e in largest} == {e.row for e in entries[:count]}
        return largest if same and len(entries) >= count else []


@dataclass(frozen=True, slots=True)
class _Told:
    """What a column lets a number be, and the cells that say so."""

    column: AddedColumn
    entries: tuple[SheetEntry, ...]
    says: Interval


def check_together(claims: Claims) -> Iterator[Finding]:
    """Every sum of several, or share of theirs, that the columns of tables deny."""
    columns = list(_columns(claims))
    if not columns:
        return
    words = lexicon(claims.language)["together"]
    facts: dict[int, list[Fact]] = defaultdict(list)
    for fact in claims.facts:
        if fact.number is not None and fact.sense in (Sense.LEVEL, Sense.SHARE):
            facts[fact.place.block].append(fact)
    for text in claims.texts:
        folded = fold(text.text)
        if text.kind in ("caption", "chart") or not facts[text.block]:
            continue
        for kind in ("first", "named"):
            for match in re.finditer(words[kind], folded):
                rows = _rows(folded, match, columns, first=kind == "first")
                for fact in _behind(facts[text.block], folded, match.end(), words["carries"]):
                    yield from _judge(claims, text, match, fact, rows)


def _columns(claims: Claims) -> Iterator[AddedColumn]:
    for sheet in sheets_in_reach(claims):
        found: dict[tuple[object, ...], AddedColumn] = {}
        wholes = {e.row for e in sheet.entries if e.role == "share" and e.number.value == _WHOLE}
        for entry in sheet.entries:
            row = sheet.rows[entry.row]
            if entry.role not in ("level", "share") or entry.side == "net" or entry.sign < 0:
                continue
            key = (entry.column, entry.role, entry.side, entry.period, entry.kind)
            column = found.setdefault(key, AddedColumn(sheet, entry.role))
            if row.kind == "total" or entry.row in wholes or not entry.entity:
                column.whole = column.whole or entry
            elif not row.kind:
                column.rows.setdefault(label_name(entry, claims), entry)
        yield from (column for column in found.values() if len(column.rows) > 1)


def _rows(
    text: str, match: re.Match[str], columns: Sequence[AddedColumn], *, first: bool
) -> list[tuple[AddedColumn, list[SheetEntry]]]:
    """Of each column the rows that are spoken of, where it has them all."""
    count = number_in(match["n"].lower()) if match["n"] else None
    count = count or (int(match["n"]) if match["n"] and match["n"].isdigit() else 0)
    if first:
        found = [(column, column.first(count)) for column in columns if count > 1]
        return [(column, rows) for column, rows in found if rows]
    before = _ENDS.split(text[: match.start()])[-1]
    listed = [
        (column, rows)
        for column in columns
        for rows in [_listed(before, column, counted=count > 0)]
        if len(rows) > 1 and count in (0, len(rows))
    ]
    # 四国合计 below a table of four: all of its rows.
    every = [(column, list(column.rows.values())) for column in columns]
    return listed or [(column, rows) for column, rows in every if len(rows) == count > 1]


def _listed(before: str, column: AddedColumn, *, counted: bool) -> list[SheetEntry]:
    """The rows named last in a text, one after the other with nothing but joints between.

    Where it is said how many they are, a few words may stand behind them: 居前，三者.
    """
    plain = before.lower()
    spans: list[tuple[int, int, str]] = []
    for name in sorted(filter(None, column.rows), key=len, reverse=True):
        at = plain.rfind(name)
        if at >= 0 and not any(a < at + len(name) and at < b for a, b, _ in spans):
            spans.append((at, at + len(name), name))
    spans.sort(reverse=True)
    found: list[str] = []
    end = len(plain)
    for start, stop, name in spans:
        between = plain[stop:end]
        ended = counted and not found and re.fullmatch(r"[^\d]{0,8}", between)
        if not ended and not re.fullmatch(_JOINTS, between):
            break
        found.append(name)
        end = start
    return [column.rows[name] for name in reversed(found)]


def _behind(facts: Sequence[Fact], text: str, start: int, carries: str) -> list[Fact]:
    """The numbers that say how much it is: the one behind, and the share it is said to be."""
    later = sorted((f for f in facts if f.place.start >= start), key=lambda f: f.place.start)
    if not later or not re.fullmatch(r"[^，。；：,;:\d]*", text[start : later[0].place.start]):
        return []
    found = later[:1]
    if found[0].sense is Sense.LEVEL and len(later) > 1 and later[1].sense is Sense.SHARE:
        between = text[later[0].place.end : later[1].place.start]
        found += later[1:2] if re.fullmatch(carries, between) else []
    return found


def _judge(
    claims: Claims,
    text: Text,
    match: re.Match[str],
    fact: Fact,
    rows: Sequence[tuple[AddedColumn, list[SheetEntry]]],
) -> Iterator[Finding]:
    told = [one for column, held in rows for one in _say(fact, match, column, held)]
    if not told or any(one.says.meets(fact.interval()) for one in told):
        return
    if all(one.says.meets(told[0].says) for one in told):
        best = next((one for one in told if one.column.role == "share"), told[0])
        yield _finding(claims, text, match, fact, best)


def _say(
    fact: Fact, match: re.Match[str], column: AddedColumn, rows: Sequence[SheetEntry]
) -> Iterator[_Told]:
    """What a column lets a number be; nothing where it is of another side, time or unit."""
    entry, topic = rows[0], fact.topic
    side = _side(match) or topic.side
    if {side, entry.side} == {"exports", "imports"}:
        return
    if None not in (entry.period, topic.period) and entry.period != topic.period:
        return
    assert fact.number is not None  # noqa: S101  # of a level or a share
    level = column.role == "level"
    total = Interval.exactly(0)
    for one in rows:
        total += one.number.interval() if level else one.number.printed()
    if fact.sense is Sense.LEVEL:
        if level and fact.number.unit.base == entry.kind:
            yield _Told(column, tuple(rows), total.times(1 / fact.number.unit.scale))
    elif not level:
        yield _Told(column, tuple(rows), total)
    elif column.whole is not None and (column.whole.number.interval().low or 0) > 0:
        share = total.over(column.whole.number.interval()).times(_HUNDRED)
        yield _Told(column, (*rows, column.whole), share)


def _side(match: re.Match[str]) -> str:
    """Which side the words themselves speak of: 前五大来源地, the top two exporters."""
    said = match.groupdict()
    return "exports" if said.get("exports") else "imports" if said.get("imports") else ""


def _finding(claims: Claims, text: Text, match: re.Match[str], fact: Fact, told: _Told) -> Finding:
    assert fact.number is not None  # noqa: S101  # of a level or a share
    expected = range_text(told.says, fact.number.places + 1)
    words = text.text[match.start() : fact.place.end]
    cells = [f"{e.label} {e.number.text}" for e in told.entries]
    where = at_text(claims, fact.place, fact.quote)
    zh = f"“{words}”与表中{'、'.join(cells)}不符；由表应为{expected}"
    en = f"“{words}” does not agree with {', '.join(cells)}; by the table it should be {expected}"
    return Finding(
        rule="text-against-table",
        where=where,
        printed=fact.number.text,
        expected=expected,
        argument=(("zh", zh), ("en", en)),
        also=at_entry(told.column.sheet, told.entries[0], told.entries[0].label),
        certificate=_certificate(claims, fact, told, words),
    )


def _certificate(claims: Claims, fact: Fact, told: _Told, words: str) -> Certificate:
    """The number and the cells, each a level or a share of its own."""
    number, interval = fact.number, fact.interval()
    assert number is not None  # noqa: S101  # of a level or a share
    names = [f"x{at + 1}" for at in range(len(told.entries))]
    over = fact.sense is Sense.SHARE and told.column.role == "level"
    summed = names[:-1] if over else names
    per = 1 / _HUNDRED if over else Fraction(1)
    member = Member(
        number.text, (f"“{words}”", f"“{words}”"), at_text(claims, fact.place, fact.quote),
        interval.low, interval.high, number.unit.scale if fact.sense is Sense.LEVEL else per,
        Fraction(0), tuple((name, Fraction(1)) for name in summed),
        ((names[-1], Fraction(1)),) if over else (),
    )  # fmt: skip
    cells = [
        member_of(e, name, (said, said), at_entry(told.column.sheet, e, e.label))
        for e, name in zip(told.entries, names, strict=True)
        for said in [f"{e.label}“{e.head}”{e.number.text}"]
    ]
    levels = tuple(
        (name, (f"{e.label} {e.head}",) * 2) for e, name in zip(told.entries, names, strict=True)
    )
    return Certificate((member, *cells), (), levels)
