"""Lines of a page, by where their cells stand, as text with the cells of tables in columns."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING

from yuebao.auditing.reading.axes import axis_end, is_axis_title
from yuebao.auditing.reading.pageline import VALUE, PageLine
from yuebao.auditing.reading.spaces import squeeze
from yuebao.auditing.words import words_for

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from yuebao.auditing.words import Words

_HEADS = 8
"""Lines from a caption to the first numbers: the caption's own wraps, then the heads'."""
_PITCH = 15.0  # points from row to row, where a single row tells nothing
_HALF_ROW = 9.0  # points, less than a row below the heads
_REPEATED = 5
"""Lines without numbers within a table: heads that a new page repeats, wrapped labels."""
_UNFINISHED = re.compile(r"(?:\u00ad|,|–|-|\b(?:to|and|of|by|in|on|the|January|\w+ary))$")
_BETWEEN_WORDS = 0.4
"""Of the letters' height: a gap that is no wider parts words, not columns."""
_FLUSH = 7.0
"""How far a head may stand from where its column's numbers begin, end or have their middle."""
_BRACKETED = re.compile(r"[（(][^（）()]*(?:[）)]|$)|^[^（）()]*[）)]")
_BULLETS = frozenset("•·●▪‣-–")


def lay_out(lines: Sequence[PageLine]) -> list[str]:
    """The lines as text: those of a table below its caption with a tab between any two columns.

    Rows without a caption above are the words in a drawing, and left out.
    """
    words = words_for(" ".join(line.text() for line in lines))
    lines = [line for line in lines if not words.continued.search(line.text())]
    out: list[str] = []
    at, drawn = 0, False
    while at < len(lines):
        axis = axis_end(lines, at)
        end = axis if axis > at else _table_end(lines, at, words)
        if end > at:
            drawn = axis > at or not (
                _has_caption(out, words) or _is_table(lines[at:end], out, words)
            )
            if drawn:
                above = lines[at - 1]
                if out and out[-1] == _text(above) and is_axis_title(above, words):
                    out.pop()
            else:
                at += _above_table(lines[at:end], out, words)
                out += _table(lines[at:end], words)
            at = end
        elif drawn and is_axis_title(lines[at], words):
            at += 1
        else:
            drawn = False
            # Numbers alone are a drawing's axis, or the mark of a footnote.
            if out and _is_open_chart(out[-1], words):
                out[-1] += f" {lines[at].text()}"
            elif not lines[at].is_numbers():
                out.append(_text(lines[at]))
            at += 1
    return out


def _has_caption(out: Sequence[str], words: Words) -> bool:
    """Whether the last lines are a caption, which may be wrapped."""
    return any(words.caption.match(squeeze(line, chinese=words.squeeze)) for line in out[-3:])


def _is_table(lines: Sequence[PageLine], out: Sequence[str], words: Words) -> bool:
    """Whether rows are a table without any caption: labels and numbers under a line of words.

    What is drawn below a chart's caption is no table.
    """
    if any(words.chart.match(squeeze(line, chinese=words.squeeze)) for line in out[-3:]):
        return False
    rows = [line for line in lines if line.is_data()]
    width = max((len(line.cells) for line in rows), default=0)
    full = [line for line in rows if len(line.cells) == width and line.values() == width - 1]
    headed = any(not line.values() and len(line.cells) >= width - 1 for line in lines)
    return width > 2 and headed and len(full) > 1 and 2 * len(full) > len(rows)


def _is_open_chart(line: str, words: Words) -> bool:
    """Whether a line is a chart's caption that goes on in the next."""
    if not words.chart.match(squeeze(line, chinese=words.squeeze)):
        return False
    brackets = sum(line.count(left) for left in "(（") - sum(line.count(right) for right in ")）")
    return brackets > 0 or bool(_UNFINISHED.search(line))


def _above_table(lines: Sequence[PageLine], out: list[str], words: Words) -> int:
    """Put what stands above a table's heads to the text; how many lines it is."""
    if _has_caption(out, words):
        return _wrapped_caption(lines, out, words)
    count = next(n for n, line in enumerate(lines) if len(line.cells) > 1)
    for line in lines[:count]:
        out += [_text(line), ""]
    return count


def _wrapped_caption(lines: Sequence[PageLine], out: list[str], words: Words) -> int:
    """Put the lines that a caption goes on in to its first; how many there are."""
    count = 0
    for line in lines:
        if len(line.cells) > 1 or _is_window(line, words) or line.is_data():
            break
        out[-1] = f"{out[-1]} {line.text()}"
        count += 1
    return count


def _text(line: PageLine) -> str:
    """A line of running text; a bullet is a list item's."""
    texts = [text for text, _, _ in line.cells]
    if texts[0] in _BULLETS:
        return "- " + " ".join(texts[1:])
    return " ".join(texts)


