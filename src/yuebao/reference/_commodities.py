"""Commodities: the names and units customs gives HS8 codes, by the year of its list."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from yuebao.reference._data import check_language, in_language, read_table, read_text

if TYPE_CHECKING:
    from yuebao.domain import Month

_SAME = "="
"""What the packaged file writes where an entry is as in the list before it."""

_PREFIX_LENGTHS = (2, 4, 6, 8)


@dataclass(frozen=True, slots=True)
class HsList:
    """The list that answers for a month.

    Attributes:
        year: The year of the list.
        exact: Whether it is the month's own year; if not, the nearest list stands in, and a
            report that rests on it says so.
    """

    year: int
    exact: bool


@dataclass(frozen=True, slots=True)
class Commodity:
    """An HS8 code in one of customs' lists.

    Attributes:
        code: Eight digits.
        name: As the list of the language has it.
        unit: First unit of quantity as customs writes it in Chinese (千克), the key of facts.
        second_unit: Second unit; None where there is none.
        list_year: The year of the list the name and units are from.
    """

    code: str
    name: str
    unit: str
    second_unit: str | None
    list_year: int


@dataclass(frozen=True, slots=True)
class _Lists:
    """The packaged file: years by column stem (`zh`, `en`, `unit`), and a line of text a code."""

    years: dict[str, tuple[int, ...]]
    lines: dict[str, str]

    def cells(self, code: str, stem: str) -> dict[int, str]:
        """What each list says of a code, by year, empty where it has no such code."""
        values = self.lines[code].split("\t")
        cells: dict[int, str] = {}
        before = ""
        for year, value in zip(self.years[stem], values[self._first_column(stem) :], strict=False):
            before = before if value == _SAME else value
            cells[year] = before
        return cells

    def _first_column(self, stem: str) -> int:
        stems = list(self.years)
        return sum(len(self.years[earlier]) for earlier in stems[: stems.index(stem)])


@lru_cache(maxsize=1)
def _lists() -> _Lists:
    head, *lines = read_text("commodities.tsv.gz").splitlines()
    years: dict[str, tuple[int, ...]] = {}
    for column in head.split("\t")[1:]:
        stem, _, year = column.partition("-")
        years[stem] = (*years.get(stem, ()), int(year))
    # Lines are split into cells when asked for: most are not, and 9,000 of them take time.
    return _Lists(years, {line[:8]: line[9:] for line in lines})


@lru_cache(maxsize=1)
def _codes() -> list[str]:
    return sorted(_lists().lines)


def hs_list_for(month: Month, language: str = "zh") -> HsList:
    """The list that answers for a month: its year's, else the last before it, else the first.

    Raises:
        UserError: The language is neither `zh` nor `en`.
    """
    check_language(language)
    years = _lists().years[language]
    year = max((y for y in years if y <= month.year), default=min(years))
    return HsList(year, exact=year == month.year)


def find_commodity(code: str, month: Month, language: str = "zh") -> Commodity | None:
    """An HS8 code in the list that answers for the month; None where that list has no such code.

    The Chinese lists of several years tell whether a code was valid. In English there is one list,
    which answers for every month; its year is in the answer.

    Raises:
        UserError: The language is neither `zh` nor `en`.
    """
    year = hs_list_for(month, language).year
    lists = _lists()
    if code not in lists.lines:
        return None
    name = lists.cells(code, language)[year]
    if not name:
        return None
    unit, _, second = lists.cells(code, "unit")[year].partition("/")
    return Commodity(code, name, unit, second or None, year)


@lru_cache(maxsize=4)
def hs_codes(month: Month) -> tuple[str, ...]:
    """Every HS8 code of the list that answers for a month, ascending."""
    return tuple(code for code in _codes() if find_commodity(code, month) is not None)


def is_hs_prefix(code: str) -> bool:
    """Whether 2, 4, 6 or 8 digits are a code of any list, or the beginning of one."""
    if len(code) not in _PREFIX_LENGTHS:
        return False
    codes = _codes()
    at = bisect_left(codes, code)
    return at < len(codes) and codes[at].startswith(code)


@lru_cache(maxsize=1)
def _english_units() -> dict[str, str]:
    return {row["chinese"]: row["english"] for row in read_table("units.tsv")}


def unit_name(unit: str, language: str = "zh") -> str:
    """A unit as customs writes it (千克) in `zh` or `en`; itself where no list has it.

    Raises:
        UserError: The language is neither `zh` nor `en`.
    """
    return in_language(language, unit, _english_units().get(unit, unit))


_EDITION_YEARS = (2007, 2012, 2017, 2022)
"""The years from which China's tariff follows a new edition of the Harmonized System."""


def hs_edition(month: Month) -> int:
    """The edition of the Harmonized System a month's trade is coded by: 2022 since 2022-01."""
    return max((year for year in _EDITION_YEARS if year <= month.year), default=min(_EDITION_YEARS))
