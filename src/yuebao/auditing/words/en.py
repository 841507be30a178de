"""English: the words of the reports that yuebao writes."""

from __future__ import annotations

import re

from yuebao.auditing.claims import Direction, Kind, Side
from yuebao.auditing.words.kinds import MONTHS, HeadWord, Role, Words
from yuebao.domain import HALF_YEAR, QUARTER, ROLLING_YEAR

_MONTH = "|".join(month.capitalize() for month in MONTHS)
_TO = r"\s?[–—-]\s?"
_TWELVE = "(?:12|[Tt]welve) months"

COUNTED = {
    "": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10,
}  # fmt: skip

EN = Words(
    code="en",
    squeeze=False,
    caption=re.compile(r"^Table (\d+)[:.]?\s*(.*)$"),
    chart=re.compile(r"^Figure (\d+)[:.]?\s*(.*)$"),
    continued=re.compile(r"^Table \d+ \(continued\)"),
    heading=re.compile(r"^(?:\d+\.\s|\d+(?:\.\d+)?\s(?=[A-Z])|\(\d+\)\s)"),
    note=re.compile(r"^(?:Notes?|Sources?):"),
    footnote=re.compile(r"^(?:[¹²³⁴⁵⁶⁷⁸⁹]|\[\^?\d+\]:?|\d*\s?In this report )"),
    month_head=re.compile(rf"(?P<month>{_MONTH})(?!{_TO})"),
    ytd_head=re.compile(rf"(?P<first>{_MONTH}){_TO}(?P<month>{_MONTH})"),
    long_heads=(
        (re.compile(rf"{_TWELVE} to (?:{_MONTH})"), ROLLING_YEAR),
        (re.compile(r"Q[1-4]|(?:First|Second|Third|Fourth) quarter"), QUARTER),
        (re.compile(r"(?:First|Second) half|H[12]"), HALF_YEAR),
    ),
    period=re.compile(
        rf"(?P<twelve>{_TWELVE} to )?(?:(?P<first>{_MONTH})(?:{_TO}))?"
        rf"(?P<last>{_MONTH})\s(?P<year>\d{{4}})"
    ),
    head_words=(
        HeadWord("Change on year|Change|Growth", Role.GROWTH),
        HeadWord("Share", Role.SHARE),
        HeadWord("Trade mode", Role.LABEL, Kind.MODES),
        HeadWord("Net exports|Balance", Role.LEVEL, side=Side.NET),
        HeadWord("Total trade|Trade", Role.LEVEL, side=Side.TOTAL),
        HeadWord("Exports", Role.LEVEL, side=Side.EXPORTS),
        HeadWord("Imports", Role.LEVEL, side=Side.IMPORTS),
        HeadWord("Value", Role.LEVEL),
        HeadWord("Province", Role.LABEL, Kind.PROVINCES),
        HeadWord("Partner", Role.LABEL, Kind.PARTNERS),
        HeadWord("Product", Role.LABEL, Kind.PRODUCTS),
    ),
    bloc_group=re.compile("^Country groups"),
    rows_group=re.compile(r"^Top \d+"),
    growth_words=re.compile("(?i)change"),
    ytd_words=re.compile("(?i)cumulative|year to date"),
    limited=re.compile("(?i)top|largest|the first"),
    first=re.compile(r"(?:Top|top|The first|the first) (?P<first>\d+)"),
    numerals=COUNTED,
    sides=(
        ("(?i)net (?:ex|im)ports", Side.NET),
        ("(?i)total|trade in|quantity traded", Side.TOTAL),
        ("(?i)export(?:s|ed)?|destinations", Side.EXPORTS),
        ("(?i)import(?:s|ed)?|origins", Side.IMPORTS),
        ("(?i)trade", Side.TOTAL),
    ),
    quantity=re.compile("(?i)quantity"),
    directions=(
        ("unchanged", Direction.FLAT),
        ("up|rose|more", Direction.UP),
        ("down|fell|less", Direction.DOWN),
    ),
    official=re.compile("(?i)customs published|published by customs|customs' own"),
    re_imports=re.compile("includes them"),
    unranked=re.compile("not ranked"),
    subjects=(
        re.compile(r"^China['’]s Trade in (?P<subject>.+?):"),
        re.compile(r"(?:[Tt]rade in|[Ee]xports of|[Ii]mports of) (?P<subject>.+?)(?: by |,)"),
    ),
)

SCALES = {"": 1, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
"""What the word behind a number multiplies by."""

CURRENCIES = {"US$": "USD", "CNY": "CNY", "USD": "USD"}
