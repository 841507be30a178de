"""What a cell of somebody's table holds: a number as people set it, a dash, a word, nothing.

Numbers carry footnote marks, thousands separators of every kind, minus signs of every kind (▲ and
brackets among them), percent signs, and words for a direction. None of that is lost or mistaken:
`read_cell` gives the number with its sign and places, and says what else the cell told.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from yuebao.auditing.numbers import MINUS, Number
from yuebao.auditing.understanding.headwords import read_any_unit

_MOST_DIGITS = 40
"""A number of more digits than this is none: nothing counts so far."""
_MARKS = re.compile(
    r"(?<=[\d%)）\]])\s*(?:[¹²³⁴⁵⁶⁷⁸⁹⁰]+|[①-⑳⑴-⒇]|[*＊†‡§#＃]+|\[\^?\d{1,2}\]|\[[a-z]\]|［\d{1,2}］|[prePRE](?![\w])|[(（][a-fprsA-FPRS][)）])+$"
)
_DOWN, _UP = "▲△▼▽↓", "↑"
_NIL = frozenset(
    {"n.a.", "n.a", "na", "n/a", "nil", "nm", "n.m.", "…", "……", "...", "..", "......", "/", "x",
     "*", "**", "(-)", "—", "——", ":", "无", "無", "不适用", "不適用", "s", "0*", "\\"}
)  # fmt: skip
_DASHES = frozenset(MINUS + "—―‐‑‒ー一")
_WORDS_DOWN = re.compile("^(?:同比|环比|環比)?(?:下降|下跌|减少|減少|减|減|降低|回落|降|跌)")
_WORDS_UP = re.compile("^(?:同比|环比|環比)?(?:增长|增長|上升|上涨|上漲|增加|提高|增|升|涨|漲)")
_SPACES = re.compile(r"(?<=\d)[\s\u2009\u202f\xa0'’](?=\d{3}(?!\d))")
_PLAIN = re.compile(r"([+-]?)(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?")
_YEAR = re.compile(r"(?:19|20)\d{2}")


@dataclass(frozen=True, slots=True)
class CellText:
    """What a cell holds.

    Attributes:
        text: As printed, without white space around it.
        number: Its number, without a unit; None where it holds none.
        unit: What stands behind the number: `%`, a unit's name, nothing.
        nil: Whether it says that there is no number.
    """

    text: str
    number: Number | None = None
    unit: str = ""
    nil: bool = False

    @property
    def filled(self) -> bool:
        """Whether anything is in it."""
        return bool(self.text)

    @property
    def holds_value(self) -> bool:
        """Whether it stands where a number stands."""
        return self.number is not None or self.nil

    @property
    def is_bracketed(self) -> bool:
        """Whether brackets are all that could make its number one below zero."""
        return self.text[:1] in ("(", "（") and not any(sign in self.text for sign in MINUS)

    @property
    def is_year(self) -> bool:
        """Whether its number may be a year."""
        return _YEAR.fullmatch(self.text) is not None


@lru_cache(maxsize=20_000)
def read_cell(text: str) -> CellText:
    """What a cell holds."""
    printed = text.strip()
    if not printed:
        return CellText("")
    if _is_nil(printed):
        return CellText(printed, nil=True)
    bare = unicodedata.normalize("NFKC", _MARKS.sub("", printed)).strip()
    negative, bare = _sign(bare)
    bare = _SPACES.sub("", bare.replace("，", ","))
    match = _PLAIN.match(bare)
    if match is None or len(match[0]) > _MOST_DIGITS:
        return CellText(printed)
    unit = bare[match.end() :].strip()
    if not _may_be_unit(unit):
        return CellText(printed)
    value = Fraction(match[2].replace(",", "") + (match[3] or ""))
    minus = (match[1] == "-") != negative
    number = Number(printed, -value if minus else value, len(match[3] or ".") - 1)
    return CellText(printed, number, unit)


def _is_nil(text: str) -> bool:
    return text.lower() in _NIL or all(letter in _DASHES for letter in text)


def _sign(text: str) -> tuple[bool, str]:
    """Whether marks or words before a number turn its sign, and the text without them."""
    negative = False
    bracketed = re.fullmatch(r"\((\s*[\d,.\s]+%?)\)(%?)", text)
    if bracketed is not None:
        return True, bracketed[1].strip() + bracketed[2]
    signed = re.fullmatch(rf"\(\s*([+{MINUS}][\d,.\s]+%?)\)", text)
    if signed is not None:
        text = signed[1].strip()
    if text[:1] in _DOWN:
        negative, text = True, text[1:].strip()
    elif text[:1] in _UP:
        text = text[1:].strip()
    word = _WORDS_DOWN.match(text)
    if word is not None:
        return True, text[word.end() :].strip()
    word = _WORDS_UP.match(text)
    if word is not None:
        text = text[word.end() :].strip()
    if text[:1] in MINUS:
        text = "-" + text[1:].strip()
    return negative, text


def _may_be_unit(text: str) -> bool:
    """Whether what stands behind a number is a unit, or the scale of one."""
    return not text or text in ("万", "亿", "万亿") or read_any_unit(text) is not None
