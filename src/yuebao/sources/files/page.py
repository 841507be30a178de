"""Tables in web pages as browsers save them: .html, .htm, and .mht, a page wrapped in a letter.

Every innermost table of a page with something in it is one, the largest first. What stands above it
in the page, where it looks like the title of a table or a unit, is read as records above its own.
"""

from __future__ import annotations

import csv
import re
from collections import deque
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from uuid import uuid4

from yuebao.domain import SourceError
from yuebao.domain.limits import limit
from yuebao.sources._values import plain
from yuebao.sources.files.inspect import is_letter, utf_16
from yuebao.sources.files.record import FileRow
from yuebao.sources.files.relation import csv_relation

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    import duckdb

    from yuebao.sources._dialects import PageTexts
    from yuebao.sources.files.inspect import Inspection
    from yuebao.sources.files.relation import RecordRelation

MAX_PAGE = limit("page")
"""The most bytes a page may have; the longest of customs has less than one in a hundred of them."""

_SAMPLE = 4096
_MOST_SPAN = 200
_MOST_COLUMNS = 1000
_MOST_INDENT = 40
_LONG_NUMBER = 6
_LINES = 200  # of a page, above a table
_ABOVE = 6  # of them, that may be its title
_LONGEST_ABOVE = 200
_LONGEST_NOTE = 400  # characters of a line that may say what a table is of
_MOST_NOTES = 5000
_TITLED = 500  # tables of a page, with what stands above them
_KEPT = "\xa0"  # a space that pages keep
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_TITLE = re.compile(
    r"表|总值|单位[:：]|unit\s*[:：]|exports?\b|imports?\b|^[^。]*\d{4}年[^。]*[进出]口[^。]*$",
    re.IGNORECASE,
)
_INDENT = re.compile(r"(?:text-indent|padding-left)\s*:\s*([\d.]+)\s*(px|pt|em)", re.IGNORECASE)
_SPACES = {"px": 1 / 8, "pt": 1 / 6, "em": 2}
_BREAKS = re.compile(r"[ \t\r\n\f]+")
_BLOCKS = frozenset({
    "p", "div", "br", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "table", "tr", "td", "th",
    "title", "section", "article", "body",
})  # fmt: skip
_MARK = re.compile(
    r"\s*(?:[\[(（【]?\d{1,2}[\])）】]?|\*{1,3}|注\d{0,2})\s*"
)  # of a footnote, raised
_SILENT = frozenset({"script", "style", "noscript"})


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table of a page.

    Attributes:
        name: What to call it in a message.
        rows: Its records, each with its number in the table; those above it begin at 1 too.
        notes: The lines of the page, those of tables too.
        tab: It is no sheet.
    """

    name: str
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()
    tab: str = ""

    def records(self) -> Iterator[FileRow]:
        """All records in order; see Table."""
        for line, fields in enumerate(self.rows, start=1):
            yield FileRow(line, fields, wraps=False)

    def relate(
        self, connection: duckdb.DuckDBPyConnection, head: FileRow, scratch: Path
    ) -> Generator[RecordRelation, None, None]:
        """The rows below the heads, written as CSV; see Table."""
        del connection  # a file needs nothing registered
        width = len(head.fields)
        copy = scratch / f"{uuid4().hex}.csv"
        with copy.open("w", encoding="utf-8", newline="") as target:
            writer = csv.writer(target, quoting=csv.QUOTE_ALL, lineterminator="\n")
            for fields in self.rows[head.line :]:
                writer.writerow((*fields, *[""] * width)[:width])
        yield csv_relation(copy, width, "utf-8", "utf-8", skip=0)

    def check_text(self) -> None:
        """It was decoded when it was read; there is nothing to check."""


def open_page(inspection: Inspection, pages: Sequence[PageTexts]) -> tuple[PageTable, ...]:
    """The tables of a page, the largest first.

    Args:
        inspection: The file.
        pages: What pages say that hold no table.

    Raises:
        SourceError: There is none, with what the page is instead, or it cannot be decoded.
    """
    path = inspection.path
    if inspection.size > MAX_PAGE:
        raise SourceError(
            f"it is a page of more than {MAX_PAGE:,} bytes, more than any of customs",
            file=path.name,
            remedy="Copy the table alone into a spreadsheet, and save it as .xlsx.",
        )
    tables: list[_Table] = []
    texts: list[str] = []
    notes: dict[str, None] = {}
    for text in _pages_of(path.name, path.read_bytes()):
        reader = _PageReader()
        reader.feed(_without_comments(text))
        reader.close()
        tables += (table for table in reader.tables if table.is_table())
        texts += reader.texts
        notes |= reader.lines
    if not tables:
        raise _no_table(path.name, " ".join(texts), pages)
    tables.sort(key=lambda table: -table.cells())
    return tuple(
        PageTable(
            path.name if len(tables) == 1 else f"{path.name}, table {number}",
            table.all(),
            tuple(notes),
        )
        for number, table in enumerate(tables, start=1)
    )


def known_page(name: str, text: str, pages: Sequence[PageTexts]) -> SourceError | None:
    """The refusal of what says that it holds no table; None where it says no such thing."""
    said = plain(text)
    for page in pages:
        if any(word in said for word in page.words):
            return SourceError(page.found, file=name, remedy=page.remedy)
    return None


def _no_table(name: str, text: str, pages: Sequence[PageTexts]) -> SourceError:
    return known_page(name, text, pages) or SourceError(
        "it is a web page that holds no table",
        file=name,
        remedy="Open the page in a browser, and save it when the table is shown; or copy the table "
        "into a spreadsheet and save it as .xlsx.",
    )


def _pages_of(name: str, content: bytes) -> list[str]:
    """The text of a page; the texts of a page and of its frames out of the letter around them."""
    if not is_letter(content[:_SAMPLE]):
        return [_decode(name, content, None)]
    letter = message_from_bytes(content, policy=policy.compat32)
    found: list[str] = []
    for part in letter.walk():
        if part.get_content_type() == "text/html":
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes):
                found.append(_decode(name, payload, part.get_content_charset()))
    if not found:
        raise SourceError(
            "it is a saved page (.mht) with no page in it",
            file=name,
            remedy="Save the page again.",
        )
    return found


def _decode(name: str, content: bytes, charset: str | None) -> str:
    said = _CHARSET.search(content[:_SAMPLE])
    named = charset or (said[1].decode("ascii", "replace") if said else "")
    tried = [named, "utf-8-sig", "gb18030"]
    if named.lower().startswith(("gb", "x-gb")):
        tried = ["utf-8-sig", "gb18030"] if not _is_plain_gb(content) else ["gb18030"]
    for codec in filter(None, [utf_16(content[:_SAMPLE]), *tried]):
        try:
            return content.decode(codec)
        except (LookupError, UnicodeDecodeError):
            continue
    raise SourceError(
        "it is a web page whose text cannot be decoded: it is in neither UTF-8 nor GB18030",
        file=name,
        remedy="Save the page again.",
    )


def _without_comments(page: str) -> str:
    """A page without comments and without a tag that never ends: each such end is sought anew."""
    kept, at = [], 0
    while (start := page.find("<!--", at)) >= 0:
        kept.append(page[at:start])
        end = page.find("-->", start + 4)
        at = len(page) if end < 0 else end + 3
    kept.append(page[at:])
    text = "".join(kept)
    last = text.rfind(">") + 1
    return text[:last] + text[last:].partition("<")[0]


def _is_plain_gb(content: bytes) -> bool:
    """Whether bytes that are said to be GB are so; a browser may have saved them as UTF-8."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return True
    return False


