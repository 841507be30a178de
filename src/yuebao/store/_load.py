"""Loading files: read all, decide what they change, commit once or not at all."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from yuebao import __version__
from yuebao.store._asked import is_below
from yuebao.store._delta import facts_sql
from yuebao.store._doubles import drop_repeats
from yuebao.store._gather import ascending_parts, gather
from yuebao.store._raw import RawCopies, is_whole, keep_raw
from yuebao.store._records import LoadRecord, Slice, SourceRecord
from yuebao.store._repeats import Repeats
from yuebao.store._revise import (
    CELL_COLUMNS,
    Changes,
    LoadMode,
    added_facts,
    appended_facts,
    count_facts,
    ends_facts,
    find_changes,
    rewritten_facts,
)
from yuebao.store._slices import find_slices
from yuebao.store._standing import find_standings, stand_alone
from yuebao.store._write import discard_files, write_facts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    import duckdb

    from yuebao.domain import Flow, Period, Progress, Scope
    from yuebao.reference import Office
    from yuebao.sources import Reading
    from yuebao.store._delta import FactTable
    from yuebao.store._standing import Cell, LoadStanding
    from yuebao.store._write import WrittenFile


@dataclass(frozen=True, slots=True)
class LoadRequest:
    """What the caller says about the files of one load.

    Attributes:
        dated: Whether the caller says when they were published.
        flow: Export or import, where the files' names do not say it.
        months: The months each file covers, where its rows do not say it.
        scope: The part of trade the files cover; None to judge by their content.
        released: When customs published them.
        mode: What becomes of known facts the files do not hold.
        notice: A caution that every report using these files prints, by language.
        repeats: What records mean that repeat a key of their file.
        codes: The codes the files were asked for, or `all`; empty where nobody says.
        without: Columns of query exports to leave out, by their heads or by what they hold.
        accept_differences: Whether a bulletin's parts may miss its totals.
    """

    released: date
    flow: Flow | None = None
    months: Period | None = None
    scope: Scope | None = None
    mode: LoadMode = LoadMode.CAREFUL
    notice: Mapping[str, str] = field(default_factory=dict)
    repeats: Repeats = Repeats.REFUSE
    codes: tuple[str, ...] = ()
    dated: bool = True
    without: tuple[str, ...] = ()
    accept_differences: bool = False


@dataclass(frozen=True, slots=True)
class LoadResult:
    """What a load did.

    Attributes:
        record: The load's record, or None where nothing new was said and nothing was committed.
        readings: The files read, in order; those that a look at their bytes showed to be known
            are not.
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


@dataclass(frozen=True, slots=True)
class PreparedLoad:
    """What the files of one load state, judged against the loads known before it.

    Attributes:
        version: The store's version they were judged against.
        readings: The files, in order.
        fresh: Those that state something the store does not hold.
        slices: What all of them state.
        said: Whether every statement was already made on this release date, as wholly as now.
        repeated: Facts that stood in more than one fresh file.
        alone: Whether no earlier load speaks of anything they state, so that all of it is new.
    """

    version: int
    readings: tuple[Reading, ...]
    fresh: tuple[Reading, ...]
    slices: tuple[Slice, ...]
    said: bool
    repeated: int
    alone: bool

    def nothing_new(self) -> LoadResult:
        """What the load did where the store held all of it."""
        return self.result(None, Changes(0, 0, 0, sum(reading.rows for reading in self.readings)))

    def result(self, record: LoadRecord | None, changes: Changes) -> LoadResult:
        """What the load did, with the record of its commit."""
        fresh = {reading.sha256 for reading in self.fresh}
        known = tuple(r.name for r in self.readings if r.sha256 not in fresh)
        return LoadResult(record, self.readings, self.slices, known, self.repeated, changes)


def prepare_load(
    connection: duckdb.DuckDBPyConnection,
    table: FactTable,
    readings: Sequence[Reading],
    request: LoadRequest,
) -> PreparedLoad:
    """Check what was read and gather it in temp tables. Needs no lock: it changes no store.

    Raises:
        YuebaoError: The files contradict each other or the scope given.
    """
    slices = find_slices(connection, readings, request.scope, request.codes)
    records = table.records()
    known = _known_sources(slices, records, request)
    said = known == {reading.sha256 for reading in readings}
    # What replaces speaks for itself as a whole, so files known before are a part of it.
    replaces = request.mode is LoadMode.REPLACE
    fresh = tuple(r for r in readings if replaces or r.sha256 not in known)
    repeated, alone = 0, True
    if fresh:
        fresh_slices = _slices_of(slices, fresh)
        gather(connection, readings, fresh, fresh_slices, request.released)
        repeated = drop_repeats(connection, fresh, fresh_slices)
        alone = stand_alone(fresh_slices, records)
        if not alone:
            standings = find_standings(fresh_slices, records, request.released, request.mode)
            said = said and not any(standing.completes for standing in standings.values())
            _list_cells(connection, standings)
    return PreparedLoad(table.version, tuple(readings), fresh, slices, said, repeated, alone)


def foresee_load(
    connection: duckdb.DuckDBPyConnection,
    table: FactTable,
    load: PreparedLoad,
    request: LoadRequest,
) -> LoadResult:
    """What a load would do, judged as if it were committed. Needs no lock: it changes no store.

    Raises:
        YuebaoError: The load contradicts the store.
    """
    if not load.fresh:
        return load.nothing_new()
    return load.result(None, _changes_of(connection, load, _stored_of(table, load), request))


def _stored_of(table: FactTable, load: PreparedLoad) -> str:
    """The SQL of the facts that a load may change, whose files are checked."""
    known = [] if load.alone else table.files_of(_months_of(load))
    table.check(known)  # what was altered must not be written anew, as if it were right
    return facts_sql(known)


