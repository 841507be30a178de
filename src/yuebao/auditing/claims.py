"""What a document claims: tables, statements, lists, counts and notes, each with its place.

`Claims` are made by `understanding.interpret.read_claims(blocks)` from the blocks of a document
(`reading.files.read_blocks(path)`), or in one step by `yuebao.auditing.read_report(path)`. They
compute nothing and judge nothing: `rules` do.

    claims = read_report(path)
    for table in claims.tables:
        for line in table.lines:               # one entity in one window
            for cell in line.cells:            # measure, text, number (None for "-")
                cell.number.interval()         # exact Fractions, whole units of a currency, pieces
                cell.number.printed()          # the same in the printed unit

Windows, blocks (`bloc` and `rows`) and measures are those of the data annex. A line's `code` is the
customs code of a partner or province, the id of a country group (`asean`), or None where the label
is neither.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from yuebao.auditing.coverage import Understood
from yuebao.auditing.terms import MEASURED, Place, Quantity, TableKind
from yuebao.auditing.windows import in_order
from yuebao.domain import Span, Window
from yuebao.report.model import Block, Direction, Measure, Side

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yuebao.auditing.facts import Fact
    from yuebao.auditing.numbers import Number, Unit
    from yuebao.auditing.sheets import Sheet
    from yuebao.auditing.standings import ClaimComparison, ClaimSpread, ClaimStanding
    from yuebao.auditing.turns import ClaimRevision, Move, Turn
    from yuebao.domain import Month, Period
    from yuebao.reference import Office
    from yuebao.report.model import TradePart

__all__ = [
    "MEASURED",
    "Block",
    "ClaimCell",
    "ClaimChart",
    "ClaimLine",
    "ClaimSeries",
    "ClaimStatement",
    "ClaimTable",
    "Claims",
    "Count",
    "Direction",
    "Measure",
    "Naming",
    "Note",
    "Place",
    "Quantity",
    "Side",
    "Span",
    "TableKind",
    "Text",
    "Understood",
    "Window",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class ClaimCell:
    """A printed cell.

    Attributes:
        measure: What it measures.
        text: As printed.
        number: What that says; None for a dash, and for what is no number.
        place: Its grid row and column.
    """

    measure: Measure
    text: str
    number: Number | None
    place: Place


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """An entity in one window of a table.

    Attributes:
        window: The window its cells speak of.
        block: Country groups, or ranked rows.
        rank: Its place in its block, from 1.
        label: As printed, without white space or a unit.
        code: Customs code, or the id of a country group; None where it has none.
        cells: Its cells, in column order.
        side: In an overview, which side of trade the row is of; else None.
        quantity: In an overview, whether the row counts pieces rather than money.
    """

    window: Window
    block: Block
    rank: int
    label: str
    code: str | None
    cells: tuple[ClaimCell, ...]
    side: Side | None = None
    quantity: bool = False

    def cell(self, measure: Measure) -> ClaimCell | None:
        """The cell of a measure."""
        return next((cell for cell in self.cells if cell.measure is measure), None)

    def number(self, measure: Measure) -> Number | None:
        """The number of a measure."""
        cell = self.cell(measure)
        return None if cell is None else cell.number


@dataclass(frozen=True, slots=True)
class Note:
    """What stands under a table, and what it says.

    Attributes:
        text: As printed, without white space in Chinese.
        place: Where.
        table: The table it stands under; 0 before the first.
        order: By which side of trade it says rows are ordered.
        net_absolute: Whether it says that the change of net exports is a difference in units.
        minuend: The period it subtracts from.
        subtrahend: The period it subtracts.
        dash: Whether it explains a dash by an absent or tiny base.
        tiny_base: Whether it says of growth from next to nothing that it is a dash.
        large: Whether it explains large growth by a small base.
    """

    text: str
    place: Place
    table: int
    order: Side | None = None
    net_absolute: bool = False
    minuend: Period | None = None
    subtrahend: Period | None = None
    dash: bool = False
    tiny_base: bool = False
    large: bool = False


@dataclass(frozen=True, slots=True)
class ClaimTable:
    """A table.

    Attributes:
        number: Its number.
        caption: As printed, without its number.
        kind: What its rows are.
        side: The side of trade all its levels are of; None where columns or rows differ.
        month: The month it reports; None where the caption names none.
        units: The units of the caption, in order.
        lines: Its lines, window by window.
        notes: The notes under it.
        place: Its block.
        complete: Whether it says that it leaves nobody out (no 前十).
        first: How many it says it ranks (前十, 排名前10); None where it does not say.
        shared: Whether one label serves all windows, so that only the first is in order.
        official: The windows in which amounts or growth are said to be customs' own, revised.
        re_imports: Whether it says that shares are of a total with goods that come back.
        unranked: Whether it says that somebody is left out of the ranking.
        no_re_imports: Whether it says that shares are of a total without goods that come back.
        capped: Whether a dash may stand for growth above what is printed.
    """

    number: int
    caption: str
    kind: TableKind
    side: Side | None
    month: Month | None
    units: tuple[Unit, ...]
    lines: tuple[ClaimLine, ...]
    notes: tuple[Note, ...]
    place: Place
    complete: bool = False
    first: int | None = None
    shared: bool = False
    official: tuple[Window, ...] = ()
    re_imports: bool = False
    unranked: bool = False
    no_re_imports: bool = False
    capped: bool = False

    def select(self, window: Window, block: Block | None = None) -> tuple[ClaimLine, ...]:
        """Its lines of a window, and of a block where one is given, by rank."""
        return tuple(
            line
            for line in self.lines
            if line.window == window and (block is None or line.block is block)
        )

    def windows(self) -> tuple[Window, ...]:
        """The windows it has lines of."""
        return in_order(line.window for line in self.lines)

    def ordered_windows(self) -> tuple[Window, ...]:
        """The windows in which its rows are in order: the first printed, where labels serve all."""
        return (self.lines[0].window,) if self.shared and self.lines else self.windows()


@dataclass(frozen=True, slots=True)
class ClaimSeries:
    """A column of a chart's data: its head, what it is, its side, and its points."""

    head: str
    quantity: Quantity
    side: Side | None
    points: tuple[tuple[str, Number, Place], ...]

    @property
    def growth(self) -> bool:
        """Whether it is growth."""
        return self.quantity is Quantity.GROWTH


