"""Whom a clause is about: the names that stand among its other words."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from yuebao.auditing.prose.marks import lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yuebao.auditing.prose.marks import Mark


@cache
def _stops(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What begins a name and is none of it, and what ends it."""
    money = [sign.lower() for sign in lexicon(language)["units"]["signs"] if sign.isalpha()]
    words = sorted([*lexicon(language)["stop"], *money], key=len, reverse=True)
    listed = "|".join(map(re.escape, words))
    if language == "en":
        return (
            re.compile(rf"^(?:(?:{listed})\b[\s'’]*)+", re.IGNORECASE),
            re.compile(rf"(?:\s*\b(?:{listed}))+$", re.IGNORECASE),
        )
    data = lexicon(language)
    return re.compile(rf"^(?:{listed}|(?!其[他余它])[{data['before']}])+"), re.compile(
        rf"(?:{listed}|[{data['after']}])+$"
    )


@cache
def plain_name(text: str, language: str, *, leads: bool = False) -> str:
    """A name without the words around it; empty where there is none.

    Args:
        text: The words.
        language: `zh` or `en`.
        leads: Whether it is the first of a list, so that what matters stands behind a verb.
    """
    bare = re.sub(r"^[\s\"'“”‘’《》「」『』.*#•·▪\-–—]+|[\s\"'“”‘’《》「」『』.*\-–—]+$", "", text)
    if re.search(lexicon(language)["junk"], bare):
        return ""
    if leads:
        bare = re.sub(lexicon(language)["told_as"], "", bare)
    parts = [part for part in re.split(lexicon(language)["cut"], bare) if part.strip()]
    names = (_bare_name(part, language) for part in (reversed(parts) if leads else parts))
    return next(filter(None, names), "")


def _bare_name(text: str, language: str) -> str:
    name = _without_stops(text, language)
    known: str = lexicon(language)["aliases"].get(name, name)
    return known


def _without_stops(text: str, language: str) -> str:
    before, after = _stops(language)
    if language == "en":
        text = text.strip()
        text = re.sub(r"\b(?:[A-Z]\.)+[A-Z]\b\.?", lambda m: m[0].replace(".", ""), text)
    name = before.sub("", text)
    bare = after.sub("", name)
    if language == "en":
        bare = re.sub(r"^(?:[a-z]+ly\b\s*)+|(?:\s*\b[a-z]+ly)+$|['’]s$", "", bare.strip()).lower()
        return bare if re.search(r"[a-z]{2}|[a-z]\d", bare) else ""
    if len(bare) == 1 and name.startswith(f"{bare}产品"):
        return f"{bare}产品"  # 农产品
    return bare if len(bare) > 1 or bare in _SHORT else ""


_SHORT = frozenset("煤盐糖茶酒纸铜铝铅锌锡镍钢铁棉纱布鞋梨油米鱼虾蟹豆枣锂钨锰硅")


def groups_of(
    marks: Sequence[Mark], language: str, *, beside: bool = False
) -> list[tuple[str, ...]]:
    """The names in a row of marks: each stretch of them that only joints separate is a group.

    Args:
        marks: The marks.
        language: `zh` or `en`.
        beside: Whether a number, or nothing, follows the last: 中国大陆17亿美元 is theirs.
    """
    groups: list[tuple[str, ...]] = []
    open_: list[str] = []
    joined = toward = False
    for at, mark in enumerate([*marks, None]):
        toward = toward or (beside and at == len(marks) - 1)
        if mark is not None and mark.kind == "also":
            joined = True
            continue
        if mark is not None and mark.kind == "text":
            if open_ and not joined:
                open_[-1] += mark.text
            elif _named(mark.text, language, toward=toward):
                open_.append(mark.text)
            joined = False
            continue
        if open_:
            several = len(open_) > 1
            names = (
                _named(t, language, leads=several and not n, toward=toward)
                for n, t in enumerate(open_)
            )
            groups.append(tuple(name for name in names if name))
        open_, joined = [], False
        toward = mark is not None and mark.kind == "toward"
    return [group for group in groups if group]


def _named(text: str, language: str, *, toward: bool, leads: bool = False) -> str:
    """A name; of whom trade goes to or comes from, also one that elsewhere says whose trade it is.

    对香港出口 is of 香港, whose own trade 香港出口 would be.
    """
    name = plain_name(text, language, leads=leads)
    own = lexicon(language).get("own_places", "(?!)")
    bare = text.strip().removesuffix("的")
    if toward and not name:
        return bare if re.fullmatch(own, bare) else lexicon(language)["aliases"].get(bare, "")
    return name


def split(group: tuple[str, ...], count: int) -> tuple[str, ...]:
    """The names of a group, so many as there are numbers where that can be done at 及."""
    if len(group) == count:
        return group
    parts = tuple(part for name in group for part in name.split("及") if part)
    return parts if len(parts) == count else group
