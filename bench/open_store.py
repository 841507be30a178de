"""How long a store of many loads takes to open, with the records of all of them.

Target: under 0.1 seconds for 100 loads.
"""

from __future__ import annotations

import time
from datetime import date
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from bench.measure import print_table
from yuebao.domain import Month, Scope
from yuebao.store import Store

if TYPE_CHECKING:
    from pathlib import Path

HEADS = "数据年月,商品编码,贸易伙伴编码,美元\n"


def write_month(path: Path, month: Month) -> None:
    """A month of 20 commodities with 12 partners."""
    rows = (
        f'"{month.year}{month.month:02}","{85070000 + commodity}","{partner}","{commodity + 1}"\n'
        for commodity in range(20)
        for partner in range(110, 122)
    )
    path.write_text(HEADS + "".join(rows), encoding="utf-8")


def bench_opening(folder: Path, loads: int = 100) -> None:
    """Print what a load of a month takes, and what it takes to open the store of all."""
    with TemporaryDirectory(dir=folder) as place:
        store = Store(f"{place}/store")
        began = time.perf_counter()
        for number in range(loads):
            month, after = (Month(2015, 1).plus(number + more) for more in (0, 1))
            path = folder / place / f"出口{number}.csv"
            write_month(path, month)
            store.load([path], released=date(after.year, after.month, 20), scope=Scope())
        loading = (time.perf_counter() - began) / loads
        times = []
        for _ in range(3):
            began = time.perf_counter()
            if len(Store(store.path).view().records) != loads:
                raise RuntimeError("the store does not know all its loads")
            times.append(time.perf_counter() - began)
    rows = [
        ("load one month", f"{loading:.3f}"),
        ("open the store, with all records", f"{min(times):.3f}"),
    ]
    print_table(f"A store of {loads} loads", ("what", "s"), rows)
