"""What a store refuses, and that a refused load leaves no trace."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from tests.unit.store.exports import WHOLE, Row, contents, january, month_of, write_export

from yuebao.domain import (
    ConflictError,
    DirectionError,
    Period,
    SourceError,
    StoreError,
    UserError,
    YuebaoError,
)
from yuebao.store import Store

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.store.conftest import Load

ROWS = month_of({"110": 500})
TWICE = [*ROWS, Row("2025-01", 501, "110")]


@pytest.mark.parametrize(("name", "rows"), [("出口.csv", TWICE), ("无.csv", ROWS)])
def test_a_refused_first_load_leaves_no_folder(
    store: Store, tmp_path: Path, name: str, rows: list[Row]
) -> None:
    with pytest.raises((ConflictError, DirectionError)):
        store.load([write_export(tmp_path / name, rows)], scope=WHOLE)
    assert not store.path.exists()


def test_one_bad_file_refuses_the_good_ones(store: Store, tmp_path: Path) -> None:
    good, bad = tmp_path / "出口1.csv", tmp_path / "出口2.csv"
    write_export(good, ROWS)
    bad.write_text("没有表头\n", encoding="utf-8")
    with pytest.raises(YuebaoError, match=r"出口2\.csv"):
        store.load([good, bad], scope=WHOLE)
    assert not store.path.exists()


@pytest.mark.parametrize("days", [2, 30, 365_000])
def test_a_release_that_lies_ahead(store: Store, tmp_path: Path, days: int) -> None:
    path = write_export(tmp_path / "出口.csv", ROWS)
    ahead = datetime.now(UTC).astimezone().date() + timedelta(days=days)
    with pytest.raises(UserError, match=f"the release date {ahead} lies ahead"):
        store.load([path], released=ahead, scope=WHOLE)
    assert not store.path.exists()


def test_a_release_of_today(store: Store, tmp_path: Path) -> None:
    today = datetime.now(UTC).astimezone().date()
    path = write_export(tmp_path / "出口.csv", ROWS)
    assert store.load([path], released=today, scope=WHOLE).record is not None


@pytest.mark.parametrize("month", ["2025-04", "2052-03", "9999-12"])
def test_a_month_that_began_after_its_release(store: Store, tmp_path: Path, month: str) -> None:
    path = write_export(tmp_path / "出口.csv", [*ROWS, Row(month, 1, "110")])
    with pytest.raises(SourceError, match=f"it holds {month}, but was released on 2025-03-20"):
        store.load([path], released=date(2025, 3, 20), scope=WHOLE)
    assert not store.path.exists()


def test_months_said_of_a_file_after_its_release(store: Store, tmp_path: Path) -> None:
    path = write_export(tmp_path / "出口.csv", [Row(None, 1, "110")])
    with pytest.raises(SourceError, match="it holds 2025-12"):
        store.load(
            [path], released=date(2025, 3, 20), months=Period.parse("2025-01..2025-12"), scope=WHOLE
        )


@pytest.mark.parametrize(
    ("rows", "day"),
    [(month_of({"110": 501}), 1), (month_of({"502": 1}), 20), (TWICE, 20)],
    ids=["a contradiction", "a part", "a repeat"],
)
def test_a_refused_later_load_leaves_the_store_as_it_was(
    load: Load, store: Store, rows: list[Row], day: int
) -> None:
    load(ROWS)
    before = contents(store.path)
    with pytest.raises(ConflictError):
        load(rows, day=day)
    assert contents(store.path) == before
    assert store.view().version == 0
    assert january(store) == {"110": 500}


def test_a_folder_that_holds_other_things_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "文稿"
    folder.mkdir()
    (folder / "年报.docx").write_bytes(b"")
    path = write_export(tmp_path / "出口.csv", ROWS)
    with pytest.raises(StoreError) as caught:
        Store(folder).load([path], scope=WHOLE)
    assert str(caught.value) == (
        f"{folder}: the folder holds other things (年报.docx). "
        "Name an empty or a new folder with --store."
    )
    assert contents(folder) == ["年报.docx"]


def test_an_empty_folder_becomes_a_store(tmp_path: Path) -> None:
    store = Store(tmp_path / "empty")
    store.path.mkdir()
    store.load([write_export(tmp_path / "出口.csv", ROWS)], scope=WHOLE)
    assert january(store) == {"110": 500}


def test_a_file_in_place_of_a_store_is_refused(tmp_path: Path) -> None:
    path = write_export(tmp_path / "出口.csv", ROWS)
    with pytest.raises(StoreError) as caught:
        Store(path).load([path], scope=WHOLE)
    assert str(caught.value) == (
        f"{path}: this is a file, and a store is a folder. Name another place with --store."
    )


@pytest.mark.parametrize("name", ["nothing", "empty", "file"])
def test_what_is_no_store_cannot_be_viewed(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError) as caught:
        Store(tmp_path / name).view()
    assert str(caught.value) == (
        f"{tmp_path / name}: there is no store here. "
        "Load files first: yuebao ingest FILES --store DIR."
    )


def test_a_load_that_was_killed_before_its_commit_is_no_store(store: Store) -> None:
    (store.path / "facts" / "last_month=2025-01").mkdir(parents=True)
    (store.path / "facts" / "last_month=2025-01" / "part.parquet").write_bytes(b"half")
    with pytest.raises(StoreError, match="there is no store here"):
        store.view()


def test_but_loading_again_succeeds(load: Load, store: Store) -> None:
    (store.path / "facts" / "last_month=2025-01").mkdir(parents=True)
    (store.path / "facts" / "last_month=2025-01" / "part.parquet").write_bytes(b"half")
    load(ROWS)
    assert january(store) == {"110": 500}


def test_a_file_that_is_not_there_is_named(store: Store, tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"缺\.csv"):
        store.load([tmp_path / "缺.csv"], released=date(2025, 3, 1))
