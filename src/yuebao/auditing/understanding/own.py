"""Whether a table is of the form that the series' own reports have.

Such tables are read by `tables` into lines of known windows and measures, and judged by the rules
for them. A table with anything more in its heads (ranks, last year's levels, a window by another
name) or totals among its rows is somebody else's, and read by `sheets`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from yuebao.auditing.claims import TableKind
from yuebao.auditing.reading.spaces import squeeze
from yuebao.auditing.understanding import columns
from yuebao.auditing.understanding.facets import read_facets
from yuebao.domain import MONTH_ON_MONTH

if TYPE_CHECKING:
    from yuebao.auditing.claims import ClaimTable
    from yuebao.auditing.reading.blocks import Grid
    from yuebao.auditing.words import Words

_BRACKETED = re.compile(r"[（(][^（）()]*[）)]")
_ON_MONTH = re.compile("环比|on month")
_JOINTS = re.compile(r"[¹²³⁴⁵⁶⁷⁸⁹*\s/、，,：:（）()%％-]+")


def is_own(table: ClaimTable, grid: Grid, words: Words) -> bool:
    """Whether a table that was read as the series' own has nothing but what such tables have."""
    if table.kind is TableKind.OTHER or any(
        _is_total(line.label) and not line.quantity for line in table.lines
    ):
        return False
    heads, body = columns.split_rows(grid.rows, words)
    texts = [cell for row in heads for cell in row if cell]
    if grid.positional and heads:
        width = max(len(row) for _, row in body)
        texts = [slot.head for slot in columns.slots_by_position(heads, width, words)]
    if any(map(_ON_MONTH.search, texts)) and set(table.windows()) != {MONTH_ON_MONTH}:
        return False  # growth on the month beside growth on the year
    return not any(_left_over(text, words) for text in texts)


def _is_total(label: str) -> bool:
    facets = read_facets(label, stub=True)
    return facets.row == "total" and not facets.side


def _left_over(head: str, words: Words) -> str:
    """What of a head is neither a window nor a known word."""
    text = words.without_windows(squeeze(head, chinese=words.squeeze))
    for word in words.head_words:
        text = re.sub(word.pattern, "", text)
    for pattern in (words.bloc_group, words.rows_group):
        text = pattern.sub("", text)
    return _JOINTS.sub("", _BRACKETED.sub("", text))
