"""Windows of a document: what its claims are keyed by, and the months behind them.

Claims carry whatever windows a document has, and nothing counts them. Only where the words of a
document tell one from another, and in rules that are about the month and the year to date, do they
stand by name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuebao.domain import MONTH, ROLLING_YEAR, WINDOWS, YEAR_TO_DATE, Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from yuebao.domain import Month, Period, Window


def span_of(window: Window, month: Month) -> Span:
    """A window in the document of a month: the month where it has no months of its own."""
    span = window.span(month)
    if span is not None:
        return span
    only = MONTH.span(month)
    assert only is not None  # noqa: S101  # every month has itself
    return Span(window, only.period)


def window_of(period: Period) -> Window:
    """The window of months that a document names: several are taken to be the year to date."""
    if period.is_one_month():
        return MONTH
    return YEAR_TO_DATE if period.first.year == period.last.year else ROLLING_YEAR


def in_order(windows: Iterable[Window]) -> tuple[Window, ...]:
    """Each window once, in the order in which documents list them."""
    found = set(windows)
    known = [window for window in WINDOWS if window in found]
    return (*known, *sorted(found.difference(known), key=str))


def is_within(inner: Period, outer: Period) -> bool:
    """Whether a period is a part of another, and not all of it."""
    return inner != outer and outer.first <= inner.first and inner.last <= outer.last
