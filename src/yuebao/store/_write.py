"""Writing facts as Parquet files that wait for their commit.

DuckDB sorts them where they are not sorted yet, and writes them, a month and a slice at a time, so
that memory does not grow with the load. Until a commit names them, no reader sees them.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import uuid4

from yuebao.domain import FACT_COLUMNS, SILENT, SLICE_COLUMNS
from yuebao.store._checksum import checksum

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from pathlib import Path

    import duckdb

    from yuebao.domain import Progress


PARTITION = "last_month"

ROW_GROUP = 24_576
"""Facts are sorted by commodity, and a product should touch few rows of a month
beside its own: one heading of 400,000 facts takes half the time it took with groups of
131,072."""

_GROUP = (PARTITION, *SLICE_COLUMNS)
"""What a file holds one of: no question asks for two."""

# Columns that are mostly the same throughout a file; sorting need not carry them then.
_LIKELY_CONSTANT = ("first_month", "precision", "growth", "source", "released", "superseded")

_ORDER = ("commodity", "released", "source", "row")

_RANGES = ", ".join(f'count("{c}"), min("{c}"), max("{c}")' for c in _LIKELY_CONSTANT)

_GROUPS_SQL = f"""
SELECT {", ".join(_GROUP)}, count(*), min(commodity), max(commodity),
       {_RANGES}
FROM {{facts}} GROUP BY ALL ORDER BY ALL
"""

_COPY_SQL = """
COPY (
    SELECT {columns} FROM (SELECT {varying} FROM {facts} WHERE {condition} {order})
) TO '{path}' (
    FORMAT parquet, PARQUET_VERSION v2, COMPRESSION zstd,
    ROW_GROUP_SIZE {row_group}, DICTIONARY_SIZE_LIMIT {distinct}
)
"""

_DICTIONARY = 1024
"""A column with more texts or numbers in a row group has nothing to gain from a dictionary."""


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A file that no commit names yet.

    Attributes:
        path: Where it is, below the table's folder.
        month: Its partition.
        size: In bytes.
        checksum: Of its bytes.
        stats: Rows and the range of commodities, as the Delta protocol writes them.
    """

    path: str
    month: str
    size: int
    checksum: int
    stats: str


def write_facts(
    connection: duckdb.DuckDBPyConnection,
    folder: Path,
    facts: str,
    *,
    ascending: Collection[tuple[str, ...]] = (),
    progress: Progress = SILENT,
) -> tuple[WrittenFile, ...]:
    """Write facts below the table's folder, sorted, each month and slice a file of its own.

    Args:
        connection: Where the facts are.
        folder: The table's folder.
        facts: SQL with the columns of FACT_COLUMNS, to stand after FROM; read several times.
        ascending: The groups, as `_GROUP`, whose facts are sorted by commodity as they stand.
        progress: Told before each file.
    """
    written: list[WrittenFile] = []
    try:
        groups = connection.execute(_GROUPS_SQL.format(facts=facts)).fetchall()
        for done, group in enumerate(groups):
            progress.step("write", done, len(groups))
            order = () if group[: len(_GROUP)] in ascending else _ORDER
            written.append(_write_group(connection, folder, facts, group, order))
    except BaseException:
        discard_files(folder, written)
        raise
    return tuple(written)


def discard_files(folder: Path, written: Sequence[WrittenFile]) -> None:
    """Remove files that will not be committed, and folders that held nothing else."""
    for file in written:
        path = folder / file.path
        path.unlink(missing_ok=True)
        with suppress(OSError):  # others are in it
            path.parent.rmdir()


def _write_group(
    connection: duckdb.DuckDBPyConnection,
    folder: Path,
    facts: str,
    group: tuple[str, ...],
    order: Sequence[str],
) -> WrittenFile:
    keys, (rows, first, last, *ranges) = group[: len(_GROUP)], group[len(_GROUP) :]
    month = keys[0]
    constant = dict(zip(_GROUP, (f"'{key}'" for key in keys), strict=True))
    constant |= _constants(int(rows), ranges)
    relative = f"{PARTITION}={month}/{uuid4().hex}.parquet"
    path = folder / relative
    path.parent.mkdir(parents=True, exist_ok=True)
    order = [key for key in order if key not in constant]
    connection.execute(
        _COPY_SQL.format(
            columns=", ".join(_columns(constant)),
            varying=", ".join(f'"{c.name}"' for c in FACT_COLUMNS if c.name not in constant),
            facts=facts,
            condition=" AND ".join(f"{name} = {constant[name]}" for name in _GROUP),
            order=f"ORDER BY {', '.join(order)}" if order else "",
            path=str(path).replace("'", "''"),
            row_group=ROW_GROUP,
            distinct=_DICTIONARY,
        )
    )
    stats = {
        "numRecords": int(rows),
        "minValues": {"commodity": first},
        "maxValues": {"commodity": last},
        "nullCount": {"commodity": 0},
    }
    return WrittenFile(relative, month, path.stat().st_size, checksum(path), json.dumps(stats))


def _constants(rows: int, ranges: Sequence[str | int | None]) -> dict[str, str]:
    """The columns that hold one value in all rows of a group, as SQL."""
    triples = zip(*[iter(ranges)] * 3, strict=True)
    found = {}
    for name, (held, least, greatest) in zip(_LIKELY_CONSTANT, triples, strict=True):
        if held == 0:
            found[name] = "NULL"
        elif held == rows and least == greatest:
            found[name] = f"'{least}'"
    return found


def _columns(constant: dict[str, str]) -> Iterator[str]:
    """The file's columns: all but the partition, which lives in the path."""
    for column in FACT_COLUMNS:
        if column.name == PARTITION:
            continue
        value = constant.get(column.name)
        if value is None:
            yield f'"{column.name}"'
        elif value == "NULL" or column.type != "VARCHAR":
            yield f'{value}::{column.type} AS "{column.name}"'
        else:
            # An enumeration of one text: written as text, without a look at every row.
            yield f'{value}::ENUM({value}) AS "{column.name}"'
