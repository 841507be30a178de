"""Reading a file: what it is, and then how that is read."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from yuebao.domain import SourceError
from yuebao.sources._dialects import bare, load_dialects
from yuebao.sources._direction import decide_flow
from yuebao.sources._inspect import Container, inspect_file
from yuebao.sources._query import read_query
from yuebao.sources._reading import Reading
from yuebao.sources._text import TextTable

if TYPE_CHECKING:
    import duckdb

    from yuebao.domain import Flow, Period
    from yuebao.sources._dialects import Dialects
    from yuebao.sources._record import Record, Table

_LOOK = 12  # how far down heads are looked for


def read_source(
    connection: duckdb.DuckDBPyConnection,
    path: Path,
    *,
    flow: Flow | None = None,
    months: Period | None = None,
) -> Reading:
    """Say what a file is and read it into a temporary table, or refuse it with the reason.

    Args:
        connection: Where the facts go, as a temporary view with READ_COLUMNS.
        path: The file.
        flow: Exports or imports, for files whose name does not say.
        months: The months the query covered: required where the file has no column of months;
            where it has one, a row outside is refused.

    Raises:
        SourceError: The file cannot be understood; with line and column.
        DirectionError: Neither its name nor `flow` says exports or imports, or they disagree.
        PeriodError: Neither it nor `months` says which months it covers.
    """
    inspection = inspect_file(path)
    if inspection.container is not Container.TEXT:
        raise SourceError("is a workbook", file=path.name)
    table = TextTable(inspection)
    dialects = load_dialects()
    head = _query_heads(table, dialects)
    decided = decide_flow(path, flow)
    with TemporaryDirectory(prefix="yuebao-") as scratch:
        facts = read_query(
            connection, table, head, dialects.query, flow=decided, months=months,
            source=inspection.sha256, scratch=Path(scratch),
        )  # fmt: skip
    remarks = list(facts.remarks)
    if flow is None:
        remarks.insert(0, f"Taken for {decided}s by the file's name.")
    return Reading(
        path=path,
        name=path.name,
        sha256=inspection.sha256,
        size=inspection.size,
        dialect="query",
        table=facts.table,
        rows=facts.rows,
        periods=facts.periods,
        remarks=tuple(remarks),
        truncated=facts.truncated,
    )


def _query_heads(table: Table, dialects: Dialects) -> Record:
    top = list(islice(table.records(), _LOOK))
    for record in top:
        known = [field for field in record.fields if bare(field) and dialects.query.find(field)]
        if len(known) > 1:
            return record
    raise SourceError("is no customs table that is known", file=table.name)
