"""Chinese: names, notes and phrases together, for the words of sections to build on."""

from __future__ import annotations

from yuebao.report.language.zh._notes import ChineseNotes
from yuebao.report.language.zh._phrases import ChinesePhrases


class ChineseCore(ChinesePhrases, ChineseNotes):
    """The words that all sections share."""
