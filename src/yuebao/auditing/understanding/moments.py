"""Periods as heads, stubs and captions name them: often only a part, the rest is said elsewhere.

A `Moment` is what a text tells: a year, months, a word for the month or the year to date, how many
years back. Moments of a stub, a head and a caption are put together (`within`), and what is still
missing comes from the months the document reports (`months_of`).
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib import resources

from yuebao.auditing.understanding.headwords import head_words, plain_text
from yuebao.auditing.words.kinds import MONTHS
from yuebao.domain import Month, Period


@dataclass(frozen=True, slots=True)
class Moment:
    """What a text tells of a period.

    Attributes:
        year: The year.
        first: The first month, 1 to 12.
        last: The last.
        word: `month`, `ytd`, `rolling` or nothing; `year` for a word that says the year to date,
            and under a head with months no more than this year.
        back: How many years before what is said elsewhere.
        months_back: How many months before.
    """

    year: int | None = None
    first: int | None = None
    last: int | None = None
    word: str = ""
    back: int = 0
    months_back: int = 0

    @property
    def told(self) -> bool:
        """Whether it tells anything."""
        return self != Moment()

    def within(self, outer: Moment) -> Moment:
        """This moment, with what it leaves out taken from another."""
        if self.word == "year" and outer.last is not None:
            return replace(self, word="").within(outer)
        own_months = self.last is not None
        merged = Moment(
            year=self.year if self.year is not None else outer.year,
            first=self.first if own_months else outer.first,
            last=self.last if own_months else outer.last,
            word=self.word or ("" if own_months and self.first is not None else outer.word),
            back=self.back or (outer.back if self.year is None else 0),
            months_back=self.months_back or outer.months_back,
        )
        if self.word and not own_months and outer.first not in (None, outer.last):
            return replace(merged, first=None)  # 当月 under 1-6月 is June
        return merged

    def months_of(self, reported: Period | None) -> Period | None:
        """The months; None where year or months are nowhere told.

        Args:
            reported: The months the document, or the caption, is about.
        """
        if self.word == "rolling":
            return None if reported is None else Period(reported.last.plus(-11), reported.last)
        year = self.year if self.year is not None else (reported.last.year if reported else None)
        if year is None:
            return None
        first, last = self._numbers(reported)
        if last is None:
            first, last = 1, 12
        to_date = self.word in ("ytd", "year")
        if first is None or to_date:
            first = 1 if to_date else last
        if not 1 <= first <= last <= 12:
            return None
        period = Period(Month(year - self.back, first), Month(year - self.back, last))
        if self.months_back:
            width = last - first + 1
            by = -self.months_back * width
            period = Period(period.first.plus(by), period.last.plus(by))
        return period

    def _numbers(self, reported: Period | None) -> tuple[int | None, int | None]:
        if self.last is not None:
            return self.first, self.last
        if reported is None or reported.first.year != reported.last.year:
            return None, None
        last = reported.last.month
        if self.word:
            return None, last
        return reported.first.month, last


_REPUBLIC = 1911
"""The year before the first by which Taiwan counts."""
_NUMBERS = {
    "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
    "十": 10, "十一": 11, "十二": 12, "first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1,
    "2nd": 2, "3rd": 3, "4th": 4, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip
_NAME = "|".join(f"{name[:3]}(?:{name[3:]})?" for name in MONTHS) + "|sept"
_STANDS_FOR = {
    "NUMBER": r"\d{1,2}|十[一二]?|[一二两三四五六七八九]",
    "ZHYEAR": r"(?:(?P<year>(?:19|20)\d{2})年?|(?:民国)?(?<!\d)(?P<roc>1[0-2]\d)年"
    r"|(?<!\d)(?P<short>\d{2})年)",
    "YEAR": r"(?:(?P<year>(?:19|20)\d{2})|(?P<short>\d{2}))",
    "COUNT": "|".join(word for word in _NUMBERS if word.isascii() and word.isalpha()),
    "NAME": _NAME,
}


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """How periods are written, by kind, in the order they are tried."""
    text = resources.files("yuebao.auditing").joinpath("understanding", "moments.toml")
    data = tomllib.loads(text.read_text(encoding="utf-8"))["period"]
    return tuple((one["kind"], _compiled(one["kind"], one["pattern"])) for one in data)


def _compiled(kind: str, pattern: str) -> re.Pattern[str]:
    for name, stands_for in _STANDS_FOR.items():
        pattern = pattern.replace(name, stands_for)
    return re.compile(rf"(?<![a-z]){pattern}" if kind.startswith("n") else pattern)


@lru_cache(maxsize=20_000)
def read_moment(text: str) -> tuple[Moment, str]:
    """What a text tells of a period, and the plain text without the words that tell it."""
    plain = plain_text(text)
    moment = Moment()
    for name, pattern in _patterns():
        match = pattern.search(plain)
        if match is None:
            continue
        found = _moment(name, match)
        if found is not None:
            moment = found
            plain = f"{plain[: match.start()]} {plain[match.end() :]}"
            break
    words = head_words()
    for pattern, change in (
        (words.year_back, {"back": 1}),
        (words.month_back, {"months_back": 1}),
        (words.month, {"word": "month"}),
        (words.year, {"word": "year"}),
        (words.ytd, {"word": "ytd"}),
    ):
        rest = pattern.sub(" ", plain)
        if rest != plain:
            moment, plain = replace(moment, **change), rest
    return moment, re.sub(r"\s+", " ", plain).strip()


def every_moment(text: str) -> list[Moment]:
    """All periods with months that a text names, in order: a caption may name two."""
    plain, found = plain_text(text), list[Moment]()
    while True:
        hits = [
            (match.start(), at, match)
            for at, (name, pattern) in enumerate(_patterns())
            if (match := pattern.search(plain)) is not None and _moment(name, match) is not None
        ]
        if not hits:
            return found
        _, at, match = min(hits, key=lambda hit: hit[:2])
        moment = _moment(_patterns()[at][0], match)
        if moment is not None:
            found.append(moment)
        plain = plain[match.end() :]


def _moment(kind: str, match: re.Match[str]) -> Moment | None:
    if kind in ("nrolling", "rolling"):
        return Moment(word="rolling")
    named = {key: value for key, value in match.groupdict().items() if value}
    year = _year(named)
    if kind == "year":
        return Moment(year=year)
    first, last = _months(kind, named)
    return _checked(year, first, last)


def _months(kind: str, named: dict[str, str]) -> tuple[int | None, int]:
    """The first month, where it is told, and the last."""
    first: int | None = None
    last = 12
    if kind == "nfront":
        count = _number(named["count"])
        last = _month(named["lname"]) if "lname" in named else count
        first = last - count + 1
    elif kind == "nended":
        last = _month(named.get("lname") or named["fname"])
        first = last - 2
    elif "lname" in named:
        first, last = _month(named["fname"]) if "fname" in named else None, _month(named["lname"])
    elif "quarter" in named:
        last = 3 * _number(named["quarter"])
        first = last - 2
    elif "half" in named:
        last = 12 if named["half"] in ("下", "2", "second", "2nd") else 6
        first = last - 5
    elif "count" in named:
        first, last = 1, 3 * _number(named["count"])
    elif kind == "whole":
        first = 1
    else:
        last = _number(named["last"])
        first = 1 if kind == "front" else _number(named["first"]) if "first" in named else None
    return first, last


def _checked(year: int | None, first: int | None, last: int) -> Moment | None:
    if not 1 <= (first or last) <= last <= 12:
        return None
    return Moment(year, first, last)


def _year(named: dict[str, str]) -> int | None:
    if "roc" in named:
        return int(named["roc"]) + _REPUBLIC
    text = named.get("year") or named.get("short") or named.get("after")
    if text is None:
        return None
    return int(text) if len(text) == 4 else 2000 + int(text)


def _number(text: str) -> int:
    return int(text) if text.isdigit() else _NUMBERS[text]


def _month(name: str) -> int:
    return next(at for at, month in enumerate(MONTHS, 1) if month[:3] == name[:3])
