"""A server under load: many readers at once, with a load beside them."""

from __future__ import annotations

import asyncio
import hashlib
import os
import random
import shutil
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from urllib.request import urlopen

from bench.exports import write_exports
from bench.facts import Shape
from bench.filled import fill_store
from bench.measure import ROOT, print_table
from yuebao.domain import Flow, Month

if TYPE_CHECKING:
    from collections.abc import Sequence

READERS = 50
SECONDS = 8.0
MONTHS_HELD = 120
MONTHS = ("2025-12", "2025-11", "2025-10", "2025-09")
REPORT = "/zh/reports/chips/{month}/latest"
FIGURE = f"{REPORT}/figures/overview,exports,value,rows,~,month,yoy"
CODES = ("8507", "8542", "8517", "8703", "6110", "7207", "9013", "3004", "2709", "1201")
KINDS = ("report page", "figure", "exploration")
BYS = ("partner", "province", "mode", "group", "nothing")


def addresses(kind: str) -> list[str]:
    """What readers ask for, of one kind."""
    if kind == "report page":
        return [REPORT.format(month=month) for month in MONTHS]
    if kind == "figure":
        return [FIGURE.format(month=month) for month in MONTHS]
    return [
        f"/zh/explore?codes={code}&by={by}&months={month}"
        for code in CODES
        for by in BYS
        for month in MONTHS
    ]


@dataclass
class Found:
    """What readers met.

    Attributes:
        seconds: How long each answer took.
        failed: Answers that were none, with what was wrong.
    """

    seconds: list[float] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    def quantile(self, share: float) -> float:
        """A quantile of the times, in milliseconds."""
        return (
            sorted(self.seconds)[min(len(self.seconds) - 1, int(share * len(self.seconds)))] * 1e3
        )


class Server:
    """`yuebao serve` as a process.

    Args:
        store: What it serves.
    """

    def __init__(self, store: Path) -> None:
        command = [sys.executable, "-m", "yuebao", "serve", "--port", "0", "--store", str(store)]
        paths = os.pathsep.join((str(ROOT / "src"), str(ROOT)))
        began = time.perf_counter()
        self._process = subprocess.Popen(
            command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": paths}
        )
        assert self._process.stdout is not None
        address = self._process.stdout.readline().rpartition(": ")[2].strip()
        self.ready = time.perf_counter() - began
        self.port = int(address.rstrip("/").rpartition(":")[2])

    def memory(self) -> int:
        """What it holds, in megabytes."""
        status = Path(f"/proc/{self._process.pid}/status").read_text(encoding="ascii")
        (line,) = (line for line in status.splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1]) // 1000

    def get(self, address: str) -> bytes:
        """An answer."""
        with urlopen(f"http://127.0.0.1:{self.port}{address}") as answer:  # ours
            return bytes(answer.read())

    def stop(self) -> None:
        """End it."""
        self._process.terminate()
        self._process.wait()


async def _read(port: int, asked: Sequence[str], until: float, found: Found, seed: int) -> None:
    """One reader: asks as a browser does, waits for the whole answer, and asks again."""
    chance = random.Random(seed)  # no secret
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    while time.perf_counter() < until:
        address = chance.choice(asked)
        began = time.perf_counter()
        writer.write(
            f"GET {address} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n\r\n".encode()
        )
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            size = next(
                int(line.split(b":")[1])
                for line in head.split(b"\r\n")
                if line.lower().startswith(b"content-length")
            )
            await reader.readexactly(size)
        except (OSError, asyncio.IncompleteReadError, StopIteration) as error:
            found.failed.append(f"{address}: {error!r}")
            return
        found.seconds.append(time.perf_counter() - began)
        if not head.startswith(b"HTTP/1.1 200"):
            found.failed.append(f"{address}: {head.splitlines()[0].decode()}")
    writer.close()


