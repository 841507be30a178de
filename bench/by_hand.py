"""One hand-written query that gets a report's numbers from the store's files: the measure of speed.

It knows what a report on one heading prints: levels by commodity, partner and province of both
flows in four windows, and four years of months, with the files behind each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import duckdb

from yuebao.store._delta import FactTable

if TYPE_CHECKING:
    from pathlib import Path

    from yuebao.domain import Month

_SQL = """
WITH held AS (
    SELECT flow, commodity, partner, province, last_month, value, source, released
    FROM read_parquet([{files}], hive_partitioning = true, hive_types = {{'last_month': VARCHAR}})
    WHERE superseded IS NULL AND commodity >= '{code}' AND commodity < '{code}:'
      AND currency = 'USD' AND scope = 'all' AND first_month = last_month
), windows AS (
    SELECT * FROM (VALUES {windows}) AS w(name, first, last)
)
SELECT flow, name, left(commodity, 6) AS product, partner, province,
       sum(value), count(*), list(DISTINCT source), list(DISTINCT released)
FROM held JOIN windows ON last_month BETWEEN first AND last
GROUP BY GROUPING SETS (
    (flow, name), (flow, name, product), (flow, name, partner), (flow, name, province)
)
UNION ALL
SELECT flow, last_month, left(commodity, 6), NULL, NULL, sum(value), count(*),
       list(DISTINCT source), list(DISTINCT released)
FROM held GROUP BY GROUPING SETS ((flow, last_month), (flow, last_month, left(commodity, 6)))
"""


def ask_by_hand(store: Path, code: str, month: Month) -> int:
    """Open the store, run the query and fetch its rows; gives how many there are."""
    months = [str(month.plus(-back)) for back in range(48)]
    listed = ", ".join(f"'{path}'" for path in FactTable(store / "facts").files_of(months))
    january = f"{month.year}-01"
    before = month.year_earlier()
    windows = (
        ("month", month, month),
        ("ytd", january, month),
        ("month base", before, before),
        ("ytd base", f"{before.year}-01", before),
    )
    with duckdb.connect() as connection:
        sql = _SQL.format(
            files=listed,
            code=code,
            windows=", ".join(f"('{name}', '{first}', '{last}')" for name, first, last in windows),
        )
        return len(connection.execute(sql).fetchall())