def _table_end(lines: Sequence[PageLine], at: int, words: Words) -> int:
    """Where the table that begins at a line ends; the line itself where none does."""
    first = at
    while first < len(lines) and first - at < _HEADS and _may_be_head(lines[first], words):
        first += 1
    if first >= len(lines) or not lines[first].is_data():
        return at
    heads = lines[at:first]
    if heads and not any(len(line.cells) > 1 or _is_window(line, words) for line in heads):
        return at
    end = first
    for place in range(first, len(lines)):
        line = lines[place]
        if line.is_data():
            end = place + 1
        elif place - end > _REPEATED or _ends(line, words):
            break
    # Labels that are wrapped below the last row are part of it.
    while end < len(lines) and _hangs(lines[end - 1], lines[end], words):
        end += 1
    return end


def _is_window(line: PageLine, words: Words) -> bool:
    """Whether a line says which months the only column is of."""
    return words.is_window(squeeze(line.text(), chinese=words.squeeze))


def _hangs(above: PageLine, line: PageLine, words: Words) -> bool:
    """Whether a line is the rest of labels in the line above: close below it, without numbers."""
    close = 0 < above.middle - line.middle < _PITCH
    return close and not line.values() and not _ends(line, words)


def _may_be_head(line: PageLine, words: Words) -> bool:
    return not line.is_data() and not _ends(line, words)


def _ends(line: PageLine, words: Words) -> bool:
    """Whether a line cannot be part of a table."""
    text = squeeze(line.text(), chinese=words.squeeze)
    begins = (words.caption, words.chart, words.note, words.footnote)
    said = [cell for cell, _, _ in line.cells]
    if len(said) > 1:  # heads say in brackets what sentences do: 环比变化（%，净出口额为增减额）
        said = [_BRACKETED.sub("", cell) for cell in said]
    return any(pattern.match(text) for pattern in begins) or any(
        re.search("[，。；]|, .*, ", cell) for cell in said
    )


def _table(lines: Sequence[PageLine], words: Words) -> list[str]:
    """A table's lines with every cell in its column, a column a tab."""
    data = [line for line in lines if line.is_data()]
    width = max(len(line.cells) for line in data)
    whole = [line for line in data if len(line.cells) == width]
    columns = [
        (min(line.cells[i][1] for line in whole), max(line.cells[i][2] for line in whole))
        for i in range(width)
    ]
    rows = [
        _windows(line, columns, words)
        or _place(_cut(line, columns) if _is_close(line) else line, columns)
        for line in lines
    ]
    first = lines.index(data[0])
    middles = [line.middle for line in lines]
    top = first
    while first and _leads(middles, first) and _fits(rows[first - 1], rows[top]):
        first -= 1
    whole_labels = {at - first for at in range(first, len(rows)) if _is_group(rows[at], words)}
    body = _with_labels(rows[first:], middles[first:], whole_labels)
    return ["\t".join(row) for row in [*rows[:first], *body]]


def _is_group(row: Sequence[str], words: Words) -> bool:
    """Whether a line says what rows follow: Country groups, Top 10 partners."""
    label = squeeze(row[0], chinese=words.squeeze)
    groups = (words.bloc_group, words.rows_group)
    return not any(row[1:]) and any(pattern.match(label) for pattern in groups)


def _is_close(line: PageLine) -> bool:
    """Whether cells of a line may stand so close that they are one: of heads, or two numbers."""
    numbers = (all(map(VALUE.match, text.split())) for text, _, _ in line.cells if " " in text)
    return not line.is_data() or any(numbers)


def _cut(line: PageLine, columns: Sequence[tuple[float, float]]) -> PageLine:
    """A line, the cells of columns that stand close cut where a word begins a column."""
    cells: list[tuple[str, float, float]] = []
    for cell in line.cells:
        found: list[tuple[int, tuple[str, float, float]]] = []
        for text, left, right in line.pieces:
            if left < cell[1] or right > cell[2]:
                continue
            place = _column_of(columns, left, right)
            apart = not found or left - found[-1][1][2] > _BETWEEN_WORDS * line.size
            if found and not (apart and _overlap(columns[place], left, right) > 0):
                place = found[-1][0]
            if found and found[-1][0] == place:
                before = found.pop()[1]
                found.append((place, (f"{before[0]} {text}", before[1], right)))
            else:
                found.append((place, (text, left, right)))
        fits = all(_stands_over(columns[place], one[1], one[2]) for place, one in found)
        cells += [one for _, one in found] if len(found) > 1 and fits else [cell]
    return PageLine(tuple(cells), line.middle)


def _stands_over(column: tuple[float, float], left: float, right: float) -> bool:
    """Whether a head is flush with its column's numbers, left or right, or centred over them."""
    ways = (left - column[0], right - column[1], (left + right - sum(column)) / 2)
    return min(map(abs, ways)) <= _FLUSH


