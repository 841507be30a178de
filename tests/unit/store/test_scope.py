"""Scope: one province or a few partners are taken for a part of trade, unless the caller says."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from tests.unit.store.exports import Row, month_of, partners_of, write_export

from yuebao.domain import Scope, UserError

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.store.conftest import Load

    from yuebao.store import Store

DAY = date(2025, 3, 1)


def _scopes(store: Store) -> set[str]:
    return {str(part.scope) for record in store.loads() for part in record.slices}


def _stored_scopes(store: Store) -> set[str]:
    view = store.view()
    rows = view.query(f"SELECT DISTINCT scope FROM {view.facts}")
    return {scope for (scope,) in rows}


def _of_partners(count: int, *, first: int = 100, month: str = "2025-01") -> list[Row]:
    return month_of(dict.fromkeys(partners_of(count, first=first), 5), month)


def _of_provinces(*codes: str) -> list[Row]:
    return [Row("2025-01", 5, province=code) for code in codes]


@pytest.mark.parametrize(
    ("rows", "scope"),
    [
        (_of_partners(11), "partner=100,101,102,103,104,105,106,107,108,109,110"),
        (_of_partners(12), "all"),
        (_of_provinces("31"), "province=31"),
        (_of_provinces("31", "44"), "all"),
        ([Row("2025-01", 5)], "all"),
        ([Row("2025-01", 5, mode="10")], "all"),
    ],
    ids=["11 partners", "12 partners", "one province", "two provinces", "no dimension", "a mode"],
)
def test_scope_is_judged_by_content(load: Load, store: Store, rows: list[Row], scope: str) -> None:
    load(rows, scope=None)
    assert _scopes(store) == _stored_scopes(store) == {scope}


def test_one_province_with_all_its_partners_is_one_province(load: Load, store: Store) -> None:
    load([Row("2025-01", 5, partner, province="31") for partner in partners_of(20)], scope=None)
    assert _scopes(store) == {"province=31"}


def test_the_parts_of_a_split_query_are_judged_together(store: Store, tmp_path: Path) -> None:
    paths = [
        write_export(tmp_path / "出口1.csv", _of_partners(6)),
        write_export(tmp_path / "出口2.csv", _of_partners(6, first=200, month="2025-02")),
    ]
    store.load(paths, released=DAY)
    assert _scopes(store) == {"all"}


def test_another_query_in_the_same_command_lends_no_partners(store: Store, tmp_path: Path) -> None:
    others = [Row("2025-01", 5, partner, "84151010") for partner in partners_of(20)]
    paths = [
        write_export(tmp_path / "出口1.csv", _of_partners(2)),
        write_export(tmp_path / "出口2.csv", others),
        write_export(tmp_path / "进口3.csv", _of_partners(20, first=200)),
    ]
    store.load(paths, released=DAY)
    assert _scopes(store) == {"all", "partner=100,101"}


@pytest.mark.parametrize("scope", ["all", "partner=100,101,102", "province=31"])
def test_the_caller_knows_better(load: Load, store: Store, scope: str) -> None:
    load(_of_partners(2), scope=Scope.parse(scope))
    assert _scopes(store) == _stored_scopes(store) == {scope}


def test_a_scope_that_leaves_out_what_the_file_holds_is_refused(load: Load, store: Store) -> None:
    with pytest.raises(UserError) as caught:
        load(_of_partners(3), name="出口.csv", scope=Scope.parse("partner=100"))
    assert str(caught.value) == (
        "出口.csv: --scope partner=100 leaves out partner 101, 102, which the file holds. "
        "Name every code in the file, or say --scope all."
    )
    assert not store.path.exists()


def test_facts_of_two_scopes_stand_side_by_side(load: Load, store: Store) -> None:
    load(_of_partners(2), scope=None)
    load(_of_partners(20))
    view = store.view()
    counts = f"SELECT scope, count(*) FROM {view.facts} GROUP BY scope ORDER BY scope"
    assert view.query(counts) == [("all", 20), ("partner=100,101", 2)]
