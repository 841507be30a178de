"""What a specification is made of: facts as files hold them, a question, and the answer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from yuebao.domain import Currency, Flow, Month, Period
from yuebao.indicators import Breakdown
from yuebao.store import LoadMode

DOLLARS = Currency("USD")


@dataclass(frozen=True, slots=True)
class File:
    """A customs file, as a table.

    Attributes:
        table: Heads and rows, fields divided by `|`. A month may be a period, 2025-01..2025-02. The
            dimensions are those that have a column.
        flow: What it holds.
        currency: What its values are in.
        scope: The part of trade it covers.
        months: The months it was declared to cover; by default those in its rows.
        released: When it was published.
        mode: What becomes of known facts that it does not hold.
    """

    table: str
    flow: Flow = Flow.EXPORT
    currency: Currency = DOLLARS
    scope: str = "all"
    months: str | None = None
    released: str = "2025-03-20"
    mode: LoadMode = LoadMode.CAREFUL


class Window(StrEnum):
    """Which months a question is about."""

    MONTH = "month"
    YEAR_TO_DATE = "year to date"
    ROLLING_YEAR = "twelve months"
    QUARTER = "quarter"
    HALF_YEAR = "half-year"
    JANUARY_FEBRUARY = "January and February"

    def period(self, month: Month) -> Period:
        """The months, given the month reported, which ends them."""
        if self in (Window.YEAR_TO_DATE, Window.JANUARY_FEBRUARY):
            return Period.year_to_date(month)
        lengths = {Window.ROLLING_YEAR: 12, Window.QUARTER: 3, Window.HALF_YEAR: 6}
        return Period(month.plus(1 - lengths.get(self, 1)), month)


class Indicator(StrEnum):
    """What is asked for."""

    LEVEL = "level"
    TOTAL = "total"
    GROWTH = "growth on the year"
    OFFICIAL_GROWTH = "growth on the year as customs printed it"
    SHARE = "share"
    NET = "net exports, a year before, and the difference"
    RANKING = "ranking"
    CONTRIBUTION = "contribution to growth"
    QUANTITY = "quantity"
    PRICE = "price, mix and quantity"
    RECORD = "rank among all of its kind, and run of growth"
    CONCENTRATION = "concentration, new and lost"
    REVISION = "what releases made of amounts that were known"


@dataclass(frozen=True, slots=True)
class Question:
    """One question, put to yuebao and to the oracle alike.

    Attributes:
        indicator: What is asked for.
        codes: The commodities.
        flow: The flow; a net has both.
        by: The entities told apart.
        month: The month reported.
        window: That month, or the year up to it.
        minimum_base: Bases below it give no growth.
        unit: Of a quantity.
        first: How many places of a ranking, or how many contributions beside the rest.
        without: Entities left out of a ranking, or of the whole of which a share is.
        entities: The entities asked for; by default all that traded in the window or its base.
        editions: The commodities by HS edition; each month then has those of its own.
        minimum_coverage: Of compared trade, in percent of the value of either period.
    """

    indicator: Indicator
    codes: tuple[str, ...] = ("8507",)
    flow: Flow = Flow.EXPORT
    currency: Currency = DOLLARS
    by: Breakdown = Breakdown.COMMODITY
    month: str = "2025-02"
    window: Window = Window.MONTH
    minimum_base: int = 0
    unit: str = ""
    first: int | None = None
    without: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    editions: tuple[tuple[int, tuple[str, ...]], ...] = ()
    minimum_coverage: int = 0

    @property
    def period(self) -> Period:
        """The months asked about."""
        return self.window.period(Month.parse(self.month))

    @property
    def base(self) -> Period:
        """The same months a year before."""
        return self.period.year_earlier()

    def sentence(self) -> str:
        """The question as people ask it."""
        flows = {Flow.EXPORT: "Exports", Flow.IMPORT: "Imports", Flow.TOTAL: "Trade"}
        goods = "all goods" if self.codes == ("all",) else ", ".join(self.codes)
        subject = "Trade" if self.indicator is Indicator.NET else flows[self.flow]
        unit = self.unit or self.currency
        parts = [
            f"{subject} of {goods} by {self.by} in {unit}, {self.period}: {self.indicator}",
            f"the first {self.first}" if self.first else "",
            f"without {', '.join(self.without)}" if self.without else "",
            f"only on a base of {self.minimum_base} or more" if self.minimum_base else "",
            f"of {', '.join(self.entities)}" if self.entities else "",
            *(f"{', '.join(codes)} in edition {edition}" for edition, codes in self.editions),
            f"of at least {self.minimum_coverage}% compared" if self.minimum_coverage else "",
        ]
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Case:
    """One rule, shown.

    Attributes:
        title: The rule in a few words.
        files: What the store was given.
        question: What is asked.
        answer: A line an entity, `entity | answer`; or one line that says why there is none.
        text: What the tables do not say of themselves.
    """

    title: str
    files: tuple[File, ...]
    question: Question
    answer: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Chapter:
    """Rules about one thing."""

    title: str
    text: str
    cases: tuple[Case, ...]


def read_table(table: str) -> list[list[str]]:
    """The fields of a table's lines, its heads first."""
    lines = [line for line in table.strip().splitlines() if line.strip()]
    return [[field.strip() for field in line.split("|")] for line in lines]


def read_answer(answer: str) -> dict[str, str] | str:
    """The answer by entity in order, or why there is none."""
    lines = read_table(answer)
    if len(lines[0]) == 1:
        return lines[0][0]
    return dict(lines)
