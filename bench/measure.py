"""Measuring: processes of their own, their time and peak memory, and tables of what was found."""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ROOT = Path(__file__).resolve().parent.parent
_PATHS = (str(ROOT / "src"), str(ROOT), os.environ.get("PYTHONPATH", ""))
"""The code beside this file is what is measured, whatever is installed."""


@dataclass(frozen=True, slots=True)
class Run:
    """What one process took: wall time in seconds, peak memory in bytes, and what it printed."""

    seconds: float
    memory: int
    output: str


def run_process(*command: str | Path) -> Run:
    """Run a command to its end.

    Raises:
        RuntimeError: It failed.
    """
    began = time.perf_counter()
    process = subprocess.Popen(  # the caller names the program
        [str(part) for part in command],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(_PATHS)},
    )
    out, err = process.communicate()
    seconds = time.perf_counter() - began
    if process.returncode != 0:
        raise RuntimeError(f"{command}: {err.strip()[-2000:]}")
    # A module of ours tells its own peak last: we would know only that of our largest child.
    last = (out.splitlines() or [""])[-1]
    return Run(seconds, int(last) if last.isdigit() else 0, out)


def run_python(module: str, *arguments: str | Path) -> Run:
    """Run a module of ours that ends with `print(peak_memory())`."""
    return run_process(sys.executable, "-m", module, *arguments)


def peak_memory() -> int:
    """The most memory this process has held, in bytes; page cache is not counted."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    (line,) = (line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) * 1024


def seconds_of(function: Callable[[], object], times: int = 5) -> float:
    """The median time of a call, after a first one that is not counted."""
    function()
    found = []
    for _ in range(times):
        began = time.perf_counter()
        function()
        found.append(time.perf_counter() - began)
    return statistics.median(found)


def best_of(runs: Sequence[Run]) -> Run:
    """The median run by time, with the highest memory of all."""
    middle = sorted(runs, key=lambda run: run.seconds)[len(runs) // 2]
    return Run(middle.seconds, max(run.memory for run in runs), middle.output)


def print_machine() -> None:
    """Print the machine, the versions, how busy it was, and the date."""
    model = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
            if line.startswith("model name")
        ),
        platform.machine(),
    )
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    print(
        f"{datetime.now(UTC):%Y-%m-%d}, {model}, {os.cpu_count()} cores, {memory:.0f} GB, "
        f"Python {platform.python_version()}, DuckDB {version('duckdb')}, "
        f"delta-rs {version('deltalake')}; load before: {os.getloadavg()[0]:.1f}"
    )


def print_table(title: str, heads: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print a table as Markdown."""
    print(f"\n### {title}\n")
    print("| " + " | ".join(heads) + " |")
    print("|" + "---|" * len(heads))
    for row in rows:
        print("| " + " | ".join(map(_cell, row)) + " |")
    sys.stdout.flush()


def _cell(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.3g}" if value < 10 else f"{value:,.0f}"
    return f"{value:,}" if isinstance(value, int) else str(value)
