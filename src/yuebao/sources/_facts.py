"""What a reader of one dialect gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import uuid4

from yuebao.domain import READ_COLUMNS, SourceError
from yuebao.sources._numbers import below_zero

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import duckdb

    from yuebao.domain import Period, Scope

CREATE = "create temp table {table} ({columns})"
INSERT = "insert into {table} values {rows}"
APPEND = "insert into {table} select * replace (row + {offset} as row) from {part}"
JOIN = """create temp table {table} as select * from {parts}
qualify row_number() over (partition by {same} order by growth is null, row) = 1
order by row"""


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of one table; fields as in Reading."""

    table: str
    rows: int
    periods: tuple[Period, ...]
    remarks: tuple[str, ...]
    truncated: bool = False
    ascending: bool = False
    scope: Scope | None = None
    left_out: tuple[str, ...] = ()
    uneven: bool = False


def join_facts(connection: duckdb.DuckDBPyConnection, tables: Sequence[Facts], file: str) -> Facts:
    """The facts of several tables of one file: rows of a later one count on from those before.

    What two tables print alike, as the total, is one fact.

    Raises:
        SourceError: One table is of another part of trade than the others.
    """
    if len({one.scope for one in tables}) > 1:
        raise SourceError(
            "its tables are not of one part of trade",
            file=file,
            remedy="Save each of them as a file of its own.",
        )
    name, parts = (f"facts_{uuid4().hex}" for _ in range(2))
    columns = [column.name for column in READ_COLUMNS]
    same = ", ".join(column for column in columns if column not in ("row", "growth"))
    _create(connection, parts)
    offset = 0
    for one in tables:
        connection.execute(APPEND.format(table=parts, offset=offset, part=one.table))
        offset += _last_row(connection, one.table)
    connection.execute(JOIN.format(table=name, parts=parts, same=same))
    ((rows,),) = connection.execute(f"select count(*) from {name}").fetchall()
    return Facts(
        name,
        rows,
        tuple(sorted({period for one in tables for period in one.periods})),
        tuple(dict.fromkeys(remark for one in tables for remark in one.remarks)),
        scope=tables[0].scope,
        uneven=any(one.uneven for one in tables),
    )


def _create(connection: duckdb.DuckDBPyConnection, table: str) -> None:
    columns = ", ".join(f"{column.name} {column.type}" for column in READ_COLUMNS)
    connection.execute(CREATE.format(table=table, columns=columns))


def _last_row(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    ((last,),) = connection.execute(f"select max(row) from {table}").fetchall()
    return int(last or 0)


def remarks_on(facts: Sequence[Mapping[str, object]]) -> list[str]:
    """Remarks on numbers among facts that can hardly be meant."""
    remarks = []
    for column, words in (("value", "values"), ("quantity", "quantities")):
        numbers = [(fact.get(column), fact["row"]) for fact in facts]
        rows = [row for number, row in numbers if isinstance(number, int) and number < 0]
        if rows:
            remarks.append(below_zero(len(rows), f"{words}, first in row {rows[0]}"))
    return remarks


def keep_facts(
    connection: duckdb.DuckDBPyConnection, facts: Sequence[Mapping[str, object]], source: str
) -> str:
    """Put facts, few enough to hold in memory, into a temporary table; gives its name.

    A column of READ_COLUMNS that a fact does not name is null.
    """
    name = f"facts_{source[:12]}_{uuid4().hex[:8]}"
    _create(connection, name)
    marks = ", ".join(f"({', '.join('?' * len(READ_COLUMNS))})" for _ in facts)
    parameters = [fact.get(column.name) for fact in facts for column in READ_COLUMNS]
    connection.execute(INSERT.format(table=name, rows=marks), parameters)
    return name
