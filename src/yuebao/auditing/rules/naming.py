"""Names in sentences: who comes first, how many rise and fall, and who is among them."""

from __future__ import annotations

import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

from yuebao.auditing.claims import Direction, Quantity, TableKind
from yuebao.auditing.findings.finding import Finding, at_cell, at_text, either
from yuebao.auditing.findings.wording import amount_words
from yuebao.auditing.rules.context import GROWTHS, LEVELS
from yuebao.auditing.rules.intervals import meet
from yuebao.report.model import Block, Measure

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from yuebao.auditing.claims import ClaimLine, ClaimStatement, ClaimTable, Count, Naming, Side
    from yuebao.auditing.findings.where import Where
    from yuebao.auditing.numbers import Number
    from yuebao.auditing.rules.context import Case
    from yuebao.domain import Window

_VERBS = {
    Direction.UP: ("上升", "rise"),
    Direction.DOWN: ("下降", "fall"),
    Direction.FLAT: ("持平", "stay the same"),
    Direction.UNKNOWN: ("无法比较", "cannot be compared"),
}


def _verb(direction: Direction | None) -> tuple[str, str]:
    return _VERBS.get(direction, ("", "")) if direction else ("", "")


def _joined(context: Case, names: Sequence[str]) -> str:
    return ("、" if context.chinese else ", ").join(names)


def _level(table: ClaimTable, side: Side) -> Measure:
    return LEVELS[side] if table.kind is TableKind.PROVINCE_TRADE else Measure.VALUE


def _ranked(table: ClaimTable, window: Window, side: Side) -> list[ClaimLine]:
    """The rows by a side's level, largest first; those that tie stay as printed."""
    measure = _level(table, side)
    rows = [line for line in table.select(window, Block.ROWS) if line.number(measure)]
    if table.kind is TableKind.PROVINCE_TRADE or table.shared:
        rows.sort(key=lambda line: -_value(line, measure))
    return rows


def _value(line: ClaimLine, measure: Measure) -> float:
    number = line.number(measure)
    return float(number.value) if number else 0.0


# Who comes first


def check_namings(context: Case) -> Iterator[Finding]:
    """Every 前三大…为…, and every list of country groups."""
    for naming in context.claims.namings:
        if naming.first and naming.side is not None and naming.window is not None:
            yield from _naming(context, naming)


def _naming(context: Case, naming: Naming) -> Iterator[Finding]:
    assert naming.side is not None and naming.window is not None  # noqa: S101, PT018  # as called
    table = _table_for(context, naming)
    if table is None:
        return
    rows = _ranked(table, naming.window, naming.side)
    if not rows:
        return
    expected = [line.label for line in rows[: naming.first]]
    if len(naming.labels) == naming.first and _fits(
        context, naming, rows, _level(table, naming.side)
    ):
        return
    wrong = next(
        (line for line, label in zip(rows, naming.labels, strict=False)
         if not context.same(line.label, label)),
        rows[0],
    )  # fmt: skip
    cell = wrong.cell(_level(table, naming.side))
    yield Finding(
        rule="naming-against-table",
        where=at_text(context.claims, naming.place, naming.quote),
        printed=_joined(context, naming.labels),
        expected=_joined(context, expected),
        facts=(("first", str(naming.first)), ("table", str(table.number))),
        also=at_cell(table, wrong, cell) if cell else None,
    )


def _table_for(context: Case, naming: Naming) -> ClaimTable | None:
    """The table of the side in which most of those named stand, the first of several."""
    assert naming.side is not None and naming.window is not None  # noqa: S101, PT018  # as called
    if naming.table is not None:
        return context.claims.table(naming.table)
    counts: Counter[int] = Counter()
    for name in naming.labels:
        counts.update({id(table) for table, _ in context.lines_named(name, naming.side)})
    known: dict[int, ClaimTable] = {}
    for table in context.tables_of(naming.side):
        count = counts[id(table)]
        if 2 * count > len(naming.labels) and table.select(naming.window, Block.ROWS):
            known.setdefault(count, table)
    return known[max(known)] if known else None


def _fits(context: Case, naming: Naming, rows: Sequence[ClaimLine], measure: Measure) -> bool:
    """Whether those named stand first in this order, where printed values tell an order."""
    for place, label in enumerate(naming.labels):
        line = next((row for row in rows if context.same(row.label, label)), None)
        if line is None or place >= len(rows):
            return False
        mine, there = line.number(measure), rows[place].number(measure)
        if mine is None or there is None or not _may_be_equal(mine, there):
            return False
    return True


