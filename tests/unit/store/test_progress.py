"""How far a load is, told while it runs."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import duckdb
from tests.listener import Listener
from tests.unit.store.exports import WHOLE, Row, write_export

from yuebao.store._progress import watched

if TYPE_CHECKING:
    from pathlib import Path

    from yuebao.store import Store


def test_a_load_tells_its_files_and_each_month(store: Store, tmp_path: Path) -> None:
    rows = [Row("2025-01", 1, "110"), Row("2025-02", 2, "110")]
    paths = [
        write_export(tmp_path / "出口1.csv", rows),
        write_export(tmp_path / "出口2.csv", [Row("2025-03", 4, "110")]),
    ]
    listener = Listener()
    store.load(paths, scope=WHOLE, released=date(2025, 3, 18), progress=listener)
    assert listener.steps == [
        ("read 出口1.csv to 出口2.csv", 0, 2), ("read", 2, 2),
        ("keep", 0, 1), ("write", 0, 3), ("write", 1, 3), ("write", 2, 3),
        ("commit", 0, 1), ("commit", 1, 1),
    ]  # fmt: skip


def test_a_long_statement_tells_how_far_it_is() -> None:
    listener = Listener()
    with duckdb.connect() as connection:
        connection.execute("SET threads = 1")
        connection.execute("CREATE TABLE long AS SELECT range AS i FROM range(3_000_000)")
        with watched(connection, listener, "read", 3, 9, parts=4):
            connection.execute("SELECT count(DISTINCT md5(i::VARCHAR)) FROM long").fetchall()
            connection.execute("SELECT max(md5(md5(i::VARCHAR))) FROM long").fetchall()
    parts = [done for _, done, _ in listener.steps]
    assert parts
    assert parts == sorted(parts)
    assert all(
        step == "read" and 3 < done < 7 and total == 9 for step, done, total in listener.steps
    )
