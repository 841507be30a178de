"""Stores filled with made facts, straight into the table: no text is written or read.

A store looks as if each month's exports and imports had been loaded on the twentieth of the next
month: the same commits, load records, slices and files.
"""

from __future__ import annotations

import hashlib
from datetime import date
from typing import TYPE_CHECKING

import duckdb

from bench.facts import GRAIN, Shape, draw_relations, facts_sql
from yuebao import Store
from yuebao.domain import FACT_COLUMNS, Currency, Flow, Grain, Month, Period, Scope
from yuebao.store._asked import ALL_CODES
from yuebao.store._delta import FactTable
from yuebao.store._records import LoadRecord, Slice, SourceRecord
from yuebao.store._revise import LoadMode
from yuebao.store._write import write_facts

if TYPE_CHECKING:
    from pathlib import Path

DOLLARS = Currency("USD")
_COLUMNS = ", ".join(f'"{column.name}"' for column in FACT_COLUMNS)


def fill_store(folder: Path, shape: Shape, currency: Currency = DOLLARS) -> Store:
    """The store of a shape: made where it is not there yet."""
    path = folder / f"whole-{shape.rows}-{shape.months}-{shape.seed}"
    if (path / "full").exists():
        return Store(path)
    with duckdb.connect() as connection:
        connection.execute("SET memory_limit = '3GB'")
        for flow in (Flow.EXPORT, Flow.IMPORT):
            draw_relations(connection, shape, flow)
            connection.execute(f"CREATE TABLE pool_{flow} AS SELECT * FROM pool")
            connection.execute("DROP TABLE pool")
        for month in shape.calendar():
            _load_month(connection, path / "facts", month, shape, currency)
    (path / "full").touch()
    return Store(path)


def _load_month(
    connection: duckdb.DuckDBPyConnection,
    facts: Path,
    month: Month,
    shape: Shape,
    currency: Currency,
) -> None:
    released = date(month.plus(1).year, month.plus(1).month, 20)
    connection.execute("DROP TABLE IF EXISTS made")
    sources = {}
    for flow in (Flow.EXPORT, Flow.IMPORT):
        sources[flow] = hashlib.sha256(f"{shape} {flow} {month}".encode()).hexdigest()
        connection.execute(f"CREATE OR REPLACE TEMP VIEW pool AS SELECT * FROM pool_{flow}")
        sql, bound = facts_sql(month, shape, flow, currency, sources[flow], str(released))
        into = "INSERT INTO made" if flow is Flow.IMPORT else "CREATE TEMP TABLE made AS"
        connection.execute(f"{into} SELECT {_COLUMNS} FROM ({sql})", bound)
    slices = tuple(
        Slice(
            source=source,
            flow=Flow(flow),
            grain=Grain.parse(GRAIN),
            scope=Scope(),
            currency=currency,
            commodities=tuple(commodities),
            periods=(Period.of_month(month),),
            rows=int(rows),
            value=int(value),
            asked=(ALL_CODES,),
        )
        for flow, source, commodities, rows, value in connection.execute(
            "SELECT flow, source, list(DISTINCT commodity ORDER BY commodity), count(*), "
            "sum(value) FROM made GROUP BY ALL ORDER BY flow"
        ).fetchall()
    )
    table = FactTable(facts)
    record = LoadRecord(
        version=table.version + 1,
        released=released,
        sources=tuple(
            SourceRecord(f"{flow}_{month}.csv", sha256, 0, "query", 0, truncated=False)
            for flow, sha256 in sources.items()
        ),
        slices=slices,
        mode=LoadMode.CAREFUL,
        notice={},
        tool="bench",
    )
    facts.mkdir(parents=True, exist_ok=True)
    table.append(write_facts(connection, facts, "made"), record)
