"""A repair puts right what can be without loss, says so first, and touches nothing unproven."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pytest
from deltalake import DeltaTable
from filelock import FileLock
from tests.cli.command import contents as held
from tests.unit.store.exports import known, month_of
from tests.unit.store.logs import log_of

from yuebao.domain import StoreError
from yuebao.store import Action
from yuebao.store._delta import FactTable

if TYPE_CHECKING:
    from tests.unit.store.conftest import Load

    from yuebao.store import Store

HEX = "0123456789abcdef" * 2


@pytest.fixture
def backup(load: Load, store: Store, tmp_path: Path) -> Path:
    """A backup of a store of two loads."""
    load(month_of({"110": 1, "502": 2}), name="出口-1.csv")
    load(month_of({"110": 3, "502": 4}, "2025-02"), name="出口-2.csv")
    return Path(shutil.copytree(store.path, tmp_path / "backup"))


def rules(store: Store) -> list[str]:
    return sorted(finding.rule for finding in store.verify().findings)


def repaired(store: Store, *given: Path) -> list[tuple[str, str]]:
    """What a repair does: found without a change first, then done."""
    before = held(store.path)
    told = store.repair(given, do=False)
    assert held(store.path) == before
    assert store.repair(given, do=True) == told
    assert store.repair(given, do=True) == ()
    return [(step.action.value, step.path) for step in told]


def test_a_store_that_holds_has_nothing_to_repair(store: Store, backup: Path) -> None:
    before = held(store.path)
    assert repaired(store, backup) == []
    assert held(store.path) == before


def test_without_a_store_there_is_nothing_to_repair(store: Store) -> None:
    with pytest.raises(StoreError, match="there is no store here"):
        store.repair(do=True)
    assert not store.path.exists()


@pytest.mark.parametrize("damaged", [b"", b"other", None])
def test_raw_copies_are_restored_from_files_with_the_same_bytes(
    store: Store, backup: Path, tmp_path: Path, damaged: bytes | None
) -> None:
    before = held(store.path)
    raw = sorted((store.path / "raw").iterdir())
    for path in raw:
        path.unlink() if damaged is None else path.write_bytes(damaged)
    assert repaired(store) == [], "there is nothing to restore them from"
    originals = tmp_path / "files"
    originals.mkdir()
    for number, path in enumerate(raw):
        shutil.copy(backup / "raw" / path.name, originals / f"renamed-{number}")
    assert repaired(store, originals) == [("restore", f"raw/{path.name}") for path in raw]
    assert held(store.path) == before
    assert rules(store) == []


def test_facts_are_restored_from_a_backup_by_their_checksum(store: Store, backup: Path) -> None:
    before, asked = held(store.path), known(store.view())
    first, second = sorted(FactTable(store.path / "facts").files())
    content = bytearray(Path(first).read_bytes())
    content[len(content) // 2] ^= 1
    Path(first).write_bytes(content)
    Path(second).unlink()
    other = next(path for path in backup.rglob("*.parquet") if path.name == Path(second).name)
    kept = other.read_bytes()
    other.write_bytes(kept[:-1])
    names = [Path(path).relative_to(store.path).as_posix() for path in (first, second)]
    assert repaired(store, backup) == [("restore", names[0])]
    other.write_bytes(kept)
    assert repaired(store, backup) == [("restore", names[1])]
    assert held(store.path) == before
    assert known(store.view()) == asked


def test_what_is_dead_is_removed_and_what_nobody_knows_set_aside(
    store: Store, backup: Path
) -> None:
    assert backup.is_dir()
    before = held(store.path)
    orphan = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"  # of no bytes
    odd = "ab" * 32
    dead = [
        "raw/.part-1",
        f"raw/.pending-{HEX}",
        f"facts/last_month=2025-01/tmp_{HEX}.parquet",
        f"facts/last_month=2025-01/{HEX}.parquet",
        f"facts/_delta_log/{2:020}.json#1",
    ]
    stray = ["notes.txt", "facts/last_month=2025-01/somebody.parquet", f"raw/{odd}"]
    for name in (*dead, *stray, f"raw/{orphan}"):
        (store.path / name).write_bytes(b"")
    assert rules(store) == ["hash", "left", "stray", "unknown", "unknown"]
    steps = repaired(store)
    assert sorted(path for action, path in steps if action == "remove") == sorted(dead)
    assert [path for action, path in steps if action == "set aside"] == [f"raw/{orphan}"]
    after = held(store.path)
    assert after.pop(f"aside/raw/{orphan}") == b""
    assert {name for name in after if name not in before} == set(stray)
    assert rules(store) == ["hash", "stray", "unknown"], "what is not proven stays, and is told"


def test_where_the_last_log_is_lost_the_store_goes_on_and_nothing_is_thrown_away(
    store: Store, backup: Path, load: Load, tmp_path: Path
) -> None:
    later = set(FactTable(store.path / "facts").files())
    first = known(store.view(version=0))
    log_of(store.path, 1).unlink()
    with pytest.raises(StoreError, match="the log is lost"):
        store.view()
    steps = store.repair(do=True)
    assert [step.action for step in steps].count(Action.SET_ASIDE) == 2
    assert (steps[-1].action, steps[-1].path) == (Action.WRITE, "facts/_head")
    assert known(store.view()) == first
    assert rules(store) == []
    aside = {path.name for path in (store.path / "aside").rglob("*") if path.is_file()}
    assert len(aside & {Path(path).name for path in later}) == 1
    load(month_of({"110": 3, "502": 4}, "2025-02"), name="出口-2.csv")
    assert held(store.path / "raw") == held(backup / "raw")
    assert rules(store) == []


def test_where_the_only_log_is_lost_the_store_begins_anew(load: Load, store: Store) -> None:
    load(month_of({"110": 1}))
    log_of(store.path).unlink()
    assert len(store.repair(do=True)) == 3
    assert rules(store) == []
    load(month_of({"110": 1}))
    assert rules(store) == []


def test_where_a_log_is_damaged_only_parts_are_removed(store: Store, backup: Path) -> None:
    log_of(store.path).write_bytes(b"{}")
    (store.path / "raw" / ".part-1").touch()
    (store.path / "facts" / "last_month=2025-01" / f"{HEX}.parquet").touch()
    min((store.path / "raw").glob("[0-9a-f]*")).write_bytes(b"other")
    assert rules(store) == ["hash", "left", "log"]
    assert repaired(store, backup) == [("remove", "raw/.part-1")]
    assert rules(store) == ["hash", "log"]


def test_a_summary_of_the_logs_that_says_something_else_is_removed(
    store: Store, backup: Path
) -> None:
    assert backup.is_dir()
    asked = known(store.view())
    DeltaTable(str(store.path / "facts")).create_checkpoint()
    assert repaired(store) == []
    [checkpoint] = (store.path / "facts" / "_delta_log").glob("*.checkpoint.parquet")
    with duckdb.connect() as connection:
        connection.execute(f"CREATE TABLE kept AS SELECT * FROM read_parquet('{checkpoint}')")
        connection.execute("DELETE FROM kept WHERE add.path LIKE '%2025-01%'")
        connection.execute(f"COPY kept TO '{checkpoint}'")
    assert rules(store)[0] == "log"
    assert [action for action, _ in repaired(store)] == ["remove", "remove"]
    assert known(store.view()) == asked
    assert rules(store) == []


def test_a_damaged_note_of_the_last_version_is_written_anew(store: Store, backup: Path) -> None:
    (store.path / "facts" / "_head").write_bytes(b"?")
    assert rules(store) == ["head"]
    assert repaired(store) == [("write", "facts/_head")]
    assert held(store.path) == held(backup)


def test_while_a_load_is_at_work_nothing_is_done_and_nothing_told(
    store: Store, backup: Path
) -> None:
    assert backup.is_dir()
    (store.path / "raw" / ".part-1").touch()
    with FileLock(store.path / ".lock"):
        assert rules(store) == []
        with pytest.raises(StoreError, match="a load is at work"):
            store.repair(do=False)
    assert rules(store) == ["left"]
