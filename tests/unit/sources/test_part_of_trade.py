"""Tables of a part of trade, which have the heads and the look of tables of all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.unit.sources.layouts import ROWS
from tests.unit.sources.test_tables import table

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
