"""The document model: a finished report, frozen and complete.

A report is a `Document` of blocks. Every printed number in it is a `Figure`, and prose, tables,
charts and the data annex hold the same `Figure` objects, so they cannot disagree. Renderers read
this model and draw; they compute nothing, and choose no words but those of their format.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date
    from fractions import Fraction

    from yuebao.domain import Flow, Month, Period


class Window(StrEnum):
    """Which of the report's two windows a figure speaks of."""

    MONTH = "month"
    YEAR_TO_DATE = "ytd"


class Block(StrEnum):
    """Which part of a table a row belongs to: country groups above, ranked rows below."""

    BLOC = "bloc"
    ROWS = "rows"


class Measure(StrEnum):
    """What a table cell measures; the names are those of the data annex."""

    VALUE = "value"
    SHARE = "share"
    YOY = "yoy"
    TOTAL = "total"
    TOTAL_YOY = "total_yoy"
    EXPORTS = "exports"
    EXPORTS_YOY = "exports_yoy"
    IMPORTS = "imports"
    IMPORTS_YOY = "imports_yoy"
    NET = "net"


class Indicator(StrEnum):
    """What a figure is."""

    LEVEL = "level"
    """An amount of trade."""
    GROWTH = "growth"
    """Change on the year, in percent of the base."""
    OFFICIAL_GROWTH = "official_growth"
    """Change on the year in percent, as customs printed it, on a base it revised."""
    SHARE = "share"
    """Part of a whole, in percent."""
    NET = "net"
    """Exports less imports."""
    NET_CHANGE = "net_change"
    """The net of the window less the net a year before, in units."""
    COUNT = "count"
    """How many."""


