"""What the plan asks for is what the build needs: fetched exactly, nothing is missing any more."""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import pairwise, product
from typing import TYPE_CHECKING

import pytest
from tests.unit.report.tiny import HEAD, define, sections
from tests.unit.sources.bulletins import bulletin

from yuebao import (
    Currency,
    Flow,
    LoadMode,
    Month,
    Period,
    Scope,
    Store,
    build_report,
    load_definition,
)
from yuebao.cli.telling.plan import tell_plan
from yuebao.domain import Depth, Dimension, Grain
from yuebao.reference import find_office
from yuebao.report import Fetch, Plan, plan_report
from yuebao.report.plan import fetch_names

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from yuebao.report import Definition
    from yuebao.store import View

FEBRUARY = Month(2025, 2)
EVERYTHING = sections("overview", "partners", "provinces")
TWO = HEAD.replace('codes = ["85076000"]', 'codes = ["85076000", "85071000"]')
PRODUCTS = HEAD.replace('codes = ["85076000"]', 'codes = ["8507"]') + "".join(
    f'\n[[subject.products]]\ncode = "{code}"\nlabel = {{ zh = "{code}" }}\n'
    for code in ("85076000", "85071000")
)
OFFICE = find_office()
PARTNERS = [partner.code for partner in OFFICE.partners][:14]
PROVINCES = ["44", "31", "33"]
MODES = ["10", "14"]
CODES = ("85076000", "85071000")
HEADS = {Dimension.PARTNER: "贸易伙伴编码", Dimension.MODE: "贸易方式编码",
         Dimension.PROVINCE: "注册地编码"}  # fmt: skip
DAY = date(2026, 1, 20)


def fetch(flow: Flow, grain: str, months: str, codes: Sequence[str] = ("85076000",)) -> Fetch:
    """What an analyst would ask the platform for."""
    held = tuple(Period.parse(months).months())
    return Fetch(flow, tuple(codes), Grain.parse(grain), held, Currency("USD"), 1, "")


def write(folder: Path, asked: Fetch) -> list[Path]:
    """The platform's answer: the same trade whatever is asked, at the grain asked for."""
    folder.mkdir(exist_ok=True)
    if asked.is_bulletin:
        month = asked.months[0]
        unit = "万美元" if asked.currency == Currency("USD") else "万人民币"
        [path] = [folder / name for name in fetch_names(asked, OFFICE)]
        path.write_text(bulletin(month.month, unit=unit).csv(), encoding="utf-8")
        return [path]
    rows: Counter[tuple[str, ...]] = Counter()
    codes = [code for code in CODES if code.startswith(asked.codes)]
    for month, code, *entity in product(asked.months, codes, PARTNERS, MODES, PROVINCES):
        by = dict(zip(HEADS, entity, strict=True))
        kept = (by[d] for d in HEADS if d in asked.grain.dimensions)
        key = (str(month).replace("-", ""), code[: asked.grain.depth.digits()], *kept)
        rows[key] += (sum(map(int, entity)) + month.month) * 10**6 + (asked.flow is Flow.IMPORT)
    heads = ["数据年月", "商品编码", *(HEADS[d] for d in HEADS if d in asked.grain.dimensions)]
    money = "美元" if asked.currency == Currency("USD") else "人民币"
    names = list(fetch_names(asked, OFFICE))
    written = []
    for part, name in enumerate(names):
        path = folder / name
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow([*heads, money])
            listed = sorted(rows.items())[part :: len(names)]
            writer.writerows([*key, value] for key, value in listed)
        written.append(path)
    return written


def load(store: Store, tmp_path: Path, *asked: Fetch, scope: str | None = None) -> None:
    paths = [path for one in asked for path in write(tmp_path / "files", one)]
    store.load(paths, released=DAY, scope=Scope.parse(scope) if scope else None)


def plan(store: Store, definition: Definition, month: Month = FEBRUARY) -> Plan:
    return plan_report(store.view(empty=True), definition, month)


def told(found: Plan) -> list[tuple[str, str, str, str]]:
    return [
        (str(f.flow), str(f.grain), f"{f.months[0]}..{f.months[-1]}", ",".join(f.codes))
        for f in found.fetches
    ]


def follow(store: Store, tmp_path: Path, definition: Definition, month: Month = FEBRUARY) -> Plan:
    """Do what the plan says, and nothing else; then nothing is missing, and the report is whole."""
    found = plan(store, definition, month)
    load(store, tmp_path, *found.fetches)
    assert plan(store, definition, month).fetches == ()
    document = build_report(definition, month, store)
    assert [text for text in document.warnings if "not loaded" in text] == []
    texts = {
        figure.text
        for table in document.tables()
        for group in table.groups
        for row in group.rows
        for cell in row.cells
        if (figure := getattr(cell, "figure", None)) is not None
    }
    assert "-" not in texts
    return found


