"""The finished report: its cover, its parts in order, and what they rest on."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

from yuebao.report.model._chart import Chart
from yuebao.report.model._table import Table
from yuebao.report.model._text import Heading, Paragraph

if TYPE_CHECKING:
    from datetime import date

    from yuebao.domain import Currency, Month
    from yuebao.reference import Office
    from yuebao.report.model._figure import Figure
    from yuebao.report.model._words import DocumentWords

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
        cover: How the cover is set: `centred`, or `ruled`, from the left between rules.
    """

    heading_font: str = "黑体"
    body_font: str = "仿宋"
    latin_font: str = "Times New Roman"
    accent: str = "#1f3864"
    rise: str = "#1b5e9e"
    fall: str = "#cf7a22"
    logo: bytes = b""
    cover: str = "centred"


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

    @property
    def headline(self) -> str:
        """The title and its months in one line: no space goes before a full-width bracket."""
        wide = east_asian_width(self.period[:1] or " ") in ("F", "W")
        return f"{self.title}{'' if wide else ' '}{self.period}"


@dataclass(frozen=True, slots=True)
class TradePart:
    """A part of the country's trade: codes of each kind together; of no kind, all of it.

    Attributes:
        provinces: Its provinces.
        partners: Its partners.
        groups: Its country groups, with all their members.
        modes: Its trade modes.
    """

    provinces: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()

    def named(self) -> dict[str, tuple[str, ...]]:
        """The kinds that it names, each with its codes."""
        return {kind: codes for kind, codes in asdict(self).items() if codes}


WHOLE_TRADE = TradePart()
"""All of the country's trade."""


@dataclass(frozen=True, slots=True)
class Document:
    """A finished report.

    Attributes:
        definition: The definition's name.
        month: The month reported.
        language: The tag of its language: `zh`, `en`.
        words: What the language gives to whoever draws it.
        office: The office whose trade it reports.
        currency: The currency of its values.
        part: The part of the country's trade that it reports.
        subject: The goods it is about, as its prose calls them; may be empty for all goods.
        goods: Their parts and HS codes, as the footnote lists them: label, code.
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
    words: DocumentWords
    office: Office
    currency: Currency
    subject: str
    goods: tuple[tuple[str, str], ...]
    date: date
    cover: Cover
    header: str
    notices: tuple[str, ...]
    parts: tuple[Part, ...]
    sources: tuple[Source, ...] = ()
    look: Look = Look()
    warnings: tuple[str, ...] = ()
    part: TradePart = WHOLE_TRADE

    def tables(self) -> tuple[Table, ...]:
        """Its tables, in order."""
        return tuple(part for part in self.parts if isinstance(part, Table))

    def figures(self) -> tuple[Figure, ...]:
        """Every figure printed in a table cell, in reading order."""
        return tuple(cell.figure for table in self.tables() for _, _, cell in table.cells())
