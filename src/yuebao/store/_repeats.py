"""Keys that stand more than once in one file: refused, unless the user says what they mean."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple
from uuid import uuid4

from yuebao.domain import KEY_COLUMNS, READ_COLUMNS, ConflictError, SeveralError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

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
SELECT source, list(row ORDER BY row), any_value(commodity), any_value(last_month),
       count(DISTINCT coalesce(unit, '')) > 1 OR count(DISTINCT coalesce(unit2, '')) > 1
FROM {{table}} GROUP BY source, {_KEYS} HAVING count(*) > 1 ORDER BY min(row)
"""

_FIRST_SQL = f"""
CREATE TEMP TABLE {{settled}} AS
SELECT * FROM {{table}} QUALIFY row_number() OVER (PARTITION BY source, {_KEYS} ORDER BY row) = 1
"""

_SUMMED = {
    "value": "sum(value)",
    "quantity": "sum(quantity)",
    "quantity2": "sum(quantity2)",
    "precision": "max(precision)",
    "growth": "CASE WHEN count(*) = 1 THEN any_value(growth) END",  # of a sum nothing was printed
    "row": "min(row)",
}

_SUM_SQL = "CREATE TEMP TABLE {settled} AS SELECT {columns} FROM {table} GROUP BY source, " + _KEYS


def settle_repeats(
    connection: duckdb.DuckDBPyConnection, readings: Sequence[Reading], how: Repeats
) -> tuple[Reading, ...]:
    """The readings with one fact a key, as the user says; those without repeats as they are.

    Records of a file of which columns are left out are parts, where nothing else is said.
    A fact that others were added to keeps the record of the first of them.

    Raises:
        ConflictError: Records to be added up count in different units.
        SeveralError: They do so in several files.
    """
    ways = {reading.table: _way(reading, how) for reading in readings}
    found: dict[str, list[_Repeated]] = defaultdict(list)
    for table in (table for table, way in ways.items() if way is not Repeats.REFUSE):
        for source, *repeated in connection.execute(_REPEATED_SQL.format(table=table)).fetchall():
            found[source].append(_Repeated(*repeated))
    summed = [r for r in readings if r.sha256 in found and ways[r.table] is Repeats.SUM]
    _refuse_units(summed, found)
    repeating = {reading.table for reading in readings if reading.sha256 in found}
    settled = {table: f"settled_{uuid4().hex}" for table in repeating}
    for table, one_each in settled.items():
        statement = _FIRST_SQL if ways[table] is Repeats.FIRST else _SUM_SQL
        connection.execute(statement.format(settled=one_each, columns=_sum_columns(), table=table))
    return tuple(
        _settled(
            reading,
            settled.get(reading.table, reading.table),
            found[reading.sha256],
            ways[reading.table],
        )
        for reading in readings
    )


def _way(reading: Reading, how: Repeats) -> Repeats:
    """What repeated keys mean in a file."""
    return Repeats.SUM if reading.left_out and how is Repeats.REFUSE else how


class _Repeated(NamedTuple):
    """A key that stands in one file more than once."""

    records: list[int]
    commodity: str
    month: str
    mixed: bool  # in several units of quantity


def _settled(reading: Reading, table: str, found: Sequence[_Repeated], how: Repeats) -> Reading:
    further = [record for one in found for record in one.records[1:]]
    return replace(
        reading,
        table=table,
        rows=reading.rows - len(further),
        remarks=(*reading.remarks, *([_remark(further, how)] if further else [])),
    )


def _sum_columns() -> str:
    return ", ".join(
        column.name
        if column.name in KEY_COLUMNS
        else f"({_SUMMED.get(column.name, f'any_value({column.name})')})::{column.type} "
        f"AS {column.name}"
        for column in READ_COLUMNS
    )


def _refuse_units(readings: Sequence[Reading], found: Mapping[str, Sequence[_Repeated]]) -> None:
    refusals = []
    for reading in readings:
        mixed = next((one for one in found[reading.sha256] if one.mixed), None)
        if mixed is not None:
            listed = ", ".join(map(str, mixed.records))
            refusals.append(
                ConflictError(
                    f"records {listed} repeat one key (commodity {mixed.commodity}, {mixed.month}) "
                    "in different units of quantity, which do not add up",
                    where=reading.name,
                    remedy="Say --repeats first if they are copies, or export the query again.",
                )
            )
    if refusals:
        raise SeveralError.of(refusals, "files")


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
