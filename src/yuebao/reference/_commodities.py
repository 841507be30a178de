"""Commodities: the names and units an office gives its deepest codes, by the year of its list."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from yuebao.domain import Month, UserError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from yuebao.reference._folder import Folder

FILE = "commodities.tsv.gz"

_SAME = "="
"""What the file writes where an entry is as in the list before it."""

_UNIT = "unit"
"""The stem of the columns of units; the stems of the others are languages."""


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
    """A code of full length in one of an office's lists.

    Attributes:
        code: As long as the office's codes are.
        name: As the list of the language has it.
        unit: First unit of quantity as the office writes it (千克), the key of facts.
        second_unit: Second unit; None where there is none.
        list_year: The year of the list the name and units are from.
    """

    code: str
    name: str
    unit: str
    second_unit: str | None
    list_year: int


class Commodities:
    """The lists of commodities of an office: several years and languages, or none at all."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self._known = lru_cache(maxsize=4)(lambda year: tuple(self._of(year, self._sorted)))
        self._spelt = lru_cache(maxsize=2)(self._spelt_in)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages there are lists in, the office's own first; empty where there is none."""
        return tuple(stem for stem in self._years if stem != _UNIT)

    def list_for(self, month: Month, language: str | None = None) -> HsList:
        """The list that answers for a month: its year's, else the last before it, else the first.

        Args:
            month: The month.
            language: By default the office's own, whose lists tell whether a code was valid.

        Raises:
            UserError: There is no list in the language.
        """
        years = self._years.get(language or next(iter(self.languages), ""))
        if years is None:
            raise UserError(
                f"the office {self._folder.name} has no list of commodities in {language!r}",
                remedy=f"It has lists in {', '.join(self.languages) or 'no language'}.",
            )
        year = max((y for y in years if y <= month.year), default=min(years))
        return HsList(year, exact=year == month.year)

    def find(self, code: str, month: Month, language: str | None = None) -> Commodity | None:
        """A code in the list that answers for the month; None where that list has no such code.

        A language with a single list answers for every month; its year is in the answer.

        Raises:
            UserError: There is no list in the language.
        """
        language = language or next(iter(self.languages), "")
        year = self.list_for(month, language).year
        if code not in self._lines:
            return None
        name = self._cells(code, language)[year]
        if not name:
            return None
        unit, _, second = self._cells(code, _UNIT)[year].partition("/")
        return Commodity(code, name, unit, second or None, year)

    def codes(self, month: Month) -> tuple[str, ...]:
        """Every code of the list that answers for a month, ascending; none where there is none."""
        return self._known(self.list_for(month).year) if self._years else ()

    def below(self, code: str, month: Month) -> tuple[str, ...]:
        """The codes of the list that answers for a month that begin with one, ascending."""
        return tuple(self._below(code, month))

    def _below(self, code: str, month: Month) -> Iterator[str]:
        if not self._years:
            return
        first = bisect_left(self._sorted, code)
        last = bisect_left(self._sorted, f"{code}:", first)  # ':' follows '9'
        yield from self._of(self.list_for(month).year, self._sorted[first:last])

    def is_only(self, code: str, above: str, month: Month) -> bool:
        """Whether the month's list has a code, or some below it, and no other below a shorter one.

        What stands under 850760 is 85076000 where nothing else does.
        """
        is_held = False
        for one in self._below(above, month):
            if not one.startswith(code):
                return False
            is_held = True
        return is_held

    def search(self, asked: str, month: Month) -> tuple[str, ...]:
        """The codes a person means, of the list that answers for a month, ascending.

        Args:
            asked: Digits are the beginning of a code; anything else is words, each of which stands
                somewhere in a name of the code, whatever the language and the case.
            month: The month whose list is searched.
        """
        words = asked.casefold().split()
        if len(words) == 1 and words[0].isdecimal():
            return tuple(code for code in self.codes(month) if code.startswith(words[0]))
        spelt = self._spelt(month.year) if words else ()
        return tuple(code for code, names in spelt if all(word in names for word in words))

    def every_name(self, language: str) -> Iterator[str]:
        """All that the lists in a language call any code, of whatever year."""
        if language in self._years:
            for code in self._sorted:
                yield from {name for name in self._cells(code, language).values() if name}

    def names(self, code: str, month: Month) -> dict[str, str]:
        """What each language's list calls a code; a language whose list lacks it is left out."""
        found = {language: self.find(code, month, language) for language in self.languages}
        return {language: one.name for language, one in found.items() if one is not None}

    def words(self, month: Month) -> tuple[str, ...]:
        """The words of all names in the list that answers for a month, in every language."""
        found = (
            word.strip("(),;&") for _, names in self._spelt(month.year) for word in names.split()
        )
        return tuple(dict.fromkeys(found))

    def _spelt_in(self, year: int) -> tuple[tuple[str, str], ...]:
        """The codes of a year's list, each with its names in every language, in small letters."""
        month = Month(year, 1)
        return tuple(
            (code, " ".join(self.names(code, month).values()).casefold())
            for code in self.codes(month)
        )

    def _of(self, year: int, codes: Iterable[str]) -> Iterator[str]:
        """Those of the codes that a year's list has."""
        language = next(iter(self.languages))
        return (code for code in codes if self._cells(code, language)[year])

    def has_prefix(self, code: str) -> bool:
        """Whether digits are a code of any list, or the beginning of one."""
        at = bisect_left(self._sorted, code)
        return at < len(self._sorted) and self._sorted[at].startswith(code)

    def _cells(self, code: str, stem: str) -> dict[int, str]:
        """What each list says of a code, by year, empty where it has no such code."""
        values = self._lines[code].split("\t")
        cells: dict[int, str] = {}
        before = ""
        for year, value in zip(self._years[stem], values[self._first_column(stem) :], strict=False):
            before = before if value == _SAME else value
            cells[year] = before
        return cells

    def _first_column(self, stem: str) -> int:
        stems = list(self._years)
        return sum(len(self._years[earlier]) for earlier in stems[: stems.index(stem)])

    @cached_property
    def _file(self) -> tuple[str, dict[str, str]]:
        """The head, and a line of text a code.

        Lines are split into cells when asked for: most are not, and 9,000 of them take time.
        """
        if not self._folder.has(FILE):
            return "code", {}
        head, *lines = self._folder.read_text(FILE).splitlines()
        pairs = (line.partition("\t") for line in lines)
        return head, {code: rest for code, _, rest in pairs}

    @cached_property
    def _years(self) -> dict[str, tuple[int, ...]]:
        """Years by column stem (`zh`, `en`, `unit`)."""
        years: dict[str, tuple[int, ...]] = {}
        for column in self._file[0].split("\t")[1:]:
            stem, _, year = column.partition("-")
            years[stem] = (*years.get(stem, ()), int(year))
        return years

    @property
    def _lines(self) -> dict[str, str]:
        return self._file[1]

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted(self._lines)
