"""Reading a file: what it is, and then how that is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuebao.sources._bulletin import read_bulletin
from yuebao.sources._dialects import load_dialects
from yuebao.sources._given import Given
from yuebao.sources._inspect import Container, inspect_file
from yuebao.sources._items import read_items
from yuebao.sources._page import open_page
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

    from yuebao.domain import Flow, Period, Scope
    from yuebao.reference import Office
    from yuebao.sources._dialects import Dialects
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
    scope: Scope | None = None,
) -> Reading:
    """Say what a file is and read it into a temporary table, or refuse it with the reason.

    Args:
        connection: Where the facts go, as a temporary view with READ_COLUMNS.
        path: The file.
        office: The customs office it is from.
        flow: Exports or imports, for files whose name does not say.
        months: The months the query covered: required where the file has no column of months;
            where it has one, a row outside is refused.
        scope: The part of trade it covers, where the user says: a bulletin of one province may not
            say of which.

    Raises:
        SourceError: The file cannot be understood; with line and column.
        DirectionError: Neither its name nor `flow` says exports or imports, or they disagree.
        PeriodError: Neither it nor `months` says which months it covers.
    """
    inspection = inspect_file(path)
    dialects = load_dialects(office)
    tables = _open(inspection, dialects)
    found = recognise(tables, dialects)
    given = Given(office, dialects, path, inspection.sha256, flow, months, scope)
    read = read_query
    if found.dialect in dialects.bulletins:
        items = dialects.bulletins[found.dialect].rows == "items"
        read = read_items if items else read_bulletin
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
        scope=facts.scope,
    )


def _open(inspection: Inspection, dialects: Dialects) -> Sequence[Table]:
    if inspection.container is Container.TEXT:
        return (TextTable(inspection),)
    if inspection.container is Container.PAGE:
        return open_page(inspection, dialects.pages)
    return open_workbook(inspection)


def _file_remarks(
    inspection: Inspection, tables: Sequence[Table], found: Recognised
) -> Iterator[str]:
    suffix, container = inspection.path.suffix.lower(), inspection.container
    if container is Container.PAGE and suffix in (".csv", ".xls", ".xlsx"):
        yield f"It is named {suffix} but is a web page, and was read as one."
    elif container is not Container.TEXT and suffix == ".csv":
        yield "It is named .csv but is a workbook, and was read as one."
    others = [table.name for table in tables if table is not found.table]
    if others and container is not Container.PAGE:
        yield f"Not read, as no customs table: {listed(others, '; ')}."
