"""Temporary folders that tell whether their owner still works in them.

A process that is killed cannot remove its own. Each folder holds a lock for as long as its owner
lives, which the system gives back however that ends; whoever comes next removes folders without.
"""

from __future__ import annotations

import shutil
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

if TYPE_CHECKING:
    from collections.abc import Iterator

PREFIX = "yuebao-"
LOCK = ".alive"

GRACE = 3600
"""A folder without a lock is left alone for so many seconds: its owner may be about to lock it."""


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """A temporary folder, gone at the end, or when another process clears up after this one."""
    with TemporaryDirectory(prefix=PREFIX, ignore_cleanup_errors=True) as name:
        folder = Path(name)
        with FileLock(folder / LOCK):
            yield folder


def clear_scratch() -> None:
    """Remove the temporary folders of this user whose owners died."""
    with scratch_folder() as own:
        mine = own.stat().st_uid
        for folder in Path(gettempdir()).glob(f"{PREFIX}*"):
            with suppress(OSError):  # another process clears up, too
                if not folder.is_symlink() and folder.stat().st_uid == mine and _is_dead(folder):
                    shutil.rmtree(folder)


def _is_dead(folder: Path) -> bool:
    lock = folder / LOCK
    if not lock.exists():
        return folder.is_dir() and time.time() - folder.stat().st_mtime > GRACE
    try:
        with FileLock(lock, timeout=0):
            return True
    except Timeout:
        return False
