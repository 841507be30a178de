"""Windows: which months a figure of a month's report covers, and which it is compared with.

A window is a rule, not a pair of dates: applied to the month reported it gives a `Span`, the
months themselves. A report prints the windows its definition lists.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from yuebao.domain.period import Month, Period
from yuebao.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


@dataclass(frozen=True, slots=True)
class Window:
    """A rule from the month reported to the months covered, and from those to their base.

    Windows are equal by name. `str()` is the name, as the data annex and definitions write it.

    Attributes:
        name: Its name.
        period: The months it covers in the report of a month; None where it has none (a quarter
            in a month that ends no quarter).
        base: The months those are compared with.
    """

    name: str
    period: Callable[[Month], Period | None] = field(compare=False, repr=False)
    base: Callable[[Period], Period] = field(default=Period.year_earlier, compare=False, repr=False)

    def span(self, month: Month) -> Span | None:
        """The window in the report of a month; None where it has no months of its own."""
        period = self.period(month)
        return None if period is None else Span(self, period)

    @property
    def yearly(self) -> bool:
        """Whether its months are compared with the same ones a year before."""
        return self.base is Period.year_earlier

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class Span:
    """A window of one report: the months covered."""

    window: Window
    period: Period

    @property
    def base(self) -> Period:
        """The months compared with."""
        return self.window.base(self.period)

    @property
    def yearly(self) -> bool:
        """Whether it is compared with the same months a year before."""
        return self.window.yearly


def _rolling_year(month: Month) -> Period:
    return Period(month.plus(-11), month)


def _quarter(month: Month) -> Period | None:
    return None if month.month % 3 else Period(month.plus(-2), month)


def _half_year(month: Month) -> Period | None:
    return None if month.month % 6 else Period(month.plus(-5), month)


def _first_two(month: Month) -> Period | None:
    return Period.year_to_date(month) if month.month == 2 else None


def _before(period: Period) -> Period:
    """As many months, up to where a period begins."""
    months = period.length()
    return Period(period.first.plus(-months), period.last.plus(-months))


MONTH = Window("month", Period.of_month)
YEAR_TO_DATE = Window("ytd", Period.year_to_date)
ROLLING_YEAR = Window("rolling12", _rolling_year)
QUARTER = Window("quarter", _quarter)
HALF_YEAR = Window("half", _half_year)
JANUARY_FEBRUARY = Window("jan-feb", _first_two)
MONTH_ON_MONTH = Window("mom", Period.of_month, _before)

WINDOWS = (
    MONTH, YEAR_TO_DATE, ROLLING_YEAR, QUARTER, HALF_YEAR, JANUARY_FEBRUARY, MONTH_ON_MONTH,
)  # fmt: skip
"""Every window, in the order documents list them."""


def find_window(name: str) -> Window:
    """The window of a name.

    Raises:
        UserError: There is none.
    """
    for window in WINDOWS:
        if window.name == name:
            return window
    raise UserError(
        f"there is no window {name!r}", remedy=f"The windows are {', '.join(map(str, WINDOWS))}."
    )


def spans_of(windows: Iterable[Window], month: Month) -> tuple[Span, ...]:
    """The spans of a month's report: each window that has one, none twice.

    A window that comes to the month alone (the year to date in January) is the month; January and
    February are the year to date of February, where both are asked for.
    """
    windows = tuple(windows)
    spans: list[Span] = []
    for window in windows:
        span = window.span(month)
        if span is not None and span.period.is_one_month() and span.yearly:
            span = MONTH.span(month)
        if window == JANUARY_FEBRUARY and YEAR_TO_DATE in windows:
            continue
        if span is not None and span not in spans:
            spans.append(span)
    return tuple(spans)
