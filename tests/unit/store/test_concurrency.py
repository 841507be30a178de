"""Two at once: a writer waits for another, and readers see what was there when they opened."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Event, Timer
from typing import TYPE_CHECKING

import pytest
from filelock import FileLock
from tests.unit.store.exports import WHOLE, contents, january, known, month_of, write_export

import yuebao.store._store as module
from yuebao.domain import StoreError
from yuebao.store._load import prepare_load

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.store.conftest import Load

    from yuebao.store import Store

ROWS = month_of({"110": 500})


def test_a_writer_waits_for_another_to_end(load: Load, store: Store) -> None:
    store.path.mkdir()
    lock = FileLock(store.path / ".lock", thread_local=False)
    lock.acquire()
    Timer(0.3, lock.release).start()
    load(ROWS)
    assert january(store) == {"110": 500}


def test_a_writer_gives_up_in_the_end(
    load: Load, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LOCK_SECONDS", 0.1)
    store.path.mkdir()
    with FileLock(store.path / ".lock"), pytest.raises(StoreError) as caught:
        load(ROWS)
    assert str(caught.value) == (
        f"{store.path}: another load has held the store for 0.1 seconds. "
        "Wait for it to end, and load again."
    )
    assert contents(store.path) == []


def test_loads_that_meet_are_each_one_commit(store: Store, tmp_path: Path) -> None:
    values = {"110": 1, "502": 2, "133": 3, "304": 4}
    paths = [
        write_export(tmp_path / f"出口{code}.csv", month_of({code: value}))
        for code, value in values.items()
    ]
    with ThreadPoolExecutor(4) as pool:
        done = [pool.submit(store.load, [path], scope=WHOLE) for path in paths]
    assert sorted(r.record.version for r in (f.result() for f in done) if r.record) == [0, 1, 2, 3]
    assert january(store) == values


def test_a_load_judges_what_another_committed_while_it_read(
    load: Load, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second of two equal loads finds nothing new, though it began before the first ended."""
    path = write_export(tmp_path / "出口.csv", ROWS)
    read, committed = Event(), Event()

    def slow(*arguments: object) -> object:
        load_prepared = prepare_load(*arguments)  # type: ignore[arg-type]
        if not read.is_set():
            read.set()
            committed.wait(30)
        return load_prepared

    monkeypatch.setattr(module, "prepare_load", slow)
    with ThreadPoolExecutor(1) as pool:
        slower = pool.submit(store.load, [path], scope=WHOLE)
        assert read.wait(30)
        store.load([path], scope=WHOLE)
        committed.set()
        assert slower.result().record is None
    assert len(store.loads()) == 1


def test_a_reader_sees_what_was_there_when_it_opened(load: Load, store: Store) -> None:
    load(ROWS, day=1)
    early, late = store.view(), store.view()
    assert known(early) == {("2025-01", "110"): 500}
    load(month_of({"110": 501}), day=2)
    load(month_of({"110": 502}), day=3)
    assert known(early) == known(late) == {("2025-01", "110"): 500}
    assert len(late.records) == 1
