"""A customs office: everything particular to one, read from its folder."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from yuebao.domain import Currency, Flow, Month, UserError
from yuebao.reference._commodities import Commodities
from yuebao.reference._festival import Festival, read_festival
from yuebao.reference._folder import Folder, Names, Settings, in_language
from yuebao.reference._groups import Groups
from yuebao.reference._modes import OfficeModes
from yuebao.reference._named import Named, read_named
from yuebao.reference._names import NameBook
from yuebao.reference._partners import OfficePartners
from yuebao.reference._regions import Regions, RegionWords
from yuebao.reference._units import LargerUnit, OfficeUnits

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from yuebao.domain import Period
    from yuebao.reference._listing import Listing
    from yuebao.reference._modes import Mode
    from yuebao.reference._partners import Partner

SETTINGS = "office.toml"
"""The file that makes a folder an office's."""


@dataclass(frozen=True, slots=True)
class CodeForm:
    """What codes of one kind look like: so many digits, or so many capital letters.

    Attributes:
        length: How many.
        letters: Whether they are letters.
    """

    length: int
    letters: bool = False

    @property
    def pattern(self) -> str:
        """A regular expression of it, in what DuckDB, Spark and Python have in common."""
        return f"[{'A-Z' if self.letters else '0-9'}]{{{self.length}}}"

    def __str__(self) -> str:
        count = _COUNTED.get(self.length, str(self.length))
        return f"{count} {'capital letter' if self.letters else 'digit'}{'s'[: self.length - 1]}"


_COUNTED = {1: "one", 2: "two", 3: "three", 4: "four", 5: "five", 6: "six"}


@dataclass(frozen=True, slots=True)
class CurrencyWords:
    """A currency an office publishes values in, and what it is called.

    Attributes:
        code: The currency.
        names: What prose calls it, by language.
        unit: How it stands in a printed unit, by language: 美元 in 亿美元, USD in USD million.
        sign: What stands before an amount in a sentence, by language, where not the unit's word.
        printed: The printed unit of reports that name none.
    """

    code: Currency
    names: Names
    unit: Names
    sign: Names
    printed: str

    @property
    def label_word(self) -> str:
        """Its word in the units that definitions name: 美元 in 亿美元."""
        return next((w for w in self.unit.values() if self.printed.endswith(w)), self.printed)


@dataclass(frozen=True, slots=True)
class Platform:
    """Where an office's files are fetched.

    Attributes:
        bulletin: The table of all goods by region, in the name of its file.
        further: What stands in a file's name behind its codes where it has more than are named.
        words: How the platform calls what is asked of it.
    """

    bulletin: str
    further: str
    words: Mapping[str, str]

    def word(self, english: str) -> str:
        """How the platform calls something; the English word where it has none of its own."""
        return self.words.get(english, english)


