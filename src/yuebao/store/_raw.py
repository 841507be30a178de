"""Source files kept verbatim, each under its SHA-256."""

from __future__ import annotations

import hashlib
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, TYPE_CHECKING

from yuebao.domain import SourceError
from yuebao.sources import hash_file, read_chunks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yuebao.sources import Reading

PART = ".part-"
"""What the name of a copy begins with until it is whole."""


class RawCopies:
    """Files being copied into a folder, while the facts in them are sorted and written.

    Args:
        folder: Where raw files are kept.
        readings: The files, as they were read.
    """

    def __init__(self, folder: Path, readings: Sequence[Reading]) -> None:
        self._folder = folder
        self._pool = ThreadPoolExecutor(1)
        self._copies = {r.sha256: self._pool.submit(keep_raw, folder, r) for r in readings}

    def wait(self) -> None:
        """Return once all are copied.

        Raises:
            SourceError: A file is no longer what was read.
            OSError: The system refused one.
        """
        self._pool.shutdown()
        for copy in self._copies.values():
            copy.result()

    def drop(self) -> None:
        """Remove again what was not there before: the load fails."""
        self._pool.shutdown(cancel_futures=True)
        for sha256, copy in self._copies.items():
            if not copy.cancelled() and copy.exception() is None and copy.result():
                (self._folder / sha256).unlink(missing_ok=True)


def keep_raw(folder: Path, reading: Reading) -> bool:
    """Copy a file into the folder under its hash, whole or not at all.

    A copy that is there and whole is left alone; a damaged one is replaced. Gives whether there was
    none before.

    Raises:
        SourceError: The file is no longer what was read.
    """
    kept = folder / reading.sha256
    if is_whole(folder, reading):
        return False
    new = not kept.exists()
    folder.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=folder, prefix=PART, delete=False) as copy:
        try:
            _copy(reading, copy)
        except BaseException:
            Path(copy.name).unlink()
            raise
    Path(copy.name).replace(kept)
    return new


def _copy(reading: Reading, copy: IO[bytes]) -> None:
    digest = hashlib.sha256()
    for chunk in read_chunks(reading.path):
        digest.update(chunk)
        copy.write(chunk)
    if digest.hexdigest() != reading.sha256:
        raise SourceError(
            "it changed while it was loaded, and nothing was loaded",
            file=reading.name,
            remedy="Load it again once it is written to its end.",
        )
    copy.flush()
    os.fsync(copy.fileno())


def is_whole(folder: Path, reading: Reading) -> bool:
    """Whether the copy of a file is there and is what was read."""
    kept = folder / reading.sha256
    return (
        kept.is_file() and kept.stat().st_size == reading.size and hash_file(kept) == reading.sha256
    )
