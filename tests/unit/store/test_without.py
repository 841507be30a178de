"""A column left out: facts are summed without it, and whatever rests on them says so."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from tests.unit.sources.layouts import LAYOUTS
from tests.unit.store.exports import WHOLE, Row, january, write_export

from yuebao.domain import SourceError, UserError
from yuebao.store import Store

if TYPE_CHECKING:
    from pathlib import Path

DAY = date(2025, 3, 1)
ROWS = [
    Row("2025-01", 7, "304", province="11", quantity=1, unit="个"),
    Row("2025-01", 8, "304", province="31", quantity=2, unit="个"),
    Row("2025-01", 9, "502", province="44", quantity=4, unit="个"),
]


@pytest.fixture
def damaged(tmp_path: Path) -> Path:
    """The last province's code is none."""
    path = write_export(tmp_path / "出口.csv", ROWS)
    path.write_bytes(path.read_bytes().replace(b'"44"', b'"4x"'))
    return path


def test_facts_are_summed_without_it(store: Store, damaged: Path) -> None:
    with pytest.raises(SourceError):
        store.load([damaged], scope=WHOLE, released=DAY)
    result = store.load([damaged], scope=WHOLE, released=DAY, without=["province"])
    assert january(store) == {"304": 15, "502": 9}
    view = store.view()
    assert view.query(f"SELECT DISTINCT grain FROM {view.facts}") == [("hs8/partner",)]
    assert view.query(f"SELECT sum(quantity) FROM {view.facts}") == [(7,)]
    (reading,) = result.readings
    assert "1 record repeats the key of an earlier one and was added to it, as told: 2." in (
        reading.remarks
    )


def test_the_load_says_so_and_verifies(store: Store, damaged: Path) -> None:
    store.load([damaged], scope=WHOLE, released=DAY, without=["province"])
    ((source,),) = [record.sources for record in store.loads()]
    assert source.without == ("注册地编码",)
    assert store.view().left_out(frozenset({source.sha256})) == {"出口.csv": ("注册地编码",)}
    assert store.verify().findings == ()


def test_a_column_that_no_file_has_is_a_mistake(store: Store, tmp_path: Path) -> None:
    path = write_export(tmp_path / "出口.csv", ROWS)
    with pytest.raises(UserError, match="no file has a column provnce that could be left out"):
        store.load([path], without=["provnce"])


def test_units_that_differ_do_not_add_up(store: Store, tmp_path: Path) -> None:
    rows = [ROWS[0], Row("2025-01", 8, "304", province="31", quantity=2, unit="千克")]
    path = write_export(tmp_path / "出口.csv", rows)
    with pytest.raises(Exception, match="in different units of quantity"):
        store.load([path], scope=WHOLE, without=["province"])
    store.load([path], scope=WHOLE, without=["province", "quantity"])
    assert january(store) == {"304": 15}


def test_a_folder_with_other_tables(store: Store, tmp_path: Path) -> None:
    """Each query of the folder loses the column; a bulletin of provinces keeps its own."""
    folder = tmp_path / "folder"
    folder.mkdir()
    for month in ("2025-01", "2025-02"):
        rows = [replace(row, month=month) for row in ROWS]
        path = write_export(folder / f"出口_{month}.csv", rows)
        path.write_bytes(path.read_bytes().replace(b'"44"', b'"4x"'))
    for name in ("a first column of numbers", "a page with merged heads"):
        layout = LAYOUTS[name]
        (folder / layout.name).write_bytes(layout.file())
    alone = Store(tmp_path / "alone")
    tables = [path for path in folder.iterdir() if not path.name.startswith("出口_")]
    later = date(2025, 10, 1)
    alone.load(tables, released=later)
    store.load([folder], released=later, without=["province"])
    told = {s.name: s.without for record in store.loads() for s in record.sources}
    assert {name for name, without in told.items() if without} == {
        "出口_2025-01.csv", "出口_2025-02.csv",
    }  # fmt: skip
    assert totals(store, "grain LIKE 'hs8%'") == {"hs8/partner": 48}
    assert totals(store, "grain NOT LIKE 'hs8%'") == totals(alone, "true")
    assert store.verify().findings == ()


def totals(store: Store, condition: str) -> dict[str, int]:
    """The sum of all values of each grain."""
    view = store.view()
    query = f"SELECT grain, sum(value)::BIGINT FROM {view.facts} WHERE {condition} GROUP BY grain"
    return dict(view.query(query))
