"""Periods as people write them: what months a phrase names, in the light of those named before.

A phrase is read in two steps. `find` says where periods stand and what each says (a `When`): a year
in words or digits, months, and what it is relative to. `months_of` gives its months, once the
report's own month and the months last spoken of are known.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from yuebao.domain import Month, Period

if TYPE_CHECKING:
    from collections.abc import Iterator

_DIGITS = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2, "十": 10}
_ENGLISH: dict[str, int] = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "first": 1, "second": 2, "third": 3,
    "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
    "eleventh": 11, "twelfth": 12, "opening": 1, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4,
}  # fmt: skip
_NAMES = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]


@dataclass(frozen=True, slots=True)
class When:
    """What a phrase of time says.

    Attributes:
        start: Where it stands.
        end: The character after it.
        year: A year in digits, or the years before the report's own (0, −1, −2); None where the
            phrase names none.
        relative: Whether `year` is such a difference.
        first: The first month, 1 to 12; 0 where the phrase is relative as a whole.
        last: The last.
        as_of: What a phrase is relative to that names no months: `year earlier` of the topic's,
            `previous` one, `same`, `month`, `year to date`, `rolling`; `since` of months that a
            record is told since.
        quarterly: Whether `previous` is a quarter.
    """

    start: int
    end: int
    year: int | None = None
    relative: bool = False
    first: int = 0
    last: int = 0
    as_of: str = ""
    quarterly: bool = False

    @property
    def is_base(self) -> bool:
        """Whether it says by itself that it is what something is compared with."""
        by_itself = self.as_of in ("year earlier", "previous", "since")
        return by_itself or (self.relative and self.year != 0)


def number_in(text: str) -> int | None:
    """A small number in digits or words, Chinese or English; None for anything else."""
    text = text.strip().lower()
    if text.isdigit():
        return int(text)
    if text in _ENGLISH:
        return _ENGLISH[text]
    if not text or any(c not in _DIGITS for c in text):
        return None
    if "十" not in text:
        return int("".join(str(_DIGITS[c]) for c in text))
    tens, _, ones = text.partition("十")
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)


@cache
def _forms(language: str) -> re.Pattern[str]:
    """Every way to write a period, each in a group of its kind's name."""
    text = resources.files("yuebao.auditing.prose").joinpath("periods.toml")
    data = tomllib.loads(text.read_text(encoding="utf-8"))[language]
    words: dict[str, str] = data["words"]

    def word(match: re.Match[str]) -> str:
        name, _, group = match[1].partition(":")
        return f"(?P<{group}>{words[name]})" if group else f"(?:{words[name]})"

    forms = (
        f"(?P<{form['kind']}>{re.sub(r'{([a-z]+(?::y[0-9]+)?)}', word, form['say'])})"
        for form in data["forms"]
    )
    return re.compile("|".join(forms))


def find(text: str, language: str) -> Iterator[When]:
    """Every period a text names, in order.

    Args:
        text: The text.
        language: `zh` or `en`.
    """
    for match in _forms(language).finditer(text):
        when = _when(match)
        if when is not None:
            yield when


def _year(text: str | None) -> tuple[int | None, bool]:
    if not text:
        return None, False
    bare = text.strip().replace("○", "〇").removesuffix("的").lower()
    for words, less in (
        (("今年", "本年", "当年", "this year"), 0),
        (("去年", "上年", "last year", "previous year", "a year earlier"), -1),
        (("前年",), -2),
    ):
        if any(word in bare for word in words):
            return less, True
    digits = re.search(r"\d{4}", bare)
    if digits:
        return int(digits[0]), False
    value = number_in(re.sub("年.*", "", bare))
    return (value, False) if value and value > 1900 else (None, False)


_WHOLE = {
    "ago": "year earlier", "prev": "previous", "now": "month", "nowq": "quarter",
    "ytd": "year to date", "rolling": "rolling", "spoken": "spoken",
}  # fmt: skip
"""Phrases that are relative as a whole, by their kinds."""


def _when(match: re.Match[str]) -> When | None:
    said = match.groupdict()
    kind = next(k for k in _KINDS if said.get(k))
    if kind in _WHOLE:
        quarterly = "季" in match[0] or "quarter" in match[0]
        return When(*match.span(), as_of=_WHOLE[kind], quarterly=quarterly)
    years = [v for k, v in said.items() if k[0] == "y" and k[1:].isdigit() and v]
    year, relative = _year(years[0] if years else None)
    if kind == "same":
        as_of = "year earlier" if (year, relative) == (-1, True) else "same"
        return When(*match.span(), year if as_of == "same" else None, relative, as_of=as_of)
    if kind == "year":
        if year is None:  # 全年, of the year spoken of
            year, relative = (None, False) if "年" in match[0] else (0, True)
        return When(*match.span(), year, relative, 1, 12, as_of="year")
    if kind == "since":
        return _since(match, year, relative=relative)
    months = _months(kind, said)
    if months is None and kind != "span":
        return None
    if kind == "span" and len(years) > 1 and not relative:  # 2023年5月至2024年5月
        (since, _), (until, _) = _year(years[0]), _year(years[-1])
        months, year = _across(said, (until or 0) - (since or 0)), until
    return None if months is None else When(*match.span(), year, relative, *months)


