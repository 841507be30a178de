"""The bulletins by place of registration and by chapter: from printed table to facts.

A table prints, for all trade together and for each province (with cities and zones within it) or
chapter (below its section), exports and imports; each for the month and for the year to date, and
for the latter the official growth. Values are in a unit that the heads name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuebao.domain import READ_COLUMNS, Depth, Dimension, Grain, Period
from yuebao.sources._bulletin_check import check_table
from yuebao.sources._bulletin_heads import Window, read_bulletin_heads
from yuebao.sources._bulletin_rows import read_rows
from yuebao.sources._facts import Facts, keep_facts, remarks_on
from yuebao.sources._values import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    import duckdb

    from yuebao.reference import Regions
    from yuebao.sources._bulletin_heads import BulletinColumn, BulletinHeads
    from yuebao.sources._bulletin_rows import BulletinRow, BulletinRows
    from yuebao.sources._dialects import BulletinDialect
    from yuebao.sources._record import Record, Table

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


def read_bulletin(
    connection: duckdb.DuckDBPyConnection,
    table: Table,
    head: Record,
    dialect: BulletinDialect,
    *,
    regions: Regions,
    path_name: str,
    months: Period | None,
    source: str,
) -> Facts:
    """Read a bulletin into a temporary table with READ_COLUMNS.

    Args:
        connection: Where the facts go.
        table: The table in the file.
        head: The record with the head of the places and the flows.
        dialect: What the bulletin looks like.
        regions: The regions of the country, each of which has a row.
        path_name: The file's name, which may say the month.
        months: The month, if nothing else says its year.
        source: The file's SHA-256.

    Raises:
        SourceError: The bulletin cannot be understood, or contradicts itself.
        PeriodError: Nothing says which year it is of.
    """
    records = tuple(table.records())
    heads = read_bulletin_heads(
        records, head, dialect, file=table.name, path_name=path_name, months=months
    )
    rows = read_rows(records, heads, dialect, regions, table.name)
    check_table(rows, heads, dialect, regions, table.name)
    facts = list(_to_facts(rows, heads, dialect, source))
    name = keep_facts(connection, facts, source)
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
