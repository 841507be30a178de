"""Rankings: order, gaps, and names that stand twice."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from yuebao.auditing.claims import Side, TableKind
from yuebao.auditing.findings.finding import Finding, at_cell, either
from yuebao.auditing.findings.where import Where
from yuebao.auditing.findings.wording import amount_words
from yuebao.auditing.rules.context import LEVELS
from yuebao.auditing.rules.intervals import in_unit, level_of
from yuebao.domain import MONTH, YEAR_TO_DATE, Window
from yuebao.report.model import Block, Measure

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from yuebao.auditing.claims import ClaimLine, ClaimTable, Note
    from yuebao.auditing.rules.context import Case


def check_order(context: Case) -> Iterator[Finding]:
    """Rows of every table that says, or is of a kind that implies, an order."""
    for table in context.claims.tables:
        note = next((note for note in table.notes if note.order is not None), None)
        if table.kind is TableKind.OVERVIEW or (note is None and table.first is None):
            continue
        side = (note.order if note else None) or table.side
        if side is None:
            continue
        for window in table.ordered_windows():
            yield from _order(context, table, window, side, note)


def _order(
    context: Case, table: ClaimTable, window: Window, side: Side, note: Note | None
) -> Iterator[Finding]:
    rows = table.select(window, Block.ROWS)
    measure = LEVELS[side] if table.kind is TableKind.PROVINCE_TRADE else Measure.VALUE
    pairs = _out_of_order(rows, measure)
    if not pairs:
        return
    actual = _actual_order(table, rows, measure)
    if note is not None and actual is not None and len(pairs) > 1:
        upper, lower = rows[pairs[0]], rows[pairs[0] + 1]
        place = Where(
            place=note.place, table=table.number, window=str(window), quote=note.text,
            paragraph=next(
                (i for i, t in enumerate(context.claims.texts, 1) if t.block == note.place.block),
                None,
            ),
        )  # fmt: skip
        other = amount_words(actual)
        instead = either(f"；各行实为按{other[0]}排列", f"; the rows are in order of {other[1]}")
        expected = other[0 if context.chinese else 1]
        yield _finding(place, context, side, (upper, lower), measure, instead, expected)
        return
    for at in pairs:
        upper, lower = rows[at], rows[at + 1]
        guilty = _guilty(rows, at, measure)
        cell, other_cell = guilty.cell(measure), (lower if guilty is upper else upper).cell(measure)
        if cell is not None:
            finding = _finding(at_cell(table, guilty, cell), context, side, (upper, lower), measure)
            other_line = lower if guilty is upper else upper
            also = at_cell(table, other_line, other_cell) if other_cell else None
            yield Finding(
                finding.rule, finding.where, finding.printed, "", finding.facts, also=also
            )


def _finding(
    where: Where,
    context: Case,
    side: Side,
    pair: tuple[ClaimLine, ClaimLine],
    measure: Measure,
    instead: str = "",
    expected: str = "",
) -> Finding:
    upper, lower = pair
    one, two = upper.cell(measure), lower.cell(measure)
    return Finding(
        rule="order",
        where=where,
        printed=amount_words(side)[0 if context.chinese else 1],
        expected=expected,
        facts=(
            ("by", either(*amount_words(side))),
            ("upper", upper.label),
            ("upper_value", one.text if one else ""),
            ("lower", lower.label),
            ("lower_value", two.text if two else ""),
            ("instead", instead),
        ),
    )


def _is_above(upper: ClaimLine, lower: ClaimLine, measure: Measure) -> bool:
    """Whether a row may stand above another: by value, and where values tie by share."""
    for finer in (measure, Measure.SHARE):
        one, two = upper.number(finer), lower.number(finer)
        if one is not None and two is not None and one.interval().is_below(two.interval()):
            return False
    return True


def _out_of_order(rows: Sequence[ClaimLine], measure: Measure) -> list[int]:
    return [at for at in range(len(rows) - 1) if not _is_above(rows[at], rows[at + 1], measure)]


def _actual_order(table: ClaimTable, rows: Sequence[ClaimLine], measure: Measure) -> Side | None:
    """By which other column the rows are in order."""
    if table.kind is not TableKind.PROVINCE_TRADE:
        return None
    for side, other in LEVELS.items():
        if other is not measure and rows[0].number(other) and not _out_of_order(rows, other):
            return side
    return None


def _guilty(rows: Sequence[ClaimLine], at: int, measure: Measure) -> ClaimLine:
    """Of two rows out of order the one without which its neighbours are in order."""
    lower_fits = at == 0 or _is_above(rows[at - 1], rows[at + 1], measure)
    upper_fits = at + 2 >= len(rows) or _is_above(rows[at], rows[at + 2], measure)
    return rows[at] if lower_fits and not upper_fits else rows[at + 1]


def check_rows(context: Case) -> Iterator[Finding]:
    """Names that stand twice, and rankings that are too short."""
    for table in context.claims.tables:
        for window in table.windows():
            for block in Block:
                yield from _twice(table, table.select(window, block))
            yield from _short(context, table, window)


def _twice(table: ClaimTable, lines: Sequence[ClaimLine]) -> Iterator[Finding]:
    seen: dict[str, ClaimLine] = {}
    for line in lines:
        if line.label in seen and line.cells:
            yield Finding(
                rule="listed-twice",
                where=at_cell(table, line, line.cells[0]),
                printed=line.label,
                facts=(("label", line.label),),
                also=at_cell(table, seen[line.label], seen[line.label].cells[0]),
            )
        seen[line.label] = line


def _short(context: Case, table: ClaimTable, window: Window) -> Iterator[Finding]:
    """Fewer rows than announced, though there must be more."""
    rows = table.select(window, Block.ROWS)
    if table.first is None or len(rows) >= table.first or not rows:
        return
    whole = context.whole(table.side, window)
    rest = None
    if (
        whole is not None
        and table.units
        and not table.unranked
        and (table.side is Side.EXPORTS or table.kind is TableKind.PROVINCES)
    ):
        for line in rows:
            whole -= level_of(line.number(Measure.VALUE))
        rest = whole if whole.low is not None and whole.low > Fraction(0) else None
    month = table.select(MONTH, Block.ROWS)
    longer = window == YEAR_TO_DATE and len(month) > len(rows)
    if rest is None and not longer:
        return
    value = rows[0].number(Measure.VALUE)
    left = in_unit(rest, value.unit) if rest is not None and value else "> 0"
    yield Finding(
        rule="rows-missing",
        where=Where(
            place=table.place, table=table.number, window=str(window), block="rows",
            quote=table.caption,
        ),
        printed=str(len(rows)),
        expected=str(table.first),
        facts=(("first", str(table.first)), ("shown", str(len(rows))), ("rest", left)),
    )  # fmt: skip
