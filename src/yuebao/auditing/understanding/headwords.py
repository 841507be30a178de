"""The words of heads and captions, from `heads.toml`, made ready for use."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from yuebao.auditing.numbers import Unit
from yuebao.auditing.prose.marks import said_of_currencies
from yuebao.reference import simplified


@dataclass(frozen=True, slots=True)
class HeadPatterns:
    """Patterns by name, in the order they are tried, and the words of units."""

    roles: tuple[tuple[str, re.Pattern[str]], ...]
    measures: tuple[tuple[str, re.Pattern[str]], ...]
    sides: tuple[tuple[str, re.Pattern[str]], ...]
    rows: tuple[tuple[str, re.Pattern[str]], ...]
    blank: re.Pattern[str]
    summed: re.Pattern[str]
    measured: re.Pattern[str]
    changed: re.Pattern[str]
    continued: re.Pattern[str]
    month: re.Pattern[str]
    ytd: re.Pattern[str]
    year: re.Pattern[str]
    year_back: re.Pattern[str]
    month_back: re.Pattern[str]
    scales: dict[str, int]
    english_scales: dict[str, int]
    money: dict[str, str]
    quantities: dict[str, tuple[str, int]]
    rates: dict[str, str]


@cache
def head_words() -> HeadPatterns:
    """The words, read once."""
    text = resources.files("yuebao.auditing").joinpath("understanding", "heads.toml")
    data: dict[str, Any] = tomllib.loads(text.read_text(encoding="utf-8"))

    def named(key: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
        return tuple((one["name"], re.compile(one["pattern"])) for one in data[key])

    def one(key: str) -> re.Pattern[str]:
        return re.compile(data[key][0]["pattern"])

    return HeadPatterns(
        roles=named("role"),
        measures=named("measure"),
        sides=named("side"),
        rows=named("row"),
        blank=one("blank"),
        summed=one("summed"),
        measured=one("measured"),
        changed=one("changed"),
        continued=one("continued"),
        month=one("month_word"),
        ytd=one("ytd_word"),
        year=one("year_word"),
        year_back=one("year_back"),
        month_back=one("month_back"),
        scales=data["scale"][0]["words"],
        english_scales=data["scale_en"][0]["words"],
        money=_money(data),
        quantities={
            word: (base, count)
            for base, words in data["quantity"].items()
            for word, count in words.items()
        },
        rates={word: base for base, words in data["percent"].items() for word in words},
    )


def _money(data: dict[str, Any]) -> dict[str, str]:
    """What heads call the currencies, and what sentences do; weights go before (pounds)."""
    weights = {word for words in data["quantity"].values() for word in words}
    found = {word: code for code, words in data["money"].items() for word in words}
    for code, words in said_of_currencies().items():
        for word in (*words.get("signs", ()), *words.get("en", ()), *words.get("zh", ())):
            plain = unicodedata.normalize("NFKC", word).lower()
            if plain not in weights:
                found.setdefault(plain, code)
    return found


_YEAR_IN_WORDS = re.compile("[一二][九〇○零][〇○零一二三四五六七八九]{2}(?=年)")
_DIGITS = {"〇": "0", "○": "0", "零": "0"} | dict(
    zip("一二三四五六七八九", "123456789", strict=True)
)


def _year_in_digits(match: re.Match[str]) -> str:
    return "".join(_DIGITS[letter] for letter in match[0])


@lru_cache(maxsize=20_000)
def plain_text(text: str) -> str:
    """A text by which words are compared: half-width, simplified, small letters, single spaces."""
    plain = simplified(unicodedata.normalize("NFKC", text)).lower()
    plain = re.sub(r"[‐‑‒–—―−~～]+|(?<=[\d月年])至(?=\d)", "-", plain)
    plain = _YEAR_IN_WORDS.sub(_year_in_digits, plain)
    plain = re.sub(r"\s+", " ", plain).strip()
    return re.sub(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])", "", plain)


def read_any_unit(text: str) -> Unit | None:
    """A unit by itself, in Chinese or English; None for anything else.

    Bases are a currency's code, `%`, `pp`, `times`, the name of a unit of quantity, or for a price
    one of these over another: `USD/kg`.
    """
    plain = plain_text(text).strip(" .。:：")
    if not plain or len(plain) > 40:
        return None
    words = head_words()
    if plain in words.rates:
        return Unit(text.strip(), Fraction(1), words.rates[plain])
    over = re.fullmatch(r"(.+?)(?: ?/ ?| per )(.+)", plain)
    if over is not None:
        return _price(text, over[1], over[2])
    found = _scaled(plain)
    return None if found is None else Unit(text.strip(), *found)


def _price(text: str, above: str, below: str) -> Unit | None:
    top, bottom = _scaled(above), _scaled(below)
    if top is None or bottom is None:
        return None
    return Unit(text.strip(), top[0] / bottom[0], f"{top[1]}/{bottom[1]}")


def _scaled(plain: str) -> tuple[Fraction, str] | None:
    """A scale and a base: 亿美元, us$ m, '000 tonnes, million us dollars."""
    bare = _base(plain)
    if bare is not None:
        return bare
    words = head_words()
    for scale in sorted(words.scales, key=len, reverse=True):
        if scale and plain.startswith(scale):
            base = _base(plain[len(scale) :].strip())
            if base is not None:
                return base[0] * words.scales[scale], base[1]
        if scale and plain.endswith(scale):  # 港元百萬
            base = _base(plain[: -len(scale)].strip())
            if base is not None:
                return base[0] * words.scales[scale], base[1]
    return next(filter(None, map(_english, _splits(plain))), None)


def _splits(plain: str) -> list[tuple[str, str]]:
    """Every way to take a unit for a base before, or behind, a scale."""
    cuts = range(1, len(plain))
    return [(plain[:at].strip(), plain[at:].strip()) for at in cuts]


def _english(pair: tuple[str, str]) -> tuple[Fraction, str] | None:
    words = head_words()
    for base, said in (pair, pair[::-1]):
        known = _base(base.removeprefix("of ").strip())
        scale = said.removeprefix("in ").removeprefix("1 ")
        if known is not None and scale in words.english_scales:
            return known[0] * words.english_scales[scale], known[1]
    return None


def _base(word: str) -> tuple[Fraction, str] | None:
    words = head_words()
    if word in words.money:
        return Fraction(1), words.money[word]
    if word in words.quantities:
        base, count = words.quantities[word]
        return Fraction(count), base
    return None
