"""Markdown: headings, paragraphs, lists, pipe tables and footnotes."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from yuebao.auditing.reading.blocks import BlockOf, Blocks, Grid, TextBlock, TextKind

_ESCAPED = re.compile(r"\\([\\`*_\[\]#|$~:.@+=()!<>{}\-])")
_HIDDEN = "\ue000"
_RULE = re.compile(r"^\|?+\s*+:?+-{2,}+:?+\s*+(?:\|\s*+:?+-{2,}+:?+\s*+)*+\|?$")
_FOOTNOTE = re.compile(r"^\[\^[^\]]+\]:\s*")
_MARK = re.compile(r"\[\^[^\]\[]{1,200}\]")
_EMPHASIS = re.compile(r"\*\*|__|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)|`")
_LINK = re.compile(r"!?\[([^\]\[]{0,2000})\]\([^)(]{0,2000}\)")
_BEGINS = re.compile(r"^(?:[#>]|\s*(?:[-*+]|\d+[.)])\s+|\[\^[^\]]+\]:)")
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

    def line(self, line: str) -> None:
        """Take the next line."""
        if not line.strip():
            self.close()
        elif line.lstrip().startswith("|"):
            self._row(line.strip())
        else:
            if self.rows or _BEGINS.match(line):
                self.close()
            self.paragraph.append(line)
            if line.startswith("#"):
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
        self.paragraph, self.rows = [], []


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

    text = _ESCAPED.sub(hide, text)
    text = _LINK.sub(r"\1", _EMPHASIS.sub("", _MARK.sub("", text)))
    letters = iter(kept)
    text = re.sub(_HIDDEN, lambda _: next(letters), text)
    return html.unescape(text).strip()


def _cells(line: str) -> tuple[str, ...]:
    inner = re.split(r"(?<!\\)\|", line.removeprefix("|").removesuffix("|"))
    return tuple(_plain(cell) for cell in inner)
