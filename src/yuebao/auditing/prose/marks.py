"""Marks: the stretches of a paragraph, and the words of the languages that they are known by.

The text is folded first (full-width letters to plain ones, accents away, traditional characters to
simplified ones), letter by letter, so that places in the folded text are places in the printed one.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from yuebao.auditing.words import MONTHS
from yuebao.reference import simplified_characters

if TYPE_CHECKING:
    from yuebao.auditing.numbers import Number
    from yuebao.auditing.prose.dates import When


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
        name: Of a flow: of what goods by their way of trade, where it says: re-exports.
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
    name: str = ""
    sign: int = 0
    count: int = 0

    @property
    def figure(self) -> Number:
        """The number of a number."""
        assert self.number is not None  # noqa: S101  # of a number
        return self.number


@cache
def lexicon(language: str) -> dict[str, Any]:
    """The words of a language, as its file has them, with those of the currencies."""
    data = _data(language)
    currencies = said_of_currencies().items()
    money = {name: code for code, said in currencies for name in said[language]}
    if language == "en":  # 680 billion USD
        money |= {code: code for code, _ in currencies}
    signs = {
        sign: code
        for code, said in currencies
        for key in ("signs", f"{language}_signs")
        for sign in said.get(key, ())
    }
    short = frozenset(code for code, said in currencies if said.get("short"))
    return data | {"units": data["units"] | {"money": money, "signs": signs, "short": short}}


@cache
def said_of_currencies() -> dict[str, Any]:
    """What currencies are called, by their codes: `signs` and, by language, words."""
    return _data("currencies")


def way_of_than(than: Mark, language: str) -> int:
    """Which way a word of comparison itself points: 1 for 高于, −1 for 低于, 0 for than."""
    way: int = lexicon(language)["ways"].get(than.text, 0)
    return way


def _data(name: str) -> dict[str, Any]:
    text = resources.files("yuebao.auditing.prose").joinpath(f"{name}.toml")
    return tomllib.loads(text.read_text(encoding="utf-8"))


@cache
def _folding() -> dict[int, str]:
    table = dict(simplified_characters())
    table |= {ord(letter): _plain(letter) for letter in map(chr, range(0xC0, 0x250))}
    table |= {0xFF01 + at: chr(0x21 + at) for at in range(94) if chr(0x21 + at) not in "(),:;!?"}
    return table | {0x3000: " ", 0x00A0: " ", 0xFF0C: "，", 0x2212: "-", 0xFF05: "%"}


def _plain(letter: str) -> str:
    """A Latin letter without its accent: Å, ç, ø as A, c, o."""
    base = unicodedata.normalize("NFD", letter)[0]
    return _STROKES.get(base, base)


_STROKES = dict(zip("ØøĐđŁłİı", "OoDdLlIi", strict=True))
_CAPITAL_MONTHS = re.compile(rf"\b(?:{'|'.join(MONTHS).upper()})\b")


def fold(text: str) -> str:
    """A text letter by letter in plain and simplified characters, months in capitals as others."""
    return _CAPITAL_MONTHS.sub(lambda month: month[0].capitalize(), text.translate(_folding()))
