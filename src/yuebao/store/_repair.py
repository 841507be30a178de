"""What can be put right in a store without losing anything, and doing it.

Nothing is touched that is not proven: a copy is restored from bytes with the hash or the checksum
that was recorded, what is removed is held by no version of a log that is whole, and what may be
wanted yet is set aside.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from yuebao.domain import PlaceError, StoreError
from yuebao.sources import hash_file
from yuebao.store._account import ASIDE, FileKind, find_files, read_known
from yuebao.store._checksum import checksum
from yuebao.store._delta import FactTable
from yuebao.store._head import NAME as HEAD
from yuebao.store._head import note_head, read_head
from yuebao.store._log import FOLDER, find_damages, logs_of, read_commit
from yuebao.store._raw import PART
from yuebao.store._tell import is_what_it_says

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from yuebao.store._records import LoadRecord


class Action(StrEnum):
    """What a repair does with a file."""

    RESTORE = "restore"
    REMOVE = "remove"
    SET_ASIDE = "set aside"
    WRITE = "write"


@dataclass(frozen=True, slots=True)
class RepairStep:
    """One thing that a repair does.

    Attributes:
        action: What it does.
        path: The file, below the store's folder.
        why: Why that is right, as a sentence.
        source: The file it is restored from.
    """

    action: Action
    path: str
    why: str
    source: Path | None = None


def find_steps(store: Path, given: Sequence[Path]) -> tuple[RepairStep, ...]:
    """What can be put right. The caller holds the store's lock, or nobody writes.

    Args:
        store: The store's folder.
        given: Files from which copies may be restored: those once loaded, or a backup's.
    """
    facts = store / "facts"
    whole = not any(find_damages(facts))
    noted = read_head(facts)
    lost = whole and noted is not None and noted >= len(logs_of(facts))
    steps: list[RepairStep] = []
    if whole:
        steps += _restored(store, given)
        steps += _stale_checkpoint(store)
    steps += _left(store, lost=lost)
    if whole:
        steps += _head(facts, lost=lost)
    return tuple(steps)


def do_steps(store: Path, steps: Iterable[RepairStep]) -> None:
    """Do what was found. The caller holds the store's lock.

    Raises:
        PlaceError: The system refused a step; those before it are done.
        StoreError: A file to restore from changed meanwhile; the steps before it are done.
    """
    for step in steps:
        try:
            _do(store, step)
        except OSError as error:
            raise PlaceError(
                f"the repair stopped here ({(error.strerror or str(error)).lower()})",
                where=str(store / step.path),
                remedy="Check who may write there and the space left, and repeat.",
            ) from error


def _do(store: Path, step: RepairStep) -> None:
    path = store / step.path
    if step.action is Action.RESTORE and step.source is not None:
        _restore(store, path, step.source)
    elif step.action is Action.REMOVE:
        path.unlink(missing_ok=True)
    elif step.action is Action.SET_ASIDE:
        aside = store / ASIDE / step.path
        aside.parent.mkdir(parents=True, exist_ok=True)
        path.replace(aside)
    elif step.action is Action.WRITE:
        last = len(logs_of(path.parent)) - 1
        if last < 0:
            path.unlink(missing_ok=True)
        else:
            note_head(path.parent, last)


def _restored(store: Path, given: Sequence[Path]) -> Iterator[RepairStep]:
    """Copies that are damaged or lost, and can be had from what was given."""
    records = _records(store)
    candidates = list(_files_of(given))
    for sha256, (name, size) in _sources(records).items():
        if not is_what_it_says(store / "raw" / sha256):
            source = _first(candidates, size, partial(_has_hash, sha256))
            if source is not None:
                yield RepairStep(
                    Action.RESTORE, f"raw/{sha256}",
                    f"The copy of {name} is damaged or lost, and {source} has the very same bytes.",
                    source,
                )  # fmt: skip
    for path, sum_ in _checksums(records).items():
        if not _has_sum(sum_, store / "facts" / path):
            named = [file for file in candidates if file.name == path.rpartition("/")[2]]
            source = _first(named, None, partial(_has_sum, sum_))
            if source is not None:
                yield RepairStep(
                    Action.RESTORE, f"facts/{path}",
                    f"It is damaged or lost, and {source} has the checksum that was recorded.",
                    source,
                )  # fmt: skip


def _files_of(given: Sequence[Path]) -> Iterator[Path]:
    for path in given:
        if path.is_dir():
            yield from sorted(file for file in path.rglob("*") if file.is_file())
        elif path.is_file():
            yield path


def _records(store: Path) -> list[LoadRecord]:
    commits = map(read_commit, logs_of(store / "facts"))
    return [commit.record for commit in commits if commit.record is not None]


def _sources(records: Iterable[LoadRecord]) -> dict[str, tuple[str, int]]:
    return {s.sha256: (s.name, s.size) for record in records for s in record.sources}


def _checksums(records: Iterable[LoadRecord]) -> dict[str, int]:
    return {path: sum_ for record in records for path, sum_ in record.checksums.items()}


def _has_hash(sha256: str, path: Path) -> bool:
    try:
        return path.is_file() and hash_file(path) == sha256
    except OSError:
        return False


def _has_sum(sum_: int, path: Path) -> bool:
    try:
        return path.is_file() and checksum(path) == sum_
    except OSError:
        return False


def _first(files: Iterable[Path], size: int | None, is_it: Callable[[Path], bool]) -> Path | None:
    for file in files:
        if (size is None or file.stat().st_size == size) and is_it(file):
            return file
    return None


def _restore(store: Path, path: Path, source: Path) -> None:
    """Put a copy of a file in another's place, whole or not at all."""
    raw = path.parent == store / "raw"
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{PART}{path.name}" if raw else f"tmp_{path.name}")
    try:
        shutil.copyfile(source, part)
        below = path.relative_to(store / ("raw" if raw else "facts")).as_posix()
        if not (
            _has_hash(below, part) if raw else _has_sum(_checksums(_records(store))[below], part)
        ):
            raise StoreError("it changed meanwhile", where=str(source), remedy="Repeat.")
        with part.open("rb") as copy:
            os.fsync(copy.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _stale_checkpoint(store: Path) -> Iterator[RepairStep]:
    """A checkpoint that does not say what the logs say: it is made from them and can be missed."""
    facts = store / "facts"
    log = facts / FOLDER
    files = [*log.glob("*.checkpoint*.parquet"), *log.glob("_last_checkpoint")]
    if not files or not logs_of(facts):
        return
    try:
        FactTable(facts, len(logs_of(facts)) - 1).files()
    except StoreError:
        for file in sorted(files):
            yield RepairStep(
                Action.REMOVE, file.relative_to(store).as_posix(),
                "The logs are whole, and this summary of them says something else.",
            )  # fmt: skip


def _left(store: Path, *, lost: bool) -> Iterator[RepairStep]:
    found = find_files(store, read_known(store))
    for path in found[FileKind.DEAD]:
        yield _step(store, path, Action.REMOVE, "A load that was killed left it.")
    for path in found[FileKind.UNKNOWN_FACTS]:
        action, why = Action.REMOVE, "No version holds it, and no log is lost."
        if lost:
            action, why = Action.SET_ASIDE, "It may be of a load whose log is lost."
        yield _step(store, path, action, why)
    for path in found[FileKind.UNKNOWN_RAW]:
        if is_what_it_says(path):
            why = "No load knows it; it can be loaded again from where it is set aside."
            yield _step(store, path, Action.SET_ASIDE, why)


def _step(store: Path, path: Path, action: Action, why: str) -> RepairStep:
    return RepairStep(action, path.relative_to(store).as_posix(), why)


def _head(facts: Path, *, lost: bool) -> Iterator[RepairStep]:
    last = len(logs_of(facts)) - 1
    if lost:
        why = f"The logs after version {last} are lost: the store goes on without those loads."
        yield RepairStep(Action.WRITE, f"facts/{HEAD}", why)
    elif (facts / HEAD).exists() and read_head(facts) is None:
        yield RepairStep(Action.WRITE, f"facts/{HEAD}", "The note of the last version is damaged.")
