"""A first load: what is kept, what the commit says of itself, and what loading again does."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import TYPE_CHECKING

import pytest
from tests.unit.store.exports import LITHIUM, WHOLE, Row, contents, known, month_of, write_export

from yuebao import __version__
from yuebao.domain import Currency, Flow, Grain, Month, Period
from yuebao.store import LoadMode, Slice, Store

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.store.conftest import Load

ROWS = month_of({"110": 500, "502": 300})


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-8-sig"])
def test_a_first_load_makes_its_facts_known(store: Store, tmp_path: Path, encoding: str) -> None:
    path = write_export(tmp_path / "出口.csv", ROWS, encoding=encoding)
    result = store.load([path], scope=WHOLE, released=date(2025, 2, 18))
    assert (result.changes.added, result.changes.unchanged, result.repeated) == (2, 0, 0)
    assert known(store.view()) == {("2025-01", "110"): 500, ("2025-01", "502"): 300}


def test_the_record_of_a_load_is_read_back_from_its_commit(load: Load, store: Store) -> None:
    rows = [*ROWS, Row("2025-03", 40, "110")]
    result = load(rows, name="出口 锂.csv", notice={"zh": "试用数据"})
    [record] = store.loads()
    assert record == result.record
    [source] = record.sources
    assert (record.version, record.released, record.mode) == (
        0, date(2025, 3, 1), LoadMode.CAREFUL,
    )  # fmt: skip
    assert (record.notice, record.tool) == ({"zh": "试用数据"}, __version__)
    assert (source.name, source.dialect, source.rows) == ("出口 锂.csv", "query", 3)
    assert record.slices == (
        Slice(
            source=source.sha256,
            flow=Flow.EXPORT,
            grain=Grain.parse("hs8/partner"),
            scope=WHOLE,
            currency=Currency("CNY"),
            commodities=(LITHIUM,),
            periods=tuple(Period.of_month(Month(2025, month)) for month in (1, 3)),
            rows=3,
            value=840,
        ),
    )


def test_a_file_is_kept_verbatim_under_its_hash(load: Load, store: Store, tmp_path: Path) -> None:
    load(ROWS, name="出口.csv")
    original = (tmp_path / "出口.csv").read_bytes()
    [kept] = (store.path / "raw").iterdir()
    assert kept.name == hashlib.sha256(original).hexdigest()
    assert kept.read_bytes() == original


def test_the_same_files_again_change_nothing(load: Load, store: Store) -> None:
    load(ROWS)
    before = contents(store.path)
    again = load(ROWS, name="出口 (1).csv")
    assert again.record is None
    assert again.known == ("出口 (1).csv",)
    assert (again.changes.any(), again.changes.unchanged) == (False, 2)
    assert contents(store.path) == before


@pytest.mark.parametrize("mode", LoadMode)
def test_nor_do_they_in_any_mode(load: Load, store: Store, mode: LoadMode) -> None:
    load(ROWS, mode=mode)
    before = contents(store.path)
    assert load(ROWS, mode=mode).record is None
    assert contents(store.path) == before


def test_the_same_file_with_a_caution_is_loaded_for_the_caution(load: Load, store: Store) -> None:
    load(ROWS)
    load(ROWS, notice={"zh": "有误"})
    view = store.view()
    sources = frozenset(view.source_names())
    assert view.notices(sources) == ({"zh": "有误"},)
    assert len(known(view)) == 2


def test_a_later_release_of_the_same_content_revises_nothing(load: Load, store: Store) -> None:
    load(ROWS, day=1)
    result = load(ROWS, day=20)
    assert not result.changes.any()
    assert len(store.loads()) == 2
    assert known(store.view()) == {("2025-01", "110"): 500, ("2025-01", "502"): 300}


def test_declared_months_without_rows_are_stated(load: Load, store: Store) -> None:
    declared = Period.parse("2025-01..2025-03")
    load(ROWS)
    result = load(ROWS, months=declared)
    assert not result.changes.any()
    [coverage] = store.view().coverage((LITHIUM,), Flow.EXPORT)
    assert coverage.common() == frozenset(map(Period.of_month, declared.months()))


def test_a_file_without_months_covers_those_declared(load: Load, store: Store) -> None:
    load([Row(None, 900, "110")], months=Period.parse("2024-01..2024-08"))
    assert known(store.view()) == {("2024-01..2024-08", "110"): 900}


def test_exports_and_imports_of_one_name_part_are_kept_apart(load: Load, store: Store) -> None:
    load(ROWS, name="出口.csv")
    load(month_of({"110": 70}), name="进口.csv")
    view = store.view()
    rows = f"SELECT flow, sum(value)::INT FROM {view.facts} GROUP BY flow ORDER BY flow"
    assert view.query(rows) == [("export", 800), ("import", 70)]


def test_opening_a_store_creates_nothing(store: Store) -> None:
    assert store.loads() == ()
    assert not store.path.exists()


def test_a_release_is_by_default_of_the_day_of_loading(load: Load, tmp_path: Path) -> None:
    store = Store(tmp_path / "today")
    result = store.load([write_export(tmp_path / "出口.csv", ROWS)])
    assert result.record is not None
    assert abs((result.record.released - date.today()).days) <= 1  # midnight may pass
