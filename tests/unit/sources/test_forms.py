"""Files in forms that people and provincial customs give them: read rightly, or refused clearly."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from tests.unit.sources.test_tables import table
from tests.unit.sources.workbooks import Cell, workbook

from yuebao.domain import DirectionError, PeriodError, SourceError, UserError
from yuebao.reference import find_office

if TYPE_CHECKING:
    from tests.unit.sources.reader import Reader

REGIONS = tuple(find_office().regions)


@pytest.mark.parametrize(
    ("written", "month"),
    [
        ("2024/03", "2024-03"), ("2024/3", "2024-03"), ("2024.03", "2024-03"),
        ("2024/3/1", "2024-03"), ("2024-03-01", "2024-03"), ("2024/03/01 0:00", "2024-03"),
        ("2024年3月份", "2024-03"), ("Mar-2024", "2024-03"), ("Mar-24", "2024-03"),
        ("March 2024", "2024-03"), ("SEPT 2024", "2024-09"), ("Dec. 2024", "2024-12"),
    ],
)  # fmt: skip
def test_months_as_spreadsheets_write_them(reader: Reader, written: str, month: str) -> None:
    content = f"数据年月,商品编码,美元\n{written},85076000,1\n"
    assert reader.column(content, "first_month") == [month]


@pytest.mark.parametrize("written", ["2024.1", "2024/13", "2024/3/15", "Mär-2024", "Marx-2024"])
def test_what_may_be_two_months_is_none(reader: Reader, written: str) -> None:
    content = f"数据年月,商品编码,美元\n{written},85076000,1\n"
    assert f"{written!r} is not a month" in reader.refuse(content, SourceError).found


@pytest.mark.parametrize("written", [
    "2024-03-01 00:00:00", "2024/3/31", "2024年3月份", "Mar-24", "March 2024", "3月份", "202403",
])  # fmt: skip
def test_rows_that_are_months(reader: Reader, written: str) -> None:
    content = table("2024年全国进出口月度总值|||", "单位：亿美元|||", "月份|进出口|出口|进口|差额",
                    f"{written}|30|20|10|10")  # fmt: skip
    facts = reader.facts(reader.read(content, "月度.csv"), "flow", "first_month", "value")
    assert ("export", "2024-03", 20 * 10**8) in facts


@pytest.mark.parametrize(("head", "to_date"), [
    ("1-3月份", "3月份"), ("1-本月累计", "本月"), ("年初至今", "当月"), ("1月至3月份累计", "3月"),
])  # fmt: skip
def test_months_in_heads_as_people_write_them(reader: Reader, head: str, to_date: str) -> None:
    content = table(
        "2024年3月份进出口商品贸易方式总值表", "单位：亿元", "贸易方式|出口||进口||累计增长（%）|",
        f"|{to_date}|{head}|{to_date}|{head}|出口|进口", "总值|10|30|5|15|(2.1)|1.2倍",
        "一般贸易|10|30|5|15|增长1.5倍|3",
    )  # fmt: skip
    facts = reader.facts(reader.read(content, "m.csv"), "flow", "first_month", "value", "growth")
    assert ("export", "2024-01", 30 * 10**8, Decimal("-2.1")) in facts
    assert ("import", "2024-01", 15 * 10**8, Decimal(120)) in facts
    assert ("export", "2024-01", 30 * 10**8, Decimal(150)) in facts


def modes(*rows: str) -> str:
    return table(
        "2024年3月全国进出口贸易方式情况",
        "单位：亿元人民币",
        "贸易方式|进出口额|出口额|进口额",
        *rows,
    )


ORDINARY, OTHER = "一般贸易|190|120|70", "其他|5|3|2"
PROCESSING, BONDED = "加工贸易|60|35|25", "保税物流|25|12|13"
WHOLE = "总值|280|170|110"


@pytest.mark.parametrize(
    ("rows", "codes"),
    [
        # groups alone
        ((PROCESSING, BONDED), ["10", "processing", "bonded", "39"]),
        # members below one
        ((PROCESSING, "其中：来料加工|10|5|5", "    进料加工|50|30|20", BONDED),
         ["10", "14", "15", "bonded", "39"]),
        # a member alone of several
        ((PROCESSING, "其中：进料加工|50|30|20", BONDED), ["10", "processing", "bonded", "39"]),
        # members without the group
        (("来料加工贸易|10|5|5", "进料加工贸易|50|30|20", BONDED),
         ["10", "14", "15", "bonded", "39"]),
    ],
)  # fmt: skip
def test_groups_of_modes_count_once(
    reader: Reader, rows: tuple[str, ...], codes: list[str]
) -> None:
    reading = reader.read(modes(WHOLE, ORDINARY, *rows, OTHER), "方式.csv")
    facts = reader.facts(reading, "mode", "flow", "value")
    held = {mode: value for mode, flow, value in facts if flow == "export"}
    assert held.pop(None) == 170 * 10**8
    assert sorted(held) == sorted(codes)
    assert sum(held.values()) == 170 * 10**8


def provinces(head: str, title: str, *foot: str) -> str:
    count = len(REGIONS)
    return table(
        title, "单位：千美元", f"{head}|出口|进口|进出口",
        f"全国|{count * 10}|{count * 5}|{count * 15}",
        *(f"{region.full}|10|5|15" for region in REGIONS), *foot,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("head", "title"),
    [("省市", "2024年3月进出口总值"), ("省份", "2024年3月进出口总值"),
     ("地区", "2024年3月分省市进出口总值表"), ("地区", "2024年3月各省市进出口情况")],
)  # fmt: skip
def test_provinces_by_other_heads(reader: Reader, head: str, title: str) -> None:
    reading = reader.read(provinces(head, title), "分省.csv")
    assert reading.dialect == "bulletin-provinces"
    total = [v for p, f, v in reader.facts(reading, "province", "flow", "value")
             if p is None and f == "total"]  # fmt: skip
    assert total == [len(REGIONS) * 15_000]


def test_a_total_that_stands_at_the_foot_once_more_counts_once(reader: Reader) -> None:
    count = len(REGIONS)
    foot = f"合计|{count * 10}|{count * 5}|{count * 15}"
    reading = reader.read(provinces("省市", "2024年3月进出口总值", foot), "分省.csv")
    assert reading.rows == 3 * (count + 1)
    wrong = provinces("省市", "2024年3月进出口总值", foot.replace("|", "|1", 1))
    assert "合计 stands there twice" in reader.refuse(wrong, SourceError, name="分省.csv").found


def test_a_table_by_city_is_called_what_it_is(reader: Reader) -> None:
    content = table("2024年3月江苏省分市进出口总值表", "单位：亿元", "城市|进出口|出口|进口",
                    "全省|100|60|40", "南京市|100|60|40")  # fmt: skip
    refusal = reader.refuse(content, SourceError, name="分市.csv")
    assert refusal.found == "it is a table by city, which is not read"


def test_items_whose_months_the_title_says(reader: Reader) -> None:
    content = table(
        "2024年1-3月广东省出口主要商品量值表", "单位：亿元人民币",
        "序号|商品名称|计量单位|数量|金额|数量同比|金额同比",
        "1|机电产品|—|—|8,000.5|—|5.6", "2|集成电路|万个|1,234,567|200.1|3.1|-2.2",
    )  # fmt: skip
    reading = reader.read(content, "商品.csv")
    assert [str(period) for period in reading.periods] == ["2024-01..2024-03"]
    assert reader.facts(reading, "commodity", "value", "quantity", "growth") == [
        ("主要商品/机电产品", 800_050_000_000, None, Decimal("5.6")),
        ("主要商品/集成电路", 20_010_000_000, 12_345_670_000, Decimal("-2.2")),
    ]


def test_months_of_an_english_title_with_both_flows(reader: Reader) -> None:
    content = table(
        "China Total Exports & Imports, B: Monthly, 2024", "Unit: USD 100 Million",
        "Year & Month|Total|Export|Import|Balance", "2024-01|350|200|150|50",
        "2024-02|300|170|130|40",
    )  # fmt: skip
    reading = reader.read(content, "monthly.csv")
    facts = reader.facts(reading, "first_month", "flow", "value")
    assert ("2024-02", "export", 17_000_000_000) in facts
    assert len(facts) == 6
    assert not any("Taken for" in remark for remark in reading.remarks)


HEADS = "数据年月,商品编码,贸易伙伴编码,贸易伙伴名称,美元"
ROWS = ('202403,85076000,502,美国,"1,234"', "202403,85076000,304,德国,66")


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.parametrize(
    "foot",
    [
        ["合计,,,,\"1,300\""], ["202403,总计,,,1300"],
        [",,,,", "合计,,,,1300", "数据来源：海关,,,,"],
        ["数据来源：海关总署"], ["", "注：数据为初步数,,,,"], ["总计,,,,"], ["合计,,,,1300.0"],
    ],
)  # fmt: skip
def test_totals_and_notes_below_a_query_are_no_facts(
    reader: Reader, foot: list[str], encoding: str
) -> None:
    content = "\n".join([HEADS, *ROWS, *foot]).encode(encoding)
    reading = reader.read(content)
    assert reader.facts(reading, "partner", "value") == [("502", 1234), ("304", 66)]
    assert any("was left out, as no fact" in remark for remark in reading.remarks)


def test_a_total_that_the_rows_miss_is_refused(reader: Reader) -> None:
    refusal = reader.refuse("\n".join([HEADS, *ROWS, "合计,,,,1400"]), SourceError)
    assert refusal.found == "a row of totals says 1,400, but the rows sum to 1,300"
    assert str(refusal).startswith("出口.csv, line 4, column 美元: ")


@pytest.mark.parametrize("foot", ["202404,,,,7", "其他,,,,7", "202404", "见附件,,,,"])
def test_other_rows_without_codes_are_refused(reader: Reader, foot: str) -> None:
    refusal = reader.refuse("\n".join([HEADS, *ROWS, foot]), SourceError)
    assert str(refusal).startswith("出口.csv, line 4")


@pytest.mark.parametrize("head", ["进出口类型", "Trade Flow", "进／出口"])
def test_a_column_of_flows_is_refused_for_good(reader: Reader, head: str) -> None:
    content = f"数据年月,{head},商品编码,美元\n202403,出口,85076000,1\n202403,进口,85076000,2\n"
    refusal = reader.refuse(content, SourceError)
    assert "whether it is exports or imports" in refusal.found
    assert "--without" not in refusal.remedy


MONTHS = ("全国进出口月度总值（2025年更新）||", "单位：亿美元||", "月份|出口|进口")


@pytest.mark.parametrize(("rows", "exports"), [
    (("2024年||", "11月|10|5", "12月|11|6", "2025年||", "1月|12|7", "2月|13|8"),
     [("2024-11", 10), ("2024-12", 11), ("2025-01", 12), ("2025-02", 13)]),
    (("2024年|21|11", "11月|10|5", "12月|11|6", "2025|25|15", "1月|12|7", "2月|13|8"),
     [("2024-11", 10), ("2024-12", 11), ("2025-01", 12), ("2025-02", 13)]),
    (("1月|12|7", "2月|13|8", "3月|-|-", "合计|25|15"), [("2025-01", 12), ("2025-02", 13)]),
    (("2月|13|8", "1月|12|7"), [("2025-01", 12), ("2025-02", 13)]),
    (("2024.09|1|1", "2024.1|2|1"), [("2024-09", 1), ("2024-10", 2)]),  # a number drops a zero
    (("2024.1|1|1", "2024.2|2|1"), [("2024-01", 1), ("2024-02", 2)]),
    (("2024M01|1|1", "2024M02|2|1"), [("2024-01", 1), ("2024-02", 2)]),
])  # fmt: skip
def test_months_of_several_years(
    reader: Reader, rows: tuple[str, ...], exports: list[tuple[str, int]]
) -> None:
    reading = reader.read(table(*MONTHS, *rows), "月度.csv")
    facts = reader.facts(reading, "flow", "first_month", "value")
    assert sorted((m, v // 10**8) for flow, m, v in facts if flow == "export") == exports


@pytest.mark.parametrize("year", ["2025|", "|", "2025年|"])
def test_years_in_a_column_of_their_own(reader: Reader, year: str) -> None:
    content = table("全国进出口月度总值|||", "单位：亿美元|||", "年份|月份|出口|进口",
                    "2024|11月|10|5",
                    f"{year.replace('2025', '2024')}12月|11|6", "2025|1月|12|7",
                    f"{year}2月|13|8")  # fmt: skip
    facts = reader.facts(reader.read(content, "月度.csv"), "flow", "first_month", "value")
    assert sorted((m, v // 10**8) for flow, m, v in facts if flow == "export") == [
        ("2024-11", 10), ("2024-12", 11), ("2025-01", 12), ("2025-02", 13),
    ]  # fmt: skip


def test_years_in_a_column_of_parts_are_refused(reader: Reader) -> None:
    content = table("2025年8月国别总值表|||", "单位：亿美元|||", "年份|国别|出口|进口",
                    "2024|总值|10|5", "2024|日本|10|5")  # fmt: skip
    refusal = reader.refuse(content, SourceError, name="国别.csv")
    assert "'年份'" in refusal.found


@pytest.mark.parametrize(("rows", "found"), [
    (("11月|10|5", "12月|11|6", "1月|12|7"), "with 1月 the months begin anew"),
    (("1月|10|5", "2月|11|6", "2月|12|7"), "with 2月 the months begin anew"),
    (("2024.1|10|5", "2024.10|11|6"), "a month is a year with .1"),
    (("2024.1|10|5",), "a month is a year with .1"),
    (("45658|10|5", "45689|11|6"), "no row below the heads is known: 45658, 45689"),
])  # fmt: skip
def test_months_of_which_nothing_says_the_year(
    reader: Reader, rows: tuple[str, ...], found: str
) -> None:
    refusal = reader.refuse(table(*MONTHS, *rows), SourceError, name="月度.csv")
    assert refusal.found.startswith(found)


def test_a_unit_above_heads_that_have_another(reader: Reader) -> None:
    content = table("2024年8月进出口商品贸易方式总值表||", "单位：万元||",
                    "贸易方式|出口（亿元）|进口（亿元）", "总值|10|5", "一般贸易|10|5")  # fmt: skip
    refusal = reader.refuse(content, SourceError, name="m.csv")
    assert refusal.found == "the unit above the heads is 万元, but the heads say 亿元"


def test_codes_may_stand_before_names(reader: Reader) -> None:
    content = table("2024年前8个月进出口商品国别（地区）总值表|||", "单位：亿元|||",
                    "编码|国别|出口|进口", "|总值|10|5", "116|日本|10|5")  # fmt: skip
    reading = reader.read(content, "m.csv")
    assert list(map(str, reading.periods)) == ["2024-01..2024-08"]


def test_the_tab_says_the_flow_of_a_query(reader: Reader) -> None:
    rows: list[list[Cell]] = [["数据年月", "商品编码", "美元"], [202403, 85076000, 1]]
    assert reader.column(workbook({"出口": rows}), "flow", name="8507.xlsx") == ["export"]


def test_a_note_of_a_page_limits_its_table(reader: Reader) -> None:
    row = "<tr><td>{}</td><td>{}</td><td>{}</td></tr>"
    rows = [("贸易方式", "出口", "进口"), ("总值", 10, 5), ("一般贸易", 10, 5)]
    content = (
        "<html><h1>2024年8月进出口商品贸易方式总值表</h1><p>单位：亿元</p><table>"
        f"{''.join(row.format(*one) for one in rows)}</table><p>{{}}</p></html>"
    )
    assert reader.read(content.format("打印本页"), "m.html").rows == 4
    refusal = reader.refuse(content.format("注：本表仅含民营企业"), UserError, name="m.html")
    assert "a note in it, '注：本表仅含民营企业'" in refusal.found


PLAIN = ["2024年8月全国贸易方式进出口情况||", "单位：亿元||", "贸易方式|出口|进口", "总值|10|5",
         "一般贸易|10|5"]  # fmt: skip


@pytest.mark.parametrize(("title", "line", "note", "name"), [
    ("2024年8月全国贸易方式进出口情况（1-8月累计）", "", "", "m.csv"),
    ("2024年8月全国贸易方式进出口累计情况", "", "", "m.csv"),
    ("2024年8月全国贸易方式进出口情况", "（1月至8月）", "", "m.csv"),
    ("2024年8月全国贸易方式进出口情况", "", "注：表中数据为1-8月累计数", "m.csv"),
    ("2024年8月全国贸易方式进出口情况", "", "", "方式累计.csv"),
])  # fmt: skip
def test_numbers_that_may_be_of_the_year_to_date(
    reader: Reader, title: str, line: str, note: str, name: str
) -> None:
    rows = [
        f"{title}||",
        *([f"{line}||"] if line else []),
        *PLAIN[1:],
        *([f"{note}||"] * bool(note)),
    ]
    refusal = reader.refuse(table(*rows), PeriodError, name=name)
    assert "speaks of the year to date, and the heads say neither" in str(refusal)
    reading = reader.read(table(*rows), name, months="2024-01..2024-08")
    assert list(map(str, reading.periods)) == ["2024-01..2024-08"]


def test_units_in_a_column_of_their_own(reader: Reader) -> None:
    head = ("2024年8月全国海关进出口总值|||", "指标|单位|本月|1-本月累计|同比（百分点）")
    rows = ("进出口|亿元|30|90|1", "出口|亿元|20|60|2", "进口|万元|100000|300000|3",
            "  其中：一般贸易|亿元|5|15|4", "增速|%|5|5|")  # fmt: skip
    reading = reader.read(table(*head, *rows), "m.csv")
    facts = reader.facts(reading, "flow", "first_month", "value")
    assert ("export", "2024-08", 20 * 10**8) in facts
    assert ("import", "2024-01", 30 * 10**8) in facts
    assert reading.rows == 6
    strange = table(*head, rows[0].replace("亿元", "万吨"), *rows[1:])
    found = reader.refuse(strange, SourceError, name="m.csv").found
    assert found == "the unit of value '万吨' is not known"
    dollars = table(head[0].replace("总值", "总值表（美元值）"), *head[1:], *rows)
    assert "its title says USD" in reader.refuse(dollars, SourceError, name="m.csv").found


def test_marks_and_units_as_people_print_them(reader: Reader) -> None:
    content = table(
        "2024年8月全国国别（地区）进出口总值表|||", "国别（地区）|出口（FOB）|进口（CIF）|出口同比",
        "总值*|10|5|–2.5", "日本①|4|2|增1.5%", "德国[2]|3|2|降3", "美国|3|1|(4%)", "单位：亿元|||",
    )  # fmt: skip
    facts = reader.facts(reader.read(content, "m.csv"), "flow", "partner", "value", "growth")
    assert [f for f in facts if f[0] == "export"] == [
        ("export", None, 10**9, Decimal("-2.5")), ("export", "116", 4 * 10**8, Decimal("1.5")),
        ("export", "304", 3 * 10**8, Decimal(-3)), ("export", "502", 3 * 10**8, Decimal(-4)),
    ]  # fmt: skip


def test_growth_of_the_year_to_date_says_nothing_of_values(reader: Reader) -> None:
    rows = table(*PLAIN, "注：累计同比按可比口径计算||", "2.1-8月同比数据见附表||")
    assert list(map(str, reader.read(rows, "m.csv").periods)) == ["2024-08"]


def test_heads_of_other_years_than_the_title(reader: Reader) -> None:
    rows = table(PLAIN[0], PLAIN[1], "贸易方式|2023年8月出口|2023年8月进口", *PLAIN[3:])
    refusal = reader.refuse(rows, SourceError, name="m.csv")
    assert "it is of 2024-08, but all its columns are of other years" in refusal.found


def test_file_and_sheet_of_different_flows(reader: Reader) -> None:
    rows: list[list[Cell]] = [["数据年月", "商品编码", "美元"], [202403, 85076000, 1]]
    refusal = reader.refuse(workbook({"进口": rows}), DirectionError, name="出口_8507.xlsx")
    assert refusal.found == "its name says export, but that of its sheet says import"


@pytest.mark.parametrize(("unit", "factor"), [
    ("100 million yuan", 10**8), ("USD billion", 10**9), ("million US dollars", 10**6),
    ("十亿美元", 10**9),
])  # fmt: skip
def test_units_as_institutes_write_them(reader: Reader, unit: str, factor: int) -> None:
    content = table("Imports and Exports by Country (Region), 8.2024||", f"Unit: {unit}||",
                    "Country (Region)|Exports|Imports", "World|10|5", "Japan|10|5")  # fmt: skip
    assert reader.column(content, "value", name="2.csv")[0] == 10 * factor
