"""What libraries do to the process they work in: threads that no fork has, words on its stderr.

Libraries that work on several threads keep them for as long as the process lives. A fork has none
of them: it would panic, or wait for ever for an answer.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING

from yuebao.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterator

_STDERR = 2
_USED: dict[str, int] = {}


def bind_process(what: str) -> None:
    """Bind something to the process that uses it first.

    Args:
        what: What is done, as the subject of a clause: `drawing charts`.

    Raises:
        UserError: A process used it before this one was forked from it.
    """
    here = os.getpid()
    owner = _USED.setdefault(what, here)
    if owner != here:
        raise UserError(
            f"{what} does not work in process {here}: it is a fork of process {owner}, which has "
            "done that and has the threads for it",
            remedy="Start processes by spawning them (multiprocessing.get_context('spawn')), or "
            "fork before the first use.",
        )


class _Hush:
    """How many ask for silence at once, and where stderr went before the first of them."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.asked = 0
        self.kept = _STDERR


_HUSH = _Hush()


@contextmanager
def hushed() -> Iterator[None]:
    """Nothing is written to stderr meanwhile.

    What is written in Rust prints where it gave up before its exception is raised, which says all
    that a user can act on.
    """
    with _HUSH.lock:
        if not _HUSH.asked:
            _HUSH.kept = os.dup(_STDERR)
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, _STDERR)
            os.close(nowhere)
        _HUSH.asked += 1
    try:
        yield
    finally:
        with _HUSH.lock:
            _HUSH.asked -= 1
            if not _HUSH.asked:
                os.dup2(_HUSH.kept, _STDERR)
                os.close(_HUSH.kept)
