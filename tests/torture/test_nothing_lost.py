"""Nothing is lost: killed, out of disk, two at once, read meanwhile, a store holds what it said.

Ten kills by default; `make torture` makes two hundred.
"""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from tests.torture.files import Release, how_many, lone_lock, make_release, told, total, writer

from yuebao.store import Store
from yuebao.store._head import NAME as HEAD

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KILLS = how_many("YUEBAO_KILLS", 10)
FRESH = 4  # every so many kills a new store, as its first load is another matter


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    files = tmp_path / "files"
    files.mkdir()
    return files


def finish(process: subprocess.Popen[str]) -> int:
    """Wait for a process and close its ends."""
    process.communicate(timeout=120)
    return process.returncode


def kill_at(store: Path, release: Release, wait: float) -> bool:
    """Kill a load some time after it began; gives whether it had said it was done."""
    process = writer(store, release)
    assert told(process).startswith("begin")
    time.sleep(wait)
    process.kill()
    rest, _ = process.communicate(timeout=120)
    return "done" in rest


def left(store: Store) -> set[str]:
    """The kinds of findings that a store has."""
    return {finding.rule for finding in store.verify().findings}


def duration(store: Path, release: Release) -> float:
    """How long a load takes, from when it begins."""
    process = writer(store, release)
    told(process)
    begun = time.perf_counter()
    assert told(process).startswith("done")
    took = time.perf_counter() - begun
    finish(process)
    return took


def test_a_load_killed_at_any_instant_is_done_or_never_was(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))  # of the processes that are killed
    instants = random.Random(20250318)
    path = tmp_path / "store"
    held: Release | None = make_release(folder, 0)
    assert held is not None
    took = duration(path, held)
    done, killed = 1, 0
    for number in range(1, KILLS + 1):
        if number % FRESH == 0:
            path = tmp_path / f"store-{number}"
            held, done = None, 0
        release = make_release(folder, 2 * number)  # each released after all before it
        said = kill_at(path, release, instants.uniform(0, 1.2 * took))
        store = Store(path)
        loads = len(store.loads())
        assert loads in ((done + 1,) if said else (done, done + 1))
        killed += loads == done
        held = release if loads > done else held
        assert held is None or total(store) == held.total
        done = loads
        if number % 2:  # the next load succeeds, whatever was left behind
            again = make_release(folder, 2 * number + 1)
            process = writer(path, again)
            assert finish(process) == 0
            held, done = again, done + 1
            assert len(store.loads()) == done
            assert total(store) == again.total
            assert store.verify().findings == ()
            assert [path for path in temporary.iterdir() if not lone_lock(path)] == []
        if done:
            assert left(store) <= {"unknown", "left"}, "a killed load leaves files, and no more"
    assert killed > KILLS // 4, "hardly a load was killed before it was done: the instants are late"


def test_a_first_load_killed_leaves_a_folder_that_can_be_loaded_into(
    tmp_path: Path, folder: Path
) -> None:
    """The parts that a killed first load may leave: raw files, and facts without a log."""
    path = tmp_path / "store"
    release = make_release(folder, 0)
    whole = Store(tmp_path / "whole")
    whole.load([release.path])
    for left in (("raw",), ("raw", "facts")):
        shutil.rmtree(path, ignore_errors=True)
        path.mkdir()
        for name in left:
            shutil.copytree(whole.path / name, path / name)
        if "facts" in left:
            shutil.rmtree(path / "facts" / "_delta_log")
            (path / "facts" / HEAD).unlink()  # noted once a load is committed
        assert Store(path).loads() == ()
        assert finish(writer(path, release)) == 0
        assert total(Store(path)) == release.total
        assert Store(path).verify().findings == ()


@pytest.mark.parametrize("limit", [0, 1, 100, 1_000, 4_000, 7_000, 10**9])
def test_where_no_file_may_grow_the_store_stays_as_it_was(
    tmp_path: Path, folder: Path, limit: int
) -> None:
    path = tmp_path / "store"
    first, second = make_release(folder, 0), make_release(folder, 1)
    assert finish(writer(path, first)) == 0
    process = writer(path, second, limit=limit)
    out, err = process.communicate(timeout=120)
    store = Store(path)
    if process.returncode == 0:
        assert total(store) == second.total
    else:
        assert "done" not in out
        assert "Traceback" not in err, err
        assert out.splitlines()[-1].startswith("refused"), (out, err)
        assert len(store.loads()) == 1
        assert total(store) == first.total
    assert (process.returncode == 0) == (limit == 10**9)
    assert finish(writer(path, second)) == 0
    assert total(store) == second.total
    assert store.verify().findings == ()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 256 KB; skips where none may be mounted."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = shutil.which("mount")
    if sys.platform != "linux" or mount is None:
        pytest.skip("no disk can be mounted here")
    size = ["-o", "size=256k"]
    if subprocess.run([mount, "-t", "tmpfs", *size, "tmpfs", place], capture_output=True,
                      check=False).returncode:  # fmt: skip
        pytest.skip("mounting a small disk is not permitted here")
    yield place
    subprocess.run(["umount", place], check=True)


def test_a_full_disk_loses_nothing(small_disk: Path, folder: Path) -> None:
    """Releases until the disk is full: all that were reported are there, and room helps again."""
    path = small_disk / "store"
    done: list[Release] = []
    for number in range(200):
        release = make_release(folder, number)
        process = writer(path, release)
        out, err = process.communicate(timeout=120)
        assert "Traceback" not in err, err
        if process.returncode:
            assert out.splitlines()[-1].startswith("refused"), (out, err)
            break
        done.append(release)
    else:
        pytest.fail("the disk never filled")
    store = Store(path)
    assert len(store.loads()) == len(done) > 1
    assert total(store) == done[-1].total
    subprocess.run(["mount", "-o", "remount,size=8m", small_disk], check=True)
    assert finish(writer(path, release)) == 0
    assert total(store) == release.total
    assert store.verify().findings == ()


def test_two_processes_that_load_at_once_both_do(tmp_path: Path, folder: Path) -> None:
    path = tmp_path / "store"
    releases = [make_release(folder, number) for number in range(12)]
    processes = [writer(path, *releases[at::3]) for at in range(3)]
    assert [finish(process) for process in processes] == [0, 0, 0]
    store = Store(path)
    assert sorted(record.version for record in store.loads()) == list(range(12))
    assert total(store) == releases[-1].total  # the latest release, whoever came last
    assert store.verify().findings == ()


def test_readers_see_whole_loads_only_while_another_process_loads(
    tmp_path: Path, folder: Path
) -> None:
    path = tmp_path / "store"
    releases = [make_release(folder, number) for number in range(15)]
    assert finish(writer(path, releases[0])) == 0
    process = writer(path, *releases[1:])
    whole = {release.total for release in releases}
    seen: list[int] = []
    while process.poll() is None:
        seen.append(total(Store(path)))
    assert finish(process) == 0
    assert set(seen) <= whole
    assert seen == sorted(seen)
    assert len(set(seen)) > 2, "the reader saw the store grow"
