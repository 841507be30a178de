"""Reads sentences on amounts that were revised: `measured.toml` has them."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from yuebao.auditing.numbers import read_number
from yuebao.auditing.terms import Place
from yuebao.auditing.turns import ClaimRevision
from yuebao.auditing.understanding.drawn import number_of
from yuebao.auditing.understanding.measured import (
    fill_pattern,
    measured_words,
    sentences_in,
    unit_of,
)
from yuebao.auditing.understanding.turned import months_named
from yuebao.report.model import Side

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from yuebao.auditing.numbers import Number
    from yuebao.auditing.words import Words
    from yuebao.reference import Office
    from yuebao.report.model import NumberMarks, Revised


@cache
def _pattern(code: str, office: Office) -> re.Pattern[str]:
    return re.compile(fill_pattern(measured_words(code)["revised"]["pattern"], code, office))


def read_revisions(text: str, block: int, words: Words) -> tuple[Sequence[ClaimRevision], str]:
    """What a paragraph says was revised, and the paragraph with those sentences blanked.

    They are of other months than the report's, and what was known before is no longer so: nothing
    else is read in them.
    """
    revisions: list[ClaimRevision] = []
    pattern = _pattern(words.code, words.office)
    rest = text
    for start, end in sentences_in(text, words.code) if pattern.search(text) else ():
        sentence = text[start:end]
        match = pattern.search(sentence)
        claim = None if match is None else _claim(match, sentence, Place(block, start, end), words)
        if claim is not None:
            revisions.append(claim)
            rest = rest[:start] + " " * (end - start - 1) + rest[end - 1 :]
    return revisions, rest


def revision_of(
    said: Revised, marks: NumberMarks, place: Place, quote: str
) -> Iterator[ClaimRevision]:
    """What a built report says of a revision, as it prints it."""
    figures = (said.before, said.after, said.change)
    before, after, change = (number_of(figure, marks) for figure in figures)
    largest = None if said.largest is None else number_of(said.largest, marks)
    if largest is not None and largest.value < 0:
        largest = -largest
    if before is not None and after is not None and change is not None:
        side, window, period = Side.of(said.flow), said.span.window, said.span.period
        places = (place, place)
        yield ClaimRevision(side, window, period, before, after, change, largest, places, quote)


def _claim(match: re.Match[str], sentence: str, place: Place, words: Words) -> ClaimRevision | None:
    told = measured_words(words.code)["revised"]
    numbers: dict[str, Number] = {}
    places: dict[str, Place] = {}
    for at, name in enumerate(told["numbers"]):
        spelled = match[f"n{at}"]
        number = read_number(spelled, unit_of(match, at, name, words)) if spelled else None
        if number is not None:
            start, end = match.span(f"n{at}")
            numbers[name] = number
            places[name] = Place(place.block, place.start + start, place.start + end)
    if not {"before", "after", "change"} <= numbers.keys():
        return None
    side, window, period = months_named(sentence, words)
    change = numbers["change"]
    return ClaimRevision(
        side=side,
        window=window,
        period=period,
        before=numbers["before"],
        after=numbers["after"],
        change=change if match["verb"] in told["up"] else -change,
        largest=numbers.get("largest"),
        places=(places.pop("change"), places.pop("after"), *places.values()),
        quote=sentence.strip(),
    )
