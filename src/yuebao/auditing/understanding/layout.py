"""How somebody's grid is laid out: heads, stubs, sections and blocks side by side.

A grid may hold several blocks: beside each other (a stub column comes again to the right of
numbers) or below each other (heads come again among the rows). `lay_out` gives each by itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from yuebao.auditing.numbers import MINUS
from yuebao.auditing.understanding.cellmarks import CellText, read_cell
from yuebao.auditing.understanding.facets import ASIDE, read_facets
from yuebao.auditing.understanding.headwords import plain_text, read_any_unit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from yuebao.auditing.reading.blocks import Grid

_MOST_CELLS = 200_000
"""A grid of more cells is a data file, not a report's table."""
_MOST_HEADS = 40
"""Lines of texts above numbers; of more, those that stand closest."""


@dataclass(frozen=True, slots=True)
class LaidRow:
    """A row of a block.

    Attributes:
        at: Its row in the grid.
        stub: The texts before its numbers, from left to right; those above that it stands under
            are carried down.
        section: The line above that it stands under; empty where there is none.
        indent: How far its stub is set in.
        unit: What the unit column says; empty where there is none.
        cells: Its cells by column of the grid.
        nameless: Whether it has no stub of its own.
    """

    at: int
    stub: tuple[str, ...]
    section: str
    indent: int
    unit: str
    cells: dict[int, CellText]
    nameless: bool = False

    @property
    def in_brackets(self) -> bool:
        """Whether it says in brackets how the numbers above it changed: (+7.5) (-1.0)."""
        texts = [cell.text for cell in self.cells.values() if cell.number is not None]
        signed = any(sign in text for text in texts for sign in ("+", *MINUS))
        return self.nameless and signed and all(text[0] in "(（" for text in texts)


@dataclass(frozen=True, slots=True)
class LaidBlock:
    """A block of a grid.

    Attributes:
        heads: The head's texts over each column of numbers, from top to bottom.
        narrow: The same, if no text spans a column beside its own.
        leftward: The same, if texts span columns to their left: a page sets some so.
        stub_heads: The head's texts over the stub.
        rows: Its rows.
        asides: The places (row, column) of numbers that state no fact: ranks, codes.
        ranks: The rank printed for a row, by the row's place in `rows` and the column.
        caption: What the grid itself says above the heads: a caption, a unit.
    """

    heads: dict[int, tuple[str, ...]]
    stub_heads: tuple[str, ...]
    rows: tuple[LaidRow, ...]
    asides: frozenset[tuple[int, int]]
    ranks: dict[int, dict[int, int]]
    narrow: dict[int, tuple[str, ...]]
    leftward: dict[int, tuple[str, ...]]
    caption: str = ""


@dataclass(slots=True)
class _Part:
    """Rows of a grid under one head."""

    heads: list[list[str]] = field(default_factory=list)
    caption: str = ""
    body: list[int] = field(default_factory=list)
    sections: dict[int, str] = field(default_factory=dict)


def lay_out(grid: Grid) -> tuple[LaidBlock, ...]:
    """The blocks of a grid; none where it has no numbers under heads."""
    rows = _rows(grid)
    if not rows or len(rows) * len(rows[0]) > _MOST_CELLS:
        return ()
    cells = [[read_cell(text) for text in row] for row in rows]
    return tuple(
        block for part in _parts(rows, cells) for block in _blocks(part, rows, cells) if block.rows
    )


def _rows(grid: Grid) -> list[list[str]]:
    """The rows, all of one width; lines that only white space divides are divided there."""
    rows = [list(row) for row in grid.rows]
    if rows and all(sum(map(bool, row)) <= 1 for row in rows):
        rows = _divided(["".join(row) for row in rows])
    width = max((len(row) for row in rows), default=0)
    return [[*row, *[""] * (width - len(row))] for row in rows]


def _divided(lines: list[str]) -> list[list[str]]:
    """Lines as cells: the numbers at the end each in its own, what is before them in one."""
    found: list[list[str]] = []
    for line in lines:
        words = line.split()
        first = len(words)
        while first > 1 and read_cell(words[first - 1]).holds_value:
            first -= 1
        found.append(words if first == len(words) else [" ".join(words[:first]), *words[first:]])
    return found


def is_body(row: Sequence[CellText]) -> bool:
    """Whether a row holds numbers behind a stub; years alone are heads."""
    filled = [at for at, cell in enumerate(row) if cell.filled]
    if len(filled) < 2:
        return False
    later = [row[at] for at in filled[1:]]
    numbers = [cell for cell in later if cell.number is not None]
    if not numbers and any(cell.nil for cell in later):
        return row[filled[0]].number is None and all(cell.nil for cell in later)
    return any(not cell.is_year for cell in numbers)


