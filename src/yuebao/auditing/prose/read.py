"""From the texts of a document to its facts."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from yuebao.auditing.prose.compose import Composer
from yuebao.auditing.prose.scan import fold, lexicon, scan

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from yuebao.auditing.claims import Text
    from yuebao.auditing.facts import Fact
    from yuebao.auditing.terms import Place

_TITLES = ("title", "heading", "caption", "chart")
_SENTENCE = re.compile(r"[，。；]|\d[%％]|[.;,]\s|\.$|[:：]\s?[A-Z$€£¥]{0,4}\d+[.,\d]*\s?[a-z万亿]")


LONGEST = 10_000
"""Characters of the longest paragraph that is taken for prose: a report's has a hundredth.

A file whose markup is broken may give all of its data as one; the numbers in it count as unread.
"""


def knows_money(words: Iterable[str], language: str) -> bool:
    """Whether the grammar knows all of these words of currencies.

    Of others it would take amounts for numbers of nothing, so sentences with them are not read.
    """
    units = lexicon(language)["units"]
    known = {*units["money"], *units.get("signs", {})}
    return all(word in known for word in words)


def read_facts(texts: Sequence[Text], language: str) -> tuple[tuple[Fact, ...], tuple[Place, ...]]:
    """What the sentences of a document say, number by number; and where one says nothing known.

    Args:
        texts: Its paragraphs, headings, captions and notes.
        language: `zh` or `en`.
    """
    texts = [text for text in texts if len(text.text) <= LONGEST]
    composer = Composer(language)
    composer.begin([text.text for text in texts])
    for text in texts:
        if text.kind == "running":
            _running(composer, text)
        elif text.kind in _TITLES or not _SENTENCE.search(text.text):
            composer.note_title(text.text)
        elif text.kind == "note" or re.match(lexicon(language)["remark"], fold(text.text)):
            _remark(composer, text)
        else:
            composer.paragraph(text.block, text.text)
    return tuple(composer.facts), tuple(composer.unread)


def _remark(composer: Composer, text: Text) -> None:
    """A note beside the text; what follows is of the months it was of before."""
    clock, compare = replace(composer.clock), composer.compare
    composer.paragraph(text.block, text.text)
    composer.clock, composer.compare = clock, compare


def _running(composer: Composer, text: Text) -> None:
    """A head or foot of pages, where it states an amount of trade; it is under no heading."""
    marks = scan(fold(text.text), composer.language)
    amounts = [m for m in marks if m.kind == "number" and m.figure.unit.base not in ("", "%")]
    if amounts and any(mark.kind == "flow" for mark in marks):
        composer.section, composer.side = None, ""
        composer.paragraph(text.block, text.text)
