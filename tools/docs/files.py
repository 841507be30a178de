"""The page of the real files at hand: what each is read as, or why it is refused.

The files stand beside the checkout (`../shared/data`) and are not part of the project; where they
are not, the page is left as it is.
"""

from __future__ import annotations

import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import duckdb
from tools.docs.markdown import code, page, table

from yuebao.domain import DirectionError, Flow, Period, PeriodError, YuebaoError
from yuebao.reference import find_office
from yuebao.sources import read_source

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yuebao.sources import Reading

Told = TypeVar("Told")

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"
"""Where the files are."""

FLOWS: Sequence[tuple[str, Flow]] = (
    ("query/soybeans/*out.csv", Flow.EXPORT),
    ("query/soybeans/*", Flow.IMPORT),
    ("query/*", Flow.EXPORT),
)
"""What is known of files whose names do not say it."""

MONTHS: Sequence[tuple[str, str]] = (
    ("query/shanghai/2024*", "2024-01..2024-08"),
    ("query/shanghai/2023*", "2023-01..2023-12"),
    ("query/shanghai/2022*", "2022-01..2022-12"),
)
"""What is known of files without a column of months."""

_TEXT = """
Every file of the folder `data` beside the checkout: real files as people got them. Where a file
does not say whether it holds exports or imports, or which months it covers, it is refused until
somebody says so; what was said is in the column "told". The total is the sum of all values of an
export; of the bulletin by province it is exports and imports of all goods in the month; of other
tables, whose items overlap, the sum of all values has no meaning but shows that nothing changed.
"""

_TOTALS = """
SELECT currency, sum(value) FROM {table}
WHERE {where} GROUP BY currency ORDER BY currency
"""
_ALL_GOODS = "grain = 'all' AND flow <> 'total' AND first_month = last_month"


def files_page() -> str:
    """A line a file, in the order of their paths."""
    rows = [_row(path) for path in sorted(SHARED.rglob("*")) if path.is_file()]
    heads = ("file", "read as", "told", "facts", "months", "total, or why it is refused")
    return page("Real files, and what becomes of them", _TEXT, table(heads, rows))


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
    where = _ALL_GOODS if reading.dialect == "bulletin-provinces" else "true"
    totals = connection.execute(_TOTALS.format(table=reading.table, where=where)).fetchall()
    cut = "; exactly as many rows as the platform hands out: probably cut"
    return "; ".join(f"{value:,} {currency}" for currency, value in totals) + (
        cut if reading.truncated else ""
    )
