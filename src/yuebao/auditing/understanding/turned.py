"""Reads sentences on places that changed and on growth that turned: `measured.toml` has both."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from yuebao.auditing.terms import Place
from yuebao.auditing.turns import Move, Turn
from yuebao.auditing.understanding.measured import measured_words, sentences_in, window_said
from yuebao.report.model import Direction

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yuebao.auditing.words import Words
    from yuebao.domain import Period, Window
    from yuebao.report.model import Side


@cache
def _pattern(code: str, name: str) -> re.Pattern[str]:
    return re.compile(measured_words(code)[name])


def read_turns(text: str, block: int, words: Words) -> Iterator[Move | Turn]:
    """What a paragraph says of places and of turning points."""
    moved, turned = _pattern(words.code, "moved"), _pattern(words.code, "turned")
    first = _pattern(words.code, "comes_first")
    for start, end in sentences_in(text, words.code):
        sentence = text[start:end]
        for match in moved.finditer(sentence):
            side, window, period = months_named(sentence, words)
            yield Move(
                side=side,
                window=window,
                period=period,
                entity=_name(match),
                before=int(match["before"]),
                now=int(match["now"]),
                rose=match["verb"] in measured_words(words.code)["rose"],
                places=(_at(block, start, match, "before"), _at(block, start, match, "now")),
                quote=sentence.strip(),
            )
        for match in first.finditer(sentence):
            side, window, period = months_named(sentence, words)
            name, place = _name(match), _at(block, start, match, "name")
            yield Move(side, window, period, name, None, 1, None, (place,), sentence.strip())
        for match in turned.finditer(sentence):
            side, window, period = months_named(text[:end], words)
            up = match["way"] in measured_words(words.code)["rise"]
            yield Turn(
                side=side,
                window=window,
                period=period,
                way=Direction.UP if up else Direction.DOWN,
                after=int(match["after"]),
                place=_at(block, start, match, "after"),
                quote=sentence.strip(),
            )


def months_named(text: str, words: Words) -> tuple[Side | None, Window | None, Period | None]:
    """The side, the window and the months that a text names: the latter as it begins."""
    named = words.period.search(text)
    period = words.read_period(named) if named else None
    window = None if named is None or period is None else words.read_window(named, period)
    window = window_said(text, window, words.code)
    return words.side_of(text), window, period


def _name(match: re.Match[str]) -> str:
    """Who is spoken of, without the article that English gives some."""
    return match["name"].strip().removeprefix("the ")


def _at(block: int, start: int, match: re.Match[str], group: str) -> Place:
    return Place(block, start + match.start(group), start + match.end(group))
