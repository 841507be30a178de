"""Whom a document in several languages names in each: 东盟 in one sentence, ASEAN in another."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from yuebao.auditing.prose.marks import fold, lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yuebao.auditing.facts import Fact, Topic
    from yuebao.reference import Office


@cache
def names_in_languages(office: Office) -> dict[str, str]:
    """The partners and groups of an office by what they are called in any language: one of those.

    Names are as sentences are read: folded, in small letters, the usual one of several.
    """
    known: dict[str, str] = {}
    for one in (*office.partners, *office.groups):
        spoken = [_usual(name, language) for language, name in sorted(one.names.items())]
        for name in spoken:
            known.setdefault(name, spoken[-1])
    return known


def _usual(name: str, language: str) -> str:
    plain = fold(name).lower()
    aliases: dict[str, str] = lexicon(language)["aliases"]
    return aliases.get(plain, plain)


def unite(facts: Sequence[Fact], known: dict[str, str]) -> list[Fact]:
    """The facts, each name that is known in several languages as one."""

    def own(topic: Topic) -> Topic:
        scope = frozenset(known.get(name, name) for name in topic.scope)
        return topic if scope == topic.scope else replace(topic, scope=scope)

    return [fact.with_topics(own) for fact in facts]
