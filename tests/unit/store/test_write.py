"""The Parquet files of a load: sorted whatever the file's order, and of plain types."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import duckdb
import pytest
from tests.unit.store.exports import WHOLE, Row, write_export

from yuebao.domain import FACT_COLUMNS
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
