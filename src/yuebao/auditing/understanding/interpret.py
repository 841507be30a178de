"""From blocks to claims: one interpreter for documents of every format."""

from __future__ import annotations

import re
import sys
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from yuebao.auditing.claims import ClaimChart, Claims, ClaimTable, Note, Place, Text
from yuebao.auditing.prose.read import Sayings, knows_money, read_facts, without_forecasts
from yuebao.auditing.prose.tongues import has_english
from yuebao.auditing.reading.blocks import Grid, TextBlock, TextKind
from yuebao.auditing.reading.files import read_blocks
from yuebao.auditing.reading.spaces import squeeze
from yuebao.auditing.standings import ClaimComparison, ClaimSpread, ClaimStanding
from yuebao.auditing.turns import ClaimRevision, Move, Turn
from yuebao.auditing.understanding import sentences_en, sentences_zh
from yuebao.auditing.understanding.agreement import agreed
from yuebao.auditing.understanding.charts import read_chart
from yuebao.auditing.understanding.contributions import read_contributions
from yuebao.auditing.understanding.coverage import measure_coverage
from yuebao.auditing.understanding.effort import end_of_prose
from yuebao.auditing.understanding.measured import ReadParagraph, read_measured, read_said
from yuebao.auditing.understanding.notes import borrowed, read_note
from yuebao.auditing.understanding.own import is_own
from yuebao.auditing.understanding.revised import read_revisions
from yuebao.auditing.understanding.sheets import read_sheets
from yuebao.auditing.understanding.shield import is_list, shield, unshield
from yuebao.auditing.understanding.standing import read_comparisons, read_standings
from yuebao.auditing.understanding.state import Found, ParagraphState
from yuebao.auditing.understanding.tables import Captioned, is_sound, read_table
from yuebao.auditing.understanding.turned import read_turns
from yuebao.auditing.windows import in_order, span_of, window_of
from yuebao.auditing.words import en, office_of, read_months, words_for, zh

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from yuebao.auditing.reading.blocks import Blocks
    from yuebao.auditing.sheets import Sheet
    from yuebao.auditing.words import Words
    from yuebao.domain import Month, Period, Window
    from yuebao.reference import Office

_TITLES = ("title", "heading", "caption")
_PARSERS = {"zh": sentences_zh.read_sentences, "en": sentences_en.read_sentences}
_PRODUCT = re.compile(
    r"(?:^|[、，;；：:]\s*)([^、，;；：:（）()]+?)\s?[（(](\d{2,12}(?:[、,]\s?\d{2,12})*)[）)]"
)
_TITLE = re.compile("(?i)报告|report")


def read_claims(
    blocks: Blocks, office: Office | None = None, following: frozenset[int] = frozenset()
) -> Claims:
    """Everything the blocks of a document claim.

    Args:
        blocks: The document.
        office: The office whose trade it reports; by default the one whose country it names first.
        following: Those of its undated paragraphs that are of the months of the one before.
    """
    text = " ".join(block.text for block in blocks.blocks if isinstance(block, TextBlock))
    words = words_for(text, office or office_of(text))
    interpreter = _Interpreter(
        words, names=_row_names(blocks), following=following, end=end_of_prose(blocks)
    )
    for number, block in enumerate(blocks.blocks):
        interpreter.take(number, block)
    interpreter.close_table()
    own = bool(interpreter.tables or interpreter.analyses)
    skip = interpreter.known if own else []  # charts beside no table of the series are tables
    sheets = read_sheets(blocks, words.office, frozenset(skip))
    claims = interpreter.claims(blocks.name, sheets)
    joined = {at: where for at, where in interpreter.joined.items() if at in interpreter.known}
    coverage = measure_coverage(blocks, claims, interpreter.found.marks, joined, interpreter.end)
    return replace(claims, coverage=coverage)


def read_report(path: Path, office: Office | None = None) -> Claims:
    """Everything a document claims; arguments as in `read_claims`.

    Raises:
        SourceError: The file cannot be read.
    """
    return read_claims(read_blocks(path), office)


def _row_names(blocks: Blocks) -> frozenset[str]:
    """What the rows of its tables are called."""
    return frozenset(
        cell.strip()
        for block in blocks.blocks
        if isinstance(block, Grid)
        for row in block.rows
        for cell in row
        if cell.strip() and (is_list(cell) or not any(letter.isdigit() for letter in cell))
    )


@dataclass(slots=True)
class _Open:
    """A caption waiting for its grid and notes."""

    number: int
    caption: str
    block: int
    grid: Grid | None = None
    at: int = 0
    notes: list[Note] = field(default_factory=list)
    blocks: list[int] = field(default_factory=list)


