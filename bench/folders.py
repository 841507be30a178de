"""Loading a folder of files as the platform hands them out: against the least possible and pandas.

Ten thousand rows a file less one, cut from one export; loading it again; and a folder of workbooks.
"""

from __future__ import annotations

import csv
import shutil
from datetime import date
from importlib.util import find_spec
from itertools import islice
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import xlsxwriter  # type: ignore[import-untyped]  # it ships no types

from bench.exports import write_exports
from bench.facts import Shape
from bench.ingest import LARGEST_IN_MEMORY
from bench.measure import Run, best_of, print_table, run_python
from yuebao import Store
from yuebao.domain import Flow, Month

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

ROWS_OF_A_FILE = 9_999
WORKBOOKS = 20

_LABELS = {
    "minimum": "(a) DuckDB over the list, codes and numbers only",
    "pandas": "(b) pandas, file after file",
    "polars": "(c) polars, file after file",
    "read": "yuebao, reading and checking alone",
    "store": "yuebao ingest",
    "one file": "yuebao ingest, the same rows in one file",
    "again": "yuebao ingest, all of it again",
}


def bench_folders(folder: Path, sizes: list[int], repeats: int = 3) -> None:
    """Print a table for a folder of each size, and one for workbooks."""
    for rows in sizes:
        _bench_folder(folder, rows, repeats)
    _bench_workbooks(folder, repeats)


def _bench_folder(folder: Path, rows: int, repeats: int) -> None:
    months = max(4, rows // 1_000_000)
    first = Month(2025, 12).plus(1 - months)  # loads say that they were released in January
    shape = Shape(rows=2 * rows, months=months, first=first, plain=True)
    file, count = write_exports(folder / "exports", shape, Flow.EXPORT)
    files = cut_up(file, folder / "folder")
    _load(folder / "folder")
    runs: dict[str, list[Run]] = {name: [] for name in _LABELS if _takes_part(name, rows)}
    for _ in range(repeats):  # in turn, so that a busy moment falls on all
        for name, found in runs.items():
            with TemporaryDirectory(dir=folder) as out:
                path = file if name == "one file" else folder / "folder"
                contender = "store" if name == "one file" else name
                found.append(run_python("bench.contenders", contender, path, out))
    best = {name: best_of(found) for name, found in runs.items()}
    print_table(
        f"Loading {count:,} rows in {files:,} files",
        ["", "seconds", "ms a file", "peak memory, MB", "× (a)", "times as fast as (b)"],
        [
            (
                _LABELS[name],
                run.seconds,
                "" if name == "one file" else 1000 * run.seconds / files,
                run.memory // 1_000_000,
                run.seconds / best["minimum"].seconds,
                best["pandas"].seconds / run.seconds if "pandas" in best else "",
            )
            for name, run in best.items()
        ],
    )
    file.unlink()
    shutil.rmtree(folder / "folder")
    shutil.rmtree(folder / "folder.store")


def _takes_part(name: str, rows: int) -> bool:
    if name in ("pandas", "polars"):
        return rows <= LARGEST_IN_MEMORY and find_spec(name) is not None
    return True


def cut_up(file: Path, folder: Path) -> int:
    """Cut an export into files as the platform hands them out; gives how many there are."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    files = 0
    with file.open("rb") as lines:
        head = next(lines)
        while part := list(islice(lines, ROWS_OF_A_FILE)):
            files += 1
            (folder / f"出口_{files:05}.csv").write_bytes(head + b"".join(part))
    return files


def _load(path: Path) -> None:
    """A store beside a folder that holds all of it."""
    shutil.rmtree(path.with_suffix(".store"), ignore_errors=True)
    Store(path.with_suffix(".store")).load([path], released=date(2026, 1, 20))


def _bench_workbooks(folder: Path, repeats: int) -> None:
    shape = Shape(rows=500_000, months=4, first=Month(2025, 1), plain=True)
    file, _ = write_exports(folder / "exports", shape, Flow.EXPORT)
    books = folder / "books"
    shutil.rmtree(books, ignore_errors=True)
    books.mkdir()
    with file.open(encoding="gb18030", newline="") as text:
        rows = csv.reader(text)
        heads = next(rows)
        for number in range(WORKBOOKS):
            _write_book(books / f"出口_{number}.xlsx", [heads, *islice(rows, ROWS_OF_A_FILE)])
    file.unlink()
    runs: dict[str, list[Run]] = {"sheets": [], "store": []}
    for _ in range(repeats):
        for name, found in runs.items():
            with TemporaryDirectory(dir=folder) as out:
                found.append(run_python("bench.contenders", name, books, out))
    best = {name: best_of(found) for name, found in runs.items()}
    labels = {"sheets": "(a) fastexcel, all cells as text", "store": "yuebao ingest"}
    print_table(
        f"Loading {WORKBOOKS} workbooks of {ROWS_OF_A_FILE:,} rows",
        ["", "seconds", "ms a file", "peak memory, MB", "× (a)"],
        [
            (
                labels[name],
                run.seconds,
                1000 * run.seconds / WORKBOOKS,
                run.memory // 1_000_000,
                run.seconds / best["sheets"].seconds,
            )
            for name, run in best.items()
        ],
    )
    shutil.rmtree(books)


def _write_book(path: Path, rows: Sequence[Sequence[str]]) -> None:
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for at, row in enumerate(rows):
            for column, text in enumerate(row):
                sheet.write_string(at, column, text)
