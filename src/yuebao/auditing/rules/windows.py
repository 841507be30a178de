"""The month and the year to date: one is part of the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yuebao.auditing.claims import Side, TableKind
from yuebao.auditing.findings.finding import Finding, at_cell
from yuebao.auditing.findings.where import Where
from yuebao.auditing.rules.context import GROWTHS, LEVELS
from yuebao.auditing.rules.intervals import amount_text, base_of, in_unit
from yuebao.auditing.words import every_words
from yuebao.domain import MONTH, YEAR_TO_DATE
from yuebao.report.model import Block, Measure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yuebao.auditing.claims import ClaimCell, ClaimLine, ClaimTable
    from yuebao.auditing.rules.context import Case, PrintedCell

_Key = tuple[str, str, str, bool]


@dataclass(frozen=True, slots=True)
class _Pair:
    """One level in both windows, with its growth."""

    label: str
    month: PrintedCell
    ytd: PrintedCell
    month_growth: ClaimCell | None
    ytd_growth: ClaimCell | None


def check_windows(context: Case) -> Iterator[Finding]:
    """Every level that is printed for the month and for the year to date."""
    month = context.claims.month
    january = month is not None and month.month == 1
    for pair in _pairs(context):
        now, so_far = pair.month[2].number, pair.ytd[2].number
        if now is None or so_far is None:
            continue
        facts = (
            ("label", pair.label), ("month", amount_text(now)), ("ytd", amount_text(so_far)),
        )  # fmt: skip
        also = at_cell(*pair.month)
        if january and not now.interval().meets(so_far.interval()):
            yield Finding(
                "january-windows", at_cell(*pair.ytd), so_far.text, now.text, facts, also=also
            )
        elif so_far.interval().is_below(now.interval()):
            yield Finding(
                "year-to-date-below-month", at_cell(*pair.ytd), so_far.text, f"≥ {now.text}",
                facts, also=also,
            )  # fmt: skip
        else:
            yield from _bases(pair)


def _bases(pair: _Pair) -> Iterator[Finding]:
    table, line, level = pair.ytd
    growth, month_growth = pair.ytd_growth, pair.month_growth
    if growth is None or month_growth is None:
        return
    month = base_of(pair.month[2].number, month_growth.number)
    so_far = base_of(level.number, growth.number)
    if so_far.is_below(month) and level.number is not None:
        unit = level.number.unit
        yield Finding(
            rule="base-below-month",
            where=at_cell(table, line, growth),
            printed=growth.text,
            facts=(
                ("label", pair.label),
                ("month", in_unit(month, unit)),
                ("ytd", in_unit(so_far, unit)),
            ),
            also=at_cell(pair.month[0], pair.month[1], month_growth),
        )


def _levels(
    table: ClaimTable, line: ClaimLine
) -> Iterator[tuple[str, ClaimCell | None, ClaimCell | None]]:
    """The levels of a line that cannot be negative: side, level, growth."""
    if table.kind is TableKind.PROVINCE_TRADE:
        for side, measure in LEVELS.items():
            if side is not Side.NET:
                yield side.value, line.cell(measure), line.cell(GROWTHS[side])
        return
    side_of = line.side or table.side
    if side_of is not Side.NET:
        yield (
            side_of.value if side_of else "",
            line.cell(Measure.VALUE),
            line.cell(Measure.YOY),
        )


def _pairs(context: Case) -> Iterator[_Pair]:
    months: dict[_Key, tuple[PrintedCell, ClaimCell | None]] = {}
    totals: dict[_Key, tuple[PrintedCell, ClaimCell | None]] = {}
    found = {MONTH: months, YEAR_TO_DATE: totals}
    for table in context.claims.tables:
        for line in table.lines:
            for side, level, growth in _levels(table, line):
                if level is not None:
                    key = (_scope(table), side, line.block.value + line.label, line.quantity)
                    into = found.get(line.window)
                    if into is not None and (not _is_rest(line) or _same_rest(table)):
                        into.setdefault(key, ((table, line, level), growth))
    for key, (month, growth) in months.items():
        if key in totals:
            ytd, ytd_growth = totals[key]
            yield _Pair(month[1].label, month, ytd, growth, ytd_growth)


def _is_rest(line: ClaimLine) -> bool:
    return line.block is Block.REST or any(line.label == words.rest for words in every_words())


def _same_rest(table: ClaimTable) -> bool:
    """Whether the same are ranked in all windows, so that all others are the same as well."""
    ranked = [
        {x.label for x in table.select(w, Block.ROWS) if not _is_rest(x)} for w in table.windows()
    ]
    return all(one == ranked[0] for one in ranked)


def _scope(table: ClaimTable) -> str:
    """Tables of which one may print the month and another the year to date."""
    if table.kind is TableKind.PROVINCE_TRADE:
        return "all-provinces"
    return str(table.number)


def check_ranked_in_both(context: Case) -> Iterator[Finding]:
    """Who has more in the month than the last of the year to date is missing there."""
    for table in context.claims.tables:
        ranked = {w: table.select(w, Block.ROWS) for w in table.windows()}
        if not (ranked.get(MONTH) and ranked.get(YEAR_TO_DATE)) or table.kind in (
            TableKind.OVERVIEW,
            TableKind.PROVINCE_TRADE,
        ):
            continue
        labels = {line.label for line in ranked[YEAR_TO_DATE]}
        last = ranked[YEAR_TO_DATE][-1].number(Measure.VALUE)
        for line in ranked[MONTH]:
            cell = line.cell(Measure.VALUE)
            if line.label in labels or cell is None or cell.number is None or last is None:
                continue
            if last.interval().is_below(cell.number.interval()):
                yield Finding(
                    rule="missing-in-other-window",
                    where=Where(
                        place=cell.place,
                        table=table.number,
                        window=str(YEAR_TO_DATE),
                        block="rows",
                        label=line.label,
                        measure="value",
                        quote=" ".join([line.label, *(c.text for c in line.cells)]),
                    ),
                    expected=f"≥ {cell.number.text}",
                    facts=(
                        ("label", line.label),
                        ("month", amount_text(cell.number)),
                        ("last", amount_text(last)),
                    ),
                    also=at_cell(table, line, cell),
                )
