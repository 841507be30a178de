"""What renderers need of a report's language: the words around the report, and how it is set.

A language gives all of them (`yuebao.report.language`); a renderer asks nothing else about it.
Fields say in their metadata what a text must hold: `holes`, the names of what is put into it, and
`keys`, the names that each need a word.
"""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003  # whoever reads words asks for the types
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from yuebao.domain import WINDOWS, Flow
from yuebao.indicators import Reason
from yuebao.report.model._figure import Block, Indicator, Measure, Role

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal


_OF_BASES = (
    Reason.BASE_NOT_LOADED, Reason.BASE_ZERO, Reason.BASE_NEGATIVE, Reason.BASE_SMALL, Reason.LARGE,
)  # fmt: skip
"""The reasons that speak of what is compared with."""


def _holes(*names: str) -> Mapping[str, object]:
    return {"holes": names}


def _each(names: Iterable[object]) -> Mapping[str, object]:
    return {"keys": tuple(map(str, names))}


@dataclass(frozen=True, slots=True)
class NumberMarks:
    """The marks in printed numbers.

    Attributes:
        thousands: What stands between thousands; empty for nothing.
        point: What stands before the decimals.
        minus: What stands before a number below zero.
        points: What stands behind percentage points, where a chart has them.
    """

    thousands: str = field(metadata={"empty": True})
    point: str
    minus: str
    points: str

    def printed(self, number: Decimal) -> str:
        """A number with all the places it has."""
        marks = {",": self.thousands, ".": self.point, "-": self.minus}
        return "".join(marks.get(one, one) for one in f"{number:,f}")

    def plain(self, text: str) -> str:
        """A printed number as programs write it: with a point, and nothing between thousands."""
        bare = text.replace(self.thousands, "") if self.thousands else text
        return bare.replace(self.point, ".").replace(self.minus, "-")


@dataclass(frozen=True, slots=True)
class PageWords:
    """The words of a page, and of what it tells about a number.

    Attributes:
        contents: The head of the list of contents.
        skip: The link past it.
        notices: The head of the cautions.
        back: What leads from a footnote back to the text.
        points: The table of a chart's data.
        entity: The head of the names in it.
        hint: What a reader can do.
        close: What closes what a number tells.
        exact: Its exact value.
        indicator: What it is.
        period: The months it covers.
        reason: Why there is none.
        levels: What it was computed from.
        role: What a level is to it.
        flow: Of which flow a level is.
        amount: How large a level is.
        rows: How many facts it was added up from.
        grain: What those distinguish.
        released: When customs released them.
        sources: The files they came from.
        absent: What stands for a level that is not known.
        more: What leads to a page of the number's own, where there is one.
    """

    contents: str
    skip: str
    notices: str
    back: str
    points: str
    entity: str
    hint: str
    close: str
    exact: str
    indicator: str
    period: str
    reason: str
    levels: str
    role: str
    flow: str
    amount: str
    rows: str
    grain: str
    released: str
    sources: str
    absent: str
    more: str


@dataclass(frozen=True, slots=True)
class CaptionWords:
    """How tables and charts are numbered, and what stands at the foot of every page.

    Attributes:
        in_full: The cautions in short, with where they stand in full.
        table: A table's caption with its {number}.
        chart: A chart's.
        continued: What stands over the rest of a table on another page.
        tables: The head of the list of tables.
        charts: The head of the list of charts.
        most: What a chart shows to who does not see it: the highest mark of a series, by its
            {label} and {number}.
        least: The lowest.
        latest: The last, where marks are months.
        between: What stands between two of these.
    """

    in_full: str = field(metadata=_holes("cautions"))
    table: str = field(metadata=_holes("number", "caption"))
    chart: str = field(metadata=_holes("number", "caption"))
    continued: str = field(metadata=_holes("number"))
    tables: str
    charts: str
    most: str = field(metadata=_holes("label", "number"))
    least: str = field(metadata=_holes("label", "number"))
    latest: str = field(metadata=_holes("label", "number"))
    between: str


