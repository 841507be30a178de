"""What stands above a bulletin's table and in its file's name: unit, month, flow, region."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from yuebao.domain import Currency, Dimension, Flow, Month, PeriodError, SourceError, UserError
from yuebao.sources._direction import flow_of_name
from yuebao.sources._values import FIRST_YEAR, plain, shown
from yuebao.sources.bulletin.head_words import HeadSpan, SpanKind, head_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from yuebao.domain import Period, Scope
    from yuebao.reference import Office
    from yuebao.sources.bulletin.head_words import HeadWords, ValueUnit
    from yuebao.sources.files.record import FileRow

# 2025年2月, 2025年1至2月; 10.2019 and 1-7.2023 as English titles have them.
_IN_TITLE = re.compile(r"(\d{4})年(?:(\d{1,2})月?份?(?:至|到|-|—|–|~))?(\d{1,2})月", re.ASCII)
_FIRST_MONTHS = re.compile(r"(20\d\d)年前(\d{1,2})个?月", re.ASCII)  # 2025年前8个月
_DOTTED = re.compile(r"(?<![\d.])(?:(\d{1,2})(?:-|~|to|至))?(\d{1,2})\.(20\d\d)(?!\d)", re.ASCII)
_IN_NAME = re.compile(r"(?<!\d)(20\d{2})[-_. ]?(0[1-9]|1[0-2])(?!\d)", re.ASCII)
_LATIN = re.compile(r"[A-Za-z]{2}")
_DAY = re.compile(
    r"(20\d\d)(?:([-./])(\d{1,2})\2\d{1,2}|年(\d{1,2})月\d{1,2}日)", re.ASCII
)  # a table is of months: a day is that of its release
_RATES = re.compile(r"[,、;及和/]%(?=\)?$)")  # 单位：亿元，%
_UNDATED = re.compile(r"(?<![\d年])(?:(\d{1,2})月?(?:至|到|-|—|~))?(\d{1,2})月", re.ASCII)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)", re.ASCII)
_BY_RELEASE = "the date of release in its title"


@dataclass(frozen=True, slots=True)
class Above:
    """What stands around a table.

    Attributes:
        texts: The texts above its heads and in them.
        file: What to call the table in a message.
        path_name: The file's name.
        head: The record with the head of its first column.
        words: The words of its heads.
        tab: The name of its sheet.
        below: The notes below its heads.
    """

    texts: tuple[str, ...]
    file: str
    path_name: str
    head: FileRow
    words: HeadWords
    tab: str = ""
    below: tuple[str, ...] = ()

    def spans(self) -> list[HeadSpan]:
        """The months its title speaks of, each once."""
        return list(
            dict.fromkeys(s for text in self.texts for s in _spans(_dayless(text), self.words))
        )

    def tab_spans(self) -> list[HeadSpan]:
        """The months that the name of the sheet says, with the one year that all texts say."""
        tab = plain(self.tab)
        if said := list(dict.fromkeys(_spans(tab, self.words))):
            return said
        years = {int(y) for text in (*self.texts, self.path_name, tab)
                 for y in _YEAR.findall(_dayless(text))}  # fmt: skip
        return list(_undated_spans(tab, self.words, years.pop())) if len(years) == 1 else []

    def released_spans(self) -> list[HeadSpan]:
        """The months that its title says without their year, with that of the day of release.

        None where another year is possible: the day is of an earlier month, or the file's name
        says a year of its own.
        """
        released = self._released()
        if released is None or self.spans():
            return []
        texts = [_dayless(text) for text in self.texts if text not in self.head.fields]
        said = {span for text in texts for span in _undated_spans(text, self.words, released[0])}
        lasts = {span.last or 0 for span in said}
        return list(said) if len(said) == 1 and max(lasts) <= released[1] else []

    def _released(self) -> tuple[int, int] | None:
        """Year and month of the one day that its title says; None where a year stands elsewhere."""
        texts = list(map(plain, self.texts))
        days = {
            (int(day[1]), int(day[3] or day[4])) for text in texts for day in _DAY.finditer(text)
        }
        years = {int(y) for text in (*texts, self.path_name) for y in _YEAR.findall(plain(text))}
        return days.pop() if len(days) == 1 and len(years | {y for y, _ in days}) == 1 else None

    def year(self) -> int | None:
        """The one year that the title says, alone or with months."""
        titles = [text for text in map(_dayless, self.texts) if not text.startswith("注")]
        years = {int(year) for text in titles for year in _YEAR.findall(text)}
        return years.pop() if len(years) == 1 else None

    def unit(self) -> ValueUnit | None:
        """The unit of value that stands above the heads or in them, else below; None for none.

        Raises:
            SourceError: There are several, or it is not known.
        """
        pattern = re.compile(f"(?:{'|'.join(self.words.unit_words) or '(?!)'}):(.+)")
        around = (
            [match[1] for text in texts if (match := pattern.search(head_text(text)))]
            for texts in (self.texts, self.below)
        )
        said = (_RATES.sub("", text) for text in next(filter(None, around), []))
        named = {text.rstrip(")") if text.count(")") > text.count("(") else text for text in said}
        if len(named) > 1:
            raise self._refusal(f"the heads name several units: {', '.join(sorted(named))}")
        for name in named:
            for unit in self.words.units:
                if name in map(plain, unit.heads):
                    return unit
            raise self._refusal(f"the unit of value {shown(name)} is not known")
        return None

    def check_units(self, said: ValueUnit | None, columns: Iterable[ValueUnit | None]) -> None:
        """Refuse a unit above the heads that no column has, where each names one of its own.

        Raises:
            SourceError: There is one.
        """
        named = list(columns)
        if said is not None and named and None not in named and said not in named:
            heads = ", ".join(dict.fromkeys(unit.heads[0] for unit in named if unit))
            raise self._refusal(
                f"the unit above the heads is {said.heads[0]}, but the heads say {heads}"
            )

    def no_unit(self) -> SourceError:
        """The refusal of a table whose values have no unit."""
        return self._refusal("the heads name no unit of value")

    def _refusal(self, found: str) -> SourceError:
        known = ", ".join(unit.heads[0] for unit in self.words.units)
        return SourceError(
            found,
            file=self.file,
            line=self.head.line,
            remedy=f"Above the heads must stand, say, 单位：万元人民币. Known are {known}.",
        )

    def check_currency(self, unit: ValueUnit) -> None:
        """Refuse a unit of another currency than the title's.

        Raises:
            SourceError: The title says another.
        """
        titles = [plain(text) for text in self.texts]
        said = {
            Currency(currency)
            for currency, words in self.words.currencies.items()
            if any(word in title for word in words for title in titles)
        }
        if len(said) == 1 and unit.currency not in said:
            raise SourceError(
                f"its title says {said.pop()}, but its unit {unit.heads[0]} is {unit.currency}",
                file=self.file,
                line=self.head.line,
                remedy="One of them is wrong: load the table as it was published.",
            )

    def flow(self, office: Office) -> Flow | None:
        """The flow that a text above the heads states; None for both, or for none."""
        if (caption := self._caption()) is not None:
            return caption
        titles = [text for text in self.texts if self.words.read(text) is None]
        found = (
            flow_of_name(text, office) for one in (*titles, self.tab) for text in _readings(one)
        )
        return next((flow for flow in found if flow is not None), None)

    def _caption(self) -> Flow | None:
        """The one flow that texts above the heads name alone, as above a table beside another.

        It goes before a title, which may be of both tables.
        """
        above = [text for text in self.texts if text not in self.head.fields]
        said = {read.flow for text in above if (read := self.words.read(text)) is not None}
        return said.pop() if len(said := said - {None}) == 1 and Flow.TOTAL not in said else None

    def check_captions(self, records: Sequence[FileRow], place: int) -> None:
        """Refuse a text over the names of rows that says that the numbers are others: 上年同期.

        Raises:
            SourceError: There is one.
        """
        for record in records[: records.index(self.head)]:
            text = record.field(place)
            said = self.words.read(text) if text.strip() else None
            if said is not None and (said.aside or said.growth):
                raise SourceError(
                    f"{shown(text.strip())} above the heads says that its numbers are not those of "
                    "the months reported",
                    file=self.file,
                    line=record.line,
                    remedy="Load the table of the months themselves, under its own title.",
                )

    def month(self, number: int, months: Period | None) -> tuple[Month, str]:
        """The month of the heads with the year of the title, of the file's name, or as given.

        A month with its year goes before a year alone.

        Raises:
            SourceError: What says the year says another month than the heads.
            PeriodError: Nothing says the year, or one text says two.
        """
        for what, found in self._dated_sources(months):
            if found:
                years = {year for year, month in found if month == number}
                if not years:
                    year, month = found[0]
                    raise self._other_month(what, f"{year}-{month:02}", number)
                first = next(year for year, month in found if month == number)
                if first == max(years):  # the others are of columns to compare with
                    return self._dated(first, number, what)
                break
        return self._by_year_alone(number, plain(self.path_name))

    def spoken_number(self, months: Period | None) -> int | None:
        """The number of the one month that the title, the file's name or `months` speaks of."""
        for _, found in self._dated_sources(months):
            if found:
                numbers = {month for _, month in found}
                return numbers.pop() if len(numbers) == 1 else None
        return None

    def _dated_sources(
        self, months: Period | None
    ) -> tuple[tuple[str, list[tuple[int, int]]], ...]:
        """What says months with their years, the surest first, and the years and months it says."""
        name = plain(self.path_name)
        in_name = [(int(year), int(month)) for year, month in _IN_NAME.findall(name)]
        in_name += _dated_months(_spans(name, self.words))
        given = [(months.last.year, months.last.month)] if months else []
        return (
            ("its title", _dated_months(self.spans())),
            ("the file's name", in_name),
            ("its sheet's name", _dated_months(self.tab_spans())),
            ("--months", given),
            (_BY_RELEASE, _dated_months(self.released_spans())),
        )

    def _by_year_alone(self, number: int, name: str) -> tuple[Month, str]:
        titles = [text for text in map(_dayless, self.texts) if not text.startswith("注")]
        in_title = {int(year) for text in titles for year in _YEAR.findall(text)}
        in_name = {int(year) for year in _YEAR.findall(name)}
        in_tab = {int(year) for year in _YEAR.findall(plain(self.tab))}
        for what, years in (
            ("the year in its title", in_title),
            ("the year in its name", in_name),
            ("the year in its sheet's name", in_tab),
        ):
            if len(years) == 1:
                return self._dated(years.pop(), number, what)
        released = self._released()
        if released is not None and number <= released[1]:
            return self._dated(released[0], number, _BY_RELEASE)
        raise PeriodError(
            f"it reports {number}月, but nothing says of which year",
            where=self.file,
            remedy=f"Put the month in the file's name, as 2025-{number:02}, or give --months.",
        )

    def _dated(self, year: int, number: int, what: str) -> tuple[Month, str]:
        if year < FIRST_YEAR:
            raise SourceError(
                f"{what} says the year {year:04}, of which there are no statistics",
                file=self.file,
                remedy="Correct the year.",
            )
        return Month(year, number), what

    def _other_month(self, what: str, said: str, number: int) -> SourceError:
        return SourceError(
            f"{what} says {said}, but the heads say {number}月",
            file=self.file,
            remedy="One of them is wrong: load the table as it was published.",
        )


