"""The log of the table, read line by line: what a commit says of itself, and whether it is whole.

delta-rs passes over what it does not know, so that a log damaged in the right place loses facts
without a word. A log that is damaged is refused instead.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from yuebao.domain import StoreError, YuebaoError
from yuebao.store._records import METADATA_KEY, LoadRecord

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FOLDER = "_delta_log"

_COMMIT = '{"commitInfo":'
_ACTIONS = (
    _COMMIT,
    *(
        f'{{"{name}":'
        for name in ("add", "remove", "metaData", "protocol", "txn", "cdc", "domainMetadata")
    ),
)
"""What a line of a log begins with, by the Delta protocol."""

_NAMED = re.compile(rb'([^/"\\]+\.parquet)')


def log_path(facts: Path, version: int) -> Path:
    """Where the log of a version is, or would be.

    Args:
        facts: The table's folder.
        version: The version.
    """
    return facts / FOLDER / f"{version:020}.json"


def read_record(log: Path) -> LoadRecord | None:
    """The record of the load that a commit was; None where it was none, or its log is gone.

    Raises:
        StoreError: The log is damaged.
    """
    try:
        return _find_record(log)
    except FileNotFoundError:
        return None
    except (AttributeError, KeyError, TypeError, ValueError, YuebaoError) as error:
        raise _damaged(log, error) from error


def _find_record(log: Path) -> LoadRecord | None:
    record, number = None, 0
    for number, line in enumerate(_lines(log), 1):
        if not line.startswith(_ACTIONS):
            raise ValueError(f"line {number} is no action")
        if line.startswith(_COMMIT):
            info = json.loads(line)["commitInfo"]
            record = LoadRecord.from_json(info[METADATA_KEY]) if METADATA_KEY in info else None
    if not number:
        raise ValueError("it is empty")
    return record


def find_damage(facts: Path) -> StoreError | None:
    """Why a log cannot be read, where a file of it is damaged: the first that is."""
    for log in sorted((facts / FOLDER).glob("*.json")):
        try:
            read_record(log)
            for line in _lines(log):
                json.loads(line)
        except StoreError as error:
            return error
        except ValueError as error:
            return _damaged(log, error)
    return None


def unreadable_log(log: Path, error: Exception) -> StoreError:
    """Why delta-rs cannot open a table, where its log looks whole."""
    reason = str(error).splitlines()[0] if str(error) else type(error).__name__
    return _damaged(log, ValueError(reason.rstrip(".")))


def files_in_log(facts: Path) -> frozenset[str] | None:
    """The names of all Parquet files that some version holds; None where a log is gone."""
    logs = sorted((facts / FOLDER).glob("*.json"))
    if [log.stem for log in logs] != [f"{version:020}" for version in range(len(logs))]:
        return None
    return frozenset(name.decode() for log in logs for name in _NAMED.findall(log.read_bytes()))


_REMEDY = "Restore it from a backup; without one, load the files of raw/ into a new store."


def _lines(log: Path) -> Iterator[str]:
    with log.open(encoding="utf-8") as file:
        yield from file


def _damaged(log: Path, error: Exception) -> StoreError:
    said = f"{error} is missing" if isinstance(error, KeyError) else str(error)
    reason = getattr(error, "found", said)
    return StoreError(f"the log is damaged ({reason})", where=str(log), remedy=_REMEDY)
