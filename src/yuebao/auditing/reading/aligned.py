"""Tables that stand in columns of a plain text: parted by gaps, or drawn with lines.

Two rows or more of a label, or two, and numbers, as many in each, are one; a row among them that
has fewer has them in the columns they stand in. The lines of words above are its heads, over the
columns they stand above. Rules, empty lines and lines that only name who follows may stand between
the rows.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from yuebao.auditing.numbers import is_dash, read_number
from yuebao.auditing.reading.spaces import tidy
from yuebao.domain.widths import half_widths

if TYPE_CHECKING:
    from collections.abc import Sequence

Cells = tuple[str, ...]

_COLUMNS = re.compile(r"\t|[ \u00a0]{2,}|\u3000+")
_RULE = re.compile("[-=_─━═┄┈]{3}")
_BAR = re.compile("[│┃║|｜]")
_LEADERS = re.compile(r"(?<=[^\s.…·])[ ]?(?:\.{3,}|…{2,}|·{3,}|(?:\. ){3,}\.?)(?=[\s\d(−-]|$)")
"""Dots that lead from a name to its numbers."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_SENTENCE = re.compile(r"[。；]|[,.;] .*[,.;] |\.$")
_FEWEST = 3
"""Columns of a table that no caption begins."""
_MOST_LABELS = 2
"""Cells before the numbers of a row: a name and its unit."""
_DRESS = re.compile(r"^[▲△▼▽↓↑]\s?|(?<=[\d%)])\s?(?:[¹²³⁴⁵⁶⁷⁸⁹⁰①-⑳*＊†‡]+|\[\d{1,2}\])$")
"""What stands at a number besides: a sign for its direction, the mark of a note."""
_NOTHING = frozenset({"…", "……", "...", "n.a.", "n/a", "na", "nil"})
_MOST_HEADS = 5
_LONGEST_HEAD = 40
"""Letters of the longest cell of a head, and of a line that names who follows."""


def undrawn(line: str) -> str:
    """A line without what is drawn: bars part cells as tabs do, and leading dots as gaps."""
    if len(_BAR.findall(line)) > 1 and _BAR.match(line.strip()):
        inner = line.strip()[1:]
        return "\t".join(map(tidy, _BAR.split(inner[:-1] if _BAR.match(inner[-1]) else inner)))
    return _LEADERS.sub(lambda dots: " " * max(2, len(dots[0])), line)


def is_rule(line: str) -> bool:
    """Whether a line is only drawn, to part rows."""
    return _RULE.search(line) is not None and not any(map(str.isalnum, line))


def aligned_rows(lines: Sequence[str]) -> dict[int, Cells]:
    """The rows of tables that stand in columns under heads, by line; rules between are no cells."""
    cells = [split_columns(line) for line in lines]
    found: dict[int, Cells] = {}
    at = 0
    while at < len(lines):
        rows = _rows_from(at, lines, cells)
        whole = [row for row in rows if _labels(cells[row]) and rows[row] == cells[row]]
        heads = _heads(whole, lines, cells) if whole else {}
        if heads:
            found |= dict.fromkeys(range(min(heads), max(rows) + 1), ()) | heads | rows
        at = max(max(rows, default=0), at) + 1
    return found


def split_columns(line: str) -> Cells:
    """The cells of a line, parted by tabs or wide gaps."""
    return tuple(map(tidy, _COLUMNS.split(line.strip("\n \u3000"))))


def _rows_from(at: int, lines: Sequence[str], cells: Sequence[Cells]) -> dict[int, Cells]:
    """The rows of a table that begins in a line, every cell in its column; none where none does."""
    run = _run_from(at, lines, cells)
    widths = Counter(len(cells[row]) for row in run if _labels(cells[row]))
    width = max((one for one, rows in widths.items() if one >= _FEWEST and rows > 1), default=0)
    columns = _columns([lines[row] for row in run if len(cells[row]) == width])
    found: dict[int, Cells] = {}
    for row in run if width else ():
        placed = cells[row]
        if _labels(cells[row]) and len(cells[row]) != width:
            placed = _in_columns(lines[row], columns)
        if not placed:
            break
        found[row] = placed
    while found and not _labels(cells[max(found)]):
        del found[max(found)]
    return found


def _run_from(at: int, lines: Sequence[str], cells: Sequence[Cells]) -> list[int]:
    """Rows of labels and numbers one below the other, with lines of a name between."""
    rows, held = list[int](), list[int]()
    for number in range(at, len(lines) if _labels(cells[at]) else at):
        if _labels(cells[number]):
            rows += [*held, number]
            held = []
        elif is_rule(lines[number]):
            pass
        elif not held and _names(cells[number]):
            held = [number]
        else:
            break
    return rows


def _names(cells: Cells) -> bool:
    """Whether a line only names who follows."""
    text = cells[0]
    plain = not any(letter.isdigit() or letter in "。；，,:：" for letter in text)
    named = plain or _YEAR.fullmatch(text) is not None
    return len(cells) == 1 and bool(text) and named and len(text) <= _LONGEST_HEAD