def _readings(title: str) -> Iterator[str]:
    """A title as it stands, and without spaces, but for words that spaces part."""
    yield title
    if not _LATIN.search(title):
        yield plain(title)


def _dayless(text: str) -> str:
    """A text as titles are read, without days."""
    return _DAY.sub(" ", plain(text))


def _undated_spans(text: str, words: HeadWords, year: int) -> Iterator[HeadSpan]:
    """The months of a title that says no year, with one."""
    for first, last in _UNDATED.findall(text):
        yield _span(first, int(last), year)
    for match in words.named_months.finditer(text):
        first = str(words.month_names[match[1]]) if match[2] else ""
        yield _span(first, words.month_names[match[2] or match[1]], year)


def _dated_months(spans: Iterable[HeadSpan]) -> list[tuple[int, int]]:
    """Year and month that spans end with, where they say both."""
    return [(s.last_year, s.last) for s in spans if s.last_year and s.last]


def _spans(text: str, words: HeadWords) -> Iterator[HeadSpan]:
    """The dated months in a title or a name."""
    for year, first, last in _IN_TITLE.findall(text):
        yield _span(first, int(last), int(year))
    for first, last, year in _DOTTED.findall(text):
        yield _span(first, int(last), int(year))
    for year, last in _FIRST_MONTHS.findall(text):
        yield _span("1", int(last), int(year))
    names = "|".join(sorted(words.periods, key=len, reverse=True)) or "(?!)"
    for year, name in re.findall(rf"(20\d\d)年?({names})", text):
        span = words.periods[name]
        yield _span(str(span.first or 1), span.last or 12, int(year))
    for match in words.named_months.finditer(text):
        if match[3]:
            first = str(words.month_names[match[1]]) if match[2] else ""
            yield _span(first, words.month_names[match[2] or match[1]], int(match[3]))


