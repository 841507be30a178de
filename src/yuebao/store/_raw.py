"""Source files kept verbatim, each under its SHA-256."""

from __future__ import annotations

import hashlib
import os
import re
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, TYPE_CHECKING
from uuid import uuid4

from yuebao.domain import SourceError
from yuebao.sources import hash_file, read_chunks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yuebao.sources import Reading

PART = ".part-"
"""What the name of a copy begins with until it is whole."""

PENDING = ".pending-"
"""What the name of a list begins with of the copies that a load makes, until it is committed."""

_SHA256 = re.compile("[0-9a-f]{64}")


class RawCopies:
    """Files being copied into a folder, while the facts in them are sorted and written.

    Those that were not there before are listed in a file beside them until the load is committed:
    where it is killed before, the next one knows by that list which copies nobody waits for.

    Args:
        folder: Where raw files are kept.
        readings: The files, as they were read.
    """

    def __init__(self, folder: Path, readings: Sequence[Reading]) -> None:
        self._folder = folder
        self._pending = folder / f"{PENDING}{uuid4().hex}"
        new = [r.sha256 for r in readings if not (folder / r.sha256).exists()]
        if new:
            folder.mkdir(parents=True, exist_ok=True)
            self._pending.write_text("\n".join(new), encoding="ascii")
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

    def keep(self) -> None:
        """Keep them for good: the load is committed."""
        with suppress(OSError):  # then the next load finds that it knows them
            self._pending.unlink(missing_ok=True)

    def drop(self) -> None:
        """Remove again what was not there before: the load fails."""
        self._pool.shutdown(cancel_futures=True)
        for sha256, copy in self._copies.items():
            if not copy.cancelled() and copy.exception() is None and copy.result():
                (self._folder / sha256).unlink(missing_ok=True)
        self._pending.unlink(missing_ok=True)


def pending_copies(folder: Path) -> frozenset[str]:
    """The SHA-256 of all copies made for loads that are not committed, whether there or not.

    Args:
        folder: Where raw files are kept.
    """
    lists = (
        path.read_text(encoding="ascii", errors="replace") for path in folder.glob(f"{PENDING}*")
    )
    return frozenset(line for text in lists for line in text.split("\n") if _SHA256.fullmatch(line))


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
        part = Path(copy.name)
        try:
            _copy(reading, copy)
        except BaseException:
            part.unlink()
            raise
    try:
        part.replace(kept)
    except BaseException:
        part.unlink()
        raise
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
