"""Revisions: a month released again, as-of reports, and the list of what was revised."""

from __future__ import annotations

import shutil
import time
from datetime import date
from typing import TYPE_CHECKING

from bench.exports import write_exports
from bench.facts import Shape
from bench.filled import fill_store
from bench.measure import print_table, seconds_of
from bench.report import draw
from yuebao import LoadMode, Store
from yuebao.domain import Flow, Month
from yuebao.store import find_revisions

if TYPE_CHECKING:
    from pathlib import Path

_LAST = Month(2025, 12)


def bench_revised(folder: Path, size: int) -> None:
    """Print what it takes to replace the last month's exports, and to look back and forth."""
    shape = Shape(rows=size)
    path = folder / "revised"
    shutil.rmtree(path, ignore_errors=True)
    shutil.copytree(fill_store(folder, shape).path, path)
    # Another seed trades otherwise: nearly every fact of the month is new, revised or withdrawn.
    month = Shape(rows=2 * shape.rows_a_month(), seed=2, months=1, first=_LAST)
    file, rows = write_exports(folder / "exports", month, Flow.EXPORT)
    store = Store(path)
    began = time.perf_counter()
    store.load([file], released=date(2026, 2, 20), mode=LoadMode.REPLACE)
    loaded = time.perf_counter() - began
    then = date(2026, 2, 1)
    taken = [
        (f"load {rows:,} rows that replace a month's exports", loaded),
        ("a report as of now", seconds_of(lambda: draw(store), 3)),
        ("a report as of before", seconds_of(lambda: draw(store, then), 3)),
        (
            "what was revised of one heading",
            seconds_of(lambda: find_revisions(store.view(as_of=then), store.view(), ["8542"]), 3),
        ),
    ]
    print_table(f"Revisions in a store of {size:,} rows", ["", "seconds"], taken)
    file.unlink()
    shutil.rmtree(path)
