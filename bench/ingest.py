"""Loading a file: time and peak memory against the least possible, pandas and polars."""

from __future__ import annotations

from importlib.util import find_spec
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from bench.exports import write_exports
from bench.facts import Shape
from bench.measure import Run, best_of, print_table, run_python
from yuebao.domain import Flow, Month

if TYPE_CHECKING:
    from pathlib import Path

_LABELS = {
    "minimum": "(a) DuckDB, codes and numbers only",
    "pandas": "(b) pandas",
    "polars": "(c) polars",
    "read": "yuebao, reading and checking alone",
    "store": "yuebao ingest",
}
LARGEST_IN_MEMORY = 5_000_000
"""Above so many rows pandas and polars are left out: they hold all of the file."""


def bench_ingest(folder: Path, sizes: list[int], repeats: int = 3) -> None:
    """Print a table for a file of each size, without and with rare characters in names."""
    for rows in sizes:
        _bench_file(folder, rows, repeats)


def _bench_file(folder: Path, rows: int, repeats: int) -> None:
    months = max(4, rows // 1_000_000)
    for plain in (True, False):
        shape = Shape(rows=2 * rows, months=months, first=Month(2025, 1), plain=plain)
        file, count = write_exports(folder / "exports", shape, Flow.EXPORT)
        size = file.stat().st_size
        runs = _run_all(folder, file, rows, repeats, plain=plain)
        base = runs.get("minimum")
        kind = "plain" if plain else "with rare characters, which DuckDB's latin-1 refuses"
        print_table(
            f"Loading {count:,} rows, {size / 1e6:,.0f} MB, {kind}",
            ["", "seconds", "rows/s", "peak memory, MB", "× (a)", "times as fast as (b)"],
            [
                (
                    _LABELS[name],
                    run.seconds,
                    int(count / run.seconds),
                    run.memory // 1_000_000,
                    run.seconds / base.seconds if base else "",
                    runs["pandas"].seconds / run.seconds if "pandas" in runs else "",
                )
                for name, run in runs.items()
            ],
        )
        file.unlink()


def _run_all(folder: Path, file: Path, rows: int, repeats: int, *, plain: bool) -> dict[str, Run]:
    names = [
        name
        for name in _LABELS
        if (plain or name != "minimum")
        and (name not in ("pandas", "polars") or (rows <= LARGEST_IN_MEMORY and find_spec(name)))
    ]
    runs: dict[str, list[Run]] = {name: [] for name in names}
    for _ in range(repeats):  # in turn, so that a busy moment falls on all
        for name in names:
            with TemporaryDirectory(dir=folder) as out:
                runs[name].append(run_python("bench.contenders", name, file, out))
    return {name: best_of(found) for name, found in runs.items()}
