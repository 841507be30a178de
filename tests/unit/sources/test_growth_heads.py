"""Heads of growth that say little, beside values and quantities under the merged head of a flow."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from tests.unit.sources.test_tables import table

from yuebao.domain import SourceError

if TYPE_CHECKING:
    from tests.unit.sources.reader import Reader

TITLE = ("2024年8月进出口商品贸易方式总值表||||", "单位：亿元||||")
ROWS = ("总值|100|5.5|50|-3", "一般贸易|80|6|40|-2", "其他|20|1|10|-9")
ITEMS = "2024年8月出口主要商品量值表|||||"


def of_modes(value: str, rate: str) -> str:
    return table(*TITLE, "贸易方式|出口||进口|", f"|{value}|{rate}|{value}|{rate}", *ROWS)


@pytest.mark.parametrize(("value", "rate"), [
    ("金额", "增长%"), ("金额", "增速（%）"), ("金额", "增幅"), ("总值", "±%"), ("金额", "增减％"),
    ("Value", "Growth (%)"), ("金额", "同比增长率%"),
])  # fmt: skip
def test_a_rate_beside_a_value_is_its_growth(reader: Reader, value: str, rate: str) -> None:
    reading = reader.read(of_modes(value, rate), "m.csv")
    assert reader.facts(reading, "flow", "value", "growth")[:3] == [
        ("export", 100 * 10**8, Decimal("5.5")), ("import", 50 * 10**8, Decimal(-3)),
        ("export", 80 * 10**8, Decimal(6)),
    ]  # fmt: skip


def test_a_column_that_says_nothing_is_refused_with_the_reason(reader: Reader) -> None:
    refusal = reader.refuse(of_modes("金额", "%"), SourceError, name="m.csv")
    assert "出口 金额 and 出口 % are of the same value" in refusal.found


def test_a_rise_in_a_unit_of_value_is_no_rate(reader: Reader) -> None:
    reading = reader.read(of_modes("金额", "同比增减（亿元）"), "m.csv")
    assert set(reader.facts(reading, "growth")) == {(None,)}
    assert any("同比增减" in remark for remark in reading.remarks)


@pytest.mark.parametrize(("heads", "row", "growth"), [
    ("数量|增速|金额|增速", "10|1.5|20|2.5", Decimal("2.5")),
    ("数量|金额|增速", "10|20|2.5", Decimal("2.5")),
    ("金额|数量|增速", "20|10|1.5", None),
    ("数量|增长%|金额", "10|1.5|20", None),
])  # fmt: skip
def test_growth_of_a_quantity_is_not_that_of_the_value(
    reader: Reader, heads: str, row: str, growth: Decimal | None
) -> None:
    content = table(ITEMS, "单位：万元|||||", f"商品名称|计量单位|{heads}", f"大豆|吨|{row}")
    reading = reader.read(content, "出口.csv")
    assert reader.facts(reading, "value", "quantity", "growth") == [(200_000, 10, growth)]


def test_growth_beside_each_value_is_of_its_months(reader: Reader) -> None:
    content = table(
        "2024年8月进出口商品贸易方式总值表||||||||", "单位：亿元||||||||",
        "贸易方式|出口||||进口|||", "|当月|同比%|累计|同比%|当月|同比%|累计|同比%",
        "总值|10|1|100|2|5|3|50|4", "一般贸易|8|1|80|2|4|3|40|4", "其他|2|1|20|2|1|3|10|4",
    )  # fmt: skip
    reading = reader.read(content, "m.csv")
    found = set(reader.facts(reading, "flow", "first_month", "growth"))
    assert found == {
        ("export", "2024-08", Decimal(1)), ("export", "2024-01", Decimal(2)),
        ("import", "2024-08", Decimal(3)), ("import", "2024-01", Decimal(4)),
    }  # fmt: skip


def test_growth_that_stands_before_every_value_is_of_none(reader: Reader) -> None:
    refusal = reader.refuse(
        table(
            "2025年8月企业性质总值表||||", "单位：亿元||||", "企业性质|出口|||",
            "|同比|进口|同比|出口|同比", *("总值|70|49|2|10|3", "国有企业|70|49|2|10|3"),
        ),
        SourceError, name="m.csv",
    )  # fmt: skip
    assert refusal.exit_status == 3
