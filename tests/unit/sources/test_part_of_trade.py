"""Tables of a part of trade, which have the heads and the look of tables of all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.unit.sources.layouts import ROWS
from tests.unit.sources.test_tables import table
from tests.unit.sources.workbooks import workbook

from yuebao.domain import Scope, UserError
from yuebao.reference import find_office
from yuebao.sources import read_source

if TYPE_CHECKING:
    from tests.unit.sources.reader import Reader

MODES = "贸易方式|出口|进口"
PARTNERS = ("总值|100|50", "日本|80|40", "德国|20|10")


def titled(title: str, head: str = MODES, rows: tuple[str, ...] = ROWS) -> str:
    return table(f"{title}||", "单位：亿元||", head, *rows)


@pytest.mark.parametrize("of", [
    "对美国", "苏州市", "南京海关", "京津冀", "上海综合保税区", "机电产品", "跨境电商", "国有企业",
    "外商投资企业", "一带一路", "对东盟",
])  # fmt: skip
def test_a_table_whose_title_limits_it_is_refused(reader: Reader, of: str) -> None:
    title = f"2024年8月{of}进出口商品贸易方式总值表"
    refusal = reader.refuse(titled(title), UserError, name="m.csv")
    assert refusal.found == f"its title, '{title}', may be of a part of trade alone"
    assert "--scope all" in refusal.remedy


def test_goods_traded_with_one_partner_are_refused(reader: Reader) -> None:
    content = table(
        "2024年8月对美国出口主要商品量值表||||", "单位：万元人民币||||", "商品名称|计量单位|8月||",
        "||数量|金额|", "农产品*|-|-|100|", "水产品|万吨|2|50|",
    )  # fmt: skip
    assert "may be of a part" in reader.refuse(content, UserError, name="m.csv").found


def test_goods_of_one_mode_by_partner_are_refused(reader: Reader) -> None:
    content = titled(
        "2024年8月一般贸易进出口商品国别（地区）总值表", "国别（地区）|出口|进口", PARTNERS
    )
    assert "may be of a part" in reader.refuse(content, UserError, name="m.csv").found


def test_what_the_user_says_of_it_counts(reader: Reader) -> None:
    content = titled("2024年8月沿海省份进出口商品贸易方式总值表")
    assert "may be of a part" in reader.refuse(content, UserError, name="m.csv").found
    path = reader.write(content, "m.csv")
    assert read_source(reader.connection, path, find_office(), scope=Scope()).rows == 6


@pytest.mark.parametrize("title", [
    "（5）2024年8月进出口商品贸易方式总值表（人民币值）",
    "附件3：2024年8月我国外贸进出口情况（按贸易方式分）",
    "2024年8月份全国进出口商品贸易方式统计快报（初步数据）", "2024年8月上海市进出口贸易方式情况",
])  # fmt: skip
def test_titles_of_all_trade_are_read(reader: Reader, title: str) -> None:
    assert reader.read(titled(title), "m.csv").rows == 6


BY_PARTNER = ("Country (Region)|Exports|Imports", ("TOTAL|100|50", "Japan|80|40", "Germany|20|10"))
BY_MODE = ("Trade Mode|Exports|Imports", ("Total|100|50", "Ordinary Trade|80|40", "Other|20|10"))


def in_english(title: str, kind: tuple[str, tuple[str, ...]]) -> str:
    return table(f"{title}||", "Unit: US$1,000||", kind[0], *kind[1])


@pytest.mark.parametrize(("title", "kind"), [
    ("Imports and Exports by Foreign-invested Enterprises, August 2024", BY_MODE),
    ("Exports and Imports with the United States by Trade Mode, August 2024", BY_MODE),
    ("Processing Trade by Country (Region), August 2024", BY_PARTNER),
    ("Exports and Imports of Mechanical and Electrical Products by Country, August 2024",
     BY_PARTNER),
    ("Foreign Trade of Suzhou City by Country, August 2024", BY_PARTNER),
    ("Exports and Imports of Jiangsu and Zhejiang by Country, August 2024", BY_PARTNER),
    ("Imports and Exports of HS Chapter 85 by Country (Region), 8.2024", BY_PARTNER),
    ("Trade with the US by Trade Mode, Aug. 2024", BY_MODE),
    ("Trade with RCEP Countries by Trade Mode, Jan-Aug 2024 (in USD)", BY_MODE),
])  # fmt: skip
def test_an_english_title_that_limits_its_table_is_refused(
    reader: Reader, title: str, kind: tuple[str, tuple[str, ...]]
) -> None:
    refusal = reader.refuse(in_english(title, kind), UserError, name="m.csv")
    assert "may be of a part of trade alone" in refusal.found
    assert title[:30] in refusal.found


@pytest.mark.parametrize(("title", "kind"), [
    ("China's Total Value of Imports and Exports by Country (Region), September 2025", BY_PARTNER),
    ("(4) China’s Total Export & Import Values by Country/Region, Nov 2025 (in USD)", BY_PARTNER),
    ("(5)Imports and Exports by Customs Regime,10.2023", BY_MODE),
    ("Imports and Exports by Trade Mode, January-August 2024 (US$1,000)", BY_MODE),
    ("Table 3: Foreign Trade by Trading Partner, 1-8.2024 (in US dollars, final)", BY_PARTNER),
    ("Major Trade Partners of China: Value of Exports and Imports, Aug 2024", BY_PARTNER),
])  # fmt: skip
def test_english_titles_of_all_trade_are_read(
    reader: Reader, title: str, kind: tuple[str, tuple[str, ...]]
) -> None:
    reading = reader.read(in_english(title, kind), "m.csv")
    assert (reading.rows, str(reading.scope)) == (6, "None")


def test_an_english_title_names_the_province(reader: Reader) -> None:
    title = "Exports and Imports of Jiangsu Province by Country (Region), August 2024"
    assert str(reader.read(in_english(title, BY_PARTNER), "m.csv").scope) == "province=32"


@pytest.mark.parametrize("of", [
    "RCEP国家", "江苏省和浙江省", "第85章", "第一类", "G20国家",
])  # fmt: skip
def test_goods_by_number_and_letters_limit_a_chinese_title(reader: Reader, of: str) -> None:
    content = titled(f"2024年8月{of}进出口商品贸易方式总值表")
    assert "may be of a part" in reader.refuse(content, UserError, name="m.csv").found


@pytest.mark.parametrize("title", [
    "2024年8月对美国进出口", "2024年8月外商投资企业进出口额", "2024年8月苏州市进出口一览",
])  # fmt: skip
def test_titles_need_not_end_in_table(reader: Reader, title: str) -> None:
    assert "may be of a part" in reader.refuse(titled(title), UserError, name="m.csv").found


@pytest.mark.parametrize("part", ["（外商投资企业）", "美国", "一般贸易", "United States"])
def test_a_part_below_the_title_limits_it(reader: Reader, part: str) -> None:
    content = table(
        "2024年8月进出口商品类章总值表||", f"{part}||", "单位：亿元||", "类章|出口|进口",
        "总值|100|50", "01章|60|20", "06章|40|30",
    )  # fmt: skip
    assert repr(part) in reader.refuse(content, UserError, name="m.csv").found


def test_chapters_of_a_province_are_no_trade_of_the_country(reader: Reader) -> None:
    content = titled(
        "2024年8月江苏省进出口商品类章总值表", "类章|出口|进口",
        ("总值|100|50", "01章|60|20", "06章|40|30"),
    )  # fmt: skip
    reading = reader.read(content, "m.csv")
    assert str(reading.scope) == "province=32"
    assert set(reader.facts(reading, "grain", "province")) == {
        ("all/province", "32"), ("hs2/province", "32"),
    }  # fmt: skip


def test_last_year_beside_this_one_is_left_out(reader: Reader) -> None:
    content = table(
        "2024年8月进出口商品贸易方式总值表||||||", "单位：亿元||||||",
        "贸易方式|2024年1-8月||2023年1-8月||同比%|", "|出口|进口|出口|进口|出口|进口",
        "总值|100|50|90|40|11.1|25", "一般贸易|80|40|70|30|14.3|33.3", "其他|20|10|20|10|0|0",
    )  # fmt: skip
    reading = reader.read(content, "m.csv")
    assert [str(period) for period in reading.periods] == ["2024-01..2024-08"]
    assert reader.facts(reading, "flow", "value")[:2] == [
        ("export", 100 * 10**8), ("import", 50 * 10**8),
    ]  # fmt: skip


QUERY = "数据年月,商品编码,贸易伙伴编码,美元\r\n" + "".join(
    f"202508,85423190,{code},{100 + code}\r\n" for code in range(101, 115)
)


@pytest.mark.parametrize(("note", "above"), [
    ("统计范围：海关特殊监管区域", True), ("本表仅统计外商投资企业", True),
    ("贸易方式：一般贸易", True),
    ("（海关特殊监管区域）", True), ("注：本表仅含一般贸易数据。", False),
    ("註：本表僅含加工貿易。", False), ("注：1.本表为初步数据，仅统计外商投资企业", False),
    ("以上数据为民营企业进出口。", False), ("注：加工贸易包括来料加工，本表仅含加工贸易", False),
    ("注：本表为预测数", False), ("表中数据为季节调整后数据", True),
    ("数据不含海关特殊监管区域", False), ("备注：剔除港澳台", False), ("本表限广东省", False),
    ("注：仅包括对东盟、欧盟的进出口", False),
    ("Note: Figures cover foreign-invested enterprises only.", False),
    ("Data exclude processing trade", False), ("Coverage: exports to the United States", True),
    ("The figures refer to special customs supervision areas.", False),
])  # fmt: skip
def test_a_note_limits_its_table(reader: Reader, note: str, *, above: bool) -> None:
    lines = ["2024年8月进出口商品贸易方式总值表||", "单位：亿元||", MODES, *ROWS]
    lines.insert(1 if above else len(lines), f"{note}||")
    refusal = reader.refuse(table(*lines), UserError, name="m.csv")
    assert "a part of trade" in refusal.found, note
    assert "--scope all" in refusal.remedy


def test_notes_that_explain_limit_nothing(reader: Reader) -> None:
    notes = [
        "注：1. 加工贸易包括来料加工贸易和进料加工贸易。",
        "2. 外商投资企业包括中外合资、外商独资企业；东盟包括文莱、缅甸等10国。",
        "3. 自2020年2月起欧盟数据不含英国", "4. 东盟为10国，数据不含东帝汶",
        "“农产品”仅包括本表中已列名的有关商品", "本表数据截至2025年9月8日本市海关",
        "海关特殊监管区域物流货物自2014年起单列", "本表由广东省商务厅整理",
        "注：累计同比按可比价计算", "本表为正式数据，与此前预测不同",
        "Note: 1. ASEAN includes Brunei; 2. EU data exclude the United Kingdom.",
        "Since 2014, duty-free goods is included in Customs Statistics of China.",
        "Trade with Taiwan is included.", "资料来源：上海海关",
    ]  # fmt: skip
    content = table("2024年8月进出口商品贸易方式总值表||", "单位：亿元||", MODES, *ROWS,
                    *(f'"{note}"||'.replace('"', "") for note in notes))  # fmt: skip
    assert reader.read(content, "m.csv").rows == 6


@pytest.mark.parametrize(("name", "limits"), [
    ("2024年8月一般贸易国别表.csv", True), ("民营企业.csv", True), ("综合保税区2024.csv", True),
    ("东盟_2024-08.csv", True), ("trade with foreign-invested enterprises.csv", True),
    ("国别（地区）总值表_2024-08.csv", False), ("沿海及中东部地区.csv", False),
    ("Imports (in US$).csv", False), ("日本与德国.csv", False),  # its rows are partners
])  # fmt: skip
def test_the_name_of_a_file_tells_a_part(reader: Reader, name: str, *, limits: bool) -> None:
    content = titled("2024年8月进出口商品国别（地区）总值表", "国别（地区）|出口|进口", PARTNERS)
    if limits:
        assert name[:20] in reader.refuse(content, UserError, name=name).found
    else:
        assert reader.read(content, name).rows == 6


@pytest.mark.parametrize(("tab", "limits"), [
    ("对美国", True), ("外资企业", True), ("Sheet1", False), ("上海", True), ("国别", False),
    ("苏州市", True), ("南京海关", True), ("青岛口岸", True), ("主要出口市场", False),
    ("来自海关总署", False), ("各省市", False),
])  # fmt: skip
def test_the_tab_of_a_sheet_tells_a_part(reader: Reader, tab: str, *, limits: bool) -> None:
    rows = [line.split("|") for line in (MODES, *ROWS)]
    content = workbook({tab: [["2024年8月进出口商品贸易方式总值表"], ["单位：亿元"], *rows]})
    if limits:
        assert tab in str(reader.refuse(content, UserError, name="m.xlsx")) or tab == "上海"
    else:
        assert reader.read(content, "m.xlsx").rows == 6


@pytest.mark.parametrize(("text", "limits"), [
    ("以上数据仅含一般贸易", True), ("统计范围：海关特殊监管区域", True),
    ("加工贸易包括来料加工", False),
])  # fmt: skip
def test_a_sheet_of_notes_limits_the_table_beside_it(
    reader: Reader, text: str, *, limits: bool
) -> None:
    rows = [line.split("|") for line in (MODES, *ROWS)]
    title = [["2024年8月进出口商品贸易方式总值表"], ["单位：亿元"]]
    content = workbook({"表": [*title, *rows], "说明": [["编制说明"], [text]]})
    if limits:
        assert text in reader.refuse(content, UserError, name="m.xlsx").found
    else:
        assert reader.read(content, "m.xlsx").rows == 6


@pytest.mark.parametrize(("name", "note", "limits"), [
    ("出口_8542_一般贸易_2025.csv", "", True), ("出口_8542_2025_广东.csv", "", True),
    ("出口_8542.csv", "注：仅含加工贸易", True), ("出口_8542.csv", "注：仅含机电产品", False),
    ("对美国出口_8542.csv", "", False),  # a column tells partners apart
    ("出口_8542_202508_贸易伙伴_贸易方式_美元.csv", "", False), ("出口_农产品.csv", "", False),
])  # fmt: skip
def test_a_query_whose_columns_do_not_tell_its_part(
    reader: Reader, name: str, note: str, *, limits: bool
) -> None:
    content = QUERY + (f"{note},,,\r\n" if note else "")
    if limits:
        refusal = reader.refuse(content, UserError, name=name)
        assert "No column of it says so" in refusal.remedy
    else:
        assert reader.read(content, name).rows == 14


CITY = ["2025年7月进出口情况表||", "单位：万元||", "企业性质|出口|进口", "总值|30000|20000",
        "国有企业|10000|5000", "民营企业|20000|15000"]  # fmt: skip


def test_a_table_of_nowhere_with_too_small_a_total_is_asked_about(reader: Reader) -> None:
    refusal = reader.refuse(table(*CITY), UserError, name="7月.csv")
    assert "nothing in it says where it is of" in refusal.found
    assert "300,000,000 CNY" in refusal.found
    path = reader.write(table(*CITY), "7月.csv")
    told = read_source(reader.connection, path, find_office(), scope=Scope.parse("all"))
    assert told.rows == 6
    assert reader.read(table(f"全国{CITY[0]}", *CITY[1:]), "7月.csv").rows == 6


@pytest.mark.parametrize("change", [
    ("万元", "十亿美元"),  # as large as the country's
    ("2025年", "2005年"),  # when the country's was smaller
])  # fmt: skip
def test_a_table_of_nowhere_that_may_be_the_countrys_is_read(
    reader: Reader, change: tuple[str, str]
) -> None:
    rows = [row.replace("0000", "00").replace("5000", "50") for row in CITY]
    assert reader.read(table(*rows).replace(*change), "7月.csv").rows == 6