def _is_numbering(row: Sequence[CellText]) -> bool:
    """Whether a row only numbers the columns: 1 2 3, 甲 1 2 3."""
    numbers = [cell.number.value for cell in row if cell.number is not None]
    texts = [cell for cell in row if cell.filled and cell.number is None]
    start = numbers[0] if numbers else 0
    return (
        len(numbers) > 2
        and start in (0, 1)
        and numbers == [start + at for at in range(len(numbers))]
        and all(cell.text in ("甲", "乙", "丙", "a", "b", "A", "B", "栏次") for cell in texts)
    )


def _parts(rows: list[list[str]], cells: list[list[CellText]]) -> Iterator[_Part]:
    part, section, fresh = _Part(), "", True
    for at, row in enumerate(cells):
        texts = list(dict.fromkeys(text.strip() for text in rows[at] if text.strip()))
        if not texts or (fresh and _is_numbering(row)):
            continue
        if is_body(row) and not (fresh and _is_numbering(row)):
            part.body.append(at)
            part.sections[at] = section
            fresh = False
        elif _is_caption(" ".join(texts)):
            yield part
            part, section, fresh = _Part(caption=" ".join(texts)), "", True
        elif fresh and len(texts) == 1 and rows[at][0].strip() and (part.heads == []):
            part.caption = f"{part.caption} {texts[0]}".strip()
        elif fresh and _is_section(rows, cells, at):
            section = texts[0]
        elif fresh:
            part.heads = [*part.heads[1 - _MOST_HEADS :], rows[at]]
        elif len(texts) == 1:
            section = texts[0]
        elif not _repeats(rows[at], part.heads):
            yield part
            part, section, fresh = _Part(heads=[rows[at]]), "", True
    yield part


def _is_section(rows: list[list[str]], cells: list[list[CellText]], at: int) -> bool:
    """Whether a line between heads and numbers is the first of several that name who follows."""

    def alone(row: int) -> bool:
        filled = [column for column, text in enumerate(rows[row]) if text.strip()]
        return filled == [0] and rows[row][0].strip()[0] not in "(（[" and not is_body(cells[row])

    following = range(at + 1, len(rows))
    return alone(at) and bool(following) and is_body(cells[at + 1]) and any(map(alone, following))


def _is_caption(text: str) -> bool:
    """Whether a line among rows is the caption of a table that follows, or goes on."""
    plain = plain_text(text)
    return re.match(r"^(?:续表|附?表 ?\d+|table \d+)", plain) is not None


def _repeats(row: list[str], heads: list[list[str]]) -> bool:
    """Whether a row says the heads again, as on a further page; not where it names other months."""
    known = {text.strip() for head in heads for text in head if text.strip()}
    texts = [text.strip() for text in row if text.strip()]
    if any(read_facets(text).moment.told for text in texts if text not in known):
        return False
    return 2 * sum(text in known for text in texts) > len(texts)


def _blocks(part: _Part, rows: list[list[str]], cells: list[list[CellText]]) -> Iterator[LaidBlock]:
    if not part.body:
        return
    width = len(rows[0])
    heads = _carried(part.heads, width)
    leftward = _carried([row[::-1] for row in part.heads], width)[::-1]
    narrow = [
        tuple(dict.fromkeys(row[column].strip() for row in part.heads if row[column].strip()))
        for column in range(width)
    ]
    kinds = [_kind(column, heads[column], part.body, cells) for column in range(width)]
    start = 0
    while start < width:
        end = _end(kinds, start)
        block = _block(part, rows, cells, (heads, narrow, leftward), kinds, range(start, end))
        if block is not None:
            yield block
        start = end


def _end(kinds: list[str], start: int) -> int:
    """Where a block ends: at the next stub (or its rank) behind numbers, with numbers to come."""
    seen = False
    for column in range(start, len(kinds)):
        if kinds[column] == "value":
            seen = True
        begins = kinds[column] == "stub" or (
            kinds[column] == "rank" and column + 1 < len(kinds) and kinds[column + 1] == "stub"
        )
        if seen and begins and "value" in kinds[column:]:
            return column
    return len(kinds)


def _kind(column: int, heads: tuple[str, ...], body: list[int], cells: list[list[CellText]]) -> str:
    """What a column is: `stub`, `value`, `rank`, `code`, `unit`, `remark`, or `empty`."""
    role = next((r for text in reversed(heads) if (r := read_facets(text).role) in ASIDE), "")
    held = [cells[at][column] for at in body if cells[at][column].filled]
    if not held:
        return "empty"
    values = sum(cell.holds_value for cell in held)
    if role in ("rank", "code") or (role and 2 * values <= len(held)):
        return role
    if 2 * values < len(held) or (column == 0 and not values):
        units = sum(read_any_unit(cell.text) is not None for cell in held)
        return "unit" if column and 2 * units > len(held) else "stub"
    if column and any(heads):
        return "value"
    years = sum(cell.is_year for cell in held)
    return "stub" if 2 * years > len(held) else "rank" if _counts(held) else "value"


