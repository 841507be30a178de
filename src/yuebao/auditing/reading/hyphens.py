"""Words parted at the ends of a page's lines: whether the hyphen is theirs, the document tells.

A file does not say whether a hyphen at the end of a line parts a word or joins two: `lead-` and
`acid` may be a compound. Where the rest of the document writes the word, it is written so.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from yuebao.auditing.reading.blocks import Grid

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from yuebao.auditing.reading.blocks import BlockOf

SOFT = "\u00ad"
"""What readers give for a hyphen at the end of a line."""

_PARTED = re.compile(rf"([A-Za-z-]{{0,40}}[A-Za-z]){SOFT}\s*([A-Za-z][A-Za-z-]{{0,40}})|{SOFT}")
_WORD = re.compile(rf"(?<![{SOFT}A-Za-z-])[A-Za-z]+(?:-[A-Za-z]+)*(?![{SOFT}A-Za-z-])")


def join_words(blocks: Iterable[BlockOf]) -> Iterator[BlockOf]:
    """The blocks with every parted word whole, and a hyphen where one stands for nothing else."""
    held = tuple(blocks)
    known = {word.lower() for text in _texts(held) for word in _WORD.findall(text)}

    def joined(parted: re.Match[str]) -> str:
        if parted[1] is None:
            return "-"
        plain, compound = parted[1] + parted[2], f"{parted[1]}-{parted[2]}"
        if compound.lower() in known or (plain.lower() not in known and "-" in plain):
            return compound
        return plain

    for block in held:
        if isinstance(block, Grid):
            rows = tuple(tuple(_PARTED.sub(joined, cell) for cell in row) for row in block.rows)
            yield replace(block, rows=rows)
        else:
            yield replace(block, text=_PARTED.sub(joined, block.text))


def _texts(blocks: Iterable[BlockOf]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Grid):
            yield from (cell for row in block.rows for cell in row)
        else:
            yield block.text
