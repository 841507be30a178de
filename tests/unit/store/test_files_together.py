"""Several files: those of one command or one release add up, and one key has one value."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from tests.unit.store.exports import WHOLE, Row, january, month_of, write_export

from yuebao.domain import ConflictError
from yuebao.store import LoadMode, Store

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.store.conftest import Load

FIRST, SECOND = {"110": 1, "502": 2}, {"133": 3, "304": 4}
DAY = date(2025, 3, 1)


@pytest.fixture
def two(tmp_path: Path) -> list[Path]:
    """A query split in two files."""
    return [
        write_export(tmp_path / f"出口-{part}.csv", month_of(values))
        for part, values in (("甲", FIRST), ("乙", SECOND))
    ]


def test_files_of_one_command_add_up(store: Store, two: list[Path]) -> None:
    store.load(two, scope=WHOLE, released=DAY)
    assert january(store) == FIRST | SECOND
    assert len(store.loads()) == 1


def test_files_of_one_release_add_up(store: Store, two: list[Path]) -> None:
    for path in two:
        store.load([path], scope=WHOLE, released=DAY)
    assert january(store) == FIRST | SECOND


@pytest.mark.parametrize("mode", LoadMode)
def test_a_file_known_before_adds_up_with_a_new_one(
    store: Store, two: list[Path], mode: LoadMode
) -> None:
    store.load(two[:1], scope=WHOLE, released=DAY)
    store.load(two, scope=WHOLE, released=DAY, mode=mode)
    assert january(store) == FIRST | SECOND


def test_a_file_loaded_again_in_a_folder_is_named_as_known(
    store: Store, two: list[Path], tmp_path: Path
) -> None:
    store.load(two[:1], scope=WHOLE, released=DAY)
    result = store.load([tmp_path], scope=WHOLE, released=DAY)
    assert result.known == ("出口-甲.csv",)
    assert result.changes.added == 2


def test_a_key_in_two_files_counts_once(store: Store, tmp_path: Path) -> None:
    paths = [
        write_export(tmp_path / "出口1.csv", month_of(FIRST)),
        write_export(tmp_path / "出口2.csv", month_of({**SECOND, "502": 2})),
    ]
    result = store.load(paths, scope=WHOLE, released=DAY)
    assert result.repeated == 1
    assert january(store) == FIRST | SECOND


def test_one_content_under_two_names_counts_once(store: Store, tmp_path: Path) -> None:
    for name in ("出口1.csv", "出口2.csv"):
        write_export(tmp_path / name, month_of(FIRST))
    result = store.load([tmp_path], scope=WHOLE, released=DAY)
    assert (len(result.readings), result.repeated) == (1, 0)
    assert january(store) == FIRST


@pytest.mark.parametrize("second", [500, 501])
def test_a_key_twice_in_one_file_is_refused(load: Load, second: int) -> None:
    rows = [Row("2025-01", 500, "110"), Row("2025-01", 9, "502"), Row("2025-01", second, "110")]
    with pytest.raises(ConflictError) as caught:
        load(rows, name="出口.csv")
    assert str(caught.value) == (
        "one key (commodity 85076000, partner 110, 2025-01) is given more than once "
        f"(出口.csv, record 1: 500; 出口.csv, record 3: {second}). Export the query again; or say "
        "what they mean: --repeats sum adds them up, --repeats first keeps the first."
    )


def test_a_key_with_two_values_in_one_command_is_refused(store: Store, tmp_path: Path) -> None:
    paths = [
        write_export(tmp_path / "出口1.csv", month_of({"110": 1})),
        write_export(tmp_path / "出口2.csv", month_of({"110": 2})),
    ]
    with pytest.raises(ConflictError, match=r"出口1.csv, record 1: 1; 出口2.csv, record 1: 2"):
        store.load(paths, scope=WHOLE, released=DAY)


def test_two_quantities_of_one_value_are_two_statements(store: Store, tmp_path: Path) -> None:
    paths = [
        write_export(tmp_path / f"出口{n}.csv", [Row("2025-01", 1, "110", quantity=n, unit="个")])
        for n in (5, 6)
    ]
    with pytest.raises(ConflictError, match="more than once"):
        store.load(paths, scope=WHOLE, released=DAY)


@pytest.mark.parametrize("mode", [LoadMode.CAREFUL, LoadMode.ADD])
def test_another_value_in_the_same_release_is_refused(
    load: Load, store: Store, mode: LoadMode
) -> None:
    load(month_of({"110": 1}))
    with pytest.raises(ConflictError, match=r"partner 110, 2025-01\) the value 2, but"):
        load(month_of({"110": 2}), mode=mode)
    assert january(store) == {"110": 1}


def test_also_where_the_release_had_left_the_fact_as_it_was(load: Load, store: Store) -> None:
    load(month_of({"110": 1, "502": 1}), day=1)
    load(month_of({"110": 1, "502": 2}), day=20)
    with pytest.raises(ConflictError, match="the value 9"):
        load(month_of({"110": 9, "502": 2}), day=20)


@pytest.mark.parametrize("mode", [LoadMode.CAREFUL, LoadMode.ADD])
def test_also_where_the_release_is_a_part(load: Load, mode: LoadMode) -> None:
    load(month_of({"110": 1, "502": 1}), day=1)
    load(month_of({"110": 1}), day=20, mode=LoadMode.ADD)
    with pytest.raises(ConflictError, match="the value 9"):
        load(month_of({"110": 9}), day=20, mode=mode)


def test_a_part_may_speak_of_what_an_earlier_part_left_out(load: Load, store: Store) -> None:
    load(month_of({"110": 1, "502": 1}), day=1)
    load(month_of({"110": 2}), day=20, mode=LoadMode.ADD)
    load(month_of({"502": 3}), day=20)
    assert january(store) == {"110": 2, "502": 3}


def test_a_correction_replaces_within_its_release(load: Load, store: Store) -> None:
    load(month_of({"110": 1, "502": 5}))
    changes = load(month_of({"110": 2}), mode=LoadMode.REPLACE).changes
    assert (changes.revised, changes.withdrawn) == (1, 1)
    assert january(store) == january(store, as_of=DAY) == {"110": 2}


def test_what_a_correction_replaced_can_be_put_back(load: Load, store: Store) -> None:
    load(month_of({"110": 1}))
    load(month_of({"110": 2}), mode=LoadMode.REPLACE)
    load(month_of({"110": 1}), mode=LoadMode.REPLACE)
    assert january(store) == {"110": 1}


def test_grains_of_one_heading_are_kept_apart(load: Load, store: Store) -> None:
    load([Row("2025-01", 60, "110", "85076000")])
    load([Row("2025-01", 60, "110", "850760"), Row("2025-01", 9, "110", "850710")])
    view = store.view()
    grains = f"SELECT grain, sum(value)::INT FROM {view.facts} GROUP BY grain ORDER BY grain"
    assert view.query(grains) == [("hs6/partner", 69), ("hs8/partner", 60)]


def test_two_depths_in_one_file_are_two_slices(load: Load, store: Store) -> None:
    load([Row("2025-01", 60, "110", "85076000"), Row("2025-01", 61, "110", "8507")])
    [record] = store.loads()
    assert [(str(part.grain), part.value) for part in record.slices] == [
        ("hs4/partner", 61), ("hs8/partner", 60),
    ]  # fmt: skip
