"""The same report on Spark: the annex cell by cell, and the time it takes."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

from bench.facts import Shape
from bench.filled import fill_store
from bench.measure import print_table
from bench.report import MONTH
from yuebao import build_report
from yuebao.render import render

if TYPE_CHECKING:
    from pathlib import Path

_ENGINES = (("DuckDB", None), ("Spark, first report", "local-cluster"), ("Spark", "local-cluster"))


def bench_spark(folder: Path, size: int) -> None:
    """Print seconds a report and whether the annexes are identical.

    Raises:
        AssertionError: They are not.
    """
    store = fill_store(folder, Shape(rows=size))
    rows, annexes = [], []
    for label, engine in _ENGINES:
        began = time.perf_counter()
        document = build_report("chips", MONTH, store, engine=engine)
        seconds = time.perf_counter() - began
        annexes.append(json.loads(render(document, "json"))["cells"])
        if annexes[-1] != annexes[0]:
            raise AssertionError(f"{label} gives other cells")
        rows.append((label, seconds, len(annexes[-1])))
    print_table(
        f"A report from {size:,} rows on Spark's local cluster of two workers; cells identical",
        ["engine", "seconds", "cells"],
        rows,
    )