def test_of_an_empty_store_everything_is_asked(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    found = follow(store, tmp_path, define(tmp_path, EVERYTHING))
    assert told(found) == [
        (flow, "hs8/partner/province", months, "85076000")
        for flow in ("export", "import")
        for months in ("2024-01..2024-02", "2025-01..2025-02")
    ]
    assert list(fetch_names(found.fetches[0], OFFICE)) == [
        "出口_85076000_202401-202402_贸易伙伴_注册地_美元.csv"
    ]
    assert found.fetches[0].reason == (
        "no exports of these commodities are loaded in this currency"
    )


def test_in_january_two_months_are_enough(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    found = follow(store, tmp_path, define(tmp_path, sections("overview")), Month(2025, 1))
    assert told(found)[:2] == [
        ("export", "hs8", "2024-01..2024-01", "85076000"),
        ("export", "hs8", "2025-01..2025-01", "85076000"),
    ]


def test_only_the_missing_month_in_the_grain_that_is_there(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    grain = "hs8/partner/mode/province"
    load(store, tmp_path, *(
        fetch(flow, grain, months)
        for flow in (Flow.EXPORT, Flow.IMPORT)
        for months in ("2024-01..2024-02", "2025-01")
    ))  # fmt: skip
    found = follow(store, tmp_path, define(tmp_path, EVERYTHING))
    assert told(found) == [
        (flow, grain, "2025-02..2025-02", "85076000") for flow in ("export", "import")
    ]
    assert found.fetches[0].reason == "exports of 2025-02 are not loaded"


def test_two_grains_each_get_their_month(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    load(store, tmp_path, *(
        fetch(flow, grain, months)
        for flow in (Flow.EXPORT, Flow.IMPORT)
        for grain in ("hs8/partner", "hs8/province")
        for months in ("2024-01..2024-02", "2025-01")
    ))  # fmt: skip
    found = follow(store, tmp_path, define(tmp_path, EVERYTHING))
    assert told(found) == [
        (flow, grain, "2025-02..2025-02", "85076000")
        for flow in ("export", "import")
        for grain in ("hs8/partner", "hs8/province")
    ]


def test_what_is_not_broken_down_is_asked_by_that_alone(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    load(store, tmp_path, *(
        fetch(flow, "hs8/partner", months)
        for flow in (Flow.EXPORT, Flow.IMPORT)
        for months in ("2024-01..2024-02", "2025-01..2025-02")
    ))  # fmt: skip
    found = follow(store, tmp_path, define(tmp_path, EVERYTHING))
    assert {grain for _, grain, _, _ in told(found)} == {"hs8/province"}
    assert found.fetches[0].reason == "no exports are broken down by province"


def test_a_flow_that_is_there_is_not_asked(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    load(store, tmp_path, *(
        fetch(Flow.EXPORT, "hs8/partner/province", months)
        for months in ("2024-01..2024-02", "2025-01..2025-02")
    ))  # fmt: skip
    found = follow(store, tmp_path, define(tmp_path, EVERYTHING))
    assert {flow for flow, *_ in told(found)} == {"import"}


def test_only_the_commodity_that_lacks_something(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    for flow in (Flow.EXPORT, Flow.IMPORT):
        load(store, tmp_path, fetch(flow, "hs8/partner", "2024-01..2024-02", CODES))
        load(store, tmp_path, fetch(flow, "hs8/partner", "2025-01..2025-02", CODES[:1]))
        load(store, tmp_path, fetch(flow, "hs8/partner", "2025-01", CODES[1:]))
    found = follow(store, tmp_path, define(tmp_path, sections("partners"), TWO))
    assert told(found) == [
        (flow, "hs8/partner", "2025-02..2025-02", "85071000") for flow in ("export", "import")
    ]


def test_a_product_structure_asks_for_its_depth(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    load(store, tmp_path, *(
        fetch(flow, "hs4", months, ["8507"])
        for flow in (Flow.EXPORT, Flow.IMPORT)
        for months in ("2024-01..2024-02", "2025-01..2025-02")
    ))  # fmt: skip
    found = follow(store, tmp_path, define(tmp_path, sections("overview", "products"), PRODUCTS))
    assert {(grain, codes) for _, grain, _, codes in told(found)} == {("hs8", "8507")}


def test_files_of_a_part_do_not_count(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    definition = define(tmp_path, sections("overview"))
    months = ("2024-01..2024-02", "2025-01..2025-02")
    load(store, tmp_path, *(
        fetch(flow, "hs8", span) for flow in (Flow.EXPORT, Flow.IMPORT) for span in months
    ), scope="province=31")  # fmt: skip
    found = follow(store, tmp_path, definition)
    assert len(found.fetches) == 4
    assert found.fetches[0].reason == (
        "the exports loaded are only of a part of the trade reported (province 31)"
    )


def test_a_year_to_date_that_is_stated_needs_no_months(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    definition = load_definition("provinces")
    load(store, tmp_path, *(
        Fetch(Flow.TOTAL, ("all",), Grain(Depth.ALL), (month,), Currency("USD"), 1, "")
        for month in (Month(2024, 2), Month(2025, 1))
    ))  # fmt: skip
    found = plan(store, definition)
    assert told(found) == [("total", "all/province", "2025-02..2025-02", "all")]
    assert list(fetch_names(found.fetches[0], OFFICE)) == [
        "进出口商品收发货人所在地总值表_202502_美元.csv"
    ]
    load(store, tmp_path, *found.fetches)
    assert plan(store, definition).fetches == ()
    assert build_report(definition, FEBRUARY, store).warnings == ()


def test_the_bulletins_of_an_empty_store(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    found = plan_report(
        store.view(empty=True), load_definition("provinces"), FEBRUARY, Currency("CNY")
    )
    assert [name for f in found.fetches for name in fetch_names(f, OFFICE)] == [
        "进出口商品收发货人所在地总值表_202402_人民币.csv",
        "进出口商品收发货人所在地总值表_202502_人民币.csv",
    ]


@pytest.mark.parametrize("wanted", [Currency("USD"), Currency("CNY")])
def test_the_currency_wanted_is_asked_for(tmp_path: Path, wanted: Currency) -> None:
    store = Store(tmp_path / "store")
    load(store, tmp_path, fetch(Flow.EXPORT, "hs8", "2025-01..2025-02"))
    definition = define(tmp_path, sections("overview"))
    found = plan_report(store.view(), definition, FEBRUARY, wanted)
    assert {f.currency for f in found.fetches} == {wanted}
    exports = [f for f in found.fetches if f.flow is Flow.EXPORT]
    assert len(exports) == (1 if wanted == Currency("USD") else 2)


@pytest.mark.parametrize(
    ("times", "names"),
    [
        (300, ["202501-202502_贸易伙伴_美元"]),  # 4,200 rows a month
        (600, ["202501_贸易伙伴_美元", "202502_贸易伙伴_美元"]),
        (1000, [f"20250{month}_贸易伙伴_美元_{part}of2" for month in (1, 2) for part in (1, 2)]),
    ],
)
def test_a_long_query_is_asked_by_months_then_in_parts(
    tmp_path: Path, times: int, names: list[str]
) -> None:
    store = Store(tmp_path / "store")
    grain = "hs8/partner"
    load(store, tmp_path, fetch(Flow.EXPORT, grain, "2024-01..2024-02"))
    view = store.view()
    many = f"(SELECT f.* FROM {view.facts} AS f, range({times}))"
    asked = plan_report(view.with_facts(many), define(tmp_path, sections("partners")), FEBRUARY)
    exports = [f for f in asked.fetches if f.flow is Flow.EXPORT]
    assert [name for f in exports for name in fetch_names(f, OFFICE)] == [
        f"出口_85076000_{name}.csv" for name in names
    ]
    for one in exports:
        assert len(one.split) == (one.parts if one.parts > 1 else 0)
        if one.split:
            ranges = [(by.by, by.first, by.last) for part in one.split for by in part.ranges]
            assert ranges == sorted(ranges)
            assert {by for by, _, _ in ranges} == {"partner"}
            listed = [partner.code for partner in OFFICE.partners]
            assert (ranges[0][1], ranges[-1][2]) == (min(listed), max(listed))
            assert all(before[2] < after[1] for before, after in pairwise(ranges))


@pytest.mark.parametrize("scope", ["all", None])
def test_of_a_month_begun_the_files_that_lack_are_asked(tmp_path: Path, scope: str | None) -> None:
    store = Store(tmp_path / "store")
    whole = fetch(Flow.EXPORT, "hs8/partner", "2024-01..2025-01")
    begun = replace(fetch(Flow.EXPORT, "hs8/partner", "2025-02"), parts=3)
    load(store, tmp_path, whole, fetch(Flow.IMPORT, "hs8/partner", "2024-01..2025-02"))
    first, second, third = write(tmp_path / "files", begun)
    store.load([second], released=DAY, scope=Scope.parse(scope) if scope else None)
    definition = define(tmp_path, sections("partners"))
    found = plan(store, definition)
    assert [name for f in found.fetches for name in fetch_names(f, OFFICE)] == [
        f"出口_85076000_202502_贸易伙伴_美元_{number}of3.csv" for number in (1, 3)
    ]
    assert found.fetches[0].reason == "of the 3 files of this query only 2 are loaded"
    assert "出口_85076000_202502_贸易伙伴_美元_1of3.csv" in "".join(tell_plan(found, store.path))
    store.load([first, third], released=DAY, scope=Scope.parse(scope or "all"), mode=LoadMode.ADD)
    if scope:
        assert plan(store, definition).fetches == ()


def test_the_files_that_lack_are_asked_for_their_own_ranges(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    load(store, tmp_path, fetch(Flow.EXPORT, "hs8/partner", "2024-01..2024-02"))
    view, definition = store.view(), define(tmp_path, sections("partners"))

    def ask(view: View) -> Fetch:
        many = view.with_facts(
            f"(SELECT f.* FROM {view.facts} AS f, range(1000) WHERE last_month < '2025')"
        )
        exports = [f for f in plan_report(many, definition, FEBRUARY).fetches
                   if f.flow is Flow.EXPORT and f.months[-1] == FEBRUARY]  # fmt: skip
        return exports[0]

    before = ask(view)
    assert before.parts == 2
    [part, _] = write(tmp_path / "files", before)
    store.load([part], released=DAY, scope=Scope())
    after = ask(store.view())
    assert (after.numbers, after.split) == ((2,), before.split[1:])


def test_a_month_too_long_is_asked_in_the_fewest_files(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    load(store, tmp_path, fetch(Flow.EXPORT, "hs8/partner/province", "2024-01..2024-02"))
    view = store.view()
    many = f"(SELECT f.* FROM {view.facts} AS f, range(1000))"
    definition = define(tmp_path, sections("partners", "provinces"))
    asked = plan_report(view.with_facts(many), definition, FEBRUARY)
    exports = [f for f in asked.fetches if f.flow is Flow.EXPORT]
    assert [len(f.split) for f in exports] == [5, 5], "three provinces of 14,000 rows: two each"
    for one in exports:
        assert all(part.rows <= 9_000 for part in one.split)
        assert {by.by for part in one.split for by in part.ranges} == {"partner"}


def test_one_province_too_long_is_asked_by_partners_and_a_row_that_none_can_split_is_told(
    tmp_path: Path,
) -> None:
    store = Store(tmp_path / "store")
    load(store, tmp_path, fetch(Flow.EXPORT, "hs8/partner/province", "2024-01..2024-02"))
    view = store.view()
    many = (
        f"(SELECT f.* FROM {view.facts} AS f, range(20000) AS copy "
        f"WHERE province = '44' AND (partner = '{PARTNERS[0]}' OR copy.range < 2000) "
        "OR copy.range < 10)"
    )
    definition = define(tmp_path, sections("partners", "provinces"))
    asked = plan_report(view.with_facts(many), definition, FEBRUARY)
    one = next(f for f in asked.fetches if f.flow is Flow.EXPORT)
    assert {tuple(by.by for by in part.ranges) for part in one.split} == {
        ("province",), ("province", "partner"),
    }  # fmt: skip
    assert [part.rows for part in one.split if part.rows > 9_000] == [20_000]
    lines = list(tell_plan(asked, tmp_path))
    assert any("20,000 rows are expected" in line for line in lines)
    assert any("注册地 province 44–65, 贸易伙伴 partner" in line for line in lines)


def test_a_file_that_is_cut_is_asked_for_again(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    definition = define(tmp_path, sections("partners"))
    months = ("2024-01..2024-02", "2025-01..2025-02")
    load(store, tmp_path, *(fetch(Flow.IMPORT, "hs8/partner", span) for span in months))
    load(store, tmp_path, fetch(Flow.EXPORT, "hs8/partner", months[0]))
    path = tmp_path / "出口.csv"
    lines = ["数据年月,商品编码,贸易伙伴编码,美元"]
    body = [("202501", f"{code:08}", str(100 + at)) for code in range(85_076_000, 85_076_100)
            for at in range(99)]  # fmt: skip
    body += [("202502", "85076000", str(100 + at)) for at in range(100)]
    lines += [",".join((*key, "1")) for key in body]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert len(body) == 10_000
    store.load([path], released=DAY)
    found = plan(store, definition)
    assert told(found) == [("export", "hs8/partner", "2025-02..2025-02", "85076000")]
    assert found.fetches[0].reason == "出口.csv stops at the platform's limit of 10,000 rows"
    again = [p for f in found.fetches for p in write(tmp_path / "again", f)]
    store.load(again, released=date(2026, 2, 20), mode=LoadMode.REPLACE)
    assert plan(store, definition).fetches == ()
    build_report(definition, FEBRUARY, store)


def test_a_name_tells_two_fetches_apart() -> None:
    names = [
        name
        for grain in ("hs8", "hs8/partner", "hs8/province")
        for codes in (["01"], [f"{at:02}" for at in range(2, 16)])
        for name in fetch_names(fetch(Flow.IMPORT, grain, "2025-01", codes), OFFICE)
    ]
    assert len(set(names)) == 6
    assert names[1] == f"进口_{'_'.join(f'{at:02}' for at in range(2, 14))}等14项_202501_美元.csv"
