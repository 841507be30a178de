"""What sides of trade and windows are called where something is said of them, zh and en."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuebao.auditing.words import MONTHS, en, zh
from yuebao.report.language import load_words

if TYPE_CHECKING:
    from yuebao.auditing.claims import Side
    from yuebao.domain import Month, Period, Window
    from yuebao.report.model import Measure

Pair = tuple[str, str]
"""A text in Chinese and in English."""


def side_words(side: Side) -> Pair:
    """A side of trade: 出口, exports."""
    return zh.SIDE_NAMES[side], en.SIDE_NAMES[side]


def measure_words(measure: Measure) -> Pair:
    """What a column measures: 赫芬达尔指数, Herfindahl index."""
    chinese, english = (
        load_words(f"yuebao.report.language.{code}").names.measures[measure]
        for code in ("zh", "en")
    )
    return chinese, english


def amount_words(side: Side) -> Pair:
    """What is traded on a side: 出口额, exports."""
    chinese, english = side_words(side)
    return f"{chinese}额", english


def window_words(window: Window) -> Pair:
    """A window by its name: 累计, year to date."""
    name = str(window)
    return zh.WINDOW_NAMES.get(name, name), en.WINDOW_NAMES.get(name, name)


def period_words(period: Period) -> Pair:
    """Months of one year: 7月, 1-7月; Jul, Jan–Jul."""
    first, last = period.first, period.last
    if period.is_one_month():
        return f"{last.month}月", _short(last)
    return f"{first.month}-{last.month}月", f"{_short(first)}–{_short(last)}"


def _short(month: Month) -> str:
    return MONTHS[month.month - 1][:3].capitalize()
