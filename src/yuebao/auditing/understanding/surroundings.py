"""What stands around a grid: its caption, its units, and the months it is about."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from yuebao.auditing.reading.blocks import Grid, TextBlock
from yuebao.auditing.understanding.facets import Facets, is_indexed, read_facets
from yuebao.auditing.understanding.headwords import head_words, plain_text, read_any_unit
from yuebao.auditing.understanding.moments import Moment, every_moment
from yuebao.domain import Month, Period

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yuebao.auditing.numbers import Unit
    from yuebao.auditing.reading.blocks import BlockOf, Blocks

_NUMBERED = re.compile(
    r"^(?:附|续)?(?:表|table|exhibit|annex table)\s*(?!(?:19|20)\d\d年)"
    r"(\d+?(?=(?:19|20)\d\d年)|\d+|[一二三四五六七八九十]+)",
    re.IGNORECASE,
)
_UNIT_LINE = re.compile(r"(?:[计計]量)?(?:[单單]位|units?)\s*[:：]\s*([^()（）]+)")
_UNIT_WORD = re.compile(r"(?:[计計]量)?(?:[单單]位|units?)\s*[:：]", re.IGNORECASE)
_BRACKETED = re.compile(r"[(（]([^()（）]*)[)）]")
_IN_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_TH = r"\d{1,2}(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)\d\d"
_DAY = re.compile(
    rf"(?<!截至)(?<!截止)(?<!到){_YEAR}\s?(?:年\s?\d{{1,2}}\s?月\s?\d{{1,2}}\s?[日号]"
    r"|[-/.]\d{1,2}[-/.]\d{1,2})"
    r"|(?<!ended )(?<!ending )(?<!to )(?<!at )(?<!of )"
    rf"\b(?:{_TH} {_MONTH},? |{_MONTH} {_TH},? ){_YEAR}",
    re.IGNORECASE,
)
"""A day: that on which a document came out says nothing of the months it is about."""
_STATED = re.compile(r"(?<![\w.])\d[\d,.]*\s?([^\d\s()（）][^\d()（）]*)$")
"""A number at the end of a text, and what stands behind it."""
_SENTENCE = re.compile(r"[。；]|\.\s+[A-Z]|[,，].*[,，].*\d")
_LONGEST = 120
"""A longer text before a table is a paragraph, not its caption."""


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a grid."""

    number: int
    caption: str
    units: tuple[Unit, ...]
    facets: Facets
    reported: Period | None
    indexed: bool = False
    """Whether it says that indices are of what was 100 a year before."""


def reported_period(blocks: Blocks) -> Period | None:
    """The months a document is about: the first it names with a year."""
    texts = [block for block in blocks.blocks if isinstance(block, TextBlock)]
    for block in texts:
        for moment in every_moment(_DAY.sub(" ", block.text[:400])):
            if moment.year is not None and moment.last is not None:
                return moment.months_of(None)
    return None


def texts_around(blocks: Sequence[BlockOf], at: int) -> list[str]:
    """The captions and unit lines before a grid; else the caption behind it."""
    found: list[str] = []
    for before in reversed(blocks[max(0, at - 3) : at]):
        if isinstance(before, TextBlock) and (unit := _unit_said_first(before.text)):
            found.insert(0, f"({unit})")
            continue
        if not isinstance(before, TextBlock) or len(before.text) > _LONGEST or _states(before.text):
            break
        if (
            _SENTENCE.search(before.text)
            and not _UNIT_LINE.search(before.text)
            and not _NUMBERED.match(before.text)
            and not _IN_BRACKETS.fullmatch(before.text.strip())
        ):
            break
        found.insert(0, before.text)
        if _NUMBERED.match(before.text):
            break
    if any(_NUMBERED.match(text) for text in found):
        return found
    behind = blocks[at + 1] if at + 1 < len(blocks) else None
    if (
        isinstance(behind, TextBlock)
        and _NUMBERED.match(behind.text)
        and len(behind.text) <= _LONGEST
    ):
        further = blocks[at + 2] if at + 2 < len(blocks) else None
        if not isinstance(further, Grid):
            found.append(behind.text)
    return found


