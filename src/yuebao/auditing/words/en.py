"""English: the words of the reports that yuebao writes."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from yuebao.auditing.claims import Direction, Side, TableKind
from yuebao.auditing.words.kinds import MONTHS, ColumnRole, HeadWord, NoteWords, Words
from yuebao.domain import HALF_YEAR, MONTH, MONTH_ON_MONTH, QUARTER, ROLLING_YEAR, YEAR_TO_DATE

if TYPE_CHECKING:
    from yuebao.reference import Office

_MONTH = "|".join(month.capitalize() for month in MONTHS)
_SHORT = "|".join(month[:3].capitalize() for month in MONTHS)
_TO = r"\s?[–—-]\s?"
_TWELVE = "(?:12|[Tt]welve) months"

TOTAL, EXPORTS, IMPORTS, NET = "total trade", "exports", "imports", "net exports"
NET_IMPORTS = "net imports"

COUNTED = {
    "": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10,
}  # fmt: skip


SIDE_NAMES = dict(zip(Side, (TOTAL, EXPORTS, IMPORTS, NET), strict=True))
"""What the sides are called."""

WINDOW_NAMES = {
    "month": "month",
    "ytd": "year to date",
    "rolling12": "twelve months",
    "quarter": "quarter",
    "half": "half-year",
    "jan-feb": "Jan–Feb",
    "mom": "month on month",
}
"""What windows are called, by their names in the data annex."""


_WINDOW_HEADS = (
    (re.compile(rf"{_TWELVE} to (?:{_MONTH}|{_SHORT})"), ROLLING_YEAR),
    (re.compile(r"Q[1-4]|(?:[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth) quarter"), QUARTER),
    (re.compile(r"(?:[Ff]irst|[Ss]econd) half|H[12]"), HALF_YEAR),
    (re.compile(rf"(?:{_MONTH})(?: \d{{4}})? on (?:{_MONTH})"), MONTH_ON_MONTH),
    (re.compile(rf"(?P<first>{_MONTH}){_TO}(?P<last>{_MONTH})"), YEAR_TO_DATE),
    (re.compile("(?:Full|Whole) year"), YEAR_TO_DATE),
    (re.compile(rf"\b(?P<last>{_MONTH})\b(?!{_TO})"), MONTH),
)
"""Heads of windows, in the order they are tried."""

_SIDES = (
    (f"(?i){NET}|{NET_IMPORTS}", Side.NET),
    ("(?i)total|trade in|quantity traded", Side.TOTAL),
    ("(?i)export(?:s|ed)?|destinations", Side.EXPORTS),
    ("(?i)import(?:s|ed)?|origins", Side.IMPORTS),
    ("(?i)trade", Side.TOTAL),
)
"""Words for the sides, in the order they are tried."""

_DIRECTIONS = (
    ("unchanged|as much", Direction.FLAT),
    ("up|rose|more", Direction.UP),
    ("down|fell|less", Direction.DOWN),
)
"""Words for the direction of a change."""

_NOTES = NoteWords(
    order=re.compile(f"(?i)in order of (?P<by>{NET}|{TOTAL}|{EXPORTS}|{IMPORTS})"),
    net_absolute=re.compile(f"change of {NET} is in absolute"),
    dash=re.compile("“-” means"),
    tiny_base=re.compile("next to nothing|close to zero"),
    large=re.compile("large changes? of"),
    less=" less ",
    official=re.compile("(?i)customs published|published by customs|customs' own"),
    official_month=re.compile("customs published (?:them|the change),"),
    re_imports=re.compile("includes them"),
    no_re_imports=re.compile(
        "(?i)(?:exclud|leaves? (?:them|re-imports) out|without (?:them|re-imports))"
    ),
    unranked=re.compile("not ranked"),
    capped=re.compile("above the limit shown"),
    again=re.compile(
        r"(?i)(?:as|see|same as)(?: notes?(?P<some>[ ()\d,and–-]*))?(?: (?:under|for|to|in|of))? "
        r"table (?P<table>\d+)"
    ),
)
"""What notes say."""


@cache
def english(office: Office) -> Words:
    """The words of reports on an office's trade."""
    country = office.names.get("en", "")
    return Words(
        code="en",
        office=office,
        squeeze=False,
        caption=re.compile(r"^Table (\d+)[:.]?\s*(.*)$"),
        chart=re.compile(r"^Figure (\d+)[:.]?\s*(.*)$"),
        continued=re.compile(r"^Table \d+ \(continued\)"),
        heading=re.compile(r"^(?:\d{1,2}\.\s|\d{1,2}(?:\.\d+)?\s(?=[A-Z])|\(\d+\)\s)"),
        note=re.compile(r"^(?:Notes?|Sources?):"),
        footnote=re.compile(r"^(?:[¹²³⁴⁵⁶⁷⁸⁹]|\[\^?\d+\]:?|\d*\s?In this report\b)"),
        window_heads=_WINDOW_HEADS,
        window_words=((re.compile("(?i)cumulative|year to date"), YEAR_TO_DATE),),
        period=re.compile(
            rf"(?:(?P<twelve>{_TWELVE} to )?(?:(?P<quarter>first|second|third|fourth) quarter of"
            rf"|(?P<half>first|second) half of|(?:(?P<first>{_MONTH})(?:{_TO}))?(?P<last>{_MONTH}))"
            rf"\s|(?P<whole>(?<=\bIn )))(?P<year>\d{{4}})(?(whole)(?=,))"
        ),
        head_words=_head_words(office),
        bloc_group=re.compile("^Country groups"),
        rows_group=re.compile(r"^Top \d+|^Main partners|^All partners"),
        growth_words=re.compile("(?i)change"),
        contribution_words=re.compile("(?i)contribution"),
        limited=re.compile("(?i)top|largest|the first"),
        first=re.compile(r"(?:Top|top|The first|the first) (?P<first>\d+)"),
        numerals=COUNTED,
        sides=_SIDES,
        quantity=re.compile("(?i)quantity"),
        directions=_DIRECTIONS,
        subjects=(
            re.compile(rf"^{re.escape(country)}['’]s Trade in (?P<subject>.+?):"),
            re.compile(r"(?:[Tt]rade in|[Ee]xports of|[Ii]mports of) (?P<subject>.+?)(?: by |,)"),
        ),
        notes=_NOTES,
        rest="Others",
    )


