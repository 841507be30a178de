"""What looks wrong in a store: each rule finds what it is for, and nothing in what is right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.unit.sources.bulletins import bulletin
from tests.unit.store.exports import WHOLE, Row, month_of, partners_of, write_export

from yuebao.domain import Flow, Month, Scope
from yuebao.indicators import RULES, find_status
from yuebao.reference import find_office
from yuebao.store import LoadMode

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.store.conftest import Load

    from yuebao.domain import Fault
    from yuebao.store import Store


def found(store: Store, rule: str | None = None, **options: object) -> list[Fault]:
    findings = find_status(store.view(), **options).findings  # type: ignore[arg-type] # its names
    assert {finding.rule for finding in findings} <= set(RULES)
    return [finding for finding in findings if rule in (None, finding.rule)]


def rules(store: Store) -> set[str]:
    return {finding.rule for finding in found(store)}


def series(values: list[int], *, quantity: int = 10**6, unit: str = "个") -> list[Row]:
    """A month each from January 2024 of whole trade with one partner."""
    first = Month(2024, 1)
    return [
        Row(str(first.plus(at)), value, "110", quantity=quantity, unit=unit)
        for at, value in enumerate(values)
    ]


def test_a_store_that_is_right_has_no_findings(load: Load, store: Store) -> None:
    load(series([2 * 10**6] * 14))
    load([Row(f"2024-{m:02}", 2 * 10**6, province="44") for m in range(1, 13)])
    load([Row("2024-01", 2 * 10**6, commodity="8507")])
    assert found(store) == []


def test_a_file_at_the_limit_is_cut_until_another_completes_it(load: Load, store: Store) -> None:
    codes = [f"{85_071_000 + at}" for at in range(100)]
    rows = [Row("2025-01", 1, partner, code) for code in codes for partner in partners_of(99)]
    rows += [Row("2025-02", 1, partner) for partner in partners_of(100)]
    load(rows, name="出口.csv")
    [cut] = found(store, "cut")
    assert (cut.where, cut.what) == (
        "出口.csv", "It has exactly 10,000 rows and stops in 2025-02.",
    )  # fmt: skip
    assert found(store, "cut", codes=["85076000"]) == [cut]
    assert found(store, "cut", codes=["01"]) == []
    assert found(store, "cut", months=[Month(2025, 1)]) == []
    load([Row("2025-02", 1, "250")], mode=LoadMode.ADD)
    assert found(store, "cut") == []


def test_totals_of_two_grains_agree_or_are_named(load: Load, store: Store) -> None:
    load([Row("2025-01", 6, "110"), Row("2025-01", 5, "502")], name="出口_伙伴.csv")
    load([Row("2025-01", 7, province="44"), Row("2025-01", 4, province="31")])
    assert found(store, "totals") == []
    load([Row("2025-01", 6, province="44"), Row("2025-01", 4, province="31")], day=20,
         name="出口_省份.csv")  # fmt: skip
    [finding] = found(store, "totals")
    assert finding.where == "exports of 8507, 出口-2.csv, 出口_伙伴.csv, 出口_省份.csv"
    assert finding.what == (
        "In CNY 85076000 in 2025-01 is 11 by 8-digit code × partner and 10 by "
        "8-digit code × province (-1)."
    )


def test_dropping_one_partner_is_noticed(load: Load, store: Store) -> None:
    both = [("110", "44", 5), ("502", "44", 6), ("502", "31", 7)]
    load([Row("2025-01", v, partner, province=p) for partner, p, v in both])
    load([Row("2025-01", 12, "502")])
    assert len(found(store, "totals")) == 1
    load([Row("2025-01", 13, "502"), Row("2025-01", 5, "110")], day=2)
    assert found(store, "totals") == []


def test_a_commodity_that_one_grain_states_and_does_not_hold_was_not_traded(
    load: Load, store: Store
) -> None:
    load([Row("2025-01", 6, "110"), Row("2025-02", 6, "110", "85071000")])
    load([Row("2025-01", 6, province="44"), Row("2025-01", 9, "502", province="44")][:1])
    assert found(store, "totals") == []
    load([Row("2025-02", 5, province="44", commodity="85071000"),
          Row("2025-01", 4, province="44", commodity="85071000")], name="出口三.csv")  # fmt: skip
    [finding] = found(store, "totals")
    assert finding.what.startswith(
        "In CNY 85071000 in 2025-01 is 0 by 8-digit code × partner and 4 by "
    )
    assert "85071000 in 2025-02 is 6 by 8-digit code × partner and 5 by" in finding.what


def test_deeper_codes_may_be_a_part_of_the_total_above_but_no_more(
    load: Load, store: Store
) -> None:
    load([Row("2025-01", 10, "110", "8507")])
    load([Row("2025-01", 9, "110")])
    assert found(store, "totals") == []
    load([Row("2025-01", 11, "110")], day=20)
    [finding] = found(store, "totals")
    assert (
        "8507 in 2025-01 is 10 by 4-digit code × partner and 11 by 8-digit code × partner (+1)"
        in finding.what
    )


def test_where_every_code_is_there_they_must_reach_it(load: Load, store: Store) -> None:
    codes = [
        code for code in find_office().commodities.codes(Month(2023, 1)) if code.startswith("8507")
    ]
    assert len(codes) > 3
    load([Row("2023-01", len(codes), "110", "8507")])
    load([Row("2023-01", 1, "110", code) for code in codes])
    assert found(store, "totals") == []
    load([Row("2023-01", 1, "110", code) for code in codes[1:]], day=20, mode=LoadMode.REPLACE)
    load([Row("2023-01", 0, "110", codes[0])], day=20, mode=LoadMode.ADD)
    [finding] = found(store, "totals")
    assert finding.what.endswith("by 8-digit code × partner (-1).")


def bulletin_of(tmp_path: Path, month: str = "2025-02") -> Path:
    path = tmp_path / f"{month}.csv"
    path.write_text(bulletin(int(month[5:])).csv(), encoding="utf-8")
    return path


def test_goods_sum_to_no_more_than_the_bulletins_total(
    load: Load, store: Store, tmp_path: Path
) -> None:
    store.load([bulletin_of(tmp_path)])
    assert found(store) == []
    view = store.view()
    [(total,)] = view.query(
        f"SELECT value FROM {view.facts} WHERE flow = 'export' AND grain = 'all' "
        "AND first_month = last_month"
    )
    load([Row("2025-02", total + 5_000, "110")])
    assert found(store, "totals") == []
    load([Row("2025-02", total + 5_001, "110")], day=20)
    [finding] = found(store, "totals")
    assert finding.where.startswith("exports of all, 2025-02.csv, 出口-2.csv")


def test_all_chapters_must_reach_the_bulletins_total(
    load: Load, store: Store, tmp_path: Path
) -> None:
    store.load([bulletin_of(tmp_path)])
    chapters = [f"{n:02}" for n in range(1, 98) if n != 77]
    load([Row("2025-02", 1, "110", chapter) for chapter in chapters[:-1]])
    assert found(store, "totals") == []
    load([Row("2025-02", 1, "110", chapters[-1])])
    assert len(found(store, "totals")) == 1


def test_partial_scopes_are_compared_among_themselves(load: Load, store: Store) -> None:
    scope = Scope.parse("province=31")
    load([Row("2025-01", 6, "110", province="31")], scope=scope)
    load([Row("2025-01", 99, "110")])
    assert "totals" not in rules(store)
    load([Row("2025-01", 7, province="31")], scope=scope)
    assert "exports of 8507 (province 31), " in found(store, "totals")[0].where


def test_many_differences_are_one_finding(load: Load, store: Store) -> None:
    load([Row(f"2024-{m:02}", m, "110") for m in range(1, 13)])
    load([Row(f"2024-{m:02}", 2 * m, province="44") for m in range(1, 13)])
    [finding] = found(store, "totals")
    assert finding.what.startswith(
        "In CNY 85076000 in 2024-12 is 12 by 8-digit code × partner and 24 by"
    )
    assert finding.what.endswith("; and 9 more.")


def test_a_part_of_trade_is_named_until_the_whole_is_there(load: Load, store: Store) -> None:
    load(month_of({"502": 1}), scope=Scope.parse("partner=502"), name="出口.csv")
    [finding] = found(store, "partial")
    assert (finding.where, finding.what) == (
        "exports of 8507, 出口.csv", "Only a part of trade is loaded: partner 502.",
    )  # fmt: skip
    load(month_of({"502": 1, "110": 5}))
    assert found(store, "partial") == []


@pytest.mark.parametrize(
    ("row", "what"),
    [
        (Row("2025-01", 1, "998"), "Partner 998 is in no list (1 facts)."),
        (Row("2025-01", 1, "110", province="98"), "Province 98 is in no list (1 facts)."),
        (Row("2025-01", 1, "110", mode="97"), "Trade mode 97 is in no list (1 facts)."),
    ],
)
def test_a_code_in_no_list_is_named(load: Load, store: Store, row: Row, what: str) -> None:
    good = Row("2025-01", 1, "502", province=row.province and "44", mode=row.mode and "10")
    load([good, row], name="出口.csv")
    [finding] = found(store, "code")
    assert (finding.where, finding.what) == (
        "出口.csv, record 2",
        what,
    )
    assert found(store, "code", codes=["01"]) == []
    assert found(store, "code", months=[Month(2025, 2)]) == []


@pytest.mark.parametrize(
    ("code", "month", "why"),
    [
        ("85079999", "2023-01", "A code that is in no list of its time may be a misreading."),
        ("85079999", "2025-01", "It is the last list there is, and the code may be newer."),
        ("8599", "2023-01", "A code that is in no list of its time may be a misreading."),
    ],
)
def test_a_commodity_in_no_list_is_named(
    load: Load, store: Store, code: str, month: str, why: str
) -> None:
    load([Row(month, 1, "110", code), Row(month, 1, "110", "85076000")])
    [finding] = found(store, "commodity")
    assert finding.where == f"{code}, {month}"
    assert finding.what == "The HS list of 2023 does not have it."
    assert finding.why == why


def test_a_unit_that_changes_is_named(load: Load, store: Store) -> None:
    load(series([2 * 10**6] * 2))
    load([Row("2024-03", 5, "110", quantity=1, unit="千克"),
          Row("2024-04", 5, "110", quantity=1, unit="千克")])  # fmt: skip
    [finding] = found(store, "unit")
    assert finding.where == "exports of 85076000"
    assert finding.what == (
        "The first unit of quantity changes: 个 in 2024-01..2024-02, 千克 in 2024-03..2024-04."
    )


def test_the_second_unit_too_and_two_units_in_one_month(load: Load, store: Store) -> None:
    load([
        Row("2024-01", 5, "110", quantity2=1, unit2="千克"),
        Row("2024-02", 5, "110", quantity2=1, unit2="千克"),
        Row("2024-02", 5, "502", quantity2=1, unit2="个"),
    ])  # fmt: skip
    [finding] = found(store, "unit")
    assert finding.what == (
        "The second unit of quantity changes: 千克 in 2024-01, 个/千克 in 2024-02."
    )


def test_headings_mix_units_rightly(load: Load, store: Store) -> None:
    load([Row("2024-01", 5, "110", "8542", quantity=1, unit="千克"),
          Row("2024-02", 5, "110", "8542", quantity=1, unit="个")])  # fmt: skip
    assert found(store, "unit") == []


HIGH, LOW = 1_000, 0.001


@pytest.mark.parametrize("factor", [HIGH, LOW])
def test_a_jump_in_unit_value_is_named(load: Load, store: Store, factor: float) -> None:
    values = [2 * 10**9] * 6
    values[3] = int(values[3] * factor)
    load(series(values), name="出口.csv")
    [finding] = found(store, "unit-value")
    assert finding.where == "exports of 85076000 in 2024-04, 出口.csv"
    assert finding.what == (
        f"A 个 is worth {2_000 * factor:,.2f} CNY; in the months around it 2,000.00."
    )


@pytest.mark.parametrize(
    "values",
    [
        [2, 2, 2, 7],  # too few neighbours
        [2, 2, 2, 6, 2, 2],  # three times, and no more
        [2, 4, 2, 7, 2, 2],  # not twice the highest around it
        [2, 2, 2, 8, 8, 8, 8, 8],  # a new level
    ],
)
def test_what_is_no_jump(load: Load, store: Store, values: list[int]) -> None:
    load(series([value * 10**6 for value in values]))
    assert found(store, "unit-value") == []


def test_small_trade_has_any_unit_value(load: Load, store: Store) -> None:
    load(series([2_000] * 3 + [900_000] + [2_000] * 3))
    assert found(store, "unit-value") == []


def test_months_a_year_away_are_no_neighbours(load: Load, store: Store) -> None:
    far = [
        Row(f"{year}-01", 2 * 10**6, "110", quantity=10**6, unit="个")
        for year in range(2010, 2020, 2)
    ]
    load([*far, Row("2020-01", 2 * 10**9, "110", quantity=10**6, unit="个")])
    assert found(store, "unit-value") == []


def test_acceptance_exports_agree_with_re_exports_of_themselves(
    store: Store, tmp_path: Path, shared: Path
) -> None:
    """The files as they are, by province alone and by partner alone; then less one partner."""
    store.load([shared / "acceptance" / "exports" / "lithium-2025-02"])
    whole = store.view()
    for dimension in ("province", "partner"):
        for flow, name in ((Flow.EXPORT, "出口"), (Flow.IMPORT, "进口")):
            rows = [
                Row(month, int(value), commodity=code, **{dimension: entity})
                for month, code, entity, value in whole.query(
                    f"SELECT last_month, commodity, {dimension}, sum(value) FROM {whole.facts} "
                    f"WHERE flow = '{flow}' GROUP BY ALL ORDER BY ALL"
                )
            ]
            path = write_export(tmp_path / f"{name}_{dimension}.csv", rows, currency="USD")
            store.load([path], scope=WHOLE)
    assert found(store, "totals") == []
    kept = [row for row in rows if row.partner != "116"]  # the imports by partner, made last
    assert 0 < len(kept) < len(rows)
    path = write_export(tmp_path / "进口_less.csv", kept, currency="USD")
    store.load([path], scope=WHOLE, mode=LoadMode.REPLACE)
    assert [finding.where.split(",")[0] for finding in found(store, "totals")] == [
        "imports of 8507", "imports of 8507",
    ]  # fmt: skip


def test_goods_of_a_province_are_no_more_than_all_its_goods(
    load: Load, store: Store, tmp_path: Path
) -> None:
    store.load([bulletin_of(tmp_path)])
    load([Row("2025-02", 10_000_000, province="11"), Row("2025-02", 10_740_000, province="13")])
    assert found(store, "provinces") == []  # 北京 has just as much, 河北 more
    load(
        [Row("2025-02", 10_740_000, province="11"), Row("2025-02", 10_000_000, province="13")],
        day=20, name="出口_省份.csv",
    )  # fmt: skip
    assert found(store, "totals") == []  # the sum is what it was
    [finding] = found(store, "provinces")
    assert finding.where == "exports by province, 2025-02.csv, 出口_省份.csv"
    assert finding.what == (
        "Goods exceed all goods of a province: in CNY 北京市 in 2025-02 is 10,740,000 by "
        "8-digit code × province and 10,000,000 in all."
    )
    assert found(store, "provinces", codes=["8507"]) == [finding]
    assert found(store, "provinces", codes=["01"]) == []
    assert found(store, "provinces", months=[Month(2025, 1)]) == []


def test_provinces_of_a_part_of_trade_are_not_held_against_the_whole(
    load: Load, store: Store, tmp_path: Path
) -> None:
    store.load([bulletin_of(tmp_path)])
    load([Row("2025-02", 10**9, province="11")], scope=Scope.parse("province=11"))
    assert found(store, "provinces") == []


def test_numbers_below_zero_are_told_with_their_files(load: Load, store: Store) -> None:
    load([Row("2025-01", 5, "110"), Row("2025-02", 7, "110")])
    assert found(store, "negative") == []
    load([Row("2024-11", -5, "110"), Row("2024-12", 9, "110", quantity=-1, unit="个"),
          Row("2025-03", 3, "110", quantity=2, unit="个")], name="出口_更正.csv")  # fmt: skip
    [finding] = found(store, "negative")
    assert finding.where == "exports of 8507, 出口_更正.csv"
    assert finding.what == (
        "2 facts by 8-digit code × partner are below zero (CNY), in 2024-11..2024-12."
    )
    assert "correction" in finding.why
    assert found(store, "negative", codes=["01"]) == []
    assert found(store, "negative", months=[Month(2025, 1)]) == []
    assert len(found(store, "negative", months=[Month(2024, 12)])) == 1


STEM = "出口_8507_202502_贸易伙伴_人民币"


def test_parts_of_a_split_query_that_lack_are_told(load: Load, store: Store) -> None:
    load([Row("2025-01", 10, partner) for partner in partners_of(40)], name="出口_一月.csv")
    parts = [partners_of(40)[at : at + 10] for at in range(0, 40, 10)]

    def load_part(number: int) -> None:
        rows = [Row("2025-02", 10, partner) for partner in parts[number - 1]]
        load(rows, name=f"{STEM}_{number}.csv", mode=LoadMode.ADD)

    load_part(1)
    [finding] = found(store, "parts")
    assert finding.where == f"{STEM}, parts 1"
    assert finding.what == (
        f"They end before partner {parts[1][0]}, and in 2025-01 30 of those that follow had 75.0% "
        "of the trade."
    )
    load_part(3)
    [finding] = found(store, "parts")
    assert finding.what == f"Not loaded: {STEM}_2."
    load_part(2)
    assert [one.where for one in found(store, "parts")] == [f"{STEM}, parts 1, 2, 3"]
    assert found(store, "parts", months=[Month(2025, 1)]) == []
    load_part(4)
    assert found(store, "parts") == []


def test_parts_of_a_query_that_say_how_many_there_are(load: Load, store: Store) -> None:
    for number, partner in ((1, "110"), (12, "344")):
        load([Row("2025-02", 10, partner)], name=f"{STEM}_{number}of13.csv", mode=LoadMode.ADD)
    [finding] = found(store, "parts")
    assert finding.where == f"{STEM}, parts 1, 12"
    lacking = ", ".join(f"{STEM}_{number}of13" for number in (*range(2, 12), 13))
    assert finding.what == f"Not loaded: {lacking}."
    for number in (*range(2, 12), 13):
        load([Row("2025-02", 10, partners_of(40)[20 + number])], name=f"{STEM}_{number}of13.csv",
             mode=LoadMode.ADD)  # fmt: skip
    assert found(store, "parts") == []
