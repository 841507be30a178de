"""A report with every section there is, against the reference definition of the same goods.

Seasonal adjustment runs a program of its own several times, whatever the size of the store, and
once for a series in a process: the report is timed without it, with it, and when its series are
known. On a machine that others keep busy the processor's time says more than the clock.
"""

from __future__ import annotations

import os
import statistics
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from bench.facts import Shape
from bench.filled import fill_store
from bench.measure import print_table, seconds_of
from yuebao import build_report
from yuebao.domain import Month
from yuebao.indicators.seasonal import forget
from yuebao.render import render
from yuebao.report import load_definition
from yuebao.report.sections import SECTIONS

if TYPE_CHECKING:
    from collections.abc import Callable
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


def every_section(folder: Path) -> Definition:
    """A definition with every kind of section that goods may have."""
    parts = [_HEAD]
    parts += (
        f'[[subject.products]]\ncode = "{code}"\nlabel = {{ zh = "{name}" }}\n'
        for code, name in _PRODUCTS.items()
    )
    kinds = (one.record.kind for one in SECTIONS if one.record.kind not in _NOT_OF_GOODS)
    parts += (f'[[sections]]\nkind = "{kind}"\n{_KEYS.get(kind, "")}\n' for kind in kinds)
    path = folder / "every-section.toml"
    path.write_text("\n".join(parts), encoding="utf-8")
    return load_definition(path)


def bench_analysis(folder: Path, sizes: list[int], repeats: int = 3) -> None:
    """Print a line a size: the reports, built and drawn as annex and Markdown, and their ratios."""
    definition = every_section(folder)
    kept = tuple(one for one in definition.sections if one.kind != "seasonal")
    unadjusted = replace(definition, sections=kept)
    rows = []
    for size in sizes:
        store = fill_store(folder, Shape(rows=size))
        reports = {
            _REFERENCE: partial(draw, _REFERENCE, store),
            "every section but seasonal": partial(draw, unadjusted, store),
            "every section": partial(draw_anew, definition, store),
            "every section, its series known": partial(draw, definition, store),
        }
        times = {name: _times_of(report, repeats) for name, report in reports.items()}
        clock, processor = times[_REFERENCE]
        rows += [
            (size, name, wall, wall / clock, cpu, cpu / processor)
            for name, (wall, cpu) in times.items()
        ]
    print_table(
        f"A report with every section, against {_REFERENCE} (annex and Markdown, warm)",
        ["rows in the store", "report", "seconds", "×", "processor's time, s", "×"],
        rows,
    )


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


def draw(definition: Definition | str, store: Store) -> None:
    """Build a report and draw annex and Markdown."""
    document = build_report(definition, MONTH, store)
    for name in ("md", "json"):
        render(document, name)