@dataclass(frozen=True, slots=True)
class Ingredient:
    """One level that went into a figure.

    Attributes:
        role: What it is to the figure: `current`, `base`, `part`, `whole`.
        flow: Export or import.
        period: The months it covers.
        amount: Whole units; None where the store holds no such facts.
        unit: `USD`, `CNY` or the customs unit of a quantity.
        grain: The grain of the facts it was summed from.
        rows: How many facts.
        releases: Release dates of those facts, ascending.
        sources: SHA-256 of the files they came from, ascending.
    """

    role: str
    flow: Flow
    period: Period
    amount: int | None
    unit: str
    grain: str = ""
    rows: int = 0
    releases: tuple[date, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Key:
    """The entity a figure is about: its printed label, and its code where it has one."""

    label: str
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A printed number, and everything known about it.

    Attributes:
        text: The number as printed, without its unit; `-` where there is none.
        value: The exact number in the printed unit, rates in percent; None for `-`.
        unit: The printed unit: `亿美元`, `万个`, `%`.
        indicator: What it is.
        key: Whom it is about.
        window: Which of the report's windows.
        period: The months it covers.
        ingredients: The levels it was computed from.
        reason: Why there is no number; None where there is one.
    """

    text: str
    value: Fraction | None
    unit: str
    indicator: Indicator
    key: Key
    window: Window
    period: Period
    ingredients: tuple[Ingredient, ...] = ()
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote mark in running text, with the note it points to."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A figure in running text, as the sentence words it.

    Attributes:
        figure: The figure: the very one that stands in a table, where it does.
        text: How the sentence prints it: with its unit, and without the sign where the word
            before it tells the direction (下降4.2%).
    """

    figure: Figure
    text: str


Run = str | Mention | Footnote
"""A piece of running text."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A section heading. `level` is 1 or 2; `text` carries its number as the house style has it."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. `lead` stands before it in bold; an item is one of a list."""

    runs: tuple[Run, ...]
    lead: str = ""
    item: bool = False


@dataclass(frozen=True, slots=True)
class LabelCell:
    """A table cell that names a row's entity."""

    key: Key


@dataclass(frozen=True, slots=True)
class FigureCell:
    """A table cell that holds a figure, with its place in the table.

    Attributes:
        figure: The number.
        measure: What the column measures.
        block: Which part of the table.
        rank: The row's place in its block, from 1.
    """

    figure: Figure
    measure: Measure
    block: Block
    rank: int


@dataclass(frozen=True, slots=True)
class EmptyCell:
    """A cell with nothing in it, where one side of a table has fewer rows than the other."""


Cell = LabelCell | FigureCell | EmptyCell


@dataclass(frozen=True, slots=True)
class Head:
    """A column head, or one that spans the heads below it."""

    text: str
    children: tuple[Head, ...] = ()

    def leaves(self) -> int:
        """How many columns it spans."""
        return sum(child.leaves() for child in self.children) or 1

    def depth(self) -> int:
        """How many rows of heads it reaches down: 1, or more where heads stand below it."""
        return 1 + max((child.depth() for child in self.children), default=0)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of cells, one a column."""

    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under a common line; `label` is empty where the table has only one group."""

    label: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: number, caption (with its units), heads, rows and the notes under it."""

    number: int
    caption: str
    heads: tuple[Head, ...]
    groups: tuple[Group, ...]
    notes: tuple[str, ...] = ()

    def head_rows(self) -> int:
        """How many rows its heads take."""
        return max((head.depth() for head in self.heads), default=1)


@dataclass(frozen=True, slots=True)
class Point:
    """One mark of a chart: what it stands for, and its figure."""

    label: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class Series:
    """Marks that belong together: their name, the title of their value axis, the marks in order."""

    label: str
    axis: str
    points: tuple[Point, ...]


class ChartForm(StrEnum):
    """How a chart's series are drawn."""

    BARS = "bars"
    """One bar a point of the first series, in the order given; a second series is printed beside
    the bars as numbers (growth beside value)."""
    TREND = "trend"
    """Points are months. All series but the last are columns side by side on the left axis; the
    last is a line on the right axis."""
    STACK = "stack"
    """Points are months. Series are stacked into one column a month."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart.

    Attributes:
        number: Its number among the report's charts.
        caption: What it shows, with its unit.
        form: How it is drawn.
        series: What is drawn; all have the same labels in the same order.
    """

    number: int
    caption: str
    form: ChartForm
    series: tuple[Series, ...]

    def labels(self) -> tuple[str, ...]:
        """What the marks stand for: provinces, partners, months."""
        return tuple(point.label for point in self.series[0].points)


Part = Heading | Paragraph | Table | Chart


@dataclass(frozen=True, slots=True)
class Look:
    """How a house style looks: fonts by name, colours as `#rrggbb`.

    Attributes:
        heading_font: For headings and table heads, East Asian text.
        body_font: For running text and tables, East Asian text.
        latin_font: For Latin letters and figures.
        accent: For titles, rules and the columns of charts.
        rise: For growth.
        fall: For decline.
        logo: An image for the cover, PNG or SVG; empty for none.
    """

    heading_font: str = "黑体"
    body_font: str = "仿宋"
    latin_font: str = "Times New Roman"
    accent: str = "#1f3864"
    rise: str = "#1b5e9e"
    fall: str = "#e8963c"
    logo: bytes = b""


@dataclass(frozen=True, slots=True)
class Source:
    """A file that figures came from: its name as loaded, and the SHA-256 of its bytes."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Cover:
    """The title page.

    Attributes:
        title: The report's title.
        period: The months it covers, as the cover prints them.
        institute: Who publishes it; empty where the definition names nobody.
        date: The report's date as printed.
    """

    title: str
    period: str
    institute: str
    date: str


@dataclass(frozen=True, slots=True)
class Document:
    """A finished report.

    Attributes:
        definition: The definition's name.
        month: The month reported.
        language: `zh` or `en`.
        date: The only clock the document knows.
        cover: The title page.
        header: The running head.
        notices: Cautions that every rendering must show (sample data, partial data).
        parts: Headings, paragraphs, tables and charts, in reading order.
        sources: The files its figures came from, by hash.
        look: The house style's fonts and colours.
        warnings: What the person who builds should know; no reader sees them.
    """

    definition: str
    month: Month
    language: str
    date: date
    cover: Cover
    header: str
    notices: tuple[str, ...]
    parts: tuple[Part, ...]
    sources: tuple[Source, ...] = ()
    look: Look = Look()
    warnings: tuple[str, ...] = ()

    def tables(self) -> tuple[Table, ...]:
        """Its tables, in order."""
        return tuple(part for part in self.parts if isinstance(part, Table))

    def figures(self) -> tuple[Figure, ...]:
        """Every figure printed in a table cell, in reading order."""
        return tuple(
            cell.figure
            for table in self.tables()
            for group in table.groups
            for row in group.rows
            for cell in row.cells
            if isinstance(cell, FigureCell)
        )
