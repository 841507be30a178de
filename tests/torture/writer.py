"""A process that loads files one after the other, telling of each when it begins and is done.

    python -m tests.torture.writer STORE FILE DATE [FILE DATE ...]

Run to be killed, starved of disk, or run twice at once.
"""

from __future__ import annotations

import os
import resource
import sys
from datetime import date

from yuebao.domain import Scope, YuebaoError
from yuebao.store import LoadMode, Store

LIMIT = "TORTURE_FILE_SIZE"
"""The environment variable that says how large a file the process may write, in bytes."""


def main(store: str, *words: str) -> int:
    """Load each file with its release date."""
    limit = os.environ.get(LIMIT)
    if limit is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), int(limit)))
    for file, day in zip(words[::2], words[1::2], strict=True):
        print("begin", file, flush=True)  # noqa: T201 # the parent reads it
        try:
            Store(store).load(
                [file], released=date.fromisoformat(day), scope=Scope(), mode=LoadMode.REPLACE
            )
        except YuebaoError as error:
            print("refused", error, flush=True)  # noqa: T201 # the parent reads it
            return error.exit_status
        print("done", file, flush=True)  # noqa: T201 # the parent reads it
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
