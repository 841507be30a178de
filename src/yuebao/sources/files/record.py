"""A record of a table as text: what every dialect reads, wherever the table is kept."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from yuebao.reference import simplified

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from pathlib import Path

    import duckdb

    from yuebao.sources.files.relation import RecordRelation


LOOK = 30
"""How many records down, or back up, heads are looked for."""


@dataclass(frozen=True, slots=True)
class FileRow:
    """One record: a line of a CSV, or several where a quoted field is broken; a row of a sheet.

    Attributes:
        line: The line or row it begins on, counted from 1.
        fields: Its fields as text, empty where there is nothing.
        wraps: Whether a line break within a field begins a new line of the file.
    """

    line: int
    fields: tuple[str, ...]
    wraps: bool

    def field(self, place: int) -> str:
        """The field of a column, counted from 0; empty where the record is shorter."""
        return self.fields[place] if place < len(self.fields) else ""

    def is_blank(self) -> bool:
        """Whether nothing stands in it."""
        return not any(field.strip() for field in self.fields)

    def line_of(self, column: int) -> int:
        """The line a field begins on: below the record's first where a field before it breaks."""
        if not self.wraps:
            return self.line
        return self.line + sum(map(_count_breaks, self.fields[:column]))


def in_simplified(record: FileRow) -> FileRow:
    """A record with its traditional characters as simplified ones, which all lists are in."""
    return replace(record, fields=tuple(map(simplified, record.fields)))


def _count_breaks(text: str) -> int:
    return text.count("\n") + text.count("\r") - text.count("\r\n")


class FileTable(Protocol):
    """A table in a file, before anybody knows what it means."""

    @property
    def name(self) -> str:
        """The file's name."""

    @property
    def tab(self) -> str:
        """The name of its sheet; empty where it is no sheet of a workbook."""

    @property
    def notes(self) -> tuple[str, ...]:
        """What is said around it, where that is not in its records."""

    def records(self) -> Iterator[FileRow]:
        """All records in order, slowly; lines with nothing at all are left out.

        Raises:
            SourceError: The file is not well formed there.
        """

    def relate(
        self, connection: duckdb.DuckDBPyConnection, head: FileRow, scratch: Path
    ) -> Generator[RecordRelation, None, None]:
        """The records below `head`: the quick way first, then the sure one if there is another.

        The sure way raises SourceError where the file is not well formed.
        """

    def check_text(self) -> None:
        """Decode all of it.

        Raises:
            SourceError: A byte is not in the file's encoding, with its line.
        """