def _months_of(load: PreparedLoad) -> list[str]:
    """The last months of the periods that are stated anew, ascending."""
    slices = _slices_of(load.slices, load.fresh)
    return sorted({str(period.last) for part in slices for period in part.periods})


def _changes_of(
    connection: duckdb.DuckDBPyConnection, load: PreparedLoad, stored: str, request: LoadRequest
) -> Changes:
    if load.alone:
        return Changes(count_facts(connection), 0, 0, 0)
    return find_changes(connection, stored, request.released.isoformat(), request.mode)


def commit_load(
    connection: duckdb.DuckDBPyConnection,
    store: Path,
    table: FactTable,
    load: PreparedLoad,
    office: Office,
    request: LoadRequest,
    progress: Progress,
) -> LoadResult:
    """Make what was prepared one commit. The caller holds the store's lock.

    Raises:
        YuebaoError: The load contradicts the store; nothing has changed.
    """
    if not load.fresh:
        return mend_raw(store, load).nothing_new()
    slices = _slices_of(load.slices, load.fresh)
    months = _months_of(load)
    release = request.released.isoformat()
    stored = _stored_of(table, load)
    changes = _changes_of(connection, load, stored, request)
    if load.said and not changes.any():
        return mend_raw(store, load).result(None, changes)
    record = _record(table.version + 1, load.fresh, slices, office, request)
    progress.step("keep", 0, 1)
    copies = RawCopies(store / "raw", load.fresh)  # the disk copies while the processor sorts
    files: tuple[WrittenFile, ...] = ()
    try:
        ends = not load.alone and ends_facts(connection)
        facts = added_facts() if load.alone else appended_facts()
        if ends:
            facts = rewritten_facts(connection, stored, release)
        ascending = set()
        if load.alone and not load.repeated:
            ascending = ascending_parts(load.fresh, slices)
        files = write_facts(connection, table.folder, facts, ascending=ascending, progress=progress)
        record = replace(record, checksums={file.path: file.checksum for file in files})
        copies.wait()
        progress.step("commit", 0, 1)
        if ends:
            table.replace_months(files, record, months)
        else:
            table.append(files, record)
    except BaseException:
        if not table.has_commit(record.version):
            discard_files(table.folder, files)
            copies.drop()
        raise
    copies.keep()
    progress.step("commit", 1, 1)
    return load.result(record, changes)


def _record(
    version: int,
    readings: Sequence[Reading],
    slices: tuple[Slice, ...],
    office: Office,
    request: LoadRequest,
) -> LoadRecord:
    """The record of a load, before its files of facts are written."""
    return LoadRecord(
        version=version,
        released=request.released,
        sources=tuple(map(_source_record, readings)),
        slices=slices,
        mode=request.mode,
        notice=dict(request.notice),
        repeats=request.repeats,
        tool=__version__,
        office=office.name,
    )


def mend_raw(store: Path, load: PreparedLoad) -> PreparedLoad:
    """Copy anew what raw files are damaged or lost; the load's files say of which that is so.

    The caller holds the store's lock.
    """
    return replace(load, readings=tuple(_mended(store / "raw", r) for r in load.readings))


def needs_mending(store: Path, load: PreparedLoad) -> bool:
    """Whether the raw copy of a file is damaged or lost."""
    return not all(is_whole(store / "raw", reading) for reading in load.readings)


def _mended(folder: Path, reading: Reading) -> Reading:
    if is_whole(folder, reading):
        return reading
    keep_raw(folder, reading)
    remark = "Its copy in raw/ was damaged or lost, and is as it was again."
    return replace(reading, remarks=(*reading.remarks, remark))


def _slices_of(slices: Iterable[Slice], readings: Iterable[Reading]) -> tuple[Slice, ...]:
    sources = {reading.sha256 for reading in readings}
    return tuple(part for part in slices if part.source in sources)


def _known_sources(
    slices: Sequence[Slice], records: Sequence[LoadRecord], request: LoadRequest
) -> set[str]:
    """Files whose every slice was loaded before with the same release date and caution.

    And with no fewer codes asked for.
    """
    stated = (
        part
        for record in records
        if record.released == request.released and request.notice in ({}, record.notice)
        for part in record.slices
    )
    asked = defaultdict[Slice, set[tuple[str, ...]]](set)
    for part in stated:
        asked[replace(part, asked=())].add(part.asked)
    new = {
        part.source
        for part in slices
        if not any(
            all(is_below(code, before) for code in part.asked)
            for before in asked.get(replace(part, asked=()), ())
        )
    }
    return {part.source for part in slices} - new


def _list_cells(
    connection: duckdb.DuckDBPyConnection, standings: Mapping[Cell, LoadStanding]
) -> None:
    """Fill the table `cell`: what the load states, and how it stands there."""
    names = ", ".join(f"{name} VARCHAR" for name in CELL_COLUMNS)
    connection.execute(
        f"CREATE OR REPLACE TABLE cell "
        f"({names}, next_release DATE, restated BOOLEAN, partial BOOLEAN)"
    )
    ordered = sorted(standings.items())
    holes = ", ".join(["unnest(?::VARCHAR[])"] * len(CELL_COLUMNS))
    connection.execute(
        f"INSERT INTO cell SELECT {holes}, "
        "unnest(?::DATE[]), unnest(?::BOOLEAN[]), unnest(?::BOOLEAN[])",
        [
            *(list(column) for column in zip(*(cell for cell, _ in ordered), strict=True)),
            [standing.next_release for _, standing in ordered],
            [standing.restated for _, standing in ordered],
            [standing.partial for _, standing in ordered],
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
        without=reading.left_out,
        uneven=reading.uneven,
    )
