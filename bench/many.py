"""Mass production: every heading of a month, and every month of a report."""

from __future__ import annotations

import sys
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from bench.facts import Shape
from bench.filled import fill_store
from bench.measure import print_table, run_process

if TYPE_CHECKING:
    from pathlib import Path

_BATCHES = (
    ("every heading of 2025-12", ("all", "2025-12")),
    ("chips, 2016-01 to 2025-12", ("chips", "2016-01..2025-12")),
)


def bench_many(folder: Path, sizes: list[int]) -> None:
    """Print reports a second for each kind of batch and size of store."""
    rows = []
    for size in sizes:
        store = fill_store(folder, Shape(rows=size))
        for label, what in _BATCHES:
            with TemporaryDirectory(dir=folder) as out:
                command = (sys.executable, "-m", "yuebao", "batch", *what, "--store", store.path)
                run = run_process(*command, "--out", out)
                count = int(run.output.split()[0])
                again = run_process(*command, "--out", out)
            rows.append((size, label, count, run.seconds, count / run.seconds, again.seconds))
    print_table(
        "Many reports (annex and Markdown)",
        ["rows in the store", "batch", "reports", "seconds", "reports/s", "again, s"],
        rows,
    )
