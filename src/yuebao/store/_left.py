"""What loads leave behind that were killed: cleared by the next load."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from yuebao.store._account import FileKind, find_files, read_known

if TYPE_CHECKING:
    from pathlib import Path


def clear_left(store: Path) -> None:
    """Remove what is surely dead: parts, copies for an uncommitted load, facts of no version.

    The caller holds the store's lock, so nobody is at work on them. Other raw files stay: where a
    log was lost they are all that is left of a load. Where one is, only parts are surely dead.
    """
    found = find_files(store, read_known(store))
    for path in (*found[FileKind.UNKNOWN_FACTS], *found[FileKind.DEAD]):
        with suppress(OSError):  # it takes room, and no more
            path.unlink(missing_ok=True)
