"""Checking a store against its own raw files: every hash, every fact, every count and total."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import starmap
from typing import TYPE_CHECKING

import duckdb

from yuebao.domain import KEY_COLUMNS, SILENT, Dimension, Fault, Period, StoreError, YuebaoError
from yuebao.sources import hash_file, scratch_folder
from yuebao.store._checksum import find_altered
from yuebao.store._delta import FactTable, check_path, facts_sql
from yuebao.store._log import find_damages
from yuebao.store._office import office_of
from yuebao.store._repeats import settle_repeats
from yuebao.store._tell import tell_files

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from yuebao.domain import Progress
    from yuebao.reference import Office
    from yuebao.sources import Reading
    from yuebao.store._records import LoadRecord, Slice, SourceRecord


NAMED = 5
"""How many records of one file a kind of finding names."""

_UNREADABLE = (duckdb.Error, UnicodeDecodeError)
"""What reading a damaged file of facts raises; what DuckDB says of it may be no text itself."""

_DIMENSIONS = tuple(map(str, Dimension))
_EXACT = ("flow", "grain", "currency", "commodity", "first_month", "last_month")
_AMOUNTS = ("quantity", "unit", "quantity2", "unit2")


@dataclass(frozen=True, slots=True)
class Verification:
    """What a verification looked at, and what it found.

    Attributes:
        loads: How many load records.
        files: How many raw files were hashed and read again.
        facts: How many stored facts were compared with a row of theirs.
        findings: What does not hold; empty where all does.
    """

    loads: int
    files: int
    facts: int
    findings: tuple[Fault, ...]


def _same(left: str, right: str, columns: Sequence[str]) -> str:
    return " AND ".join(f"{left}.{c} IS NOT DISTINCT FROM {right}.{c}" for c in columns)


_KEY = (
    " AND ".join(f"f.{c} = r.{c}" for c in _EXACT) + " AND " + _same("f", "r", _DIMENSIONS)
)  # equality where nothing is null, so that the join can hash

# Stored facts that say they come from the file, and are no row of it.
_STRAY_SQL = f"""
SELECT f.row, f.commodity, f.last_month, f.value
FROM {{facts}} AS f
WHERE f.source = $source AND NOT EXISTS (
    SELECT 1 FROM {{read}} AS r
    WHERE {_KEY} AND f.row = r.row AND f.value = r.value AND f.precision = r.precision
      AND f.growth IS NOT DISTINCT FROM r.growth AND {_same("f", "r", _AMOUNTS)})
ORDER BY f.row
"""

# Rows of the file that no stored fact states at its release. Where nothing had changed, or another
# file of the load has the same key, the fact is another file's; and a difference within rounding
# is none.
_LOST_SQL = f"""
SELECT r.row, r.commodity, r.last_month, r.value
FROM {{read}} AS r JOIN verified_scope AS s USING (flow, grain, currency)
WHERE NOT EXISTS (
    SELECT 1 FROM {{facts}} AS f
    WHERE {_KEY} AND f.scope = s.scope
      AND 2 * abs(f.value - r.value) <= f.precision + r.precision - 2
      AND {_same("f", "r", _AMOUNTS)}
      AND f.released <= $released::DATE
      AND (f.superseded IS NULL OR f.superseded >= $released::DATE))
ORDER BY r.row
"""

_COUNT_SQL = "SELECT count(*) FROM {facts} AS f WHERE f.source = $source"

_TOTALS_SQL = """
SELECT flow, grain, currency, count(*), sum(value) FROM {read} GROUP BY ALL ORDER BY ALL
"""

_GIVEN = (*_EXACT, "scope", "value", "precision", "source", "row", "released")
"""What every fact has."""

_WHOLE = " AND ".join(f"{column} IS NOT NULL" for column in _GIVEN)

_LACKING_SQL = f"""
SELECT {", ".join(f"count(*) FILTER ({column} IS NULL)" for column in _GIVEN)},
    count(*) FILTER (NOT ({_WHOLE}))
