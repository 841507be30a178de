"""What a site says of a report elsewhere: on the shelf, in the feed, in the search, as data."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from yuebao.render._walk import all_figures, plain_text
from yuebao.report.model import Cover, Heading, Paragraph
from yuebao.web.site.files import file_of

if TYPE_CHECKING:
    from yuebao.report.model import Document
    from yuebao.web.desk import Edition

SUMMARY_LETTERS = 400
"""How much of a report's first paragraph stands in the feed, in letters."""


@dataclass(frozen=True, slots=True)
class SiteEntry:
    """A report in a language and a currency.

    Attributes:
        name: Its definition's name.
        month: The month reported.
        language: The language.
        currency: The currency as addresses name it; empty for the one taken where none is named.
        money: The currency of its values.
        title: Its title.
        period: Its months as the cover has them.
        institute: Who publishes it; empty where the definition names nobody.
        date: The day of the latest release among its facts.
        vintage: The permanent part of its address.
        version: The store's version it rests on.
        covers: The first and the last month of its figures.
        summary: Its first sentences.
        codes: Its HS codes.
        goods: The goods and their parts, by name.
        headings: Its headings.
        tables: The captions of its tables by name.
        charts: Those of its charts.
        sources: The files its figures came from, by hash.
        files: The endings of its downloads, with the bytes of each.
    """

    name: str
    month: str
    language: str
    currency: str
    money: str
    title: str
    period: str
    institute: str
    date: str
    vintage: str
    version: int
    covers: tuple[str, str]
    summary: str
    codes: tuple[str, ...]
    goods: tuple[str, ...]
    headings: tuple[str, ...]
    tables: dict[str, str]
    charts: dict[str, str]
    sources: tuple[str, ...]
    files: dict[str, int]

    @property
    def headline(self) -> str:
        """Its title and its months in one line."""
        return Cover(self.title, self.period, self.institute, self.date).headline

    def file(self, *below: str, pinned: bool = False) -> str:
        """The file of its page, or of something in it."""
        vintage = self.vintage if pinned or below else "latest"
        parts = (self.language, "reports", self.name, self.month, vintage, *below)
        return file_of(parts, self.currency)[0]

    def record(self) -> dict[str, Any]:
        """All of it, as JSON has it."""
        return asdict(self)


def entry_of_record(record: dict[str, Any]) -> SiteEntry:
    """An entry that was written as JSON."""
    told: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in record.items()
    }
    return SiteEntry(**told)  # fmt: skip


def entry_of(edition: Edition, vintage: str, currency: str, files: dict[str, int]) -> SiteEntry:
    """What is said of a report that was built."""
    document, key, names = edition.document, edition.key, edition.names
    periods = [figure.period for figure in all_figures(document)]
    headings = (part.text for part in document.parts if isinstance(part, Heading))
    return SiteEntry(
        name=key.name,
        month=str(key.month),
        language=key.language,
        currency=currency,
        money=str(document.currency),
        title=document.cover.title,
        period=document.cover.period,
        institute=document.cover.institute,
        date=document.date.isoformat(),
        vintage=vintage,
        version=key.version,
        covers=(
            str(min((one.first for one in periods), default=key.month)),
            str(max((one.last for one in periods), default=key.month)),
        ),
        summary=_summary(document),
        codes=edition.known.definition.subject.codes,
        goods=tuple(
            dict.fromkeys(filter(None, (document.subject, *(g for g, _ in document.goods))))
        ),
        headings=tuple(dict.fromkeys(headings)),
        tables={name: table.caption for name, table in names.tables.items()},
        charts={name: chart.caption for name, chart in names.charts.items()},
        sources=tuple(source.sha256 for source in document.sources),
        files=files,
    )


def _summary(document: Document) -> str:
    """The first paragraph as text, cut where it is long."""
    for part in document.parts:
        if isinstance(part, Paragraph):
            text = plain_text(part)
            return text if len(text) <= SUMMARY_LETTERS else text[: SUMMARY_LETTERS - 1] + "…"
    return ""
