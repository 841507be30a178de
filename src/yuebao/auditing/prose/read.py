"""From the texts of a document to its facts."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from yuebao.auditing.prose.compose import Composer
from yuebao.auditing.prose.dates import Clock
from yuebao.auditing.prose.held import align, settle
from yuebao.auditing.prose.marks import fold, lexicon
from yuebao.auditing.prose.opening import learn
from yuebao.auditing.prose.sameness import names_in_languages, unite
from yuebao.auditing.prose.tongues import by_language
from yuebao.domain.limits import limit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from yuebao.auditing.claims import Text
    from yuebao.auditing.facts import Fact
    from yuebao.auditing.terms import Place
    from yuebao.reference import Office

_TITLES = ("title", "heading", "caption", "chart")
_SENTENCE = re.compile(r"[，。；]|\d[%％]|[.;,]\s|\.$|[:：]\s?[A-Z$€£¥]{0,4}\d+[.,\d]*\s?[a-z万亿]")


LONGEST = limit("prose")
"""Characters of the longest paragraph that is taken for prose: a report's has a hundredth.

A file whose markup is broken may give all of its data as one; the numbers in it count as unread.
"""


def knows_money(words: Iterable[str], language: str) -> bool:
    """Whether the grammar knows all of these words of currencies.

    Of others it would take amounts for numbers of nothing, so sentences with them are not read.
    """
    units = lexicon(language)["units"]
    known = {*units["money"], *units["signs"]}
    return all(word in known for word in words)


@dataclass(frozen=True, slots=True)
class Sayings:
    """What the sentences of a document say.

    Attributes:
        facts: Number by number.
        unread: Where a number stands that says nothing known.
        undated: The blocks that name no months, and follow one of other months than the heading's.
    """

    facts: tuple[Fact, ...]
    unread: tuple[Place, ...]
    undated: frozenset[int]


def read_facts(
    texts: Sequence[Text],
    language: str,
    office: Office | None = None,
    following: frozenset[int] = frozenset(),
) -> Sayings:
    """What the sentences of a document say.

    Args:
        texts: Its paragraphs, headings, captions and notes.
        language: `zh` or `en`.
        office: Whose partners it may name in several languages.
        following: Those of `undated` that are of the months of the paragraph before them.
    """
    texts = [text for text in texts if len(text.text) <= LONGEST]
    parts = [by_language(text.text, language) for text in texts]
    readers = _readers(sorted({one for part in parts for one in part} | {language}), texts)
    for reader in readers.values():
        reader.following = following
    for text, part in zip(texts, parts, strict=True):
        for own, said in part.items():
            _read(readers[own], replace(text, text=_without_appositions(said, own)))
        if (
            text.kind in _TITLES
        ):  # the months of a title are those of what follows, whatever it is in
            for own in readers.keys() - part.keys():
                readers[own].note_title("")
    facts = [fact for reader in readers.values() for fact in reader.facts]
    if len(readers) > 1 and office is not None:
        facts = unite(facts, names_in_languages(office))
    settled = list(settle([f for one in readers.values() for f in one.held], facts))
    meant = align(facts)
    facts = [meant.get(fact, fact) for fact in facts]
    facts = sorted([*facts, *settled], key=lambda fact: fact.place.block)
    told = {fact.place for fact in settled}
    unread = (place for reader in readers.values() for place in reader.unread)
    return Sayings(
        tuple(facts),
        tuple(place for place in unread if place not in told),
        frozenset().union(*(reader.undated for reader in readers.values())),
    )


def _without_appositions(text: str, language: str) -> str:
    """A text with blanks for who else somebody is, so that every place in it stays what it was."""
    if language == "en":
        text = _SHORTENED.sub(lambda m: f"{' ' * (len(m[0]) - len(m[2]) - 1)}{m[2]} ", text)
    return re.sub(lexicon(language)["apposition"], lambda found: " " * len(found[0]), text)


def without_forecasts(text: str, language: str) -> str:
    """A text with blanks for what it expects, from the word that says so to its sentence's end."""
    found = list(re.finditer(lexicon(language)["forecast"], fold(text)))
    for match in found:
        text = f"{text[: match.start()]}{' ' * len(match[0])}{text[match.end() :]}"
    return text


_SHORTENED = re.compile(r"((?:[A-Z][a-z]+ (?:of |and |the )?){2,})\(([A-Z]{2,6})\)")
"""A long name that its short one follows: European Union (EU)."""


def _readers(languages: Sequence[str], texts: Sequence[Text]) -> dict[str, Composer]:
    """A reader a language; they have one clock, and number their sentences apart."""
    clock = Clock()
    readers = {}
    for at, language in enumerate(languages):
        reader = readers[language] = Composer(language, clock=clock)
        learn(reader, [text.text for text in texts])
        reader.sentence = at * LONGEST * LONGEST
    several = len(readers) > 1
    if several and any(r.usual_year for r in readers.values()):  # what one says is said of all
        for reader in readers.values():
            reader.usual_year = reader.usual_year or not reader.compares_months
    return readers


def _read(composer: Composer, text: Text) -> None:
    if text.kind == "running":
        _running(composer, text)
    elif text.kind in _TITLES or not _SENTENCE.search(text.text):
        composer.note_title(text.text)
        if text.kind not in ("caption", "chart") and _states(composer, text.text):
            composer.paragraph(text.block, text.text)
    elif text.kind == "note" or re.match(lexicon(composer.language)["remark"], fold(text.text)):
        _remark(composer, text)
    else:
        composer.paragraph(text.block, text.text)


def _remark(composer: Composer, text: Text) -> None:
    """A note beside the text; what follows is of the months it was of before."""
    clock, compare = replace(composer.clock), composer.compare
    composer.paragraph(text.block, text.text)
    composer.clock, composer.compare = clock, compare


def _states(composer: Composer, text: str, without: tuple[str, ...] = ("",)) -> bool:
    """Whether a line states an amount, or a rate, of trade in digits: 超百亿 is no number."""
    if not any(map(str.isdigit, text)):
        return False
    marks = composer.marks_of(text)
    numbers = (m for m in marks if m.kind == "number" and any(map(str.isdigit, m.text)))
    amounts = [m for m in numbers if m.figure.unit.base not in without]
    return bool(amounts) and any(mark.kind == "flow" for mark in marks)


def _running(composer: Composer, text: Text) -> None:
    """A head or foot of pages, where it states an amount of trade; it is under no heading."""
    if _states(composer, text.text, ("", "%")):
        composer.section, composer.side = None, ""
        composer.paragraph(text.block, text.text)
