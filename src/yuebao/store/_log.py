"""The log of the table: each commit read action by action, and held against its seal.

delta-rs passes over what it does not know, so that a log damaged in the right place loses facts
without a word; and a digit that changed in a load's record still reads. So each commit carries a
seal: a hash of the load's record and of the files that the commit adds and removes. A log that is
lost, damaged or does not fit its seal is refused.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from functools import lru_cache
from stat import S_ISREG
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from yuebao.domain import FACT_COLUMNS, StoreError, YuebaoError
from yuebao.store._records import METADATA_KEY, LoadRecord
from yuebao.store._write import PARTITION

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from yuebao.store._write import WrittenFile

FOLDER = "_delta_log"

_ACTIONS = frozenset(
    ("commitInfo", "add", "remove", "metaData", "protocol", "txn", "cdc", "domainMetadata")
)
"""What a line of a log is, by the Delta protocol."""

_SEALED = re.compile(r'(.*),"seal":"([0-9a-f]{64})"\}', re.DOTALL)

# Before there were seals a record held these keys, and no others: a seal's own name may be damaged.
_UNSEALED = frozenset(
    ("version", "released", "sources", "slices", "mode", "notice", "tool", "repeats", "office",
     "checksums")
)  # fmt: skip
_UNSEALED_SLICE = frozenset(
    ("source", "flow", "grain", "scope", "currency", "commodities", "periods", "rows", "value")
)

_COLUMNS = frozenset(column.name for column in FACT_COLUMNS)

_REMEDY = "Restore it from a backup; without one, load the files of raw/ into a new store."


@dataclass(frozen=True, slots=True)
class Commit:
    """What one version changed.

    Attributes:
        record: The record of the load that it was; None where it changed no facts.
        added: The files of facts it added, below the table's folder.
        removed: Those it removed.
    """

    record: LoadRecord | None
    added: frozenset[str]
    removed: frozenset[str]


def log_path(facts: Path, version: int) -> Path:
    """Where the log of a version is, or would be.

    Args:
        facts: The table's folder.
        version: The version.
    """
    return facts / FOLDER / f"{version:020}.json"


def read_commit(log: Path) -> Commit:
    """What a version changed, read once as long as its log stands.

    Raises:
        StoreError: The log is lost or damaged.
    """
    try:
        state = log.stat()
        if not S_ISREG(state.st_mode):
            raise _damaged(log, ValueError("it is no file"))
        return _read_commit(log, state.st_size, state.st_mtime_ns, state.st_ino)
    except FileNotFoundError as error:
        raise StoreError("the log is lost", where=str(log), remedy=_REMEDY) from error
    except OSError as error:
        raise _damaged(log, ValueError(f"it cannot be read: {error.strerror}")) from error


@lru_cache(maxsize=4096)
def _read_commit(log: Path, *_: int) -> Commit:
    try:
        return _commit_of(log)
    except (AttributeError, KeyError, TypeError, ValueError, YuebaoError) as error:
        raise _damaged(log, error) from error


def _commit_of(log: Path) -> Commit:
    text: str | None = None
    actions: dict[str, list[dict[str, Any]]] = {"add": [], "remove": []}
    number = 0
    for number, line in enumerate(_lines(log), 1):
        [(name, action)] = _action(line, number).items()
        if name == "commitInfo":
            text = action.get(METADATA_KEY)
        elif name == "metaData":
            _check_schema(action)
        elif name in actions:
            actions[name].append(action)
    if not number:
        raise ValueError("it is empty")
    added = [_added(action) for action in actions["add"]]
    removed = frozenset(unquote(action["path"]) for action in actions["remove"])
    if len(set(added)) < len(added):
        raise ValueError("it adds a file twice")
    record = None if text is None else _record_of(text, added, removed)
    if record is None and (added or removed):
        raise ValueError("it changes facts without the record of a load")
    if record is not None and record.version != int(log.stem):
        raise ValueError(f"it is that of version {record.version}")
    return Commit(record, frozenset(path for path, *_ in added), removed)


def _action(line: str, number: int) -> dict[str, Any]:
    action = json.loads(line)
    if not isinstance(action, dict) or len(action) != 1 or not action.keys() <= _ACTIONS:
        raise ValueError(f"line {number} is no action")
    return action


def _check_schema(table: dict[str, Any]) -> None:
    names = {field["name"] for field in json.loads(table["schemaString"])["fields"]}
    if not names <= _COLUMNS or table["partitionColumns"] != [PARTITION]:
        raise ValueError("its columns are not those of facts")


_Added = tuple[str, str, int, str]
"""A file that is added, as its seal knows it: path, month, size in bytes and statistics."""


def _added(action: dict[str, Any]) -> _Added:
    path, month = unquote(action["path"]), action["partitionValues"][PARTITION]
    if not path.startswith(f"{PARTITION}={month}/"):
        raise ValueError(f"the file {path} is not among those of {month}")
    return path, month, action["size"], _canonical(action["stats"])


def _canonical(stats: str) -> str:
    return json.dumps(json.loads(stats), sort_keys=True)


def _record_of(text: str, added: list[_Added], removed: frozenset[str]) -> LoadRecord:
    sealed = _SEALED.fullmatch(text)
    if sealed is None:
        _check_unsealed(text, added)
    elif _seal_of(sealed[1], added, removed) != sealed[2]:
        raise ValueError("it is not as it was written")
    return LoadRecord.from_json(text)


def _check_unsealed(text: str, added: list[_Added]) -> None:
    """What can be said of a record that is older than seals."""
    record = json.loads(text)
    strange = {*record} - _UNSEALED or {
        key for p in record["slices"] for key in p
    } - _UNSEALED_SLICE
    if strange:
        raise ValueError(f"nothing is called {min(strange)}")
    checksums = record.get("checksums", {})
    if checksums and {*checksums} != {path for path, *_ in added}:
        raise ValueError("its files are not those of its record")


def seal(record: str, files: Iterable[WrittenFile], removed: Iterable[str]) -> str:
    """The record of a load with the seal of its commit.

    Args:
        record: The record as JSON.
        files: What the commit adds.
        removed: What it removes, below the table's folder.
    """
    added = [(file.path, file.month, file.size, _canonical(file.stats)) for file in files]
    within = record.removesuffix("}")
    return f'{within},"seal":"{_seal_of(within, added, frozenset(removed))}"}}'


def _seal_of(record: str, added: Iterable[_Added], removed: Iterable[str]) -> str:
    content = json.dumps([record, sorted(added), sorted(removed)])
    return hashlib.sha256(content.encode()).hexdigest()


def find_damages(facts: Path) -> Iterator[StoreError]:
    """Why each log that is lost or damaged cannot be read, oldest first."""
    last = max((int(path.stem) for path in logs_of(facts)), default=-1)
    for version in range(last + 1):
        try:
            read_commit(log_path(facts, version))
        except StoreError as error:
            yield error


def logs_of(facts: Path) -> list[Path]:
    """The logs that are there, oldest first."""
    return sorted(path for path in (facts / FOLDER).glob("*.json") if path.stem.isdecimal())


def unreadable_log(log: Path, error: Exception) -> StoreError:
    """Why delta-rs cannot open a table, where its log looks whole."""
    reason = str(error).splitlines()[0] if str(error) else type(error).__name__
    return _damaged(log, ValueError(reason.rstrip(".")))


def files_in_log(facts: Path) -> frozenset[str] | None:
    """The paths of all Parquet files that some version holds; None where a log is lost or damaged.

    Args:
        facts: The table's folder; the paths are below it.
    """
    if any(find_damages(facts)):
        return None
    commits = map(read_commit, logs_of(facts))
    return frozenset(path for commit in commits for path in commit.added)


def _lines(log: Path) -> Iterator[str]:
    with log.open(encoding="utf-8") as file:
        yield from file


def _damaged(log: Path, error: Exception) -> StoreError:
    said = f"{error} is missing" if isinstance(error, KeyError) else str(error)
    reason = getattr(error, "found", said)
    return StoreError(f"the log is damaged ({reason})", where=str(log), remedy=_REMEDY)
