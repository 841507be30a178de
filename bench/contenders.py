"""What loading is compared with: each a process, `python -m bench.contenders NAME PATH OUT`.

The path is a file or a folder of files of one shape.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bench.measure import peak_memory

if TYPE_CHECKING:
    from collections.abc import Callable

_HEADS = (
    "month", "commodity", "commodity_name", "partner", "partner_name", "mode", "mode_name",
    "province", "province_name", "quantity", "unit", "quantity2", "unit2", "value", "end",
)  # fmt: skip
_KEPT = ("month", "commodity", "partner", "mode", "province", "quantity", "quantity2", "value")
_SORT = ("commodity", "partner", "mode", "province")


def files_of(path: Path) -> list[Path]:
    """The files meant by a path."""
    return sorted(path.iterdir()) if path.is_dir() else [path]


def minimum(path: Path, out: Path) -> None:
    """The least anybody can do: DuckDB reads codes and numbers over latin-1, one sorted Parquet."""
    import duckdb

    files = ", ".join(f"'{file}'" for file in files_of(path))
    columns = "{" + ", ".join(f"'{name}': 'VARCHAR'" for name in _HEADS) + "}"
    with duckdb.connect() as connection:
        connection.execute(f"SET temp_directory = '{out}'")
        connection.execute(
            f"COPY (SELECT month, commodity, partner, mode, province, "
            "replace(quantity, ',', '')::BIGINT AS quantity, "
            "replace(quantity2, ',', '')::BIGINT AS quantity2, "
            "replace(value, ',', '')::BIGINT AS value "
            f"FROM read_csv([{files}], auto_detect = false, header = false, skip = 1, "
            f"columns = {columns}, delim = ',', quote = '\"', escape = '\"', "
            "encoding = 'latin-1', buffer_size = 33554432) "
            f"ORDER BY month, {', '.join(_SORT)}) "
            f"TO '{out / 'minimum.parquet'}' (FORMAT parquet, COMPRESSION zstd)"
        )


def pandas(path: Path, out: Path) -> None:
    """What an analyst writes: file after file."""
    import pandas as pd

    frames = [
        pd.read_csv(
            file,
            encoding="gb18030",
            header=None,
            skiprows=1,
            names=list(_HEADS),
            dtype=dict.fromkeys(("month", "commodity", "partner", "mode", "province"), str),
            thousands=",",
        )[list(_KEPT)]
        for file in files_of(path)
    ]
    frame = pd.concat(frames).sort_values(["month", *_SORT])
    frame.to_parquet(out / "pandas.parquet", compression="zstd")


def polars(path: Path, out: Path) -> None:
    """The same in polars, which reads GB18030 by decoding the file first."""
    import polars as pl

    frames = [
        pl.read_csv(
            file,
            encoding="gb18030",
            has_header=False,
            skip_rows=1,
            new_columns=list(_HEADS),
            infer_schema=False,
        ).select(
            *("month", *_SORT),
            *(pl.col(name).str.replace_all(",", "").cast(pl.Int64) for name in _KEPT[5:]),
        )
        for file in files_of(path)
    ]
    pl.concat(frames).sort("month", *_SORT).write_parquet(
        out / "polars.parquet", compression="zstd"
    )


def store(path: Path, out: Path) -> None:
    """Ours: hashed, checked, compared with what is known, kept verbatim and committed."""
    from datetime import date

    from yuebao import Store

    Store(out / "store").load([path], released=date(2026, 1, 20))


def read(path: Path, out: Path) -> None:
    """Ours up to the facts: hashed, read and checked, not stored."""
    import duckdb

    from yuebao.reference import find_office
    from yuebao.sources import read_sources, split_sources

    with duckdb.connect() as connection:
        connection.execute(f"SET temp_directory = '{out}'")
        for together in split_sources(files_of(path)):
            read_sources(connection, together, find_office())


def again(path: Path, out: Path) -> None:
    """Ours where the store beside the path holds all of it: a store of the folder's name."""
    from datetime import date

    from yuebao import Store

    assert Store(path.with_suffix(".store")).load([path], released=date(2026, 1, 20)).known
    del out


def sheets(path: Path, out: Path) -> None:
    """What reading a folder of workbooks takes alone: every cell as text, by the reader we use."""
    import fastexcel

    for file in files_of(path):
        fastexcel.read_excel(file).load_sheet(0, header_row=None, skip_rows=0, dtypes="string")
    del out


CONTENDERS: dict[str, Callable[[Path, Path], None]] = {
    "minimum": minimum,
    "pandas": pandas,
    "polars": polars,
    "read": read,
    "store": store,
    "again": again,
    "sheets": sheets,
}


if __name__ == "__main__":
    CONTENDERS[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))
    print(peak_memory())
