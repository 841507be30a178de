"""Months and periods: the calendar of trade statistics."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from yuebao.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterator

_MONTH = re.compile(r"(\d{4})(?:-?(\d{2})|年(\d{1,2})月)", re.ASCII)


def today() -> date:
    """The day it is where this machine stands."""
    return datetime.now(UTC).astimezone().date()


@dataclass(frozen=True, order=True, slots=True)
class Month:
    """A calendar month. Ordered; `str()` is `2025-02`.

    Raises:
        UserError: The month is not 1 to 12.
    """

    year: int
    month: int

    def __post_init__(self) -> None:
        if not 1 <= self.month <= 12:
            raise UserError(
                f"{self.year}-{self.month:02} is not a month", remedy="Write it as 2025-02."
            )

    @classmethod
    def of(cls, day: date) -> Month:
        """The month a day lies in."""
        return cls(day.year, day.month)

    @classmethod
    def parse(cls, text: str) -> Month:
        """Read `2025-02`, `202502` or `2025年2月`.

        Raises:
            UserError: The text is none of them.
        """
        match = _MONTH.fullmatch(text.strip())
        if match is None:
            raise UserError(f"{text!r} is not a month", remedy="Write it as 2025-02.")
        return cls(int(match[1]), int(match[2] or match[3]))

    def __hash__(self) -> int:  # looked up by the ten thousand for one report
        return self.year * 12 + self.month

    def plus(self, months: int) -> Month:
        """The month so many months later, or earlier where `months` is negative."""
        year, month = divmod(self.year * 12 + self.month - 1 + months, 12)
        return Month(year, month + 1)

    def year_earlier(self) -> Month:
        """The same month a year before: the base of year-on-year growth."""
        return Month(self.year - 1, self.month)

    def __str__(self) -> str:
        return f"{self.year:04}-{self.month:02}"


@dataclass(frozen=True, order=True, slots=True)
class Period:
    """The months from `first` to `last`, both included. `str()` is `2025-01..2025-02`.

    Raises:
        UserError: It ends before it begins.
    """

    first: Month
    last: Month

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise UserError(f"{self.first}..{self.last} ends before it begins")

    def __hash__(self) -> int:
        first, last = self.first, self.last
        return (first.year * 12 + first.month) << 16 ^ (last.year * 12 + last.month)

    @classmethod
    def of_month(cls, month: Month) -> Period:
        """One month."""
        return cls(month, month)

    @classmethod
    def year_to_date(cls, month: Month) -> Period:
        """January of the month's year up to the month."""
        return cls(Month(month.year, 1), month)

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read `2024-01..2024-08`, or one month.

        Raises:
            UserError: The text is neither.
        """
        first, _, last = text.partition("..")
        return cls(Month.parse(first), Month.parse(last or first))

    def months(self) -> Iterator[Month]:
        """Each month of it, in order."""
        month = self.first
        while month <= self.last:
            yield month
            month = month.plus(1)

    def length(self) -> int:
        """How many months it has."""
        return (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1

    def year_earlier(self) -> Period:
        """The same months a year before."""
        return Period(self.first.year_earlier(), self.last.year_earlier())

    def is_one_month(self) -> bool:
        """Whether it covers a single month."""
        return self.first == self.last

    def __contains__(self, month: Month) -> bool:
        return self.first <= month <= self.last

    def __str__(self) -> str:
        return str(self.first) if self.is_one_month() else f"{self.first}..{self.last}"
