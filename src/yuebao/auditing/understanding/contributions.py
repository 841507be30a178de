"""Reads sentences on what pulls growth: 对印度和泰国出口分别拉动增速0.9、0.7个百分点."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from yuebao.auditing.claims import ClaimStatement, Direction, Place, Quantity
from yuebao.auditing.numbers import PERCENT, read_number
from yuebao.auditing.understanding.measured import measured_words, sentences_in, window_said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yuebao.auditing.numbers import Number
    from yuebao.auditing.words import Words

_POINT = r"[-−]?\d+(?:\.\d+)?"


@cache
def _pulls(code: str) -> re.Pattern[str]:
    return re.compile(measured_words(code)["pulls"].replace("{point}", _POINT))


def read_contributions(text: str, block: int, words: Words) -> Iterator[ClaimStatement]:
    """What each named part is said to add to growth, or to take from it, in percentage points."""
    for start, end in sentences_in(text, words.code):
        sentence = text[start:end]
        named = words.period.search(sentence)
        period = words.read_period(named) if named else None
        if named is None or period is None:
            continue
        window = window_said(sentence, words.read_window(named, period), words.code)
        side = words.side_of(sentence)
        for match in _pulls(words.code).finditer(sentence):
            for at, (name, number, place) in enumerate(listed := _listed(match, words)):
                yield ClaimStatement(
                    quantity=Quantity.CONTRIBUTION,
                    side=side,
                    window=window,
                    period=period,
                    entity=name,
                    number=number,
                    direction=Direction.DOWN
                    if match["verb"] in measured_words(words.code)["away"]
                    else Direction.UP,
                    signed=False,
                    place=Place(block, start + place[0], start + place[1]),
                    quote=match[0].strip(),
                    listed=len(listed),
                    position=at,
                    names=len(listed),
                )


def _listed(match: re.Match[str], words: Words) -> list[tuple[str, Number, tuple[int, int]]]:
    """Each name with its number, signed, and where that stands; none where they do not pair."""
    found = list(re.finditer(_POINT, match["numbers"]))
    names = _names(match["names"], words, alone=len(found) == 1)
    numbers = [read_number(one[0], PERCENT) for one in found]
    if len(names) != len(found) or None in numbers:
        return []
    away = match["verb"] in measured_words(words.code)["away"]
    first = match.start("numbers")
    return [
        (
            name,
            -number if away and number.value > 0 else number,
            (first + one.start(), first + one.end()),
        )
        for name, number, one in zip(names, numbers, found, strict=True)
        if number is not None
    ]


def _names(text: str, words: Words, *, alone: bool) -> list[str]:
    """The names of a list, without the articles that English gives some of them.

    One alone may be a list of goods itself: 浴缸、洗涤槽.
    """
    parts = [text] if alone else re.split(measured_words(words.code)["between"], text)
    return [name if words.squeeze else name.removeprefix("the ") for name in parts if name]


__all__ = ["read_contributions"]
