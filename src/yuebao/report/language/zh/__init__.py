"""Chinese: how a careful editor words what the figures say."""

from yuebao.report.language.zh._notes import ChineseNotes
from yuebao.report.language.zh._prose import ChineseProse


class Chinese(ChineseProse, ChineseNotes):
    """The phrases of a Chinese report."""


__all__ = ["Chinese"]
