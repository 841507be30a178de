"""Every printed number of a document, once: read, set aside or unread.

Nothing that reads is asked how it did. All numbers are found anew in the blocks, and one is read
where a claim has its place there: what a reader drops, whatever the reason, is unread.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from yuebao.auditing.coverage import Aside, Marks, Printed, Understood
from yuebao.auditing.reading.blocks import Grid
from yuebao.auditing.terms import Place
from yuebao.auditing.understanding.shield import is_list
from yuebao.auditing.words.asides import (
    ANYWHERE,
    AT_HEADING,
    AT_START,
    DATE_ALONE,
    FOOTNOTE_NUMBER,
    LIMIT,
    MARK_IN_TEXT,
    NUMBER_HEADS,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from yuebao.auditing.claims import Claims, Text
    from yuebao.auditing.reading.blocks import Blocks

NUMBER = re.compile(
    r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+\.\d+"
    r"|(?<=[表图])\d{1,2}(?=(?:19|20)\d\d年)|\d{1,3}(?:[,，]\d{3})+(?!\d)(?:[.．]\d+)?|\d+(?:[.．]\d+)?"
)
"""A printed number: digits with thousands separators and decimals."""

_HAN = "〇○零一二三四五六七八九十百千兩两廿卅"
WRITTEN = re.compile(
    rf"百分之[{_HAN}]{{1,24}}(?:[點点．][{_HAN}]+)?|[{_HAN}]{{1,24}}[點点．][{_HAN}]+"
    rf"|[{_HAN}]{{2,24}}[万萬亿億]{{1,2}}[{chr(0x4E00)}-{chr(0x9FFF)}]?元"
)
"""A number in characters, of which none has more than two dozen."""

_CLAUSE_ENDS = re.compile(r"[，。；！？;!?]|,\s|\.\s")
_LETTER = re.compile(r"[^\W\d_]")
_VALUE = re.compile(rf"^[^\w]*(?:{NUMBER.pattern})[^\w]*[^\W\d_]{{0,6}}[^\w]*$")
"""A cell that is a number, with signs and a short unit."""
_FORMULA = re.compile(r"=[A-Z(+$'-]")
"""How a cell begins that shows its formula."""
_QUOTE = 120
"""Letters of a clause or a row that are quoted."""


@dataclass(slots=True)
class _Places:
    """What is known of numbers by place: stretches of texts, and cells."""

    stretches: defaultdict[int, list[tuple[int, int, Aside | None]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    cells: dict[tuple[int, int, int], Aside | None] = field(default_factory=dict)

    def add(self, place: Place, why: Aside | None, *, cell: bool) -> None:
        """Note a place, unless something is known of it."""
        if cell:
            self.cells.setdefault((place.block, place.start, place.end), why)
        else:
            self.stretches[place.block].append((place.start, place.end, why))


def measure_coverage(
    blocks: Blocks,
    claims: Claims,
    marks: Marks,
    joined: dict[int, tuple[int, int]],
    end: int,
) -> Understood:
    """How much of a document was understood.

    Args:
        blocks: The document.
        claims: Everything it claims.
        marks: What is known of numbers beyond the claims.
        joined: Grids that go on with another: its block, and how many rows stand before.
        end: The first block whose sentences are not read.
    """
    grids = {at for at, block in enumerate(blocks.blocks) if isinstance(block, Grid)}
    known = _known(claims, marks, grids)
    texts = {text.block: text for text in claims.texts}
    footnotes = _footnotes(claims.texts)
    read, aside, unread = 0, [], []
    for at, block in enumerate(blocks.blocks):
        if isinstance(block, Grid):
            found = _of_grid(at, block, joined.get(at, (at, 0)), known)
        elif at in texts:
            found = _of_text(texts[at], known.stretches.get(at, []), footnotes)
        else:
            continue
        for printed, is_read in found:
            if is_read:
                read += 1
            elif printed.why is not None:
                aside.append(printed)
            else:
                unread.append(printed)
    beyond = sum(one.place.block >= end and one.place.block in texts for one in unread)
    return Understood(read, tuple(aside), tuple(unread), beyond)


def _known(claims: Claims, marks: Marks, grids: set[int]) -> _Places:
    """What claims and marks tell of places; a claim before a mark."""
    known = _Places()
    for place in _claimed(claims):
        known.add(place, None, cell=place.block in grids)
    for sheet in claims.sheets:
        ranked = {
            (sheet.rows[row].at, column) for row in sheet.ranks for column in sheet.ranks[row]
        }
        for place in sheet.asides:
            rank = (place.start, place.end) in ranked
            known.add(place, Aside.RANK if rank else Aside.CODE, cell=True)
    for place, why in marks.places:
        known.add(place, why, cell=place.block in grids)
    for place in _named(claims):
        known.add(place, Aside.NAME, cell=False)
    return known


def _named(claims: Claims) -> Iterator[Place]:
    """Where texts have a row's name that is a list of goods with numbers: 超过200升的冰箱、冰柜."""
    lines = (line.label for table in claims.tables for line in table.lines)
    names = [one for one in dict.fromkeys(lines) if is_list(one) and re.search(r"\d", one)]
    for text in claims.texts if names else ():
        for match in re.finditer("|".join(map(re.escape, names)), text.text):
            yield Place(text.block, *match.span())


