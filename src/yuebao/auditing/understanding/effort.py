"""How much of a document's sentences is read: all that a report can have, and no more.

Reading a sentence takes time for every number and stop in it, however few letters they are, so
both are counted before the first is read.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from yuebao.auditing.reading.blocks import Grid
from yuebao.domain.limits import limit

if TYPE_CHECKING:
    from yuebao.auditing.reading.blocks import Blocks

MAX_PARTS = limit("prose-parts")
"""Numbers, stops and paragraphs; a yearbook of three hundred pages has half of that."""

_PART = re.compile(r"\d+(?:[.,．，]\d+)*|[，。；：、！？,;:!?]|\.(?=\s)")


def end_of_prose(blocks: Blocks) -> int:
    """The number of the first block whose sentences are read no more; of all blocks if none is."""
    parts = 0
    for number, block in enumerate(blocks.blocks):
        if not isinstance(block, Grid):
            parts += 1 + sum(1 for _ in _PART.finditer(block.text))
            if parts > MAX_PARTS:
                return number
    return len(blocks.blocks)
