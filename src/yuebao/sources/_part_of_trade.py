"""Titles of tables that are of a part of trade: of a partner, a city, some goods, a kind of owner.

Such a table has the heads of one of all trade, and its totals would be taken for the country's.
What titles of tables of all trade say is known (`title` in the office's dialects); whatever else a
title says may limit it.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from yuebao.domain import UserError
from yuebao.sources._dialects import is_footnote
from yuebao.sources._values import plain, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from yuebao.domain import Scope
    from yuebao.reference import Office
    from yuebao.sources._dialects import Dialects, TitleWords
    from yuebao.sources._title import Above

_HAN = re.compile(r"[\u3400-\u9fff]")
_LETTER = re.compile(r"[a-z]")
_BRACKETS = re.compile(r"\([^()]*\)?")
_NUMBERED = re.compile(
    r"第[\d一二三四五六七八九十]+[章类]|\d章|章\d|"
    r"(?<![a-z])(?:hs|chapters?|divisions?|sections?|headings?|codes?)[ :.]*\d"
)
"""Goods by number: 第85章, HS 8542."""
_AROUND = " \u3000()（）[]【】—-:："
_PARTS = ("partner", "mode", "enterprise")
_SENTENCE = 12  # words and a full stop are no title


def refuse_part_of_trade(
    above: Above, dialects: Dialects, office: Office, scope: Scope | None, region: str | None
) -> None:
    """Refuse a table whose title limits it, unless the user says what it is of.

    Args:
        above: What stands above the table.
        dialects: What tables of the office look like.
        office: The office, whose regions have names.
        scope: The part of trade that the user says the files cover.
        region: The region the table is read as being of, which its title may name.

    Raises:
        UserError: Its title says more than that it is of all trade, or of the region's.
    """
    if scope is not None or not dialects.title.endings:
        return
    names = [
        name
        for one in office.regions
        if one.code == region
        for name in (one.full, *one.names.values())
    ]
    limits_nothing = _Neutral(above, dialects.title, names)
    limiting = [title for title in _titles(above, dialects) if not limits_nothing(title)]
    for title in [*limiting, *_lone_part(above, office)][:1]:
        raise UserError(
            f"its title, {shown(title.strip())}, may be of a part of trade alone",
            where=above.path_name,
            remedy="If it is of all trade, say --scope all, or --scope province=31 (its code). "
            "A table of a part of it would be taken for the whole.",
        )


class _Neutral:
    """Tells whether all that a title says limits nothing."""

    def __init__(self, above: Above, title: TitleWords, names: Iterable[str]) -> None:
        words = above.words
        units = [_spoken(head) for unit in words.units for head in unit.heads]
        self._han = _any_of({*title.neutral, *map(plain, names)})
        self._units = _any_of({unit for unit in units if _LETTER.search(unit)}, whole=True)
        self._words = _any_of(
            {*title.neutral_words, *words.month_names, *map(_spoken, names)} - {""}, whole=True
        )

    def __call__(self, title: str) -> bool:
        spoken = _spoken(title)
        if _NUMBERED.search(spoken) or _HAN.search(self._han.sub(" ", plain(title))):
            return False
        return not _LETTER.search(self._words.sub(" ", self._units.sub(" ", spoken)))


def _any_of(words: Iterable[str], *, whole: bool = False) -> re.Pattern[str]:
    return _pattern(tuple(sorted(set(words), key=lambda word: (-len(word), word))), whole)


@lru_cache(64)
def _pattern(words: tuple[str, ...], whole: bool) -> re.Pattern[str]:
    """Any of some words; of letters, only as words of their own."""
    text = "|".join(map(re.escape, words)) or "(?!)"
    return re.compile(rf"(?<![a-z])(?:{text})(?![a-z])" if whole else text)


def _spoken(text: str) -> str:
    """A text in small letters with the spaces between its words, full-width forms as others."""
    return " ".join(unicodedata.normalize("NFKC", text).replace("’", "'").casefold().split())


def _titles(above: Above, dialects: Dialects) -> Iterator[str]:
    """The texts above the heads that name a table."""
    words = dialects.title
    in_letters = _any_of(words.trade_words, whole=True)
    for text in above.texts:
        if is_footnote(text.strip(), dialects.words.footnotes) or text in above.head.fields:
            continue
        name, spoken = plain(text), _spoken(text)
        bare = _BRACKETS.sub("", name).rstrip("0123456789.:-")
        titled = bare.endswith(words.endings) and any(word in bare for word in words.of_trade)
        other = in_letters.search(spoken) and not _HAN.search(spoken) and not _is_sentence(spoken)
        if titled or other:
            yield text


def _lone_part(above: Above, office: Office) -> list[str]:
    """The text that is the name of one part of trade, below a title; several are heads."""
    texts = [text for text in dict.fromkeys(above.texts) if text not in above.head.fields]
    named = [
        text for text in texts if any(office.code_of(kind, text.strip(_AROUND)) for kind in _PARTS)
    ]
    return named if len(named) == 1 else []


def _is_sentence(text: str) -> bool:
    return text.endswith(".") and text.count(" ") >= _SENTENCE
