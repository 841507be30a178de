"""Numbers in sentences, with their units: in digits, in characters, and in both together."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Any

from yuebao.auditing.numbers import MINUS, PERCENT, Number, Unit
from yuebao.auditing.prose.dates import number_in
from yuebao.auditing.prose.marks import Mark, lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator

TIMES = Unit("倍", Fraction(1), "times")
_DIGITS = rf"[{MINUS}+]?\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|[{MINUS}+]?\d+(?:\.\d+)?"


HAN = "〇○零一二三四五六七八九十百千两廿卅"
"""The characters of numbers written in characters."""
_HAN_NUMBER = rf"[{HAN}]{{1,24}}(?:[点.][{HAN}]{{1,24}})?"
"""No number has more; looking for one in a longer run takes no longer for that."""


def _longest(words: Any) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@cache
def _chinese_number() -> re.Pattern[str]:
    units = lexicon("zh")["units"]
    scales, money = _longest(units["scales"]), _longest(units["money"])
    tens = "[一二两三四五六七八九十]{1,3}"
    counted = next(iter(lexicon("zh")["counted"]))
    amount = rf"(?:{scales})?(?:{money})|(?:{scales})(?:{units['kinds']})"
    return re.compile(
        rf"(?P<fraction>[一二三四五六七八九十]分之[一二三四五六七八九十]|百分之(?=负?[{HAN}]){_HAN_NUMBER})"
        rf"|(?P<tenths>[一二三四五六七八九两]成(?:[一二三四五六七八九半])?)(?![为员立交分功本果])"
        rf"|(?<![\d.第一])(?P<counted>\d{{1,4}}|{tens}|[多数])(?P<noun>{counted})"
        rf"|(?:(?<![A-Za-z])(?P<sign>{_longest(units['signs'])})\s?)?"
        rf"(?:(?P<high>{_DIGITS})(?P<upper>兆|亿|万)(?={_DIGITS}(?:{amount})))?"
        rf"(?<!第)(?P<number>{_DIGITS}|{_HAN_NUMBER}(?=(?:个)?百分点|\s?%|倍|{amount}))"
        rf"(?:\s?(?P<percent>%|‰)|\s?(?P<points>(?:个)?百分点|(?:pp|ppt|pcts?)(?![A-Za-z]))|\s?(?P<times>倍)"
        rf"|\s?(?P<scale>{scales})?(?:余|多)?(?P<base>{money}|{units['kinds']})?"
        rf"(?:[/每](?P<per>{units['kinds']}|(?:t|lb|bbl)(?![A-Za-z])))?)"
    )


@cache
def _english_number() -> re.Pattern[str]:
    units = lexicon("en")["units"]
    edge = "(?![A-Za-z0-9_])"  # the mark of a footnote may follow: 11 bn²
    spaced = r"\d{1,3}(?: \d{3})+\.\d+"
    scales, money = _longest(units["scales"]), _longest(units["money"])
    counted = next(iter(lexicon("en")["counted"]))
    tens = lexicon("en")["numerals"]
    signs = f"(?-i:{_longest(units['signs'])})"
    return re.compile(
        rf"(?:(?<![A-Za-z])(?P<sign>{signs})\s?|(?<![A-Za-z]))(?P<number>{spaced}|{_DIGITS})"
        r"(?:\s?(?P<percent>%|per\s?cent(?!age)|pct)"
        r"|\s?(?P<points>(?:percentage|per\s?cent) points?|pp|ppts?|basis points)\b"
        r"|\s?(?P<times>times|-?fold)\b"
        rf"|(?:[\s-]?(?P<scale>{scales}){edge})?(?:\s(?:{units['own']})?(?P<base>{money}|{units['kinds']}){edge})?"
        rf"(?:\s?(?:per |a |/\s?)(?P<per>{units['kinds']}|(?<=/)(?:t|lb|bbl)){edge})?)"
        rf"|(?<![A-Za-z-])(?P<many>twice|(?:{tens}) times|(?:two|three|four|five|six|ten)-?fold)\b"
        rf"|(?<![A-Za-z-])(?P<counted>{tens}|\d{{1,3}})\s(?:[a-z-]+\s)?(?P<noun>{counted})(?![A-Za-z])",
        re.IGNORECASE,
    )


def find_numbers(text: str, language: str) -> Iterator[Mark]:
    """Every number of a folded paragraph, in order; what counts something is a `count`."""
    pattern = _english_number() if language == "en" else _chinese_number()
    numbers = (_number(match, language) for match in pattern.finditer(text))
    return (mark for mark in numbers if mark is not None)


def _number(match: re.Match[str], language: str) -> Mark | None:
    said = match.groupdict()
    at = match.span()
    if many := said.get("many"):
        return Mark("number", *at, match[0], number=Number(many, _times_said(many), 0, TIMES))
    if said.get("counted"):
        return Mark("count", *at, match[0], count=number_in(said["counted"]) or 0)
    text = said["number"] or ""
    if not text or text[0] in HAN:
        return _written(match, language) if text else _spelled(match)
    start = match.start("number")
    if text[0] in "-+" + MINUS and _is_joint(match.string[:start]):
        text = text[1:]
    plain = text.replace(",", "").replace(" ", "").lstrip("+")
    if plain[0] in MINUS:
        plain = "-" + plain[1:]
    if len(plain) > 40:
        return None
    if said.get("high"):
        return _compound(match, plain)
    places = len(plain.partition(".")[2])
    unit = _unit(said, language, " ".join(match[0].replace(said["number"] or "", " ").split()))
    return Mark(
        "number", *at, match[0], number=Number(text, Fraction(plain), places, unit),
        per=said.get("per") or "",
    )  # fmt: skip


def _times_said(text: str) -> Fraction:
    """How many times twice, three times and threefold are."""
    first = re.split(r"[ -]|fold", text)[0]
    return Fraction(2 if first.lower() == "twice" else number_in(first) or 0)


_UNIT_ENDS = "元吨个亿万%次位"
"""Behind these a dash stands between the ends of a range."""


def _is_joint(before: str) -> bool:
    """Whether a dash behind these words is none of a number: A-5, 5亿元-8亿元."""
    last = before[-1:]
    if re.search(r"(?i:yoy|mom|qoq)$", before):
        return False
    return last in _UNIT_ENDS if not last.isascii() else last.isalnum()


def _compound(match: re.Match[str], low: str) -> Mark:
    """9亿9,100万美元: one number by two scales, as exact as its last digit that is not naught."""
    said, scales = match.groupdict(), lexicon("zh")["units"]["scales"]
    scale = Fraction(scales.get(said["scale"] or "", 1))
    high = Fraction((said["high"] or "").replace(",", "")) * scales[said["upper"]]
    value = high / scale + Fraction(low)
    naughts = 0 if "." in low or not int(low) else len(low) - len(low.rstrip("0"))
    places = len(low.partition(".")[2])
    unit = _unit(said, "zh", (said["scale"] or "") + (said["base"] or ""))
    text = match.string[match.start("high") : match.end("number")]
    unit = replace(unit, scale=unit.scale * 10**naughts)
    number = Number(text, value / 10**naughts, places, unit)
    return Mark("number", *match.span(), match[0], number=number, per=said.get("per") or "")


def _unit(said: dict[str, str | None], language: str, label: str) -> Unit:
    units = lexicon(language)["units"]
    if said.get("percent"):
        return PERCENT
    if said.get("points"):
        basis = "basis" in (said["points"] or "")
        return Unit(label, Fraction(1, 100) if basis else Fraction(1), "points")
    if said.get("times"):
        return TIMES
    scale = (said.get("scale") or "").lower()
    factor = Fraction(units["scales"].get(scale, 1))
    base = said.get("base") or ""
    money = _money(language)
    code = money.get(base.lower()) or money.get(base) or units["signs"].get(said.get("sign") or "")
    if code:
        return Unit(label, factor, code)
    name, times = common_unit(base, language)
    return Unit(label if scale or base else "", factor * times, name)


@cache
def _money(language: str) -> dict[str, str]:
    """The code of every name of money, written as it is or small."""
    money: dict[str, str] = lexicon(language)["units"]["money"]
    return money | {name.lower(): code for name, code in money.items()}


def common_unit(base: str, language: str) -> tuple[str, Fraction]:
    """The name that a unit of quantity has in every language, and how many of it one is."""
    units = lexicon(language)["units"]
    if base in units.get("exact", ()):
        name, times = units["exact"][base]
        return name, Fraction(times)
    single = base.lower() if base.isascii() and not base.isupper() else base
    if single.isascii() and single.endswith("s") and len(single) > 3:
        single = single[:-1]
    if single in units["pieces"].split():
        return "piece", Fraction(1)
    name, times = units["same"].get(single, (single, 1))
    return name, Fraction(times)


def in_kind(unit: Unit, like: Unit, language: str) -> Unit:
    """A unit that is only a scale, of what another counts: 2.3 million, of 1.9 million tonnes."""
    kinds = lexicon(language)["units"]["kinds"]
    found = re.search(rf"(?:{kinds})$", like.label, re.IGNORECASE)
    name, times = common_unit(found[0], language) if found else ("", Fraction(1))
    if found is None or name != like.base:
        return replace(unit, base=like.base)
    space = " " if language == "en" else ""
    return Unit(f"{unit.label}{space}{found[0]}", unit.scale * times, like.base)


def _written(match: re.Match[str], language: str) -> Mark:
    """五百四十二点五亿美元, 五四二点五亿美元."""
    said = match.groupdict()
    text = said["number"] or ""
    value, places = han_value(text)
    unit = _unit(said, language, match[0].replace(text, "").strip())
    return Mark(
        "number", *match.span(), match[0], number=Number(text, value, places, unit),
        per=said.get("per") or "",
    )  # fmt: skip


def han_value(text: str) -> tuple[Fraction, int]:
    """A number in characters, by digits or with their places, and its decimals."""
    whole, _, rest = text.replace("○", "〇").replace(".", "点").partition("点")
    digits = "".join(str(number_in(c) or 0) for c in rest)
    if not any(c in "十百千廿卅" for c in whole):
        value = int("".join(str(number_in(c) or 0) for c in whole) or 0)
    else:
        value, held = 0, 0
        for c in whole.replace("廿", "二十").replace("卅", "三十"):
            place = {"十": 10, "百": 100, "千": 1000}.get(c)
            if place:
                value, held = value + (held or 1) * place, 0
            else:
                held = number_in(c) or 0
        value += held
    return value + Fraction(int(digits or 0), 10 ** len(digits)), len(digits)


def _spelled(match: re.Match[str]) -> Mark | None:
    """七成, 三分之一, 百分之五: rates in words, good to about as much as they say."""
    text = match[0]
    if "成" in text:
        tens = number_in(text[0]) or 0
        half = 5 if text[-1] == "半" else (number_in(text[-1]) or 0 if len(text) > 2 else 0)
        value, places = Fraction(10 * tens + half), 0
    elif text.startswith("百分之"):
        value, places = han_value(text[3:])
        return Mark("number", *match.span(), text, number=Number(text, value, places, PERCENT))
    else:
        low, high = number_in(text[0]) or 1, number_in(text[-1]) or 1
        value, places = Fraction(100 * high, low), 0
    return Mark("number", *match.span(), text, number=Number(text, value, places, PERCENT))
