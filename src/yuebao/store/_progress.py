"""How far one statement of DuckDB is, told while it runs."""

from __future__ import annotations

from contextlib import contextmanager
from threading import Event, Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    import duckdb

    from yuebao.domain import Progress

_SECONDS = 0.25


@contextmanager
def watched(
    connection: duckdb.DuckDBPyConnection,
    progress: Progress,
    step: str,
    done: int,
    total: int,
    parts: int = 1,
) -> Iterator[None]:
    """Tell of parts of a step, now and then, how much of them is done: one statement fills them.

    Args:
        connection: What runs the statement.
        progress: Told from another thread while it runs.
        step: The step.
        done: How many parts were done before.
        total: How many parts there are.
        parts: How many are done together.
    """
    connection.execute("SET enable_progress_bar = true; SET enable_progress_bar_print = false")
    ended = Event()

    def watch() -> None:
        most = 0.0
        while not ended.wait(_SECONDS):
            part = connection.query_progress() / 100  # -1 where DuckDB cannot tell
            if most < part < 1:
                most = part
                progress.step(step, done + part * parts, total)

    thread = Thread(target=watch, daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()
