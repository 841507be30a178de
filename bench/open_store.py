"""How long a store of many loads takes to open: `python bench/open_store.py [LOADS]`.

Target: under 0.1 seconds for 100 loads, with the records of all of them.
"""

from __future__ import annotations

import sys
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from yuebao.domain import Month, Scope
from yuebao.store import Store

HEADS = "数据年月,商品编码,贸易伙伴编码,美元\n"


def write_month(path: Path, month: Month) -> None:
    """A month of 20 commodities with 12 partners."""
    rows = (
        f'"{month.year}{month.month:02}","{85070000 + commodity}","{partner}","{commodity + 1}"\n'
        for commodity in range(20)
        for partner in range(110, 122)
    )
    path.write_text(HEADS + "".join(rows), encoding="utf-8")


def main(loads: int) -> None:
    """Fill a store, open it three times, and print the fastest."""
    with TemporaryDirectory() as folder:
        store = Store(Path(folder) / "store")
        begun = perf_counter()
        for number in range(loads):
            path = Path(folder) / f"出口{number}.csv"
            write_month(path, Month(2015, 1).plus(number))
            store.load([path], released=date(2015, 2, 1) + timedelta(number), scope=Scope())
        print(f"{loads} loads, {(perf_counter() - begun) / loads:.3f} s each")
        times = []
        for _ in range(3):
            begun = perf_counter()
            assert len(Store(store.path).view().records) == loads
            times.append(perf_counter() - begun)
        print(f"opened with all records in {min(times):.3f} s")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