@dataclass(frozen=True, slots=True)
class ClaimChart:
    """A chart that is given as data: number, caption, window where the caption tells, series."""

    number: int
    caption: str
    window: Window | None
    series: tuple[ClaimSeries, ...]


@dataclass(frozen=True, slots=True)
class ClaimStatement:
    """One number in a sentence, and what the words say of it.

    Attributes:
        quantity: A level, a share or a growth rate.
        side: Of which side of trade; None where the words do not tell.
        window: The window the sentence is about; None where it names no period.
        period: The months it is about.
        entity: Of whom; empty for the whole of the subject.
        number: As printed; of 净进口 and of 下降 the sign is the word's.
        direction: What the word before it says, None where there is none.
        signed: Whether a minus is printed.
        place: Where the number stands.
        quote: The clause.
        listed: How many numbers are listed with it (1 for a number on its own).
        position: Its place in that list, from 0.
        period_word: `month` or `ytd` where the clause says 当月 or 累计.
        pieces: Whether it is about quantity, not value.
        names: How many names the list is about.
        measure: What it measures, where it is of an analysis.
        kind: Of which analysis.
    """

    quantity: Quantity
    side: Side | None
    window: Window | None
    period: Period | None
    entity: str
    number: Number
    direction: Direction | None
    signed: bool
    place: Place
    quote: str
    listed: int = 1
    position: int = 0
    period_word: Window | None = None
    pieces: bool = False
    names: int = 0
    measure: Measure | None = None
    kind: TableKind | None = None


