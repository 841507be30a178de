"""Every file below a store's folder, and what it is there for."""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from yuebao.domain import StoreError
from yuebao.store._head import NAME as HEAD
from yuebao.store._log import FOLDER, files_in_log, logs_of, read_commit
from yuebao.store._raw import PART, PENDING, pending_copies

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ASIDE = "aside"
"""The folder below a store in which a repair keeps what it takes out of use."""


class FileKind(StrEnum):
    """What a file of a store is there for."""

    KNOWN = "known"
    UNKNOWN_RAW = "a raw file that no load knows"
    UNKNOWN_FACTS = "a file of facts that no version holds"
    DEAD = "what a killed load left"
    STRAY = "none of the store's"


@dataclass(frozen=True, slots=True)
class Known:
    """What the log knows.

    Attributes:
        sources: The SHA-256 of every file of every load.
        facts: The path of every file of facts of every version, below `facts/`.
    """

    sources: frozenset[str]
    facts: frozenset[str]


def read_known(store: Path) -> Known | None:
    """What the log of a store knows; None where a log is lost or damaged."""
    facts = files_in_log(store / "facts")
    if facts is None:
        return None
    records = (read_commit(log).record for log in logs_of(store / "facts"))
    return Known(frozenset(s.sha256 for r in records if r is not None for s in r.sources), facts)


_HEX = "[0-9a-f]{32}"
_PLACES: tuple[tuple[re.Pattern[str], FileKind], ...] = tuple(
    (re.compile(pattern), kind)
    for pattern, kind in (
        (r"\.lock", FileKind.KNOWN),
        (rf"{ASIDE}/.*", FileKind.KNOWN),
        (r"(.*/)?(\.DS_Store|Thumbs\.db|desktop\.ini|\._[^/]*)", FileKind.KNOWN),  # the system's
        (rf"raw/({re.escape(PART)}|{re.escape(PENDING)}).*", FileKind.DEAD),
        (r"raw/[0-9a-f]{64}", FileKind.UNKNOWN_RAW),
        (rf"facts/{HEAD}", FileKind.KNOWN),
        (rf"facts/\.{HEAD}\.part", FileKind.DEAD),
        (rf"facts/{FOLDER}/\d{{20}}\.json", FileKind.KNOWN),
        (rf"facts/{FOLDER}/(\d{{20}}\.checkpoint(\..*)?\.parquet|\d{{20}}\.crc|_last_checkpoint)",
         FileKind.KNOWN),
        (rf"facts/{FOLDER}/.*\.json#.*", FileKind.DEAD),  # what delta-rs has not written to its end
        (rf"facts/[^/]+/tmp_{_HEX}\.parquet", FileKind.DEAD),  # what DuckDB has not
        (rf"facts/[^/]+/{_HEX}\.parquet", FileKind.UNKNOWN_FACTS),
    )
)  # fmt: skip


_UNKNOWN = (FileKind.UNKNOWN_RAW, FileKind.UNKNOWN_FACTS)


def find_files(store: Path, known: Known | None) -> dict[FileKind, list[Path]]:
    """Every file below a store's folder by what it is there for, sorted.

    Args:
        store: The store's folder.
        known: What its log knows; None where nobody can say, so that no file is unknown.
    """
    found: dict[FileKind, list[Path]] = {kind: [] for kind in FileKind}
    held: set[str] = set()
    dead: set[str] = set()
    if known is not None:
        held = {f"raw/{sha256}" for sha256 in known.sources} | {f"facts/{p}" for p in known.facts}
        dead = {f"raw/{sha256}" for sha256 in pending_copies(store / "raw")} - held
    for path in sorted(store.rglob("*")):
        if path.is_dir() and not path.is_symlink():
            continue
        name = path.relative_to(store).as_posix()
        kind = next((kind for form, kind in _PLACES if form.fullmatch(name)), FileKind.STRAY)
        if name in held or (known is None and (kind in _UNKNOWN or PENDING in name)):
            kind = FileKind.KNOWN
        elif name in dead:
            kind = FileKind.DEAD
        found[kind].append(path)
    return found


@contextmanager
def idle(store: Path) -> Iterator[bool]:
    """Whether no load is at work; none begins to write meanwhile."""
    lock = FileLock(store / ".lock")
    try:
        if (store / ".lock").exists():  # to look at a store writes nothing into it
            lock.acquire(timeout=0)
    except Timeout:
        yield False
        return
    except OSError:  # nobody may write here
        pass
    try:
        yield True
    finally:
        lock.release()


def not_idle(store: Path) -> StoreError:
    """Why nothing is done while a load is at work."""
    return StoreError(
        "a load is at work", where=str(store), remedy="Wait for it to end, and repeat."
    )