@dataclass(frozen=True, eq=False)
class Office:
    """A customs office; its lists are read when they are first asked for.

    Attributes:
        folder: Where its facts are kept.
        names: The reporting country, by language.
        home: The same, where a report speaks of it as its readers' own.
        authority: Who publishes, by language.
        depths: How many digits its codes of commodities have, ascending.
        forms: What the other codes look like, by column of the fact table.
        own: The partner code that goods come back under; None where it has none.
        editions: The years from which its tariff follows a new edition of the HS, ascending.
        currencies: What values are published in, the one taken where nothing decides first.
        conversion: Which currency a table of rates turns into which; None where there is one.
        larger_units: What reports may add units of quantity up to.
        region_words: What regions are called, by language.
        official_region_words: What official statistics call them, where that differs.
        flow_words: The words in a file's name that say what it holds.
        platform: Where its files are fetched.
        holiday: What `festival` is read by.
    """

    folder: Folder
    names: Names
    home: Names
    authority: Names
    depths: tuple[int, ...]
    forms: Mapping[str, CodeForm]
    own: str | None
    editions: tuple[int, ...]
    currencies: tuple[CurrencyWords, ...]
    conversion: tuple[Currency, Currency] | None
    larger_units: Mapping[str, LargerUnit]
    region_words: Mapping[str, RegionWords]
    official_region_words: Mapping[str, RegionWords]
    flow_words: Mapping[Flow, tuple[str, ...]]
    platform: Platform
    holiday: Settings | None

    def __reduce__(self) -> tuple[Any, ...]:
        """Another process reads the folder itself."""
        return read_office, (self.folder,)

    def __repr__(self) -> str:
        return f"Office({self.name!r})"

    @property
    def name(self) -> str:
        """What stores and definitions call it."""
        return self.folder.name

    def __str__(self) -> str:
        return self.name

    @property
    def language(self) -> str:
        """The language it publishes in: the first its country has a name in."""
        return next(iter(self.names))

    @property
    def depth(self) -> int:
        """How many digits its longest codes have."""
        return self.depths[-1]

    @cached_property
    def partners(self) -> OfficePartners:
        """Its trading partners."""
        return OfficePartners(self.folder, self.own)

    @cached_property
    def regions(self) -> Regions:
        """The regions of its country."""
        return Regions(self.folder, self.region_words)

    @cached_property
    def tiles(self) -> dict[str, tuple[int, int]]:
        """Where each region stands in a grid of tiles, row and column from 1; empty without one.

        A grid shows who is whose neighbour, and no border.
        """
        if not self.folder.has("tiles.tsv"):
            return {}
        rows = self.folder.read_table("tiles.tsv")
        return {row["code"]: (int(row["row"]), int(row["column"])) for row in rows}

    @cached_property
    def modes(self) -> OfficeModes:
        """Its trade modes."""
        return OfficeModes(self.folder)

    @cached_property
    def enterprises(self) -> Listing[Named]:
        """The kinds of enterprises it tells apart."""
        return read_named(self.folder, "enterprises.tsv")

    @cached_property
    def blocs(self) -> Listing[Named]:
        """The lines of its tables by partner that are no partner: groups and continents."""
        return read_named(self.folder, "blocs.tsv")

    @cached_property
    def _named(self) -> Mapping[str, tuple[tuple[str, str], ...]]:
        aliases = self.folder.read_table("aliases.tsv")
        lists: dict[str, Iterable[Partner | Mode | Named]] = {
            "partner": self.partners,
            "mode": (*self.modes, *self.modes.groups),
            "enterprise": self.enterprises,
            "bloc": self.blocs,
        }
        return {
            kind: (
                *((one.code, name) for one in listing for name in one.names.values()),
                *((row["code"], row["name"]) for row in aliases if row["kind"] == kind),
            )
            for kind, listing in lists.items()
        }

    @cached_property
    def _books(self) -> Mapping[str, NameBook]:
        return {kind: NameBook(named) for kind, named in self._named.items()}

    def names_of(self, kind: str) -> tuple[tuple[str, str], ...]:
        """Codes and all their names in tables, in every language; kinds as in `code_of`."""
        return self._named[kind]

    def code_of(self, kind: str, name: str) -> str | None:
        """The code of what a table calls so; None where no list has the name.

        Args:
            kind: `partner`, `mode`, `enterprise` or `bloc`.
            name: The name, in any language, whatever spaces and brackets are in it.
        """
        return self._books[kind].code_of(name)

    def bloc_name(self, code: str, language: str) -> str:
        """The name of a line of a table by partner: of a group, or of a partner in it.

        Raises:
            UserError: There is none in the language.
        """
        listing = self.partners if self.blocs.find(code) is None else self.blocs
        return listing.name(code, language)

    @cached_property
    def groups(self) -> Groups:
        """The country groups made of its partners."""
        return Groups(self.folder, self.partners)

    @cached_property
    def commodities(self) -> Commodities:
        """Its lists of commodities."""
        return Commodities(self.folder)

    @cached_property
    def units(self) -> OfficeUnits:
        """Its units of quantity."""
        return OfficeUnits(self.folder, self.larger_units)

    @cached_property
    def festival(self) -> Festival | None:
        """The festival that moves between months and stops its country's trade; None without one.

        Raises:
            UserError: It is not written as it must be.
        """
        return None if self.holiday is None else read_festival(self.folder, self.holiday)

    def country(self, language: str) -> str:
        """The reporting country.

        Raises:
            UserError: It has no name in the language.
        """
        return in_language(self.names, language)

    def regions_in(self, language: str, *, official: bool = False) -> RegionWords:
        """What the regions are called, or what official statistics call them.

        Raises:
            UserError: There is no word for them in the language.
        """
        if language in self.region_words:
            own = self.region_words[language]
            return self.official_region_words.get(language, own) if official else own
        raise UserError(
            f"the office {self.name} has no word for regions in {language!r}",
            remedy=f"It has words in {', '.join(self.region_words)}.",
        )

    def words_of(self, currency: str) -> CurrencyWords:
        """What a currency is called.

        Raises:
            UserError: The office publishes no values in it.
        """
        for words in self.currencies:
            if words.code == currency:
                return words
        raise UserError(
            f"the office {self.name} publishes no values in {currency}",
            remedy=f"It has {', '.join(words.code for words in self.currencies)}.",
        )

    @property
    def converted(self) -> tuple[CurrencyWords, CurrencyWords]:
        """The currency that a table of rates turns into another, and that other.

        Raises:
            UserError: There is no such pair.
        """
        if self.conversion is None:
            raise UserError(
                f"the office {self.name} knows no two currencies to convert",
                where="rates",
                remedy="Leave the table of rates out.",
            )
        of, into = self.conversion
        return self.words_of(of), self.words_of(into)

    def in_order(self, currencies: frozenset[Currency]) -> tuple[Currency, ...]:
        """Some of its currencies, in its order."""
        return tuple(words.code for words in self.currencies if words.code in currencies)

    def is_commodity(self, code: str) -> bool:
        """Whether a text is as long as a code of commodities, and all digits."""
        return code.isascii() and code.isdigit() and len(code) in self.depths

    def knows(self, code: str, month: Month) -> bool:
        """Whether its list of commodities for a month has a code, or any list one below it."""
        if len(code) == self.depth:
            return self.commodities.find(code, month) is not None
        return self.is_commodity(code) and self.commodities.has_prefix(code)

    def same_goods(self, code: str, months: Period) -> tuple[str, ...]:
        """The shorter codes that, by the list of a month among these, have no other below them."""
        ends = [Month(year, 12) for year in range(months.first.year, months.last.year + 1)]
        return tuple(
            above
            for above in (code[:digits] for digits in self.depths if digits < len(code))
            if any(self.commodities.is_only(code, above, month) for month in ends)
        )

    def commodity_form(self) -> str:
        """What codes of commodities look like: 2, 4, 6 or 8 digits."""
        *others, last = map(str, self.depths)
        return f"{', '.join(others)} or {last} digits" if others else f"{last} digits"

    def edition(self, month: Month) -> int | None:
        """The edition of the Harmonized System a month's trade is coded by: 2022 since 2022-01.

        Months before the first that is stated are of the first; None where none is stated.
        """
        held = [year for year in self.editions if year <= month.year]
        return max(held, default=min(self.editions, default=None))


