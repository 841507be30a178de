"""From a paragraph to marks: periods, numbers with their units, and the words of the grammar.

The text is folded first (full-width letters to plain ones, traditional characters to simplified
ones), letter by letter, so that places in the folded text are places in the printed one.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from yuebao.auditing.numbers import MINUS, PERCENT, Number, Unit
from yuebao.auditing.prose.dates import When, find, number_in
from yuebao.auditing.words import MONTHS
from yuebao.reference import simplified_characters

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a paragraph and what it is.

    Attributes:
        kind: `number`, `when`, `flow`, `measure`, `move`, `to`, `count`, `skip`, `break`, `end`,
            `also`, `text`, or one of the words of the language's file.
        start: Where it stands.
        end: The character after it.
        text: The folded text.
        number: Of a number: the number in its unit.
        per: Of a number: the unit it is for one of (美元/吨).
        when: Of a period: what it says.
        flow: Of a flow: its family and side.
        sign: Of a movement: 1, −1 or 0.
        count: Of a count, or a streak of months: how many.
    """

    kind: str
    start: int
    end: int
    text: str
    number: Number | None = None
    per: str = ""
    when: When | None = None
    flow: tuple[str, str] = ("", "")
    sign: int = 0
    count: int = 0

    @property
    def figure(self) -> Number:
        """The number of a number."""
        assert self.number is not None  # noqa: S101  # of a number
        return self.number


@cache
def lexicon(language: str) -> dict[str, Any]:
    """The words of a language, as its file has them."""
    text = resources.files("yuebao.auditing.prose").joinpath(f"{language}.toml")
    return tomllib.loads(text.read_text(encoding="utf-8"))


@cache
def _folding() -> dict[int, str]:
    table = dict(simplified_characters())
    table |= {0xFF01 + at: chr(0x21 + at) for at in range(94) if chr(0x21 + at) not in "(),:;!?"}
    return table | {0x3000: " ", 0x00A0: " ", 0xFF0C: "，", 0x2212: "-", 0xFF05: "%"}


_CAPITAL_MONTHS = re.compile(rf"\b(?:{'|'.join(MONTHS).upper()})\b")


def fold(text: str) -> str:
    """A text letter by letter in plain and simplified characters, months in capitals as others."""
    return _CAPITAL_MONTHS.sub(lambda month: month[0].capitalize(), text.translate(_folding()))


PERCENT_POINTS = Unit("个百分点", Fraction(1), "points")
TIMES = Unit("倍", Fraction(1), "times")


@cache
def _words(language: str) -> re.Pattern[str]:
    """Every word of a language, each group named by its kind and a number."""
    data, parts = lexicon(language), []
    groups: dict[str, str] = {
        **{f"flow{n}": pattern for n, pattern in enumerate(data["flows"])},
        **{f"measure{n}": pattern for n, pattern in enumerate(data["measures"])},
        **{f"to{n}": pattern for n, pattern in enumerate(data["to"])},
        **{f"move_{name}": pattern for name, pattern in data["directions"].items()},
        **{f"word_{name}": pattern for name, pattern in data["words"].items()},
    }
    english = language == "en"
    for name, pattern in groups.items():
        edge = rf"(?<![A-Za-z])(?:{pattern})(?![A-Za-z])" if english else pattern
        parts.append(f"(?P<{name}>{edge})")
    return re.compile("|".join(parts), re.IGNORECASE if english else 0)


def _kind(language: str, group: str) -> dict[str, Any]:
    data = lexicon(language)
    if group.startswith("flow"):
        return {"kind": "flow", "flow": tuple(list(data["flows"].values())[int(group[4:])])}
    if group.startswith("measure"):
        measure = list(data["measures"].values())[int(group[7:])]
        return {"kind": "measure", "flow": (measure, "")}
    if group.startswith("to"):
        return {"kind": "to", "sign": list(data["to"].values())[int(group[2:])]}
    if group.startswith("move"):
        sign = {"up": 1, "down": -1, "flat": 0}[group.partition("_")[2]]
        return {"kind": "move", "sign": sign}
    return {"kind": group.partition("_")[2]}


def _risen(kind: str, text: str) -> int:
    """Which way a word of comparison says by itself: 年增, 月減."""
    rising = kind in ("yearly", "before")
    return (text[-1:] == "增") - (text[-1:] == "减") if rising else 0


_DIGITS = rf"[{MINUS}+]?\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|[{MINUS}+]?\d+(?:\.\d+)?"


HAN = "〇○零一二三四五六七八九十百千两廿卅"
"""The characters of numbers written in characters."""
_HAN_NUMBER = rf"[{HAN}]+(?:点[{HAN}]+)?"


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
        rf"|(?<!第)(?P<number>{_DIGITS}|{_HAN_NUMBER}(?=(?:个)?百分点|{amount}))"
        rf"(?:\s?(?P<percent>%|‰)|\s?(?P<points>(?:个)?百分点)|\s?(?P<times>倍)"
        rf"|\s?(?P<scale>{scales})?(?:余|多)?(?P<base>{money}|{units['kinds']})?"
        rf"(?:[/每](?P<per>{units['kinds']}))?)"
    )


