"""What the notes under tables say."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from yuebao.auditing.claims import Note, Place
from yuebao.report.model import Side

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

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


def borrowed(note: Note, notes: Iterable[Note], caption: str, words: Words) -> Iterator[Note]:
    """What a note takes from those under another table (注：同表2), of the side of its own table.

    Args:
        note: The note.
        notes: All notes above it.
        caption: The caption of its table.
        words: The words of the document.
    """
    found = words.notes.again.search(note.text)
    for held in notes if found else ():
        if found and held.table == int(found["table"]) != note.table:
            wanted = re.findall(r"\d+", found["some"] or "")
            said = read_note(_some(held.text, wanted), note.place, note.table, words)
            sides = (Side.EXPORTS, Side.IMPORTS)
            own = words.side_of(caption) if said.order in sides else said.order
            yield replace(said, order=own)


def _some(text: str, wanted: Collection[str]) -> str:
    """Those of the numbered notes in a text that are wanted; all where none are."""
    first, *rest = re.split(r"[（(](\d+)[）)]", text)
    pairs = zip(rest[::2], rest[1::2], strict=True)
    return first + "".join(said for number, said in pairs if not wanted or number in wanted)


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
