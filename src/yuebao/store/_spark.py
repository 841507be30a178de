"""Asking the same questions of Spark: the SQL transpiled, over the same list of files.

Everything that knows of Spark is here. The folder of the table also keeps files that were replaced,
so Spark is given the files of the version, never the folder.
"""

from __future__ import annotations

import atexit
from typing import TYPE_CHECKING
from uuid import uuid4

from yuebao.domain import FACT_COLUMNS, LATER_COLUMNS, UserError
from yuebao.store._delta import lacks_columns
from yuebao.store._engine import Engine

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from pyspark.sql import SparkSession

    from yuebao.store._engine import Rows

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


class Spark(Engine):
    """A Spark cluster that answers DuckDB's SQL.

    Args:
        master: The cluster: `spark://host:7077`, `yarn`, `local-cluster` or `local[*]`.

    Raises:
        UserError: pyspark is not installed, or the cluster cannot be reached.
    """

    def __init__(self, master: str) -> None:
        self.session = _session(_LOCAL_CLUSTER if master == LOCAL_CLUSTER else master)

    def query(self, sql: str, bound: Mapping[str, object] | None = None) -> Rows:
        """The rows of a query; see Engine."""
        found = self.session.sql(to_spark(sql), args=dict(bound or {})).collect()
        return [tuple(row) for row in found]

    def relation(self, folder: Path, files: Sequence[str]) -> str:
        """A view of the files; see Engine. An empty table where there are none."""
        if not files:
            return super().relation(folder, files)
        name = f"facts_{uuid4().hex}"
        base = f"file://{folder.absolute()}"  # Hadoop's paths are not percent-encoded
        reader = self.session.read.option("basePath", base)
        older = lacks_columns(files[0])
        facts = reader.option("mergeSchema", older).parquet(*(f"file://{path}" for path in files))
        for name in LATER_COLUMNS:
            if older and name not in facts.columns:
                facts = facts.selectExpr("*", f"CAST(NULL AS STRING) AS {name}")
        # A column that lives in the path comes last.
        facts.select(*(column.name for column in FACT_COLUMNS)).createOrReplaceTempView(name)
        return name

    def prunes(self) -> bool:
        """No: Spark leaves out by itself what statistics rule out."""
        return False


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
