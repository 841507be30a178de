"""HTML: headings, paragraphs, list items and tables, as a reader sees them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from yuebao.auditing.reading.blocks import Blocks, Grid, TextBlock, TextKind
from yuebao.auditing.reading.htmlgrid import InElements, with_grids
from yuebao.auditing.reading.limits import TooLargeError, count_cells
from yuebao.auditing.reading.tags import read_tags

_SKIPPED = frozenset({
    "script", "style", "svg", "nav", "head", "template", "dialog", "noscript", "summary", "button",
    "select", "form", "object", "iframe", "sup", "footer",
})  # fmt: skip
_VOID = frozenset({"br", "img", "hr", "meta", "link", "input", "wbr", "col", "source", "area"})
_TEXTS = frozenset({
    "h1", "h2", "h3", "h4", "h5", "h6", "p", "li", "caption", "figcaption", "dt", "dd",
    "blockquote", "aside", "div", "section", "article", "main", "details", "figure",
})  # fmt: skip
_FRAMES = frozenset({"div", "ul", "ol", "section", "header", "dl", "p", "span", "table", "td"})
_AROUND_ROLES = frozenset(
    {"navigation", "search", "complementary", "contentinfo", "menu", "banner"}
)
_AROUND = re.compile(
    "(?:[a-z]+[-_])?(?:nav|navbar|navigation|menus?|menubar|breadcrumbs?|crumbs?|sidebar|aside|share"
    "|sharing|recommended|pagination|pager|cookies?|footer|foot|copyright|ads?|toolbar"
    "|ticker|hot|top10|related|comments?)(?:[-_][a-z]+)?"
)
"""What such elements are called by those who write pages."""
_CELL_ROLES = frozenset({"cell", "gridcell", "columnheader", "rowheader"})
_SPAN_LIMIT = 200
_ENCODING = re.compile(rb"charset=[\"']?([A-Za-z0-9_-]+)")


MAX_TAGS = 400_000
"""A page of a report has a hundredth."""


def read_html(content: str, name: str) -> Blocks:
    """Reduce HTML to blocks.

    Raises:
        TooLargeError: It has more tags or cells than a report.
    """
    if content.count("<") > 2 * MAX_TAGS:
        raise TooLargeError(f"it has more than {MAX_TAGS:,} elements")
    parser = _Parser()
    for one in read_tags(content):
        if isinstance(one, str):
            parser.text(one)
        elif one.opens:
            parser.open(one.name, one.attributes)
        else:
            parser.end(one.name)
    parser.flush()
    return Blocks(name, "html", tuple(with_grids(parser.standing)))


def declared_encoding(content: bytes) -> str | None:
    """The encoding that the head of a page declares."""
    match = _ENCODING.search(content[:2048])
    return match[1].decode("ascii") if match else None


@dataclass(slots=True)
class _OpenTable:
    """A table being read: rows of cells, and cells that reach down from rows above.

    Attributes:
        rows: The rows so far.
        spans: By column, over how many more rows a cell reaches.
        text: The text of the open cell, or of its open paragraph; None where none is open.
        width: How many columns it spans.
        paragraphs: What blocks the open cell holds before that text.
        held: The blocks of all cells.
        layout: Whether it only places what is in it: another table is.
    """

    rows: list[list[str]] = field(default_factory=list)
    spans: dict[int, int] = field(default_factory=dict)
    text: list[str] | None = None
    width: int = 1
    paragraphs: list[TextBlock] = field(default_factory=list)
    held: list[list[TextBlock]] = field(default_factory=list)
    layout: bool = False
    kind: TextKind = TextKind.PLAIN

    def row(self) -> None:
        """Begin a row."""
        self.rows.append([])
        self._skip_spanned()

    def _skip_spanned(self) -> None:
        row = self.rows[-1]
        while self.spans.get(len(row), 0) > 0:
            self.spans[len(row)] -= 1
            row.append("")

    def begin(self, colspan: int, rowspan: int) -> None:
        """Begin a cell."""
        if not self.rows:
            self.row()
        self._skip_spanned()
        self.text, self.width = [], colspan
        at = len(self.rows[-1])
        for column in range(at, at + colspan):
            self.spans[column] = rowspan - 1

    def end(self) -> None:
        """End the cell that is open; columns it spans beside its first stay empty."""
        if self.text is None:
            return
        plain = "".join(self.text)
        if self.paragraphs:
            self.cut(TextKind.PLAIN)
            plain = " ".join(block.text for block in self.paragraphs)
        self.rows[-1].extend([plain, *[""] * (self.width - 1)])
        self.held.append(self.paragraphs or [TextBlock(" ".join(plain.split()))])
        self.text, self.paragraphs = None, []
        self._skip_spanned()

    def cut(self, kind: TextKind) -> None:
        """End a paragraph in the cell that is open; what follows is of a kind."""
        text = " ".join("".join(self.text or []).split())
        if text:
            self.paragraphs.append(TextBlock(text, self.kind))
            self.text = []
        self.kind = kind

    def is_column(self) -> bool:
        """Whether it is an article set as a table: cells one under the other, with paragraphs."""
        alone = all(sum(bool(cell.strip()) for cell in row) <= 1 for row in self.rows)
        return alone and any(len(blocks) > 1 for blocks in self.held)

    def texts(self) -> list[TextBlock]:
        """All that its cells hold."""
        return [block for blocks in self.held for block in blocks if block.text]


class _Parser:
    """Tags and texts in, blocks out."""

    def __init__(self) -> None:
        self.standing: list[InElements] = []
        self._elements: list[tuple[str, int]] = [("", 0)] * 3
        self._opened = Counter[str]()
        self._count = 0
        self._own: tuple[int, int, int] | None = None
        """The elements around the text that is open, from the innermost."""
        self._text: list[str] = []
        self._kind = TextKind.PLAIN
        self._tables: list[_OpenTable] = []
        self._cells = 0
        self._skipped = ""
        """The element that is left out with all it holds."""
        self._depth = 0
        """How many of its name are open."""

    def open(self, tag: str, given: dict[str, str]) -> None:
        """Open an element."""
        if tag in _VOID:
            if tag == "br":
                self.text(" ")
            return
        if self._skipped:
            self._depth += tag == self._skipped
            return
        if tag in _SKIPPED or "hidden" in given or _is_mark(given) or _is_around(tag, given):
            self._skipped, self._depth = tag, 1
            return
        self._count += 1
        table = self._tables[-1] if self._tables else None
        if tag == "table":
            if table is not None:
                self._lay_out(table)
            self.flush()
            self._tables.append(_OpenTable(layout=given.get("role") in ("presentation", "none")))
        elif table is not None and tag in ("tr", "td", "th"):
            self._cell(table, tag, given)
        elif _is_text(tag, given):
            if table is not None and table.text is not None and not table.layout:
                table.cut(_kind(tag, given))
            else:
                around = TextKind.PLAIN if self._text else self._kind
                self.flush()
                self._kind = _kind(tag, given) if around is TextKind.PLAIN else around
            self._elements.append((tag, self._count))
            self._opened[tag] += 1

    def _cell(self, table: _OpenTable, tag: str, given: dict[str, str]) -> None:
        """Open a row or a cell."""
        if table.layout:
            self.flush()
            return
        table.end()
        if tag == "tr":
            table.row()
            return
        width = _span(given.get("colspan"))
        self._cells = count_cells(self._cells, width)
        table.begin(width, _span(given.get("rowspan")))

    def _lay_out(self, table: _OpenTable) -> None:
        """Take a table for what only places other things; what it held is text."""
        if not table.layout:
            table.end()
            table.layout = True
            for block in table.texts():
                self._stand(block)

    def end(self, tag: str) -> None:
        """Close an element."""
        if self._skipped:
            self._depth -= tag == self._skipped
            if not self._depth:
                self._skipped = ""
            return
        if tag == "table" and self._tables:
            table = self._tables.pop()
            table.end()
            if table.layout or table.is_column():
                self.flush()
                for block in table.texts() if not table.layout else ():
                    self._stand(block)
            else:
                self._stand(Grid(tuple(map(tuple, table.rows))))
        elif tag in ("td", "th") and self._tables:
            self._tables[-1].end()
            if self._tables[-1].layout:
                self.flush()
        else:
            self._end_text(tag)

    def _end_text(self, tag: str) -> None:
        """Close an element that holds a text of its own."""
        opened = self._elements[-1]
        if tag in _TEXTS or (opened[0] == tag and opened[1]):
            table = self._tables[-1] if self._tables else None
            if table is not None and table.text is not None and not table.layout:
                table.cut(TextKind.PLAIN)
            else:
                if opened == (tag, self._count) and not "".join(self._text).strip():
                    self._note()
                    self._stand(TextBlock(""))
                self.flush()
        while self._opened[tag]:
            name, _ = self._elements.pop()
            self._opened[name] -= 1
            if name == tag:
                break

    def text(self, data: str) -> None:
        """Text."""
        if self._skipped:
            return
        if self._tables and self._tables[-1].text is not None and not self._tables[-1].layout:
            self._tables[-1].text.append(data)
            return
        if data.strip() and not self._text:
            self._note()
        self._text.append(data)

    def _note(self) -> None:
        """Remember in which elements a text stands."""
        self._own = self._elements[-1][1], self._elements[-2][1], self._elements[-3][1]

    def _stand(self, block: TextBlock | Grid) -> None:
        """Put down a block where it stands."""
        own = self._own or (0, 0, 0)
        self.standing.append(InElements(block, own[1], own[2]))

    def flush(self) -> None:
        """End the text that is open."""
        text = " ".join("".join(self._text).split())
        if text:
            self._stand(TextBlock(text, self._kind))
        self._text, self._kind, self._own = [], TextKind.PLAIN, None


def _is_text(tag: str, given: dict[str, str]) -> bool:
    """Whether an element holds a text of its own, as a cell of a table made of others does."""
    return tag in _TEXTS or given.get("role") in _CELL_ROLES


def _is_mark(given: dict[str, str]) -> bool:
    """Whether an element is a way back from a footnote, not text."""
    return given.get("role") == "doc-backlink" or given.get("aria-hidden") == "true"


def _is_around(tag: str, given: dict[str, str]) -> bool:
    """Whether an element stands around the article: a menu, a way to share it, other news."""
    role = given.get("role", "")
    if role.startswith("doc-"):
        return False
    if tag == "aside" or role in _AROUND_ROLES:
        return True
    named = f"{given.get('class', '')} {given.get('id', '')}".lower()
    return tag in _FRAMES and any(map(_AROUND.fullmatch, named.split()))


def _span(text: str | None) -> int:
    return min(max(int(text), 1), _SPAN_LIMIT) if text and text.isdigit() else 1


def _kind(tag: str, given: dict[str, str]) -> TextKind:
    if tag == "h1":
        return TextKind.TITLE
    if tag in ("h2", "h3", "h4", "h5", "h6"):
        return TextKind.HEADING
    names = given.get("class", "").split()
    if given.get("role") == "doc-footnote" or "footnote" in names:
        return TextKind.FOOTNOTE
    return TextKind.NOTE if "note" in names else TextKind.PLAIN
