"""Plain text, as typed or as taken from a PDF: lines wrapped anywhere, tables without rules.

A line is told from its neighbours by what it begins with (a caption, a heading, a note, a
sentence's date) and, below a caption, by being made of labels and numbers. Paragraphs that a page
break or a footnote cut in two are put together again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from yuebao.auditing.reading.aligned import aligned_rows, is_number, is_rule, split_columns, undrawn
from yuebao.auditing.reading.blocks import BlockOf, Blocks, Grid, TextBlock, TextKind
from yuebao.auditing.reading.spaces import tidy
from yuebao.auditing.words import MONTHS, Words, words_for
from yuebao.auditing.words.asides import PARAGRAPH_START

if TYPE_CHECKING:
    from collections.abc import Sequence

_ENDS = ("。", "！", "？", ".", ":", "：", "；")
_SENTENCE = re.compile("[，。；;]|, ")
# A short numbered title that lists what it is on, without other numbers: 3 Price, mix and quantity.
_LISTING_TITLE = re.compile(
    rf"\d{{1,2}}(?:\.\d{{1,2}})*\.?\s(?!(?i:{'|'.join(MONTHS)})\b)[A-Z][A-Za-z,& -]{{3,36}}[a-z]"
)
_WHOLE_SENTENCE = re.compile(r"^[A-Z](?:\S+ ){4,}\S+[.!?]$|。$")
_PUNCTUATION = re.compile("[，。；、：,;.:%]")
# White space inside a table's words: `2 月当月`, `1 至 2 月`, `前 10 地区`, `变化 （%）`.
_JOINED = re.compile(
    r"(?<=\d)\s+(?=[月至])|(?<=[至前])\s+(?=\d)|(?<!\s)\s+(?=[（(]%)|(?<=前\d\d)\s+"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_HEADLINE_ZH, _HEADLINE_EN = 28, 100
"""Characters of the longest headline: a line of a page that goes on overleaf has more."""
_MARKS = re.compile(r"^#+\s*|^-\s+|\*\*")
_ITEM = re.compile(
    r"^(?:-(?![\d.,]+\s?[%％])|[•·]|[■-◿☀-➿⬛⭐\U0001F300-\U0001FAFF])\ufe0f?\s*(?=\S)|^\*\*"
)


def read_text(content: str, name: str) -> Blocks:
    """Reduce plain text to blocks."""
    return read_lines(content.replace("\f", "\n").splitlines(), name, positional=True)


def read_lines(lines: Sequence[str], name: str, *, positional: bool = False) -> Blocks:
    """Reduce lines to blocks.

    Args:
        lines: The lines; tabs part the cells of a row.
        name: The document's file name.
        positional: Whether the same place in two rows with tabs is the same column.
    """
    reader = _Reader(words_for("".join(lines)), positional)
    lines = [undrawn(line) for line in lines] if positional else lines
    aligned = aligned_rows(lines) if positional else {}
    for at, line in enumerate(lines):
        if at in aligned and (not reader.in_table or reader.aligned):
            reader.aligned_row(aligned[at])
        elif positional and is_rule(line):
            continue
        else:
            reader.line(line)
    reader.close()
    return Blocks(name, "text", tuple(reader.blocks))


@dataclass(slots=True)
class _Reader:
    """Lines in, blocks out; what is open is the last block begun."""

    words: Words
    positional: bool
    blocks: list[BlockOf] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    kind: TextKind = TextKind.PLAIN
    rows: list[tuple[str, ...]] = field(default_factory=list)
    tabbed: bool = False
    in_table: bool = False
    started: bool = False
    gap: bool = False
    """Whether the line before was empty."""
    aligned: bool = False
    """Whether the rows stand in a table that no caption begins."""
    item: bool = False
    """Whether what is open is an item of a list, which an empty line ends."""
    held: list[str] | None = None
    """A paragraph that a footnote interrupted."""

    def line(self, raw: str) -> None:
        """Take the next line."""
        line = tidy(raw)
        if not line:
            self.gap = True
            return
        if self.aligned:
            self.close()
        if self.gap and (self.item or self._is_apart() or self._is_headline(line)):
            self.close()
        within = self._is_in_sentence() and (self.kind is TextKind.NOTE or not self.gap)
        self.gap = False
        bare = _MARKS.sub("", line).strip()
        kind = self._kind(bare, heading=line.startswith("#"))
        if kind is TextKind.HEADING and self.in_table and _is_tabbed_row(raw):
            kind = None  # 一、出口 before numbers is a row
        if line.startswith("#") and not line.startswith("##"):
            self.close()
            self.blocks.append(TextBlock(bare, TextKind.TITLE))
        elif kind is not None:
            self._begin(kind, bare)
        elif self.in_table and self._is_row(raw, line):
            self._row(raw)
        elif PARAGRAPH_START.match(line) and not within:
            self._begin(TextKind.PLAIN, bare)
        else:
            self._more(bare, item=bool(_ITEM.match(line)))

    def _is_apart(self) -> bool:
        """Whether an empty line ends what is open: a finished paragraph, or words that are none."""
        if not self.text or self.kind is not TextKind.PLAIN or not self.positional:
            return False
        cut = self._is_open() or self.text[-1][-2:-1].isdigit()
        return not cut or not _SENTENCE.search("".join(self.text))

    def _is_headline(self, below: str) -> bool:
        """Whether what is open is one short line, as headlines are, with a paragraph below it."""
        if len(self.text) != 1 or self.kind is not TextKind.PLAIN or not self.positional:
            return False
        widest = _HEADLINE_ZH if self.words.squeeze else _HEADLINE_EN
        return self._is_open() and len(self.text[0]) <= widest and not below[0].islower()

    def aligned_row(self, cells: tuple[str, ...]) -> None:
        """Take the next row of a table that no caption begins; one without cells is a rule."""
        if not self.aligned:
            self.close()
        if cells:
            self.rows.append(cells)
        self.aligned = self.tabbed = True

    def _kind(self, line: str, *, heading: bool) -> TextKind | None:
        words = self.words
        if words.caption.match(line) or words.chart.match(line):
            return TextKind.CAPTION
        titled = not _SENTENCE.search(line) or _LISTING_TITLE.fullmatch(line)
        if heading or (words.heading.match(line) and titled):
            return TextKind.HEADING
        if words.note.match(line):
            return TextKind.NOTE
        return TextKind.FOOTNOTE if words.footnote.match(line) else None

    def _begin(self, kind: TextKind, line: str) -> None:
        interrupted = kind is TextKind.FOOTNOTE and self.kind is TextKind.PLAIN and self._is_open()
        held = self.text if interrupted else None
        if interrupted:
            self.text = []
        self.close()
        self.started = True
        self.held = held or self.held
        self.text, self.kind = [line], kind
        self.in_table = bool(kind is TextKind.CAPTION and self.words.caption.match(line))

    def _is_in_sentence(self) -> bool:
        """Whether what is open is a note, or a paragraph, in the middle of a sentence."""
        if self.kind is TextKind.NOTE:
            return self._is_open()
        text = "".join(self.text)
        return self.kind is TextKind.PLAIN and self._is_open() and bool(_SENTENCE.search(text))

    def _is_open(self) -> bool:
        return bool(self.text) and not self.text[-1].endswith(_ENDS)

    def _more(self, line: str, *, item: bool) -> None:
        """A line that begins nothing: it goes on with what is open, or begins a paragraph."""
        if self.held is not None and not self._is_open():
            held = self.held
            self.held = None
            self.close()
            self.text, self.kind = [*held, line], TextKind.PLAIN
            return
        goes_on = (
            (self.started or _SENTENCE.search("".join(self.text)))
            and self._is_open()
            and self.kind not in (TextKind.HEADING, TextKind.CAPTION)
        )
        if not item and (goes_on or (self.kind is TextKind.NOTE and self.text)):
            self.text.append(line)
            return
        marked = item
        if not self.started and not _SENTENCE.search(line):
            item = True  # a cover: each line says a thing of its own
        if self.kind is TextKind.PLAIN and not self._is_open() and not _PUNCTUATION.search(line):
            item = True  # a running head, or whatever else is no sentence
        if not item and self.kind is TextKind.PLAIN and self.text:
            # A wrap may fall behind a full stop: the paragraph goes on unless it is short.
            self.text.append(line)
            return
        self.close()
        self.text, self.kind, self.in_table = [line], TextKind.PLAIN, False
        self.item = marked

    def _is_row(self, raw: str, line: str) -> bool:
        """Below a caption everything is the table's that is not a sentence."""
        if self.tabbed and "\t" not in raw.strip("\n") and _WHOLE_SENTENCE.search(line):
            return False
        return "\t" in raw.strip("\n") or not _SENTENCE.search(line) or _is_data(raw)

    def _row(self, raw: str) -> None:
        self._flush_text()
        if "\t" in raw.strip("\n"):
            self.tabbed = True
            self.rows.append(tuple(tidy(cell) for cell in raw.rstrip("\n").split("\t")))
        else:
            cells = split_cells(_JOINED.sub("", raw))
            years = len(cells) > 1 and raw[:2].isspace() and _YEAR.fullmatch(cells[0])
            self.rows.append(
                _head_cells(raw) if len(cells) == 1 else ("", *cells) if years else cells
            )

    def _flush_text(self) -> None:
        if self.text:
            joint = "" if self.words.squeeze else " "
            self.blocks.append(TextBlock(joint.join(self.text), self.kind))
            self.text = []
        self.item = False

    def close(self) -> None:
        """End what is open."""
        self._flush_text()
        if self.rows:
            self.blocks.append(Grid(tuple(self.rows), positional=self.tabbed and self.positional))
        self.rows, self.tabbed, self.in_table, self.aligned = [], False, False, False


def _head_cells(line: str) -> tuple[str, ...]:
    """The cells of a row of words: as wide gaps part them, where that makes several heads.

    One that is set in leaves the column of names without a head.
    """
    cells = tuple(filter(None, split_columns(line)))
    several = len(cells) > 2 and not any(":" in cell or "：" in cell for cell in cells)
    stub = ("",) if line[:2].isspace() else ()
    return (*stub, *cells) if several else (tidy(line),)


def split_cells(line: str) -> tuple[str, ...]:
    """The cells of a row without rules: numbers apart, words between them together."""
    cells: list[str] = []
    for token in line.split():
        number = is_number(token)
        if cells and not number and not is_number(cells[-1]):
            cells[-1] = f"{cells[-1]} {token}"
        else:
            cells.append(token)
    return tuple(cells)


def _is_tabbed_row(raw: str) -> bool:
    """Whether a line is a label and numbers in columns."""
    return sum(map(is_number, map(tidy, raw.split("\t")[1:]))) > 1


def _is_data(line: str) -> bool:
    cells = split_cells(line)
    return sum(map(is_number, cells)) >= 2
