"""A key repeated within one file: refused, unless the user says what it means."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.unit.store.exports import Row, january, write_export

from yuebao.domain import ConflictError
from yuebao.store import Repeats

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.store.conftest import Load

    from yuebao.store import Store


def rows(second: int = 7, unit: str = "个") -> list[Row]:
    return [
        Row("2025-01", 5, "110", quantity=50, unit="个"),
        Row("2025-01", 9, "502", quantity=90, unit="个"),
        Row("2025-01", second, "110", quantity=70, unit=unit),
    ]


@pytest.mark.parametrize(
    ("how", "expected"),
    [(Repeats.SUM, {"110": 12, "502": 9}), (Repeats.FIRST, {"110": 5, "502": 9})],
)
def test_what_the_user_says_is_done_and_told(
    load: Load, store: Store, how: Repeats, expected: dict[str, int]
) -> None:
    result = load(rows(), repeats=how)
    assert january(store) == expected
    done = "added to it" if how is Repeats.SUM else "left out"
    assert result.readings[0].remarks[-1] == (
        f"1 record repeats the key of an earlier one and was {done}, as told: 3."
    )
    [record] = store.loads()
    assert record.repeats is how
    assert (record.sources[0].rows, record.slices[0].rows) == (2, 2)
    assert record.slices[0].value == sum(expected.values())


def test_quantities_add_up_too(load: Load, store: Store) -> None:
    load(rows(), repeats=Repeats.SUM)
    view = store.view()
    found = view.query(f"SELECT quantity, unit, row FROM {view.facts} WHERE partner = '110'")
    assert found == [(120, "个", 1)]


def test_equal_records_add_up_when_told(load: Load, store: Store) -> None:
    load([Row("2025-01", 5, "110")] * 3, repeats=Repeats.SUM)
    assert january(store) == {"110": 15}


def test_quantities_in_two_units_do_not_add_up(load: Load, store: Store) -> None:
    with pytest.raises(ConflictError) as caught:
        load(rows(unit="千克"), repeats=Repeats.SUM, name="出口.csv")
    assert str(caught.value) == (
        "出口.csv: records 1, 3 repeat one key (commodity 85076000, 2025-01) in different units of "
        "quantity, which do not add up. Say --repeats first if they are copies, or export the "
        "query again."
    )
    load(rows(unit="千克"), repeats=Repeats.FIRST)
    assert january(store) == {"110": 5, "502": 9}


def test_loading_again_with_the_same_word_changes_nothing(load: Load, store: Store) -> None:
    load(rows(), repeats=Repeats.SUM)
    assert load(rows(), repeats=Repeats.SUM).record is None
    with pytest.raises(ConflictError):
        load(rows(), repeats=Repeats.FIRST)
    assert len(store.loads()) == 1


def test_a_file_without_repeats_is_as_it_was(load: Load) -> None:
    result = load(rows()[:2], repeats=Repeats.SUM)
    assert result.readings[0].rows == 2
    assert not [remark for remark in result.readings[0].remarks if "repeat" in remark]


@pytest.mark.parametrize("how", Repeats)
def test_two_files_that_differ_are_refused_whatever_is_said(
    store: Store, tmp_path: Path, how: Repeats
) -> None:
    paths = [
        write_export(tmp_path / f"出口{value}.csv", [Row("2025-01", value, "110")])
        for value in (1, 2)
    ]
    with pytest.raises(ConflictError, match="Leave out the file that is wrong"):
        store.load(paths, repeats=how)


def test_one_content_named_exports_and_imports_is_refused(store: Store, tmp_path: Path) -> None:
    for name in ("出口.csv", "进口.csv"):
        write_export(tmp_path / name, [Row("2025-01", 1, "110")])
    with pytest.raises(ConflictError) as caught:
        store.load([tmp_path])
    assert str(caught.value) == (
        "进口.csv: it is the same file as 出口.csv, byte for byte, and cannot be both exports and "
        "imports. Download the one that is missing again."
    )
    assert not store.path.exists()
