"""From a grid under a caption to a table of lines: who, in which window, what is printed."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from yuebao.auditing.claims import ClaimCell, ClaimLine, ClaimTable, Place, Side, TableKind
from yuebao.auditing.numbers import NO_UNIT, PERCENT, Unit, read_number
from yuebao.auditing.reading.spaces import squeeze
from yuebao.auditing.understanding import columns
from yuebao.auditing.understanding.entities import code_of, kind_of
from yuebao.auditing.understanding.units import caption_units, label_and_unit
from yuebao.auditing.words import ColumnRole
from yuebao.domain import MONTH, YEAR_TO_DATE, Month, Window
from yuebao.report.model import Block, Measure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yuebao.auditing.claims import Note
    from yuebao.auditing.reading.blocks import Grid
    from yuebao.auditing.understanding.columns import Slot
    from yuebao.auditing.words import Words

_LEVELS = {
    Side.TOTAL: (Measure.TOTAL, Measure.TOTAL_YOY),
    Side.EXPORTS: (Measure.EXPORTS, Measure.EXPORTS_YOY),
    Side.IMPORTS: (Measure.IMPORTS, Measure.IMPORTS_YOY),
    Side.NET: (Measure.NET, Measure.YOY),
}


@dataclass(frozen=True, slots=True)
class Captioned:
    """A grid with what stands around it."""

    number: int
    caption: str
    grid: Grid
    block: int
    notes: tuple[Note, ...]


@dataclass(slots=True)
class _OpenLine:
    """A line being read: its label, its window, and cells by slot."""

    label: str
    window: Window | None
    block: Block
    rank: int
    row: int
    cells: list[tuple[Slot, str, int]] = field(default_factory=list)


def read_table(given: Captioned, words: Words) -> tuple[ClaimTable, int]:
    """The table, and how many numbers of the grid it leaves unread."""
    heads, body = columns.split_rows(given.grid.rows, words)
    width = max((len(row) for _, row in body), default=0)
    if given.grid.positional and heads:
        slots = columns.slots_by_position(heads, width, words)
    else:
        slots = columns.slots_by_order(heads, words)
    parts = _parts(body, slots, words, positional=given.grid.positional)
    numbers = sum(columns.is_value(cell) for _, row in body for cell in row)
    month, caption_window = caption_period(given.caption, words)
    builder = _Builder(given, words, slots, month, caption_window or MONTH)
    lines = tuple(builder.line(part) for part in parts)
    table = builder.table(lines)
    return table, numbers - sum(len(line.cells) for line in lines)


def is_sound(table: ClaimTable, unread: int) -> bool:
    """Whether a grid was read as what it is: judging a table that was misread raises false alarms.

    Nearly every number has a place, every line a label, and lines of a window as many cells.
    """
    cells = sum(len(line.cells) for line in table.lines)
    if 20 * unread > cells or not all(line.label for line in table.lines):
        return False
    widths = Counter(len(line.cells) for line in table.lines)
    usual = widths.most_common(1)[0][1] if widths else 0
    names = {(line.window, line.block, line.label) for line in table.lines}
    return 5 * usual >= 4 * len(table.lines) and 3 * len(names) >= 2 * len(table.lines)


_WHOLE_YEAR = re.compile(
    r"(?:^|[，,：:]\s?)(?P<year>(?:19|20)\d\d)(?:年(?:全年)?(?![\d第一二三四上下至到—–-])|(?=\s?[(（]|$))"
)
"""A year that a caption names alone."""


def caption_period(caption: str, words: Words) -> tuple[Month | None, Window | None]:
    """The month a caption names, and the window: the year to date where it names several months."""
    told = words.told_window(caption)
    match = words.period.search(caption)
    if match is None:
        year = _WHOLE_YEAR.search(caption)
        if year is None:
            return None, told or _longer_window(caption, words)
        return Month(int(year["year"]), 12), YEAR_TO_DATE
    period = words.read_period(match)
    if period is None:
        return None, None
    if match["twelve"] or match["quarter"] or match["half"]:
        return period.last, words.read_window(match, period)
    return period.last, YEAR_TO_DATE if match["first"] else told or MONTH


def _longer_window(caption: str, words: Words) -> Window | None:
    """A quarter or half-year that a caption names, which names no month then."""
    named = (window for pattern, window in words.window_heads if pattern.search(caption))
    return next((window for window in named if window not in (MONTH, YEAR_TO_DATE)), None)


def _parts(
    body: Sequence[tuple[int, tuple[str, ...]]],
    slots: list[Slot],
    words: Words,
    *,
    positional: bool,
) -> list[_OpenLine]:
    parts: list[_OpenLine] = []
    contributed = any(slot.role is ColumnRole.CONTRIBUTION for slot in slots)
    block, rank = Block.ROWS, 0
    for number, row in body:
        text = columns.row_text(row, words)
        if not any(columns.is_value(cell) for cell in row):
            if words.bloc_group.match(text):
                block, rank = Block.BLOC, 0
            elif words.rows_group.match(text):
                block, rank = Block.ROWS, 0
            continue
        rank += 1
        if contributed and number == body[-1][0] and _row_label(row) == words.rest:
            block, rank = Block.REST, 1
        # A row with a cell for every column has kept its empty ones.
        whole = len(row) == len(slots) and "" in row
        read = _read_positional if positional or whole else _read_ordered
        parts += read(row, slots, _OpenLine("", None, block, rank, number))
    return parts


def _row_label(row: tuple[str, ...]) -> str:
    """The first label of a row."""
    return next((cell.strip() for cell in row if cell and not columns.is_value(cell)), "")


def _read_positional(row: tuple[str, ...], slots: list[Slot], blank: _OpenLine) -> list[_OpenLine]:
    parts: list[_OpenLine] = []
    label = ""
    for place, (cell, slot) in enumerate(zip(row, slots, strict=False)):
        if slot.role is ColumnRole.LABEL and not columns.is_value(cell):
            label = cell
        elif cell and label and slot.role is not ColumnRole.LABEL:
            if not parts or parts[-1].label != label or parts[-1].window != slot.window:
                parts.append(_OpenLine(label, slot.window, blank.block, blank.rank, blank.row))
            parts[-1].cells.append((slot, cell, place))
    return parts


def _read_ordered(row: tuple[str, ...], slots: list[Slot], blank: _OpenLine) -> list[_OpenLine]:
    """Cells go to slots in order; a label that is not repeated serves all windows."""
    parts: list[_OpenLine] = []
    label, at = "", 0
    for place, cell in enumerate(row):
        if not cell:
            continue
        value = columns.is_value(cell)
        while at < len(slots) and (slots[at].role is ColumnRole.LABEL) == value:
            at += 1
        if at == len(slots):
            break
        slot = slots[at]
        at += 1
        if not value:
            label = cell
            continue
        if not parts or parts[-1].label != label or parts[-1].window != slot.window:
            parts.append(_OpenLine(label, slot.window, blank.block, blank.rank, blank.row))
        parts[-1].cells.append((slot, cell, place))
    return parts


@dataclass(slots=True)
class _Builder:
    """Turns parts into lines, with what caption, heads and notes say of all of them."""

    given: Captioned
    words: Words
    slots: list[Slot]
    month: Month | None
    window: Window
    units: tuple[Unit, ...] = ()
    many: bool = False
    side: Side | None = None

    def __post_init__(self) -> None:
        self.units = caption_units(self.given.caption, self.words)
        levels = {slot.side for slot in self.slots if slot.role is ColumnRole.LEVEL and slot.side}
        self.many = len(levels) > 1
        captioned = self.words.side_of(self.given.caption)
        self.side = None if self.many else next(iter(levels), captioned)

    def line(self, part: _OpenLine) -> ClaimLine:
        """A line, its cells measured."""
        printed = squeeze(part.label, chinese=self.words.squeeze)
        label, unit = label_and_unit(printed, self.words)
        quantity = bool(self.words.quantity.search(label))
        side = self.words.side_of(label)
        money = unit or next((u for u in self.units if u.is_money() is not quantity), NO_UNIT)
        if not money.label and self.units and not quantity:
            money = self.units[0]
        cells = []
        level_side: Side | None = None
        for slot, text, place in part.cells:
            level_side = slot.side if slot.role is ColumnRole.LEVEL else level_side
            measure = self._measure(slot, level_side)
            absolute = side is Side.NET and measure is Measure.YOY and self._net_is_absolute()
            of = money if absolute or slot.role is ColumnRole.LEVEL else PERCENT
            cells.append(
                ClaimCell(
                    measure,
                    text.strip(),
                    read_number(text, of),
                    Place(self.given.block, part.row, place),
                )
            )
        return ClaimLine(
            window=part.window or self.window,
            block=part.block,
            rank=part.rank,
            label=label,
            code=None,
            cells=tuple(cells),
            side=side,
            quantity=quantity,
        )

    def _measure(self, slot: Slot, level_side: Side | None) -> Measure:
        if slot.role is ColumnRole.SHARE:
            return Measure.SHARE
        if slot.role is ColumnRole.CONTRIBUTION:
            return Measure.CONTRIBUTION
        if not self.many:
            return Measure.YOY if slot.role is ColumnRole.GROWTH else Measure.VALUE
        level, growth = _LEVELS[slot.side or level_side or Side.TOTAL]
        return growth if slot.role is ColumnRole.GROWTH else level

    def _net_is_absolute(self) -> bool:
        return any(note.net_absolute for note in self.given.notes)

    def _kind(self, lines: tuple[ClaimLine, ...]) -> TableKind:
        if self.many:
            return TableKind.PROVINCE_TRADE
        named = next((s.kind for s in self.slots if s.role is ColumnRole.LABEL and s.kind), None)
        labels = [line.label for line in lines if line.block is Block.ROWS]
        told = kind_of(labels, self.words.office)
        if told or named:
            return told or named or TableKind.OTHER
        sides = {line.side for line in lines}
        return TableKind.OVERVIEW if lines and None not in sides else TableKind.OTHER

    def _block(self, line: ClaimLine, code: str | None) -> Block:
        """The block of a row: a partner is no country group, whatever head was lost above it."""
        lost = line.block is Block.BLOC and code is not None
        return Block.ROWS if lost and code not in self.words.office.groups else line.block

    def table(self, lines: tuple[ClaimLine, ...]) -> ClaimTable:
        """The table: every line now with its code, sides only where rows are sides."""
        kind = self._kind(lines)
        overview = kind is TableKind.OVERVIEW
        coded = [
            ClaimLine(
                window=line.window,
                block=self._block(line, code),
                rank=line.rank,
                label=line.label,
                code=code,
                cells=line.cells,
                side=line.side if overview else None,
                quantity=overview and line.quantity,
            )
            for line in lines
            for code in (code_of(line.label, kind, self.words.office),)
        ]
        windows = dict.fromkeys(line.window for line in coded)
        ordered = [line for window in windows for line in coded if line.window == window]
        return ClaimTable(
            number=self.given.number,
            caption=self.given.caption,
            kind=kind,
            side=None if overview else self.side,
            month=self.month,
            units=self.units,
            lines=tuple(ordered),
            notes=self.given.notes,
            place=Place(self.given.block),
            complete=self._is_complete(kind),
            first=self._first(),
            shared=sum(slot.role is ColumnRole.LABEL for slot in self.slots) < 2,
            official=self._official(),
            re_imports=self._says(self.words.notes.re_imports),
            unranked=self._says(self.words.notes.unranked),
            no_re_imports=self._says(self.words.notes.no_re_imports),
            capped=self._says(self.words.notes.capped),
        )

    def _says(self, pattern: re.Pattern[str]) -> bool:
        """Whether a note under the table says something."""
        return any(pattern.search(note.text) for note in self.given.notes)

    def _official(self) -> tuple[Window, ...]:
        """The year to date, where a note says so, and the month: in January it is the same."""
        if not self._says(self.words.notes.official):
            return ()
        january = self.month is not None and self.month.month == 1
        both = january or self._says(self.words.notes.official_month)
        return (MONTH, YEAR_TO_DATE) if both else (YEAR_TO_DATE,)

    def _first(self) -> int | None:
        """How many the caption or the line above the rows says it ranks."""
        rows = (columns.row_text(row, self.words) for row in self.given.grid.rows)
        groups = [text for text in rows if self.words.rows_group.match(text)]
        for text in (*groups, self.given.caption, *(note.text for note in self.given.notes)):
            match = self.words.first.search(text)
            if match is not None:
                return self.words.number(match["first"])
        return None

    def _is_complete(self, kind: TableKind) -> bool:
        if kind is TableKind.PRODUCTS:
            return True
        texts = [self.given.caption, *(note.text for note in self.given.notes)]
        return not any(self.words.limited.search(text) for text in texts)
