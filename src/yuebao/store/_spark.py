"""Asking the same questions of Spark: the SQL transpiled, over the same list of files.

Everything that knows of Spark is here. The folder of the table also keeps files that were replaced,
so Spark is given the files of the version, never the folder.
"""

from __future__ import annotations

import atexit
from functools import cached_property
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from yuebao.domain import UserError
from yuebao.store._view import View

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from pyspark.sql import SparkSession

    from yuebao.store._delta import FactTable

LOCAL_CLUSTER = "local-cluster"
_LOCAL_CLUSTER = "local-cluster[2,1,1024]"  # two workers, a core and a gigabyte each

_CONFIGURATION = {
    "spark.sql.ansi.enabled": "true",  # an overflow fails, as it does in DuckDB
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.sources.partitionColumnTypeInference.enabled": "false",  # months are text
    "spark.sql.shuffle.partitions": "8",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
}


class SparkConnection:
    """A Spark session that answers DuckDB's SQL as a DuckDB connection does.

    Args:
        master: The cluster: `spark://host:7077`, `yarn`, `local-cluster` or `local[*]`.

    Raises:
        UserError: pyspark is not installed, or the cluster cannot be reached.
    """

    def __init__(self, master: str) -> None:
        self.session = _session(_LOCAL_CLUSTER if master == LOCAL_CLUSTER else master)
        self._rows: list[tuple[Any, ...]] = []

    def execute(self, sql: str, bound: Mapping[str, object] | None = None) -> SparkConnection:
        """Run a query; `bound` are the values of its $names."""
        found = self.session.sql(to_spark(sql), args=dict(bound or {})).collect()
        self._rows = [tuple(row) for row in found]
        return self

    def fetchall(self) -> list[tuple[Any, ...]]:
        """The rows of the last query."""
        return self._rows


class SparkView(View):
    """What a store knows, asked of Spark; see View.

    Raises:
        UserError: Something is asked that only DuckDB does.
    """

    def __init__(self, master: str, table: FactTable, as_of: date | None) -> None:
        self._spark = SparkConnection(master)
        super().__init__(self._spark, table, as_of)  # type: ignore[arg-type]  # it answers alike

    @cached_property
    def facts(self) -> str:
        """SQL of the facts valid at its moment; see View."""
        return self._valid(self._register(self._table.files()))

    def facts_of(self, months: Any) -> str:
        """The same facts: Spark prunes files by itself."""
        del months
        return self.facts

    def narrowed(
        self, codes: tuple[str, ...], first: Any, last: Any, without: tuple[str, ...] = ()
    ) -> View:
        """The same moment: Spark prunes files by itself, and may hold more than one machine."""
        del codes, first, last, without
        return self

    def with_facts(self, facts: str, slices: Any = None) -> View:
        """Refused: facts are converted and corrected in DuckDB's SQL."""
        del facts, slices
        raise UserError(
            "corrections, rates and first-published bases are not to be had with --engine",
            remedy="Leave --engine out, or those options.",
        )

    def _register(self, files: list[str]) -> str:
        name = f"facts_{uuid4().hex}"
        base = f"file://{self._table.folder.absolute()}"  # Hadoop's paths are not percent-encoded
        reader = self._spark.session.read.option("basePath", base)
        reader.parquet(*(f"file://{path}" for path in files)).createOrReplaceTempView(name)
        return name


def to_spark(sql: str) -> str:
    """DuckDB's SQL as Spark's; $names become :names."""
    import sqlglot

    (found,) = sqlglot.transpile(sql, read="duckdb", write="spark", comments=False)
    return str(found)


def _session(master: str) -> SparkSession:
    try:
        from pyspark.sql import SparkSession
    except ModuleNotFoundError as error:
        raise UserError(
            "--engine needs pyspark, which is not installed",
            remedy="Install it beside yuebao: pip install 'yuebao[spark]'.",
        ) from error
    builder = SparkSession.builder.master(master).appName("yuebao")
    for key, value in _CONFIGURATION.items():
        builder = builder.config(key, value)
    try:
        session = builder.getOrCreate()
    except Exception as error:
        raise UserError(
            f"Spark does not start on {master} ({str(error).splitlines()[0]})",
            remedy="Check the address, and that Java 17 or later is installed.",
        ) from error
    atexit.register(session.stop)  # else its workers complain of a master that went away
    return session