def _may_be_equal(one: Number, two: Number) -> bool:
    """Whether printed numbers tell no order: they are the same, or of other places (0, 0.02)."""
    both = meet(one.interval(), two.interval())
    return one.value == two.value or (both is not None and both.low != both.high)


# How many rise and fall


def check_counts(context: Case) -> Iterator[Finding]:
    """Every count, with its table and with the other counts of its sentence."""
    total: Count | None = None
    parts: list[Count] = []
    for count in [*context.claims.counts, None]:
        if count is None or count.direction is None:
            yield from _sum(context, total, parts)
            total, parts = count, []
            continue
        if total is not None and total.place.block != count.place.block:
            yield from _sum(context, total, parts)
            total, parts = None, []
        parts.append(count)
        yield from _count(context, count)


def _sum(context: Case, total: Count | None, parts: Sequence[Count]) -> Iterator[Finding]:
    if total is None or not parts:
        return
    added = sum(part.count for part in parts)
    if added != total.count:
        numbers = [str(part.count) for part in parts]
        yield Finding(
            rule="counts-do-not-add",
            where=at_text(context.claims, parts[0].place, parts[0].quote),
            printed=str(total.count),
            expected=str(added),
            facts=(("parts", either("加".join(numbers), " + ".join(numbers))), ("sum", str(added))),
        )


def _count(context: Case, count: Count) -> Iterator[Finding]:
    yield from _against_paragraph(context, count)
    if count.side is None or count.window is None or count.side not in GROWTHS:
        return
    tables = [
        table
        for table in context.tables_of(count.side)
        if (
            table.complete and table.kind in (TableKind.PROVINCES, TableKind.PROVINCE_TRADE)
            if count.table is None
            else table.number == count.table
        )
        and table.select(count.window, Block.ROWS)
    ]
    found = [list(_against_table(context, count, table)) for table in tables]
    if found and all(found):  # a count that any table has is right
        yield from found[0]


def _against_table(context: Case, count: Count, table: ClaimTable) -> Iterator[Finding]:
    if count.side is None or count.window is None:
        return
    growth = GROWTHS[count.side] if table.kind is TableKind.PROVINCE_TRADE else Measure.YOY
    rows = _ranked(table, count.window, count.side)
    members = [line for line in rows if _may_be(table, line, growth, count.direction)]
    sure = [line for line in rows if _must_be(table, line, growth, count.direction)]
    side, verb = amount_words(count.side), _verb(count.direction)
    what = either(side[0] + verb[0], f"{side[1]} {verb[1]}")
    facts = (("what", what), ("table", str(table.number)))
    where = at_text(context.claims, count.place, count.quote)
    if not len(sure) <= count.count <= len(members):
        expected = str(len(sure)) if len(sure) == len(members) else f"{len(sure)}–{len(members)}"
        yield Finding("count-against-table", where, str(count.count), expected, facts)
    yield from _named(context, count, table, rows, growth, where)


def _may_be(
    table: ClaimTable, line: ClaimLine, growth: Measure, direction: Direction | None
) -> bool:
    """Whether a row can be one of those: a printed 0.0 can be of any direction."""
    return direction in _directions(table, line, growth)


def _must_be(
    table: ClaimTable, line: ClaimLine, growth: Measure, direction: Direction | None
) -> bool:
    return _directions(table, line, growth) == {direction}


def _directions(table: ClaimTable, line: ClaimLine, growth: Measure) -> set[Direction]:
    """Where a row can have gone, by its growth as printed."""
    number, cell = line.number(growth), line.cell(growth)
    if number is None and cell is not None and any(map(str.isdigit, cell.text)):
        return {Direction.UP}  # above what is printed: >200
    if number is None:
        return {Direction.UNKNOWN, Direction.UP} if table.capped else {Direction.UNKNOWN}
    low, high = number.printed().low, number.printed().high
    assert low is not None and high is not None  # noqa: S101, PT018  # of a printed number
    held = {
        Direction.UP: high > 0,
        Direction.DOWN: low < 0,
        Direction.FLAT: low <= 0 <= high,
    }
    return {direction for direction, holds in held.items() if holds}


