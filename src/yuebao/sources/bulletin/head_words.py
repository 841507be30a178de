"""What a head of a bulletin's column says: flow, months, measure, unit, from the words it has.

A head is read from its first word to its last; one word that is not known makes all of it unknown.
What the heads above each other say of a column is put together: it may stand in any order.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from yuebao.domain import Currency, Flow, Month, Period
from yuebao.sources._values import month_of_day, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

_TO = r"(?:-to-|to|至|到|-|~|—|–)"
_DATED = re.compile(
    rf"(20\d\d)年?[.\-/]?(\d{{1,2}})月?份?(?:{_TO}(20\d\d)年?[.\-/]?(\d{{1,2}})月?份?)", re.ASCII
)
_DATED_TO = re.compile(rf"(20\d\d)年(\d{{1,2}})月?份?{_TO}(\d{{1,2}})月份?", re.ASCII)
_DATE = re.compile(r"(20\d\d)([-/])(\d{1,2})\2(\d{1,2})(?:00:00:00)?(?!\d)", re.ASCII)
_DATED_ONE = re.compile(r"(20\d\d)年(\d{1,2})月份?", re.ASCII)
_DATED_SHORT = re.compile(r"(20\d\d)([-/.]?)(0[1-9]|1[0-2])(?![\d\-/.年])", re.ASCII)
_RANGE = re.compile(rf"(\d{{1,2}})月?份?{_TO}(\d{{1,2}})月?份?", re.ASCII)
_MONTH = re.compile(r"(\d{1,2})月份?", re.ASCII)
_BARE = re.compile(r"(\d{1,2})(?:\.0)?", re.ASCII)
_REPEATED = re.compile(r"(?<!\d{4})\.\d+$")  # pandas numbers heads that are the same: 出口.1
_UNNAMED = re.compile(r"unnamed:\d+(?:_level_\d+)?")


class SpanKind(StrEnum):
    """What a column covers."""

    MONTH = "month"
    YEAR_TO_DATE = "year to date"
    MONTHS = "months"


@dataclass(frozen=True, slots=True)
class HeadSpan:
    """The months a head speaks of, as far as it says them.

    Attributes:
        kind: One month, the year to date, or other months.
        first: The number of the first month; None for that of the month reported.
        last: That of the last.
        year: The year of the first, where the head says it.
        last_year: That of the last.
    """

    kind: SpanKind
    first: int | None = None
    last: int | None = None
    year: int | None = None
    last_year: int | None = None

    def period(self, month: Month) -> Period:
        """The months, in a table of this month.

        Raises:
            UserError: There is no such month.
        """
        last = Month(self.last_year or month.year, self.last or month.month)
        if self.kind is SpanKind.YEAR_TO_DATE:
            return Period.year_to_date(last)
        first = self.first if self.kind is SpanKind.MONTHS else last.month
        return Period(Month(self.year or last.year, first or last.month), last)


@dataclass(frozen=True, slots=True)
class ValueUnit:
    """A unit of value in a bulletin's head: so many whole units of a currency."""

    heads: tuple[str, ...]
    currency: Currency
    factor: int


@dataclass(frozen=True, slots=True)
class Aspects:
    """What heads say of a column; None for what they do not.

    Attributes:
        flow: Exports, imports, or both.
        whole: Whether they say total: both flows, or all there is.
        span: The months.
        growth: Whether it is growth on the year.
        quantity: Whether it is of quantity; False where it is of value.
        unit: The unit of value.
        multiple: How many units of quantity one printed is.
        aside: Whether it follows from other columns.
        enterprise: The kind of enterprise it is of.
    """

    flow: Flow | None = None
    whole: bool | None = None
    span: HeadSpan | None = None
    growth: bool | None = None
    quantity: bool | None = None
    unit: ValueUnit | None = None
    multiple: int | None = None
    aside: bool | None = None
    enterprise: str | None = None

    def says_nothing(self) -> bool:
        """Whether there was no head."""
        return self == Aspects()

    def together(self, other: Aspects) -> Aspects | None:
        """What both say; None where they contradict each other."""
        said: dict[str, Any] = {}
        for one in fields(self):
            mine, others = getattr(self, one.name), getattr(other, one.name)
            if mine is not None and others is not None and mine != others:
                mine = _narrower(mine, others)
                if mine is None:
                    return None
            said[one.name] = others if mine is None else mine
        return Aspects(**said)