@dataclass(frozen=True, slots=True)
class BookWords:
    """The words of a workbook.

    Attributes:
        index: The name of its first sheet.
        table_sheet: The name of a table's sheet, by its {number}.
        chart_sheet: The name of a chart's.
        data: The name of the sheet of all numbers.
        about_data: What is on it.
        sources: The name of the sheet of files.
        about_sources: What is on it.
        proofs: The name of the sheet of proofs.
        about_proofs: What is on it.
        proof: The head of what is proved.
        computed: The head of what the workbook computes.
        printed: The head of what the report prints.
        off: The head of how far they are apart.
        adds_up: That contributions of a {table} in a {window} add up to growth.
        multiplies: That price, mix and quantity of a {table} in a {window} multiply to growth.
        squares: That squares of shares in a {window} add up to the Herfindahl index of a {table}.
        file: The head of the files' names.
        short: The head of their short names.
        back: The link to the first sheet.
        footer: The {page} of {pages} at the foot.
        between: What stands between several values in one cell.
    """

    index: str
    table_sheet: str = field(metadata=_holes("number"))
    chart_sheet: str = field(metadata=_holes("number"))
    data: str
    about_data: str
    sources: str
    about_sources: str
    proofs: str
    about_proofs: str
    proof: str
    computed: str
    printed: str
    off: str
    adds_up: str = field(metadata=_holes("table", "window"))
    multiplies: str = field(metadata=_holes("table", "window"))
    squares: str = field(metadata=_holes("table", "window"))
    file: str
    short: str
    back: str
    footer: str = field(metadata=_holes("page", "pages"))
    between: str


@dataclass(frozen=True, slots=True)
class ColumnWords:
    """The heads of the sheet of all numbers; each of them is of one column."""

    cell: str
    table: str
    window: str
    block: str
    rank: str
    label: str
    code: str
    measure: str
    text: str
    value: str
    unit: str
    reason: str
    indicator: str
    period: str
    current_amount: str
    base_amount: str
    amount_unit: str
    levels: str
    releases: str
    short_sources: str


@dataclass(frozen=True, slots=True)
class Names:
    """What the names of the model are called.

    Attributes:
        windows: The windows.
        indicators: What a figure is.
        roles: What a level is to a figure.
        flows: The flows.
        reasons: Why there is no number, as a note on dashes goes on: “-” means that ….
        reasons_on_month: The same of what is compared with the month before.
        measures: What a column measures.
        blocks: The parts of a table.
    """

    windows: Mapping[str, str] = field(metadata=_each(WINDOWS))
    indicators: Mapping[str, str] = field(metadata=_each(Indicator))
    roles: Mapping[str, str] = field(metadata=_each(Role))
    flows: Mapping[str, str] = field(metadata=_each(Flow))
    reasons: Mapping[str, str] = field(metadata=_each(Reason))
    reasons_on_month: Mapping[str, str] = field(metadata=_each(_OF_BASES))
    measures: Mapping[str, str] = field(metadata=_each(Measure))
    blocks: Mapping[str, str] = field(metadata=_each(Block))

    def reason(self, reason: Reason, *, yearly: bool) -> str:
        """Why there is no number, in a window compared with a year before, or with the month."""
        monthly = None if yearly else self.reasons_on_month.get(reason)
        return monthly or self.reasons[reason]


@dataclass(frozen=True, slots=True)
class DocumentWords:
    """What a language gives to whoever draws a report in it.

    Attributes:
        tag: The language, as pages and PDF call it: `zh-CN`, `en`.
        locale: The same with a country, as office programs want it: `en-US`.
        charset: The number of its characters' set in Windows, by which a machine without a font
            finds another: 134 for simplified Chinese, 0 for Latin.
        names_in: The language of `yuebao.reference` in which partners, provinces, trade modes and
            units are named, and in which the audit tells what it finds: the language itself, or
            one that its readers know.
        east_asian: Whether it is set as East Asian scripts are: in the fonts for them, with the
            first line of paragraphs indented, and with quotation marks as wide as characters.
        numbers: The marks in printed numbers.
        page: The words of a page.
        captions: How tables and charts are numbered.
        book: The words of a workbook.
        columns: The heads of its sheet of numbers.
        names: What the names of the model are called.
    """

    tag: str
    locale: str
    charset: int
    names_in: str
    east_asian: bool
    numbers: NumberMarks
    page: PageWords
    captions: CaptionWords
    book: BookWords
    columns: ColumnWords
    names: Names
