"""The last version of a store, noted beside its log: a log that was lost leaves no trace."""

from __future__ import annotations

import re
import zlib
from contextlib import suppress
from typing import TYPE_CHECKING

from yuebao.domain import StoreError
from yuebao.store._log import log_path

if TYPE_CHECKING:
    from pathlib import Path

NAME = "_head"

_NOTE = re.compile(r"(\d{1,18}) ([0-9a-f]{8})\n")


def note_head(facts: Path, version: int) -> None:
    """Note that a version was committed. The caller holds the store's lock.

    Args:
        facts: The table's folder.
        version: The version.
    """
    part = facts / f".{NAME}.part"
    with suppress(OSError):  # it is committed all the same
        part.write_text(f"{version} {zlib.crc32(str(version).encode()):08x}\n", encoding="ascii")
        part.replace(facts / NAME)


def read_head(facts: Path) -> int | None:
    """The last version noted; None where there is no note, or a damaged one."""
    try:
        note = _NOTE.fullmatch((facts / NAME).read_text(encoding="ascii"))
    except (OSError, ValueError):
        return None
    if note is None or zlib.crc32(note[1].encode()) != int(note[2], 16):
        return None
    return int(note[1])


def check_head(facts: Path, noted: int | None, version: int) -> None:
    """Refuse a table whose last version is older than the one noted.

    Args:
        facts: The table's folder.
        noted: What was noted before the log was read: what another process commits meanwhile is
            in neither.
        version: Its last version as the log has it; -1 where there is none.

    Raises:
        StoreError: The logs of later versions are lost.
    """
    if noted is not None and noted > version:
        raise StoreError(
            "the log is lost" if noted == version + 1 else f"the logs up to {noted} are lost",
            where=str(log_path(facts, version + 1)),
            remedy="Restore it from a backup; without one, yuebao repair goes on without it, and "
            "what it loaded can be loaded again.",
        )
