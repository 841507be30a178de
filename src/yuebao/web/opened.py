"""A report that a reader has opened: at which address, and what its parts are called there."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from yuebao.render.annex import exact_text
from yuebao.web.links import SERVED
from yuebao.web.refusals import AddressError
from yuebao.web.shelf import language_of
from yuebao.web.vintage import Vintage
from yuebao.web.words import page_languages

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yuebao.render._html_table import FigureMark
    from yuebao.render._provenance import Ledger
    from yuebao.report.model import Figure
    from yuebao.web.answer import Asked
    from yuebao.web.desk import Desk, Edition
    from yuebao.web.links import Links


BESIDE = "beside"
"""What asks for the numbers of the month before beside those of the month."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A report at an address.

    Attributes:
        edition: The report.
        vintage: The moment the address names.
        currency: The currency it names, as it writes it; empty for none.
        links: How its pages lead to each other.
    """

    edition: Edition
    vintage: Vintage
    currency: str
    links: Links = SERVED

    @property
    def language(self) -> str:
        """The language of the page."""
        return self.edition.key.language

    def at(
        self, *below: str, vintage: Vintage | str | None = None, language: str = "",
        month: object = None, currency: str | None = None, query: str = "",
    ) -> str:  # fmt: skip
        """An address of this report, of something in it, or of the same elsewhere.

        Args:
            below: What of it, part by part.
            vintage: At another moment.
            language: In another language.
            month: Of another month.
            currency: In another currency; empty for the one that is taken where none is named.
            query: What stands behind the question mark, beside the currency.
        """
        parts = self._parts(below, vintage, language, month)
        named = self.currency if currency is None else currency
        return self.links.to(*parts, currency=named.lower(), query=query)

    def others(self, *below: str) -> dict[str, str]:
        """The address of the same in every language it can be had in, by language."""
        title = self.edition.known.definition.title
        return {code: self.at(*below, language=code) for code in page_languages() if code in title}

    def cited_at(self, *below: str, vintage: Vintage | str | None = None) -> str:
        """The address of something of this report as it is written to be cited: permanent."""
        parts = self._parts(below, vintage or self.permanent)
        return self.links.said(*parts, currency=self.currency.lower())

    def _parts(
        self, below: tuple[str, ...], vintage: Vintage | str | None, language: str = "",
        month: object = None,
    ) -> tuple[str, ...]:  # fmt: skip
        key = self.edition.key
        return (
            language or key.language, "reports", key.name, str(month or key.month),
            str(self.vintage if vintage is None else vintage), *below,
        )  # fmt: skip

    @property
    def beside(self) -> str:
        """The address of its page with the numbers of the month before beside its own."""
        return self.at(query=f"{BESIDE}=before") if self.links.is_served else self.at(BESIDE)

    @property
    def permanent(self) -> Vintage:
        """The moment of the store and the definition that this is of, for ever."""
        key = self.edition.key
        return Vintage(key.version, key.fingerprint, key.as_of)

    @property
    def known_at(self) -> Vintage:
        """The moment of the store at which its facts are read: of a live report that of now."""
        version = None if self.vintage.version is None else self.edition.key.version
        return Vintage(version, as_of=self.edition.key.as_of)

    def marker(self, ledger: Ledger) -> _Marker:
        """What marks figures up as links to their own pages."""
        return _Marker(self, ledger)


@dataclass(frozen=True, slots=True)
class _Marker:
    opened: Opened
    ledger: Ledger

    def __call__(self, figure: Figure, text: str) -> str:
        address = self.opened.at("figures", self.opened.edition.names.of(figure))
        value = exact_text(figure.value) or ""
        return (
            f'<a class="figure" href="{escape(address)}" '
            f'data-figure="{self.ledger.number(figure)}"><data value="{value}">'
            f"{escape(text)}</data></a>"
        )


@dataclass(frozen=True, slots=True)
class EarlierMarker:
    """Marks figures up with what they were in another month beside them.

    Attributes:
        mark: What marks them up.
        now: The report.
        before: The report of the other month.
        said: What tells a listener that the number of the other month follows.
        vintage: The moment that the pages of its numbers are of; None for that of the report.
    """

    mark: FigureMark
    now: Opened
    before: Edition
    said: str
    vintage: Vintage | None

    def __call__(self, figure: Figure, text: str) -> str:
        """The figure, then the other month's, as a link to its page, and where it went since."""
        name = self.now.edition.names.of(figure)
        named = self.before.names.figures.get(name)
        marked = self.mark(figure, text)
        if named is None:
            return marked
        earlier = named.figure
        address = self.now.at("figures", name, month=self.before.key.month, vintage=self.vintage)
        way = ""
        if figure.value is not None and earlier.value is not None and figure.unit == earlier.unit:
            way = "" if figure.value == earlier.value else "↓↑"[figure.value > earlier.value]
        return (
            f'{marked}<small class="earlier"><span class="unseen">{escape(self.said)}</span>'
            f'<a href="{escape(address)}">{escape(earlier.text)}</a>'
            f'<span class="way" aria-hidden="true">{way}</span></small>'
        )


def open_report(desk: Desk, asked: Asked) -> Opened:
    """The report an address is of.

    Raises:
        YuebaoError: As `Desk.edition`.
    """
    vintage = Vintage.parse(asked.path["vintage"])
    currency = asked.query.get("currency", "")
    edition = desk.edition(
        language_of(asked), asked.path["definition"], asked.path["month"], vintage, currency
    )
    return Opened(edition, vintage, currency, desk.links)


def split_ending(name: str, endings: Mapping[str, object] | tuple[str, ...]) -> tuple[str, str]:
    """A name without its ending, and the ending; `html` where it has none."""
    stem, _, ending = name.rpartition(".")
    return (stem, ending) if stem and ending in endings else (name, "html")


def absent(what: str, asked: Asked) -> AddressError:
    """That a report has nothing of a name."""
    return AddressError(
        f"the report has no such {what}", where=asked.at, remedy="Its page leads to all there are."
    )
