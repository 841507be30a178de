"""One report: cold and warm, against a hand-written query, from stores of growing size."""

from __future__ import annotations

import sys
from functools import partial
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from bench.by_hand import ask_by_hand
from bench.facts import Shape
from bench.filled import fill_store
from bench.measure import best_of, print_table, run_process, run_python, seconds_of
from yuebao import build_report
from yuebao.domain import Month
from yuebao.render import FORMATS, render

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from yuebao import Store

MONTH = Month(2025, 12)
_REPORT, _CODE = "chips", "8542"


def bench_report(folder: Path, sizes: list[int], repeats: int = 5) -> None:
    """Print a line a size: the command, the library, and the query by hand."""
    rows = []
    for size in sizes:
        store = fill_store(folder, Shape(rows=size))
        with TemporaryDirectory(dir=folder) as out:
            command = (
                sys.executable, "-m", "yuebao", "build", _REPORT, str(MONTH), "--store", store.path,
                "--out", out, "--format", "md,json", "--no-audit",
            )  # fmt: skip
            cold = best_of([run_process(*command) for _ in range(repeats)]).seconds
        memory = run_python("bench.report", store.path).memory
        by_hand = seconds_of(partial(ask_by_hand, store.path, _CODE, MONTH), repeats)
        warm = seconds_of(partial(draw, store), repeats)
        rows.append((size, cold, warm, by_hand, warm / by_hand, memory // 1_000_000))
    print_table(
        f"One report ({_REPORT}, annex and Markdown)",
        ["rows in the store", "command, s", "warm, s", "by hand, s", "×", "peak memory, MB"],
        rows,
    )


def draw(store: Store, as_of: date | None = None) -> None:
    """Build the report and draw annex and Markdown."""
    document = build_report(_REPORT, MONTH, store, as_of=as_of)
    for name in ("md", "json"):
        render(document, name)


def bench_formats(folder: Path, size: int, repeats: int = 3) -> None:
    """Print what each format of one report takes."""
    document = build_report(_REPORT, MONTH, fill_store(folder, Shape(rows=size)))
    rows = [
        (
            known.name,
            seconds_of(partial(render, document, known.name), repeats),
            len(render(document, known.name)) // 1000,
        )
        for known in FORMATS
    ]
    print_table("Drawing one report, a format at a time", ["format", "seconds", "kB"], rows)


if __name__ == "__main__":
    from pathlib import Path as _Path

    from bench.measure import peak_memory
    from yuebao import Store as _Store

    draw(_Store(_Path(sys.argv[1])))
    print(peak_memory())
