"""Files that the store holds already are passed over; unless something else is said of them now."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from tests.unit.store.exports import WHOLE, Row, january, month_of, write_export

from yuebao.domain import Flow, Period, Scope
from yuebao.store import LoadMode, Repeats, Store

if TYPE_CHECKING:
    from pathlib import Path

MARCH, APRIL, MAY = date(2025, 3, 1), date(2025, 4, 1), date(2025, 5, 1)
MANY = {str(partner): 1 for partner in range(110, 130)}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "exports"
    folder.mkdir()
    write_export(folder / "出口-1.csv", month_of(MANY))
    write_export(folder / "出口-2.csv", [Row("2025-02", 5, partner) for partner in MANY])
    return folder


@pytest.mark.parametrize("released", [None, MARCH, APRIL])
def test_a_folder_again_is_not_read(store: Store, folder: Path, released: date | None) -> None:
    store.load([folder], released=MARCH)
    result = store.load([folder], released=released)
    assert result.readings == ()
    assert result.known == ("出口-1.csv", "出口-2.csv")
    assert result.changes.unchanged == 2 * len(MANY)
    assert len(store.loads()) == 1


@pytest.mark.parametrize("released", [None, MARCH, APRIL])
def test_only_new_files_are_read(store: Store, folder: Path, released: date | None) -> None:
    store.load([folder], released=MARCH)
    write_export(folder / "出口-3.csv", [Row("2025-03", 7, partner) for partner in MANY])
    result = store.load([folder], released=released)
    assert [reading.name for reading in result.readings] == ["出口-3.csv"]
    assert result.known == ("出口-1.csv", "出口-2.csv")
    assert len(store.view().slices) == 3


def test_a_newer_file_beside_the_one_it_corrects(store: Store, folder: Path) -> None:
    """The older one is of its own release, not of today's."""
    store.load([folder], released=MARCH)
    write_export(folder / "出口-corrected.csv", month_of(MANY | {"110": 3}))
    store.load([folder], released=APRIL)
    assert january(store)["110"] == 3
    assert january(store, as_of=MARCH)["110"] == 1
    assert store.load([folder]).readings == ()


def test_a_release_between_makes_it_news(store: Store, folder: Path, tmp_path: Path) -> None:
    """On a later day of its own the old file says that customs went back."""
    store.load([folder], released=MARCH)
    store.load([write_export(tmp_path / "出口.csv", month_of(MANY | {"110": 3}))], released=APRIL)
    assert january(store)["110"] == 3
    store.load([folder / "出口-1.csv"])
    assert january(store)["110"] == 3
    store.load([folder / "出口-1.csv"], released=MAY)
    assert january(store)["110"] == 1


@pytest.mark.parametrize(
    "said",
    [
        {"flow": Flow.EXPORT, "mode": LoadMode.REPLACE},
        {"scope": Scope.parse("partner=" + ",".join(MANY))},
        {"months": Period.parse("2025-01..2025-02")},
        {"notice": {"zh": "初步数据"}},
        {"repeats": Repeats.SUM},
    ],
    ids=lambda said: next(iter(said)),
)
def test_what_is_said_otherwise_is_read(store: Store, folder: Path, said: dict[str, Any]) -> None:
    store.load([folder / "出口-1.csv"], released=MARCH)
    assert len(store.load([folder / "出口-1.csv"], **said).readings) == 1


def test_what_is_said_again_is_not(store: Store, tmp_path: Path) -> None:
    path = write_export(tmp_path / "2025.csv", [Row(None, 5, partner) for partner in MANY])
    said: dict[str, Any] = {
        "flow": Flow.IMPORT,
        "months": Period.parse("2025-01..2025-02"),
        "scope": WHOLE,
        "notice": {"zh": "初步数据"},
    }
    store.load([path], **said)
    assert store.load([path], **said).readings == ()


def test_another_name_or_other_bytes_are_read(store: Store, folder: Path) -> None:
    store.load([folder], released=MARCH)
    (folder / "出口-1.csv").rename(folder / "出口-a.csv")
    two = folder / "出口-2.csv"
    two.write_bytes(two.read_bytes().replace(b'"5"', b'"6"', 1))
    result = store.load([folder], released=APRIL)
    assert [reading.name for reading in result.readings] == ["出口-2.csv", "出口-a.csv"]


def test_a_damaged_raw_copy_is_mended(store: Store, folder: Path) -> None:
    (sha256, *_) = [reading.sha256 for reading in store.load([folder], released=MARCH).readings]
    whole = (store.path / "raw" / sha256).read_bytes()
    (store.path / "raw" / sha256).write_bytes(whole[:-1] + b"x")
    result = store.load([folder], released=MARCH)
    assert [reading.sha256 for reading in result.readings] == [sha256]
    assert (store.path / "raw" / sha256).read_bytes() == whole


def test_parts_of_a_query_are_looked_at_together(store: Store, tmp_path: Path) -> None:
    """One province alone is a part of trade; beside the others it completes it."""
    for province in ("11", "31", "44"):
        rows = [Row("2025-01", 5, partner, province=province) for partner in MANY]
        write_export(tmp_path / f"出口-{province}.csv", rows)
    two = [tmp_path / "出口-11.csv", tmp_path / "出口-31.csv"]
    store.load(two, released=MARCH)
    assert {str(part.scope) for part in store.view().slices} == {"all"}
    result = store.load([*two, tmp_path / "出口-44.csv"], released=MARCH)
    assert {str(part.scope) for part in result.slices} == {"all"}
    view = store.view()
    assert view.query(f"SELECT count(*) FROM {view.facts}") == [(3 * len(MANY),)]
