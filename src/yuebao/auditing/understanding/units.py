"""Units as captions, heads and sentences print them."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING

from yuebao.auditing.numbers import NO_UNIT, PERCENT, Unit
from yuebao.auditing.words import en, zh

if TYPE_CHECKING:
    from yuebao.auditing.words import Words
    from yuebao.reference import Office

_ZH_PARTS = re.compile("(百万|千万|十亿|万亿|亿|万|千)?(.+)")
_EN_SCALES = {
    "": 1, "1,000": 10**3, "10,000": 10**4, "million": 10**6, "100 million": 10**8,
    "thousand": 10**3, "billion": 10**9,
}  # fmt: skip
_BRACKETS = re.compile(r"[（(]([^（）()]*)[）)]")


def read_unit(label: str, office: Office) -> Unit | None:
    """A Chinese unit by itself: 亿美元, 万个, %; None for anything else."""
    label = label.strip()
    if label in ("%", "％"):
        return PERCENT
    if not re.fullmatch(zh.unit_pattern(office), label):
        return None
    match = _ZH_PARTS.fullmatch(label)
    if match is None:
        return None
    base = match[2]
    return Unit(label, Fraction(zh.SCALES[match[1] or ""]), zh.money(office).get(base, base))


@cache
def _english(office: Office) -> re.Pattern[str]:
    words = "|".join(map(re.escape, en.money(office)))
    return re.compile(
        rf"^(?:({words})\s?)?(100 million|million|10,000|1,000|thousand|billion)?\s?(.*)$"
    )


def read_english_unit(label: str, office: Office) -> Unit | None:
    """An English unit by itself: USD 100 million, 10,000 items, %."""
    label = label.strip()
    if label == "%":
        return PERCENT
    match = _english(office).fullmatch(label)
    if match is None or not (match[1] or match[3]) or (match[1] and match[3]):
        return None
    if not match[1] and not re.fullmatch("[A-Za-z][A-Za-z ]{1,20}", match[3]):
        return None
    base = en.money(office)[match[1]] if match[1] else match[3]
    return Unit(label, Fraction(_EN_SCALES[match[2] or ""]), base)


def caption_units(caption: str, words: Words) -> tuple[Unit, ...]:
    """The units in brackets in a caption, in order, without the percent sign."""
    english = not words.squeeze
    read = read_english_unit if english else read_unit
    found: list[Unit] = []
    for inner in _BRACKETS.findall(caption):
        for part in re.split("[;；]" if english else "[/、，,；;：:]", inner):
            unit = read(part.removeprefix("单位"), words.office)
            if unit is not None and unit != PERCENT:
                found.append(unit)
    return tuple(found)


def label_and_unit(label: str, words: Words) -> tuple[str, Unit | None]:
    """A row's label without the unit in brackets behind it, and that unit."""
    match = re.fullmatch(r"(.+?)[（(]([^（）()]+)[）)]", label)
    if match is None:
        return label, None
    if words.squeeze:
        unit = read_unit(match[2], words.office)
    else:
        unit = read_english_unit(match[2], words.office)
        if unit is not None and not _is_known(unit, words.office):
            unit = None
    return (label, None) if unit is None else (match[1].rstrip(), unit)


def _is_known(unit: Unit, office: Office) -> bool:
    """Whether a unit is money, a scale of something, or by name what things are counted in."""
    return unit.is_money() or unit.scale != 1 or office.units.knows(unit.base, "en")


def written_unit(sign: str, word: str, noun: str, office: Office) -> Unit:
    """The unit of an English sentence: `US$`, `billion`, nothing; or nothing, `million`, `items`.

    Keys that no list holds mean no scale or no currency.
    """
    base = en.money(office).get(sign.strip(), noun)
    label = " ".join(filter(None, (sign.strip(), word, noun)))
    return Unit(label, Fraction(en.SCALES.get(word, 1)), base) if base else NO_UNIT
