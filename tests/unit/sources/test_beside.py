"""Tables that stand side by side: each with names of its own, or one in two currencies."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from tests.unit.sources.test_tables import table
from tests.unit.sources.workbooks import Cell, workbook

from yuebao.domain import SourceError, UserError

if TYPE_CHECKING:
    from tests.unit.sources.reader import Reader

TITLE = "2025年5月全国进出口主要国别（地区）||||||"
RANKED = (
    "位次|国别（地区）|5月|同比||国别（地区）|5月|同比",
    "1|日本|80|2.5||德国|50|-1",
    "2|德国|30|3||日本|20|4",
    "3|美国|20|1|||||",
)


def test_exports_beside_imports_each_with_its_names(reader: Reader) -> None:
    content = table(
        TITLE, "单位：亿美元||||||", "出口|||||进口||", *RANKED, "来源：海关总署|||||||"
    )
    reading = reader.read(content, "m.csv")
    assert reader.facts(reading, "flow", "bloc", "value", "growth") == [
        ("export", "116", 80 * 10**8, Decimal("2.5")), ("export", "304", 30 * 10**8, Decimal(3)),
        ("export", "502", 20 * 10**8, Decimal(1)), ("import", "304", 50 * 10**8, Decimal(-1)),
        ("import", "116", 20 * 10**8, Decimal(4)),
    ]  # fmt: skip


def test_a_caption_goes_before_a_title_that_is_of_both(reader: Reader) -> None:
    """What stands alone in its row is of all tables; 进口 above one of them is nearer."""
    rows = ("国别（地区）|5月||国别（地区）|5月", "日本|80||德国|50")
    content = table(
        "2025年5月全国出口进口主要国别（地区）||||", "单位：亿元||||", "出口|||进口|", *rows
    )
    facts = reader.facts(reader.read(content, "m.csv"), "flow", "bloc")
    assert facts == [("export", "116"), ("import", "304")]


def test_a_caption_over_names_is_of_the_columns(reader: Reader) -> None:
    content = table(
        "2025年5月全国主要国别进出口|", "单位：亿元|", "出口|", "国别（地区）|5月", "日本|80"
    )
    assert reader.facts(reader.read(content, "m.csv"), "flow", "value") == [("export", 80 * 10**8)]


def test_each_has_the_title_and_unit_above_it(reader: Reader) -> None:
    left: list[Cell] = ["2025年6月全国企业性质总值表", None, None]
    rows: list[list[Cell]] = [
        [*left, None, "2025年6月全国企业性质总值表（美元值）", None, None],
        ["单位：亿元", None, None, None, "单位：亿美元", None, None],
        ["企业性质", "出口", "进口", None, "企业性质", "出口", "进口"],
        ["总值", 70, 50, None, "总值", 10, 7],
        ["国有企业", 70, 50, None, "国有企业", 10, 7],
    ]
    reading = reader.read(workbook({"1": rows}), "企业.xlsx")
    facts = reader.facts(reading, "enterprise", "currency", "flow", "value")
    assert (None, "CNY", "export", 70 * 10**8) in facts
    assert ("soe", "USD", "import", 7 * 10**8) in facts
    assert reading.rows == 8


def test_a_table_beside_another_of_a_part_of_trade_is_refused(reader: Reader) -> None:
    rows = ("国别（地区）|5月出口|5月进口||国别（地区）|5月出口|5月进口", "日本|8|9||日本|4|5")
    content = table(
        "2025年5月全国国别总值表||||2025年5月苏州市国别总值表||", "单位：亿元||||||", *rows
    )
    refusal = reader.refuse(content, UserError, name="m.csv")
    assert "苏州市" in refusal.found


def test_names_in_two_columns_beside_each_other_are_of_one_table(reader: Reader) -> None:
    content = table("2025年5月全国进出口国别总值表||", "单位：亿元||",
                    "国别|Country (Region)|5月出口", "日本|Japan|3")  # fmt: skip
    found = reader.refuse(content, SourceError, name="m.csv").found
    assert found == "a second column has names: two tables stand side by side"


HEADS = ("贸易方式|人民币（亿元）||||美元（亿美元）|||", "|出口||进口||出口||进口|")


@pytest.mark.parametrize("growth", ["同比", "同比±%"])
def test_one_table_in_two_currencies(reader: Reader, growth: str) -> None:
    content = table(
        "2025年4月全国进出口贸易方式总值||||||||", *HEADS, "|4月|同比" + f"|4月|{growth}" * 3,
        "总值|72|1|36|2|10|3|5|4", "一般贸易|72|1|36|2|10|3|5|4",
    )  # fmt: skip
    reading = reader.read(content, "m.csv")
    facts = reader.facts(reading, "mode", "currency", "flow", "value", "growth")
    assert len(facts) == 8
    assert (None, "CNY", "export", 72 * 10**8, Decimal(1)) in facts
    assert ("10", "USD", "import", 5 * 10**8, Decimal(4)) in facts


def test_items_in_two_currencies(reader: Reader) -> None:
    content = table(
        "2025年4月全国出口主要商品量值表||||",
        "商品名称|计量单位|4月数量|4月金额（亿元）|4月金额（亿美元）", "稀土|吨|9|14|2",
    )  # fmt: skip
    facts = reader.facts(reader.read(content, "m.csv"), "currency", "value", "quantity")
    assert facts == [("CNY", 14 * 10**8, 9), ("USD", 2 * 10**8, 9)]


def test_growth_whose_currency_nothing_says_is_left_out(reader: Reader) -> None:
    content = table(
        "2025年4月全国出口贸易方式总值|||", "贸易方式|4月（亿元）|4月（亿美元）|占比|同比",
        "总值|72|10|100|3",
        "一般贸易|72|10|100|3",
    )  # fmt: skip
    reading = reader.read(content, "m.csv")
    assert reader.column(content, "growth", name="m.csv") == [None] * 4
    assert any("同比" in remark for remark in reading.remarks)


def test_a_column_twice_in_one_currency_is_still_refused(reader: Reader) -> None:
    content = table(
        "2025年4月全国出口贸易方式总值|||", "贸易方式|4月（亿元）|4月（亿美元）|4月（万美元）",
        "总值|7|1|10000",
    )  # fmt: skip
    assert "the same value" in reader.refuse(content, SourceError, name="m.csv").found


def test_lists_of_partners_need_no_total(reader: Reader) -> None:
    rows = ("单位：亿元|", "国别（地区）|5月", "日本|80", "德国|30")
    reading = reader.read(table("2025年5月我国出口主要国别|", *rows), "m.csv")
    assert reader.facts(reading, "grain", "bloc") == [("all/bloc", "116"), ("all/bloc", "304")]
    refusal = reader.refuse(table("2025年5月出口主要国别|", *rows), UserError, name="m.csv")
    assert "it has no total that would show it" in refusal.found
