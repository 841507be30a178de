"""English: the same statements as a statistical office would word them.

Tables keep the units of the Chinese report (USD 100 million), so that both print the same numbers;
sentences move the point to the unit English readers expect (US$4.27 billion for 42.7), which gains
and loses no digit.
"""

from yuebao.report.language.en._notes import EnglishNotes
from yuebao.report.language.en._prose import EnglishProse


class English(EnglishProse, EnglishNotes):
    """The phrases of an English report."""


__all__ = ["English"]