FROM {{facts}}
"""

_TWICE_SQL = f"""
SELECT list(source), list(row), any_value(commodity), any_value(last_month)
FROM {{facts}} WHERE superseded IS NULL AND {_WHOLE}
GROUP BY {", ".join(KEY_COLUMNS)} HAVING count(*) > 1
ORDER BY ALL
"""

_SOURCES_SQL = """
SELECT source, count(*) FROM {facts} WHERE source IS NOT NULL GROUP BY source ORDER BY source
"""


def verify_store(path: Path, asked: Office | None, progress: Progress = SILENT) -> Verification:
    """Check every raw file, every stored fact and every load record of a store.

    Each raw file is hashed and, once for each load of it, read again as it was then; each fact must
    be a row of its file, and each row must be known as of its release. Files that no load knows are
    told: a load that was killed leaves some, and so does one whose log was lost. Where a log is
    damaged no load can be checked; each is told, and each raw file that is not what it was.

    Args:
        path: The store's folder.
        asked: The customs office whose files it must hold; by default it says itself.
        progress: Called with the step, how many are done, and how many there are.
    """
    check_path(path / "facts")
    try:
        table = FactTable(path / "facts")
        records = table.records()
        table.files()
    except StoreError as error:
        damages = tuple(find_damages(path / "facts")) or (error,)
        return Verification(0, 0, 0, (*map(_damaged_log, damages), *tell_files(path)))
    checks = _Checks(path, table, office_of(records, asked, path))
    pairs = [(record, source) for record in records for source in record.sources]
    findings: list[Fault] = []
    facts = 0
    for done, (record, source) in enumerate(pairs):
        progress.step(f"verify {source.name}", done, len(pairs))
        found, compared = checks.check_source(record, source)
        findings += found
        facts += compared
    findings += checks.check_facts({source.sha256 for _, source in pairs})
    findings += starmap(_altered, find_altered(table.checksums(table.files())))
    findings += tell_files(path)
    progress.step("verify", len(pairs), len(pairs))
    return Verification(len(records), len(pairs), facts, tuple(dict.fromkeys(findings)))


class _Checks:
    """The checks of one store."""

    def __init__(self, path: Path, table: FactTable, office: Office) -> None:
        self._path = path
        self._office = office
        self._table = table
        self._counted: set[str] = set()

    def check_source(self, record: LoadRecord, source: SourceRecord) -> tuple[list[Fault], int]:
        """What is wrong with one file of one load, and how many stored facts were compared."""
        kept = self._path / "raw" / source.sha256
        where = f"{source.name}, version {record.version}"
        broken = _check_raw(kept, source, where)
        if broken is not None:
            return [broken], 0
        slices = [part for part in record.slices if part.source == source.sha256]
        with duckdb.connect() as connection, scratch_folder() as folder:
            try:
                path = folder / source.name
                path.symlink_to(kept.absolute())
                reading = _read_again(connection, path, self._office, record, slices)
            except YuebaoError as error:
                return [_unreadable(where, error)], 0
            findings = [*_check_record(connection, reading, slices, source, where)]
            try:
                found, compared = self._compare(connection, reading, record, slices, where)
            except _UNREADABLE as error:
                return [*findings, _broken_facts(error)], 0
            return [*findings, *found], compared

    def _compare(
        self,
        connection: duckdb.DuckDBPyConnection,
        reading: Reading,
        record: LoadRecord,
        slices: Sequence[Slice],
        where: str,
    ) -> tuple[list[Fault], int]:
        months = sorted({str(period.last) for part in slices for period in part.periods})
        facts = facts_sql(self._table.files_of(months))
        connection.execute(
            "CREATE TEMP TABLE verified_scope "
            "(flow VARCHAR, grain VARCHAR, currency VARCHAR, scope VARCHAR)"
        )
        connection.executemany(
            "INSERT INTO verified_scope VALUES (?, ?, ?, ?)",
            [(p.flow.value, str(p.grain), p.currency, str(p.scope)) for p in slices],
        )
        known = {"source": reading.sha256}
        stray = [] if reading.sha256 in self._counted else connection.execute(
            _STRAY_SQL.format(facts=facts, read=reading.table), known
        ).fetchall()  # fmt: skip
        lost = connection.execute(
            _LOST_SQL.format(facts=facts, read=reading.table),
            {"released": record.released.isoformat()},
        ).fetchall()
        ((held,),) = connection.execute(_COUNT_SQL.format(facts=facts), known).fetchall()
        compared = 0 if reading.sha256 in self._counted else int(held)
        self._counted.add(reading.sha256)
        return [*_tell("fact", where, stray), *_tell("lost", where, lost)], compared

    def check_facts(self, sources: set[str]) -> list[Fault]:
        """What is wrong with the table of facts itself: holes, strangers, and keys known twice."""
        facts = facts_sql(self._table.files())
        with duckdb.connect() as connection:
            try:
                ((*lacking, holed),) = connection.execute(
                    _LACKING_SQL.format(facts=facts)
                ).fetchall()
                held = connection.execute(_SOURCES_SQL.format(facts=facts)).fetchall()
                twice = connection.execute(_TWICE_SQL.format(facts=facts)).fetchall()
            except _UNREADABLE as error:
                return [_broken_facts(error)]
        strangers = [(source, count) for source, count in held if source not in sources]
        return [
            *_lacking(holed, [c for c, count in zip(_GIVEN, lacking, strict=True) if count]),
            *(_stranger(source, count) for source, count in strangers),
            *(_known_twice(*row) for row in twice[:NAMED]),
        ]


def _check_raw(kept: Path, source: SourceRecord, where: str) -> Fault | None:
    if not kept.is_file():
        return Fault(
            "raw", where, f"The raw file {source.sha256[:12]}… is not in raw/.",
            "Its facts cannot be traced any more.",
            f"Load the file {source.name} again as it was loaded: that puts it back.",
        )  # fmt: skip
    try:
        found = hash_file(kept)
    except OSError as error:
        return Fault(
            "hash", where, f"The raw file cannot be read ({_reason(error)}).",
            "Nobody can say whether it is as it was.",
            "Check who may read it; else load the original file again: that puts it back.",
        )  # fmt: skip
    if found != source.sha256:
        return Fault(
            "hash", where, f"The raw file has changed: its SHA-256 is now {found[:12]}…, not "
            f"{source.sha256[:12]}….",
            "A raw file is kept verbatim; the disk or somebody changed it.",
            "Load the original file again as it was loaded: that puts it back.",
        )  # fmt: skip
    return None


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


def _read_again(
    connection: duckdb.DuckDBPyConnection,
    path: Path,
    office: Office,
    record: LoadRecord,
    slices: Sequence[Slice],
) -> Reading:
    """Read a raw file as it was read then: under its own name, with flow and months as recorded."""
    from yuebao.sources import read_source

    flows = {part.flow for part in slices}
    periods = sorted({period for part in slices for period in part.periods})
    months = Period(min(p.first for p in periods), max(p.last for p in periods))
    scopes = {part.scope for part in slices if part.scope.dimension is Dimension.PROVINCE}
    reading = read_source(
        connection,
        path,
        office,
        flow=flows.pop() if len(flows) == 1 else None,
        months=months,
        scope=scopes.pop() if len(scopes) == 1 else None,
        without=next((s.without for s in record.sources if s.sha256 == slices[0].source), ()),
        accept_differences=True,  # whether they were is settled since it was loaded
    )
    return settle_repeats(connection, [reading], record.repeats)[0]


def _check_record(
    connection: duckdb.DuckDBPyConnection,
    reading: Reading,
    slices: Sequence[Slice],
    source: SourceRecord,
    where: str,
) -> Iterator[Fault]:
    """Counts and totals of the load record against those of the file."""
    read = {
        (flow, grain, currency): (int(rows), int(value))
        for flow, grain, currency, rows, value in connection.execute(
            _TOTALS_SQL.format(read=reading.table)
        ).fetchall()
    }
    recorded = {(p.flow.value, str(p.grain), p.currency): (p.rows, p.value) for p in slices}
    for key in sorted(read.keys() | recorded.keys()):
        if read.get(key) != recorded.get(key):
            yield _wrong_record(where, " ".join(key), recorded.get(key), read.get(key))
    if source.rows != reading.rows:
        yield _wrong_record(where, "the file", (source.rows,), (reading.rows,))


def _damaged_log(error: StoreError) -> Fault:
    return Fault(
        "log", error.where, f"Of this store's loads nothing is known: {error.found}.",
        "Each load is a file of the log, and the log must be whole.", error.remedy,
    )  # fmt: skip


def _altered(path: str, why: str) -> Fault:
    return Fault(
        "altered", path, f"The file of facts {why}.",
        "A file of facts is written once, and its checksum recorded; the disk or somebody changed "
        "it.",
        "Restore it from a backup, or load the files of raw/ into a new store.",
    )  # fmt: skip


def _wrong_record(
    where: str, what: str, recorded: tuple[int, ...] | None, read: tuple[int, ...] | None
) -> Fault:
    said, is_ = (
        "nothing" if pair is None else ", ".join(
            f"{number:,} {name}" for number, name in zip(pair, ("rows", "in all"), strict=False)
        )
        for pair in (recorded, read)
    )  # fmt: skip
    return Fault(
        "record", where, f"The load record says of {what}: {said}; the file has: {is_}.",
        "A load record is written with the facts and must agree with the file.",
        "Load the file again into a new store and compare.",
    )  # fmt: skip


def _unreadable(where: str, error: YuebaoError) -> Fault:
    return Fault(
        "unreadable", where, f"The raw file cannot be read as it was: {error}",
        "It was read when it was loaded, perhaps by another version of yuebao.",
        "Load it again into a new store, and compare.",
    )  # fmt: skip


def _broken_facts(error: Exception) -> Fault:
    return Fault(
        "facts", "facts/", f"The stored facts cannot be read: {str(error).splitlines()[0]}.",
        "A Parquet file is missing or damaged.",
        "Restore the folder facts/ from a backup, or load the files of raw/ into a new store.",
    )  # fmt: skip


_TOLD = {
    "fact": (
        "{count} stored {facts} not what the file says: {places}.",
        "Every fact is a row of its file.",
    ),
    "lost": (
        "{count} of its records {are} not in the store: {places}.",
        "Every record of a loaded file is known as of its release.",
    ),
}


def _tell(rule: str, where: str, rows: Sequence[tuple[int, str, str, int]]) -> Iterator[Fault]:
    rows = [row for row in rows if None not in row]  # of what facts lack is told once for all
    if not rows:
        return
    places = "; ".join(
        f"record {row} (commodity {commodity}, {month}: {value:,})"
        for row, commodity, month, value in rows[:NAMED]
    ) + (f"; and {len(rows) - NAMED:,} more" if len(rows) > NAMED else "")
    what, why = _TOLD[rule]
    one = len(rows) == 1
    yield Fault(
        rule, where,
        what.format(
            count=f"{len(rows):,}", places=places,
            facts="fact is" if one else "facts are", are="is" if one else "are",
        ),
        why, "Restore the folder facts/ from a backup, or load raw/ into a new store.",
    )  # fmt: skip


def _lacking(count: int, columns: Sequence[str]) -> Iterator[Fault]:
    if count:
        yield Fault(
            "fact", "facts/",
            f"{count:,} stored facts lack what every fact has: {', '.join(columns)}.",
            "What they state cannot be known, nor which row of which file states it.",
            "Something else wrote into facts/: restore it from a backup.",
        )  # fmt: skip


def _stranger(source: str, count: int) -> Fault:
    return Fault(
        "stranger", f"file {source[:12]}…", f"{count:,} stored facts come from it.",
        "No load record knows this file.",
        "Something else wrote into facts/: restore it from a backup.",
    )  # fmt: skip


def _known_twice(sources: list[str], rows: list[int], commodity: str, month: str) -> Fault:
    places = "; ".join(
        f"file {source[:12]}…, record {row}" for source, row in zip(sources, rows, strict=True)
    )
    return Fault(
        "twice", places, f"One key (commodity {commodity}, {month}) has several current facts.",
        "It counts more than once in every figure.",
        "Something else wrote into facts/: restore it from a backup.",
    )  # fmt: skip
