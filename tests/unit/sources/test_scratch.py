"""Temporary folders of the dead are cleared, those of the living never."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from yuebao.sources import clear_scratch, scratch_folder

if TYPE_CHECKING:
    from pathlib import Path

WORKS = """
from yuebao.sources import scratch_folder
with scratch_folder() as folder:
    (folder / "facts").write_bytes(b"half")
    print(folder, flush=True)
    input()
"""


def named(number: int) -> str:
    """The name of a temporary folder."""
    return f"yuebao-{number:032x}"


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_a_folder_is_gone_at_its_end(temporary: Path) -> None:
    with scratch_folder() as folder:
        assert folder.parent == temporary
        clear_scratch()
        assert folder.is_dir()
    assert list(temporary.iterdir()) == []


def test_the_folder_of_a_process_that_was_killed_is_cleared(temporary: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", WORKS], text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdout is not None
    folder = temporary / process.stdout.readline().strip().rpartition("/")[2]
    clear_scratch()
    assert (folder / "facts").read_bytes() == b"half", "it was at work"
    process.kill()
    process.communicate()
    assert folder.is_dir()
    clear_scratch()
    assert list(temporary.iterdir()) == []


def test_a_folder_without_a_lock_is_cleared_once_it_is_old(temporary: Path) -> None:
    (temporary / named(0)).mkdir()
    (temporary / f"{named(1)}.lock").touch()  # of one that was killed before it had a folder
    clear_scratch()
    assert len(list(temporary.iterdir())) == 2
    hours_ago = time.time() - 7200
    for path in temporary.iterdir():
        os.utime(path, (hours_ago, hours_ago))
    clear_scratch()
    assert list(temporary.iterdir()) == []


def test_unfinished_files_in_another_folder_are_cleared_like_temporary_ones(
    temporary: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    out = tmp_path_factory.mktemp("out")
    work = WORKS.replace("scratch_folder()", f"scratch_folder(Path({str(out)!r}))")
    process = subprocess.Popen(
        [sys.executable, "-c", f"from pathlib import Path\n{work}"],
        text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout is not None
    process.stdout.readline()
    (elsewhere,) = out.iterdir()
    clear_scratch(out)
    assert (elsewhere / "facts").read_bytes() == b"half", "it was at work"
    process.kill()
    process.communicate()
    (out / f".{named(0)}").mkdir()  # of another machine, whose lock is there
    clear_scratch(out)
    assert [path.name for path in out.iterdir()] == [f".{named(0)}"]
    assert list(temporary.iterdir()) == []
    with scratch_folder(out) as folder:
        assert folder.parent == out
    assert not folder.exists()


def test_where_no_lock_can_be_had_there_is_a_folder_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "file" / "temporary"))
    with scratch_folder(tmp_path) as folder:
        assert folder.is_dir()
        clear_scratch(tmp_path)
        assert folder.is_dir()
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_what_is_not_ours_stays(temporary: Path) -> None:
    others = temporary / "elsewhere"
    others.mkdir()
    (temporary / f"{named(0)}.lock").touch()
    (temporary / named(0)).symlink_to(others)
    (temporary / "yuebao-notes.txt").touch()
    (temporary / ".yuebao-archived").mkdir()
    (temporary / f"{named(1)}-copy").mkdir()
    for path in (temporary / ".yuebao-archived", temporary / f"{named(1)}-copy"):
        os.utime(path, (0, 0))
    held = {path.name for path in temporary.iterdir()}
    clear_scratch(temporary)
    assert {path.name for path in temporary.iterdir()} == held


def test_many_that_begin_and_clear_at_once_take_nothing_from_each_other(temporary: Path) -> None:
    def work(number: int) -> int:
        clear_scratch()
        with scratch_folder() as folder:
            (folder / "facts").write_text(str(number))
            clear_scratch()
            return int((folder / "facts").read_text())

    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(work, range(200))) == list(range(200))
    assert list(temporary.iterdir()) == []
