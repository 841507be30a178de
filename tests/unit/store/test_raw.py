"""What is kept is what was read: a file that changes is refused, a damaged copy is mended."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from tests.listener import Listener
from tests.unit.store.exports import WHOLE, contents, january, month_of, write_export

from yuebao.domain import ConflictError, SourceError
from yuebao.store import LoadMode

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.store.conftest import Load

    from yuebao.store import LoadResult, Store

ROWS = month_of({"110": 1, "502": 2})


class Appending(Listener):
    """Adds a record to a file once, when a step begins: a download goes on."""

    def __init__(self, path: Path, at: str) -> None:
        super().__init__()
        self._path = path
        self._at = at
        self._size = path.stat().st_size

    def step(self, name: str, done: float, total: int) -> None:
        super().step(name, done, total)
        if name == self._at and self._path.stat().st_size == self._size:
            with self._path.open("ab") as file:
                file.write('"202501","85076000","304","7",\r\n'.encode("gb18030"))


@pytest.mark.parametrize("step", ["read", "keep"], ids=["once read", "before it is kept"])
def test_a_file_that_changes_during_a_load_is_refused(
    store: Store, tmp_path: Path, load: Load, step: str
) -> None:
    load(month_of({"110": 5}, "2024-01"))
    before = contents(store.path)
    path = write_export(tmp_path / "出口.csv", ROWS)
    with pytest.raises(SourceError) as caught:
        store.load([path], scope=WHOLE, progress=Appending(path, step))
    assert str(caught.value) == (
        "出口.csv: it changed while it was loaded, and nothing was loaded. "
        "Load it again once it is written to its end."
    )
    assert contents(store.path) == before
    assert store.verify().findings == ()


def test_a_load_that_fails_keeps_no_raw_file_of_its_own(
    load: Load, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(ROWS, name="出口.csv")
    before = contents(store.path)

    def fails(*_: object) -> None:
        raise OSError("the disk is gone")

    monkeypatch.setattr("yuebao.store._delta.FactTable.append", fails)
    monkeypatch.setattr("yuebao.store._delta.FactTable.replace_months", fails)
    with pytest.raises(Exception, match="the disk is gone"):
        load(month_of({"110": 4, "502": 5}), day=20)
    with pytest.raises(Exception, match="the disk is gone"):
        load(ROWS, day=20, name="出口.csv", notice={"zh": "初步数据"})  # another load knows it
    assert contents(store.path) == before


def test_a_load_stopped_after_its_commit_keeps_all_it_wrote(
    load: Load, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("yuebao.store._load.PreparedLoad.result", _interrupted)
    with pytest.raises(KeyboardInterrupt):
        load(ROWS)
    monkeypatch.undo()
    assert january(store) == {"110": 1, "502": 2}
    assert store.verify().findings == ()


def _interrupted(*_: object) -> LoadResult:
    raise KeyboardInterrupt


@pytest.mark.parametrize("mode", [LoadMode.CAREFUL, LoadMode.REPLACE])
@pytest.mark.parametrize("damage", ["changed", "lost"])
def test_a_load_mends_a_raw_copy(load: Load, store: Store, damage: str, mode: LoadMode) -> None:
    load(ROWS, name="出口.csv")
    [kept] = (store.path / "raw").iterdir()
    content = kept.read_bytes()
    for day in (1, 20):  # the load that is known already, and one that is news
        if damage == "lost":
            kept.unlink()
        else:
            kept.write_bytes(content.replace(b'"1"', b'"2"'))
        assert [finding.rule for finding in store.verify().findings]
        result = load(ROWS, name="出口.csv", day=day, mode=mode)
        assert kept.read_bytes() == content
        assert store.verify().findings == ()
        told = "Its copy in raw/ was damaged or lost, and is as it was again."
        assert (told in result.readings[0].remarks) == (result.record is None)


def test_nothing_is_mended_of_a_load_that_is_refused(load: Load, store: Store) -> None:
    load(ROWS, name="出口.csv")
    before = contents(store.path)
    with pytest.raises(ConflictError):
        load(month_of({"110": 3, "502": 2}), day=1)
    assert contents(store.path) == before


def test_a_copy_is_mended_on_the_day_it_was_loaded(load: Load, store: Store) -> None:
    load(ROWS, name="出口.csv", day=3)
    [kept] = (store.path / "raw").iterdir()
    kept.write_bytes(b"")
    assert load(ROWS, name="出口.csv", day=3).record is None
    assert [record.released for record in store.loads()] == [date(2025, 3, 3)]
    assert store.verify().findings == ()