def _named(
    context: Case,
    count: Count,
    table: ClaimTable,
    rows: Sequence[ClaimLine],
    growth: Measure,
    where: Where,
) -> Iterator[Finding]:
    what = either(*_verb(count.direction))
    good = True
    for name in count.named:
        line = next((row for row in rows if context.same(row.label, name)), None)
        cell = line.cell(growth) if line else None
        if (
            line is not None
            and cell is not None
            and not _may_be(table, line, growth, count.direction)
        ):
            good = False
            yield Finding(
                rule="named-in-wrong-group",
                where=where,
                printed=name,
                expected=cell.text,
                facts=(
                    ("label", name),
                    ("what", what),
                    ("source", either(f"表{table.number}", f"table {table.number}")),
                ),
                also=at_cell(table, line, cell),
            )
    if good and count.named and count.side is not None:
        yield from _largest(context, count, table, rows, growth, where)


def _largest(
    context: Case,
    count: Count,
    table: ClaimTable,
    rows: Sequence[ClaimLine],
    growth: Measure,
    where: Where,
) -> Iterator[Finding]:
    assert count.side is not None  # noqa: S101  # as called
    measure = _level(table, count.side)
    named = [row for row in rows if any(context.same(row.label, name) for name in count.named)]
    least = min((_value(line, measure) for line in named), default=0.0)
    members = [row for row in rows if row in named or _must_be(table, row, growth, count.direction)]
    first = members[: len(count.named)]
    order = [
        _value(line, measure)
        for name in count.named
        for line in named
        if context.same(line.label, name)
    ]
    largest = all(line in named or _value(line, measure) <= least for line in members)
    if largest and order == sorted(order, reverse=True):
        return
    yield Finding(
        rule="named-not-largest",
        where=where,
        printed=_joined(context, count.named),
        expected=_joined(context, [line.label for line in first]),
        facts=(("what", either(*_verb(count.direction))),),
    )


def _against_paragraph(context: Case, count: Count) -> Iterator[Finding]:
    """Those named against the growth that the same paragraph gives them."""
    for statement in context.claims.statements:
        if (
            statement.place.block != count.place.block
            or statement.quantity is not Quantity.GROWTH
            or statement.side is not count.side
            or not any(context.same(statement.entity, name) for name in count.named)
        ):
            continue
        if _contradicts(statement, count.direction):
            yield Finding(
                rule="named-in-wrong-group",
                where=at_text(context.claims, count.place, count.quote),
                printed=statement.entity,
                expected=f"{statement.number.text}%",
                facts=(
                    ("label", statement.entity),
                    ("what", either(*_verb(count.direction))),
                    ("source", either("同段文字", "the same paragraph")),
                ),
                also=at_text(context.claims, statement.place, statement.quote),
            )


def _contradicts(statement: ClaimStatement, direction: Direction | None) -> bool:
    interval = statement.number.printed()
    if direction is Direction.UP:
        return interval.high is not None and interval.high < 0
    return direction is Direction.DOWN and interval.low is not None and interval.low > 0


# Lists


def check_lists(context: Case) -> Iterator[Finding]:
    """As many numbers as names in every list, and a unit with each."""
    for statement in context.claims.statements:
        if statement.position == 0 and 1 < statement.names != statement.listed > 1:
            yield Finding(
                rule="list-length",
                where=at_text(context.claims, statement.place, statement.quote),
                printed=str(statement.listed),
                expected=str(statement.names),
                facts=(("names", str(statement.names)), ("numbers", str(statement.listed))),
            )
        if not statement.number.unit.label and statement.listed > 1:
            if _has_sign(context, statement):
                continue
            units = _units_beside(context, statement)
            if not units:  # the unit behind the last number of a list serves all of it
                continue
            yield Finding(
                rule="unit-missing",
                where=at_text(context.claims, statement.place, statement.quote),
                printed=statement.number.text,
                expected=units[0],
            )


def _has_sign(context: Case, statement: ClaimStatement) -> bool:
    """Whether letters or a sign of money stand right before a number: RM6.06, ₹3."""
    number = context.claims.number_of_text(statement.place.block)
    text = context.claims.texts[number - 1].text if number else ""
    before = text[: statement.place.start][-1:]
    return unicodedata.category(before or " ") in ("Lu", "Ll", "Sc")


def _units_beside(context: Case, statement: ClaimStatement) -> list[str]:
    """The units of a list in which one is missing; none where only its last number has one."""
    listed = [
        other
        for other in context.claims.statements
        if other.place.block == statement.place.block
        and other.quote == statement.quote
        and other.listed == statement.listed
    ]
    last = statement.position == statement.listed - 1
    return [
        other.number.unit.label
        for other in listed
        if other.number.unit.label and (last or other.position < other.listed - 1)
    ]
