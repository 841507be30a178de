"""Bulletins as provincial customs, institutes and people lay them out: read exactly, or refused.

A refusal says what is lacking.
"""

import pytest
from tests.unit.sources.layouts import BY_MODE, LAYOUTS, MONTH, ROWS, Layout
from tests.unit.sources.reader import Reader
from tests.unit.sources.test_tables import table
from tests.unit.sources.workbooks import Cell, workbook

from yuebao.domain import PeriodError, SourceError, UserError, YuebaoError


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=list(LAYOUTS))
def test_a_layout_is_read_exactly(reader: Reader, layout: Layout) -> None:
    reading = reader.read(layout.file(), layout.name)
    assert tuple(map(str, reading.periods)) == layout.periods
    assert str(reading.scope) == layout.scope
    assert reading.rows == layout.count
    columns = ("flow", "partner", "bloc", "mode", "enterprise", "first_month", "value", "growth")
    held = {
        (flow, partner or bloc, *rest)
        for flow, partner, bloc, *rest in reader.facts(reading, *columns)
    }
    assert set(layout.facts) <= held


def test_a_growth_of_nobody_knows_what_is_left_out_with_a_word(reader: Reader) -> None:
    rows = LAYOUTS["balance, share and a growth that says of which flow nothing"].content
    assert isinstance(rows, tuple)
    reading = reader.read(table(*rows), "m.csv")
    assert "Columns left out: 差额 8月, 占比% 8月, 同比% 8月." in reading.remarks


