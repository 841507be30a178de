"""The facts of all files of a load seen as one, with scope and release."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from yuebao.domain import READ_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    import duckdb

    from yuebao.sources import Reading
    from yuebao.store._records import Slice

Part = tuple[str, str, str, str, str]
"""What facts that are written together share: the last month and SLICE_COLUMNS."""


def gather(
    connection: duckdb.DuckDBPyConnection,
    readings: Sequence[Reading],
    fresh: Sequence[Reading],
    slices: Sequence[Slice],
    released: date,
) -> None:
    """See the facts of files as the temp view `incoming`, with scope and release.

    Args:
        connection: Where they are.
        readings: All files that were read, some perhaps into a table with those meant.
        fresh: The files meant.
        slices: What they state.
        released: When they were published.
    """
    columns = ", ".join(column.name for column in READ_COLUMNS)
    union = " UNION ALL ".join(
        f"SELECT {columns}, {_scope_sql(slices, chosen)} AS scope, "
        f"DATE '{released.isoformat()}' AS released FROM {table}{condition}"
        for table, chosen, condition in _tables(readings, fresh)
    )
    connection.execute(f"CREATE OR REPLACE TEMP VIEW incoming AS {union}")


def _tables(
    readings: Sequence[Reading], fresh: Sequence[Reading]
) -> Iterator[tuple[str, set[str], str]]:
    """Each table, the files in it that are meant, and the condition that their facts meet."""
    read = _by_table(readings)
    for table, chosen in _by_table(fresh).items():
        condition = ""
        if chosen != read[table]:
            condition = f" WHERE source IN ({_listed(chosen)})"
        yield table, chosen, condition


def _by_table(readings: Sequence[Reading]) -> dict[str, set[str]]:
    tables: dict[str, set[str]] = defaultdict(set)
    for reading in readings:
        tables[reading.table].add(reading.sha256)
    return tables


def _scope_sql(slices: Sequence[Slice], sources: set[str]) -> str:
    """SQL of the scope of the facts of some files: mostly one and the same."""
    held = [part for part in slices if part.source in sources]
    if len({str(part.scope) for part in held}) == 1:
        return f"'{held[0].scope}'"
    cases: dict[tuple[str, str, str, str], set[str]] = defaultdict(set)
    for part in held:
        cases[part.flow.value, str(part.grain), part.currency, str(part.scope)].add(part.source)
    whens = " ".join(
        f"WHEN flow = '{flow}' AND grain = '{grain}' AND currency = '{currency}' "
        f"AND source IN ({_listed(of)}) THEN '{scope}'"
        for (flow, grain, currency, scope), of in cases.items()
    )
    return f"CASE {whens} END"


def _listed(sources: set[str]) -> str:
    return ", ".join(f"'{source}'" for source in sorted(sources))


def parts_of(part: Slice) -> Iterator[Part]:
    """The parts that facts of a slice are of."""
    head = part.flow.value, str(part.grain), str(part.scope), part.currency
    for month in {str(period.last) for period in part.periods}:
        yield month, *head


def ascending_parts(readings: Sequence[Reading], slices: Sequence[Slice]) -> set[Part]:
    """The parts whose facts ascend as they stand, so that no key repeats among them.

    They are of one table that ascends: two of them may overlap.
    """
    ascending = {reading.sha256: reading.ascending for reading in readings}
    tables = {reading.sha256: reading.table for reading in readings}
    found: dict[Part, set[str]] = defaultdict(set)
    for part in slices:
        table = tables[part.source] if ascending[part.source] else ""
        for key in parts_of(part):
            found[key].add(table)
    return {key for key, held in found.items() if len(held) == 1 and "" not in held}
