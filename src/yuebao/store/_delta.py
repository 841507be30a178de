"""The Delta table beneath a store: opening it, listing its files, committing to it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlparse

from deltalake import CommitProperties, DeltaTable, WriterProperties, write_deltalake

from yuebao.domain import FACT_COLUMNS, StoreError
from yuebao.store._records import METADATA_KEY, LoadRecord

if TYPE_CHECKING:
    import duckdb

PARTITION = "last_month"

# Versions must stay readable for as long as the user keeps the store: what was once reported can
# be asked for again. Cleaning up is the user's decision.
_CONFIGURATION: dict[str, str | None] = {
    "delta.logRetentionDuration": "interval 36500 days",
    "delta.deletedFileRetentionDuration": "interval 36500 days",
    "delta.enableExpiredLogCleanup": "false",
}

# Facts are sorted by commodity, so that one product touches few row groups of a large month.
_WRITER = WriterProperties(compression="ZSTD", max_row_group_size=131_072)


class FactTable:
    """The table of facts in a store's folder, at one version.

    Attributes:
        folder: Where the table is.
        version: The version read, or -1 where nothing was ever loaded.
    """

    def __init__(self, folder: Path, version: int | None = None) -> None:
        self.folder = folder
        check_path(folder)
        self._table: DeltaTable | None = None
        if DeltaTable.is_deltatable(str(folder)):
            self._table = _open_table(folder, version)
        elif version is not None:
            raise StoreError(f"there is no version {version}", where=str(folder))
        self.version = -1 if self._table is None else self._table.version()

    def files(self) -> list[str]:
        """Paths of the Parquet files of this version.

        delta-rs gives percent-encoded addresses; a store's own path may hold Chinese and spaces.
        """
        if self._table is None:
            return []
        return [_local_path(uri) for uri in self._table.file_uris()]

    def files_of(self, months: list[str]) -> list[str]:
        """Paths of the files that hold facts ending in one of these months."""
        wanted = {f"{PARTITION}={month}" for month in months}
        return [path for path in self.files() if Path(path).parent.name in wanted]

    def records(self) -> tuple[LoadRecord, ...]:
        """The loads up to this version, oldest first.

        delta-rs lists the commits after this version too, and numbers them as if it were the last.
        """
        if self._table is None:
            return ()
        commits = (commit for commit in self._table.history() if METADATA_KEY in commit)
        records = (LoadRecord.from_json(commit[METADATA_KEY]) for commit in commits)
        return tuple(
            sorted(
                (record for record in records if record.version <= self.version),
                key=lambda record: record.version,
            )
        )

    def append(self, facts: duckdb.DuckDBPyRelation, record: LoadRecord) -> int:
        """Add facts in one commit that carries the load's record; gives the version made."""
        return self._write(facts, record, months=None)

    def replace_months(
        self, facts: duckdb.DuckDBPyRelation, record: LoadRecord, months: list[str]
    ) -> int:
        """Put facts in place of all that end in these months, in one commit."""
        return self._write(facts, record, months=months)

    def _write(
        self, facts: duckdb.DuckDBPyRelation, record: LoadRecord, months: list[str] | None
    ) -> int:
        commit = CommitProperties(custom_metadata={METADATA_KEY: record.to_json()})
        if self._table is None:
            write_deltalake(
                str(self.folder),
                facts,
                partition_by=[PARTITION],
                configuration=_CONFIGURATION,
                writer_properties=_WRITER,
                commit_properties=commit,
            )
        elif months is None:
            write_deltalake(
                self._table, facts, mode="append", writer_properties=_WRITER,
                commit_properties=commit,
            )  # fmt: skip
        else:
            listed = ", ".join(f"'{month}'" for month in months)
            write_deltalake(
                self._table, facts, mode="overwrite", predicate=f"{PARTITION} IN ({listed})",
                writer_properties=_WRITER, commit_properties=commit,
            )  # fmt: skip
        return DeltaTable(str(self.folder)).version()


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
    return (
        f"(SELECT {columns} FROM read_parquet([{listed}], hive_partitioning = true, "
        f"hive_types = {{'{PARTITION}': VARCHAR}}))"
    )


def _open_table(folder: Path, version: int | None) -> DeltaTable:
    try:
        return DeltaTable(str(folder), version=version)
    except Exception as error:
        if version is None:
            raise
        raise StoreError(f"there is no version {version}", where=str(folder)) from error


def _local_path(uri: str) -> str:
    return unquote(urlparse(uri).path if uri.startswith("file:") else uri)
