"""Titles of tables that are of a part of trade: of a partner, a city, some goods, a kind of owner.

Such a table has the heads of one of all trade, and its totals would be taken for the country's.
What titles of tables of all trade say is known (`title` in the office's dialects); whatever else a
title says may limit it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from yuebao.domain import UserError
from yuebao.sources._dialects import is_footnote
from yuebao.sources._values import plain, shown
from yuebao.sources.bulletin.told_parts import HAN, LETTER, any_of, spoken, told_parts
from yuebao.sources.query.name import goods_of_name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from yuebao.reference import Office
    from yuebao.sources._dialects import Dialects
    from yuebao.sources._given import Given
    from yuebao.sources.bulletin.title import Above
    from yuebao.sources.bulletin.told_parts import ToldParts

_BRACKETS = re.compile(r"\([^()]*\)?")
_NUMBERED = re.compile(
    r"第[\d一二三四五六七八九十]+[章类]|\d章|章\d|"
    r"(?<![a-z])(?:hs|chapters?|divisions?|sections?|headings?|codes?)[ :.]*\d"
)
"""Goods by number: 第85章, HS 8542."""
_OF_ROWS = {
    "partners": ("partner",),
    "modes": ("mode",),
    "enterprises": ("enterprise",),
    "items": ("goods",),
}
"""What parts of trade the rows of a table tell apart."""
_OF_GOODS = ("chapters", "items")
_TITLED = 40  # characters of a title
_SENTENCE = 12  # words and a full stop are no title


def refuse_part_of_trade(
    above: Above, rows: str, dialects: Dialects, office: Office, region: str | None
) -> None:
    """Refuse a table that its title, its name or a note limits to a part of trade.

    Args:
        above: What stands around the table.
        rows: What its rows are; its name may speak of these.
        dialects: What tables of the office look like.
        office: The office, whose regions have names.
        region: The region the table is read as being of, which its title may name.

    Raises:
        UserError: Something says more than that it is of all trade, or of the region's.
    """
    if not dialects.title.endings:
        return
    names = tuple(
        name
        for one in office.regions
        if one.code == region
        for name in (one.full, *one.names.values())
    )
    limits_nothing = _Neutral(above, dialects, names)
    told = told_parts(office, names)
    titles = list(_titles(above, dialects))
    limiting = [title for title in titles if not limits_nothing(title)]
    for title in [*limiting, *_lone_part(above, told, titles)][:1]:
        raise _refusal(f"its title, {shown(title.strip())}, may be of a part of trade alone", above)
    others = [text for text in above.texts if text not in (*above.head.fields, *titles)]
    without = {"region", *_OF_ROWS.get(rows, ())}
    for line in dict.fromkeys(others):  # a title that ends otherwise: 苏州工业园区主要贸易伙伴
        if _speaks_of_trade(line, dialects) and not limits_nothing(line):
            raise _refusal(
                f"its title, {shown(line.strip())}, may be of a part of trade alone", above
            )
    for note in filter(told.limits, dict.fromkeys([*others, *above.below])):
        raise _refusal(f"a note in it, {shown(note)}, may limit it to a part of trade", above)
    for name in (above.path_name, above.tab):
        coded = rows not in _OF_GOODS and goods_of_name(name, office)
        if coded or told.named(name.rpartition(".")[0] or name, without):
            raise _refusal(f"its name, {shown(name)}, may be of a part of trade alone", above)


def refuse_part_of_query(
    name: str, tab: str, notes: Iterable[str], kinds: Collection[str], given: Given
) -> None:
    """Refuse a query export that its name or a note limits to what no column of it tells.

    Args:
        name: The file's name.
        tab: Its sheet's.
        notes: Texts beside its rows.
        kinds: What parts of trade its columns tell apart; see KINDS.
        given: What is known beside the file.

    Raises:
        UserError: It is of a part of trade that would be taken for all of it.
    """
    if given.scope is not None or not given.dialects.title.endings:
        return
    told = told_parts(given.office)
    for text in (name, tab):
        if told.named(text.rpartition(".")[0] or text, kinds):
            raise _of_query(f"its name, {shown(text)}, may be of a part of trade alone", name)
    for note in notes:
        if told.limits(note, kinds):
            raise _of_query(f"a note in it, {shown(note)}, may limit it to a part of trade", name)


def _refusal(found: str, above: Above) -> UserError:
    return UserError(
        found,
        where=above.path_name,
        remedy="If it is of all trade, say --scope all, or --scope province=31 (its code). "
        "A table of a part of it would be taken for the whole.",
    )


def _of_query(found: str, name: str) -> UserError:
    return UserError(
        found,
        where=name,
        remedy="No column of it says so, and it would be taken for all trade. Query again with "
        "that column; or say --scope province=31, partner=402,410 or all, if that is what it "
        "holds.",
    )


class _Neutral:
    """Tells whether all that a title says limits nothing."""

    def __init__(self, above: Above, dialects: Dialects, names: Iterable[str]) -> None:
        words, title, firsts = above.words, dialects.title, dialects.told.firsts
        units = [spoken(head) for unit in words.units for head in unit.heads]
        self._han = any_of({*title.neutral, *firsts, *map(plain, names)})
        self._units = any_of({unit for unit in units if LETTER.search(unit)}, whole=True)
        self._words = any_of(
            {*title.neutral_words, *words.month_names, *map(spoken, names)} - {""}, whole=True
        )

    def __call__(self, title: str) -> bool:
        said = spoken(title)
        if _NUMBERED.search(said) or HAN.search(self._han.sub(" ", plain(title))):
            return False
        return not LETTER.search(self._words.sub(" ", self._units.sub(" ", said)))


def _titles(above: Above, dialects: Dialects) -> Iterator[str]:
    """The texts above the heads that name a table."""
    words = dialects.title
    in_letters = any_of(words.trade_words, whole=True)
    for text in above.texts:
        if is_footnote(text.strip(), dialects.words.footnotes) or text in above.head.fields:
            continue
        name, said = plain(text), spoken(text)
        bare = _BRACKETS.sub("", name).rstrip("0123456789.:-")
        titled = bare.endswith(words.endings) and any(word in bare for word in words.of_trade)
        other = in_letters.search(said) and not HAN.search(said) and not _is_sentence(said)
        if titled or other:
            yield text


def _lone_part(above: Above, told: ToldParts, titles: Sequence[str]) -> list[str]:
    """The text that is the name of one part of trade, below a title; several are heads."""
    aside = {*above.head.fields, *titles}
    named = [text for text in dict.fromkeys(above.texts) if text not in aside]
    named = [text for text in named if told.is_part(text)]
    return named if len(named) == 1 else []


def _speaks_of_trade(text: str, dialects: Dialects) -> bool:
    """Whether a text may be a title: it is short, no note and no sentence, and has such a word."""
    name = plain(text)
    return (
        len(name) <= _TITLED
        and not name.endswith(("。", ".", "；", ";"))
        and not is_footnote(text.strip(), dialects.words.footnotes)
        and any(word in name for word in dialects.title.of_trade)
    )


def _is_sentence(text: str) -> bool:
    return text.endswith(".") and text.count(" ") >= _SENTENCE
