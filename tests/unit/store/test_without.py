"""A column left out: facts are summed without it, and whatever rests on them says so."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from tests.unit.store.exports import WHOLE, Row, january, write_export

from yuebao.domain import SourceError, UserError

if TYPE_CHECKING:
    from pathlib import Path

    from yuebao.store import Store

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
