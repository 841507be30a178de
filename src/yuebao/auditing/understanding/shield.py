"""Names that look like something else in a sentence: shielded while the sentence is taken apart.

博纳尔、圣俄斯塔休斯和萨巴 is one partner and no list, 科科斯（基林）群岛 holds no remark,
约旦 is no 旦 or so, and 进料加工贸易 is no import. The letters of such names that would mislead
are put out of the way, each by one letter of the private planes, so that every place in the text
stays what it was.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from yuebao.auditing.words import zh

if TYPE_CHECKING:
    from yuebao.reference import Office

_MISLEADING = re.compile(
    rf"[、，；,;()（）]|和|与|以及|[约及以也]|{zh.IMPORTS[0]}|{zh.EXPORTS}|\band\b|import|export|trade",
    re.IGNORECASE,
)
_FLOWS = re.compile(rf"{zh.IMPORTS[0]}|{zh.EXPORTS}|import|export|trade", re.IGNORECASE)
_LETTERS = 4
"""Fewer are no list of goods."""
_OUT_OF_THE_WAY = 0xF0000
"""Where a plane of private letters begins."""


@cache
def _misleading_names(office: Office) -> re.Pattern[str]:
    """All names of partners, groups and modes that hold such letters, the longest first."""
    listed = (*office.partners, *office.groups, *office.modes, *office.enterprises)
    names = [n for n in {n for one in listed for n in one.names.values()} if _MISLEADING.search(n)]
    names.sort(key=lambda name: (-len(name), name))
    return re.compile("|".join(map(re.escape, names)) or "(?!)", re.IGNORECASE)


def shield(text: str, office: Office, rows: frozenset[str] = frozenset()) -> str:
    """The text with the misleading letters of names put out of the way.

    Args:
        text: What is shielded.
        office: Its names of partners, groups, modes and kinds of enterprises.
        rows: What the document's rows are called: a name that is a list (浴缸、洗涤槽) is one.
    """
    text = _misleading_names(office).sub(lambda match: _MISLEADING.sub(_hide, match[0]), text)
    names = _lists(rows)
    if names is None:
        return text
    return names.sub(lambda match: re.sub(rf"\d|{_MISLEADING.pattern}", _hide, match[0]), text)


def is_list(name: str) -> bool:
    """Whether a name of a row is a list of goods: 浴缸、洗涤槽, which may hold numbers (200升)."""
    letters = sum(letter.isalpha() for letter in name)
    return letters >= _LETTERS and bool(re.search("[、,]", name)) and not _FLOWS.search(name)


@cache
def _lists(rows: frozenset[str]) -> re.Pattern[str] | None:
    """The names of rows that are lists of goods, the longest first; None where there are none."""
    names = [row for row in rows if is_list(row)]
    names.sort(key=lambda name: (-len(name), name))
    return re.compile("|".join(map(re.escape, names))) if names else None


def unshield(text: str) -> str:
    """The text as it was."""
    return "".join(
        chr(ord(letter) - _OUT_OF_THE_WAY) if ord(letter) >= _OUT_OF_THE_WAY else letter
        for letter in text
    )


def _hide(match: re.Match[str]) -> str:
    return "".join(chr(ord(letter) + _OUT_OF_THE_WAY) for letter in match[0])
