"""Tables in text files: CSV and its like, in UTF-8, GB18030 or UTF-16."""

from __future__ import annotations

import codecs
import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO
from uuid import uuid4

from yuebao.domain import SourceError
from yuebao.domain.limits import limit
from yuebao.sources._values import DAMAGED, counted
from yuebao.sources.files.inspect import check_decodable
from yuebao.sources.files.record import FileRow
from yuebao.sources.files.relation import csv_relation

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from pathlib import Path

    import duckdb

    from yuebao.sources.files.inspect import Inspection
    from yuebao.sources.files.relation import RecordRelation

SEPARATORS = {
    ",": "commas",
    "\t": "tabs",
    ";": "semicolons",
    "|": "bars",
    "，": "full-width commas",
}
"""What parts the fields of a line, the usual first."""

_CHUNK = 1 << 18  # of bytes: what fits into a processor's cache is decoded quickest

MAX_LINE = limit("line")
"""The most characters of a line; those of customs have a few hundred."""


@dataclass(frozen=True, slots=True)
class TextTable:
    """A CSV file, or one whose fields another of SEPARATORS parts."""

    inspection: Inspection
    separator: str = ","

    @property
    def name(self) -> str:
        """The file's name."""
        return self.inspection.path.name

    @property
    def tab(self) -> str:
        """It is no sheet; see Table."""
        return ""

    @property
    def notes(self) -> tuple[str, ...]:
        """All of it stands in its records."""
        return ()

    def records(self) -> Iterator[FileRow]:
        """All records in order; see Table."""
        encoding = self.inspection.encoding
        codec = "utf-8-sig" if encoding == "utf-8" else encoding
        with self.inspection.path.open(encoding=codec, newline="") as file:
            lines = self._lines(file)
            reader = csv.reader(lines, delimiter=self.separator, strict=True)
            line = 1
            while True:
                try:
                    fields = next(reader, None)
                except csv.Error as error:
                    goes_on = reader.line_num > line  # as only a field in quotes does
                    closed = goes_on and any('"' in rest for rest in lines)
                    raise _not_csv(self.name, line, error, goes_on, closed) from error
                if fields is None:
                    return
                if fields:
                    yield FileRow(line, tuple(fields), wraps=True)
                line = reader.line_num + 1

    def _lines(self, file: TextIO) -> Iterator[str]:
        """Its lines, as far as they are text; where one is none is told."""
        try:
            yield from _lines(self.name, file)
        except UnicodeDecodeError:
            check_decodable(self.inspection.path, self.inspection.encoding)
            raise

    def relate(
        self, connection: duckdb.DuckDBPyConnection, head: FileRow, scratch: Path
    ) -> Generator[RecordRelation, None, None]:
        """The file itself where DuckDB can read it, then a copy rewritten record by record.

        Of a quote that is never closed DuckDB says nothing where it reads several files: it leaves
        out the record.
        """
        del connection  # a text file needs nothing registered
        width, mark = len(head.fields), self.separator
        in_place = head.line == 1 and mark.isascii() and self.inspection.paired
        if in_place and self._is_readable_in_place():
            path, encoding = self.inspection.path, self.inspection.encoding
            codec = "latin-1" if encoding == "gb18030" else encoding
            yield csv_relation(path, width, codec, encoding, skip=1, separator=mark)
        elif in_place:
            path, paired = self._decode(scratch)
            if paired:
                yield csv_relation(path, width, "utf-8", "utf-8", skip=1, separator=mark)
        path = self._rewrite(head, scratch)
        yield csv_relation(path, width, "utf-8", "utf-8", skip=0)

    def check_text(self) -> None:
        """Decode all of it; see Table."""
        check_decodable(self.inspection.path, self.inspection.encoding)

    def _is_readable_in_place(self) -> bool:
        return self.inspection.plain or self.inspection.encoding == "utf-8"

    def _decode(self, scratch: Path) -> tuple[Path, bool]:
        """A copy in UTF-8, for bytes that DuckDB's latin-1 refuses; and whether quotes pair."""
        copy = scratch / f"{uuid4().hex}.csv"
        decoder = codecs.getincrementaldecoder(self.inspection.encoding)()
        quotes = 0
        with self.inspection.path.open("rb") as source, copy.open("wb") as target:
            try:
                while chunk := source.read(_CHUNK):
                    decoded = decoder.decode(chunk).encode()
                    quotes += decoded.count(b'"')
                    target.write(decoded)
                decoder.decode(b"", final=True)
            except UnicodeDecodeError:
                check_decodable(self.inspection.path, self.inspection.encoding)
                raise
        return copy, quotes % 2 == 0

    def _rewrite(self, head: FileRow, scratch: Path) -> Path:
        """A copy of what is below the heads, every record as wide as they are.

        Spreadsheets and joined files mix line ends, and leave out or add empty fields at the end
        of a record; nothing else is mended.
        """
        copy = scratch / f"{uuid4().hex}.csv"
        width = len(head.fields)
        named = max((at + 1 for at, text in enumerate(head.fields) if text.strip()), default=0)
        with copy.open("w", encoding="utf-8", newline="") as target:
            writer = csv.writer(target, quoting=csv.QUOTE_ALL, lineterminator="\n")
            for record in self.records():
                if record.line > head.line:
                    self._check_width(record, named, width)
                    padded = (*record.fields, *[""] * (width - len(record.fields)))
                    writer.writerow(padded[:width])
        return copy

    def _check_width(self, record: FileRow, named: int, width: int) -> None:
        """Refuse a record with fewer fields than named heads, or with text beyond the heads."""
        if record.is_blank():
            return
        count = len(record.fields)
        if count == 1 and not record.fields[0].lstrip("\"' \t")[:1].isdigit():
            return  # a note
        if count < named:
            raise SourceError(
                f"the line has {counted(count, 'field')}, but there are {named} columns: "
                "half a line",
                file=self.name,
                line=record.line,
                remedy=DAMAGED,
            )
        if any(field.strip() for field in record.fields[width:]):
            mark = SEPARATORS[self.separator].removesuffix("s")
            raise SourceError(
                f"the line has {counted(count, 'field')}, but there are only {named} columns",
                file=self.name,
                line=record.line,
                remedy=f"A {mark} within a field must stand in quotes: "
                "correct the line, or download the file again.",
            )


def _lines(name: str, file: TextIO) -> Iterator[str]:
    """The lines of a file, none of which is held whole if it is too long."""
    number = 1
    while line := file.readline(MAX_LINE + 1):
        if len(line) > MAX_LINE:
            raise SourceError(
                f"the line has more than {MAX_LINE:,} characters, more than any table of customs",
                file=name,
                line=number,
                remedy=DAMAGED,
            )
        yield line
        number += 1


def _not_csv(name: str, line: int, error: csv.Error, goes_on: bool, closed: bool) -> SourceError:
    """The refusal of a record; `closed` says whether a quote stands further down."""
    found = str(error)
    # The csv module stops a field that an unclosed quote makes of the rest of a long file.
    too_long = "field larger" in found
    if "unexpected end of data" in found or (too_long and goes_on and not closed):
        found = "a quote that opens on this line is never closed"
    elif too_long:
        found = (
            f"a field that begins on this line has more than {csv.field_size_limit():,} "
            "characters, more than any name"
        )
    elif "expected after" in found:
        found = "in a field that begins on this line a quote is missing, or one too many"
    return SourceError(found, file=name, line=line, remedy=DAMAGED)