def _narrower(mine: object, other: object) -> object | None:
    """What says more of two that agree: 3月 beside 当月, 亿美元 beside 美元."""
    if isinstance(mine, ValueUnit) and isinstance(other, ValueUnit):
        alike = mine.currency == other.currency and 1 in (mine.factor, other.factor)
        return max(mine, other, key=lambda unit: unit.factor) if alike else None
    if isinstance(mine, HeadSpan) and isinstance(other, HeadSpan) and mine.kind is other.kind:
        vague = HeadSpan(mine.kind)
        if vague in (mine, other):
            return other if mine == vague else mine
    return None


@dataclass(frozen=True, slots=True)
class HeadWords:
    """The words that heads are made of.

    Attributes:
        texts: What each says, the longest first; words that say nothing too.
        units: The units of value.
        unit_words: What stands before one.
        currencies: Words of a title that say the currency.
        local: Words of a title that is of one region alone.
        flows: How each flow is headed first, for messages.
        growth: How growth is.
        month_names: The numbers of months by name.
        districts: Words of a title that is of a customs district, which is no region.
        periods: The months of a quarter and the like, by name.
    """

    texts: tuple[tuple[str, Aspects], ...]
    units: tuple[ValueUnit, ...]
    unit_words: tuple[str, ...]
    currencies: Mapping[str, tuple[str, ...]]
    local: tuple[str, ...]
    flows: Mapping[Flow, str]
    growth: str
    month_names: Mapping[str, int]
    districts: tuple[str, ...] = ()
    periods: Mapping[str, HeadSpan] = field(default_factory=dict)

    @property
    def named_months(self) -> re.Pattern[str]:
        """August, Jan-August, August2019, Aug-19."""
        names = "|".join(sorted(self.month_names, key=len, reverse=True)) or "(?!)"
        return re.compile(rf"({names})\.?(?:{_TO}({names})\.?)?,?(?:(20\d\d)|[-'](\d\d))?(?!\d)")

    def unit_of(self, text: str) -> ValueUnit | None:
        """The unit of value that a text names, and nothing else; None for none."""
        wanted = plain(text)
        return next((unit for unit in self.units if wanted in map(plain, unit.heads)), None)

    def written(self, unit: ValueUnit | None) -> tuple[str, ...]:
        """How a unit of value may be written behind a number, plain: 亿元, 亿."""
        if unit is None:
            return ()
        multiples = [t.strip("()") for t, said in self.texts if said.multiple == unit.factor]
        return (*sorted(map(plain, unit.heads), key=len, reverse=True), *multiples)

    def read(self, text: str) -> Aspects | None:
        """What a head says; None where a word of it is not known."""
        rest = head_text(text)
        if match := _BARE.fullmatch(rest):
            return Aspects(span=HeadSpan(SpanKind.MONTH, last=int(match[1])))
        found: Aspects | None = Aspects()
        while rest and found is not None:
            said, length = self._next(rest)
            found = None if said is None else found.together(said)
            rest = rest[length:]
        return found

    def _next(self, rest: str) -> tuple[Aspects | None, int]:
        """What the first word of a text says, and how long it is."""
        longest = next((one for one in self.texts if rest.startswith(one[0])), None)
        for pattern, read in self._patterns():
            match = pattern.match(rest)
            if match and (longest is None or match.end() >= len(longest[0])):
                span = read(match)
                return (None if span is None else Aspects(span=span)), match.end()
        if longest is None:
            return None, len(rest)
        return longest[1], len(longest[0])

    def _patterns(
        self,
    ) -> Iterator[tuple[re.Pattern[str], Callable[[re.Match[str]], HeadSpan | None]]]:
        yield _DATE, _date
        yield _DATED, _dated
        yield _DATED_TO, _dated_to
        yield _DATED_ONE, _dated_one
        yield _DATED_SHORT, _dated_short
        yield _RANGE, lambda match: _months(int(match[1]), int(match[2]))
        yield _MONTH, lambda match: HeadSpan(SpanKind.MONTH, last=int(match[1]))
        yield self.named_months, self._named

    def _named(self, match: re.Match[str]) -> HeadSpan | None:
        first, last = self.month_names[match[1]], self.month_names.get(match[2] or "")
        year = named_year(match)
        if last is None:
            return HeadSpan(SpanKind.MONTH, last=first, last_year=year)
        return _months(first, last, year, year)


