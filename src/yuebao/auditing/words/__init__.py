"""The words a report is read by, one module a language."""

from __future__ import annotations

import re

from yuebao.auditing.words.en import EN
from yuebao.auditing.words.kinds import MONTHS, HeadWord, NoteWords, Role, Words, read_months
from yuebao.auditing.words.zh import ZH

_HAN = re.compile(r"[\u4e00-\u9fff]")
_LATIN = re.compile(r"[A-Za-z]")


def words_for(text: str) -> Words:
    """The words of the language a text is in: Chinese where Chinese characters prevail."""
    return EN if len(_LATIN.findall(text)) > 2 * len(_HAN.findall(text)) else ZH


__all__ = [
    "EN", "MONTHS", "ZH", "HeadWord", "NoteWords", "Role", "Words", "read_months", "words_for",
]  # fmt: skip
