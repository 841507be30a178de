"""English: names, notes and phrases together, for the words of sections to build on."""

from __future__ import annotations

from yuebao.report.language.en._notes import EnglishNotes
from yuebao.report.language.en._phrases import EnglishPhrases


class EnglishCore(EnglishPhrases, EnglishNotes):
    """The words that all sections share."""