def named_year(match: re.Match[str]) -> int | None:
    """The year behind a month's name, of which the century may be left out."""
    text = match[3] or (match[4] and f"20{match[4]}")
    return int(text) if text else None


def head_text(text: str) -> str:
    """A head as it is read: plain, without what pandas writes into and behind heads."""
    found = _REPEATED.sub("", plain(text))
    return "" if _UNNAMED.fullmatch(found) else found


def _dated(match: re.Match[str]) -> HeadSpan | None:
    year, first, last_year, last = (int(group) for group in match.groups())
    return _months(first, last, year, last_year)


def _date(match: re.Match[str]) -> HeadSpan | None:
    """A date, as a spreadsheet makes of a month: its first day or its last."""
    month = month_of_day(int(match[1]), int(match[3]), int(match[4]))
    if month is None:
        return None
    return HeadSpan(SpanKind.MONTH, last=month.month, last_year=month.year)


def _dated_to(match: re.Match[str]) -> HeadSpan | None:
    year, first, last = (int(group) for group in match.groups())
    return _months(first, last, year, year)


def _dated_one(match: re.Match[str]) -> HeadSpan:
    return HeadSpan(SpanKind.MONTH, last=int(match[2]), last_year=int(match[1]))


def _dated_short(match: re.Match[str]) -> HeadSpan:
    return HeadSpan(SpanKind.MONTH, last=int(match[3]), last_year=int(match[1]))


def _months(
    first: int, last: int, year: int | None = None, last_year: int | None = None
) -> HeadSpan | None:
    """From one month to another; None where they go backwards, or nowhere without being dated."""
    if year == last_year and first == 1:
        return HeadSpan(SpanKind.YEAR_TO_DATE, last=last, last_year=last_year)
    if (year, first) == (last_year, last):
        return None if year is None else HeadSpan(SpanKind.MONTH, last=last, last_year=last_year)
    if (year or 0, first) > (last_year or 0, last):
        return None
    return HeadSpan(SpanKind.MONTHS, first, last, year, last_year)


def read_words(data: Mapping[str, Any], units: Sequence[ValueUnit]) -> HeadWords:
    """The words of an office's dialects.toml, under `heads`."""
    says = {
        "total": Aspects(flow=Flow.TOTAL),
        "export": Aspects(flow=Flow.EXPORT),
        "import": Aspects(flow=Flow.IMPORT),
        "whole": Aspects(whole=True),
        "month": Aspects(span=HeadSpan(SpanKind.MONTH)),
        "year_to_date": Aspects(span=HeadSpan(SpanKind.YEAR_TO_DATE)),
        "growth": Aspects(growth=True),
        "quantity_growth": Aspects(growth=True, quantity=True),
        "quantity": Aspects(quantity=True),
        "value": Aspects(quantity=False),
        "aside": Aspects(aside=True),
        "noise": Aspects(),
    }
    texts = {plain(text): said for key, said in says.items() for text in data.get(key, ())}
    periods = {plain(name): _months(*pair) for name, pair in data.get("periods", {}).items()}
    texts |= {name: Aspects(span=span) for name, span in periods.items()}
    texts |= {plain(text): Aspects(multiple=n) for text, n in data.get("multiples", {}).items()}
    texts |= {plain(head): Aspects(unit=unit) for unit in units for head in unit.heads}
    flows = {flow: data.get(flow.value, [flow.value])[0] for flow in Flow}
    return HeadWords(
        texts=tuple(sorted(texts.items(), key=lambda one: -len(one[0]))),
        units=tuple(units),
        unit_words=tuple(map(plain, data.get("unit", ()))),
        currencies={k: tuple(map(plain, v)) for k, v in data.get("currencies", {}).items()},
        local=tuple(map(plain, data.get("local", ()))),
        flows=flows,
        growth=next(iter(data.get("growth", ())), ""),
        districts=tuple(map(plain, data.get("districts", ()))),
        periods={name: span for name, span in periods.items() if span is not None},
        month_names={plain(name): n for name, n in data.get("months", {}).items()},
    )
