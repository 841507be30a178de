"""What the notes under tables say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from yuebao.auditing.claims import Note, Place

if TYPE_CHECKING:
    from yuebao.auditing.words import Words
    from yuebao.domain import Period


def read_note(text: str, place: Place, table: int, words: Words) -> Note:
    """What a note says; a text that says none of what is looked for is kept as text alone."""
    said = words.notes
    order = said.order.search(text)
    minuend, subtrahend = _subtraction(text, words)
    return Note(
        text=text,
        place=place,
        table=table,
        order=words.side_of(order["by"]) if order else None,
        net_absolute=bool(said.net_absolute.search(text)),
        minuend=minuend,
        subtrahend=subtrahend,
        dash=bool(said.dash.search(text)),
        tiny_base=bool(said.tiny_base.search(text)),
        large=bool(said.large.search(text)),
    )


def _subtraction(text: str, words: Words) -> tuple[Period | None, Period | None]:
    """The periods before and after the word that subtracts, where both are named."""
    for sentence in re.split(r"。|\.\s|（\d）|\(\d\)", text):
        before, less, after = sentence.partition(words.notes.less)
        if less:
            one = [words.read_period(m) for m in words.period.finditer(before)]
            two = [words.read_period(m) for m in words.period.finditer(after)]
            if one and two:
                return one[0], two[0]
    return None, None