def _counts(column: list[CellText]) -> bool:
    """Whether cells count 1, 2, 3 …, as ranks without a head do; a row may have none."""
    numbers = [cell.number.value for cell in column if cell.number is not None]
    return len(numbers) > 1 and numbers == [at + 1 for at in range(len(numbers))]


def _carried(heads: list[list[str]], width: int) -> list[tuple[str, ...]]:
    """The texts over each column, top to bottom, a text that spans others over all of them."""
    columns: list[list[str]] = [[] for _ in range(width)]
    owned = [False] * width
    for number, row in enumerate(heads):
        last = number == len(heads) - 1
        current, own_row = "", [bool(text.strip()) for text in row]
        for column in range(width):
            text = row[column].strip()
            if text:
                current = text
            elif last or owned[column] or (column and not own_row[column - 1] and not current):
                current = ""
            if current and (not columns[column] or columns[column][-1] != current):
                columns[column].append(current)
        for column in range(width):
            owned[column] = owned[column] or (
                own_row[column] and not _spans(row, column, heads, number)
            )
    return [tuple(dict.fromkeys(texts)) for texts in columns]


def _spans(row: list[str], column: int, heads: list[list[str]], number: int) -> bool:
    """Whether a head's text spans columns to its right: nothing beside it, and texts below."""
    below = heads[number + 1 :]
    beside = column + 1 < len(row) and not row[column + 1].strip()
    return beside and any(later[column].strip() for later in below)


def _block(
    part: _Part,
    rows: list[list[str]],
    cells: list[list[CellText]],
    all_heads: tuple[list[tuple[str, ...]], ...],
    kinds: list[str],
    span: range,
) -> LaidBlock | None:
    heads, narrow, leftward = all_heads
    values = [column for column in span if kinds[column] == "value"]
    if not values:
        return None
    stubs = [column for column in span if kinds[column] == "stub" and column < values[-1]]
    units = [column for column in span if kinds[column] == "unit"]
    aside = [column for column in span if kinds[column] in ("rank", "code", "remark")]
    placed = {column for column in aside if any(map(_says_place, heads[column]))}
    laid: list[LaidRow] = []
    carried = [""] * len(stubs)
    ranks: dict[int, dict[int, int]] = {}
    for at in part.body:
        row = cells[at]
        if not any(row[column].filled for column in [*values, *stubs]):
            continue
        stub = _stub(rows[at], stubs, carried)
        own = {column: row[column] for column in values if row[column].filled}
        texts = [rows[at][column] for column in stubs]
        indent = next((_indent(text) for text in reversed(texts) if text.strip()), 0)
        unit = next((rows[at][column].strip() for column in units), "")
        for column in aside:
            number = row[column].number
            if column in placed and number is not None and number.places == 0:
                ranks.setdefault(len(laid), {})[column] = int(number.value)
        nameless = bool(stubs) and not any(map(str.strip, texts))
        indent = laid[-1].indent if nameless and laid else indent
        laid.append(LaidRow(at, stub, part.sections[at], indent, unit, own, nameless))
    asides = frozenset(
        (at, column) for at in part.body for column in aside if cells[at][column].number is not None
    )
    stub_asides = frozenset(
        (at, column) for at in part.body for column in stubs if cells[at][column].number is not None
    )
    return LaidBlock(
        heads={column: heads[column] for column in values},
        stub_heads=tuple(text for column in stubs for text in heads[column]),
        rows=tuple(laid),
        asides=asides | stub_asides,
        ranks=ranks,
        narrow={column: narrow[column] for column in values},
        leftward={column: leftward[column] for column in values},
        caption=part.caption,
    )


def _says_place(head: str) -> bool:
    """Whether a head says places by size, not mere numbers of rows."""
    return re.search("^(?:排名|位次|名次|rank)$", plain_text(head)) is not None


def _stub(row: list[str], stubs: list[int], carried: list[str]) -> tuple[str, ...]:
    """The stub's texts; an outer one that is left out is the one above."""
    texts = [row[column].strip() for column in stubs]
    for at, text in enumerate(texts):
        if text:
            carried[at] = text
            if at < len(texts) - 1:
                carried[at + 1 :] = [""] * (len(texts) - at - 1)
    filled = [at for at, text in enumerate(texts) if text]
    first = filled[0] if filled else len(texts)
    return tuple(filter(None, [*carried[:first], *texts[first:]]))


def _indent(text: str) -> int:
    """How far a text is set in: an ideographic space counts two."""
    lead = text[: len(text) - len(text.lstrip())]
    return sum(2 if letter == "\u3000" else 1 for letter in lead)
