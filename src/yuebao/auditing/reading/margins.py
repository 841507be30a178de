"""What pages repeat at their edges: running heads and feet, cautions, page numbers."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yuebao.auditing.reading.pageline import PageLine

_PAGE_NUMBER = re.compile(r"^[—–\-\s]*(?:第\s*)?(?:\d{1,3}|[IVXLivxl]{1,6})(?:\s*页)?[—–\-\s]*$")
_DIGITS = re.compile(r"\d+")
_AMOUNT = re.compile(r"\d[.,]\d|\d{4}")
_DEEP = 4
"""Lines of an edge, at most: a page's number, and a caution below it."""
_FEW = 2
"""What no more pages share is no running line."""


def without_margins(pages: Sequence[list[PageLine]]) -> list[list[PageLine]]:
    """The pages without what they repeat: the first alone keeps what others share with it.

    Rows of a table may look alike from page to page: those with amounts are dropped only where
    they are the same to the digit.
    """
    kept = [_without_numbers(page) for page in pages]
    for edge in (0, -1):
        for _ in range(_DEEP):
            shared = Counter(_key(page[edge]) for page in kept if page)
            ends = [
                bool(number and page) and shared[_key(page[edge])] > _FEW
                for number, page in enumerate(kept)
            ]
            if not any(ends):
                break
            rest = slice(1, None) if edge == 0 else slice(None, -1)
            kept = [page[rest] if end else page for page, end in zip(kept, ends, strict=True)]
            kept = [_without_numbers(page) for page in kept]
    return kept


def _without_numbers(page: list[PageLine]) -> list[PageLine]:
    """A page without the page numbers in its last two lines."""
    last = [line for line in page[-2:] if not _PAGE_NUMBER.match(line.text())]
    return [*page[:-2], *last]


def _key(line: PageLine) -> str:
    """A line by which those of other pages are the same, whatever their number."""
    text = line.text()
    amounts = line.values() > 1 or any(_AMOUNT.search(cell) for cell, _, _ in line.cells[1:])
    return text if line.is_data() and amounts else _DIGITS.sub("#", text)