@dataclass(slots=True)
class _Table:
    """A table being read: its rows, and the columns that cells of rows above reach down into.

    Attributes:
        above: The lines of the page above it.
        rows: Its fields; a cell that reaches over several stands in the first of them alone.
        spans: How many more rows a cell reaches down, by column.
        text: What is written in the cell that is open; None where none is.
        width: How many columns that cell reaches over.
    """

    above: list[str]
    rows: list[list[str]] = field(default_factory=list)
    spans: dict[int, int] = field(default_factory=dict)
    text: list[str] | None = None
    width: int = 1

    def row(self) -> None:
        """Begin a row."""
        self.end()
        self.rows.append([])
        self._skip()

    def begin(self, said: Mapping[str, str]) -> None:
        """Begin a cell."""
        self.end()
        if not self.rows:
            self.row()
        self.width = _span(said.get("colspan"))
        down = _span(said.get("rowspan")) - 1
        first = len(self.rows[-1])
        for column in range(first, first + self.width):
            self.spans[column] = down
        found = _INDENT.search(said.get("style", ""))
        indent = round(float(found[1]) * _SPACES[found[2].lower()]) if found else 0
        self.text = [_KEPT * min(indent, _MOST_INDENT)]

    def end(self) -> None:
        """End the cell that is open."""
        if self.text is None:
            return
        text = _BREAKS.sub(" ", "".join(self.text)).strip(" ")
        self.text = None
        self.rows[-1] += [text if text.strip() else "", *[""] * (self.width - 1)]
        self._skip()

    def _skip(self) -> None:
        row = self.rows[-1]
        while self.spans.get(len(row), 0) > 0 and len(row) < _MOST_COLUMNS:
            self.spans[len(row)] -= 1
            row.append("")

    def all(self) -> tuple[tuple[str, ...], ...]:
        """Its rows, below the lines of the page that stand above it."""
        return (*((line,) for line in self.above), *map(tuple, self.rows))

    def cells(self) -> int:
        """How many cells have something in them."""
        return sum(bool(text) for row in self.rows for text in row)

    def is_table(self) -> bool:
        """Whether it has two rows with two columns of something."""
        return sum(sum(map(bool, row)) > 1 for row in self.rows) > 1


