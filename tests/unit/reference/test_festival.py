"""The festival that moves between months: its days, and what an office without one has."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from borax.calendars.lunardate import LunarDate

from yuebao.domain import UserError
from yuebao.reference import find_office
from yuebao.reference._festival import FILE, read_festival
from yuebao.reference._folder import Folder, Settings

if TYPE_CHECKING:
    from pathlib import Path

PUBLISHED = (
    "2010-02-14 2011-02-03 2012-01-23 2013-02-10 2014-01-31 2015-02-19 2016-02-08 2017-01-28 "
    "2018-02-16 2019-02-05 2020-01-25 2021-02-12 2022-02-01 2023-01-22 2024-02-10 2025-01-29 "
    "2026-02-17"
)
"""First days of lunar years, as the State Council's notices on public holidays have them."""


def test_days_are_those_of_published_holidays() -> None:
    festival = find_office().festival
    assert festival is not None
    for day in map(date.fromisoformat, PUBLISHED.split()):
        assert festival.in_year(day.year) == day


def test_days_are_those_of_the_lunar_calendar() -> None:
    festival = find_office().festival
    assert festival is not None
    assert sorted(festival.days) == list(range(1990, 2051))
    for year, day in festival.days.items():
        assert day == LunarDate(year, 1, 1).to_solar_date()


def test_a_line_that_is_no_day_is_named(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("day\n2025-01-29\n2026-02-30\n", encoding="utf-8")
    with pytest.raises(UserError, match="no day") as caught:
        read_festival(Folder(tmp_path), Settings({}, "office.toml, festival"))
    assert caught.value.where.endswith(f"{FILE}, line 3")
