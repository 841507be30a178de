"""A festival that moves between months from year to year, and stops trade while it lasts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from yuebao.domain import UserError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yuebao.reference._folder import Folder, Names, Settings

FILE = "festival.tsv"
"""The first day of each year's festival."""


@dataclass(frozen=True, slots=True)
class Festival:
    """A festival whose day is another each year.

    Attributes:
        names: What it is called, by language.
        days: Its first day by year.
        before: For how many days before its eve trade hurries.
        during: For how many days from its eve trade rests.
        after: For how many days behind those trade comes back.
    """

    names: Names
    days: Mapping[int, date]
    before: int
    during: int
    after: int

    def in_year(self, year: int) -> date | None:
        """Its first day in a year; None where the list ends before."""
        return self.days.get(year)


def read_festival(folder: Folder, raw: Settings) -> Festival:
    """Read an office's festival.

    Raises:
        UserError: A setting is missing, or a line of the list is no day.
    """
    days: dict[int, date] = {}
    for number, row in enumerate(folder.read_table(FILE), 2):
        try:
            day = date.fromisoformat(row["day"])
        except (KeyError, ValueError):
            raise UserError(
                "this is no day",
                where=f"{folder.name}/{FILE}, line {number}",
                remedy="Write it as 2025-01-29, under the head day.",
            ) from None
        days[day.year] = day
    return Festival(
        names=raw.names("names"),
        days=days,
        before=raw.get("before", int),
        during=raw.get("during", int),
        after=raw.get("after", int),
    )
