"""What a process may do for long, and what its forks may do."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from tests.torture.files import ROOT, how_many, make_release

from yuebao.store import Store

if TYPE_CHECKING:
    from pathlib import Path

BUILDS = how_many("YUEBAO_BUILDS", 18)
LEAST = 2
"""MB that a build may leave, to be measured over few: the system gives memory in large pieces."""


def told(*words: str) -> list[str]:
    """The lines that one of our programs prints."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", *words],
        cwd=ROOT, text=True, capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux says what a process holds")
def test_memory_stays_as_it_is_however_many_reports_are_built() -> None:
    few = ["--formats", "pdf,docx,xlsx"] if BUILDS < 100 else []
    lines = told("tests.torture.memory", "--builds", str(BUILDS), *few)
    held = {int(line.split()[0]): int(line.split()[2]) for line in lines}
    third = len(held) // 3
    early, late = list(held.values())[third : 2 * third], list(held.values())[-third:]
    rise = (min(late) - min(early)) / (BUILDS / 3)
    assert rise < LEAST, held


@pytest.mark.skipif(not hasattr(sys, "getdlopenflags"), reason="only POSIX systems fork")
def test_a_fork_is_refused_what_it_cannot_do_and_told_the_way_out(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    store.load([make_release(tmp_path, 0).path])
    said = dict(line.split(" ", 1) for line in told("tests.torture.forked", str(store.path)))
    assert said.pop("xlsx") == "done"
    assert set(said) == {"loads", "view", "verify", "query", "html", "pdf"}
    for told_of in said.values():
        assert told_of.startswith("refused 2: ")
        assert "is a fork of process" in told_of
        assert told_of.endswith("or fork before the first use.")