HEADS = ("贸易方式|出口|进口", "|8月|8月")
REFUSED: dict[str, tuple[str, tuple[str, ...], type[YuebaoError], str]] = {
    "per mille": (
        "m.csv",
        (f"{BY_MODE}||||", "单位：亿元||||", "贸易方式|出口||进口|",
         "|1至8月|同比(‰)|1至8月|同比(‰)", "总值|100|1|50|1", "一般贸易|100|1|50|1"),
        SourceError, "the head '出口' over '同比(‰)' is not one of this bulletin",
    ),
    "no unit": (
        "m.csv", (f"{BY_MODE}||", *HEADS, *ROWS), SourceError, "the heads name no unit of value",
    ),
    "a currency that the office does not use": (
        "m.csv", (f"{BY_MODE}||", "单位：亿日元||", *HEADS, *ROWS), SourceError,
        "the unit of value '亿日元' is not known",
    ),
    "months that do not follow on one another": (
        "m.csv",
        ("2025年进出口商品总值表（人民币值）||||", "单位：亿元||||", "指标|11月|12月|1月",
         "进出口|30|20|40", "出口|20|10|25", "进口|10|10|15"),
        SourceError, "the heads do not name one month: 1月, 11月, 12月",
    ),
    "months that are not the same of exports and imports": (
        "m.csv",
        (f"{BY_MODE}||", "单位：亿元||", "贸易方式|出口|进口", "|8月|7月", *ROWS),
        SourceError, "the heads do not name one month: 7月, 8月",
    ),
    "a customs district": (
        "天津.csv", ("2025年8月天津关区进出口商品贸易方式总值表||", "单位：万元||", *HEADS, *ROWS),
        UserError, "its title says that it is of a customs district",
    ),
    "several kinds of parts in one table": (
        "m.csv",
        ("2025年8月进出口情况表||", "单位：万美元||", "项目|出口|进口", "|8月|8月", "总计|100|50",
         "按贸易方式分||", "一般贸易|80|40", "其他|20|10"),
        SourceError,
        "It is nearest to the bulletin by trade mode, but no column is headed 贸易方式",
    ),
    "total trade alone": (
        "四川.csv",
        ("2025年1-8月四川省主要贸易伙伴进出口情况表|||", "单位：亿元|||",
         "国家（地区）|进出口值|同比增长|占比", "总值|6,000|5.2|100", "东盟|1,200|3.1|20"),
        SourceError, "there is no column of values for export and import",
    ),
    "a part that no list has": (
        "m.csv",
        (f"{BY_MODE}||", "单位：亿元||", *HEADS, "总值|100|50", "一般贸易|80|40", "某种贸易|20|10"),
        SourceError, "the modes sum to 8,000,000,000, but 总值 is 10,000,000,000",
    ),
    "no month anywhere but in the name": (
        "广东省2025年7月.csv",
        ("进出口商品贸易方式总值表（全省）||", "单位：亿元||", "贸易方式|出口|进口", *ROWS),
        PeriodError, "nothing says which months it is of",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED.values(), ids=list(REFUSED))
def test_a_layout_is_refused_with_what_is_lacking(
    reader: Reader, case: tuple[str, tuple[str, ...], type[YuebaoError], str]
) -> None:
    name, rows, kind, found = case
    refusal = reader.refuse(table(*rows), kind, name=name)
    assert found in refusal.found
    assert refusal.remedy


@pytest.mark.parametrize("months", ["2025-07", "2025-01..2025-07", "2025-05..2025-07"])
def test_months_may_be_told(reader: Reader, months: str) -> None:
    name, rows, _, _ = REFUSED["no month anywhere but in the name"]
    reading = reader.read(table(*rows), name, months=months)
    assert list(map(str, reading.periods)) == [months]
    assert str(reading.scope) == "province=44"


SIDE_BY_SIDE = {
    "months and their sum": (
        ("指标|1月|2月|3月|1至3月", "进出口|30|20|40|90", "出口|20|10|25|55", "进口|10|10|15|35"),
        [("2025-01", 20), ("2025-01", 55), ("2025-02", 10), ("2025-03", 25)],
    ),
    "dates of a spreadsheet": (
        ("指标|2025-01-01 00:00:00|2025/2/28|2025年3月", "出口|20|10|25", "进口|10|10|15"),
        [("2025-01", 20), ("2025-02", 10), ("2025-03", 25)],
    ),
    "months and sums to date": (
        ("指标|1-2月份|3月份|1-3月份", "出口|30|25|55", "进口|20|15|35"),
        [("2025-01", 30), ("2025-01", 55), ("2025-03", 25)],
    ),
    "growth of each": (
        ("指标|2月|同比|3月|同比", "出口|10|3|25|4", "进口|10|5|15|6"),
        [("2025-02", 10), ("2025-03", 25)],
    ),
    "last year beside it": (
        ("指标|3月|上年同月|1至3月累计|去年同期累计", "出口|25|1|55|2", "进口|15|3|35|4"),
        [("2025-01", 55), ("2025-03", 25)],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", SIDE_BY_SIDE.values(), ids=list(SIDE_BY_SIDE))
def test_months_side_by_side(
    reader: Reader, case: tuple[tuple[str, ...], list[tuple[str, int]]]
) -> None:
    rows, exports = case
    bars = "|" * rows[0].count("|")
    content = table(f"2025年3月进出口商品总值表（人民币值）{bars}", f"单位：亿元{bars}", *rows)
    reading = reader.read(content, "m.csv")
    facts = reader.facts(reading, "flow", "first_month", "value", "growth")
    found = sorted((first, value // 10**8) for flow, first, value, _ in facts if flow == "export")
    assert found == exports
    growth = {(flow, value // 10**8): rate for flow, _, value, rate in facts if rate is not None}
    assert growth in ({}, {("export", 10): 3, ("export", 25): 4, ("import", 10): 5,
                           ("import", 15): 6})  # fmt: skip


def test_rows_are_counted_in_their_table(reader: Reader) -> None:
    rows = ("No.|Item|8月|1至8月", "1|出口|10|80", "2|进口|5|40", "3|进出口|15|120")
    content = table("2025年8月进出口商品总值表|||", "单位：亿元|||", *rows)
    reading = reader.read(content, "m.csv")
    assert reader.facts(reading, "flow", "first_month", "value")[:2] == [
        ("export", MONTH, 10**9), ("export", "2025-01", 8 * 10**9),
    ]  # fmt: skip


def test_what_the_tab_of_a_sheet_says(reader: Reader) -> None:
    rows: list[list[Cell]] = [
        ["2025年主要商品贸易方式总值表"], ["单位：亿元"], ["贸易方式", "当月", "累计"],
        ["总值", 10, 30], ["一般贸易", 8, 25], ["其他", 2, 5],
    ]  # fmt: skip
    reading = reader.read(workbook({"3月出口": rows}), "m.xlsx")
    found = reader.facts(reading, "flow", "first_month", "last_month", "value")
    assert ("export", "2025-01", "2025-03", 30 * 10**8) in found
    assert ("export", "2025-03", "2025-03", 10 * 10**8) in found
    assert "Taken for 2025-03 by its sheet's name." in reading.remarks
