"""Finding a text among those of a catalogue, by itself or as several that follow one another."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from yuebao.cli._template import Template

_SENTENCE_END = re.compile(r"(?<=[.?!…]) +(?=[^a-z])")
_CLAUSE_END = "; "
_PHRASE = re.compile(r"\b[a-z]{2,} +[a-z\d]|\d +[a-z]{2,}\b")
_NONE, _SURE = (True, 99), (False, 0)


@dataclass(frozen=True, slots=True)
class Texts:
    """Those without holes, words of these, and those with holes; and the marks between them."""

    whole: Mapping[str, str]
    words: Mapping[str, str]
    templates: tuple[Template, ...]  # those with most letters first
    marks: Mapping[str, str]

    def say(self, text: str, *, within: bool = False) -> str:
        """A text, `within` another or not, in this language; as it is where no catalogue has it."""
        known = self._known(text, within=within)
        if known is not None:
            return known
        sentences = _SENTENCE_END.split(text)
        if len(sentences) > 1:
            return "".join(self.say(sentence, within=within) for sentence in sentences)
        if within and text.endswith("."):
            return self.say(text[:-1], within=True) + self.marks["."]
        return self._say_tail(text) if within else text

    def _known(self, text: str, *, within: bool) -> str | None:
        """A text of the catalogue, or several of them one behind the other; None for others.

        Of templates that match, the first is taken in whose holes is nothing that could be said and
        is not. One may reach from a text into the next, with what is between in its hole: it is
        taken only where these are not known each by itself.
        """
        best, cost = self._one(text, within=within)
        if best and not cost[0]:
            return best
        for parts, between, joint in (
            (_SENTENCE_END.split(text), " ", ""),
            (text.split(_CLAUSE_END), _CLAUSE_END, self.marks[_CLAUSE_END]),
        ):
            told = self._runs(parts, between, within=within) if len(parts) > 1 else None
            if told is not None:
                return joint.join(told)
        return best or None

    def _one(self, text: str, *, within: bool) -> tuple[str, tuple[bool, int]]:
        """A text of the catalogue, empty where it is none; whether it reaches, and what is left."""
        known = self.whole.get(text, self.words.get(text) if within else None)
        if known is not None:
            return known, _SURE
        best, cost = "", _NONE
        for template in self.templates:
            holes = template.match(text) if within or template.apart else None
            if holes is None:
                continue
            reaches = any(map(self._reaches, holes))
            left = sum(map(self._is_left, holes))
            if (reaches, left) < cost:
                best, cost = self._fill(template, holes), (reaches, left)
            if not any(cost):
                break
        return best, cost

    def _runs(self, parts: Sequence[str], between: str, *, within: bool) -> list[str] | None:
        """Texts of the catalogue that follow one another, each of as many parts as it may have."""
        told: list[str] = []
        at = 0
        while at < len(parts):
            longest = len(parts) if at else len(parts) - 1
            for to in range(longest, at + 1, -1):
                known, cost = self._one(between.join(parts[at:to]), within=within)
                if cost == _SURE:
                    break
            else:
                to, single = at + 1, self._known(parts[at], within=within)
                if single is None:
                    return None
                known = single
            told.append(known)
            at = to
        return told

    def _reaches(self, hole: str) -> bool:
        """Whether it holds several texts, and is not one of the catalogue as a whole."""
        several = _CLAUSE_END in hole or _SENTENCE_END.search(hole)
        return bool(several) and self._one(hole, within=True)[1] != _SURE

    def _is_left(self, hole: str) -> bool:
        """Whether words that stand in a hole stay as they are."""
        return bool(_PHRASE.search(hole)) and self.say(hole, within=True) == hole

    def _fill(self, template: Template, holes: Sequence[str]) -> str:
        return template.said.format("", *(self.say(hole, within=True) for hole in holes))

    def _say_tail(self, text: str) -> str:
        """A name, or whatever it is, and what is said behind it: `; the nearest is {}`."""
        for template in self.templates:
            opening = template.parts[0]
            at = text.find(opening) if opening.strip() and opening[0] in " ,;." else 0
            holes = template.match(text[at:]) if at > 0 else None
            if holes is not None:
                return self.say(text[:at], within=True) + self._fill(template, holes)
        return text
