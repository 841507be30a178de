"""Markdown: headings, paragraphs, lists, pipe tables, footnotes and blocks of HTML."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from yuebao.auditing.reading.blocks import BlockOf, Blocks, Grid, TextBlock, TextKind
from yuebao.auditing.reading.html import read_html

_ESCAPED = re.compile(r"\\([\\`*_\[\]#|$~:.@+=()!<>{}\-])")
_HIDDEN = "\ue000"
_RULE = re.compile(r"^\|?+\s*+:?+-{2,}+:?+\s*+(?:\|\s*+:?+-{2,}+:?+\s*+)*+\|?$")
_FOOTNOTE = re.compile(r"^\[\^[^\]]+\]:\s*")
_MARK = re.compile(r"\[\^[^\]\[]{1,200}\]")
_EMPHASIS = re.compile(r"\*\*|__|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)|`")
_LINK = re.compile(r"!?\[([^\]\[]{0,2000})\]\([^)(]{0,2000}\)")
_BEGINS = re.compile(r"^(?:[#>]|\s*(?:[-*+]|\d+[.)])\s+|\[\^[^\]]+\]:)")
_MARKUP = re.compile(
    r"\s{0,3}</?(?:table|div|p|figure|details|center|section|h[1-6]|ul|ol)\b", re.IGNORECASE
)
_ITEM = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s+")


def read_markdown(content: str, name: str) -> Blocks:
    """Reduce Markdown to blocks."""
    reader = _Reader()
    for line in content.splitlines():
        reader.line(line)
    reader.close()
    return Blocks(name, "markdown", tuple(reader.blocks))


@dataclass(slots=True)
class _Reader:
    """Lines in, blocks out."""

    blocks: list[BlockOf] = field(default_factory=list)
    paragraph: list[str] = field(default_factory=list)
    rows: list[tuple[str, ...]] = field(default_factory=list)
    markup: list[str] = field(default_factory=list)
    """Lines of HTML, which end with an empty line outside its tables."""
    tables: int = 0

    def line(self, line: str) -> None:
        """Take the next line."""
        if self.markup or (not self.paragraph and _MARKUP.match(line)):
            self._markup(line)
        elif not line.strip():
            self.close()
        elif line.lstrip().startswith("|"):
            self._row(line.strip())
        else:
            if self.rows or _BEGINS.match(line):
                self.close()
            self.paragraph.append(line)
            if line.startswith("#"):
                self.close()

    def _markup(self, line: str) -> None:
        if not self.markup:
            self.close()
        small = line.lower()
        self.tables += small.count("<table") - small.count("</table")
        if line.strip() or self.tables > 0:
            self.markup.append(line)
        else:
            self.close()

    def _row(self, line: str) -> None:
        if self.paragraph:
            self.close()
        if not _RULE.match(line):
            self.rows.append(_cells(line))

    def close(self) -> None:
        """End what is open."""
        if self.paragraph:
            self.blocks.append(_block(self.paragraph))
        if self.rows:
            self.blocks.append(Grid(tuple(self.rows)))
        if self.markup:
            self.blocks += read_html("\n".join(self.markup), "").blocks
        self.paragraph, self.rows, self.markup, self.tables = [], [], [], 0


def _block(lines: list[str]) -> TextBlock:
    text = " ".join(line.strip() for line in lines)
    if text.startswith("#"):
        depth = len(text) - len(text.lstrip("#"))
        kind = TextKind.TITLE if depth == 1 else TextKind.HEADING
        return TextBlock(_plain(text.lstrip("#")), kind)
    if _FOOTNOTE.match(text):
        return TextBlock(_plain(_FOOTNOTE.sub("", text)), TextKind.FOOTNOTE)
    return TextBlock(_plain(_ITEM.sub("", text.removeprefix(">"))))


def _plain(text: str) -> str:
    """The text a reader sees: no marks, escapes undone."""
    kept: list[str] = []

    def hide(match: re.Match[str]) -> str:
        kept.append(match[1])
        return _HIDDEN

    text = _ESCAPED.sub(hide, text.replace(_HIDDEN, ""))
    text = _LINK.sub(r"\1", _EMPHASIS.sub("", _MARK.sub("", text)))
    letters = iter(kept)
    text = re.sub(_HIDDEN, lambda _: next(letters), text)
    return html.unescape(text).strip()


def _cells(line: str) -> tuple[str, ...]:
    inner = re.split(r"(?<!\\)\|", line.removeprefix("|").removesuffix("|"))
    return tuple(_plain(cell) for cell in inner)
