"""Tables of the bulletins that stand one below the other in a sheet, each under its own title."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from yuebao.sources._numbers import read_number
from yuebao.sources._values import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Sequence
    from pathlib import Path

    import duckdb

    from yuebao.sources._dialects import Dialects
    from yuebao.sources._record import FileRow, FileTable
    from yuebao.sources._relation import RecordRelation

_GOES_ON = "续"  # in a title that is printed again where a table goes on on the next page


@dataclass(frozen=True, slots=True)
class TableBlock:
    """The records of a table from one line to before another.

    Attributes:
        whole: The table.
        begin: Its first line.
        end: The line after its last; None for all that follows.
    """

    whole: FileTable
    begin: int
    end: int | None

    @property
    def name(self) -> str:
        """The name of the whole: lines count in it."""
        return self.whole.name

    @property
    def tab(self) -> str:
        """The name of the sheet; see Table."""
        return self.whole.tab

    @property
    def notes(self) -> tuple[str, ...]:
        """What is said around the whole; see Table."""
        return self.whole.notes

    def records(self) -> Iterator[FileRow]:
        """Its records; see Table."""
        for record in self.whole.records():
            if self.end is not None and record.line >= self.end:
                return
            if record.line >= self.begin:
                yield record

    def relate(
        self, connection: duckdb.DuckDBPyConnection, head: FileRow, scratch: Path
    ) -> Generator[RecordRelation, None, None]:
        """Those of the whole below the heads; no query export is a block. See Table."""
        return self.whole.relate(connection, head, scratch)

    def check_text(self) -> None:
        """Decode all of the whole; see Table."""
        self.whole.check_text()


def split_blocks(
    table: FileTable,
    dialects: Dialects,
    bulletin_of: Callable[[FileRow, Sequence[FileRow]], str | None],
) -> list[tuple[FileTable, str, FileRow]]:
    """The tables in a table, with the dialect and the record of heads of each.

    Heads begin another table only below a title of its own: alone they are those of a next page.

    Args:
        table: The table, which has heads of a bulletin.
        dialects: What tables of the office look like.
        bulletin_of: The bulletin whose heads a record is, by the records above it and itself.
    """
    found: list[tuple[int, str, FileRow]] = []
    gap: list[FileRow] = []  # what stands above, down from the last row with numbers
    rows = 0  # with numbers, since the last heads
    for record in table.records():
        if record.is_blank():
            continue
        dialect = bulletin_of(record, [*gap, record])
        if dialect is not None and (not found or (rows and _is_title(gap, dialects))):
            found.append(((gap or [record])[0].line, dialect, record))
            rows = 0
        if any(read_number(field) is not None for field in record.fields):
            gap, rows = [], rows + 1
        else:
            gap = [*gap, record]
    if len(found) < 2:
        return [(table, dialect, head) for _, dialect, head in found]
    ends = [*(begin for _, (begin, _, _) in pairwise(found)), None]
    begins = [0, *(begin for begin, _, _ in found[1:])]
    return [
        (TableBlock(table, begin, end), dialect, head)
        for begin, end, (_, dialect, head) in zip(begins, ends, found, strict=True)
    ]


def _is_title(gap: Sequence[FileRow], dialects: Dialects) -> bool:
    """Whether the texts above heads name a table, and not one that goes on."""
    texts = {plain(field) for record in gap for field in record.fields} - {""}
    named = [text for text in texts if any(word in text for word in dialects.title.of_trade)]
    named = [text for text in named if not text.startswith(dialects.words.footnotes)]
    return bool(named) and not any(_GOES_ON in text for text in texts)
