"""Loading files: read all, decide what they change, commit once or not at all."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from yuebao import __version__
from yuebao.domain import READ_COLUMNS
from yuebao.sources import read_source
from yuebao.store._delta import FactTable, facts_sql
from yuebao.store._raw import keep_raw
from yuebao.store._records import LoadRecord, Slice, SourceRecord
from yuebao.store._revise import (
    CELL_COLUMNS,
    Changes,
    LoadMode,
    appended_facts,
    find_changes,
    rewritten_facts,
)
from yuebao.store._slices import cells_of, drop_repeats, find_slices

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    import duckdb

    from yuebao.domain import Flow, Period, Scope
    from yuebao.sources import Reading

    Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class LoadRequest:
    """What the caller says about the files of one load.

    Attributes:
        flow: Export or import, where the files' names do not say it.
        months: The months each file covers, where its rows do not say it.
        scope: The part of trade the files cover; None to judge by their content.
        released: When customs published them.
        mode: What becomes of known facts the files do not hold.
        notice: A caution that every report using these files prints, by language.
    """

    released: date
    flow: Flow | None = None
    months: Period | None = None
    scope: Scope | None = None
    mode: LoadMode = LoadMode.CAREFUL
    notice: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LoadResult:
    """What a load did.

    Attributes:
        record: The load's record, or None where nothing new was said and nothing was committed.
        readings: The files read, in order.
        slices: What they state.
        known: Names of the files whose every statement the store already held.
        repeated: Facts that stood in more than one file and were counted once.
        changes: What changed in the store.
    """

    record: LoadRecord | None
    readings: tuple[Reading, ...]
    slices: tuple[Slice, ...]
    known: tuple[str, ...]
    repeated: int
    changes: Changes


def read_files(
    connection: duckdb.DuckDBPyConnection,
    paths: Sequence[Path],
    request: LoadRequest,
    progress: Progress,
) -> tuple[Reading, ...]:
    """Read every file, each content once. Needs no lock: it touches no store.

    Raises:
        YuebaoError: A file is refused.
    """
    readings: dict[str, Reading] = {}
    for done, path in enumerate(paths):
        progress(f"read {path.name}", done, len(paths))
        reading = read_source(connection, path, flow=request.flow, months=request.months)
        readings.setdefault(reading.sha256, reading)
    progress("read", len(paths), len(paths))
    return tuple(readings.values())


def load_readings(
    connection: duckdb.DuckDBPyConnection,
    store: Path,
    table: FactTable,
    readings: Sequence[Reading],
    request: LoadRequest,
    progress: Progress,
) -> LoadResult:
    """Load what was read as one commit. The caller holds the store's lock.

    Raises:
        YuebaoError: The load contradicts itself or the store; nothing has changed.
    """
    slices = find_slices(connection, readings, request.scope)
    records = table.records()
    known = _known_sources(slices, records, request.released)
    fresh = [reading for reading in readings if reading.sha256 not in known]
    names = tuple(reading.name for reading in readings if reading.sha256 in known)
    if not fresh:
        unchanged = sum(reading.rows for reading in readings)
        return LoadResult(None, tuple(readings), slices, names, 0, Changes(0, 0, 0, unchanged))
    fresh_slices = tuple(part for part in slices if part.source not in known)
    _gather(connection, fresh, fresh_slices, request.released)
    repeated = drop_repeats(connection, fresh)
    _list_cells(connection, fresh_slices, records, request.released)
    record = LoadRecord(
        version=table.version + 1,
        released=request.released,
        sources=tuple(map(_source_record, fresh)),
        slices=fresh_slices,
        notice=dict(request.notice),
        tool=__version__,
    )
    for done, reading in enumerate(fresh):
        progress("keep", done, len(fresh))
        keep_raw(store / "raw", reading.path, reading.sha256)
    progress("commit", 0, 1)
    changes = _commit(connection, table, record, request.mode)
    progress("commit", 1, 1)
    return LoadResult(record, tuple(readings), slices, names, repeated, changes)


def _known_sources(
    slices: Sequence[Slice], records: Sequence[LoadRecord], released: date
) -> set[str]:
    """Files whose every slice was loaded before with the same release date."""
    stated = {part for record in records if record.released == released for part in record.slices}
    new = {part.source for part in slices if part not in stated}
    return {part.source for part in slices} - new


def _gather(
    connection: duckdb.DuckDBPyConnection,
    readings: Sequence[Reading],
    slices: Sequence[Slice],
    released: date,
) -> None:
    """Collect the facts of all files in the temp table `incoming`, with scope and release."""
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE slice_scope "
        "(source VARCHAR, flow VARCHAR, grain VARCHAR, currency VARCHAR, scope VARCHAR)"
    )
    connection.executemany(
        "INSERT INTO slice_scope VALUES (?, ?, ?, ?, ?)",
        [
            (part.source, part.flow.value, str(part.grain), part.currency.value, str(part.scope))
            for part in slices
        ],
    )
    columns = ", ".join(column.name for column in READ_COLUMNS)
    union = " UNION ALL ".join(f"SELECT {columns} FROM {reading.table}" for reading in readings)
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE incoming AS "
        f"SELECT f.*, s.scope, $released::DATE AS released FROM ({union}) AS f "
        "JOIN slice_scope AS s USING (source, flow, grain, currency)",
        {"released": released},
    )


def _list_cells(
    connection: duckdb.DuckDBPyConnection,
    slices: Sequence[Slice],
    records: Sequence[LoadRecord],
    released: date,
) -> None:
    """Fill the temp table `cell`: what the load states, and which releases stand near it.

    `next_release` is the first later release that speaks of the cell, `restated` whether this very
    release already did, in another part.
    """
    cells = cells_of(slices)
    following: dict[tuple[str, ...], date] = {}
    restated: set[tuple[str, ...]] = set()
    for record in records:
        if record.released > released:
            for cell in cells & cells_of(record.slices):
                following[cell] = min(following.get(cell, record.released), record.released)
        elif record.released == released:
            restated |= cells & cells_of(record.slices)
    ordered = sorted(cells)
    names = ", ".join(f"{name} VARCHAR" for name in CELL_COLUMNS)
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE cell ({names}, next_release DATE, restated BOOLEAN)"
    )
    holes = ", ".join(["unnest(?::VARCHAR[])"] * len(CELL_COLUMNS))
    connection.execute(
        f"INSERT INTO cell SELECT {holes}, unnest(?::DATE[]), unnest(?::BOOLEAN[])",
        [
            *(list(column) for column in zip(*ordered, strict=True)),
            [following.get(cell) for cell in ordered],
            [cell in restated for cell in ordered],
        ],
    )


def _source_record(reading: Reading) -> SourceRecord:
    return SourceRecord(
        name=reading.name,
        sha256=reading.sha256,
        size=reading.size,
        dialect=reading.dialect,
        rows=reading.rows,
        truncated=reading.truncated,
    )


def _commit(
    connection: duckdb.DuckDBPyConnection, table: FactTable, record: LoadRecord, mode: LoadMode
) -> Changes:
    months = sorted({str(period.last) for part in record.slices for period in part.periods})
    facts = facts_sql(table.files_of(months))
    release = record.released.isoformat()
    changes = find_changes(connection, facts, release, mode)
    if changes.revised or changes.withdrawn:
        table.replace_months(rewritten_facts(connection, facts, release), record, months)
    else:
        table.append(appended_facts(connection), record)
    return changes
