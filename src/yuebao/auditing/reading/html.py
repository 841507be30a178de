"""HTML: headings, paragraphs, list items and tables, as a reader sees them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from yuebao.auditing.reading.blocks import BlockOf, Blocks, Grid, TextBlock, TextKind
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
    return Blocks(name, "html", tuple(parser.blocks))


def declared_encoding(content: bytes) -> str | None:
    """The encoding that the head of a page declares."""
    match = _ENCODING.search(content[:2048])
    return match[1].decode("ascii") if match else None


@dataclass(slots=True)
class _OpenTable:
    """A table being read: rows of cells, and cells that reach down from rows above."""

    rows: list[list[str]] = field(default_factory=list)
    spans: dict[int, int] = field(default_factory=dict)
    text: list[str] | None = None
    width: int = 1

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
        self.rows[-1].extend(["".join(self.text), *[""] * (self.width - 1)])
        self.text = None
        self._skip_spanned()


class _Parser:
    """Tags and texts in, blocks out."""

    def __init__(self) -> None:
        self.blocks: list[BlockOf] = []
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
        if tag == "table":
            self.flush()
            self._tables.append(_OpenTable())
        elif self._tables and tag == "tr":
            self._tables[-1].end()
            self._tables[-1].row()
        elif self._tables and tag in ("td", "th"):
            self._tables[-1].end()
            width = _span(given.get("colspan"))
            self._cells = count_cells(self._cells, width)
            self._tables[-1].begin(width, _span(given.get("rowspan")))
        elif tag in _TEXTS and not (self._tables and self._tables[-1].text is not None):
            around = TextKind.PLAIN if self._text else self._kind
            self.flush()
            self._kind = _kind(tag, given) if around is TextKind.PLAIN else around

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
            self.blocks.append(Grid(tuple(map(tuple, table.rows))))
        elif tag in ("td", "th") and self._tables:
            self._tables[-1].end()
        elif tag in _TEXTS:
            self.flush()

    def text(self, data: str) -> None:
        """Text."""
        if self._skipped:
            return
        if self._tables and self._tables[-1].text is not None:
            self._tables[-1].text.append(data)
        else:
            self._text.append(data)

    def flush(self) -> None:
        """End the text that is open."""
        text = " ".join("".join(self._text).split())
        if text:
            self.blocks.append(TextBlock(text, self._kind))
        self._text, self._kind = [], TextKind.PLAIN


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
