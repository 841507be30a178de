"""A query export on its way to facts: the table READ made of it, and its file for a slow look."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from yuebao.domain import SourceError
from yuebao.sources import _query_sql as sql

if TYPE_CHECKING:
    import duckdb

    from yuebao.sources._dialects import QueryDialect
    from yuebao.sources._heads import QueryHeads
    from yuebao.sources._record import Record, Table


@dataclass(frozen=True, slots=True)
class Export:
    """A query export as READ made it, on its way to facts."""

    connection: duckdb.DuckDBPyConnection
    table: Table
    heads: QueryHeads
    dialect: QueryDialect
    staged: str
    encoding: str

    def distinct(self, *columns: str) -> list[tuple[str | None, ...]]:
        """The distinct texts in columns of the staged table, in the order they first stand."""
        names = ", ".join(columns)
        statement = sql.DISTINCT.format(columns=names, table=self.staged)
        return [row[: len(columns)] for row in self.connection.execute(statement).fetchall()]

    def first_row(self, condition: str, *values: str | None) -> int | None:
        """The first good row that meets a condition, counted from 0."""
        statement = sql.FIRST_ROW.format(table=self.staged, condition=condition)
        found = self.connection.execute(statement, list(values)).fetchone()
        return None if found is None else found[0]

    def count(self, condition: str, *values: str | None) -> int:
        """How many good rows meet a condition."""
        statement = sql.COUNT.format(table=self.staged, condition=condition)
        (count,) = self.connection.execute(statement, list(values)).fetchone() or (0,)
        return int(count)

    def decode(self, text: str | None) -> str:
        """A text of the staged table as people read it.

        Raises:
            SourceError: It is not in the file's encoding.
        """
        if text is None or self.encoding == "utf-8":
            return text or ""
        try:
            return text.encode("latin-1").decode("gb18030")
        except UnicodeDecodeError:
            self.table.check_text()
            raise

    def record(self, row: int) -> Record:
        """The record of a row counted from 0; found by reading the file from its start."""
        below = (r for r in self.table.records() if r.line > self.heads.record.line)
        return next(islice(below, row, None))

    def refusal(self, row: int, column: int, found: str, remedy: str = "") -> SourceError:
        """What is wrong in one field, with its place."""
        return SourceError(
            found,
            file=self.table.name,
            line=self.record(row).line_of(column),
            column=self.heads.head(column),
            remedy=remedy or "Correct the file, or download it again.",
        )
