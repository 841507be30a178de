"""Reading a file: what it is, and then how that is read."""

from __future__ import annotations

from dataclasses import replace
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
from yuebao.sources._workbook import open_workbook

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    import duckdb

    from yuebao.domain import Flow, Period
    from yuebao.sources._facts import Facts
    from yuebao.sources._inspect import Inspection
    from yuebao.sources._recognise import Recognised
    from yuebao.sources._record import Table


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
    dialects = load_dialects()
    tables = _open(inspection)
    found = recognise(tables, dialects)
    facts = _READERS[found.dialect](connection, found, inspection, flow, months)
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
        yield f"Not read, as no customs table: {'; '.join(others)}."


def _read_query(
    connection: duckdb.DuckDBPyConnection,
    found: Recognised,
    inspection: Inspection,
    flow: Flow | None,
    months: Period | None,
) -> Facts:
    # What is wrong with the table comes before what nobody said of it.
    heads = read_heads(load_dialects().query, found.head, found.table.name)
    decided = decide_flow(inspection.path, flow)
    with scratch_folder() as scratch:
        facts = read_query(
            connection,
            found.table,
            heads,
            load_dialects().query,
            flow=decided,
            months=months,
            source=inspection.sha256,
            scratch=scratch,
        )
    if flow is not None:
        return facts
    return replace(facts, remarks=(f"Taken for {decided}s by the file's name.", *facts.remarks))


def _read_bulletin(
    connection: duckdb.DuckDBPyConnection,
    found: Recognised,
    inspection: Inspection,
    flow: Flow | None,
    months: Period | None,
) -> Facts:
    del flow  # a bulletin has all flows; a folder may hold exports that need one
    dialects = load_dialects()
    by_name = {
        "bulletin-provinces": dialects.bulletin_provinces,
        "bulletin-chapters": dialects.bulletin_chapters,
    }
    return read_bulletin(
        connection,
        found.table,
        found.head,
        by_name[found.dialect],
        path_name=inspection.path.name,
        months=months,
        source=inspection.sha256,
    )


def _read_items(
    connection: duckdb.DuckDBPyConnection,
    found: Recognised,
    inspection: Inspection,
    flow: Flow | None,
    months: Period | None,
) -> Facts:
    return read_items(
        connection,
        found.table,
        found.head,
        load_dialects().bulletin_commodities,
        path=inspection.path,
        flow=flow,
        months=months,
        source=inspection.sha256,
    )


_READERS: Mapping[str, Callable[..., Facts]] = {
    "query": _read_query,
    "bulletin-provinces": _read_bulletin,
    "bulletin-chapters": _read_bulletin,
    "bulletin-commodities": _read_items,
}
"""How each dialect is read; a new dialect is a line here and a section of dialects.toml."""
