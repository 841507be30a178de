"""Where files wait that a reader sent: in a folder of their own, until they are done with.

Nothing of it outlives the server: the folders are in one that is gone when it stops, or when the
next process clears up after one that was killed.
"""

from __future__ import annotations

import secrets
import shutil
import time
from contextlib import ExitStack
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Generic, TypeVar

from yuebao.domain.limits import limit
from yuebao.sources import scratch_folder
from yuebao.web.refusals import AddressError, LimitError

if TYPE_CHECKING:
    from pathlib import Path

    from yuebao.auditing import Audit
    from yuebao.publish.bring import BringRequest
    from yuebao.store import LoadResult

MOST_WAITING = limit("lots")
"""How many lots of files may wait at once."""

WAITING_SECONDS = float(limit("lot-wait"))
"""How long a lot of files waits; it is removed then."""

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Brought:
    """Files that wait to be confirmed.

    Attributes:
        request: They, and what is said of them.
        looked: What they state, and what a load would change.
    """

    request: BringRequest
    looked: LoadResult


@dataclass(frozen=True, slots=True)
class StagedAudit:
    """A document that was audited.

    Attributes:
        file: It.
        result: What was found.
        compared: Whether it was held against the store.
    """

    file: Path
    result: Audit
    compared: bool

    @property
    def marked(self) -> str:
        """What its copy with the findings as comments is called; empty where none can be made."""
        return f"{self.file.stem}-marked.docx" if self.file.suffix.lower() == ".docx" else ""


@dataclass(frozen=True, slots=True)
class _Lot(Generic[_T]):
    folder: Path
    what: _T
    until: float


class Staging(Generic[_T]):
    """Lots of files, each under a name that nobody can guess, with what is known of it.

    Args:
        most: How many may wait at once.
        seconds: How long each waits.
    """

    def __init__(self, most: int = MOST_WAITING, seconds: float = WAITING_SECONDS) -> None:
        self._most, self._seconds = most, seconds
        self._lots: dict[str, _Lot[_T]] = {}
        self._lock = Lock()
        self._open = ExitStack()
        self._within: Path | None = None

    def folder(self) -> Path:
        """A new folder for files that are being received.

        Raises:
            LimitError: Too many lots wait.
        """
        with self._lock:
            self._clear()
            if self._within is None:
                self._within = self._open.enter_context(scratch_folder())
            if sum(1 for _ in self._within.iterdir()) >= self._most:
                raise LimitError(
                    f"{self._most} lots of files wait to be confirmed here",
                    remedy="Confirm or refuse those, or send these later.",
                )
            folder = self._within / secrets.token_hex(8)
            folder.mkdir(mode=0o700)
            return folder

    def put(self, folder: Path, what: _T) -> str:
        """Let a folder's files wait; gives the name of the lot."""
        name = secrets.token_urlsafe(24)
        with self._lock:
            self._lots[name] = _Lot(folder, what, time.monotonic() + self._seconds)
        return name

    def get(self, name: str) -> _T:
        """What is known of a lot.

        Raises:
            AddressError: It is here no longer, or never was.
        """
        with self._lock:
            self._clear()
            if name in self._lots:
                return self._lots[name].what
        raise _gone()

    def take(self, name: str) -> tuple[Path, _T]:
        """A lot that waits no longer: its folder, to be dropped, and what is known of it.

        Raises:
            AddressError: It is here no longer, or never was.
        """
        with self._lock:
            self._clear()
            lot = self._lots.pop(name, None)
        if lot is None:
            raise _gone()
        return lot.folder, lot.what

    def drop(self, folder: Path) -> None:
        """Remove a folder, unless its files wait."""
        with self._lock:
            if any(lot.folder == folder for lot in self._lots.values()):
                return
        shutil.rmtree(folder, ignore_errors=True)

    def close(self) -> None:
        """Remove all there is."""
        with self._lock:
            self._lots.clear()
            self._open.close()
            self._within = None

    def _clear(self) -> None:
        now = time.monotonic()
        for name in [name for name, lot in self._lots.items() if lot.until < now]:
            shutil.rmtree(self._lots.pop(name).folder, ignore_errors=True)


def _gone() -> AddressError:
    return AddressError(
        "these files are here no longer",
        remedy=f"They wait {WAITING_SECONDS / 60:g} minutes at most: send them again.",
    )
