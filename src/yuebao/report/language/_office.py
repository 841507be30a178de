"""What languages share: a house style's words, and what an office calls its own."""

from __future__ import annotations

from copy import copy
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, Self

from yuebao.reference import in_language
from yuebao.report.language._reading import load_words
from yuebao.report.model import WHOLE_TRADE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yuebao.reference import CurrencyWords, LargerUnit, Names, Office, RegionWords
    from yuebao.report.model import DocumentWords, TradePart
    from yuebao.report.words import Wording

_TRUE_MINUS = "\N{MINUS SIGN}"


class OfficeNames:
    """A language as it speaks of one customs office.

    Whatever the office has no name for in the language is refused (`UserError`).

    Attributes:
        package: The language's package, with its `words.toml`.
        wording: The house style's words.
        office: The office whose trade is reported.
    """

    package: ClassVar[str]

    def __init__(self, wording: Wording, office: Office) -> None:
        self.wording = wording
        self.office = office
        self._part = WHOLE_TRADE

    def reporting(self, part: TradePart) -> Self:
        """The language as it speaks of a part of the country's trade."""
        other = copy(self)
        other._part = part
        return other

    def of_part(self, goods: str) -> str:
        """The goods, with what of their trade is reported, where who trades does not say it."""
        return goods

    @property
    def words(self) -> DocumentWords:
        """The words around a report: `words.toml` in the language's package, and the minus."""
        words = load_words(self.package)
        if self.wording.minus != "true":
            return words
        return replace(words, numbers=replace(words.numbers, minus=_TRUE_MINUS))

    @property
    def country(self) -> str:
        """The reporting country: China."""
        return self._said(self.office.names)

    @property
    def home(self) -> str:
        """Who trades, as its own readers call it: 我国."""
        return self.trader if self._part.named() else self._said(self.office.home)

    @property
    def trader(self) -> str:
        """Who trades: the country, or the regions reported."""
        regions = self._part.provinces
        names = [self.region_name(code) for code in regions]
        return self.listing(names) if names else self.country

    @property
    def counterparts(self) -> tuple[str, ...]:
        """The partners and country groups whose trade alone is reported."""
        office, names_in = self.office, self.words.names_in
        return (
            *(office.groups.find(group).name(names_in) for group in self._part.groups),
            *(office.partners.name(code, names_in) for code in self._part.partners),
        )

    @property
    def regimes(self) -> tuple[str, ...]:
        """The trade modes whose trade alone is reported."""
        return tuple(self.office.modes.name(code, self.words.names_in) for code in self._part.modes)

    def listing(self, names: Sequence[str]) -> str:
        """Names in a sentence, as the language joins them."""
        raise NotImplementedError

    @property
    def authority(self) -> str:
        """Who publishes the data."""
        return self._said(self.office.authority)

    @property
    def regions(self) -> RegionWords:
        """What the country's regions are called."""
        return self.office.regions_in(self.words.names_in, official=self.wording.official)

    def region_name(self, code: str) -> str:
        """A region as tables and sentences name it; the code itself where no list has it."""
        region, language = self.office.regions.find(code), self.words.names_in
        return code if region is None else region.name(language, official=self.wording.official)

    def unit_word(self, currency: CurrencyWords) -> str:
        """A currency as it stands in a printed unit."""
        return self._said(currency.unit)

    def unit_name(self, unit: str, larger: LargerUnit | None = None) -> str:
        """A unit of quantity, or the larger one that it is added up to."""
        if larger is not None:
            return self._said(larger.names)
        return self.office.units.name(unit, self.words.names_in)

    def sign(self, currency: CurrencyWords) -> str:
        """What stands before an amount in a sentence; empty where nothing of its own does."""
        return currency.sign.get(self.words.names_in, "")

    def _said(self, names: Names) -> str:
        return in_language(names, self.words.names_in)
