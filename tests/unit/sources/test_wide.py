"""Wide tables of query data: months or partners across, as people save them of query exports."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.unit.sources.test_tables import table
from tests.unit.sources.workbooks import Cell, workbook

from yuebao.domain import PeriodError, SourceError, UserError

if TYPE_CHECKING:
    from tests.unit.sources.reader import Reader

UNIT = "单位：美元||||"
ACROSS = "商品编码|贸易伙伴编码|2025-01|2025-02|2025-03"
ROWS = ("85076000|116|1,000|20|3", "85076000|502|4|-|6")
FACTS = [
    ("116", "2025-01", 1000), ("116", "2025-02", 20), ("116", "2025-03", 3),
    ("502", "2025-01", 4), ("502", "2025-03", 6),
]  # fmt: skip


def facts(reader: Reader, content: str | bytes, name: str = "出口.csv") -> list[tuple[object, ...]]:
    return reader.facts(reader.read(content, name), "partner", "first_month", "value")


@pytest.mark.parametrize("heads", [
    "2025-01|2025-02|2025-03", "2025年1月|2025年2月|2025年3月", "202501|202502|202503",
    "Jan-25|Feb-25|Mar-25", "2025.01|2025.02|2025.03", "2025/1/1|2025/2/1|2025/3/1",
])  # fmt: skip
def test_months_across_the_columns(reader: Reader, heads: str) -> None:
    content = table(UNIT, f"商品编码|贸易伙伴编码|{heads}", *ROWS)
    assert facts(reader, content) == FACTS
    (remark,) = [r for r in reader.read(content).remarks if "across" in r]
    assert remark == "It has 数据年月 across its columns, and was read so."


def test_months_without_their_year_are_of_the_titles(reader: Reader) -> None:
    heads = "商品编码|贸易伙伴编码|1月|2月|3月"
    assert facts(reader, table("2025年出口||||", UNIT, heads, *ROWS)) == FACTS
    assert facts(reader, table(UNIT, heads, *ROWS), "2025年出口.csv") == FACTS
    found = reader.refuse(table(UNIT, heads, *ROWS), SourceError).found
    assert "there is no column of values" in found


def test_totals_across_are_checked_and_left_out(reader: Reader) -> None:
    heads = f"{ACROSS}|2025年1-3月|合计|同比"
    rows = [f"{ROWS[0]}|1,023|1023|2.5%", f"{ROWS[1]}|10|10|3"]
    lines = (f"{UNIT}|||", heads, *rows, "合计||1004|20|9|1033|1033|", "来源：海关|||||||")
    reading = reader.read(table(*lines))
    assert reader.facts(reading, "partner", "first_month", "value") == FACTS
    assert "Columns left out: 同比." in reading.remarks
    assert any(r.startswith("9 totals in it left out") for r in reading.remarks)
    for right, wrong in (("1,023|", "1,024|"), ("|1004|", "|1005|"), ("1033|1033", "1033|1034")):
        changed = table(*(line.replace(right, wrong) for line in lines))
        found = reader.refuse(changed, SourceError).found
        assert "is not the sum of what it is of" in found


def test_a_year_to_date_of_months_that_are_not_there_is_no_total(reader: Reader) -> None:
    content = table(
        UNIT, "商品编码|贸易伙伴编码|2025年2月|2025年3月|2025年1-3月", "85076000|116|1|2|5"
    )
    assert "the total 5 is not the sum" in reader.refuse(content, SourceError).found


def test_quantity_and_value_under_each_month(reader: Reader) -> None:
    rows: list[list[Cell]] = [
        ["商品编码", "贸易伙伴名称", "第一计量单位", "2025年1月", None, "2025年2月", None],
        [None, None, None, "第一数量", "美元", "第一数量", "美元"],
        ["85076000", "日本", "个", 5, 70, 6, 80],
    ]
    reading = reader.read(workbook({"1": rows}), "进口.xlsx")
    assert reader.facts(reading, "partner", "first_month", "value", "quantity") == [
        ("116", "2025-01", 70, 5), ("116", "2025-02", 80, 6),
    ]  # fmt: skip


def test_a_currency_over_all_months(reader: Reader) -> None:
    rows: list[list[Cell]] = [
        [None, "金额（人民币）", None],
        ["注册地", "2025年1月", "2025年2月"],
        ["江苏", 5, 6],
    ]
    reading = reader.read(workbook({"1": rows}), "出口_85076000.xlsx")
    assert reader.facts(reading, "province", "currency", "value", "commodity") == [
        ("32", "CNY", 5, "85076000"), ("32", "CNY", 6, "85076000"),
    ]  # fmt: skip
    assert "Taken for goods 85076000 by the file's name." in reading.remarks


PIVOT = (
    "商品编码|85076000|||",
    "||||",
    "求和项:美元|列标签|||",
    "行标签|202501|202502|202503|总计",
)
PIVOT_ROWS = ("日本|1000|20|3|1023", "美国|4||6|10", "总计|1004|20|9|1033")


@pytest.mark.parametrize("words", [
    {},
    {"求和项:": "Sum of ", "列标签": "Column Labels", "行标签": "Row Labels",
     "总计": "Grand Total"},
    {"求和项:": "以下项目的总和:"}, {"商品编码|85076000": "HS Code|85076000"},
])  # fmt: skip
def test_a_pivot_of_months(reader: Reader, words: dict[str, str]) -> None:
    content = table(*PIVOT, *PIVOT_ROWS)
    for ours, theirs in words.items():
        content = content.replace(ours, theirs)
    assert facts(reader, content) == FACTS


def test_a_pivot_of_provinces_by_partner_in_a_month(reader: Reader) -> None:
    content = table("商品编码|85076000||", "数据年月|202503||", "求和项:人民币|列标签||",
                    "行标签|日本|美国|总计", "上海市|1|2|3", "广东省|4||4",
                    "总计|5|2|7")  # fmt: skip
    reading = reader.read(content)
    assert reader.facts(reading, "province", "partner", "first_month", "value") == [
        ("31", "116", "2025-03", 1), ("31", "502", "2025-03", 2), ("44", "116", "2025-03", 4),
    ]  # fmt: skip


GROUPED = ("求和项:美元|列标签|", "行标签|202501|202502", "85076000|5|7", "日本|2|3", "美国|3|4",
           "85414300|9|1", "日本|9|1", "总计|14|8")  # fmt: skip


def test_a_pivot_with_groups_in_one_column(reader: Reader) -> None:
    reading = reader.read(table(*GROUPED))
    assert reader.facts(reading, "commodity", "partner", "value") == [
        ("85076000", "116", 2), ("85076000", "116", 3), ("85076000", "502", 3),
        ("85076000", "502", 4), ("85414300", "116", 9), ("85414300", "116", 1),
    ]  # fmt: skip
    wrong = table(*(line.replace("85414300|9|1", "85414300|9|2") for line in GROUPED))
    assert "the total 2 is not the sum" in reader.refuse(wrong, SourceError).found


def test_a_pivot_with_rows_of_subtotals(reader: Reader) -> None:
    content = table("求和项:美元||数据年月|", "商品编码|贸易伙伴名称|202501|202502",
                    "85076000|日本|2|3", "|美国|3|4", "85076000 汇总||5|7", "85414300|日本|9|1",
                    "85414300 汇总||9|1", "总计||14|8")  # fmt: skip
    reading = reader.read(content)
    assert reader.facts(reading, "commodity", "partner", "value")[2:4] == [
        ("85076000", "502", 3), ("85076000", "502", 4),
    ]  # fmt: skip
    wrong = content.replace('"5","7"', '"6","7"')
    assert "the total 6 is not the sum" in reader.refuse(wrong, SourceError).found


@pytest.mark.parametrize(("change", "found"), [
    (("求和项", "计数项"), "its numbers are '计数项:美元', and no sums of values"),
    (("商品编码|85076000", "商品编码|(多项)"), "it is of some of 商品编码, and does not say which"),
    (("商品编码|85076000", "商品编码|(全部)"), "nothing in it says of which goods it is"),
    (("日本|", "火星|"), "the name '火星' is in no list"),
    (("|202503|", "|其他|"), "the head '其他' stands beside others that are months or names"),
    (("|202503|", "|202502|"), "2025-02 stands over several columns of 美元"),
])  # fmt: skip
def test_a_pivot_that_is_refused(reader: Reader, change: tuple[str, str], found: str) -> None:
    content = table(*(row.replace(*change) for row in (*PIVOT, *PIVOT_ROWS)))
    assert reader.refuse(content, SourceError).found.startswith(found)


@pytest.mark.parametrize(("unit", "found"), [
    ("||||", "nothing says whether its numbers are 人民币 or 美元"),
    ("单位：万美元||||", "its values are in units of 10,000 USD"),
])  # fmt: skip
def test_months_across_without_whole_units_of_a_currency(
    reader: Reader, unit: str, found: str
) -> None:
    assert reader.refuse(table(unit, ACROSS, *ROWS), SourceError).found.startswith(found)


def test_of_a_query_and_its_pivot_the_query_is_read(reader: Reader) -> None:
    query: list[list[Cell]] = [["数据年月", "商品编码", "美元"], ["202501", "85076000", 7]]
    pivot: list[list[Cell]] = [["求和项:美元", "列标签"], ["行标签", "202501", "总计"],
                               ["85076000", 7, 7]]  # fmt: skip
    reading = reader.read(workbook({"数据": query, "透视": pivot}), "出口.xlsx")
    assert (reading.rows, reading.remarks[0]) == (
        1, "Not read, as no customs table: 出口.xlsx, sheet 透视.",
    )  # fmt: skip


def test_a_pivot_without_months_asks_for_them(reader: Reader) -> None:
    content = table("商品编码|85076000|", "求和项:美元|列标签|", "行标签|日本|美国", "上海市|1|2")
    assert "数据年月" in reader.refuse(content, PeriodError).found


def test_trade_in_goods_of_the_files_name_is_no_trade_in_all(reader: Reader) -> None:
    content = table(
        "单位：美元|||", "国别（地区）|2025-01|2025-02|合计", "日本|1|2|3", "合计|1|2|3"
    )
    assert reader.column(content, "commodity", name="出口_85076000.csv") == ["85076000"] * 2
    bulletin = table("2025年3月进出口商品国别（地区）总值表||", "单位：亿元||",
                     "国别（地区）|出口|进口", "总值|9|8", "日本|9|8")  # fmt: skip
    refusal = reader.refuse(bulletin, UserError, name="85076000_202503.csv")
    assert "its name, '85076000_202503.csv', may be of a part of trade alone" in refusal.found
    assert reader.read(bulletin, "2503_202503.csv").rows == 4
