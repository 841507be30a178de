"""Whether files of facts are as they were written: a report rests on no bit that flipped since.

A checksum is taken once of a file and version of it in a process, however many reports are built.
"""

from __future__ import annotations

import zlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING, NamedTuple

from yuebao.domain import StoreError
from yuebao.sources import read_chunks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

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
    for (path, written), found in zip(files.items(), _states_of(files), strict=True):
        if isinstance(found, str):
            yield path, found
        elif found != written:
            yield path, "is not as it was written"


def _states_of(files: Iterable[str]) -> list[int | str]:
    """The checksum of each file, or why there is none."""
    states = list(map(_state_of, files))
    if all(isinstance(state, str) or state in _TAKEN for state in states):
        return list(map(_checksum_of, states))
    with ThreadPoolExecutor(_THREADS) as threads:  # to start them takes as long as some files
        return list(threads.map(_checksum_of, states))


class _State(NamedTuple):
    """What tells one state of a file from another."""

    path: str
    size: int
    changed: int
    inode: int


_TAKEN: dict[_State, int] = {}


def _state_of(path: str) -> _State | str:
    """The state of a file, or why it has none."""
    try:
        found = Path(path).stat()
    except OSError as error:
        return _why(error)
    if not S_ISREG(found.st_mode):
        return "is no file any more"
    return _State(path, found.st_size, found.st_mtime_ns, found.st_ino)


def _checksum_of(state: _State | str) -> int | str:
    if isinstance(state, str):
        return state
    if state not in _TAKEN:
        try:
            _TAKEN[state] = checksum(Path(state.path))
        except OSError as error:
            return _why(error)
    return _TAKEN[state]


def _why(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "is lost"
    return f"cannot be read ({error.strerror})"
