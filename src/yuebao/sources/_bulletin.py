"""The bulletins by place of registration and by chapter: from printed table to facts.

A table prints, for all trade together and for each province (with cities and zones within it) or
chapter (below its section), exports and imports; each for the month and for the year to date, and
for the latter the official growth. Values are in a unit that the heads name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuebao.domain import READ_COLUMNS, Depth, Dimension, Grain
from yuebao.sources._bulletin_check import check_table
from yuebao.sources._bulletin_heads import Window, read_bulletin_heads
from yuebao.sources._bulletin_rows import read_rows
from yuebao.sources._facts import Facts, keep_facts, remarks_on
from yuebao.sources._values import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    import duckdb

    from yuebao.domain import Period
    from yuebao.sources._bulletin_heads import BulletinColumn, BulletinHeads
    from yuebao.sources._bulletin_rows import BulletinRow, BulletinRows
    from yuebao.sources._dialects import BulletinDialect
    from yuebao.sources._given import Given
    from yuebao.sources._recognise import Recognised

_LEFT_OUT = {"provinces": "cities and zones", "chapters": "sections"}


def _province_key(code: str | None) -> dict[str, str | None]:
    dimensions = frozenset([Dimension.PROVINCE] if code else [])
    grain = str(Grain(Depth.ALL, dimensions))
    return {"grain": grain, "commodity": Depth.ALL, "province": code}


def _chapter_key(code: str | None) -> dict[str, str | None]:
    depth = Depth.ALL if code is None else Depth.of_digits(len(code))
    return {"grain": str(Grain(depth)), "commodity": code or Depth.ALL}


_KEYS = {"provinces": _province_key, "chapters": _chapter_key}
"""What the code of a row means for the facts."""


def read_bulletin(connection: duckdb.DuckDBPyConnection, found: Recognised, given: Given) -> Facts:
    """Read a bulletin into a temporary table with READ_COLUMNS.

    It has all flows, whatever is said of the exports beside it in a folder.

    Raises:
        SourceError: The bulletin cannot be understood, or contradicts itself.
        PeriodError: Nothing says which year it is of.
    """
    table, dialect = found.table, given.dialects.bulletins[found.dialect]
    records = tuple(table.records())
    heads = read_bulletin_heads(
        records,
        found.head,
        dialect,
        file=table.name,
        path_name=given.path.name,
        months=given.months,
    )
    rows = read_rows(records, heads, dialect, given.office.regions, table.name)
    check_table(rows, heads, dialect, given.office.regions, table.name)
    facts = list(_to_facts(rows, heads, dialect, given.source))
    name = keep_facts(connection, facts, given.source)
    remarks = [f"Taken for {heads.month} by {heads.year_from}.", *remarks_on(facts)]
    if rows.left_out:
        remarks.append(f"{counted(rows.left_out, 'row')} of {_LEFT_OUT[dialect.rows]} left out.")
    periods = {heads.period(column.window) for column in heads.columns if column.window}
    return Facts(name, len(facts), tuple(sorted(periods)), tuple(remarks))


def _to_facts(
    rows: BulletinRows, heads: BulletinHeads, dialect: BulletinDialect, source: str
) -> Iterator[dict[str, object]]:
    for row in rows.rows:
        for column in _told_apart(heads):
            fact = _to_fact(row, column, rows.precision, heads, source)
            yield {**fact, **_KEYS[dialect.rows](row.code)}


def _told_apart(heads: BulletinHeads) -> list[BulletinColumn]:
    """The columns of values; in January, when month and year to date are one, the latter's."""
    columns = {
        (column.flow, heads.period(column.window)): column
        for column in sorted(heads.columns, key=lambda column: column.window or "")
        if column.window is not None
    }
    return list(columns.values())


def _to_fact(
    row: BulletinRow, column: BulletinColumn, precision: int, heads: BulletinHeads, source: str
) -> dict[str, object]:
    assert column.window is not None  # noqa: S101 - _told_apart gives columns of values
    period = heads.period(column.window)
    growth = {c.flow: rate for c, rate in row.growth.items()}
    return {
        **dict.fromkeys(column.name for column in READ_COLUMNS),
        "flow": column.flow.value,
        "currency": heads.unit.currency,
        "first_month": str(period.first),
        "last_month": str(period.last),
        "value": row.levels[column],
        "precision": precision,
        "growth": growth.get(column.flow) if _is_year_to_date(period, heads) else None,
        "source": source,
        "row": row.number,
    }


def _is_year_to_date(period: Period, heads: BulletinHeads) -> bool:
    return period == heads.period(Window.YEAR_TO_DATE)
