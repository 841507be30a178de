"""What the API answers, as types: the schemas of its description are made of them."""

from __future__ import annotations

from typing import Annotated, TypedDict

Month = Annotated[str, "a month, as 2025-01"]
Exact = Annotated[str | None, "an exact decimal; null where there is none"]
Version = Annotated[int, "the store's version it rests on"]
Next = Annotated[str | None, "give it as `after` for what follows; null where nothing does"]


class Refusal(TypedDict):
    """What is wrong, and what to do."""

    kind: Annotated[str, "the error's name in the tree"]
    message: Annotated[str, "what is wrong"]
    where: Annotated[str, "what it is about; may be empty"]
    remedy: Annotated[str, "what to do; may be empty"]
    exit_status: Annotated[int, "the status a command would end with"]


class Refused(TypedDict):
    """A refusal, in the one shape."""

    error: Refusal


class ShelfReport(TypedDict):
    """A report that can be had."""

    definition: Annotated[str, "the definition's name"]
    fingerprint: Annotated[str, "what changes with its text"]
    titles: Annotated[dict[str, str], "its title, by language"]
    codes: Annotated[list[str], "the goods it is about"]
    months: Annotated[list[Month], "the months it can be had for"]
    currencies: Annotated[list[str], "the currencies it can be had in"]


class Reports(TypedDict):
    """All reports that can be had."""

    store_version: Version
    reports: list[ShelfReport]


class Source(TypedDict):
    """A file."""

    sha256: str
    name: str


class Named(TypedDict):
    """A table or chart of a report."""

    name: Annotated[str, "what it is called in addresses"]
    caption: str
    address: Annotated[str, "its permanent address"]


class Report(TypedDict):
    """A report of a month."""

    store_version: Version
    definition: str
    fingerprint: str
    month: Month
    language: str
    currency: str
    title: str
    date: Annotated[str, "its date"]
    notices: Annotated[list[str], "the cautions it prints"]
    sources: list[Source]
    tables: list[Named]
    charts: list[Named]
    formats: Annotated[dict[str, str], "permanent addresses of its files, by ending"]
    permanent: Annotated[str, "its permanent address"]


class FigureBrief(TypedDict):
    """A number of a report, in brief."""

    name: Annotated[str, "what it is called: the same in every edition"]
    label: str
    code: str | None
    text: Annotated[str, "as printed"]
    value: Exact
    unit: str
    indicator: str
    side: str
    window: str
    period: str


class Figures(TypedDict):
    """The numbers of a report, in reading order."""

    store_version: Version
    figures: list[FigureBrief]
    next: Next


class FigureLevel(TypedDict):
    """A level a number was computed from."""

    role: str
    flow: str
    period: str
    amount: Annotated[int | None, "whole units"]
    unit: str
    grain: str
    rows: int
    releases: list[str]
    sources: list[str]


class Figure(TypedDict):
    """All that is known of a number."""

    name: str
    title: str
    label: str
    code: str | None
    text: Annotated[str, "as printed"]
    value: Exact
    unit: str
    reason: Annotated[str | None, "why there is no number"]
    indicator: str
    measure: str | None
    side: str
    quantity: bool
    window: str
    period: str
    formula: str
    computed: str
    levels: list[FigureLevel]
    sources: list[Source]
    report: str
    month: Month
    currency: str
    store_version: Version
    as_of: str | None
    definition: Annotated[str, "the definition's fingerprint"]
    notices: list[str]
    permanent: str
    live: str
    cite: str


class SeriesColumn(TypedDict):
    """A window asked about."""

    window: str
    period: str
    base: Annotated[str, "the months it is compared with"]


class SeriesCell(TypedDict):
    """An entity in a window. Ratios are in percent."""

    value: Annotated[int | None, "whole units of the currency"]
    base: int | None
    growth: Exact
    official: Annotated[bool, "whether growth is as customs printed it"]
    share: Exact
    contribution: Annotated[str | None, "percentage points of the whole's growth"]
    reason: str | None
    rows: Annotated[int, "how many facts"]
    grain: str


class SeriesRow(TypedDict):
    """An entity, a cell a column."""

    code: str | None
    block: str
    cells: list[SeriesCell]


class SeriesMonth(TypedDict):
    """A month of the past."""

    period: Month
    value: int
    growth: Exact
    parts: Annotated[dict[str, int], "values of the first rows, by code"]


class SeriesPrice(TypedDict):
    """Price, mix and quantity of the whole in a window. Changes are in percent."""

    unit: str | None
    unit_value: Exact
    unit_value_growth: Exact
    quantity_growth: Exact
    price: Annotated[str | None, "the Fisher index"]
    mix: Exact
    coverage: Exact
    reason: str | None


class Series(TypedDict):
    """The answer to a question."""

    question: Annotated[dict[str, str], "what was asked, as its parameters write it"]
    currency: str
    store_version: Version
    columns: list[SeriesColumn]
    whole: SeriesRow
    rows: list[SeriesRow]
    rest: SeriesRow | None
    history: list[SeriesMonth]
    prices: list[SeriesPrice]
    lacking: Annotated[list[str], "codes nobody asked for, where a part stands for the whole"]
    sources: Annotated[list[str], "the SHA-256 of the files"]
    sql: Annotated[list[str], "what was run; DuckDB runs it in the store's folder"]


class Fact(TypedDict):
    """A fact: a row of a file."""

    flow: str
    grain: str
    scope: str
    currency: str
    commodity: str
    partner: str | None
    mode: str | None
    province: str | None
    enterprise: str | None
    bloc: str | None
    first_month: Month
    last_month: Month
    value: int
    precision: int
    quantity: int | None
    unit: str | None
    quantity2: int | None
    unit2: str | None
    growth: Annotated[str | None, "official growth in percent"]
    source: Annotated[str, "the SHA-256 of the file"]
    row: Annotated[int, "the record in it"]
    released: str
    file: Annotated[str, "its name"]


class Facts(TypedDict):
    """Facts, by month and code."""

    store_version: Version
    facts: list[Fact]
    next: Next


class LoadFile(TypedDict):
    """A file of a load."""

    name: str
    sha256: str
    size: int
    dialect: str
    rows: int


class Load(TypedDict):
    """A load."""

    version: Annotated[int, "the store's version that it made"]
    released: str
    tool: str
    notice: dict[str, str]
    files: list[LoadFile]


class Loads(TypedDict):
    """Loads, oldest first."""

    store_version: Version
    loads: list[Load]
    next: Next


class TotalRevised(TypedDict):
    """A total that reads otherwise."""

    period: str
    flow: str
    grain: str
    scope: str
    currency: str
    before: int | None
    after: int | None
    keys: Annotated[int, "how many keys differ"]


class FigureRevised(TypedDict):
    """A number of a report that reads otherwise."""

    table: int
    section: str
    side: str
    entity: str
    window: str
    measure: str
    label: str
    before: str | None
    after: str | None


class Revisions(TypedDict):
    """What was revised between two days."""

    store_version: Version
    earlier: str
    later: str | None
    figures: Annotated[list[FigureRevised], "those of the report named; empty where none is"]
    totals: list[TotalRevised]


class Code(TypedDict):
    """A code of goods."""

    code: str
    names: dict[str, str]
    units: list[str]


class Codes(TypedDict):
    """Codes that were looked for."""

    list: Annotated[int, "the year of the list"]
    codes: list[Code]