class _PageReader(HTMLParser):
    """Collects the innermost tables of a page, and its text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[_Table] = []
        self.texts: list[str] = []
        self.lines: dict[str, None] = {}
        self._open: list[_Table] = []
        self._lines: deque[list[str]] = deque([[]], maxlen=_LINES)
        self._silent = 0
        self._raised = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a table, a row or a cell."""
        if tag in _SILENT:
            self._silent += 1
        self._raised += tag == "sup"
        if tag in _BLOCKS:
            self._break()
        table = self._open[-1] if self._open else None
        if tag == "table":
            few = len(self.tables) + len(self._open) < _TITLED
            above = _above("".join(line) for line in self._lines) if few else []
            self._open.append(_Table(above))
        elif table is not None and tag == "tr":
            table.row()
        elif table is not None and tag in ("td", "th"):
            table.begin({name: value or "" for name, value in attrs})
        elif table is not None and tag == "br" and table.text is not None:
            table.text.append(" ")

    def handle_endtag(self, tag: str) -> None:
        """End a cell or a table."""
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        if tag in (
            "sup",
            "td",
            "th",
            "tr",
            "table",
        ):  # a raised mark that is never lowered ends there
            self._raised = 0
        if tag in _BLOCKS:
            self._break()
        if not self._open:
            return
        if tag in ("td", "th", "tr"):
            self._open[-1].end()
        elif tag == "table":
            self._end_table()

    def handle_data(self, data: str) -> None:
        """Take text for the cell it stands in, and for the page."""
        if self._silent or (self._raised and _MARK.fullmatch(data)):
            return
        self.texts.append(data)
        self._lines[-1].append(data)
        if self._open and self._open[-1].text is not None:
            self._open[-1].text.append(data)

    def _break(self) -> None:
        """Begin a line of the page."""
        line = _BREAKS.sub(" ", "".join(self._lines[-1])).strip()
        if line and len(line) < _LONGEST_NOTE and len(self.lines) < _MOST_NOTES:
            self.lines[line] = None
        self._lines.append([])

    def close(self) -> None:
        """End what a page that was cut short leaves open."""
        super().close()
        self._break()
        while self._open:
            self._end_table()

    def _end_table(self) -> None:
        table = self._open.pop()
        table.end()
        self.tables.append(table)


def _span(text: str | None) -> int:
    """How many columns or rows a cell says that it reaches over."""
    digits = (text or "").strip()
    if not (digits.isascii() and digits.isdigit() and len(digits) < _LONG_NUMBER):
        return 1
    return min(max(int(digits), 1), _MOST_SPAN)


def _above(lines: Iterable[str]) -> list[str]:
    """The last lines of a page that may be the title of the table that begins, each once."""
    cleaned = (_BREAKS.sub(" ", line).strip() for line in lines)
    titles = [c for c in cleaned if len(c) < _LONGEST_ABOVE and _TITLE.search(c)]
    return list(dict.fromkeys(titles[-_ABOVE:]))
