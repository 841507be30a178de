"""Reading a file: what it is, and then how that is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuebao.sources._bulletin import read_bulletin
from yuebao.sources._dialects import load_dialects
from yuebao.sources._given import Given
from yuebao.sources._inspect import Container, inspect_file
from yuebao.sources._items import read_items
from yuebao.sources._query import read_query
from yuebao.sources._reading import Reading
from yuebao.sources._recognise import recognise
from yuebao.sources._text import TextTable
from yuebao.sources._values import listed
from yuebao.sources._workbook import open_workbook

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    import duckdb

    from yuebao.domain import Flow, Period
    from yuebao.reference import Office
    from yuebao.sources._inspect import Inspection
    from yuebao.sources._recognise import Recognised
    from yuebao.sources._record import Table


def read_source(
    connection: duckdb.DuckDBPyConnection,
    path: Path,
    office: Office,
    *,
    flow: Flow | None = None,
    months: Period | None = None,
) -> Reading:
    """Say what a file is and read it into a temporary table, or refuse it with the reason.

    Args:
        connection: Where the facts go, as a temporary view with READ_COLUMNS.
        path: The file.
        office: The customs office it is from.
        flow: Exports or imports, for files whose name does not say.
        months: The months the query covered: required where the file has no column of months;
            where it has one, a row outside is refused.

    Raises:
        SourceError: The file cannot be understood; with line and column.
        DirectionError: Neither its name nor `flow` says exports or imports, or they disagree.
        PeriodError: Neither it nor `months` says which months it covers.
    """
    inspection = inspect_file(path)
    dialects = load_dialects(office)
    tables = _open(inspection)
    found = recognise(tables, dialects)
    given = Given(office, dialects, path, inspection.sha256, flow, months)
    read = read_query
    if found.dialect in dialects.bulletins:
        read = read_bulletin
    elif found.dialect in dialects.items:
        read = read_items
    facts = read(connection, found, given)
    return Reading(
        path=path,
        name=path.name,
        sha256=inspection.sha256,
        size=inspection.size,
        dialect=found.dialect,
        table=facts.table,
        rows=facts.rows,
        periods=facts.periods,
        remarks=(*_file_remarks(inspection, tables, found), *facts.remarks),
        truncated=facts.truncated,
        ascending=facts.ascending,
    )


def _open(inspection: Inspection) -> Sequence[Table]:
    if inspection.container is Container.TEXT:
        return (TextTable(inspection),)
    return open_workbook(inspection)


def _file_remarks(
    inspection: Inspection, tables: Sequence[Table], found: Recognised
) -> Iterator[str]:
    if inspection.container is not Container.TEXT and inspection.path.suffix.lower() == ".csv":
        yield "It is named .csv but is a workbook, and was read as one."
    others = [table.name for table in tables if table is not found.table]
    if others:
        yield f"Not read, as no customs table: {listed(others, '; ')}."
