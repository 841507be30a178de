"""The cautions of a report as one line, which fits at the foot of every page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

from yuebao.render._walk import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yuebao.report.model import DocumentWords

WIDTH = 100
"""How long the line may be, in letters of which a Chinese character counts two."""


def caution_line(notices: Sequence[str], words: DocumentWords) -> str:
    """The cautions in full where they fit; else how those begin that fit, and where all stand.

    Whoever has one page alone must know what its numbers are worth.

    Args:
        notices: The cautions; none give an empty line.
        words: The words of the report.
    """
    texts = [one_line(notice) for notice in notices]
    full = " ".join(texts)
    if _width(full) <= WIDTH:
        return full
    pattern, joint = words.captions.in_full, "；" if words.east_asian else "; "
    first, *others = dict.fromkeys(re.split("[：:；;。]", text)[0].strip(" .") for text in texts)
    said = _shortened(first, WIDTH - _width(pattern.format(cautions="")))
    for one in others:
        longer = f"{said}{joint}{one}"
        if _width(pattern.format(cautions=longer)) <= WIDTH:
            said = longer
    return pattern.format(cautions=said)


def _shortened(text: str, room: int) -> str:
    if _width(text) <= room:
        return text
    while _width(text) > room - 2:
        text = text[:-1]
    return f"{text.rstrip()}…"


def _width(text: str) -> int:
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)
