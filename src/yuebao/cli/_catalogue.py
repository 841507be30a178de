"""Texts and what they are in another language, as `language/<name>.toml` has them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from yuebao.cli._matching import Texts
from yuebao.cli._template import Template

if TYPE_CHECKING:
    from collections.abc import Mapping

WORDS = "words"
"""The table of a catalogue whose texts are said only within others."""

MARKS = "marks"
"""The table of what ends a sentence, and of what stands between a place and what is said of it."""

EXTRAS = "extras"
"""The table of what help says in brackets behind an option."""

_HOLE = re.compile(r"\{\w*\}")


@dataclass(frozen=True, slots=True)
class Catalogue(Texts):
    """All texts of one language, and what help says in brackets."""

    extras: Mapping[str, str]

    @property
    def stop(self) -> str:
        """What ends a sentence."""
        return self.marks["."]

    def placed(self, where: str, what: str) -> str:
        """What is said of a place, in this language both."""
        return f"{where}{self.marks[': ']}{what}" if where else what

    def say_extra(self, extra: str) -> str:
        """What stands in brackets behind an option's help: `[default: json; required]`."""
        for english, said in self.extras.items():
            extra = extra.replace(english, said)
        return extra


@cache
def read_catalogue(language: str) -> Catalogue:
    """The catalogue of a language."""
    import tomllib  # ten milliseconds with the next, and English does without
    from importlib.resources import files

    text = (files("yuebao.cli") / "language" / f"{language}.toml").read_text(encoding="utf-8")
    rooms = tomllib.loads(text)
    marks, extras = rooms.pop(MARKS), rooms.pop(EXTRAS)
    words = {key: said for key, said in rooms[WORDS].items() if not _HOLE.search(key)}
    texts = [(room, key, said) for room, held in rooms.items() for key, said in held.items()]
    holed = [text for text in texts if _HOLE.search(text[1])]
    templates = [
        Template(tuple(_HOLE.split(key)), said, room != WORDS) for room, key, said in holed
    ]
    whole = {key: said for room, key, said in texts if room != WORDS and not _HOLE.search(key)}
    surest = sorted(templates, key=lambda one: (-one.letters(), -len(one.parts)))
    return Catalogue(whole, words, tuple(surest), marks, extras)
