"""How wide a table's columns are, and where numbers stand in them.

Word breaks lines itself; what is decided here is only how the width of the text area is shared, so
that neither a number nor a word of a head has to break, and how far numbers are set in from the
right, so that they stand below their head with their points in line. Widths are estimates: a digit
half as wide as a Chinese character, which holds for the fonts in use.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from yuebao.domain.widths import half_widths
from yuebao.render._heads import MOST_LINES, WIDEST, head_pieces, head_width
from yuebao.render._walk import is_label_column, one_line, rows_of
from yuebao.render.docx._lines import BOLD, count_lines, width_of
from yuebao.report.model import FigureCell, LabelCell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yuebao.report.model import Head, Table

TEXT_WIDTH = 8844
"""The width of the text area in twentieths of a point: 156 mm."""
MARGIN = 57
"""The room left and right in a cell, as the table style has it."""
START_MARGIN = 220
"""The room left of a column at which another side of the table begins."""
_LONGEST_WORD = 12
"""A word of a name that is longer than so many half characters may break where room lacks."""
_ROOM = 0.6
"""What a text is given more than it is reckoned to need, in half characters."""
_DIGIT = 1.12
"""The width of a digit in half characters, in the widest of the usual fonts (Cambria)."""


@dataclass(frozen=True, slots=True)
class TextSize:
    """A size that a table's text is set in; `styles.xml` has the same.

    Attributes:
        style: What the names of its styles begin with.
        points: The size of its letters.
        line: The height of its lines in points.
        most: The most columns it is taken for where their words fit.
    """

    style: str
    points: float
    line: float
    most: float

    @property
    def half(self) -> int:
        """Half the size in twentieths of a point: what a digit takes."""
        return round(self.points * 10)


TEXT_SIZES = (
    TextSize("", 10.5, 14.0, most=6),
    TextSize("Small", 9.0, 12.0, most=math.inf),
    TextSize("Tiny", 7.5, 10.0, most=math.inf),
)
"""From the largest; the last is also for tables that have more than it can hold."""


@dataclass(frozen=True, slots=True)
class SetColumn:
    """One column as set.

    Attributes:
        width: In twentieths of a point.
        label: Whether it names entities.
        start: Whether another side of the table begins with it.
        before: The widest part of its numbers before the point, in half characters.
        after: The widest part from the point on.
    """

    width: int
    label: bool
    start: bool
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Layout:
    """A table's columns, the size of its text, and what stands before decimals."""

    columns: tuple[SetColumn, ...]
    size: TextSize
    point: str

    def indent(self, column: int, text: str) -> int:
        """How far a number stands from the right of its cell."""
        at = self.columns[column]
        room = at.width - 2 * MARGIN - (at.before + at.after) * self.size.half
        return max(0, room // 2) + (at.after - _split(text, self.point)[1]) * self.size.half


def lay_out(table: Table, point: str, face: float = 1.0) -> Layout:
    """Share the text area among the table's columns, in the largest text that breaks no word.

    Args:
        table: The table.
        point: What stands before decimals.
        face: By how much the Latin letters are wider than those of Times New Roman.
    """
    leaves = list(_leaves(table.heads))
    labels = [is_label_column(table, number) for number in range(len(leaves))]
    starts = _starts(table.heads)
    numbers = [_number_parts(table, number, point) for number in range(len(leaves))]
    bodies = [_body(table, number, sum(numbers[number]), face) for number in range(len(leaves))]

    words = [_longest_word(table, number) * face for number in range(len(leaves))]
    shortest = [
        max(word, number * _DIGIT) for word, number in zip(words, map(sum, numbers), strict=True)
    ]

    def wide(bodies: Sequence[float], lines: int, half: int) -> list[int]:
        """What the columns take with heads on so many lines over what they hold."""
        needs = (
            max(body, _head_width(one_line(head.text), lines, face * BOLD))
            for body, head in zip(bodies, leaves, strict=True)
        )
        own = [
            round((need + _ROOM) * half) + 2 * MARGIN + (START_MARGIN if at in starts else 0)
            for at, need in enumerate(needs)
        ]
        return _alike(own, leaves)

    sizes = [size for size in TEXT_SIZES if len(leaves) <= size.most]
    size = next(
        (one for one in sizes if sum(wide(shortest, MOST_LINES, one.half)) <= TEXT_WIDTH),
        sizes[-1],
    )
    tried = (wide(bodies, lines, size.half) for lines in range(1, MOST_LINES))
    most = wide(bodies, MOST_LINES, size.half)
    wanted = next((widths for widths in tried if sum(widths) <= TEXT_WIDTH), most)
    widths = _share(wanted, labels, wide(shortest, MOST_LINES, size.half))
    columns = tuple(
        SetColumn(width, label, number in starts, *numbers[number])
        for number, (width, label) in enumerate(zip(widths, labels, strict=True))
    )
    return Layout(columns, size, point)


def _head_width(text: str, lines: int, face: float) -> float:
    """The least width in which a head takes no more lines, where Chinese is broken anywhere."""
    words = (min(WIDEST, width_of(piece, 2.0, face)) for piece in head_pieces(text))
    width = max(head_width(text, MOST_LINES), *words, 0.0)
    while lines < MOST_LINES and count_lines(text, 2.0, width, face=face) > lines:
        width += 1
    return width


def units(text: str) -> int:
    """How wide a text is in half characters: a Chinese character counts two."""
    return half_widths(text, in_chinese=True)


def _leaves(heads: tuple[Head, ...]) -> tuple[Head, ...]:
    return tuple(leaf for head in heads for leaf in (_leaves(head.children) or (head,)))


def _starts(heads: tuple[Head, ...]) -> set[int]:
    """The columns, but the first, at which a head over label and numbers begins."""
    starts = set()
    column = 0
    for head in heads:
        if head.children and column:
            starts.add(column)
        column += head.leaves()
    return starts


def _split(text: str, point: str) -> tuple[int, int]:
    """A number's width before the point and from the point on."""
    whole, mark, places = text.partition(point)
    return units(whole), units(mark + places)


def _number_parts(table: Table, column: int, point: str) -> tuple[int, int]:
    texts = [
        _split(one_line(cell.figure.text), point)
        for row in rows_of(table)
        if isinstance(cell := row.cells[column], FigureCell)
    ]
    return max((w for w, _ in texts), default=0), max((p for _, p in texts), default=0)


def _body(table: Table, column: int, number: int, face: float) -> float:
    """The half characters that a column needs below its head: numbers and names do not wrap."""
    names = (max(units(name), width_of(name, 2.0, face)) for name in _names(table, column))
    return max(number * _DIGIT, *names, 0)


def _longest_word(table: Table, column: int) -> int:
    """The half characters that names keep where room lacks: their words do not break."""
    words = (units(word) for name in _names(table, column) for word in name.split())
    return min(_LONGEST_WORD, max(words, default=0))


def _names(table: Table, column: int) -> list[str]:
    return [
        one_line(cell.key.label)
        for row in rows_of(table)
        if isinstance(cell := row.cells[column], LabelCell)
    ]


def _alike(wanted: list[int], leaves: list[Head]) -> list[int]:
    """The same width for columns with the same head, as on the two sides of a table."""
    widest: dict[str, int] = {}
    for width, head in zip(wanted, leaves, strict=True):
        widest[head.text] = max(width, widest.get(head.text, 0))
    return [widest[head.text] for head in leaves]


def _share(wanted: list[int], labels: list[bool], least: list[int]) -> list[int]:
    """Widths that fill the text area: what is over goes to all, what lacks comes from labels."""
    spare = TEXT_WIDTH - sum(wanted)
    if spare >= 0:
        return _fill([width + spare // len(wanted) for width in wanted])
    give = [
        max(0, width - narrow) if label else 0
        for width, label, narrow in zip(wanted, labels, least, strict=True)
    ]
    part = min(1.0, -spare / sum(give)) if sum(give) else 0.0
    cut = [width - round(part * room) for width, room in zip(wanted, give, strict=True)]
    scale = min(1.0, TEXT_WIDTH / sum(cut))
    return _fill([int(width * scale) for width in cut])


def _fill(widths: list[int]) -> list[int]:
    """The first column takes what rounding left."""
    return [widths[0] + TEXT_WIDTH - sum(widths), *widths[1:]]
