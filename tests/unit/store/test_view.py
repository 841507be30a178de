"""A view: what is stated about commodities, and what is to be told with it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from tests.unit.store.exports import LITHIUM, Row, known, month_of

from yuebao.domain import QUANTITY_COLUMNS, Dimension, Flow, Month

if TYPE_CHECKING:
    from tests.unit.store.conftest import Load

    from yuebao.store import Store


def _stated(store: Store, *codes: str, as_of: date | None = None) -> dict[str, list[str]]:
    return {
        str(coverage.grain): sorted(map(str, coverage.common()))
        for coverage in store.view(as_of=as_of).coverage(codes, Flow.EXPORT)
    }


def test_coverage_lists_the_periods_stated_grain_by_grain(load: Load, store: Store) -> None:
    load([Row("2025-01", 1, "110"), Row("2025-02", 1, "110")])
    load([Row("2025-03", 1)])
    assert _stated(store, LITHIUM) == {"hs8": ["2025-03"], "hs8/partner": ["2025-01", "2025-02"]}


def test_coverage_of_a_heading_is_that_of_the_codes_below(load: Load, store: Store) -> None:
    rows = [Row("2025-01", 1, "110", "85076000"), Row("2025-01", 1, "110", "85079090")]
    load(rows, codes=["8507"])
    for code in ("8507", "850760", "8507600", "85079090", "85072000"):
        assert _stated(store, code) == {"hs8/partner": ["2025-01"]}
    assert _stated(store, "85") == {"hs8/partner": []}, "nobody asked for the rest of the chapter"
    for code in ("8506", "8508", "84"):
        assert _stated(store, code) == {}


def test_coverage_of_several_codes_is_what_all_have(load: Load, store: Store) -> None:
    load([Row("2025-01", 1, "110"), Row("2025-02", 1, "110")])
    load([Row("2025-02", 1, "110", "84151010")])
    assert _stated(store, LITHIUM, "84151010") == {"hs8/partner": ["2025-02"]}
    assert _stated(store, LITHIUM, "9999") == {"hs8/partner": []}


def test_coverage_knows_only_what_was_released_by_the_date(load: Load, store: Store) -> None:
    load(month_of({"110": 1}, "2025-01"), day=1)
    load(month_of({"110": 1}, "2025-02"), day=20)
    assert _stated(store, LITHIUM, as_of=date(2025, 3, 19)) == {"hs8/partner": ["2025-01"]}


def test_imports_say_nothing_of_exports(load: Load, store: Store) -> None:
    load(month_of({"110": 1}), name="进口.csv")
    assert _stated(store, LITHIUM) == {}


def test_grains_come_in_the_order_of_their_names(load: Load, store: Store) -> None:
    """Whatever order a set of dimensions happens to have in this process."""
    dimensions: tuple[dict[str, Any], ...] = (
        {},
        {"mode": "10"},
        {"province": "31"},
        {"mode": "10", "province": "31"},
    )
    for place, carried in enumerate(dimensions):
        for partner in (None, "110"):
            load([Row("2025-01", 1 + place, partner, **carried)])
    grains = list(_stated(store, LITHIUM))
    assert grains == sorted(grains)
    assert len(grains) == 8


def test_a_caution_is_told_once_and_only_with_its_files(load: Load, store: Store) -> None:
    load(month_of({"110": 1}), notice={"zh": "试用", "en": "trial"})
    load(month_of({"110": 1}, "2025-02"), notice={"zh": "试用", "en": "trial"})
    load(month_of({"110": 1}, "2025-03"))
    view = store.view()
    trial, again, plain = (record.sources[0].sha256 for record in view.records)
    assert view.notices(frozenset({trial, again, plain})) == ({"zh": "试用", "en": "trial"},)
    assert view.notices(frozenset({plain})) == ()


def test_names_of_files_are_known_by_hash(load: Load, store: Store) -> None:
    load(month_of({"110": 1}), name="出口 甲.csv")
    assert list(store.view().source_names().values()) == ["出口 甲.csv"]


def test_views_share_a_database_and_nothing_in_it(load: Load, store: Store) -> None:
    """What one holds or releases, another does not notice; nor does it see later loads."""
    load(month_of({"110": 5}, "2025-01"), day=1)
    first, second = store.view(), store.view()
    january, month = store.view(), Month(2025, 1)
    held = first.narrowed((LITHIUM,), month, month)
    other = second.narrowed((LITHIUM,), month, month)
    load(month_of({"110": 6}, "2025-02"), day=20)
    held.release()
    for view in (first, other, january):
        sql = f"SELECT last_month, value FROM {view.facts_of([month])}"
        assert view.query(sql) == [("2025-01", 5)]
    assert known(store.view()) == {("2025-01", "110"): 5, ("2025-02", "110"): 6}


def test_columns_of_early_facts_are_left_out_where_nobody_asks_for_them(
    load: Load, store: Store
) -> None:
    rows = [
        Row("2025-01", 1, "110", quantity=7, unit="千克"),
        Row("2025-02", 2, "110", quantity=8, unit="千克"),
        Row("2025-03", 4, "110", quantity=9, unit="千克"),
    ]
    load(rows)
    view = store.view()
    january, february = Month(2025, 1), Month(2025, 2)
    march = february.plus(1)
    since = {**dict.fromkeys(QUANTITY_COLUMNS, february), Dimension.PARTNER.value: march}
    held = view.narrowed((LITHIUM,), january, march, since=since)
    sql = f"SELECT value, quantity, partner FROM {held.facts} ORDER BY value"
    assert held.query(sql) == [(1, None, None), (2, 8, None), (4, 9, "110")]
    assert held.held is not None
    assert held.held.holds((LITHIUM,), [january, february])
    assert held.held.holds((LITHIUM,), [february], QUANTITY_COLUMNS)
    assert not held.held.holds((LITHIUM,), [january], QUANTITY_COLUMNS)
    assert not held.held.holds((LITHIUM,), [february, march], [Dimension.PARTNER.value])
    assert held.held.holds((LITHIUM,), [march], [Dimension.PARTNER.value])


def test_the_facts_of_months_are_in_the_files_of_months(load: Load, store: Store) -> None:
    load([Row("2025-01", 1, "110"), Row("2025-02", 2, "110"), Row("2025-03", 4, "110")])
    view = store.view()
    found = view.facts_of([Month(2025, 2)])
    assert view.query(f"SELECT value FROM {found}") == [(2,)]
