"""Engines: what runs the questions that a view asks of the facts.

Questions are DuckDB's SQL over relations that the engine names. An engine need only answer them;
what it can do better than read the files anew for each, it may say.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from contextlib import contextmanager
from functools import cache
from threading import Event, Thread
from time import monotonic
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import duckdb

from yuebao.domain import StoreError, bind_process
from yuebao.store._delta import facts_sql

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from yuebao.domain import Column

Rows = list[tuple[Any, ...]]

_AGAIN = 0.05
"""Seconds after which a question that goes on is interrupted again."""


class Engine(ABC):
    """Runs SQL over the facts of a store. Only `query` must be there."""

    @abstractmethod
    def query(self, sql: str, bound: Mapping[str, object] | None = None) -> Rows:
        """The rows of a query.

        Args:
            sql: DuckDB's SQL.
            bound: The values of its $names.
        """

    def relation(self, folder: Path, files: Sequence[str]) -> str:
        """SQL of the facts in these files, to stand after FROM.

        Args:
            folder: The table's folder, in which the files are.
            files: Their paths.
        """
        del folder
        return facts_sql(list(files))

    def prunes(self) -> bool:
        """Whether files that a question cannot need are better left out of its relation."""
        return True

    def hold(self, select: str) -> str | None:
        """Keep the rows of a query at hand, under a name to stand after FROM; None for no use."""
        del select
        return None

    def release(self, name: str) -> None:  # noqa: B027  # nothing is held unless `hold` does
        """Give back what is held under a name."""


class DuckDB(Engine):
    """DuckDB, in this process.

    Args:
        threads: How many threads it may use; by default as many as there are cores.
        until: When questions are given up, on the clock `time.monotonic`, those that begin later
            at once; by default never.
    """

    def __init__(self, threads: int | None = None, until: float | None = None) -> None:
        self._database = _database().cursor()
        self._until = until
        if threads is not None:
            self._database.execute(f"SET threads = {threads:d}")

    def query(self, sql: str, bound: Mapping[str, object] | None = None) -> Rows:
        """The rows of a query; see Engine.

        Raises:
            TimeoutError: It was given up.
        """
        with _told(), self._limited():
            return self._database.execute(sql, dict(bound) if bound else None).fetchall()

    def check_time(self) -> None:
        """Give up where the time is over, between questions.

        Raises:
            TimeoutError: It is.
        """
        if self._until is not None and monotonic() >= self._until:
            raise TimeoutError

    @contextmanager
    def _limited(self) -> Iterator[None]:
        """Give a question up once the time is over."""
        if self._until is None:
            yield
            return
        self.check_time()
        answered = Event()
        clock = Thread(target=self._interrupt, args=(self._until, answered), daemon=True)
        clock.start()
        try:
            yield
        except duckdb.InterruptException as error:
            raise TimeoutError from error
        finally:
            answered.set()
            clock.join()

    def _interrupt(self, until: float, answered: Event) -> None:
        """Interrupt a question from a time on, until it ends.

        Once is not enough: DuckDB forgets an interruption that comes before it has begun.
        """
        wait = max(0.0, until - monotonic())
        while not answered.wait(wait):
            self._database.interrupt()
            wait = _AGAIN

    def hold(self, select: str) -> str:
        """A table in memory; see Engine.

        Raises:
            TimeoutError: It was given up.
        """
        name = f"held_{uuid4().hex}"
        with _told(), self._limited():
            self._database.execute(f"CREATE TEMP TABLE {name} AS {select}")
        return name

    def take(self, columns: Sequence[Column], rows: Rows) -> str:
        """Keep rows that another engine gave, under a name to stand after FROM."""
        name = f"held_{uuid4().hex}"
        heads = ", ".join(f'"{column.name}" {column.type}' for column in columns)
        self._database.execute(f"CREATE TEMP TABLE {name} ({heads})")
        if rows:
            named = zip(columns, zip(*rows, strict=True), strict=True)
            bound = {column.name: list(values) for column, values in named}
            lists = ", ".join(f"unnest(${column.name}::{column.type}[])" for column in columns)
            self._database.execute(f"INSERT INTO {name} SELECT {lists}", bound)
        return name

    def release(self, name: str) -> None:
        """Drop the table; see Engine."""
        self._database.execute(f"DROP TABLE {name}")


_OUR_MISTAKES = (
    duckdb.BinderException,
    duckdb.CatalogException,
    duckdb.ParserException,
    duckdb.SyntaxException,
)


@contextmanager
def _told() -> Iterator[None]:
    """Turn what DuckDB says of the files it reads into a refusal of ours.

    Raises:
        StoreError: The facts cannot be read.
        UserError: This process is a fork of one that asked a store.
    """
    bind_process("working with a store")
    try:
        yield
    except _OUR_MISTAKES:
        raise
    except (duckdb.Error, UnicodeDecodeError) as error:  # what it says may be no text
        raise StoreError(
            f"the stored facts cannot be read ({str(error).splitlines()[0].rstrip('.')})",
            remedy="yuebao verify tells what is damaged; restore it from a backup, or load the "
            "files of raw/ into a new store.",
        ) from error


@cache
def _database() -> duckdb.DuckDBPyConnection:
    """The database in which this process asks all its questions: to start one takes as long as one.

    It holds no fact beyond a question, and DuckDB keeps nothing of local files.
    """
    database = duckdb.connect()
    # A question's months choose its files; to narrow the scan by what it joins only takes time.
    database.execute("SET disabled_optimizers = 'join_filter_pushdown'")
    return database
