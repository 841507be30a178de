"""Which language a paragraph is in, sentence by sentence: texts have notes in another."""

from __future__ import annotations

import itertools
import re

_HAN = re.compile(r"[\u4e00-\u9fff]")
_LATIN = re.compile(r"[A-Za-z]")
_WORDS = re.compile(r"(?<![A-Za-z])[a-z]{2,}(?![A-Za-z])")
_SENTENCES = re.compile(r"(?<=[。！？；])\s*(?=[A-Za-z])|(?<=[.!?;])\s*(?=[\u4e00-\u9fff])")
_IN_A_ROW = re.compile(r"(?<![A-Za-z])[a-z]{2,}\s+[a-z]{2,}(?![A-Za-z])")
_FEWEST = 4
"""A text of fewer words, or characters, is in the language of its document."""


def has_english(text: str) -> bool:
    """Whether a text has English sentences, whose words white space parts."""
    return len(_IN_A_ROW.findall(text)) >= _FEWEST


def by_language(text: str, language: str) -> dict[str, str]:
    """A text by language, what is in the other blanked out so that places stay.

    Args:
        text: The text.
        language: Of its document, and so of what says nothing of its own.
    """
    spans = [0, *(match.end() for match in _SENTENCES.finditer(text)), len(text)]
    found: dict[str, str] = {}
    for start, end in itertools.pairwise(spans):
        own = _language(text[start:end]) or language
        before = found.get(own, "")
        found[own] = before + " " * (start - len(before)) + text[start:end]
    return found or {language: text}


def _language(text: str) -> str:
    """The language of a sentence; empty where it says little."""
    han, latin = len(_HAN.findall(text)), len(_LATIN.findall(text))
    if han >= _FEWEST and 2 * han > latin:
        return "zh"
    words = len(_WORDS.findall(text))
    return "en" if words >= _FEWEST and latin > 4 * han else ""