@dataclass(slots=True)
class _Interpreter:
    """Takes blocks in order."""

    words: Words
    names: frozenset[str] = frozenset()
    following: frozenset[int] = frozenset()
    end: int = sys.maxsize
    """The first block whose sentences are not read."""
    title: str = ""
    texts: list[Text] = field(default_factory=list)
    tables: list[ClaimTable] = field(default_factory=list)
    analyses: list[ClaimTable] = field(default_factory=list)
    charts: list[ClaimChart] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    found: Found = field(default_factory=Found)
    turns: list[Move | Turn] = field(default_factory=list)
    revisions: list[ClaimRevision] = field(default_factory=list)
    standings: list[ClaimStanding | ClaimSpread] = field(default_factory=list)
    comparisons: list[ClaimComparison] = field(default_factory=list)
    open: _Open | None = None
    chart: tuple[int, str, int] | None = None
    orphan: tuple[Grid, int] | None = None
    period: Period | None = None
    window: Window | None = None
    joined: dict[int, tuple[int, int]] = field(default_factory=dict)
    """Grids that go on with another: its block, and how many rows stand before."""
    started: bool = False
    known: list[int] = field(default_factory=list)
    rests: dict[int, str] = field(default_factory=dict)
    """Paragraphs without the sentences that say what is measured of a flow as a whole."""

    def take(self, number: int, block: TextBlock | Grid) -> None:
        """The next block."""
        if isinstance(block, Grid):
            self._grid(number, block)
            return
        text = squeeze(block.text, chinese=self.words.squeeze and not has_english(block.text))
        if not text:
            return
        kind = self._kind(block.kind, text)
        self.texts.append(Text(number, kind, text))
        if kind in ("caption", "chart"):
            self._caption(number, text, kind)
        elif kind == "note":
            self._note(number, text)
        elif kind in ("heading", "title"):
            self._heading(text, kind)
        elif kind == "plain" and number < self.end:
            self._paragraph(number, text)

    def _kind(self, kind: TextKind, text: str) -> str:
        """What a text is: by how it begins, else by the file's own mark, else by its shape."""
        words = self.words
        starts = (("caption", words.caption), ("chart", words.chart), ("note", words.note))
        begun = next((name for name, pattern in starts if pattern.match(text)), "")
        if begun or kind is not TextKind.PLAIN:
            return begun or kind.value
        sentence = re.search("[，。；]|, ", text)
        if words.footnote.match(text):
            return "footnote"
        if len(text) < 40 and words.heading.match(text) and not sentence:
            return "heading"
        return "plain" if self.started or sentence else "cover"

    def _caption(self, number: int, text: str, kind: str) -> None:
        pattern = self.words.caption if kind == "caption" else self.words.chart
        match = pattern.match(text)
        if match is None or self.words.continued.match(text):
            return
        if kind == "caption":
            self.close_table()
            self.orphan, self.chart = None, None
            self.open = _Open(int(match[1]), match[2], number)
            return
        if self.orphan is not None:
            grid, at = self.orphan
            self.orphan = None
            self._chart(int(match[1]), match[2], grid, at)
            return
        self.chart = (int(match[1]), match[2], number)

    def _grid(self, number: int, grid: Grid) -> None:
        if self.chart is not None:
            chart, self.chart = self.chart, None
            self._chart(chart[0], chart[1], grid, number)
        elif self.open is not None and self.open.grid is None:
            self.open.grid, self.open.at = grid, number
            self.open.blocks.append(number)
        elif self.open is not None and self._goes_on(grid):
            before = self.open.grid.rows if self.open.grid else ()
            self.joined[number] = (self.open.at, len(before))
            self.open.grid = Grid(before + grid.rows, grid.positional)
            self.open.blocks.append(number)
        else:
            self.orphan = (grid, number)

    def _goes_on(self, grid: Grid) -> bool:
        """Whether a grid is the rest of the open table, on a new page: its heads are the same."""
        held = self.open.grid if self.open and not self.open.notes else None
        return held is not None and held.rows[:1] == grid.rows[:1]

    def _chart(self, number: int, caption: str, grid: Grid, at: int) -> None:
        self.charts.append(read_chart(number, caption, grid, at, self.words))
        self.known.append(at)

    def _note(self, number: int, text: str) -> None:
        table = self.open.number if self.open else (self.tables[-1].number if self.tables else 0)
        note = read_note(text, Place(number, 0, len(text)), table, self.words)
        self.notes.append(note)
        if self.open is not None:
            self.open.notes += [note, *borrowed(note, self.notes, self.open.caption, self.words)]

    def _heading(self, text: str, kind: str) -> None:
        self.close_table()
        if kind == "title":
            self.title = text
        match = self.words.period.search(text)
        self.period = self.words.read_period(match) if match else None
        if self.period is not None and match is not None:
            self.window = self.words.read_window(match, self.period)
        else:
            self.period = self._short_period(text)
            self.window = window_of(self.period) if self.period is not None else None
        self.started = self.started or kind == "heading"

    def _short_period(self, text: str) -> Period | None:
        """A heading's 2月当月 or 1-2月累计, in the year reported."""
        month = self._month()
        if month is None:
            return None
        found = (pattern.search(text) for pattern, _ in self.words.window_heads)
        return next(filter(None, (read_months(m, month.year) for m in found if m)), None)

    def _paragraph(self, number: int, text: str) -> None:
        if self.open is None or self.open.grid is not None:
            self.close_table()
        if not self.started and _TITLE.search(text) and len(text) < 40 and not self.title:
            self.title = text
        self.found.statements += read_contributions(text, number, self.words)
        self.turns += read_turns(text, number, self.words)
        self.standings += read_standings(text, number, self.words)
        self.comparisons += read_comparisons(text, number, self.words)
        revised, rest = read_revisions(text, number, self.words)
        self.revisions += revised
        rest = read_said(
            ReadParagraph(number, rest, self.period, self.window), self.words, self.found
        )
        if rest != text:
            self.rests[number] = rest
        state = ParagraphState(number, self.words, names=self.names)
        if self.period is not None and self.window is not None:
            state.set_period(self.period, self.window)
        _PARSERS[self.words.code](without_forecasts(rest, self.words.code), state, self.found)

    def close_table(self) -> None:
        """End the table that is open, now that all its notes are there."""
        opened, self.open = self.open, None
        if opened is None or opened.grid is None:
            return
        given = Captioned(
            opened.number, opened.caption, opened.grid, opened.at, tuple(opened.notes)
        )
        analysis = read_measured(given, self.words)
        if analysis is not None:
            self.analyses.append(analysis)
            self.known += opened.blocks
            return
        table, unread = read_table(given, self.words)
        if is_sound(table, unread) and is_own(table, opened.grid, self.words):
            self.tables.append(table)
            self.known += opened.blocks

    def _month(self) -> Month | None:
        """The month that most of captions, sentences and the title name, the earliest if tied.

        What is said again on every sheet or page counts once.
        """
        held = (*self.tables, *self.analyses)
        months = [table.month for table in held if table.month is not None]
        dated = ((s.period.last, s.quote) for s in self.found.statements if s.period is not None)
        months += [month for month, _ in dict.fromkeys(dated)]
        if not months:
            for text in self.texts:
                match = self.words.period.search(text.text)
                period = self.words.read_period(match) if match else None
                if period is not None:
                    return period.last
            return None
        return Counter(months).most_common(1)[0][0]

    def _told(self) -> Sayings:
        """What the sentences say, letters of names that would mislead out of the way."""
        office = self.words.office
        money = zh.money(office) if self.words.code == "zh" else en.money(office)
        if not knows_money(money, self.words.code):
            return Sayings((), (), frozenset())
        shielded = [
            replace(text, text=shield(self.rests.get(text.block, text.text), office, self.names))
            for text in self.texts
            if text.block < self.end
        ]
        told = read_facts(shielded, self.words.code, office, self.following)
        facts = tuple(replace(fact, quote=unshield(fact.quote)) for fact in told.facts)
        return replace(told, facts=facts)

    def _titles(self) -> Iterator[str]:
        """What headings, captions and the definition of the subject say."""
        yield self._subject()
        yield from (text.text for text in self.texts if text.kind in _TITLES)

    def claims(self, name: str, sheets: tuple[Sheet, ...] = ()) -> Claims:
        """All that was found, with the tables that are not of the series' own form.

        How much of the document that is, is measured of the result.
        """
        units = [unit for table in self.tables for unit in table.units if unit.is_money()]
        month = self._month()
        held = (*self.tables, *self.analyses)
        windows = in_order(line.window for table in held for line in table.lines)
        told = self._told()
        return Claims(
            name=name,
            language=self.words.code,
            office=self.words.office,
            title=self.title or self._cover_title(),
            subject=self._subject(),
            month=month,
            spans=tuple(span_of(w, month) for w in windows) if month else (),
            currency=units[0].base if units else None,
            tables=tuple(self.tables),
            analyses=tuple(self.analyses),
            charts=tuple(self.charts),
            statements=tuple(
                agreed(self.found.statements, told.facts, told.unread, self.tables, self._titles())
            ),
            namings=tuple(self.found.namings),
            counts=tuple(self.found.counts),
            notes=tuple(self.notes),
            texts=tuple(self.texts),
            products=tuple(
                (unshield(match[1]), code)
                for text in self.texts
                if text.kind == "footnote"
                for match in _PRODUCT.finditer(shield(text.text, self.words.office, self.names))
                for code in re.findall(r"\d+", match[2])
            ),
            facts=told.facts,
            undated=told.undated,
            sheets=sheets,
            moves=tuple(one for one in self.turns if isinstance(one, Move)),
            turns=tuple(one for one in self.turns if isinstance(one, Turn)),
            revisions=tuple(self.revisions),
            comparisons=tuple(self.comparisons),
            standings=tuple(one for one in self.standings if isinstance(one, ClaimStanding)),
            spreads=tuple(one for one in self.standings if isinstance(one, ClaimSpread)),
        )

    def _cover_title(self) -> str:
        covers = [text.text for text in self.texts if text.kind == "cover"]
        return next((text for text in covers if _TITLE.search(text)), "")

    def _subject(self) -> str:
        sources = [self.title or self._cover_title(), *(table.caption for table in self.tables)]
        for pattern in self.words.subjects:
            for source in sources:
                match = pattern.search(source)
                if match is not None:
                    return match["subject"]
        return ""
