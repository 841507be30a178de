"""The files that are loaded, and what a store must hold after each."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from tests.torture.writer import LIMIT
from tests.unit.store.exports import Row, write_export

if TYPE_CHECKING:
    from yuebao.store import Store

ROOT = Path(__file__).resolve().parents[2]
MONTHS = ("2025-01", "2025-02")
PARTNERS = [str(code) for code in range(101, 301)]
FIRST_DAY = date(2025, 3, 1)
PROBE = len(b"blat")
"""Bytes of the file by which `tempfile` tries a folder, before anything of ours is run."""


def how_many(name: str, usual: int) -> int:
    """How often a trial is made: as the environment says, else as often as continuous integration
    has time for."""
    return int(os.environ.get(name, usual))


@dataclass(frozen=True)
class Release:
    """A release of one slice: every key of it, with a value that tells which release it is."""

    number: int
    path: Path

    @property
    def day(self) -> str:
        return (FIRST_DAY + timedelta(days=self.number)).isoformat()

    @property
    def total(self) -> int:
        """What the store's facts sum to once it is loaded."""
        return len(MONTHS) * len(PARTNERS) * (1_000 + self.number)


def make_release(folder: Path, number: int) -> Release:
    """Write the files of a release, one a month, into a folder of their own."""
    path = folder / f"出口-{number}"
    path.mkdir()
    for month in MONTHS:
        rows = [Row(month, 1_000 + number, partner) for partner in PARTNERS]
        write_export(path / f"出口-{month}.csv", rows)
    return Release(number, path)


def writer(store: Path, *releases: Release, limit: int | None = None) -> subprocess.Popen[str]:
    """A process that loads releases into a store."""
    words = [word for release in releases for word in (str(release.path), release.day)]
    environment = os.environ | ({} if limit is None else {LIMIT: str(limit)})
    return subprocess.Popen(
        [sys.executable, "-m", "tests.torture.writer", str(store), *words],
        cwd=ROOT, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def told(process: subprocess.Popen[str]) -> str:
    """The next line a process prints; empty at its end."""
    assert process.stdout is not None
    return process.stdout.readline().strip()


def total(store: Store) -> int:
    """What the store's current facts sum to; every key must be there once."""
    view = store.view()
    [(value, count, keys)] = view.query(
        f"SELECT sum(value), count(*), count(DISTINCT (last_month, partner)) FROM {view.facts}"
    )
    assert count == keys == len(MONTHS) * len(PARTNERS)
    return int(value)


def probe(path: Path) -> bool:
    """Whether it is what Python writes to try a folder of temporary files, and was killed over."""
    return re.fullmatch(r"[a-z0-9_]{8}", path.name) is not None and path.stat().st_size <= PROBE


def lone_lock(path: Path) -> bool:
    """Whether it is a lock whose owner died before there was a folder: it stays for an hour."""
    return path.suffix == ".lock" and not path.with_suffix("").exists()
