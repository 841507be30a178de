"""What a store holds: which months are there, which are missing between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.unit.store.exports import Row, month_of

from yuebao.domain import Month, Period, Scope
from yuebao.indicators import Holding, find_holdings, month_runs
from yuebao.indicators._holdings import heading_of

if TYPE_CHECKING:
    from tests.unit.store.conftest import Load

    from yuebao.store import Store


def held(store: Store, *codes: str) -> list[Holding]:
    return list(find_holdings(store.view(), codes))


def only(store: Store) -> Holding:
    [holding] = held(store)
    return holding


def test_months_and_the_hole_between_them(load: Load, store: Store) -> None:
    load(month_of({"110": 1}, "2024-11") + month_of({"110": 1}, "2024-12"), day=1)
    load(month_of({"110": 1}, "2025-03"), day=20)
    holding = only(store)
    assert [str(run) for run in month_runs(holding.months)] == ["2024-11..2024-12", "2025-03"]
    assert holding.missing == (Month(2025, 1), Month(2025, 2))
    assert [day.day for day in holding.releases] == [1, 20]
    assert (holding.heading, holding.commodities, str(holding.grain)) == (
        "8507", ("85076000",), "hs8/partner",
    )  # fmt: skip
    assert (holding.files, holding.rows) == (2, 3)


def test_a_period_stated_as_one_is_no_month(load: Load, store: Store) -> None:
    load([Row(None, 5, "110")], months=Period.parse("2024-01..2024-03"))
    load([Row(None, 5, "110")], months=Period.parse("2024-06..2024-08"), name="出口二.csv", day=2)
    holding = only(store)
    assert holding.months == ()
    assert [str(period) for period in holding.cumulative] == [
        "2024-01..2024-03", "2024-06..2024-08",
    ]  # fmt: skip
    assert holding.missing == (Month(2024, 4), Month(2024, 5))


def test_a_month_that_two_cumulatives_give_is_not_missing(load: Load, store: Store) -> None:
    for last, value in (("2024-02", 2), ("2024-03", 3)):
        load([Row(None, value, "110")], months=Period.parse(f"2024-01..{last}"))
    load(month_of({"110": 1}, "2024-01"))
    load(month_of({"110": 1}, "2024-05"))
    assert only(store).missing == (Month(2024, 4),)


def test_commodities_of_one_file_are_told_together(load: Load, store: Store) -> None:
    """A code that one of the files does not hold was not traded there: it lacks nothing."""
    load([Row("2025-01", 1, "110"), Row("2025-01", 1, "110", "85071000")])
    load([Row("2025-02", 1, "110")])
    holding = only(store)
    assert holding.commodities == ("85071000", "85076000")
    assert holding.missing == ()


def test_commodities_that_were_asked_for_apart_are_told_apart(load: Load, store: Store) -> None:
    load([Row("2025-01", 1, "110"), Row("2025-02", 1, "110")])
    load([Row("2025-02", 1, "110", "85071000")])
    assert [(h.commodities, len(h.months)) for h in held(store)] == [
        (("85071000",), 1), (("85076000",), 2),
    ]  # fmt: skip


def test_headings_of_one_file_are_told_apart(load: Load, store: Store) -> None:
    load([Row("2025-01", 1, "110"), Row("2025-01", 1, "110", "01012100")])
    assert [holding.heading for holding in held(store)] == ["0101", "8507"]


def test_flow_grain_scope_and_currency_are_told_apart(load: Load, store: Store) -> None:
    load(month_of({"110": 1}))
    load(month_of({"110": 1}), name="进口.csv")
    load([Row("2025-01", 1, province="31")])
    load(month_of({"502": 1}), scope=Scope.parse("partner=502"))
    assert [(h.flow, str(h.grain), str(h.scope)) for h in held(store)] == [
        ("export", "hs8/partner", "all"), ("export", "hs8/partner", "partner=502"),
        ("export", "hs8/province", "all"), ("import", "hs8/partner", "all"),
    ]  # fmt: skip


def test_only_some_codes(load: Load, store: Store) -> None:
    load([Row("2025-01", 1, "110"), Row("2025-01", 1, "110", "85071000")])
    assert [h.commodities for h in held(store, "850760")] == [("85076000",)]
    assert held(store, "01") == []


@pytest.mark.parametrize(
    ("commodity", "heading"),
    [
        ("85076000", "8507"),
        ("8507", "8507"),
        ("85", "85"),
        ("all", "all"),
        ("表/农产品/乳品", "表"),
    ],
)
def test_a_heading(commodity: str, heading: str) -> None:
    assert heading_of(commodity) == heading
