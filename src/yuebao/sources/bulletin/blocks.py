"""Tables of the bulletins that stand one below the other in a sheet, each under its own title."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import deque
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from yuebao.sources._numbers import read_number
from yuebao.sources._values import plain
from yuebao.sources.files.record import LOOK

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
    from pathlib import Path

    import duckdb

    from yuebao.sources._dialects import Dialects
    from yuebao.sources.files.record import FileRow, FileTable
    from yuebao.sources.files.relation import RecordRelation

_GOES_ON = "续"  # in a title that is printed again where a table goes on on the next page


@dataclass(frozen=True, slots=True)
class TablePart(ABC):
    """A table among several of a sheet; see FileTable.

    Attributes:
        whole: The sheet. Lines count in it.
    """

    whole: FileTable

    @property
    def name(self) -> str:
        """The name of the whole."""
        return self.whole.name

    @property
    def tab(self) -> str:
        """The name of the sheet."""
        return self.whole.tab

    @property
    def notes(self) -> tuple[str, ...]:
        """What is said around the whole."""
        return self.whole.notes

    @abstractmethod
    def records(self) -> Iterator[FileRow]:
        """Its records."""

    def relate(
        self, connection: duckdb.DuckDBPyConnection, head: FileRow, scratch: Path
    ) -> Generator[RecordRelation, None, None]:
        """Those of the whole below the heads: no query export is a part of a sheet."""
        return self.whole.relate(connection, head, scratch)

    def check_text(self) -> None:
        """Decode all of the whole."""
        self.whole.check_text()


@dataclass(frozen=True, slots=True)
class TableBlock(TablePart):
    """A table that stands above or below others.

    Attributes:
        rows: Its records, each with its line in the sheet.
    """

    rows: tuple[FileRow, ...]

    def records(self) -> Iterator[FileRow]:
        """Its records."""
        return iter(self.rows)


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
    found: list[tuple[str, FileRow]] = []
    rows: list[FileRow] = []
    begins = [0]  # of the tables, in `rows`
    above: deque[FileRow] = deque(maxlen=LOOK)  # below the last row with numbers
    gap, counted = 0, 0  # where that begins in `rows`; rows with numbers since the last heads
    for record in table.records():
        rows.append(record)
        if record.is_blank():
            continue
        dialect = bulletin_of(record, [*above, record])
        if dialect is not None and not found:
            found.append((dialect, record))
            counted = 0
        elif dialect is not None and counted and _is_title(above, dialects):
            found.append((dialect, record))
            begins.append(gap)
            counted = 0
        if any(read_number(field) is not None for field in record.fields):
            above.clear()
            gap, counted = len(rows), counted + 1
        else:
            above.append(record)
    if len(found) < 2:
        return [(table, dialect, head) for dialect, head in found]
    return [
        (TableBlock(table, tuple(rows[begin:end])), dialect, head)
        for (begin, end), (dialect, head) in zip(pairwise([*begins, len(rows)]), found, strict=True)
    ]


def _is_title(above: Iterable[FileRow], dialects: Dialects) -> bool:
    """Whether the texts above heads name a table, and not one that goes on."""
    texts = {plain(field) for record in above for field in record.fields} - {""}
    named = [text for text in texts if any(word in text for word in dialects.title.of_trade)]
    named = [text for text in named if not text.startswith(dialects.words.footnotes)]
    return bool(named) and not any(_GOES_ON in text for text in texts)
