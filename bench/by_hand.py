"""One hand-written query that gets a report's numbers from the store's files: the measure of speed.

It knows what a report on one heading prints: levels by commodity, partner and province of both
flows in four windows, and four years of months, with the files behind each. Of several ways to
write it this is the quickest found; it is asked in a database that is open already.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import duckdb

from yuebao.store._delta import FactTable

if TYPE_CHECKING:
    from pathlib import Path

    from yuebao.domain import Month

_SQL = """
WITH held AS (
    SELECT flow, left(commodity, 6) AS product, partner, province, last_month, value, source,
           released
    FROM read_parquet([{files}], hive_partitioning = true, hive_types = {{'last_month': VARCHAR}})
    WHERE superseded IS NULL AND commodity >= '{code}' AND commodity < '{code}:'
      AND currency = 'USD' AND scope = 'all' AND first_month = last_month
)
SELECT flow, product, partner, province,
       sum(value) FILTER (last_month = '{month}'),
       sum(value) FILTER (last_month BETWEEN '{january}' AND '{month}'),
       sum(value) FILTER (last_month = '{month_before}'),
       sum(value) FILTER (last_month BETWEEN '{january_before}' AND '{month_before}'),
       count(*), list(DISTINCT source), list(DISTINCT released)
FROM held WHERE last_month >= '{january_before}'
GROUP BY GROUPING SETS ((flow), (flow, product), (flow, partner), (flow, province))
UNION ALL
SELECT flow, product, last_month, NULL, sum(value), NULL, NULL, NULL,
       count(*), list(DISTINCT source), list(DISTINCT released)
FROM held GROUP BY GROUPING SETS ((flow, last_month), (flow, last_month, product))
"""


@cache
def _database() -> duckdb.DuckDBPyConnection:
    return duckdb.connect()


def ask_by_hand(store: Path, code: str, month: Month) -> int:
    """Find the store's files, run the query and fetch its rows; gives how many there are."""
    months = [str(month.plus(-back)) for back in range(48)]
    listed = ", ".join(f"'{path}'" for path in FactTable(store / "facts").files_of(months))
    sql = _SQL.format(
        files=listed,
        code=code,
        month=month,
        month_before=month.year_earlier(),
        january=f"{month.year}-01",
        january_before=f"{month.year - 1}-01",
    )
    return len(_database().execute(sql).fetchall())