def _claimed(claims: Claims) -> Iterator[Place]:
    for _, _, cell in claims.cells():
        if cell.number is not None:
            yield cell.place
    for chart in claims.charts:
        for series in chart.series:
            yield from (place for _, _, place in series.points)
    yield from (entry.place for sheet in claims.sheets for entry in sheet.entries)
    yield from (fact.place for fact in claims.facts if fact.number is not None)
    yield from (claim.place for claim in claims.statements)
    yield from (claim.place for claim in claims.counts)
    yield from (place for move in claims.moves for place in move.places)
    yield from (turn.place for turn in claims.turns)
    yield from (place for one in claims.revisions for place in one.places)


def _footnotes(texts: Iterable[Text]) -> frozenset[str]:
    """The numbers that footnotes begin with."""
    begun = (FOOTNOTE_NUMBER.match(text.text) for text in texts if text.kind == "footnote")
    return frozenset(match[1] for match in begun if match)


def _of_text(
    text: Text, known: Sequence[tuple[int, int, Aside | None]], footnotes: frozenset[str]
) -> Iterator[tuple[Printed, bool]]:
    """The numbers of a text, and whether each was read."""
    yield from _written(text, known)
    if not any(letter.isdigit() for letter in text.text):
        return
    spans = sorted(known, key=lambda one: (one[:2], one[2] is not None))
    starts = [start for start, _, _ in spans]
    longest = max((stop - start for start, stop, _ in spans), default=0)
    asides = [
        *_asides(text.text, heading=text.kind in ("heading", "title")),
        *_footnote_marks(text, footnotes),
        *([(0, len(text.text), Aside.PAGE)] if text.kind == "running" else []),
    ]
    for match in NUMBER.finditer(text.text):
        start, end = match.span()
        near = slice(bisect_left(starts, start - longest), bisect_left(starts, end))
        told = [why for _, b, why in spans[near] if start < b]
        why = _aside_at(start, end, asides)
        read = bool(told) and told[0] is None and why is not Aside.CONTACT
        if told and why is not Aside.CONTACT:
            why = told[0]
        quote = _clause(text.text, start, end)
        yield Printed(match[0], Place(text.block, start, end), quote, why), read


def _written(
    text: Text, known: Sequence[tuple[int, int, Aside | None]]
) -> Iterator[tuple[Printed, bool]]:
    """The numbers that a text writes in characters: those with decimals, and those read."""
    spans = {(start, end): why is None for start, end, why in known}
    found = {
        span: read
        for span, read in spans.items()
        if not any(letter.isdigit() for letter in text.text[slice(*span)])
    }
    for match in WRITTEN.finditer(text.text):
        if not any(a < match.end() and match.start() < b for a, b in spans):
            found[match.span()] = False
    for (start, end), read in found.items():
        printed = text.text[start:end]
        if WRITTEN.search(printed):
            place = Place(text.block, start, end)
            yield Printed(printed, place, _clause(text.text, start, end)), read


def _asides(text: str, *, heading: bool) -> Iterator[tuple[int, int, Aside]]:
    """The stretches of a text whose numbers state no fact, the surest first."""
    starts = (*AT_START, *AT_HEADING) if heading else AT_START
    for why, pattern in starts:
        match = pattern.match(text)
        if match is not None:
            yield match.start(), match.end(), why
    for why, pattern in ANYWHERE:
        for match in pattern.finditer(text):
            yield match.start(), match.end(), why


