"""The Delta table beneath a store: opening it, listing its files, committing to it."""

from __future__ import annotations

import re
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlparse

from deltalake import CommitProperties, DeltaTable, Field, Schema
from deltalake.exceptions import DeltaError
from deltalake.schema import PrimitiveType
from deltalake.transaction import AddAction, create_table_with_add_actions

from yuebao.domain import FACT_COLUMNS, LATER_COLUMNS, StoreError, bind_process
from yuebao.store._checksum import check_files
from yuebao.store._head import check_head, note_head, read_head
from yuebao.store._log import find_damages, log_path, read_commit, seal, unreadable_log
from yuebao.store._records import METADATA_KEY
from yuebao.store._write import PARTITION

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from yuebao.store._log import Commit
    from yuebao.store._records import LoadRecord
    from yuebao.store._write import WrittenFile

# Versions must stay readable for as long as the user keeps the store: what was once reported can
# be asked for again. Cleaning up is the user's decision.
_CONFIGURATION: dict[str, str | None] = {
    "delta.logRetentionDuration": "interval 36500 days",
    "delta.deletedFileRetentionDuration": "interval 36500 days",
    "delta.enableExpiredLogCleanup": "false",
}


class FactTable:
    """The table of facts in a store's folder, at one version.

    Attributes:
        folder: Where the table is.
        version: The version read, or -1 where nothing was ever loaded.

    Raises:
        StoreError: There is no such version, or the log cannot be read.
        UserError: This process is a fork of one that opened a table.
    """

    def __init__(self, folder: Path, version: int | None = None) -> None:
        self.folder = folder
        check_path(folder)
        bind_process("working with a store")
        self._table: DeltaTable | None = None
        noted = read_head(folder)
        if DeltaTable.is_deltatable(str(folder)):
            self._table = _open_table(folder, version)
        elif version is not None:
            raise StoreError(f"there is no version {version}", where=str(folder))
        self.version = -1 if self._table is None else self._table.version()
        if version is None:
            check_head(folder, noted, self.version)

    def files(self) -> list[str]:
        """Paths of the Parquet files of this version.

        delta-rs gives percent-encoded addresses; a store's own path may hold Chinese and spaces.
        """
        if self._table is None:
            return []
        paths = [_local_path(uri) for uri in self._table.file_uris()]
        if set(map(_below, paths)) != self._held:  # delta-rs passes over damage that loses files
            raise unreadable_log(
                log_path(self.folder, self.version),
                ValueError("its checkpoint knows other files"),
            )
        return paths

    def files_of(self, months: list[str]) -> list[str]:
        """Paths of the files that hold facts ending in one of these months."""
        wanted = {f"{PARTITION}={month}" for month in months}
        return [path for path in self.files() if Path(path).parent.name in wanted]

    def check(self, files: Iterable[str]) -> None:
        """Refuse files of this version that are not as they were written.

        Raises:
            StoreError: One is lost or was altered.
        """
        check_files(self.checksums(files))

    def checksums(self, files: Iterable[str]) -> dict[str, int]:
        """The checksum that each of these files was written with, where one was recorded."""
        named = {path: _below(path) for path in files}
        return {p: self._checksums[name] for p, name in named.items() if name in self._checksums}

    @cached_property
    def _checksums(self) -> dict[str, int]:
        return {path: sum_ for record in self._records for path, sum_ in record.checksums.items()}

    def records(self) -> tuple[LoadRecord, ...]:
        """The loads up to this version, oldest first.

        Read from the log itself: delta-rs lists later commits too, and numbers them otherwise.

        Raises:
            StoreError: A log is lost or damaged.
        """
        return self._records

    @cached_property
    def _records(self) -> tuple[LoadRecord, ...]:
        return tuple(commit.record for commit in self._commits if commit.record is not None)

    @cached_property
    def _commits(self) -> tuple[Commit, ...]:
        return tuple(read_commit(log_path(self.folder, v)) for v in range(self.version + 1))

    @cached_property
    def _held(self) -> set[str]:
        """The files of this version below the folder, by what its commits added and removed."""
        held: set[str] = set()
        for commit in self._commits:
            held = (held - commit.removed) | commit.added
        return held

    def has_commit(self, version: int) -> bool:
        """Whether this version was committed since, by whomever."""
        return log_path(self.folder, version).exists()

    def append(self, files: Sequence[WrittenFile], record: LoadRecord) -> int:
        """Add facts in one commit that carries the load's record; gives the version made."""
        return self._commit(files, record, months=None)

    def replace_months(
        self, files: Sequence[WrittenFile], record: LoadRecord, months: list[str]
    ) -> int:
        """Put facts in place of all that end in these months, in one commit."""
        return self._commit(files, record, months=months)

    def _commit(
        self, files: Sequence[WrittenFile], record: LoadRecord, months: list[str] | None
    ) -> int:
        bind_process("working with a store")
        removed = [] if months is None else map(_below, self.files_of(months))
        sealed = seal(record.to_json(), files, removed)
        commit = CommitProperties(custom_metadata={METADATA_KEY: sealed})
        actions = [_add_action(file) for file in files]
        if self._table is None:
            create_table_with_add_actions(
                str(self.folder),
                _schema(),
                actions,
                partition_by=[PARTITION],
                configuration=_CONFIGURATION,
                commit_properties=commit,
            )
        else:
            self._table.create_write_transaction(
                [*actions],
                "append" if months is None else "overwrite",
                _schema(),
                [PARTITION],
                None if months is None else [(PARTITION, "in", months)],
                commit_properties=commit,
            )
        version = DeltaTable(str(self.folder)).version()
        note_head(self.folder, version)
        return version


