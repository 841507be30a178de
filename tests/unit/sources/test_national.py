"""The national bulletins: items by quantity and value, and trade by chapter."""

import csv
from collections.abc import Callable

import pytest
from tests.unit.sources.reader import Reader
from tests.unit.sources.workbooks import workbook

from yuebao.domain import DirectionError, Flow, PeriodError, SourceError

ITEMS = """\
（13）2025年3月出口主要商品量值表（人民币值）,,,,,,,,,
,,,,,,,,金额单位：万元人民币,
商品名称,计量单位,3月,,1至3月累计,,当月比去年同期±% ,,累计比去年同期±%,
,,数量,金额 ,数量,金额 ,数量,金额 ,数量,金额
某类产品*,-,-,"1,300",-,"3,900",-,3.2,-,4.4
    甲产品,万台,5,"1,000",14,"3,000",42.4,19.6,45.1,11.4
    甲产品,吨,7,"1,000",21,"3,000",1.0,19.6,2.0,11.4
        甲产品之一,千克,"2,500",400,"7,500",900,-,-,-,-
    乙产品,-,-,-,-,10,-,-,-,-3.5
注：本表为示例。,,,,,,,,,
"""

CHAPTERS = """\
（4）2025年3月进出口商品类章总值表（人民币值）,,,,,,
,,,,,单位：万元人民币,
 类章,出口,,进口,,累计比去年同期±％,
,3月,1至3月,3月,1至3月,出口,进口
总值,30.5,90.25,12,40,6.9,4.7
第一类 某类,20.5,60.25,10,30,1.0,2.0
01章 某章,20.5,60.25,10,30,1.0,2.0
第二类 别类,10,30,2,10,-,-
02章 别章,10,30,2,10,-,-
"""


def test_items_are_filed_under_what_they_are_part_of(reader: Reader) -> None:
    reading = reader.read(ITEMS, name="表.csv")
    assert reading.dialect == "bulletin-commodities"
    assert reader.facts(reading, "commodity", "last_month", "value")[::2] == [
        ("主要商品/某类产品", "2025-03", 13_000_000),
        ("主要商品/某类产品/甲产品", "2025-03", 10_000_000),
        ("主要商品/某类产品/甲产品/甲产品之一", "2025-03", 4_000_000),
        ("主要商品/某类产品/乙产品", "2025-03", 0),
    ]


def test_the_flow_is_that_of_the_title(reader: Reader) -> None:
    reading = reader.read(ITEMS.replace("出口", "进口"), name="表.csv", flow=Flow.IMPORT)
    assert set(reader.facts(reading, "flow")) == {("import",)}


def test_an_item_that_stands_there_in_two_units_is_one_fact(reader: Reader) -> None:
    reading = reader.read(ITEMS, name="表.csv")
    facts = reader.facts(reading, "first_month", "quantity", "unit", "quantity2", "unit2")
    assert facts[2:4] == [
        ("2025-03", 50_000, "台", 7, "吨"),
        ("2025-01", 140_000, "台", 21, "吨"),
    ]


def test_kilograms_are_no_thousand_of_anything(reader: Reader) -> None:
    reading = reader.read(ITEMS, name="表.csv")
    assert reader.facts(reading, "quantity", "unit")[4] == (2_500, "千克")


def test_growth_is_that_of_value_by_window(reader: Reader) -> None:
    growth = [g and float(g) for (g,) in reader.facts(reader.read(ITEMS, name="表.csv"), "growth")]
    assert growth == [3.2, 4.4, 19.6, 11.4, None, None, None, -3.5]


def test_in_january_there_is_one_window(reader: Reader) -> None:
    january = (
        ITEMS.replace("2025年3月", "2025年1月").replace("1至3月", "1至1月").replace("3月", "1月")
    )
    reading = reader.read(january, name="表.csv")
    assert [str(period) for period in reading.periods] == ["2025-01"]
    assert reading.rows == 4


def test_a_workbook_as_published(reader: Reader) -> None:
    rows = [[cell or None for cell in row] for row in csv.reader(ITEMS.splitlines())]
    reading = reader.read(workbook({"别的名字": rows}), name="表.xlsx")
    assert reading.rows == 8


@pytest.mark.parametrize(
    ("unit", "decimals", "precision"),
    [
        ("万元人民币", "", 10_000),
        ("万元人民币", ".5", 1_000),
        ("亿元", "", 10**8),
        ("亿元", ".25", 10**6),
    ],
)
def test_values_are_as_fine_as_the_finest_is_printed(
    reader: Reader, unit: str, decimals: str, precision: int
) -> None:
    text = ITEMS.replace("万元人民币", unit).replace(",400,", f",400{decimals},")
    assert set(reader.column(text, "precision", name="表.csv")) == {precision}


@pytest.mark.parametrize(
    ("change", "kind", "found", "line"),
    [
        (
            lambda t: t.replace("42.4,19.6", "42.4,百分之五"),
            SourceError,
            "'百分之五' is not a number",
            6,
        ),
        (lambda t: t.replace('吨,7,"1,000"', '吨,7,"1,001"'), SourceError, "stands there twice", 7),
        (lambda t: t.replace("甲产品,吨", "甲产品,万台"), SourceError, "stands there twice", 7),
        (lambda t: t.replace("1至3月累计", "1至4月累计"), SourceError, "one month and its year", 4),
        (
            lambda t: t.replace("数量,金额 ,数量", "数量,价格,数量"),
            SourceError,
            "'价格' is not one",
            4,
        ),
        (lambda t: t.replace("金额单位：万元人民币", ""), SourceError, "no unit of value", 3),
        (
            lambda t: t.replace("2025年3月", "2025年5月"),
            SourceError,
            "its title says 2025-05",
            None,
        ),
        (lambda t: t[: t.index("某类")], SourceError, "no rows below them", 3),
        (lambda t: t.replace("2025年3月", ""), PeriodError, "nothing says of which year", None),
        (lambda t: t.replace("出口", ""), DirectionError, "neither its name", None),
    ],
)
def test_refusals(
    reader: Reader,
    change: Callable[[str], str],
    kind: type[SourceError],
    found: str,
    line: int | None,
) -> None:
    refusal = reader.refuse(change(ITEMS), kind, name="表.csv")
    assert found in refusal.found
    if line is not None:
        assert f"line {line}" in refusal.where


def test_chapters_are_hs2_and_the_total_is_all_goods(reader: Reader) -> None:
    reading = reader.read(CHAPTERS, name="表.csv")
    assert reading.dialect == "bulletin-chapters"
    exports = [
        fact[1:]
        for fact in reader.facts(reading, "flow", "grain", "commodity", "first_month", "value")
        if fact[0] == "export"
    ]
    assert exports == [
        ("all", "all", "2025-03", 305_000),
        ("all", "all", "2025-01", 902_500),
        ("hs2", "01", "2025-03", 205_000),
        ("hs2", "01", "2025-01", 602_500),
        ("hs2", "02", "2025-03", 100_000),
        ("hs2", "02", "2025-01", 300_000),
    ]
    assert "2 rows of sections left out." in reading.remarks


def test_chapters_must_sum_to_the_total(reader: Reader) -> None:
    refusal = reader.refuse(
        CHAPTERS.replace("02章 别章,10", "02章 别章,11"), SourceError, name="表.csv"
    )
    assert "the chapters sum to 315,000, but 总值 is 305,000" in refusal.found
