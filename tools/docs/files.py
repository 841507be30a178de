"""The page of the real files at hand: what each is read as, or why it is refused.

The files stand beside the checkout (`../shared`) and are not part of the project; where they
are not, the page is left as it is.
"""

from __future__ import annotations

import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import duckdb
from tools.docs.clothes import clothes_section
from tools.docs.manners import manners_section
from tools.docs.markdown import code, page, table

from yuebao.domain import DirectionError, Flow, Period, PeriodError, YuebaoError
from yuebao.reference import find_office
from yuebao.sources import read_source

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yuebao.sources import Reading

Told = TypeVar("Told")

SHARED = Path(__file__).resolve().parents[3] / "shared"
"""Where the files are."""

FOLDERS = ("data", "field")
"""The folders in it with files of customs."""

FLOWS: Sequence[tuple[str, Flow]] = (
    ("data/query/soybeans/*out.csv", Flow.EXPORT),
    ("data/query/soybeans/*", Flow.IMPORT),
    ("data/query/*", Flow.EXPORT),
)
"""What is known of files whose names do not say it."""

MONTHS: Sequence[tuple[str, str]] = (
    ("data/query/shanghai/2024*", "2024-01..2024-08"),
    ("data/query/shanghai/2023*", "2023-01..2023-12"),
    ("data/query/shanghai/2022*", "2022-01..2022-12"),
    ("field/*/*_2024_01-02.csv", "2024-01..2024-02"),
    ("field/*/*_2025_01-02.csv", "2025-01..2025-02"),
)
"""What is known of files without a column of months."""

_TEXT = """
Every file of the folders `data` and `field` beside the checkout: real files as people got them, and
cases that came up where it was used. Where a file
does not say whether it holds exports or imports, or which months it covers, it is refused until
somebody says so; what was said is in the column "told". The total is the sum of all values of an
export; of the tables of the bulletins it is exports and imports of all goods in the month; of those
of main commodities, which overlap, the sum of all values has no meaning but shows that nothing
changed.
"""

_TOTALS = """
SELECT currency, sum(value) FROM {table}
WHERE {where} GROUP BY currency ORDER BY currency
"""
_ALL_GOODS = "grain = '{grain}' AND flow <> 'total' AND first_month = last_month"


def files_page() -> str:
    """A line a file, in the order of their paths."""
    files = (path for name in FOLDERS for path in sorted((SHARED / name).rglob("*")))
    rows = [_row(path) for path in files if path.is_file() and path.suffix != ".toml"]
    heads = ("file", "read as", "told", "facts", "months", "total, or why it is refused")
    return page(
        "Real files, and what becomes of them",
        _TEXT,
        table(heads, rows),
        clothes_section(),
        manners_section(),
    )


def _row(path: Path) -> list[str]:
    name = path.relative_to(SHARED).as_posix()
    with duckdb.connect() as connection:
        told: list[str] = []
        try:
            reading = _read(connection, path, name, told)
        except YuebaoError as refusal:
            return [code(name), "refused", " ".join(told), "", "", str(refusal)]
        months = str(Period(reading.periods[0].first, max(p.last for p in reading.periods)))
        return [
            code(name), reading.dialect, " ".join(map(code, told)), f"{reading.rows:,}", months,
            _total(connection, reading),
        ]  # fmt: skip


def _read(connection: duckdb.DuckDBPyConnection, path: Path, name: str, told: list[str]) -> Reading:
    """Read a file, told no more than it asks for."""
    flow: Flow | None = None
    months: Period | None = None
    while True:
        try:
            return read_source(connection, path, find_office(), flow=flow, months=months)
        except DirectionError:
            known = _known(name, FLOWS)
            if flow is not None or known is None:
                raise
            flow = known
            told.append(f"--flow {flow}")
        except PeriodError:
            spoken = _known(name, MONTHS)
            if months is not None or spoken is None:
                raise
            months = Period.parse(spoken)
            told.append(f"--months {spoken}")


def _known(name: str, known: Sequence[tuple[str, Told]]) -> Told | None:
    return next((told for pattern, told in known if fnmatch.fnmatch(name, pattern)), None)


def _total(connection: duckdb.DuckDBPyConnection, reading: Reading) -> str:
    grain = "all" if reading.scope is None else "all/province"
    totals_known = reading.dialect not in ("query", "bulletin-commodities")
    where = _ALL_GOODS.format(grain=grain) if totals_known else "true"
    totals = connection.execute(_TOTALS.format(table=reading.table, where=where)).fetchall()
    cut = "; exactly as many rows as the platform hands out: probably cut"
    return "; ".join(f"{value:,} {currency}" for currency, value in totals) + (
        cut if reading.truncated else ""
    )
