"""Revisions of totals: what each release changed, whichever came first; which are unusual."""

from __future__ import annotations

import random
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.effort import effort
from tests.unit.report.tiny import CODE, GERMANY, USA, Fact, exports, load

from yuebao.domain import Amount, Currency, Flow, Month, Period, Scope
from yuebao.indicators import (
    FEWEST_REVISIONS,
    USUAL,
    Basis,
    Level,
    LevelRevision,
    Unusual,
    find_basis,
    find_level_revisions,
    find_unusual,
    restated_periods,
)
from yuebao.store import LoadMode, Store, View

if TYPE_CHECKING:
    from pathlib import Path

MONTHS = [Month(2025, one) for one in range(1, 5)]
DAY = date(2025, 5, 18)
ALL = Scope.parse("all")


def of(*months: Month) -> list[Period]:
    return [Period.of_month(month) for month in months]


def basis_of(view: View, months: list[Month]) -> Basis:
    found = find_basis(
        view, (CODE,), Flow.EXPORT, Currency("USD"), frozenset(), of(*reversed(months))
    )
    assert isinstance(found, Basis)
    return found


def told(view: View, months: list[Month] = MONTHS) -> list[tuple[date, str, int, int]]:
    """Every revision: its day, its month, the amounts before and after."""
    basis = basis_of(view, months)
    found = find_level_revisions(view, basis, of(*months), lambda _period, _day: True)
    return [
        (
            one.released,
            str(one.after.period.last),
            one.before.amount.number,
            one.after.amount.number,
        )
        for one in found
    ]


@pytest.mark.parametrize("seed", range(5))
def test_revisions_are_those_of_a_plain_reading(tmp_path: Path, seed: int) -> None:
    """Whole releases of all months, loaded in any order."""
    chance = random.Random(seed)
    days = [DAY + timedelta(days=30 * at) for at in range(4)]
    values: dict[date, dict[Month, tuple[int, int]]] = {}
    for at, day in enumerate(days):
        values[day] = {
            month: (chance.randint(90, 110), chance.randint(90, 110))
            if not at or chance.random() < 0.4
            else values[days[at - 1]][month]
            for month in MONTHS
        }
    store = Store(tmp_path / "store")
    for day in chance.sample(days, len(days)):
        facts = [
            exports(str(month), value, partner=partner)
            for month, pair in values[day].items()
            for partner, value in zip((USA, GERMANY), pair, strict=True)
        ]
        load(store, facts, released=day)
    expected = [
        (day, str(month), sum(values[before][month]), sum(values[day][month]))
        for before, day in pairwise(days)
        for month in MONTHS
        if sum(values[before][month]) != sum(values[day][month])
    ]
    assert told(store.view()) == expected
    assert told(store.view(as_of=days[2])) == [one for one in expected if one[0] <= days[2]]


def whole(value: int, months: list[Month] = MONTHS) -> list[Fact]:
    return [exports(str(month), value) for month in months]


def test_levels_before_and_after_know_their_releases_and_files(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    load(store, whole(100), released=DAY)
    load(store, whole(100, MONTHS[:-1]) + whole(104, MONTHS[-1:]), released=DAY.replace(month=6))
    view = store.view()
    (one,) = find_level_revisions(view, basis_of(view, MONTHS), of(*MONTHS), lambda *_: True)
    assert (one.before.releases, one.after.releases) == ((DAY,), (DAY.replace(month=6),))
    assert len({*one.before.sources, *one.after.sources}) == 2
    assert (one.before.rows, one.after.rows, one.size) == (1, 1, Fraction(4, 100))


def test_a_release_that_withdraws_revises(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    facts = whole(100)
    load(store, [*facts, exports("2025-02", 7, partner=GERMANY)], released=DAY)
    path = tmp_path / "出口.csv"
    head = "数据年月,商品编码,贸易伙伴编码,注册地编码,美元\n"
    lines = [f"20250{at},{CODE},{USA},44,100\n" for at in range(1, 5)]
    path.write_text(head + "".join(lines), encoding="utf-8")
    store.load([path], released=DAY.replace(month=6), mode=LoadMode.REPLACE, scope=ALL)
    assert told(store.view()) == [(DAY.replace(month=6), "2025-02", 107, 100)]


def test_what_was_still_to_come_revises_nothing(tmp_path: Path) -> None:
    """A part that takes nothing back; one that does is a revision."""
    store = Store(tmp_path / "store")
    load(store, whole(100), released=DAY)
    path = tmp_path / "出口.csv"
    head = "数据年月,商品编码,贸易伙伴编码,注册地编码,美元\n"
    path.write_text(f"{head}202502,{CODE},{GERMANY},44,9\n", encoding="utf-8")
    store.load([path], released=DAY.replace(month=6), mode=LoadMode.ADD, scope=ALL)
    assert told(store.view()) == []
    path.write_text(f"{head}202502,{CODE},{GERMANY},44,12\n", encoding="utf-8")
    store.load([path], released=DAY.replace(month=7), mode=LoadMode.ADD, scope=ALL)
    assert told(store.view()) == [(DAY.replace(month=7), "2025-02", 109, 112)]


def test_nothing_is_asked_where_no_release_speaks_twice(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    load(store, whole(100, MONTHS[:2]), released=DAY)
    load(store, whole(100, MONTHS[1:]), released=DAY.replace(month=6))
    view = store.view()
    assert list(restated_periods(view, basis_of(view, MONTHS))) == of(MONTHS[1])


sizes = st.integers(min_value=-60, max_value=60).filter(bool)


def revision(at: int, month: int, thousandths: int) -> LevelRevision:
    before, after = (
        Level(Amount(number, "USD"), Flow.EXPORT, Period.of_month(Month(2024, month)))
        for number in (1000, 1000 + thousandths)
    )
    return LevelRevision(DAY + timedelta(days=at), before, after)


@settings(max_examples=effort(60), deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 4), st.integers(1, 6), sizes), max_size=12, unique_by=(
        lambda one: one[:2],
    )),
    st.sets(st.integers(1, 6), min_size=1),
)  # fmt: skip
def test_the_usual_range_by_a_plain_reading(
    drawn: list[tuple[int, int, int]], months: set[int]
) -> None:
    day = DAY + timedelta(days=3)
    known = [revision(*one) for one in drawn]
    found = find_unusual(known, day, {Period.of_month(Month(2024, month)) for month in months})
    before = sorted(abs(size) for at, _, size in drawn if at < 3)
    now = sorted((abs(size), month) for at, month, size in drawn if at == 3 and month in months)
    if not now:
        assert found is None
        return
    size, month = now[-1]
    above = not before or size > before[-1]
    if above and (len(before) >= FEWEST_REVISIONS or Fraction(size, 1000) > USUAL):
        assert isinstance(found, Unusual)
        assert (found.revision.size, found.revision.after.period.last.month) == (
            Fraction(size, 1000), month,
        )  # fmt: skip
        assert found.known == sum(at <= 3 for at, _, _ in drawn)
        several = len(before) >= FEWEST_REVISIONS
        assert (None if found.largest is None else found.largest.size) == (
            Fraction(before[-1], 1000) if several else None
        )
    else:
        assert found is None
