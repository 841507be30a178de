"""Titles that say a month without its year, and the day on which the table was published."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.unit.sources.test_tables import table

from yuebao.domain import PeriodError, YuebaoError

if TYPE_CHECKING:
    from tests.unit.sources.reader import Reader

ROWS = ("总值|100|50", "一般贸易|80|40", "其他|20|10")
BY_DATE = "Taken for 2024-08 by the date of release in its title."


def titled(title: str, *heads: str) -> str:
    return table(f"{title}||", "单位：亿元||", *(heads or ("贸易方式|出口|进口",)), *ROWS)


@pytest.mark.parametrize(("title", "months"), [
    ("8月份进出口商品贸易方式总值表（2024-09-18 发布）", "2024-08"),
    ("1至8月进出口商品贸易方式总值表（发布日期：2024年9月18日）", "2024-01..2024-08"),
    ("8月份进出口商品贸易方式总值表 2024/9/18 10:00", "2024-08"),
    ("Imports and Exports by Trade Mode, August (released 2024-09-18)", "2024-08"),
])  # fmt: skip
def test_a_month_has_the_year_of_its_release(reader: Reader, title: str, months: str) -> None:
    reading = reader.read(titled(title), "m.csv")
    assert [str(period) for period in reading.periods] == [months]
    assert BY_DATE in reading.remarks


def test_the_heads_month_has_the_year_of_the_release(reader: Reader) -> None:
    content = titled("进出口商品贸易方式总值表（2024年9月18日）", "贸易方式|出口|进口", "|8月|8月")
    reading = reader.read(content, "m.csv")
    assert [str(period) for period in reading.periods] == ["2024-08"]
    assert BY_DATE in reading.remarks


@pytest.mark.parametrize("content", [
    titled("12月份进出口商品贸易方式总值表（2025-01-18 发布）"),
    titled("12月份进出口商品贸易方式总值表（2025年1月18日）"),
    titled("进出口商品贸易方式总值表（2025年1月18日）", "贸易方式|出口|进口", "|12月|12月"),
    titled("8月份进出口商品贸易方式总值表（2024-09-18 发布，2025-01-18 更新）"),
    titled("进出口商品贸易方式总值表（2024年9月18日）"),
    titled("7月和8月进出口商品贸易方式总值表（2024年9月18日）"),
])  # fmt: skip
def test_a_release_that_leaves_the_year_open_says_none(reader: Reader, content: str) -> None:
    reader.refuse(content, PeriodError, name="m.csv")
    assert reader.read(content, "m.csv", months="2024-12").rows == 6 or "7月" in content


def test_what_else_says_the_year_goes_before_the_release(reader: Reader) -> None:
    content = titled("8月份进出口商品贸易方式总值表（2024-09-18 发布）")
    reading = reader.read(content, "m.csv", months="2023-08")
    assert [str(period) for period in reading.periods] == ["2023-08"]
    dated = titled("2023年8月进出口商品贸易方式总值表（2024年9月18日发布）")
    assert [str(period) for period in reader.read(dated, "m.csv").periods] == ["2023-08"]
    refusal = reader.refuse(content, YuebaoError, name="2023.csv")
    assert "nothing says which months" in refusal.found
