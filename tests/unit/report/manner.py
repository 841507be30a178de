"""What a report in the manner of official statistics never says, wherever it stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.unit.report.tiny import footnotes, plain, sentences

from yuebao.reference import find_office
from yuebao.render._spoken import chart_says
from yuebao.report.model import (
    Amounts,
    Chart,
    Concentrated,
    Contributions,
    Decomposed,
    Heading,
    Leaders,
    Members,
    Paragraph,
    Placed,
    Table,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yuebao.report import Document
    from yuebao.report.model import Figure, Head

_PAIRS = [name for one in find_office().partners if " and " in (name := one.name("en"))]
Wrong = tuple[tuple[str, str], ...]

_NO_TRADE = "a name without trade, in numbers"
_IN_SENTENCES: dict[str, Wrong] = {
    "zh": (
        ("a bare negative rate", r"(?:为|增速|变化)[-−]\d"),
        ("parallel lists", r"分别为"),
        ("a third list", r"分别.*分别.*分别"),
        ("a minus in a sentence", r"[-−]\d+\.\d"),
        (_NO_TRADE, r"[对自][^，；。]*口0(?:\.0+)?[亿万美元]"),
    ),
    "en": (
        ("a bare negative rate", r"[-−]\d+(?:\.\d+)?%"),
        ("parallel lists", r"with changes on the year of"),
        ("a third list", r"respectively.*respectively.*respectively"),
        (_NO_TRADE, r" were (?:US\$|CNY )?0(?:\.0+)?(?:[ ,]|$)"),
        ("names told before their numbers", r"(\w+), (?:and )?\w+: \w+ \w+ \1 were"),
    ),
}
_ANYWHERE: dict[str, Wrong] = {
    "zh": (
        (
            "a term of published series",
            r"省市|去年同期|重点区域|内蒙(?!古)|其它|(?<!原产)国别|国家/地区",
        ),
        ("months in another hand", r"\d[-–~至]\d+月|(?<!\d)1—12月|12月累计"),
        ("talk of software", r"加载|载入|数据库|命令|None|\{|\}"),
        ("stray marks", r"[，；、][，；。、]|。。|（）|\s，"),
        ("a number in words of another kind", r"前二|居前一"),
    ),
    "en": (
        ("a unit in another hand", r"\bUSD\b"),
        ("talk of software", r"\bloaded\b|\bstore\b|None|\{|\}"),
        ("stray marks", r" [,;.]|[,;][,;.]|\.\.|\(\)|\bthe the\b|  "),
        ("all of two", r"\bAll [12] "),
        (
            "a list without its last comma",
            r"\b\w+, (?!here and |the |with |and )\w+(?: \w+){0,2} and \w+",
        ),
    ),
}


def wrong_words(document: Document) -> Iterator[tuple[str, str]]:
    """Each thing the report says that it should not, with where it says it."""
    language = document.language
    never = _IN_SENTENCES[language]
    if any(map(_rounds_to_nothing, _told(document))):
        never = tuple(one for one in never if one[0] != _NO_TRADE)
    for sentence in sentences(document):
        yield from _found(never, sentence)
    for text in every_text(document):
        yield from _found(_ANYWHERE[language], _without_names(text))
    yield from _told_twice(document)


def _told(document: Document) -> Iterator[Figure]:
    """The trade of those that are told by name."""
    for part in document.parts:
        for said in part.says if isinstance(part, Paragraph) else ():
            match said:
                case Leaders(first=entries) | Members(members=entries):
                    yield from (entry.value for entry in entries)


def _rounds_to_nothing(figure: Figure) -> bool:
    """Whether there is trade, too little for its unit."""
    return bool(figure.value) and not re.search("[1-9]", figure.text)


def every_text(document: Document) -> Iterator[str]:
    """All that a reader sees or hears but the numbers of tables."""
    cover = document.cover
    yield from (cover.title, cover.period, document.header, *document.notices)
    yield from footnotes(document)
    for part in document.parts:
        match part:
            case Heading():
                yield part.text
            case Paragraph():
                yield plain(part)
            case Table():
                yield from (part.caption, *part.notes, *(group.label for group in part.groups))
                yield from (text for head in part.heads for text in _heads(head))
                yield from (key.label for _, key, _ in part.cells())
            case Chart():
                yield chart_says(part, document.words)
                yield from (text for one in part.series for text in (one.label, one.axis))


def _heads(head: Head) -> Iterator[str]:
    yield head.text
    for child in head.children:
        yield from _heads(child)


def _without_names(text: str) -> str:
    """A text in which no name of a partner has an "and" of its own."""
    for name in _PAIRS:
        text = text.replace(name, name.replace(" and ", "-"))
    return text


def _found(never: Wrong, text: str) -> Iterator[tuple[str, str]]:
    for what, pattern in never:
        if re.search(pattern, text):
            yield what, text


def _told_twice(document: Document) -> Iterator[tuple[str, str]]:
    """Paragraphs on two windows that differ in nothing but their numbers, months and names."""
    seen: dict[tuple[object, ...], tuple[object, str]] = {}
    about: tuple[object, ...]
    for part in document.parts:
        if not isinstance(part, Paragraph):
            continue
        for said in part.says:
            if isinstance(said, Decomposed) and said.unit_value_yoy.value is None:
                continue  # a unit value alone, of months of its own
            if isinstance(said, Contributions | Concentrated | Decomposed | Placed):
                about = (type(said), said.flow, False, _skeleton(plain(part), document))
            elif isinstance(said, Amounts | Leaders | Members) and said.after is None:
                flow = said.flows[0][0] if isinstance(said, Amounts) else said.flow
                quantity = isinstance(said, Amounts) and said.quantity
                about = (type(said), flow, quantity, _skeleton(plain(part), document))
            else:
                continue
            other = seen.setdefault(about, (said.span, ""))
            if other[0] != said.span and said.span.yearly:
                yield "told twice in the same words", plain(part)


def _skeleton(text: str, document: Document) -> str:
    names = {key.label for table in document.tables() for _, key, _ in table.cells()}
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, "@")
    text = re.sub(r"January|February|March|April|May|June|July|August", "#", text)
    text = re.sub(r"September|October|November|December", "#", text)
    return re.sub(r"[\d—–.,#\s]+", "#", text)
