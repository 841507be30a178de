"""Parts and wholes: country groups against their members, rows against the total."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from yuebao.auditing.claims import Side, TableKind
from yuebao.auditing.findings.finding import Finding, at_cell, either
from yuebao.auditing.findings.where import Where
from yuebao.auditing.findings.wording import amount_words
from yuebao.auditing.numbers import Interval
from yuebao.auditing.rules.intervals import amount_text, base_of, in_unit, level_of
from yuebao.report.model import Block, Measure

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from yuebao.auditing.claims import ClaimLine, ClaimTable
    from yuebao.auditing.rules.context import Case
    from yuebao.domain import Window

_ZERO = Interval.exactly(0)


def check_parts(context: Case) -> Iterator[Finding]:
    """Every ranking, window by window."""
    for table in context.claims.tables:
        if table.kind in (TableKind.OVERVIEW, TableKind.PROVINCE_TRADE, TableKind.OTHER):
            continue
        for window in table.windows():
            rows = table.select(window, Block.ROWS)
            yield from _against_total(context, table, window, rows)
            for bloc in table.select(window, Block.BLOC):
                yield from _bloc(context, table, bloc, rows)


def _sum(lines: Sequence[ClaimLine]) -> tuple[Interval, Interval]:
    """The levels of lines added up, and their bases."""
    now, before = _ZERO, _ZERO
    for line in lines:
        now += level_of(line.number(Measure.VALUE))
        before += base_of(line.number(Measure.VALUE), line.number(Measure.YOY))
    return now, before


def _against_total(
    context: Case, table: ClaimTable, window: Window, rows: Sequence[ClaimLine]
) -> Iterator[Finding]:
    whole, base = context.whole(table.side, window), context.whole_base(table.side, window)
    if whole is None or not rows or not table.units:
        return
    now, before = _sum(rows)
    words = ("各行", "the rows") if len(rows) > 1 else (rows[0].label, rows[0].label)
    name = either(*amount_words(table.side or Side.TOTAL))
    for line in table.select(window, Block.BLOC) + tuple(rows):
        if whole.is_below(level_of(line.number(Measure.VALUE))):
            yield _above(table, [line], (line.label,) * 2, whole, name, early=False)
            return
    if whole.is_below(now):
        yield _above(table, rows, words, whole, name, early=False)
    elif base is not None and base.is_below(before):
        yield _above(table, rows, words, base, name, early=True)


def _above(
    table: ClaimTable,
    lines: Sequence[ClaimLine],
    words: tuple[str, str],
    whole: Interval,
    name: str,
    *,
    early: bool,
) -> Finding:
    total = _sum(lines)[1 if early else 0]
    value = lines[0].number(Measure.VALUE)
    unit = value.unit if value else table.units[0]
    one = lines[0] if len(lines) == 1 else None
    cell = one.cell(Measure.YOY if early else Measure.VALUE) if one else None
    where = Where(
        place=table.place,
        table=table.number,
        window=str(lines[0].window),
        block=lines[0].block.value,
        measure="yoy" if early else "value",
        quote=table.caption,
    )
    low = in_unit(Interval(total.low, total.low), unit)
    most = in_unit(Interval(whole.high, whole.high), unit)
    when = either("（上年同期）", " (a year earlier)") if early else ""
    return Finding(
        rule="parts-above-whole",
        where=at_cell(table, one, cell) if one and cell else where,
        printed=low,
        expected=f"≤ {most}",
        facts=(
            ("parts", either(*words)),
            ("sum", low),
            ("most", most),
            ("whole", name),
            ("when", when),
        ),
    )


def _bloc(
    context: Case, table: ClaimTable, bloc: ClaimLine, rows: Sequence[ClaimLine]
) -> Iterator[Finding]:
    month = context.claims.month
    if bloc.code is None or month is None or any(row.code is None for row in rows):
        return
    office = context.claims.office
    current = office.partners.current
    members = {current(code) for code in office.groups.find(bloc.code).members(month)}
    shown = [row for row in rows if row.code and current(row.code) in members]
    if not members:
        return
    now, before = _sum(shown)
    value = bloc.number(Measure.VALUE)
    if value is None:
        return
    if shown and level_of(value).is_below(now):
        yield _members_above(table, bloc, shown, level_of(value), early=False)
    elif shown and base_of(value, bloc.number(Measure.YOY)).is_below(before):
        base = base_of(value, bloc.number(Measure.YOY))
        yield _members_above(table, bloc, shown, base, early=True)
    elif _ranked(table, rows):
        yield from _missing(table, bloc, shown, len(members) - len(shown), rows[-1])


def _ranked(table: ClaimTable, rows: Sequence[ClaimLine]) -> bool:
    """Whether all that are not shown are below the last."""
    return table.first is not None and len(rows) >= table.first


def _members_above(
    table: ClaimTable,
    bloc: ClaimLine,
    shown: Sequence[ClaimLine],
    whole: Interval,
    *,
    early: bool,
) -> Finding:
    names = "、".join(line.label for line in shown)
    finding = _above(table, shown, (names, names), whole, bloc.label, early=early)
    cell = bloc.cell(Measure.YOY if early else Measure.VALUE)
    where = at_cell(table, bloc, cell) if cell else finding.where
    return Finding(finding.rule, where, finding.printed, finding.expected, finding.facts)


def _missing(
    table: ClaimTable, bloc: ClaimLine, shown: Sequence[ClaimLine], count: int, last: ClaimLine
) -> Iterator[Finding]:
    value, least = bloc.number(Measure.VALUE), last.number(Measure.VALUE)
    cell = bloc.cell(Measure.VALUE)
    if value is None or least is None or cell is None:
        return
    rest = level_of(value) - _sum(shown)[0]
    limit = level_of(least).times(Fraction(count))
    if limit.is_below(rest):
        most = in_unit(Interval(limit.high, limit.high), value.unit)
        yield Finding(
            rule="bloc-member-missing",
            where=at_cell(table, bloc, cell),
            printed=value.text,
            facts=(
                ("bloc", bloc.label),
                ("total", amount_text(value)),
                ("members", "、".join(line.label for line in shown) or "-"),
                ("rest", in_unit(rest, value.unit)),
                ("count", str(count)),
                ("last", amount_text(least)),
                ("most", most),
            ),
        )