def _footnote_marks(text: Text, footnotes: frozenset[str]) -> Iterator[tuple[int, int, Aside]]:
    """The marks of footnotes in a text, and the one that a footnote begins with."""
    if not footnotes:
        return
    begun = FOOTNOTE_NUMBER.match(text.text) if text.kind == "footnote" else None
    if begun is not None:
        yield *begun.span(1), Aside.MARK
    for match in MARK_IN_TEXT.finditer(text.text):
        if match[0] in footnotes:
            yield *match.span(), Aside.MARK


def _aside_at(start: int, end: int, asides: Iterable[tuple[int, int, Aside]]) -> Aside | None:
    return next((why for a, b, why in asides if a <= start and end <= b), None)


def _clause(text: str, start: int, end: int) -> str:
    """The clause around a stretch."""
    low = max(0, start - _QUOTE)
    ends = [match.end() for match in _CLAUSE_ENDS.finditer(text, low, start)]
    after = _CLAUSE_ENDS.search(text, end, min(len(text), end + _QUOTE))
    last = after.start() if after else min(len(text), end + _QUOTE)
    return text[ends[-1] if ends else low : last].strip()


def _of_grid(
    at: int, grid: Grid, origin: tuple[int, int], known: _Places
) -> Iterator[tuple[Printed, bool]]:
    """The numbers of a grid, and whether each was read."""
    first, before = origin
    shape = _Shape.of(grid)
    for number, row in enumerate(grid.rows):
        quote = ""
        for column, cell in enumerate(row):
            if _FORMULA.match(cell):  # of a workbook that keeps no value: a number nobody read
                text = cell[:_QUOTE]
                yield Printed(text, Place(at, number, column), text, None), False
            if _FORMULA.match(cell) or not any(letter.isdigit() for letter in cell):
                continue
            quote = quote or " ".join(filter(None, row))[:_QUOTE]
            key = (first, before + number, column)
            told = key in known.cells
            read = told and known.cells[key] is None
            asides = [] if told else list(_cell_asides(cell, number, column, shape))
            for match in NUMBER.finditer(cell):
                why = known.cells[key] if told else _aside_at(*match.span(), asides)
                yield Printed(match[0], Place(at, number, column), quote, why), read


@dataclass(frozen=True, slots=True)
class _Shape:
    """What a grid's shape tells: its heads by column, how many rows they are, and its labels."""

    heads: tuple[str, ...]
    rows: int
    labels: frozenset[int]

    @classmethod
    def of(cls, grid: Grid) -> _Shape:
        """The shape of a grid: its heads end where the first number stands that is no date."""
        rows = grid.rows
        first = next((i for i, row in enumerate(rows) if any(map(_is_fact, row))), len(rows))
        width = max(map(len, rows), default=0)
        heads = tuple(
            "".join(row[column] for row in rows[:first] if column < len(row)).strip()
            for column in range(width)
        )
        labels = (
            c for c in range(width) if _is_of_labels(row[c] for row in rows[first:] if c < len(row))
        )
        return cls(heads, first, frozenset(labels))


def _is_fact(cell: str) -> bool:
    """Whether a cell is a number that is no date, rank or the like by its own words."""
    match = _VALUE.match(cell)
    if match is None or DATE_ALONE.match(cell.strip()):
        return False
    return not _LETTER.search(cell) or all(
        _aside_at(*number.span(), _asides(cell, heading=False)) is None
        for number in NUMBER.finditer(cell)
    )


def _is_of_labels(cells: Iterable[str]) -> bool:
    """Whether most cells of a column are words."""
    filled = [cell for cell in cells if cell.strip()]
    words = sum(_LETTER.search(cell) is not None and not _VALUE.match(cell) for cell in filled)
    return 2 * words > len(filled)


def _cell_asides(
    cell: str, row: int, column: int, shape: _Shape
) -> Iterator[tuple[int, int, Aside]]:
    """The stretches of a cell that no claim rests on whose numbers state no fact."""
    whole = (0, len(cell))
    head = row < shape.rows
    if (head or column == 0) and DATE_ALONE.match(cell.strip()):
        yield *whole, Aside.DATE
    if LIMIT.fullmatch(cell):
        yield *whole, Aside.LIMIT
    if not head and _is_fact(cell):
        told = shape.heads[column]
        why = next((why for why, pattern in NUMBER_HEADS if pattern.search(told)), None)
        if why is not None:
            yield *whole, why
        return
    yield from _asides(cell, heading=False)
    if head or column in shape.labels:
        yield *whole, Aside.NAME
