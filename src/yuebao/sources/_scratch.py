"""Folders of files that are not finished, which tell whether their owner still works in them.

A process that is killed cannot remove its own. For each folder there is a lock among the temporary
files of this machine, taken before there is a folder and held until it is gone; the system gives it
back however the owner ends. So a folder whose lock is free is dead, and whoever comes next removes
it. One whose lock is not here may be another machine's, and is left alone while it is young.
"""

from __future__ import annotations

import re
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

LOCK = ".lock"

GRACE = 3600
"""A folder without a lock, or a lock without a folder, is left alone for so many seconds."""

_OURS = re.compile(r"\.?(yuebao-[0-9a-f]{32})(\.lock)?")


@contextmanager
def scratch_folder(within: Path | None = None) -> Iterator[Path]:
    """A folder for unfinished files, gone at the end, or when another process clears up.

    Args:
        within: The folder it is made in, hidden, so that what is finished can be moved there at
            once; by default the one of temporary files.
    """
    name = f"yuebao-{uuid4().hex}"
    folder = _temporary() / name if within is None else within / f".{name}"
    with _held(_temporary() / f"{name}{LOCK}", folder):
        try:
            folder.mkdir(mode=0o700)
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _held(path: Path, folder: Path) -> Iterator[None]:
    """Hold the lock of a folder, where the system can: without one it is dead only once it is old.

    The lock goes once the folder is gone: what could not be removed the next who clears will.
    """
    lock = FileLock(path)
    with suppress(OSError, NotImplementedError):
        lock.acquire()
    try:
        yield
    finally:
        lock.release()
        with suppress(OSError):
            if not folder.exists():
                path.unlink(missing_ok=True)


def clear_scratch(within: Path | None = None) -> None:
    """Remove the unfinished files of this user whose owners died.

    Args:
        within: A folder in which they may be, beside those among the temporary files.
    """
    with suppress(OSError), scratch_folder() as own:
        mine = own.stat().st_uid
        for folder in (_temporary(), *(() if within is None else (within,))):
            for path in folder.glob("*yuebao-*"):
                with suppress(OSError, Timeout):  # its owner works, ended, or another clears it
                    if _OURS.fullmatch(path.name) and path.lstat().st_uid == mine:
                        _clear(path)


def _clear(path: Path) -> None:
    if path.is_symlink():
        return
    if path.suffix == LOCK:
        if _is_old(path) and not path.with_suffix("").exists():
            with FileLock(path, timeout=0):  # what it is for may be in another place
                path.unlink()
    elif path.is_dir():
        lock = _temporary() / f"{path.name.lstrip('.')}{LOCK}"
        if lock.exists():
            with FileLock(lock, timeout=0):
                shutil.rmtree(path, ignore_errors=True)
            if not path.exists():
                lock.unlink(missing_ok=True)
        elif all(map(_is_old, (path, *path.iterdir()))):
            shutil.rmtree(path)


def _is_old(path: Path) -> bool:
    return time.time() - path.stat().st_mtime > GRACE


def _temporary() -> Path:
    return Path(gettempdir())