def _leads(middles: Sequence[float], at: int) -> bool:
    """Whether the line above is the beginning of a row's wrapped label, not of the heads.

    It stands less than half a row above, or closer to the row than to what is above itself.
    """
    gap = middles[at - 1] - middles[at]
    above = middles[at - 2] - middles[at - 1] if at > 1 else gap
    return gap < _HALF_ROW or (gap < _PITCH and gap < 0.8 * above)


def _windows(
    line: PageLine, columns: Sequence[tuple[float, float]], words: Words
) -> list[str] | None:
    """A line of window heads, each over the columns that it is nearest to; None for others."""
    texts = [squeeze(text, chinese=words.squeeze) for text, _, _ in line.cells]
    if line.is_data() or not all(map(words.is_window, texts)):
        return None
    middles = [(left + right) / 2 for _, left, right in line.cells]
    row = []
    for left, right in columns:
        middle = (left + right) / 2
        row.append(texts[min(range(len(texts)), key=lambda i: abs(middles[i] - middle))])
    return row


def _place(line: PageLine, columns: Sequence[tuple[float, float]]) -> list[str]:
    row = [""] * len(columns)
    for text, left, right in line.cells:
        best = _column_of(columns, left, right)
        row[best] = f"{row[best]} {text}".strip()
    return row


def _column_of(columns: Sequence[tuple[float, float]], left: float, right: float) -> int:
    """The column that a stretch overlaps most, or is nearest to."""
    return max(range(len(columns)), key=lambda i: _overlap(columns[i], left, right))


def _overlap(column: tuple[float, float], left: float, right: float) -> float:
    """How far two stretches overlap; below zero, how far they are apart."""
    return min(column[1], right) - max(column[0], left)


def _with_labels(
    rows: Sequence[list[str]], middles: Sequence[float], whole: Collection[int]
) -> Iterator[list[str]]:
    """Rows whose labels are wrapped around their numbers, with the labels in their places again.

    A line without numbers belongs to the row it stands closer to than rows stand to each other, or
    else to that of the line it follows or precedes most closely; `whole` are lines of their own.
    """
    data = [at for at, row in enumerate(rows) if _has_values(row)]
    pitch = min(
        (middles[one] - middles[two] for one, two in pairwise(data) if middles[one] > middles[two]),
        default=_PITCH,
    )
    owners = {at: at for at in (*data, *whole)}
    nearest = _Nearest(data, middles)
    for at in range(len(rows)):
        owner = nearest.to(middles[at], at)
        near = abs(middles[owner] - middles[at]) < (pitch if _goes_on(rows[at]) else 0.8 * pitch)
        if at not in owners and near and _fits(rows[at], rows[owner]):
            owners[at] = owner
    _grow(rows, middles, owners, 0.8 * pitch)
    lines: dict[int, list[list[str]]] = {}
    for at, row in enumerate(rows):
        lines.setdefault(owners.get(at, at), []).append(row)
    for at in range(len(rows)):
        if owners.get(at, at) == at:
            yield [" ".join(filter(None, cells)) for cells in zip(*lines[at], strict=True)]


def _goes_on(row: Sequence[str]) -> bool:
    """Whether a line is the rest of a label alone: words that begin with a small letter."""
    return row[0][:1].islower() and not any(row[1:])


class _Nearest:
    """Which of some lines stands nearest to a height; of those as near, the first."""

    def __init__(self, lines: Sequence[int], middles: Sequence[float]) -> None:
        self._first: dict[float, int] = {}
        for at in lines:
            self._first.setdefault(middles[at], at)
        self._heights = sorted(self._first)

    def to(self, height: float, default: int) -> int:
        """The line; the default where there are none."""
        at = bisect_left(self._heights, height)
        beside = self._heights[max(at - 1, 0) : at + 1]
        _, line = min(((abs(h - height), self._first[h]) for h in beside), default=(0, default))
        return line


def _grow(
    rows: Sequence[list[str]], middles: Sequence[float], owners: dict[int, int], reach: float
) -> None:
    """Give lines of no row yet to that of the line they stand closest to, and so on from them."""
    follow: dict[int, list[int]] = {}
    for at in range(len(rows)):
        beside = [other for other in (at - 1, at + 1) if 0 <= other < len(rows)]
        nearest = min(beside, key=lambda other: abs(middles[other] - middles[at]), default=at)
        if at not in owners and abs(middles[nearest] - middles[at]) < reach:
            follow.setdefault(nearest, []).append(at)
    known = list(owners)
    while known:
        nearest = known.pop()
        for at in follow.get(nearest, ()):
            if _fits(rows[at], rows[owners[nearest]]):
                owners[at] = owners[nearest]
                known.append(at)


def _has_values(row: Sequence[str]) -> bool:
    return any(VALUE.match(cell) for cell in row)


def _fits(row: Sequence[str], data: Sequence[str]) -> bool:
    """Whether a line holds nothing in the columns where the row has numbers."""
    return not any(cell and VALUE.match(data[i]) for i, cell in enumerate(row))