@cache
def _english_number() -> re.Pattern[str]:
    units = lexicon("en")["units"]
    edge = "(?![A-Za-z0-9_])"  # the mark of a footnote may follow: 11 bn²
    spaced = r"\d{1,3}(?: \d{3})+\.\d+"
    scales, money = _longest(units["scales"]), _longest(units["money"])
    counted = next(iter(lexicon("en")["counted"]))
    tens = lexicon("en")["numerals"]
    return re.compile(
        rf"(?:(?<![A-Za-z])(?P<sign>{_longest(units['signs'])})\s?|(?<![A-Za-z]))(?P<number>{spaced}|{_DIGITS})"
        r"(?:\s?(?P<percent>%|per\s?cent(?!age)|pct)"
        r"|\s?(?P<points>(?:percentage|per\s?cent) points?|pp|ppts?|basis points)\b"
        r"|\s?(?P<times>times|-?fold)\b"
        rf"|(?:[\s-]?(?P<scale>{scales}){edge})?(?:\s(?P<base>{money}|{units['kinds']}){edge})?"
        rf"(?:\s?(?:per |a |/\s?)(?P<per>{units['kinds']}|(?<=/)(?:t|lb|bbl)){edge})?)"
        rf"|(?<![A-Za-z-])(?P<counted>{tens}|\d{{1,3}})\s(?:[a-z-]+\s)?(?P<noun>{counted})(?![A-Za-z])",
        re.IGNORECASE,
    )


def scan(text: str, language: str) -> list[Mark]:
    """The marks of a folded paragraph, in order, with all text between them."""
    taken = bytearray(len(text))
    marks: list[Mark] = []
    for found in _every_mark(text, language, marks):
        if not any(taken[found.start : found.end]):
            taken[found.start : found.end] = b"\1" * (found.end - found.start)
            marks.append(found)
    between = re.finditer(b"\0+", bytes(taken))
    marks += [Mark("text", *free.span(), text[free.start() : free.end()]) for free in between]
    return sorted(marks, key=lambda mark: mark.start)


_ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth",
)  # fmt: skip


def _every_mark(text: str, language: str, taken: list[Mark]) -> Iterator[Mark]:
    """What may be marks, in the order in which they take their stretches of text."""
    data = lexicon(language)
    for match in re.finditer(data["streak"], text, re.IGNORECASE):
        said = next(v for k, v in match.groupdict().items() if v and k[0:2] in ("n", "n2", "n3"))
        count = number_in(said) or 0
        exact = match["nth"] is not None or said.lower() in _ORDINALS
        yield Mark("streak", *match.span(), match[0], sign=int(exact), count=count)
    for match in re.finditer(data["record"], text):
        yield Mark("record", *match.span(), match[0])
    for match in re.finditer(data["skip"]["code"], text):
        yield Mark("skip", *match.span(), match[0])
    for when in find(text, language):
        yield Mark("when", when.start, when.end, text[when.start : when.end], when=when)
    number = _english_number() if language == "en" else _chinese_number()
    numbers = (_number(match, language) for match in number.finditer(text))
    yield from (mark for mark in numbers if mark is not None)
    for match in _words(language).finditer(text):
        if match.lastgroup:
            says = _kind(language, match.lastgroup)
            says.setdefault("sign", _risen(says["kind"], match[0]))
            yield Mark(start=match.start(), end=match.end(), text=match[0], **says)
    for match in _listed_commas(text, taken, language):
        yield Mark("also", *match.span(), match[0])
    for kind, name in (("end", "sentence"), ("break", "clause"), ("also", "also")):
        for match in re.finditer(data[name], text):
            yield Mark(kind, *match.span(), match[0])


def _listed_commas(text: str, marks: list[Mark], language: str) -> list[re.Match[str]]:
    """The commas of lists: between two numbers, and between names."""
    if language != "en":
        return []
    numbers = [mark for mark in marks if mark.kind == "number"]
    ends = {mark.end: mark.figure.unit.base for mark in numbers}
    starts = {mark.start: mark.figure.unit.base for mark in numbers}
    spans = [m.span() for m in re.finditer(lexicon(language)["listing"], text)]
    found = []
    for match in re.finditer(r",\s(?:and\s)?", text):
        before, behind = ends.get(match.start()), starts.get(match.end())
        between = not _COMPARATIVE.match(text, _number_end(marks, match.end()))
        between = between and before is not None and (before == behind or "" in (before, behind))
        if (between and behind is not None) or any(a < match.start() < b for a, b in spans):
            found.append(match)
    return found


_COMPARATIVE = re.compile(r"\s*(?:more|less|higher|lower|above|below|fewer|up|down)\b")


def _number_end(marks: list[Mark], start: int) -> int:
    """Where the number ends that begins at a place; the place itself where none does."""
    return next((m.end for m in marks if m.kind == "number" and m.start == start), start)


def _number(match: re.Match[str], language: str) -> Mark | None:
    said = match.groupdict()
    at = match.span()
    if said.get("counted"):
        return Mark("count", *at, match[0], count=number_in(said["counted"]) or 0)
    if said.get("fraction") or said.get("tenths"):
        return _spelled(match)
    text = said["number"] or ""
    if text[0] in HAN:
        return _written(match, language)
    start = match.start("number")
    if text[0] in "-+" + MINUS and start and match.string[start - 1].isalnum():
        text = text[1:]
    plain = text.replace(",", "").replace(" ", "").lstrip("+")
    if plain[0] in MINUS:
        plain = "-" + plain[1:]
    if len(plain) > 40:
        return None
    places = len(plain.partition(".")[2])
    unit = _unit(said, language, match[0].replace(said["number"] or "", " ").strip())
    return Mark(
        "number", *at, match[0], number=Number(text, Fraction(plain), places, unit),
        per=said.get("per") or "",
    )  # fmt: skip


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
    money = units["money"] | {k.lower(): v for k, v in units["money"].items()}
    code = (
        money.get(base.lower())
        or money.get(base)
        or units.get("signs", {}).get((said.get("sign") or "").upper())
    )
    if code:
        return Unit(label, factor, code)
    name, times = common_unit(base, language)
    return Unit(label if scale or base else "", factor * times, name)


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
    whole, _, rest = text.replace("○", "〇").partition("点")
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