async def _load(port: int, asked: Sequence[str], seconds: float, readers: int) -> Found:
    found = Found()
    until = time.perf_counter() + seconds
    await asyncio.gather(*(_read(port, asked, until, found, seed) for seed in range(readers)))
    return found


def _ask(server: Server, kind: str, seconds: float = SECONDS, readers: int = READERS) -> Found:
    return asyncio.run(_load(server.port, addresses(kind), seconds, readers))


def bench_serving(folder: Path, size: int) -> None:
    """Print what readers of each kind wait, then with a load beside, then memory."""
    with TemporaryDirectory(dir=folder) as scratch:
        path = Path(scratch) / "store"
        shutil.copytree(fill_store(folder, Shape(rows=size)).path, path)
        server = Server(path)
        try:
            _bench(server, path, Path(scratch), size)
        finally:
            server.stop()


def _bench(server: Server, store: Path, scratch: Path, size: int) -> None:
    rows = []
    for kind in KINDS:
        first = [_seconds(server, address) for address in addresses(kind)]
        found = _ask(server, kind)
        rows.append(_row(kind, first, found))
    print_table(
        f"{READERS} readers at once, {size:,} facts (ready in {server.ready:.2f} s)",
        ["asked for", "answers a second", "p50, ms", "p99, ms", "failed", "first of its kind, ms"],
        rows,
    )
    pinned = _pinned(server)
    before = hashlib.sha256(server.get(pinned)).hexdigest()
    beside = _with_a_load(server, store, scratch, size)
    same = hashlib.sha256(server.get(pinned)).hexdigest() == before
    print(
        f"\nWith a load beside: {len(beside.seconds):,} answers, {len(beside.failed)} failed, "
        f"p99 {beside.quantile(0.99):.0f} ms; the pinned figure is "
        f"{'the same' if same else 'ANOTHER'}."
    )
    for told in beside.failed[:3]:
        print(told)
    held = []
    for _ in range(5):
        done = 0
        while done < 2000:
            done += len(_ask(server, "figure", 1.0, 20).seconds)
            done += len(_ask(server, "exploration", 1.0, 20).seconds)
        held.append(server.memory())
    print(f"\nMemory after each 2,000 answers: {', '.join(f'{one} MB' for one in held)}.")


def _row(kind: str, first: list[float], found: Found) -> tuple[object, ...]:
    return (
        kind, len(found.seconds) / SECONDS, found.quantile(0.5), found.quantile(0.99),
        len(found.failed), statistics.median(first) * 1e3,
    )  # fmt: skip


def _seconds(server: Server, address: str) -> float:
    began = time.perf_counter()
    server.get(address)
    return time.perf_counter() - began


def _pinned(server: Server) -> str:
    """The permanent address of a figure."""
    page = server.get(FIGURE.format(month=MONTHS[0])).decode()
    return page.partition('rel="bookmark"')[0].rpartition('href="')[2].partition('"')[0]


def _with_a_load(server: Server, store: Path, scratch: Path, size: int) -> Found:
    """Readers of all kinds while a file is loaded into the store."""
    month = Shape(rows=size // MONTHS_HELD, seed=2, months=1, first=Month(2025, 12))
    file, _ = write_exports(scratch / "files", month, Flow.EXPORT)
    command = [sys.executable, "-m", "yuebao", "ingest", str(file), "--store", str(store),
               "--released", "2026-02-20", "--replace", "--scope", "all",
               "--codes", "all"]  # fmt: skip
    paths = os.pathsep.join((str(ROOT / "src"), str(ROOT)))
    with subprocess.Popen(command, env={**os.environ, "PYTHONPATH": paths},
                          stdout=subprocess.DEVNULL) as load:  # fmt: skip
        asked = [
            one for kind in ("report page", "figure", "exploration") for one in addresses(kind)
        ]
        found = asyncio.run(_load(server.port, asked, SECONDS, READERS))
        if load.wait() != 0:
            found.failed.append("the load itself")
    return found