def _span(first: str, last: int, year: int) -> HeadSpan:
    if not first:
        return HeadSpan(SpanKind.MONTH, last=last, last_year=year)
    if int(first) == 1:
        return HeadSpan(SpanKind.YEAR_TO_DATE, last=last, last_year=year)
    return HeadSpan(SpanKind.MONTHS, int(first), last, year, year)


def read_region(above: Above, office: Office, scope: Scope | None) -> str | None:
    """The region a table is of, by its title or its file's name; None for all of the country.

    The name counts where the title says that the table is of one region, and not of which.

    Args:
        above: What stands above the table.
        office: The office, whose regions there are.
        scope: The part of trade that the user says the files cover: asked where title and name do
            not tell.

    Raises:
        UserError: The title says that it is of one region and nothing says of which, or only the
            name speaks of one, or it is of a customs district.
    """
    titles = "".join(map(plain, above.texts))
    local = any(word in titles for word in above.words.local)
    if any(word in titles for word in above.words.districts):
        raise UserError(
            "its title says that it is of a customs district, which is not the place where traders "
            "are registered",
            where=above.path_name,
            remedy="Load the table by place of registration, or the province's own.",
        )
    names = plain(f"{above.path_name} {above.tab}")
    in_title, in_name = (_regions(text, office) for text in (titles, names))
    for named in (in_title, in_name if local else set()):
        if len(named) == 1:
            return named.pop()
    told = scope is not None and scope.dimension is Dimension.PROVINCE and len(scope.codes) == 1
    if scope is not None and told:
        return scope.codes[0]
    if local:
        raise UserError(
            "its title says that it is of one province, but not of which",
            where=above.path_name,
            remedy="Put the province in the file's name, or give --scope province=31 (its code).",
        )
    if in_name and scope is None:
        raise UserError(
            "its name speaks of a province, its title of none",
            where=above.path_name,
            remedy="Say --scope all, or --scope province=31 (its code).",
        )
    return None


def _regions(text: str, office: Office) -> set[str]:
    return {
        region.code
        for region in office.regions
        if any(plain(name) in text for name in (region.full, *region.names.values()))
    }
