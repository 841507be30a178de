"""The words a report is read by, one module a language."""

from __future__ import annotations

import re

from yuebao.auditing.words.en import english
from yuebao.auditing.words.kinds import MONTHS, ColumnRole, HeadWord, NoteWords, Words, read_months
from yuebao.auditing.words.zh import chinese
from yuebao.reference import Office, find_office, offices

_HAN = re.compile(r"[\u4e00-\u9fff]")
_LATIN = re.compile(r"[A-Za-z]")


def words_for(text: str, office: Office | None = None) -> Words:
    """The words of the language a text is in: Chinese where Chinese characters prevail.

    Args:
        text: The text.
        office: The office it speaks of; by default the one that is shipped, which is as good as any
            for the layout of a document.
    """
    latin = len(_LATIN.findall(text)) > 2 * len(_HAN.findall(text))
    return (english if latin else chinese)(office or find_office())


def every_words() -> tuple[Words, ...]:
    """The words of every language, for the layout of a document."""
    return chinese(find_office()), english(find_office())


def office_of(text: str) -> Office:
    """The office whose country a text names first; the one that is shipped where it names none."""
    named = {
        office: min(at for name in office.names.values() if (at := text.find(name)) >= 0)
        for office in offices()
        if any(name in text for name in office.names.values())
    }
    return min(named, key=lambda office: named[office]) if named else find_office()


__all__ = [
    "MONTHS",
    "ColumnRole",
    "HeadWord",
    "NoteWords",
    "Words",
    "chinese",
    "english",
    "every_words",
    "office_of",
    "read_months",
    "words_for",
]  # fmt: skip