def _add_action(file: WrittenFile) -> AddAction:
    return AddAction(
        path=file.path,
        size=file.size,
        partition_values={PARTITION: file.month},
        modification_time=0,
        data_change=True,
        stats=file.stats,
    )


_DELTA_TYPES = {
    "VARCHAR": "string",
    "BIGINT": "long",
    "INTEGER": "integer",
    "DATE": "date",
    "DECIMAL(18, 6)": "decimal(18,6)",
}


def _schema() -> Schema:
    return Schema([Field(c.name, PrimitiveType(_DELTA_TYPES[c.type])) for c in FACT_COLUMNS])


# Seen to make delta-rs panic, or open another folder than the one named.
_UNREADABLE = re.compile(r"%[0-9A-Fa-f]{2}|[\[\]^|\\\t\r\n]")
# DuckDB takes such a folder for a column of the table.
_LIKE_A_COLUMN = re.compile(rf"(?:^|/)((?:{'|'.join(c.name for c in FACT_COLUMNS)})=)")


def check_path(folder: Path) -> None:
    """Refuse a path that the libraries beneath cannot open, before they garble it.

    Raises:
        StoreError: What in the path it is.
    """
    path = folder.absolute().as_posix()
    found = _UNREADABLE.search(path) or _LIKE_A_COLUMN.search(path)
    if found:
        raise StoreError(
            f"a store cannot be kept under a path that holds {found[found.lastindex or 0]!r}",
            where=str(folder.parent),
            remedy="Name another place with --store.",
        )


def facts_sql(files: list[str]) -> str:
    """SQL that reads facts from these files; an empty table where there are none.

    The partition column lives in the path, so it is read from there, as text.
    """
    columns = ", ".join(f'"{column.name}"' for column in FACT_COLUMNS)
    if not files:
        nulls = ", ".join(f'NULL::{column.type} AS "{column.name}"' for column in FACT_COLUMNS)
        return f"(SELECT {nulls} WHERE false)"
    listed = ", ".join("'" + path.replace("'", "''") + "'" for path in files)
    read = f"[{listed}], hive_partitioning = true, hive_types = {{'{PARTITION}': VARCHAR}}"
    if not lacks_columns(files[0]):
        return f"(SELECT {columns} FROM read_parquet({read}))"
    nulls = ", ".join(f'NULL::VARCHAR AS "{name}"' for name in LATER_COLUMNS)
    return (
        f"(SELECT {columns} FROM (SELECT {nulls} WHERE false UNION ALL BY NAME "
        f"SELECT * FROM read_parquet({read}, union_by_name = true)))"
    )


def lacks_columns(file: str) -> bool:
    """Whether a table was made by a version that lacked LATER_COLUMNS: some files have none.

    Args:
        file: A Parquet file of the table.
    """
    first = log_path(Path(file).parent.parent, 0)
    try:
        return _lacks_columns(first, first.stat().st_mtime_ns)
    except OSError:
        return False


@cache
def _lacks_columns(log: Path, _: int) -> bool:
    """The same of its first log, read once as long as it stands."""
    text = log.read_bytes()
    return not all(f'\\"{name}\\"'.encode() in text for name in LATER_COLUMNS)


def _open_table(folder: Path, version: int | None) -> DeltaTable:
    try:
        return DeltaTable(str(folder), version=version)
    except Exception as error:
        for damage in find_damages(folder):
            raise damage from error
        if version is not None and not log_path(folder, version).exists():
            raise StoreError(f"there is no version {version}", where=str(folder)) from error
        raise unreadable_log(_first_unreadable(folder), error) from error


def _first_unreadable(folder: Path) -> Path:
    """The log of the first version that cannot be opened."""
    version = 0
    while log_path(folder, version).exists():
        try:
            DeltaTable(str(folder), version=version)
        except DeltaError:
            break
        version += 1
    return log_path(folder, version)


def _below(path: str) -> str:
    """The path of a file of facts below the table's folder."""
    return "/".join(Path(path).parts[-2:])


def _local_path(uri: str) -> str:
    return unquote(urlparse(uri).path if uri.startswith("file:") else uri)


def replaced(columns: Mapping[str, str], table: str = "") -> str:
    """SQL of the fact table's columns, some of them as other SQL.

    Args:
        columns: SQL by the name of the column it stands for.
        table: What the others are of: `f.`.
    """
    return ", ".join(
        f'{columns.get(column.name, f"{table}{column.name}")} AS "{column.name}"'
        for column in FACT_COLUMNS
    )
