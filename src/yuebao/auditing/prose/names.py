"""Whom a clause is about: the names that stand among its other words."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from yuebao.auditing.prose.scan import lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yuebao.auditing.prose.scan import Mark


@cache
def _stops(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What begins a name and is none of it, and what ends it."""
    words = sorted(lexicon(language)["stop"], key=len, reverse=True)
    listed = "|".join(map(re.escape, words))
    if language == "en":
        return (
            re.compile(rf"^(?:(?:{listed})\b[\s'’]*)+", re.IGNORECASE),
            re.compile(rf"(?:\s*\b(?:{listed}))+$", re.IGNORECASE),
        )
    data = lexicon(language)
    return re.compile(rf"^(?:{listed}|[{data['before']}])+"), re.compile(
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
    bare = re.sub(r"^[\s\"'“”‘’《》.*#\-–—]+|[\s\"'“”‘’《》.*\-–—]+$", "", text)
    if re.search(lexicon(language)["junk"], bare):
        return ""
    parts = [part for part in re.split(lexicon(language)["cut"], bare) if part.strip()]
    bare = parts[-1 if leads else 0] if parts else ""
    before, after = _stops(language)
    bare = before.sub("", bare)
    if language == "en":
        bare = after.sub("", bare).strip().lower()
        return bare if re.search(r"[a-z]{2}|[a-z]\d", bare) else ""
    bare = after.sub("", bare)
    return bare if len(bare) > 1 or bare in _SHORT else ""


_SHORT = frozenset("煤盐糖茶酒纸铜铝铅锌锡镍钢铁棉纱布鞋梨油米鱼虾蟹豆枣锂钨锰硅")


def groups_of(marks: Sequence[Mark], language: str) -> list[tuple[str, ...]]:
    """The names in a row of marks: each stretch of them that only joints separate is a group."""
    groups: list[tuple[str, ...]] = []
    open_: list[str] = []
    joined = toward = False
    for mark in [*marks, None]:
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
    return name or (text.strip() if toward and re.fullmatch(own, text.strip()) else "")


def split(group: tuple[str, ...], count: int) -> tuple[str, ...]:
    """The names of a group, so many as there are numbers where that can be done at 及."""
    if len(group) == count:
        return group
    parts = tuple(part for name in group for part in name.split("及") if part)
    return parts if len(parts) == count else group