@dataclass(frozen=True, slots=True)
class Naming:
    """Who a sentence says comes first: 前三大出口贸易伙伴为甲、乙和丙.

    Attributes:
        side: By which side of trade; None where the words do not tell.
        window: In which window.
        first: How many it says it names (前三大); 0 where it names groups and ranks none.
        labels: Whom it names, in order.
        place: Where the names stand.
        quote: The clause.
        table: The table it is about; None where nothing says.
    """

    side: Side | None
    window: Window | None
    first: int
    labels: tuple[str, ...]
    place: Place
    quote: str
    table: int | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """How many a sentence says rose or fell: 甲、乙等14个省市出口额下降.

    Attributes:
        side: Of which side of trade.
        window: In which window.
        direction: What they did; None for the count of all.
        count: How many.
        named: Whom it names among them, in order.
        place: Where.
        quote: The clause.
        table: The table it is about; None where nothing says.
    """

    side: Side | None
    window: Window | None
    direction: Direction | None
    count: int
    named: tuple[str, ...]
    place: Place
    quote: str
    table: int | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph as read: its block, its kind and its text without wraps."""

    block: int
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Claims:
    """Everything a document claims.

    Attributes:
        name: The document's file name.
        language: The language its entities are named in: `zh` or `en`.
        office: The customs office whose trade it reports.
        title: Its title; empty where it has none.
        subject: What goods it is about, as the title or captions name it; empty for all goods.
        month: The month it reports.
        spans: The months of each window it speaks of; none where it names no month.
        currency: Of its values; None where no unit tells.
        texts: In reading order.
        products: Goods and their HS codes, as a footnote lists them.
        part: The part of the country's trade that a built report is of; None of a file, which its
            title or captions tell.
        analyses: Tables of what is measured of a flow as a whole: a line a window, without a name.
        sheets: Tables of other hands, that are not of the series' own form.
        facts: What its sentences say, number by number.
        undated: The blocks among them that name no months: they are taken to be of their heading's,
            and may be of those that the paragraph before names.
        moves: Who is said to have another place than a year before.
        turns: Of what growth is said to have turned.
        revisions: Which amounts are said to have been revised.
        standings: Where amounts are said to stand among those of other months.
        spreads: How trade is said to be spread over partners.
        comparisons: How growth of a file's later windows is said to differ from the month's.
    """

    name: str
    language: str
    office: Office
    title: str
    subject: str
    month: Month | None
    currency: str | None
    tables: tuple[ClaimTable, ...] = ()
    analyses: tuple[ClaimTable, ...] = ()
    charts: tuple[ClaimChart, ...] = ()
    statements: tuple[ClaimStatement, ...] = ()
    namings: tuple[Naming, ...] = ()
    counts: tuple[Count, ...] = ()
    notes: tuple[Note, ...] = ()
    texts: tuple[Text, ...] = ()
    products: tuple[tuple[str, str], ...] = ()
    part: TradePart | None = None
    spans: tuple[Span, ...] = ()
    facts: tuple[Fact, ...] = ()
    undated: frozenset[int] = frozenset()
    coverage: Understood = field(default_factory=lambda: Understood(0))
    sheets: tuple[Sheet, ...] = ()
    moves: tuple[Move, ...] = ()
    turns: tuple[Turn, ...] = ()
    revisions: tuple[ClaimRevision, ...] = ()
    standings: tuple[ClaimStanding, ...] = ()
    spreads: tuple[ClaimSpread, ...] = ()
    comparisons: tuple[ClaimComparison, ...] = ()

    def span(self, window: Window) -> Span | None:
        """The months of a window; None where it names none."""
        return next((span for span in self.spans if span.window == window), None)

    def table(self, number: int) -> ClaimTable | None:
        """The table of a number."""
        held = (*self.tables, *self.analyses)
        return next((table for table in held if table.number == number), None)

    def number_of_text(self, block: int) -> int | None:
        """Which of the texts, counted from 1, is a block; None where it is none."""
        at = bisect_left(self.texts, block, key=lambda text: text.block)
        return at + 1 if self.texts[at : at + 1] and self.texts[at].block == block else None

    def cells(self) -> Iterator[tuple[ClaimTable, ClaimLine, ClaimCell]]:
        """Every cell, with its line and table; those of analyses last."""
        for table in (*self.tables, *self.analyses):
            for line in table.lines:
                for cell in line.cells:
                    yield table, line, cell
