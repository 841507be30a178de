"""A report with every section there is, against the reference definition of the same goods.

As the command builds it, in a process of its own that starts Python and the program that adjusts;
and warm, in a process that has built it before.

Seasonal adjustment runs a program of its own several times, whatever the size of the store: the
report is timed without it and with it. On a machine that others keep busy the processor's time says
more than the clock.
"""

from __future__ import annotations

import os
import statistics
import sys
from functools import partial
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from bench.facts import Shape
from bench.filled import fill_store
from bench.measure import print_table, run_process, seconds_of
from yuebao import build_report
from yuebao.domain import Month
from yuebao.indicators.seasonal import forget
from yuebao.render import render
from yuebao.report import load_definition
from yuebao.report.sections import SECTIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from yuebao import Store
    from yuebao.report import Definition

MONTH = Month(2025, 12)
_REFERENCE = "chips"
_HEAD = """
windows = ["month", "ytd", "rolling12"]

[title]
zh = "集成电路月度监测报告"

[subject]
label = { zh = "集成电路" }
codes = ["8542"]
edition = 2022
"""
_PRODUCTS = {"854231": "处理器及控制器", "854232": "存储器", "854233": "放大器"}
_KEYS = {
    "products": "contribution = true",
    "partners": 'blocs = ["eu", "asean"]\nshares = true\ncontribution = true',
    "provinces": "contribution = true",
    "province-trade": 'window = "month"',
}
_NOT_OF_GOODS = ("text", "enterprises")


def every_section(folder: Path, *, without: tuple[str, ...] = ()) -> Path:
    """A definition with every kind of section that goods may have, but for some."""
    parts = [_HEAD]
    parts += (
        f'[[subject.products]]\ncode = "{code}"\nlabel = {{ zh = "{name}" }}\n'
        for code, name in _PRODUCTS.items()
    )
    kinds = (one.record.kind for one in SECTIONS)
    parts += (
        f'[[sections]]\nkind = "{kind}"\n{_KEYS.get(kind, "")}\n'
        for kind in kinds
        if kind not in (*_NOT_OF_GOODS, *without)
    )
    path = folder / f"every-section{''.join(f'-without-{one}' for one in without)}.toml"
    path.write_text("\n".join(parts), encoding="utf-8")
    return path


def bench_analysis(folder: Path, sizes: list[int], repeats: int = 5) -> None:
    """Print a line a size: the reports, built and drawn as annex and Markdown, and their ratios."""
    whole = every_section(folder)
    reports: dict[str, tuple[str | Path, Callable[[Definition, Store], None]]] = {
        _REFERENCE: (_REFERENCE, draw),
        "every section but seasonal": (every_section(folder, without=("seasonal",)), draw),
        "every section": (whole, draw_anew),
    }
    rows: list[tuple[object, ...]] = []
    for size in sizes:
        store = fill_store(folder, Shape(rows=size))
        times = {
            name: (
                _command(path, store, folder, repeats),
                *_times_of(partial(build, load_definition(path), store), repeats),
            )
            for name, (path, build) in reports.items()
        }
        rows += [(size, name, *_beside(took, times[_REFERENCE])) for name, took in times.items()]
    print_table(
        f"A report with every section, against {_REFERENCE} (annex and Markdown)",
        ["rows in the store", "report", "command, s", "×", "warm, s", "×", "processor's, s", "×"],
        rows,
    )


def _beside(took: Sequence[float], base: Sequence[float]) -> Iterator[float]:
    """Each time, and how many times that of the reference it is."""
    for one, of in zip(took, base, strict=True):
        yield from (one, one / of)


def _command(definition: str | Path, store: Store, folder: Path, repeats: int) -> float:
    """The median seconds of the command, without its audit."""
    with TemporaryDirectory(dir=folder) as out:
        command = (
            sys.executable, "-m", "yuebao", "build", definition, str(MONTH),
            "--store", store.path, "--out", out, "--format", "md,json", "--no-audit",
        )  # fmt: skip
        return statistics.median(run_process(*command).seconds for _ in range(repeats))


def draw_anew(definition: Definition, store: Store) -> None:
    """The same, where no series was adjusted before."""
    forget()
    draw(definition, store)


def _times_of(report: Callable[[], object], repeats: int) -> tuple[float, float]:
    """The median seconds by the clock, and of the processor with those of programs it started."""
    used: list[float] = []

    def timed() -> None:
        before = sum(os.times()[:4])
        report()
        used.append(sum(os.times()[:4]) - before)

    wall = seconds_of(timed, repeats)
    return wall, statistics.median(used[1:])


def draw(definition: Definition, store: Store) -> None:
    """Build a report and draw annex and Markdown."""
    document = build_report(definition, MONTH, store)
    for name in ("md", "json"):
        render(document, name)
