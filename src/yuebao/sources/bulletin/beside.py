"""Tables of the bulletins that stand side by side in a sheet, each with a column of names."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from yuebao.sources.bulletin.blocks import TableBlock, TablePart
from yuebao.sources.files.record import FileRow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yuebao.sources._dialects import Dialects
    from yuebao.sources.files.record import FileTable


@dataclass(frozen=True, slots=True)
class ColumnBlock(TablePart):
    """The records of a table from one column to before another.

    A text that stands alone in a row, as a title does or a note, is of all tables side by side.

    Attributes:
        begin: The number of its first column.
        end: That of the column after its last; None for all that follow.
    """

    begin: int
    end: int | None

    def records(self) -> Iterator[FileRow]:
        """Its records."""
        for record in self.whole.records():
            yield self.part(record)

    def part(self, record: FileRow) -> FileRow:
        """What of a record of the whole is of this table."""
        own = record.fields[self.begin : self.end]
        if not any(field.strip() for field in own):
            texts = [field for field in record.fields if field.strip()]
            if len(texts) == 1:
                own = (*texts, *own[1:])
        return FileRow(record.line, own, wraps=False)


def split_columns(table: FileTable, head: FileRow, dialects: Dialects) -> list[FileTable]:
    """The tables that stand side by side in a table; itself where it is one.

    Args:
        table: The table.
        head: The record with the heads of bulletins.
        dialects: What tables of the office look like.
    """
    begins = _name_places(head, dialects)
    if len(begins) < 2:
        return [table]
    ends = (*begins[1:], None)
    return [ColumnBlock(table, *ends) for ends in zip((0, *begins[1:]), ends, strict=True)]


def _name_places(head: FileRow, dialects: Dialects) -> list[int]:
    """The numbers of the columns with names that have columns of numbers behind them.

    Two such heads beside each other head one table: its rows have codes, or a name in two tongues.
    """
    places = [
        at
        for at, text in enumerate(head.fields)
        if text.strip()
        and any(bulletin.is_headed(text) for bulletin in dialects.bulletins.values())
    ]
    apart = [right for left, right in pairwise(places) if right - left > 1]
    return [*places[:1], *apart]


def stands_beside(table: FileTable) -> bool:
    """Whether a table has another at its side."""
    while isinstance(table, TableBlock):
        table = table.whole
    return isinstance(table, ColumnBlock)