def _across(said: dict[str, str | None], years: int) -> tuple[int, int] | None:
    """The months of a span that ends so many years after it begins, counted in its last year."""
    first, last = (number_in(said.get(key) or "") or 0 for key in ("a", "b"))
    first -= 12 * years
    return (first, last) if 0 < years <= _MOST_YEARS and first < last and 1 <= last <= 12 else None


def _since(match: re.Match[str], year: int | None, *, relative: bool) -> When | None:
    """What records are told since: a month, a quarter, a year."""
    said = match.groupdict()
    first, last = 1, 12
    if said.get("h"):
        named = {**said, "g": said["h"]}
        months = _months("month", named)
    else:
        months = _months("quarter", {**said, "f": said["h2"]}) if said.get("h2") else (first, last)
    return None if months is None else When(*match.span(), year, relative, *months, as_of="since")


_KINDS = (
    "same", "ago", "spoken", "since", "prev", "annual", "rolling", "tail", "ended", "span",
    "lead", "quarters", "half", "quarter", "ytd", "year", "month", "nowq", "now",
)  # fmt: skip


def _months(kind: str, said: dict[str, str | None]) -> tuple[int, int] | None:
    def number(key: str) -> int:
        text = (said.get(key) or "").lower()
        named = next((n for n, name in enumerate(_NAMES, 1) if text[:3] == name[:3]), None)
        return named or number_in(text) or 0

    if kind == "span":
        first, last = number("a"), number("b")
    elif kind == "tail":
        last = number("t2")
        first = last - number("t") + 1
    elif kind == "ended":
        last = number("q") or number("q2")
        first = last - 2
    elif kind == "annual":
        last = number("t3") or number("t4")
        first = last - 11
    elif kind == "lead":
        first, last = 1, number("c") or number("c2")
    elif kind == "quarters":
        first, last = 1, 3 * number("d")
    elif kind == "half":
        second = said.get("e") in ("下", "second") or said.get("e2") == "2"
        first, last = (7, 12) if second else (1, 6)
    elif kind == "quarter":
        nth = number("f") or number("f2") or number("f3")
        first, last = 3 * nth - 2, 3 * nth
    else:
        first = last = number("g")
    return (first, last) if -11 <= first <= last <= 12 and last >= 1 else None


_QUARTER = 3
_MOST_YEARS = 40  # of a span of months


@dataclass(slots=True)
class Clock:
    """What periods are relative to.

    Attributes:
        year: The year of months without one.
        own: The report's own year, which 今年 and `last year` are said from.
        topic: The months last spoken of.
        long: The months last spoken of that are several.
        quarter: The quarter last spoken of.
        annual: The twelve months last spoken of that are no calendar year.
        month: The month last spoken of by itself.
        report: The months the report is about, as far as it has said.
    """

    year: int = 2000
    own: int = 2000
    topic: Period | None = None
    annual: Period | None = None
    long: Period | None = None
    quarter: Period | None = None
    month: Period | None = None
    report: Period | None = None

    def note(self, period: Period) -> None:
        """These months are now spoken of."""
        self.topic = period
        self.year = period.last.year
        if not period.is_one_month():
            self.long = period
        if period.length() == _QUARTER:
            self.quarter = period
        if period.is_one_month():
            self.month = period
        elif period.first == period.last.plus(-11) and period.last.month != 12:
            self.annual = period

    def months_of(self, when: When) -> Period | None:
        """The months a phrase names; None where nothing said what they are relative to."""
        topic = self.topic or self.report
        if when.first or when.last:
            return self._named(when)
        if when.as_of == "year to date":
            return self._to_date()
        if when.as_of == "month" and self.month is not None:
            return self.month
        if when.as_of == "spoken" and self.long is not None:
            return self.long
        return None if topic is None else self._relative(when, topic)

    def _relative(self, when: When, topic: Period) -> Period:
        """The months of a phrase that is relative to those spoken of."""
        if when.as_of == "same" and when.year is not None:
            year = self.own + when.year if when.relative else when.year
            shift = 12 * (year - topic.last.year)
            return Period(topic.first.plus(shift), topic.last.plus(shift))
        if when.quarterly and self.quarter is not None and topic.first in self.quarter:
            topic = self.quarter
        return {
            "year earlier": topic.year_earlier(),
            "previous": previous(topic),
            "month": Period.of_month(topic.last),
            "rolling": Period(topic.last.plus(-11), topic.last),
        }.get(when.as_of, topic)

    def _named(self, when: When) -> Period:
        if when.as_of == "year" and when.year == 0 and when.relative and self.annual is not None:
            return self.annual
        year = self.year if when.year is None else when.year
        if when.relative:
            year = self.own + (when.year or 0)
        first, last = Month(year, 1).plus(when.first - 1), Month(year, when.last)
        return Period(first, last)

    def _to_date(self) -> Period | None:
        last = self.report or self.topic
        return Period.year_to_date(last.last) if last else None


def previous(period: Period) -> Period:
    """The months before, as many."""
    count = period.length()
    return Period(period.first.plus(-count), period.last.plus(-count))
