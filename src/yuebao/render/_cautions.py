"""The cautions of a report as one line, which fits at the foot of every page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from yuebao.domain.widths import half_widths
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
    if half_widths(full) <= WIDTH:
        return full
    pattern, joint = words.captions.in_full, "；" if words.east_asian else "; "
    first, *others = dict.fromkeys(re.split("[：:；;。]", text)[0].strip(" .") for text in texts)
    said = _shortened(first, WIDTH - half_widths(pattern.format(cautions="")))
    for one in others:
        longer = f"{said}{joint}{one}"
        if half_widths(pattern.format(cautions=longer)) <= WIDTH:
            said = longer
    return pattern.format(cautions=said)


def _shortened(text: str, room: int) -> str:
    if half_widths(text) <= room:
        return text
    while half_widths(text) > room - 2:
        text = text[:-1]
    return f"{text.rstrip()}…"