def _unit_said_first(text: str) -> str:
    """The unit that the first of several sentences is: In millions of dollars. Rounded."""
    first, _, rest = text.partition(". ")
    return first if rest and read_any_unit(re.sub(r"^in ", "", plain_text(first))) else ""


def _states(text: str) -> bool:
    """Whether a text states a level or a rate, such as 出口 86.4亿美元: then it is no caption."""
    if _UNIT_LINE.search(text) or _NUMBERED.match(text):
        return False
    match = _STATED.search(text.strip(" .。;；"))
    return match is not None and read_any_unit(match[1].strip()) is not None


def around_of(texts: list[str], reported: Period | None) -> Around:
    """What some texts around a grid say, in a document about some months."""
    caption = next((text for text in reversed(texts) if _NUMBERED.match(text)), "")
    match = _NUMBERED.match(caption)
    number = int(match[1]) if match and match[1].isdigit() else 0
    whole = " ".join(texts)
    bare = _NUMBERED.sub("", caption or (texts[0] if texts else "")).lstrip(" .:：、\u3000")
    every = every_moment(_NUMBERED.sub("", whole))
    moments = every_moment(bare) or every
    if all(moment.year is None for moment in moments):
        moments += [m for m in every if m.year is not None and m.last is None]
    facets = read_facets(_UNIT_LINE.sub(" ", bare))
    sides = (read_facets(_UNIT_LINE.sub(" ", text)).side for text in reversed(texts))
    return Around(
        number=number,
        caption=caption or (texts[0] if texts else ""),
        units=_units(whole),
        facets=replace(facets, side=facets.side or next(filter(None, sides), "")),
        reported=_reported(moments, reported),
        indexed=is_indexed(whole),
    )


def with_corner(around: Around, corner: Sequence[str]) -> Around:
    """What stands around a grid, its units those over the stub where a caption gives none."""
    if around.units:
        return around
    return replace(around, units=_units(" ".join(f"({text.strip(' ()（）')})" for text in corner)))


def _reported(moments: list[Moment], document: Period | None) -> Period | None:
    """The months a caption names; of two windows the shorter: heads tell them apart."""
    years = {moment.year for moment in moments if moment.year is not None}
    if len(years) > 1 and all(moment.last is None for moment in moments):
        return None  # a table of years
    found = [
        period
        for moment in moments
        if moment.last is not None
        and (
            period := replace(moment, year=moment.year or max(years, default=None)).months_of(
                document
            )
        )
    ]
    if not found:
        if years and (document is None or document.last.year not in years):
            year = max(years)
            return Period(Month(year, 1), Month(year, 12))
        return document
    return min(found, key=lambda period: period.length())


def _one_unit(text: str) -> Unit | None:
    """A unit, behind the measure that it is of where one is named: 数量 条."""
    return read_any_unit(text) or read_any_unit(head_words().measured.sub("", plain_text(text)))


def _units(text: str) -> tuple[Unit, ...]:
    """The units of a caption or a unit line, in order."""
    found: list[Unit] = []
    line = _UNIT_LINE.search(text)
    inner = _UNIT_WORD.split(line[1]) if line else []  # a line in two languages says it twice
    for part in [*inner, *_BRACKETED.findall(text)]:
        whole = read_any_unit(part)
        if whole is not None:
            found.append(whole)
            continue
        bare = re.sub(r"^.*?(?:[单單]位|unit)s?\s*[:：]", "", part)
        for piece in re.split(r"[、,，;；]|\s{2,}", bare):
            unit = _one_unit(piece)
            rest = [unit] if unit else map(read_any_unit, re.split(r"[/：:和及]|\band\b", piece))
            found += filter(None, rest)
    return tuple(dict.fromkeys(found))
