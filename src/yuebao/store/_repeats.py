"""Keys that stand more than once in one file: refused, unless the user says what they mean."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import uuid4

from yuebao.domain import KEY_COLUMNS, READ_COLUMNS, ConflictError

if TYPE_CHECKING:
    from collections.abc import Sequence

    import duckdb

    from yuebao.sources import Reading

_LISTED = 10  # records named in one remark


class Repeats(StrEnum):
    """What records of one file mean that repeat a key, with equal or with other values."""

    REFUSE = "refuse"
    """Nobody knows: the file is refused."""
    SUM = "sum"
    """They are parts, and add up."""
    FIRST = "first"
    """They are copies: the first counts."""


_KEYS = ", ".join(column for column in KEY_COLUMNS if column != "scope")

_REPEATED_SQL = f"""
SELECT list(row ORDER BY row), any_value(commodity), any_value(last_month),
       count(DISTINCT coalesce(unit, '')) > 1 OR count(DISTINCT coalesce(unit2, '')) > 1
FROM {{table}} GROUP BY {_KEYS} HAVING count(*) > 1 ORDER BY min(row)
"""

_FIRST_SQL = f"""
CREATE TEMP TABLE {{settled}} AS
SELECT * FROM {{table}} QUALIFY row_number() OVER (PARTITION BY {_KEYS} ORDER BY row) = 1
"""

_SUMMED = {
    "value": "sum(value)",
    "quantity": "sum(quantity)",
    "quantity2": "sum(quantity2)",
    "precision": "max(precision)",
    "growth": "CASE WHEN count(*) = 1 THEN any_value(growth) END",  # of a sum nothing was printed
    "row": "min(row)",
}

_SUM_SQL = "CREATE TEMP TABLE {settled} AS SELECT {columns} FROM {table} GROUP BY " + _KEYS


def settle_repeats(
    connection: duckdb.DuckDBPyConnection, reading: Reading, how: Repeats
) -> Reading:
    """The reading with one fact a key, as the user says; itself where nothing repeats.

    A fact that others were added to keeps the record of the first of them.

    Raises:
        ConflictError: Records to be added up count in different units.
    """
    if how is Repeats.REFUSE:
        return reading
    repeated = connection.execute(_REPEATED_SQL.format(table=reading.table)).fetchall()
    if not repeated:
        return reading
    settled = f"settled_{uuid4().hex}"
    if how is Repeats.FIRST:
        connection.execute(_FIRST_SQL.format(settled=settled, table=reading.table))
    else:
        _refuse_units(reading, repeated)
        connection.execute(
            _SUM_SQL.format(settled=settled, columns=_sum_columns(), table=reading.table)
        )
    further = [record for records, *_ in repeated for record in records[1:]]
    return replace(
        reading,
        table=settled,
        rows=reading.rows - len(further),
        remarks=(*reading.remarks, _remark(further, how)),
    )


def _sum_columns() -> str:
    return ", ".join(
        column.name
        if column.name in KEY_COLUMNS
        else f"({_SUMMED.get(column.name, f'any_value({column.name})')})::{column.type} "
        f"AS {column.name}"
        for column in READ_COLUMNS
    )


def _refuse_units(reading: Reading, repeated: Sequence[tuple[list[int], str, str, bool]]) -> None:
    for records, commodity, month, mixed in repeated:
        if mixed:
            listed = ", ".join(map(str, records))
            raise ConflictError(
                f"records {listed} repeat one key (commodity {commodity}, {month}) in different "
                "units of quantity, which do not add up",
                where=reading.name,
                remedy="Say --repeats first if they are copies, or export the query again.",
            )


def _remark(further: Sequence[int], how: Repeats) -> str:
    listed = ", ".join(map(str, sorted(further)[:_LISTED])) + (
        "…" if len(further) > _LISTED else ""
    )
    done = "added to it" if how is Repeats.SUM else "left out"
    if len(further) == 1:
        return f"1 record repeats the key of an earlier one and was {done}, as told: {listed}."
    return (
        f"{len(further):,} records repeat the key of an earlier one and were {done}, as told: "
        f"{listed}."
    )
