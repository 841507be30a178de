"""The Parquet files of a load: sorted whatever the file's order, and of plain types."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import duckdb
import pytest
from tests.unit.store.exports import WHOLE, Row, write_export

from yuebao.domain import FACT_COLUMNS, LATER_COLUMNS
from yuebao.store._delta import facts_sql
from yuebao.store._write import PARTITION

if TYPE_CHECKING:
    from pathlib import Path

    from yuebao.store import Store

# Months and commodities as rows may follow each other. In the last, no row is smaller than a
# neighbour of its own month, and yet no month is sorted.
ORDERS = {
    "by month": ["1a", "1b", "1c", "2a", "2c"],
    "by commodity": ["1a", "2a", "1b", "1c", "2c"],
    "backwards": ["2c", "2a", "1c", "1b", "1a"],
    "later months first": ["2a", "2c", "1a", "1b", "1c"],
    "months take turns": ["1c", "2c", "1a", "2a", "1b"],
}
CODES = {"a": "85076000", "b": "85423190", "c": "87038000"}


def _rows(order: list[str]) -> list[Row]:
    return [
        Row(f"2025-0{month}", number + 1, partner="110", commodity=CODES[letter])
        for number, (month, letter) in enumerate(map(tuple, order))
    ]


@pytest.mark.parametrize("order", ORDERS.values(), ids=ORDERS)
def test_facts_are_sorted_by_commodity(store: Store, tmp_path: Path, order: list[str]) -> None:
    path = write_export(tmp_path / "出口.csv", _rows(order))
    store.load([path], scope=WHOLE, released=date(2025, 3, 18))
    assert len(_files(store)) == 2
    for file in _files(store):
        found = _ask(f"SELECT commodity FROM '{file}'")
        assert all(before[0] <= after[0] for before, after in pairwise(found))
    facts = f"SELECT last_month, commodity, value FROM {store.view().facts}"
    assert set(store.view().query(facts)) == {
        (row.month, row.commodity, row.value) for row in _rows(order)
    }


def test_files_hold_plain_types(store: Store, tmp_path: Path) -> None:
    """What is the same in all rows is written as an enumeration, and is text all the same."""
    path = write_export(tmp_path / "出口.csv", _rows(ORDERS["by month"]))
    store.load([path], scope=WHOLE, released=date(2025, 3, 18))
    [file, _] = _files(store)
    columns = [column for column in FACT_COLUMNS if column.name != PARTITION]
    kinds = dict(_ask(f"SELECT name, converted_type FROM parquet_schema('{file}')"))
    assert {c.name for c in columns if kinds[c.name] == "UTF8"} == {
        c.name for c in columns if c.type == "VARCHAR"
    }


def _files(store: Store) -> list[Path]:
    return sorted((store.path / "facts").glob("*/*.parquet"))


def _ask(sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect() as connection:
        return connection.execute(sql).fetchall()


def test_a_table_made_before_there_were_kinds_of_enterprises(tmp_path: Path) -> None:
    """Files of older stores lack columns: these are null, beside files that have them."""
    log = tmp_path / "facts" / "_delta_log" / f"{0:020}.json"
    log.parent.mkdir(parents=True)
    older = [c for c in FACT_COLUMNS if c.name not in (*LATER_COLUMNS, "last_month")]
    log.write_text('{"metaData":{"schemaString":"' + " ".join(c.name for c in older) + '"}}')
    files = []
    with duckdb.connect() as connection:
        for month, columns in (("2024-01", older), ("2024-02", FACT_COLUMNS)):
            folder = tmp_path / "facts" / f"last_month={month}"
            folder.mkdir()
            values = {"value": "7", "enterprise": "'soe'"}
            select = ", ".join(
                f"{values.get(c.name, 'NULL')}::{c.type} AS {c.name}"
                for c in columns
                if c.name != "last_month"
            )
            connection.execute(f"COPY (SELECT {select}) TO '{folder}/a.parquet' (FORMAT parquet)")
            files.append(f"{folder}/a.parquet")
        asked = "SELECT last_month, value, enterprise, bloc FROM {} ORDER BY ALL"
        assert connection.execute(asked.format(facts_sql(files))).fetchall() == [
            ("2024-01", 7, None, None),
            ("2024-02", 7, "soe", None),
        ]
        assert connection.execute(asked.format(facts_sql(files[:1]))).fetchall() == [
            ("2024-01", 7, None, None)
        ]
