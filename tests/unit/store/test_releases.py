"""Releases: what a newer one changes, what was known before, and that their order of arrival does
not matter."""

from __future__ import annotations

from datetime import date
from itertools import permutations
from typing import TYPE_CHECKING

import pytest
from tests.unit.store.exports import WHOLE, Row, january, month_of, partners_of, write_export
from tests.unit.store.oracle import Oracle

from yuebao.domain import ConflictError, StoreError, UnavailableError
from yuebao.store import LoadMode, Store

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.store.conftest import Load

MANY = dict.fromkeys(partners_of(200), 7)
CAREFUL, ADD, REPLACE = LoadMode.CAREFUL, LoadMode.ADD, LoadMode.REPLACE


def test_a_release_changes_adds_and_withdraws_keys(load: Load, store: Store) -> None:
    load(month_of(MANY), day=1)
    newer = {**MANY, "100": 8, "999": 1}
    del newer["101"]
    changes = load(month_of(newer), day=20).changes
    assert (changes.added, changes.revised, changes.withdrawn, changes.unchanged) == (1, 1, 1, 198)
    assert january(store) == newer
    assert january(store, as_of=date(2025, 3, 1)) == MANY
    assert january(store, as_of=date(2025, 3, 19)) == MANY
    assert january(store, as_of=date(2025, 3, 20)) == newer
    assert january(store, as_of=date(2030, 1, 1)) == newer


def test_before_the_first_release_nothing_is_known(load: Load, store: Store) -> None:
    load(month_of(MANY), day=10)
    with pytest.raises(UnavailableError) as caught:
        store.view(as_of=date(2025, 3, 9))
    assert str(caught.value) == (
        f"{store.path}: nothing was released by 2025-03-09. "
        "Take a later --as-of date; the first release is 2025-03-10."
    )


def test_a_version_is_what_the_store_held_then(load: Load, store: Store) -> None:
    load(month_of({"110": 1}), day=20)
    load(month_of({"110": 2}), day=25)
    assert january(Store(store.path)) == {"110": 2}
    before = store.view(version=0)
    assert (before.version, len(before.records)) == (0, 1)
    rows = before.query(f"SELECT value, superseded FROM {before.facts}")
    assert rows == [(1, None)]


@pytest.mark.parametrize("version", [2, -1])
def test_a_version_that_never_was_is_refused(load: Load, store: Store, version: int) -> None:
    load(month_of({"110": 1}))
    with pytest.raises(StoreError, match=f"there is no version {version}"):
        store.view(version=version)


def test_a_revised_quantity_is_a_revision(load: Load, store: Store) -> None:
    load([Row("2025-01", 5, "110", quantity=10, unit="个")], day=1)
    changes = load([Row("2025-01", 5, "110", quantity=11, unit="个")], day=2).changes
    assert (changes.revised, changes.unchanged) == (1, 0)


def test_a_release_leaves_months_and_commodities_it_does_not_hold(load: Load, store: Store) -> None:
    load([*month_of({"110": 1}), Row("2024-12", 2, "110"), Row("2025-01", 3, "110", "85079090")])
    load(month_of({"110": 9}), day=20)
    view = store.view()
    held = view.query(f"SELECT commodity, last_month, value FROM {view.facts} ORDER BY ALL")
    assert held == [("85076000", "2024-12", 2), ("85076000", "2025-01", 9),
                    ("85079090", "2025-01", 3)]  # fmt: skip


def test_more_than_one_key_in_a_hundred_vanishing_is_refused(load: Load, store: Store) -> None:
    load(month_of(MANY), day=1)
    most = dict.fromkeys(list(MANY)[:197], 8)
    with pytest.raises(ConflictError) as caught:
        load(month_of(most), day=20)
    assert str(caught.value) == (
        "3 of the 200 facts known for these commodities and months are not in this release, so it "
        "is probably only a part of one. Say --add if it is a part, or --replace if those facts "
        "are really withdrawn."
    )
    assert january(store) == MANY
    assert load(month_of(most | {"297": 8}), day=20).changes.withdrawn == 2


def test_a_part_that_is_added_leaves_the_rest(load: Load, store: Store) -> None:
    load(month_of(MANY), day=1)
    changes = load(month_of({"100": 8}), day=20, mode=ADD).changes
    assert (changes.revised, changes.withdrawn) == (1, 0)
    assert january(store) == {**MANY, "100": 8}


def test_a_release_that_replaces_withdraws_the_rest(load: Load, store: Store) -> None:
    load(month_of(MANY), day=1)
    assert load(month_of({"100": 8}), day=20, mode=REPLACE).changes.withdrawn == 199
    assert january(store) == {"100": 8}
    assert january(store, as_of=date(2025, 3, 19)) == MANY


def test_a_part_ends_what_arrives_later_from_before_it(load: Load, store: Store) -> None:
    """Even where the part had changed nothing when it came."""
    load(month_of({"110": 5, "502": 6}), day=1)
    load(month_of({"110": 5}), day=20, mode=ADD)
    load(month_of({"110": 7, "502": 7}), day=10)
    assert january(store, as_of=date(2025, 3, 1)) == {"110": 5, "502": 6}
    assert january(store, as_of=date(2025, 3, 10)) == {"110": 7, "502": 7}
    assert january(store) == {"110": 5, "502": 7}


def test_a_part_that_proves_to_be_whole_ends_what_arrives_later_from_before_it(
    load: Load, store: Store
) -> None:
    """Though saying so changed no fact when it was said."""
    load(month_of({"110": 5}), day=20, mode=ADD)
    load(month_of({"110": 5}), day=20, mode=REPLACE)
    assert load(month_of({"110": 5}), day=20, mode=REPLACE).record is None
    load(month_of({"110": 7, "502": 7}), day=10)
    assert january(store) == {"110": 5}


_RELEASES: tuple[tuple[int, dict[str, int], LoadMode], ...] = (
    (1, {"110": 1, "502": 1, "133": 1}, CAREFUL),
    (5, {"110": 2, "502": 1, "133": 1, "304": 1}, CAREFUL),
    (9, {"110": 2, "502": 3}, ADD),
    (13, {"110": 1, "304": 5}, REPLACE),
)


_ORDERS = ["".join(order) for order in permutations("0123")]


@pytest.mark.parametrize("order", _ORDERS)
def test_releases_in_any_order_give_the_same_knowledge(tmp_path: Path, order: str) -> None:
    store, oracle = Store(tmp_path / "store"), Oracle()
    for place in order:
        day, values, mode = _RELEASES[int(place)]
        rows, released = month_of(values), date(2025, 3, day)
        path = write_export(tmp_path / f"出口{day}.csv", rows)
        store.load([path], scope=WHOLE, released=released, mode=mode)
        oracle.load(rows, released, mode)
    for day in (1, 4, 5, 9, 13):
        expected = {code: v for (_, _, code), v in oracle.known(date(2025, 3, day)).items()}
        assert january(store, as_of=date(2025, 3, day)) == expected
