"""Reading a file: what it is, and then how that is read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from yuebao.sources._bulletin import read_bulletin
from yuebao.sources._dialects import load_dialects
from yuebao.sources._direction import decide_flow
from yuebao.sources._heads import read_heads
from yuebao.sources._inspect import Container, inspect_file
from yuebao.sources._items import read_items
from yuebao.sources._query import read_query
from yuebao.sources._reading import Reading
from yuebao.sources._recognise import recognise
from yuebao.sources._scratch import scratch_folder
from yuebao.sources._text import TextTable
from yuebao.sources._values import listed
from yuebao.sources._workbook import open_workbook

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    import duckdb

    from yuebao.domain import Flow, Period
    from yuebao.reference import Office
    from yuebao.sources._dialects import Dialects
    from yuebao.sources._facts import Facts
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
    given = _Given(office, dialects, inspection, flow, months)
    read = _read_query
    if found.dialect in dialects.bulletins:
        read = _read_bulletin
    elif found.dialect in dialects.items:
        read = _read_items
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


@dataclass(frozen=True, slots=True)
class _Given:
    """What is known of a file before its table is read."""

    office: Office
    dialects: Dialects
    inspection: Inspection
    flow: Flow | None
    months: Period | None


def _read_query(connection: duckdb.DuckDBPyConnection, found: Recognised, given: _Given) -> Facts:
    # What is wrong with the table comes before what nobody said of it.
    heads = read_heads(given.dialects.query, found.head, found.table.name)
    decided = decide_flow(given.inspection.path, given.flow, given.office)
    with scratch_folder() as scratch:
        facts = read_query(
            connection,
            found.table,
            heads,
            given.dialects.query,
            office=given.office,
            flow=decided,
            months=given.months,
            source=given.inspection.sha256,
            scratch=scratch,
        )
    if given.flow is not None:
        return facts
    return replace(facts, remarks=(f"Taken for {decided}s by the file's name.", *facts.remarks))


def _read_bulletin(
    connection: duckdb.DuckDBPyConnection, found: Recognised, given: _Given
) -> Facts:
    """A bulletin has all flows, whatever is said of the exports beside it in a folder."""
    return read_bulletin(
        connection,
        found.table,
        found.head,
        given.dialects.bulletins[found.dialect],
        regions=given.office.regions,
        path_name=given.inspection.path.name,
        months=given.months,
        source=given.inspection.sha256,
    )


def _read_items(connection: duckdb.DuckDBPyConnection, found: Recognised, given: _Given) -> Facts:
    return read_items(
        connection,
        found.table,
        found.head,
        given.dialects.items[found.dialect],
        office=given.office,
        path=given.inspection.path,
        flow=given.flow,
        months=given.months,
        source=given.inspection.sha256,
    )
