"""What does not survive a fork of the process that used it.

Libraries that work on several threads keep them for as long as the process lives. A fork has none
of them: it would panic, or wait for ever for an answer.
"""

from __future__ import annotations

import os

from yuebao.domain.errors import UserError

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
