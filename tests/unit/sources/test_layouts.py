"""Bulletins as provincial customs, institutes and people lay them out: read exactly, or refused.

A refusal says what is lacking.
"""

import pytest
from tests.unit.sources.layouts import BY_MODE, LAYOUTS, MONTH, ROWS, Layout
from tests.unit.sources.reader import Reader
from tests.unit.sources.test_tables import table

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
    "several months side by side": (
        "m.csv",
        ("2025年进出口商品总值表（人民币值）||||", "单位：亿元||||", "指标|1月|2月|3月|1至3月",
         "进出口|30|20|40|90", "出口|20|10|25|55", "进口|10|10|15|35"),
        SourceError, "the heads do not name one month: 1月, 2月, 3月",
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
    "two tables side by side": (
        "m.csv",
        ("2025年8月主要出口市场和进口来源地|||", "单位：亿元|||",
         "国别（地区）|出口|国别（地区）|进口", "|8月||8月", "总值|9|总值|5",
         "美国|9|日本|5"),
        SourceError, "a second column has names: two tables stand side by side",
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


def test_rows_are_counted_in_their_table(reader: Reader) -> None:
    rows = ("No.|Item|8月|1至8月", "1|出口|10|80", "2|进口|5|40", "3|进出口|15|120")
    content = table("2025年8月进出口商品总值表|||", "单位：亿元|||", *rows)
    reading = reader.read(content, "m.csv")
    assert reader.facts(reading, "flow", "first_month", "value")[:2] == [
        ("export", MONTH, 10**9), ("export", "2025-01", 8 * 10**9),
    ]  # fmt: skip
