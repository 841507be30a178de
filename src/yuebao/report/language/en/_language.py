"""English: names, notes and phrases together, for the words of sections to build on."""

from __future__ import annotations

from yuebao.report.language.en._clauses import EnglishClauses
from yuebao.report.language.en._notes import EnglishNotes


class EnglishCore(EnglishClauses, EnglishNotes):
    """The words that all sections share."""
