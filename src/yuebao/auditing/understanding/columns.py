"""What the columns of a grid are, from its heads."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from yuebao.auditing.numbers import is_dash, read_number
from yuebao.auditing.reading.spaces import squeeze
from yuebao.auditing.words import ColumnRole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yuebao.auditing.claims import Side, TableKind
    from yuebao.auditing.words import HeadWord, Words
    from yuebao.domain import Window

_BRACKETS = ("（", "(")


@dataclass(frozen=True, slots=True)
class Slot:
    """A column: its role, its window where its head tells, and what else the head says."""

    role: ColumnRole
    window: Window | None = None
    side: Side | None = None
    kind: TableKind | None = None
    head: str = ""


def is_value(text: str) -> bool:
    """Whether a cell holds a number, or the dash or limit that stands for one."""
    return read_number(text.lstrip(">≥＞")) is not None or is_dash(text)


def split_rows(
    rows: Sequence[tuple[str, ...]], words: Words
) -> tuple[list[tuple[str, ...]], list[tuple[int, tuple[str, ...]]]]:
    """The head rows, and the others with their numbers in the grid."""
    first = next((i for i, row in enumerate(rows) if _is_data(row)), len(rows))
    while first > 0 and _is_group(rows[first - 1], words):
        first -= 1
    return list(rows[:first]), [(i, row) for i, row in enumerate(rows) if i >= first]


def _is_data(row: tuple[str, ...]) -> bool:
    cells = [cell for cell in row if cell]
    return bool(cells) and not is_value(cells[0]) and any(map(is_value, cells[1:]))


def _is_group(row: tuple[str, ...], words: Words) -> bool:
    text = row_text(row, words)
    return bool(words.bloc_group.match(text) or words.rows_group.match(text))


def row_text(row: tuple[str, ...], words: Words) -> str:
    """The row as one text, without its empty cells and without repeating one that spans."""
    return squeeze(" ".join(dict.fromkeys(cell for cell in row if cell)), chinese=words.squeeze)


def head_word(text: str, words: Words) -> HeadWord | None:
    """The first word of the list that is in a head."""
    return next((word for word in words.head_words if re.search(word.pattern, text)), None)


def slots_by_position(heads: list[tuple[str, ...]], width: int, words: Words) -> list[Slot]:
    """One slot a column of a grid in which places are columns."""
    filled = [_carried(row, width, last=row is heads[-1], words=words) for row in heads]
    slots = []
    for column in range(width):
        parts = [squeeze(row[column], chinese=words.squeeze) for row in filled if row[column]]
        text = (" " if not words.squeeze else "").join(dict.fromkeys(parts))
        slots.append(_slot(words.without_windows(text), words.head_window(text), text, words))
    return slots


def _carried(row: tuple[str, ...], width: int, *, last: bool, words: Words) -> tuple[str, ...]:
    """A head row with each window, and each side of trade, over all columns that it spans.

    Only those span others; a word that stands above another may be the first line of a wrapped
    head.
    """
    cells = [*row, *[""] * (width - len(row))][:width]
    carried, current = [], ""
    for cell in cells:
        word = head_word(cell, words) if cell else None
        if cell:
            spans = word is None and words.head_window(cell) is not None
            remark = cell.startswith(_BRACKETS)  # the next line of a head: （%，净出口额为增减额）
            level = word is not None and word.role is ColumnRole.LEVEL and not (last or remark)
            current = cell if spans or level else ""
        carried.append(cell or current)
    return tuple(carried)


def _slot(bare: str, window: Window | None, head: str, words: Words) -> Slot:
    word = head_word(bare, words)
    if word is None:
        return Slot(ColumnRole.LABEL, window, head=head)
    side = word.side
    if word.role in (ColumnRole.GROWTH, ColumnRole.SHARE):
        side = words.side_of(bare)
    return Slot(word.role, window, side, word.kind, head)


def slots_by_order(heads: list[tuple[str, ...]], words: Words) -> list[Slot]:
    """The slots of a grid of which only the order of cells is known, from all head text in a row.

    The label's slot comes first where no head names it; slots are shared out evenly among windows.
    """
    text = squeeze(" ".join(cell for row in heads for cell in row), chinese=words.squeeze)
    windows, text = _take_windows(text, words)
    pattern = "|".join(f"(?P<w{i}>{word.pattern})" for i, word in enumerate(words.head_words))
    slots = [
        Slot(word.role, None, word.side, word.kind, match[0])
        for match in re.finditer(pattern, text)
        for word in [words.head_words[int((match.lastgroup or "w0")[1:])]]
    ]
    labels = [slot for slot in slots if slot.role is ColumnRole.LABEL]
    if not labels:
        slots.insert(0, Slot(ColumnRole.LABEL))
    if not windows:
        return slots
    shared = slots[:1] if len(labels) < len(windows) else []
    own = slots[len(shared) :]
    size = len(own) // len(windows) or 1
    placed = [
        Slot(slot.role, windows[min(i // size, len(windows) - 1)], slot.side, slot.kind, slot.head)
        for i, slot in enumerate(own)
    ]
    return [*shared, *placed]


def _take_windows(text: str, words: Words) -> tuple[list[Window], str]:
    """The windows in the order named, and the text with them blanked."""
    found: list[tuple[int, Window]] = []
    for pattern, window in words.window_heads:
        found += [(match.start(), window) for match in pattern.finditer(text)]
        text = pattern.sub(lambda match: " " * len(match[0]), text)
    found.sort(key=lambda pair: pair[0])
    return [window for _, window in found], text
