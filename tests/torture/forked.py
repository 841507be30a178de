"""A process that works with a store and draws a report, forks, and tells what its fork may do.

    python -m tests.torture.forked STORE

Run by a test: a fork of the process that runs the tests would hold what belongs to them.
"""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING

from tests.unit.render.sample import sample_document

from yuebao.domain import YuebaoError
from yuebao.render import find_format
from yuebao.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable

WAIT = 60
"""After so many seconds the system ends a fork that waits for ever."""


def main(path: str) -> int:
    """Print of each thing done whether it is done, refused or raises something else."""
    store, document = Store(path), sample_document()
    view = store.view()
    count = f"SELECT count(*) FROM {view.facts}"
    things: dict[str, Callable[[], object]] = {
        "loads": store.loads,
        "view": store.view,
        "verify": store.verify,
        "query": lambda: view.query(count),
        "html": lambda: find_format("html").render(document),
        "pdf": lambda: find_format("pdf").render(document),
        "xlsx": lambda: find_format("xlsx").render(document),
    }
    for thing in things.values():
        thing()
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    signal.alarm(WAIT)
    for name, thing in things.items():
        print(name, _what_becomes_of(thing), flush=True)  # noqa: T201 # the test reads it
    os._exit(0)


def _what_becomes_of(thing: Callable[[], object]) -> str:
    try:
        thing()
    except YuebaoError as error:
        return f"refused {error.exit_status}: {error}"
    except BaseException as error:  # noqa: BLE001 # Rust panics are no Exception
        return f"raised {type(error).__name__}"
    return "done"


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
