"""Whether a bulletin can be true: it is whole, and its parts sum to what it prints of them.

Every printed number is rounded by itself, so a sum of n of them may be off by n halves of the unit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuebao.domain import Flow, SourceError
from yuebao.sources._bulletin_heads import Window

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yuebao.reference import Region, Regions
    from yuebao.sources._bulletin_heads import BulletinColumn, BulletinHeads
    from yuebao.sources._bulletin_rows import BulletinRow, BulletinRows
    from yuebao.sources._dialects import BulletinDialect

_REMEDY = "Load the table as it was published; if it is, the publication is wrong."


def check_table(
    table: BulletinRows,
    heads: BulletinHeads,
    dialect: BulletinDialect,
    regions: Regions,
    file: str,
) -> None:
    """Refuse a bulletin that is not whole or whose sums fail.

    Raises:
        SourceError: A province or the total is missing or a row there twice; the rows do not sum
            to the total; exports and imports do not sum to both; in January the windows differ.
    """
    expected = tuple(regions) if dialect.rows == "provinces" else ()
    total = _check_rows(table, heads, dialect, expected, file)
    for column in heads.columns:
        if column.window is not None:
            _check_parts_sum(table, total, column, dialect, file)
    for row in table.rows:
        _check_flows_sum(row, table, heads, dialect, file)
        if heads.month.month == 1:
            _check_january(row, heads, file)


def _check_rows(
    table: BulletinRows,
    heads: BulletinHeads,
    dialect: BulletinDialect,
    expected: Sequence[Region],
    file: str,
) -> BulletinRow:
    """Every row once, every region expected, and the total; gives the row of the total."""
    seen: dict[str | None, BulletinRow] = {}
    for row in table.rows:
        if row.code in seen:
            name = row.record.fields[heads.name_place].strip()
            raise _untrue(
                f"{name} stands there twice, first on line {seen[row.code].record.line}", file, row
            )
        seen[row.code] = row
    missing = [region.full for region in expected if region.code not in seen]
    if missing:
        raise SourceError(
            f"not all {len(expected)} provinces have a row, missing: {', '.join(missing)}",
            file=file,
            remedy="The table is not whole: load it as it was published.",
        )
    if None not in seen:
        raise SourceError(
            f"it has no row {dialect.total[0]} with the total", file=file, remedy=_REMEDY
        )
    return seen[None]


def _check_parts_sum(
    table: BulletinRows,
    total: BulletinRow,
    column: BulletinColumn,
    dialect: BulletinDialect,
    file: str,
) -> None:
    parts = [row.levels[column] for row in table.rows if row.code is not None]
    difference = sum(parts) - total.levels[column]
    if 2 * abs(difference) > (len(parts) + 1) * table.precision:
        raise _untrue(
            f"the {dialect.rows} sum to {sum(parts):,}, but {dialect.total[0]} is "
            f"{total.levels[column]:,}, "
            f"a difference of {difference:,} that rounding does not explain",
            file,
            total,
            column,
        )


def _check_flows_sum(
    row: BulletinRow,
    table: BulletinRows,
    heads: BulletinHeads,
    dialect: BulletinDialect,
    file: str,
) -> None:
    head = {flow: head for head, flow in dialect.flows.items()}
    for window in Window:
        by_flow = {c.flow: c for c in heads.columns if c.window is window}
        if len(by_flow) < len(Flow):
            continue
        levels = {flow: row.levels[column] for flow, column in by_flow.items()}
        difference = levels[Flow.EXPORT] + levels[Flow.IMPORT] - levels[Flow.TOTAL]
        if 2 * abs(difference) > len(Flow) * table.precision:
            raise _untrue(
                f"{head[Flow.EXPORT]} {levels[Flow.EXPORT]:,} and {head[Flow.IMPORT]} "
                f"{levels[Flow.IMPORT]:,} sum to {difference:+,} against {head[Flow.TOTAL]} "
                f"{levels[Flow.TOTAL]:,}, which rounding does not explain",
                file,
                row,
                by_flow[Flow.TOTAL],
            )


def _check_january(row: BulletinRow, heads: BulletinHeads, file: str) -> None:
    columns = {(c.flow, c.window): c for c in heads.columns}
    for flow in Flow:
        month = columns.get((flow, Window.MONTH))
        year_to_date = columns.get((flow, Window.YEAR_TO_DATE))
        if month and year_to_date and row.levels[month] != row.levels[year_to_date]:
            raise _untrue(
                f"the month is {row.levels[month]:,}, but January to January is "
                f"{row.levels[year_to_date]:,}",
                file,
                row,
                year_to_date,
            )


def _untrue(
    found: str, file: str, row: BulletinRow, column: BulletinColumn | None = None
) -> SourceError:
    """The refusal of a row that contradicts others, in one column or as a whole."""
    return SourceError(
        found,
        file=file,
        line=row.record.line,
        column=column.head if column else None,
        remedy=_REMEDY,
    )
