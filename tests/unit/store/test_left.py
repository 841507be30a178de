"""What killed loads leave is cleared by the next that writes, and nothing else is."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.unit.store.exports import contents, january, month_of

from yuebao.domain import StoreError
from yuebao.store import Store
from yuebao.store._left import clear_left

if TYPE_CHECKING:
    from tests.unit.store.conftest import Load

DEAD = f"yuebao-{'0' * 32}"
PENDING = "cd" * 32
PARQUET = "0123456789abcdef" * 2 + ".parquet"
LEFT = (
    "raw/.part-abc",
    f"raw/.pending-{'0' * 32}",
    f"raw/{PENDING}",
    f"facts/last_month=2025-01/{PARQUET}",
    f"facts/last_month=2024-12/tmp_{PARQUET}",
    f"facts/_delta_log/{2:020}.json#1",
)
KEPT = (
    "raw/" + "ab" * 32,  # a file no load knows may be all that is left of one
    "raw/.DS_Store",
    "facts/last_month=2025-01/somebody.parquet",
    f"facts/_delta_log/{0:020}.checkpoint.parquet.bak",
)


def leave(store: Store) -> None:
    for name in (*LEFT, *KEPT):
        path = store.path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"half")
    known = next(source.sha256 for record in store.loads() for source in record.sources)
    (store.path / f"raw/.pending-{'0' * 32}").write_text(f"{PENDING}\n{known}\n../../outside")


def test_the_next_load_clears_what_is_dead(load: Load, store: Store) -> None:
    load(month_of({"110": 1, "502": 2}))
    before = set(contents(store.path))
    leave(store)
    load(month_of({"110": 1, "502": 3}), day=20)
    held = set(contents(store.path))
    assert not held & set(LEFT)
    assert held >= before | set(KEPT)
    assert january(store) == {"110": 1, "502": 3}
    assert january(Store(store.path)) == {"110": 1, "502": 3}


def test_a_load_that_writes_nothing_clears_nothing(load: Load, store: Store) -> None:
    load(month_of({"110": 1, "502": 2}), name="出口.csv")
    leave(store)
    assert load(month_of({"110": 1, "502": 2}), name="出口.csv").record is None
    assert set(contents(store.path)) >= set(LEFT)


def test_where_a_log_is_gone_nothing_is_taken_for_dead(load: Load, store: Store) -> None:
    load(month_of({"110": 1}))
    load(month_of({"110": 2}), day=20)
    log = store.path / "facts" / "_delta_log" / f"{0:020}.json"
    shutil.move(log, store.path / "elsewhere")
    before = set(contents(store.path / "facts"))
    with pytest.raises(StoreError, match="the log is lost"):
        load(month_of({"110": 3}), day=25)
    lost = store.path / "raw" / f".pending-{'0' * 32}"
    lost.write_text("\n".join(name.name for name in (store.path / "raw").iterdir()))
    raw = set(contents(store.path / "raw"))
    clear_left(store.path)
    assert set(contents(store.path / "raw")) == raw
    assert set(contents(store.path / "facts")) == before


def test_no_load_leaves_a_temporary_folder(
    load: Load, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "temporary"
    (folder / DEAD).mkdir(parents=True)
    (folder / f"{DEAD}.lock").touch()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    load(month_of({"110": 1}))
    assert list(Path(folder).iterdir()) == []
