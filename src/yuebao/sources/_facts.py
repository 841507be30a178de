"""What a reader of one dialect gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import uuid4

from yuebao.domain import READ_COLUMNS
from yuebao.sources._numbers import below_zero

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import duckdb

    from yuebao.domain import Period, Scope

CREATE = "create temp table {table} ({columns})"
INSERT = "insert into {table} values {rows}"


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
    columns = ", ".join(f"{column.name} {column.type}" for column in READ_COLUMNS)
    connection.execute(CREATE.format(table=name, columns=columns))
    marks = ", ".join(f"({', '.join('?' * len(READ_COLUMNS))})" for _ in facts)
    parameters = [fact.get(column.name) for fact in facts for column in READ_COLUMNS]
    connection.execute(INSERT.format(table=name, rows=marks), parameters)
    return name
