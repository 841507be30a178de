"""A store may lie under any path its libraries can open; others are refused before harm is done."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.unit.store.exports import WHOLE, known, month_of, write_export

from yuebao.domain import StoreError
from yuebao.store import Store


def _fill(folder: Path, files: Path) -> Store:
    store = Store(folder)
    for day, value in ((1, 500), (2, 501)):
        path = write_export(files / f"出口{day}.csv", month_of({"110": value}))
        store.load([path], scope=WHOLE, released=date(2025, 3, day))
    return store


@pytest.mark.parametrize(
    "name", ["数据 50% 存", "100%", "a b+c&d;e", "it's", "x*y", "what?", "n#1", "【2025】", "a=b"]
)
def test_a_path_may_hold_chinese_spaces_and_signs(tmp_path: Path, name: str) -> None:
    store = _fill(tmp_path / name / "库", tmp_path)
    assert known(store.view()) == {("2025-01", "110"): 501}
    assert known(store.view(version=0)) == {("2025-01", "110"): 500}


def test_a_path_may_be_relative(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert known(_fill(Path("库"), tmp_path).view()) == {("2025-01", "110"): 501}


def test_a_wild_card_in_a_path_opens_no_neighbour(tmp_path: Path) -> None:
    store = _fill(tmp_path / "a?", tmp_path)
    _fill(tmp_path / "ab", tmp_path)
    assert known(store.view()) == {("2025-01", "110"): 501}


@pytest.mark.parametrize(
    ("name", "sign"),
    [("a%20b", "'%20'"), ("[2025]", "'['"), ("a|b", "'|'"), ("a\\b", r"'\\'")],
)
def test_a_path_that_would_be_garbled_is_refused(tmp_path: Path, name: str, sign: str) -> None:
    with pytest.raises(StoreError) as caught:
        _fill(tmp_path / name, tmp_path)
    assert str(caught.value) == (
        f"{tmp_path / name}: a store cannot be kept under a path that holds {sign}. "
        "Name another place with --store."
    )
    assert not (tmp_path / name).exists()


def test_a_folder_named_like_a_column_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="holds 'currency='"):
        _fill(tmp_path / "currency=USD" / "store", tmp_path)
