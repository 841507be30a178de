"""The axis of months below a trend or a stack: few enough labels that none touch, years marked."""

from __future__ import annotations

import re
from itertools import groupby
from math import floor
from typing import TYPE_CHECKING

from yuebao.render.charts._style import GRID, QUIET, box, placed_text, shorten, text_width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yuebao.render.charts._style import Spec

FOOT = 38
"""How many pixels the axis takes below the plot."""

_MONTH = re.compile(r"(\d{4})-(\d{2})")
_EVERY = (1, 2, 3, 6, 12)
_MONTH_ROOM = 19  # two digits and air
_YEAR_ROOM = 28
_MONTH_ROW, _YEAR_ROW = 11, 28


def slot_width(plot: float, count: int) -> float:
    """How many pixels each of so many marks gets: whole quarters, so that edges fall alike."""
    return max(4, floor(plot / max(1, count) * 4)) / 4


def month_texts(labels: Sequence[str], slot: float, height: int) -> list[Spec]:
    """The axis's texts: month numbers with their years below them, or else the labels thinned."""
    months = [_MONTH.fullmatch(label) for label in labels]
    if not all(months):
        return _plain_texts(labels, slot, height)
    numbers = [int(month[2]) for month in months if month]
    every = next((e for e in _EVERY if e * slot >= _MONTH_ROOM), _EVERY[-1])
    texts = [
        _text((place + 0.5) * slot, height + _MONTH_ROW, str(number))
        for place, number in enumerate(numbers)
        if (number - 1) % every == 0
    ]
    return texts + [
        _text((first + last + 1) / 2 * slot, height + _YEAR_ROW, year)
        for year, first, last in _years(labels)
        if (last + 1 - first) * slot >= _YEAR_ROOM
    ]


def year_lines(labels: Sequence[str], slot: float, bands: Sequence[tuple[int, int]]) -> list[Spec]:
    """Upright lines between years, as boxes with their colour: through each part of the plot.

    The last part is the lowest; its lines go on to the years' names.
    """
    if not all(map(_MONTH.fullmatch, labels)):
        return []
    *upper, (top, bottom) = bands
    return [
        box(first * slot - 0.5, first * slot + 0.5, start, end) | {"colour": GRID}
        for _, first, _ in _years(labels)
        if first
        for start, end in (*upper, (top, bottom + _YEAR_ROW + 6))
    ]


def _years(labels: Sequence[str]) -> list[tuple[str, int, int]]:
    """Each year with the places of its first and last month, where they follow one another."""
    found = []
    for year, group in groupby(enumerate(labels), lambda pair: pair[1][:4]):
        places = [place for place, _ in group]
        found.append((year, places[0], places[-1]))
    return found


def _plain_texts(labels: Sequence[str], slot: float, height: int) -> list[Spec]:
    short = [shorten(label) for label in labels]
    widest = max(map(text_width, short), default=0) + 8
    every = int(-(-widest // slot))
    return [
        _text((place + 0.5) * slot, height + _MONTH_ROW, short[place])
        for place in range(0, len(short), every)
    ]


def _text(x: float, y: float, text: str) -> Spec:
    return placed_text(x, y, text, align="center", colour=QUIET, size=11)
