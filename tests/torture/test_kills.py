"""Every command that writes, killed while it does: what it leaves is gone once it is run again.

One kill of each by default; `make torture` makes twenty.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from tests.cli.command import contents
from tests.torture.files import ROOT, how_many, lone_lock, probe
from tests.unit.sources.layouts import LAYOUTS

from yuebao.publish.demo import load_sample, read_sample, unpack_sample
from yuebao.store import Store

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

TABLES = (
    "a first column of numbers", "units in heads, growth beside each value, the year to date alone",
    "arrows and words for growth", "a page with merged heads",
)  # fmt: skip
"""Of provinces by mode and kind of enterprise, by mode, and a page by partner."""
PIVOT = "商品编码,85076000,\n求和项:美元,列标签,\n行标签,202508,202507\n日本,5,7\n德国,,9\n"
KILLS = how_many("YUEBAO_COMMAND_KILLS", 1)
LATEST = 0.05
"""How long after its first file a process is killed at the latest, in seconds."""


@dataclass(frozen=True)
class Place:
    """Where a command works: a store and a document, its results, and its temporary files."""

    given: Path
    out: Path
    temporary: Path

    def run(self, words: Sequence[str]) -> subprocess.Popen[bytes]:
        """Begin a command, in a session of its own."""
        filled = [word.format(given=self.given, out=self.out) for word in words]
        return subprocess.Popen(
            [sys.executable, "-m", "yuebao", *filled],
            cwd=ROOT, env=os.environ | {"TMPDIR": str(self.temporary)}, start_new_session=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        )  # fmt: skip

    def held(self) -> set[Path]:
        """Every file and folder there is of its doing, while it comes and goes."""
        while True:
            try:
                return {path for root in (self.out, self.temporary) for path in root.rglob("*")}
            except FileNotFoundError:  # a folder went between its name and its files
                continue


COMMANDS: dict[str, tuple[str, ...]] = {
    "build": (
        "build", "chips", "2025-07", "--store", "{given}/store", "--out", "{out}",
        "--format", "md,json",
    ),
    "batch": (
        "batch", "8542", "2025-01..2025-02", "--store", "{given}/store", "--out", "{out}",
        "--jobs", "2",
    ),
    "export": ("export", "--out", "{out}/facts.parquet", "--store", "{given}/store"),
    "audit": (
        "audit", "{given}/chips-2025-07.md", "--format", "html", "--out", "{out}/findings.html",
    ),
    "audit of a folder": (
        "audit", "{given}/documents", "--format", "json", "--out", "{out}/findings.json",
    ),
    "ingest": ("ingest", "{given}/sample/chips-2025-07", "--store", "{out}/store"),
    "ingest of other tables": ("ingest", "{given}/tables", "--store", "{out}/store"),
}  # fmt: skip
if KILLS > 1:
    COMMANDS["demo"] = ("demo", "--out", "{out}")


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, a store of a part of it, and a report."""
    folder = tmp_path_factory.mktemp("given")
    unpack_sample(folder / "sample")
    store = Store(folder / "store")
    for report in read_sample().reports:
        if report.definition == "chips":
            load_sample(store, report, folder / "sample")
    place = Place(folder, folder, folder)
    assert finish(place.run(COMMANDS["build"])) == 0
    for name in ("documents", "tables"):
        (folder / name).mkdir()
    for number in range(3):
        shutil.copy(folder / "chips-2025-07.md", folder / "documents" / f"{number}.md")
    for name in TABLES:
        layout = LAYOUTS[name]
        (folder / "tables" / layout.name).write_bytes(layout.file())
    (folder / "tables" / "出口_透视.csv").write_text(PIVOT, encoding="utf-8")
    return folder


def finish(process: subprocess.Popen[bytes]) -> int:
    """Wait for a command to end."""
    _, said = process.communicate(timeout=300)
    assert b"Traceback" not in said, said.decode()
    return process.returncode


def kill(process: subprocess.Popen[bytes], place: Place, wait: float) -> bool:
    """Kill a command some time after it wrote something; gives whether it was still at work."""
    before = place.held()
    while process.poll() is None and place.held() == before:
        time.sleep(0.0005)
    time.sleep(wait)
    process.kill()
    process.communicate()
    return process.returncode == -signal.SIGKILL


def alive(session: int) -> bool:
    """Whether a process of a session is there still, after a while in which it may end."""
    for _ in range(100):
        try:
            os.killpg(session, 0)
        except ProcessLookupError:
            return False
        time.sleep(0.1)
    return True


@pytest.mark.skipif(sys.platform != "linux", reason="sessions of processes are POSIX's")
@pytest.mark.parametrize("name", COMMANDS)
def test_what_a_killed_command_left_is_gone_once_it_is_run_again(
    name: str, given: Path, tmp_path: Path
) -> None:
    instants = random.Random(f"kill {name}")
    killed = 0
    for number in range(KILLS):
        place = Place(given, tmp_path / f"out-{number}", tmp_path / f"temporary-{number}")
        place.out.mkdir()
        place.temporary.mkdir()
        process = place.run(COMMANDS[name])
        killed += kill(process, place, instants.uniform(0, LATEST))
        assert not alive(process.pid), "nobody works on for a process that was killed"
        assert finish(place.run(COMMANDS[name])) in (0, 1)
        left = [path for path in place.temporary.iterdir() if not lone_lock(path)]
        assert [path for path in left if path.is_dir() or not probe(path)] == []
        hidden = {path.name for path in place.held() if path.name.startswith(".")}
        assert hidden <= {".lock", ".yuebao-batch.jsonl"}
        if (place.out / "store").is_dir():
            assert Store(place.out / "store").verify().findings == ()
        elif KILLS > 1:
            whole = tmp_path / "whole"
            if not whole.exists():
                whole.mkdir()
                assert finish(Place(given, whole, place.temporary).run(COMMANDS[name])) in (0, 1)
            assert results(place.out) == results(whole)
        shutil.rmtree(place.out)
    assert killed or KILLS == 1, "each was done before it was killed"


def results(folder: Path) -> dict[str, bytes]:
    """Every file that a command gives."""
    return {name: held for name, held in contents(folder).items() if not name.startswith(".")}