def _heads(body: Sequence[int], lines: Sequence[str], cells: Sequence[Cells]) -> dict[int, Cells]:
    """The heads over rows, a cell a column; none where the line above is no head."""
    width = len(cells[body[0]])
    found: dict[int, Cells] = {}
    named: dict[int, Cells] = {}
    above = body[0] - 1
    while above >= 0 and len(found) < _MOST_HEADS:
        line = cells[above]
        if is_rule(lines[above]):
            above -= 1
            continue
        if not found and not named and _names(line) and "\t" not in lines[above]:
            named[above] = line
            above -= 1
            continue
        if not _may_be_head(line) or (len(line) == 1 and (not found or "\t" in lines[above])):
            break
        if len(line) == width:
            found[above] = line
        elif len(line) == width - 1 and (not found or lines[above][:1].isspace()):
            found[above] = ("", *line)
        else:
            below = found[min(found)] if found else ()
            placed = _placed(lines[above], [lines[row] for row in body], width, below)
            if placed is None:
                break
            found[above] = placed
        above -= 1
    return found | named if found else {}


def _may_be_head(cells: Cells) -> bool:
    """Whether a line can be of heads: words and years, no numbers, no sentence."""
    if not any(cells) or any(len(cell) > _LONGEST_HEAD for cell in cells):
        return False
    numbers = [cell for cell in cells[1:] if is_number(cell) and not _YEAR.fullmatch(cell)]
    return not numbers and not any(map(_SENTENCE.search, cells))


def _placed(line: str, body: Sequence[str], width: int, below: Cells) -> Cells | None:
    """The cells of a head by the columns they stand over; None where two stand over one.

    Each begins a group of columns: at the one it stands over where the heads below then come again
    in each group, else at the first of those that it is nearest to.
    """
    columns = _columns(body)
    if len(columns) != width:
        return None
    heads, placed = _spans(line), [""] * width
    if heads[0][1] < columns[0][1] and heads[0][2] <= columns[1][0]:
        placed[0] = heads.pop(0)[0]
    over = [
        [at for at in range(1, width) if one[1] < columns[at][1] and columns[at][0] < one[2]]
        for one in heads
    ]
    starts = [held[0] for held in over if held]
    if len(heads) > 1 and len(starts) == len(heads) and _come_again(below, starts):
        for start, one in zip(starts, heads, strict=True):
            placed[start] = one[0]
        return tuple(placed)
    for at in range(1, width):
        here = [one for one, held in zip(heads, over, strict=True) if at in held]
        nearest = min(heads, key=lambda one: abs(one[1] + one[2] - sum(columns[at])), default=None)
        held = here[0] if len(here) == 1 else nearest if len(heads) > 1 else None
        if held is not None and held[0] not in placed[1:]:
            placed[at] = held[0]
    return tuple(placed) if len(list(filter(None, placed[1:]))) == len(heads) else None


def _come_again(heads: Cells, starts: Sequence[int]) -> bool:
    """Whether heads say the same in each of the groups that begin in some columns."""
    ends = [*starts[1:], len(heads)]
    groups = [heads[start:end] for start, end in zip(starts, ends, strict=True)]
    return len(groups[0]) > 1 and len(set(groups)) == 1


def _columns(body: Sequence[str]) -> list[tuple[int, int]]:
    """Where the columns of rows begin and end; none where they are no columns."""
    spans = [_spans(row) for row in body]
    if not spans or len(set(map(len, spans))) > 1:
        return []
    columns = [
        (min(row[at][1] for row in spans), max(row[at][2] for row in spans))
        for at in range(len(spans[0]))
    ]
    return [] if any(left[1] >= right[0] for left, right in pairwise(columns)) else columns


def _in_columns(line: str, columns: Sequence[tuple[int, int]]) -> Cells:
    """The cells of a row in the columns they stand in; none where one stands in none, or two."""
    placed = [""] * len(columns)
    for text, start, end in _spans(line):
        over = [at for at, one in enumerate(columns) if start < one[1] and one[0] < end]
        if len(over) != 1 or placed[over[0]]:
            return ()
        placed[over[0]] = text
    return tuple(placed) if placed and placed[0] else ()


def _spans(line: str) -> list[tuple[str, int, int]]:
    """The cells of a line, and where each begins and ends on a page of letters of one width."""
    found, at, last = list[tuple[str, int, int]](), 0, 0
    for match in re.finditer(r"\S+(?:[ \u00a0]\S+)*", line.replace("\u3000", "  ")):
        at += half_widths(line[last : match.start()])
        width = half_widths(match[0])
        found.append((tidy(match[0]), at, at + width))
        at, last = at + width, match.end()
    return found


def _labels(cells: Sequence[str]) -> int:
    """How many labels stand before the numbers of a row; 0 where it is none of such."""
    labels = next((at for at, cell in enumerate(cells) if is_number(cell)), 0)
    numbers = cells[labels:]
    whole = 0 < labels <= _MOST_LABELS and all(cells[:labels]) and all(map(is_number, numbers))
    return labels if whole and not all(map(_YEAR.fullmatch, numbers)) else 0


def is_number(token: str) -> bool:
    """Whether a text is a number, be it in brackets, or the dash that stands for none."""
    bare = _DRESS.sub("", token)
    if bare[:1] in ("(", "（") and bare[-1:] in (")", "）"):
        bare = bare[1:-1]
    return read_number(bare) is not None or is_dash(token) or token.lower() in _NOTHING
