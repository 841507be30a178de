"""Chinese: names, notes and phrases together, for the words of sections to build on."""

from __future__ import annotations

from yuebao.report.language.zh._clauses import ChineseClauses
from yuebao.report.language.zh._notes import ChineseNotes


class ChineseCore(ChineseClauses, ChineseNotes):
    """The words that all sections share."""
