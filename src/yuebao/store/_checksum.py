"""Whether files of facts are as they were written: a report rests on no bit that flipped since.

A checksum is taken once of a file and version of it in a process, however many reports are built.
"""

from __future__ import annotations

import zlib
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from yuebao.domain import StoreError
from yuebao.sources import read_chunks

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_THREADS = 4  # zlib lets other threads run


def checksum(path: Path) -> int:
    """CRC-32 of a file's bytes: twice as fast as a hash, and it need not withstand a forger."""
    found = 0
    for chunk in read_chunks(path):
        found = zlib.crc32(chunk, found)
    return found


def check_files(files: Mapping[str, int]) -> None:
    """Refuse files that are not as they were written.

    Args:
        files: The checksum of each by its path.

    Raises:
        StoreError: The first that is lost, cannot be read or was altered.
    """
    for path, why in find_altered(files):
        raise StoreError(
            f"a file of facts {why}",
            where=path,
            remedy="Restore it from a backup, or load the files of raw/ into a new store; "
            "yuebao verify tells what else is damaged.",
        )


def find_altered(files: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """The files that are not as they were written, and what is wrong with each, as a predicate."""
    with ThreadPoolExecutor(_THREADS) as threads:
        for (path, written), found in zip(
            files.items(), threads.map(_state_of, files), strict=True
        ):
            if isinstance(found, str):
                yield path, found
            elif found != written:
                yield path, "is not as it was written"


def _state_of(path: str) -> int | str:
    """The checksum of a file, or why there is none."""
    try:
        state = Path(path).stat()
        return _known(path, state.st_size, state.st_mtime_ns, state.st_ino)
    except FileNotFoundError:
        return "is lost"
    except OSError as error:
        return f"cannot be read ({error.strerror})"


@cache
def _known(path: str, *version: int) -> int:
    del version  # it tells one state of a file from another
    return checksum(Path(path))
