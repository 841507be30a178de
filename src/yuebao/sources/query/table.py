"""Query exports on their way to facts: the table READ made of them, and each for a slow look."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any

from yuebao.domain import SourceError
from yuebao.sources.query import sql

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping, Sequence
    from typing import TypeVar

    import duckdb

    from yuebao.domain import Flow, YuebaoError
    from yuebao.sources._dialects import QueryDialect
    from yuebao.sources._given import Given
    from yuebao.sources.files.record import FileRow, FileTable
    from yuebao.sources.query.heads import QueryHeads

    Told = TypeVar("Told")


@dataclass(frozen=True, slots=True)
class QueryFile:
    """A query export whose heads are understood.

    Attributes:
        table: Its records.
        heads: Which column is which.
        flow: Whether it is of exports or imports.
        given: What else is known of it.
    """

    table: FileTable
    heads: QueryHeads
    flow: Flow
    given: Given

    @property
    def shape(self) -> Hashable:
        """What files must share to be read together."""
        places = tuple(sorted(self.heads.places.items()))
        width = len(self.heads.record.fields)
        apart = self.heads.left_out, self.heads.aside
        return self.flow, places, apart, width, self.heads.currency

    @property
    def left_out(self) -> tuple[str, ...]:
        """The heads of the columns that the caller leaves out."""
        return tuple(map(self.heads.head, sorted(self.heads.left_out)))

    def record(self, row: int) -> FileRow:
        """The record of a row counted from 0; found by reading the file from its start."""
        return self.records([row])[0]

    def records(self, rows: Sequence[int]) -> list[FileRow]:
        """The records of ascending rows, found in one reading."""
        wanted, below = set(rows), (r for r in self.table.records() if self._is_below(r))
        return [r for at, r in enumerate(islice(below, max(rows) + 1)) if at in wanted]

    def _is_below(self, record: FileRow) -> bool:
        return record.line > self.heads.record.line

    def refusal(self, row: int, column: int, found: str, remedy: str = "") -> SourceError:
        """What is wrong in one field, with its place."""
        return SourceError(
            found,
            file=self.table.name,
            line=self.record(row).line_of(column),
            column=self.heads.head(column),
            remedy=remedy or "Correct the file, or download it again.",
        )


class UndecodableError(Exception):
    """A text is not in the encoding of its file, whichever that is."""

    def __init__(self, column: str, text: str) -> None:
        self.column = column
        self.text = text
        super().__init__(text)


@dataclass(frozen=True, slots=True)
class Export:
    """Query exports of one shape as READ made one table of them, on their way to facts.

    Attributes:
        connection: Where the table is.
        files: The exports, in the order of their rows; a file is meant by its place here.
        staged: The table.
        encoding: As in Relation.
        firsts: The first row of each file that has any, filled by the first check.
        refusals: Why files are refused; the table's rows of them count no more.
    """

    connection: duckdb.DuckDBPyConnection
    files: tuple[QueryFile, ...]
    staged: str
    encoding: str
    firsts: dict[int, int] = field(default_factory=dict)
    refusals: dict[int, YuebaoError] = field(default_factory=dict)

    @property
    def heads(self) -> QueryHeads:
        """What is the same of all: places of columns, currency, dimensions."""
        return self.files[0].heads

    @property
    def given(self) -> Given:
        """What is the same of all: office, dialects and months."""
        return self.files[0].given

    @property
    def dialect(self) -> QueryDialect:
        """What query exports look like."""
        return self.given.dialects.query

    def whole(self) -> list[int]:
        """The files that are not refused."""
        return [at for at in range(len(self.files)) if at not in self.refusals]

    def distinct(self, *columns: str) -> list[tuple[Any, ...]]:
        """The distinct rows of some columns of the table, in the order they first stand."""
        statement = sql.distinct_statement(self.staged, columns, len(self.files))
        return [row[: len(columns)] for row in self.connection.execute(statement).fetchall()]

    def first_rows(self, condition: str, *columns: str) -> dict[int, tuple[Any, ...]]:
        """The first good row of each file that meets a condition, counted from the file's first.

        Behind it stands what it holds in columns.
        """
        statement = sql.FIRST_ROWS.format(
            table=self.staged,
            condition=condition,
            columns="".join(f", arg_min({column}, rowid)" for column in columns),
        )
        found = self.connection.execute(statement).fetchall()
        return {file: (row - self.firsts[file], *held) for file, row, *held in found}

    def counts(self, condition: str) -> dict[int, int]:
        """How many good rows of each file meet a condition, where any does."""
        statement = sql.COUNTS.format(table=self.staged, condition=condition)
        return dict(self.connection.execute(statement).fetchall())

    def decode(self, column: str, text: str | None, held: str | None = None) -> str:
        """A text in a column of the table as people read it.

        Args:
            column: The column.
            text: The text.
            held: What the table has in its place, where it is not the text itself.

        Raises:
            UndecodableError: It is not in the encoding of its files.
        """
        if text is None or self.encoding == "utf-8":
            return text or ""
        try:
            return text.encode("latin-1").decode("gb18030")
        except UnicodeDecodeError as error:
            raise UndecodableError(column, text if held is None else held) from error

    def refuse(self, refusals: Mapping[int, YuebaoError]) -> None:
        """Leave files out from here on, each for its reason."""
        if refusals:
            self.refusals.update(refusals)
            listed = ", ".join(map(str, refusals))
            self.connection.execute(sql.LEAVE_OUT.format(table=self.staged, files=listed))

    def settle(self, check: Callable[[Export], Told]) -> Told:
        """What a check finds of the files that can be decoded; the others are refused."""
        while True:
            try:
                return check(self)
            except UndecodableError as error:
                statement = sql.FILES_OF_TEXT.format(table=self.staged, column=error.column)
                found = self.connection.execute(statement, [error.text]).fetchall()
                self.refuse({at: _undecodable(self.files[at]) for (at,) in found})


def _undecodable(file: QueryFile) -> SourceError:
    """Where a file of which a text cannot be decoded is broken."""
    try:
        file.table.check_text()
    except SourceError as error:
        return error
    return SourceError("a text in it cannot be decoded", file=file.table.name)


def of_each(files: Sequence[int], values: Mapping[int, str], column: str = "file") -> str:
    """SQL of what differs from file to file: the value itself where it does not.

    Args:
        files: The files meant.
        values: SQL of the value of each.
        column: The column of files' numbers.
    """
    if len({values[file] for file in files}) == 1:
        return values[files[0]]
    listed = [values.get(file, "null") for file in range(max(files) + 1)]
    return f"([{', '.join(listed)}])[{column} + 1]"
