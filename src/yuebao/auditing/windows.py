"""Windows of a document: what its claims are keyed by, and the months behind them.

Whatever windows a document has, claims carry them and nothing counts them. Only where the words of
a document tell the month from the year to date, and in rules that are about these two, do they
stand by name. `str()` of a window is its name in the data annex.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yuebao.domain import Period
from yuebao.report.model import Window

if TYPE_CHECKING:
    from collections.abc import Iterable

    from yuebao.domain import Month

MONTH, YEAR_TO_DATE = Window.MONTH, Window.YEAR_TO_DATE


@dataclass(frozen=True, slots=True)
class Span:
    """A window of one document: the months it covers, and those that they are compared with."""

    window: Window
    period: Period
    base: Period

    def is_year_to_date(self) -> bool:
        """Whether it begins with the year: in January the month does, too."""
        return self.period == Period.year_to_date(self.period.last)


def span_of(window: Window, month: Month) -> Span:
    """A window in the document of a month."""
    period = Period.of_month(month) if window == MONTH else Period.year_to_date(month)
    return Span(window, period, period.year_earlier())


def window_of(period: Period) -> Window:
    """The window of months that a document names: several are taken to be the year to date."""
    return MONTH if period.is_one_month() else YEAR_TO_DATE


def in_order(windows: Iterable[Window]) -> tuple[Window, ...]:
    """Each window once, in the order in which documents list them."""
    found = dict.fromkeys(windows)
    known = [window for window in Window if window in found]
    return (*known, *(window for window in found if window not in known))


def is_within(inner: Period, outer: Period) -> bool:
    """Whether a period is a part of another, and not all of it."""
    return inner != outer and outer.first <= inner.first and inner.last <= outer.last


__all__ = [
    "MONTH",
    "YEAR_TO_DATE",
    "Span",
    "Window",
    "in_order",
    "is_within",
    "span_of",
    "window_of",
]
