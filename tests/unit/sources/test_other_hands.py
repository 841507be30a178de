"""Tables in words that other hands use: traditional characters, ranks, rises, English queries."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from tests.unit.sources.test_tables import table

from yuebao.domain import UserError

if TYPE_CHECKING:
    from tests.unit.sources.reader import Reader

TRADITIONAL = ("單位：億元||", "貿易方式|出口|進口", "總值|100|50", "一般貿易|80|40", "其他|20|10",
               "註：本表爲初步數。||")  # fmt: skip


def test_traditional_characters_are_read(reader: Reader) -> None:
    content = table("2025年9月進出口商品貿易方式總值表||", *TRADITIONAL)
    reading = reader.read(content, "m.csv")
    assert reader.facts(reading, "flow", "mode", "value")[2:4] == [
        ("export", "10", 80 * 10**8), ("import", "10", 40 * 10**8),
    ]  # fmt: skip


@pytest.mark.parametrize("of", ["對美國", "外商投資企業", "蘇州市", "機電產品"])
def test_a_traditional_title_that_limits_its_table_is_refused(reader: Reader, of: str) -> None:
    content = table(f"2025年9月{of}進出口商品貿易方式總值表||", *TRADITIONAL)
    assert "may be of a part" in reader.refuse(content, UserError, name="m.csv").found


def test_items_have_one_name_in_both_forms(reader: Reader) -> None:
    content = table("2025年9月出口主要商品量值表|||", "單位：萬元|||",
                    "商品名稱|計量單位|數量|金額", "鋼材|噸|10|20")  # fmt: skip
    reading = reader.read(content, "m.csv")
    assert reader.facts(reading, "flow", "commodity", "unit", "quantity", "value") == [
        ("export", "主要商品/钢材", "吨", 10, 200_000)
    ]


def test_ranks_shares_and_rises_are_left_out(reader: Reader) -> None:
    content = table(
        "2025年1-9月全国贸易方式进出口情况（单位：亿元，%）||||||||",
        "排名|贸易方式|出口额|增速|同比增减额（亿元）|占比|位次|进口额|增速",
        "|合计|100|5|4|100||50|-2", "1|一般贸易|80|6|3|80|1|40|-1", "2|其他|20|1|1|20|2|10|-9",
    )  # fmt: skip
    reading = reader.read(content, "m.csv")
    assert reader.facts(reading, "flow", "mode", "value", "growth")[2:4] == [
        ("export", "10", 80 * 10**8, Decimal(6)), ("import", "10", 40 * 10**8, Decimal(-1)),
    ]  # fmt: skip


def test_a_query_with_english_heads_is_read(reader: Reader) -> None:
    content = (
        "Date of data,Commodity code,Commodity,Trading partner code,Trading partner,"
        "Quantity,Unit,US dollar\n202509,85076000,Li-ion,116,Japan,3,kg,100\n"
    )
    reading = reader.read(content, "export_85076000.csv")
    assert reader.facts(reading, "grain", "partner", "value", "currency") == [
        ("hs8/partner", "116", 100, "USD")
    ]
