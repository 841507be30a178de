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
    (temporary / "yuebao-0").mkdir()
    (temporary / "yuebao-1.lock").touch()  # of one that was killed before it had a folder
    clear_scratch()
    assert len(list(temporary.iterdir())) == 2
    hours_ago = time.time() - 7200
    for path in temporary.iterdir():
        os.utime(path, (hours_ago, hours_ago))
    clear_scratch()
    assert list(temporary.iterdir()) == []


def test_what_is_not_ours_stays(temporary: Path) -> None:
    others = temporary / "elsewhere"
    others.mkdir()
    (temporary / "yuebao-link.lock").touch()
    (temporary / "yuebao-link").symlink_to(others)
    (temporary / "yuebao-notes.txt").touch()
    clear_scratch()
    assert {path.name for path in temporary.iterdir()} == {
        "elsewhere", "yuebao-link", "yuebao-link.lock", "yuebao-notes.txt",
    }  # fmt: skip


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
