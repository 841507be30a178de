"""Tables that stand in columns of a plain text: parted by gaps, or drawn with lines.

Two rows or more of a label and numbers, as many in each, are one; the lines of words above them are
its heads, over the columns they stand above. Rules, empty lines and lines that only name who
follows may stand between the rows.
"""

from __future__ import annotations

import re
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
        body = [row for row in rows if _is_labelled(cells[row])]
        heads = _heads(body, lines, cells) if len(body) > 1 else {}
        if heads:
            found |= dict.fromkeys(range(min(heads), rows[-1] + 1), ()) | heads
            found |= {row: cells[row] for row in rows}
        at = max(rows[-1] + 1 if rows else 0, at + 1)
    return found


def split_columns(line: str) -> Cells:
    """The cells of a line, parted by tabs or wide gaps."""
    return tuple(map(tidy, _COLUMNS.split(line.strip("\n "))))


def _rows_from(at: int, lines: Sequence[str], cells: Sequence[Cells]) -> list[int]:
    """The rows of a table that begins in a line: as many cells in each; lines of a name between."""
    if not _is_labelled(cells[at]):
        return []
    rows, held, next_at = [at], list[int](), at + 1
    while next_at < len(lines):
        if _is_labelled(cells[next_at]) and len(cells[next_at]) == len(cells[at]):
            rows += [*held, next_at]
            held = []
        elif is_rule(lines[next_at]):
            pass
        elif not held and _names(cells[next_at]):
            held = [next_at]
        else:
            break
        next_at += 1
    return rows


def _names(cells: Cells) -> bool:
    """Whether a line only names who follows."""
    text = cells[0]
    plain = not any(letter.isdigit() or letter in "。；，,:：" for letter in text)
    return len(cells) == 1 and bool(text) and plain and len(text) <= _LONGEST_HEAD


def _heads(body: Sequence[int], lines: Sequence[str], cells: Sequence[Cells]) -> dict[int, Cells]:
    """The heads over rows, a cell a column; none where the line above is no head."""
    width = len(cells[body[0]])
    found: dict[int, Cells] = {}
    above = body[0] - 1
    while above >= 0 and len(found) < _MOST_HEADS:
        line = cells[above]
        if is_rule(lines[above]):
            above -= 1
            continue
        if not _may_be_head(line) or (len(line) == 1 and (not found or "\t" in lines[above])):
            break
        if len(line) == width:
            found[above] = line
        elif len(line) == width - 1 and (not found or lines[above][:1].isspace()):
            found[above] = ("", *line)
        else:
            placed = _placed(lines[above], [lines[row] for row in body], width)
            if placed is None:
                break
            found[above] = placed
        above -= 1
    return found


def _may_be_head(cells: Cells) -> bool:
    """Whether a line can be of heads: words and years, no numbers, no sentence."""
    if not any(cells) or any(len(cell) > _LONGEST_HEAD for cell in cells):
        return False
    numbers = [cell for cell in cells[1:] if is_number(cell) and not _YEAR.fullmatch(cell)]
    return not numbers and not any(map(_SENTENCE.search, cells))


def _placed(line: str, body: Sequence[str], width: int) -> Cells | None:
    """The cells of a head by the columns they stand over; None where two stand over one."""
    spans = [_spans(row) for row in body]
    if any(len(row) != width for row in spans):
        return None
    columns = [
        (min(row[at][1] for row in spans), max(row[at][2] for row in spans)) for at in range(width)
    ]
    if any(left[1] >= right[0] for left, right in pairwise(columns)):
        return None
    heads, placed = _spans(line), [""] * width
    if heads[0][1] < columns[0][1] and heads[0][2] <= columns[1][0]:
        placed[0] = heads.pop(0)[0]
    for at in range(1, width):
        over = [one for one in heads if one[1] < columns[at][1] and columns[at][0] < one[2]]
        nearest = min(heads, key=lambda one: abs(one[1] + one[2] - sum(columns[at])), default=None)
        held = over[0] if len(over) == 1 else nearest if len(heads) > 1 else None
        if held is not None and held[0] not in placed[1:]:
            placed[at] = held[0]
    return tuple(placed) if len(list(filter(None, placed[1:]))) == len(heads) else None


def _spans(line: str) -> list[tuple[str, int, int]]:
    """The cells of a line, and where each begins and ends on a page of letters of one width."""
    found, at, last = list[tuple[str, int, int]](), 0, 0
    for match in re.finditer(r"\S+(?:[ \u00a0]\S+)*", line.replace("\u3000", "  ")):
        at += half_widths(line[last : match.start()])
        width = half_widths(match[0])
        found.append((tidy(match[0]), at, at + width))
        at, last = at + width, match.end()
    return found


def _is_labelled(cells: Sequence[str]) -> bool:
    """Whether a row is a label and two numbers or more; years alone are heads."""
    return (
        len(cells) >= _FEWEST
        and bool(cells[0])
        and not is_number(cells[0])
        and all(map(is_number, cells[1:]))
        and not all(map(_YEAR.fullmatch, cells[1:]))
    )


def is_number(token: str) -> bool:
    """Whether a text is a number, be it in brackets, or the dash that stands for none."""
    bare = token[1:-1] if token[:1] in ("(", "（") and token[-1:] in (")", "）") else token
    return read_number(bare) is not None or is_dash(token)
