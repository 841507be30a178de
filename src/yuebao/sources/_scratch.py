"""Temporary folders that tell whether their owner still works in them.

A process that is killed cannot remove its own. Beside each folder is a lock, taken before there is
a folder and held until it is gone; the system gives it back however the owner ends. So a folder
whose lock is free is dead, and whoever comes next removes it.
"""

from __future__ import annotations

import shutil
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import gettempdir
from typing import TYPE_CHECKING
from uuid import uuid4

from filelock import FileLock, Timeout

if TYPE_CHECKING:
    from collections.abc import Iterator

PREFIX = "yuebao-"
LOCK = ".lock"

GRACE = 3600
"""A folder without a lock, or a lock without a folder, is left alone for so many seconds."""


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """A temporary folder, gone at the end, or when another process clears up after this one."""
    folder = Path(gettempdir()) / f"{PREFIX}{uuid4().hex}"
    lock = folder.with_suffix(LOCK)
    try:
        with FileLock(lock):
            try:
                folder.mkdir(mode=0o700)
                yield folder
            finally:
                shutil.rmtree(folder, ignore_errors=True)
    finally:
        lock.unlink(missing_ok=True)


def clear_scratch() -> None:
    """Remove the temporary folders of this user whose owners died."""
    with scratch_folder() as own:
        mine = own.stat().st_uid
        for path in Path(gettempdir()).glob(f"{PREFIX}*"):
            with suppress(OSError, Timeout):  # its owner works, ended, or another clears it
                if path.lstat().st_uid == mine:
                    _clear(path)


def _clear(path: Path) -> None:
    if path.is_symlink():
        return
    old = time.time() - path.stat().st_mtime > GRACE
    if path.suffix == LOCK:
        if old and not path.with_suffix("").exists():
            path.unlink()
    elif path.is_dir():
        lock = path.with_suffix(LOCK)
        if lock.exists():
            with FileLock(lock, timeout=0):
                shutil.rmtree(path, ignore_errors=True)
            lock.unlink(missing_ok=True)
        elif old:
            shutil.rmtree(path)
