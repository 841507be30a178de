"""Drawings on a page: found by the axis of values they stand beside."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

from yuebao.auditing.reading.spaces import squeeze

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yuebao.auditing.reading.pageline import PageLine
    from yuebao.auditing.words import Words

_LONGEST_TITLE = 40
_TICKS, _ALIGNED = 4, 3.0
"""Numbers that an axis has at least, and how far their right edges may differ, in points."""


def axis_end(lines: Sequence[PageLine], at: int) -> int:
    """Where a drawing ends whose axis of values begins at a line; the line itself where none does.

    Its numbers fall by equal steps through zero, one below the other at equal distances; what is
    written between them are the drawing's own labels.
    """
    ticks: list[tuple[Fraction, float]] = []
    end = at
    for place in range(at, len(lines)):
        text, _, right = lines[place].cells[0]
        number = _tick(text)
        if number is None or abs(right - lines[at].cells[0][2]) > _ALIGNED:
            if not ticks or len(lines[place].text()) > _LONGEST_TITLE:
                break
            continue
        ticks.append((number, lines[place].middle))
        if not _falls_evenly(ticks):
            ticks.pop()
            break
        end = place + 1
    falls = len(ticks) >= _TICKS and any(number == 0 for number, _ in ticks)
    return end if falls else at


def _tick(text: str) -> Fraction | None:
    """A number at an axis."""
    plain = text.replace(",", "").replace("−", "-").rstrip("%％")
    return Fraction(plain) if re.fullmatch(r"-?\d{1,15}(?:\.\d{1,9})?", plain) else None


def _falls_evenly(ticks: Sequence[tuple[Fraction, float]]) -> bool:
    """Whether the last number is as far below the one before, in both ways, as the second was."""
    if len(ticks) < 2:
        return True
    (first, top), (second, below) = ticks[:2]
    (before, upper), (last, lower) = ticks[-2:]
    step, apart = first - second, top - below
    return step > 0 and before - last == step and abs(upper - lower - apart) <= 0.1 * apart


def is_axis_title(line: PageLine, words: Words) -> bool:
    """Whether a line beside a drawing is the title of its axis: a few words, and no sentence."""
    text = squeeze(line.text(), chinese=words.squeeze)
    begins = (words.caption, words.chart, words.note, words.footnote, words.heading)
    return (
        len(line.cells) == 1
        and len(text) <= _LONGEST_TITLE
        and not re.search("[，。；：:;]|, |[.!?]$", text)
        and not any(pattern.match(text) for pattern in begins)
    )