def _head_words(office: Office) -> tuple[HeadWord, ...]:
    """Column heads, in the order they are tried."""
    return (
        HeadWord(r"Contribution(?=$| \(pp\))", ColumnRole.CONTRIBUTION),
        HeadWord("Change on (?:year|month)|Change|Growth", ColumnRole.GROWTH),
        HeadWord("Share", ColumnRole.SHARE),
        HeadWord("Trade mode", ColumnRole.LABEL, TableKind.MODES),
        HeadWord(
            "(?:(?:Kind|Type)s? of )?[Ee]nterprises?", ColumnRole.LABEL, TableKind.ENTERPRISES
        ),
        HeadWord(f"{NET.capitalize()}|Balance", ColumnRole.LEVEL, side=Side.NET),
        HeadWord(f"{TOTAL.capitalize()}|Trade", ColumnRole.LEVEL, side=Side.TOTAL),
        HeadWord(EXPORTS.capitalize(), ColumnRole.LEVEL, side=Side.EXPORTS),
        HeadWord(IMPORTS.capitalize(), ColumnRole.LEVEL, side=Side.IMPORTS),
        HeadWord("Value", ColumnRole.LEVEL),
        HeadWord(_region_head(office), ColumnRole.LABEL, TableKind.PROVINCES),
        HeadWord("Partner", ColumnRole.LABEL, TableKind.PARTNERS),
        HeadWord("Product", ColumnRole.LABEL, TableKind.PRODUCTS),
    )


def _region_head(office: Office) -> str:
    words = office.region_words.get("en")
    return "Province" if words is None else f"Province|{re.escape(words.one.capitalize())}"


@cache
def regions_pattern(office: Office) -> str:
    """Several regions, in a sentence."""
    words = office.region_words.get("en")
    return "provinces" if words is None else f"provinces|{re.escape(words.many)}"


@cache
def money(office: Office) -> dict[str, str]:
    """The currencies of an office by what stands before an amount: US$, USD, CNY."""
    return {
        word: currency.code
        for currency in office.currencies
        for word in (currency.sign.get("en"), currency.unit.get("en"), currency.code)
        if word
    }


SCALES = {"": 1, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
"""What the word behind a number multiplies by."""