def read_office(folder: Folder) -> Office:
    """Read an office's folder.

    Raises:
        UserError: A setting is missing or is not what it must be.
    """
    raw = folder.read_toml(SETTINGS)
    codes, flows = raw.part("codes"), raw.part("flows")
    names = raw.names("names")
    return Office(
        folder=folder,
        names=names,
        home=raw.names("home", names),
        authority=raw.names("authority"),
        depths=_numbers(codes, "commodity"),
        forms={kind: _form(codes.part(kind)) for kind in ("partner", "mode", "province")},
        own=codes.get("own", str) if "own" in codes.values else None,
        editions=_numbers(codes, "editions") if "editions" in codes.values else (),
        currencies=_currencies(raw),
        conversion=_conversion(raw),
        larger_units=_larger_units(raw.part("larger-units", {})),
        region_words=_region_words(raw.part("regions")),
        official_region_words=_region_words(raw.part("official-regions", {})),
        flow_words={flow: flows.texts(flow.value, []) for flow in Flow},
        platform=_platform(raw.part("platform", {})),
        holiday=raw.part("festival") if "festival" in raw.values else None,
    )


def _larger_units(raw: Settings) -> dict[str, LargerUnit]:
    parts = {unit: raw.part(unit) for unit in raw.values}
    return {unit: LargerUnit(one.get("of", int), one.names("names")) for unit, one in parts.items()}


def _region_words(raw: Settings) -> dict[str, RegionWords]:
    return {language: RegionWords(**raw.names(language)) for language in raw.values}


def _numbers(raw: Settings, key: str) -> tuple[int, ...]:
    return tuple(sorted(map(int, raw.get(key, list))))


def _form(raw: Settings) -> CodeForm:
    letters = "letters" in raw.values
    return CodeForm(raw.get("letters" if letters else "digits", int), letters)


def _currencies(raw: Settings) -> tuple[CurrencyWords, ...]:
    found = tuple(
        CurrencyWords(
            code=Currency(one.get("code", str)),
            names=one.names("names"),
            unit=one.names("unit"),
            sign=one.names("sign", {}),
            printed=one.get("printed", str),
        )
        for one in raw.parts("currencies")
    )
    if not found:
        raise UserError(
            "there is no currency", where=raw.where, remedy="An office publishes values in one."
        )
    return found


def _conversion(raw: Settings) -> tuple[Currency, Currency] | None:
    if "conversion" not in raw.values:
        return None
    of = raw.part("conversion")
    return Currency(of.get("of", str)), Currency(of.get("into", str))


def _platform(raw: Settings) -> Platform:
    return Platform(
        bulletin=raw.get("bulletin", str, "bulletin"),
        further=raw.get("further", str, "+{count}"),
        words=raw.names("words", {}),
    )
