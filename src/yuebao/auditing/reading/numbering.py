"""The numbers that Word puts before paragraphs by itself: 1., 1.2, （一）, 表3."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from yuebao.auditing.reading.package import Package, attribute, children, local, whole_number

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_DIGITS = "零一二三四五六七八九"
_PLACE = re.compile(r"%([1-9])")
_HAN = ("chinese", "ideograph", "japaneseCounting", "taiwanese", "koreanCounting")
_ROMAN = (
    (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"),
    (1, "i"),
)  # fmt: skip
MAX_NUMBER = 9999


@dataclass(frozen=True, slots=True)
class _Level:
    """How a level is numbered: the first number, the numerals, and the text around them."""

    start: int
    numerals: str
    text: str


@dataclass(slots=True)
class ListNumbers:
    """Counts the numbered paragraphs of a document, in order."""

    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)
    """The abstract list of each list."""
    by_style: dict[str, tuple[str, int]] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)

    @classmethod
    def of(cls, package: Package) -> ListNumbers:
        """The lists that a document defines, and the styles that are numbered."""
        root = package.part("word/numbering.xml")
        numbers = cls()
        for abstract in children(root, "abstractNum") if root is not None else ():
            numbers.levels[attribute(abstract, "abstractNumId") or ""] = {
                whole_number(attribute(level, "ilvl"), 0): _level(level)
                for level in children(abstract, "lvl")
            }
        for one in children(root, "num") if root is not None else ():
            target = next((attribute(a, "val") for a in children(one, "abstractNumId")), None)
            numbers.lists[attribute(one, "numId") or ""] = target or ""
        styles = package.part("word/styles.xml")
        for style in children(styles, "style") if styles is not None else ():
            given = _given(style)
            if given[0]:
                numbers.by_style[attribute(style, "styleId") or ""] = (given[0], given[1] or 0)
        return numbers

    def label(self, paragraph: Element) -> str:
        """The number that stands before the next paragraph; empty where none does."""
        list_, level = _given(paragraph)
        style = self.by_style.get(_style_id(paragraph))
        if style is not None:
            list_, level = list_ or style[0], style[1] if level is None else level
        abstract = self.lists.get(list_ or "", "")
        known = self.levels.get(abstract, {})
        at = level or 0
        if at not in known:
            return ""
        counts = self.counts.setdefault(abstract, {})
        counts[at] = min(counts.get(at, known[at].start - 1) + 1, MAX_NUMBER)
        for deeper in [one for one in counts if one > at]:
            del counts[deeper]
        if known[at].numerals in ("bullet", "none"):
            return ""

        def numeral(match: re.Match[str]) -> str:
            one = int(match[1]) - 1
            told = known.get(one, known[at])
            return _numeral(counts.get(one, told.start), told.numerals)

        return _PLACE.sub(numeral, known[at].text)


def _given(element: Element) -> tuple[str, int | None]:
    """The list and level that a paragraph or style names itself."""
    for properties in children(element, "pPr"):
        for numbered in children(properties, "numPr"):
            found = {local(child): attribute(child, "val") for child in numbered}
            level = found.get("ilvl")
            return found.get("numId") or "", None if level is None else whole_number(level, 0)
    return "", None


def _style_id(paragraph: Element) -> str:
    for properties in children(paragraph, "pPr"):
        for style in children(properties, "pStyle"):
            return attribute(style, "val") or ""
    return ""


def _level(element: Element) -> _Level:
    told = {local(child): attribute(child, "val") or "" for child in element}
    return _Level(
        whole_number(told.get("start"), 1), told.get("numFmt", "decimal"), told.get("lvlText", "")
    )


def _numeral(number: int, numerals: str) -> str:
    if numerals.startswith(_HAN):
        return _chinese(number)
    if numerals.endswith("Roman"):
        text = _roman(number)
        return text.upper() if numerals.startswith("upper") else text
    if numerals.endswith("Letter"):
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if numerals.startswith("upper") else letter
    return f"{number:02}" if numerals == "decimalZero" else str(number)


def _chinese(number: int) -> str:
    """A number below a hundred as it is counted; others digit by digit."""
    if number < 10:
        return _DIGITS[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return f"{_DIGITS[tens] if tens > 1 else ''}十{_DIGITS[ones] if ones else ''}"
    return "".join(_DIGITS[int(digit)] for digit in str(number))


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        while number >= value:
            text, number = text + letters, number - value
    return text
