"""The national bulletins: items by quantity and value, and trade by chapter."""

import csv
from collections.abc import Callable
from decimal import Decimal

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


SYRINGES = "    注射器,万个,5,70,15,210,-,-,-,-\n"


@pytest.mark.parametrize(
    "note",
    [
        "注：本表为示例。,,,,,,,,,",
        "注:本表为示例。,,,,,,,,,",
        "注 ：本表为示例。,,,,,,,,,",
        "注1．本表为示例。,,,,,,,,,",
        "注,1．本表为示例。,,,,,,,,",
        "注（1）本表为示例。,,,,,,,,,",
        ",".join(["注：本表为示例。"] * 10),
    ],
)
def test_a_note_is_no_item_and_a_syringe_is_no_note(reader: Reader, note: str) -> None:
    table = ITEMS.replace("注：本表为示例。,,,,,,,,,\n", SYRINGES + note + "\n")
    reading = reader.read(table, name="表.csv")
    assert reader.facts(reading, "commodity", "value", "quantity")[8:] == [
        ("主要商品/某类产品/注射器", 700_000, 50_000),
        ("主要商品/某类产品/注射器", 2_100_000, 150_000),
    ]
    assert not any("left out" in remark for remark in reading.remarks[3:])


@pytest.mark.parametrize("name", ["来源", "备注", "说明：其他"])
def test_a_row_of_numbers_is_no_note_whatever_its_name(reader: Reader, name: str) -> None:
    reading = reader.read(ITEMS + SYRINGES.replace("    注射器", name), name="表.csv")
    assert reader.facts(reading, "commodity", "value")[-1] == (f"主要商品/{name}", 2_100_000)
    chapters = reader.read(CHAPTERS + f"{name},1,2,3,4,-,-\n", name="表.csv")
    told = next(remark for remark in chapters.remarks if "left out" in remark)
    without = next(r for r in reader.read(CHAPTERS, name="表.csv").remarks if "left out" in r)
    assert told != without


def test_a_name_alone_is_no_item_of_nothing(reader: Reader) -> None:
    """Missing is not zero: a heading has a name, and so has a note that does not begin as one."""
    table = ITEMS.replace("    乙产品", "    注射器,,,,,,,,,\n        乙产品")
    notes = "2.另一条。,,,,,,,,,\n" + ",".join(["补充：第三条。"] * 10) + "\n"
    reading = reader.read(table + notes, name="表.csv")
    names = [name for (name,) in reader.facts(reading, "commodity")]
    assert len(names) == 8
    assert names[-1] == "主要商品/某类产品/注射器/乙产品"
    assert "3 rows with a name alone left out." in reading.remarks


def test_columns_are_found_by_their_heads(reader: Reader) -> None:
    rows = list(csv.reader(ITEMS.splitlines()))
    moved = [["", *row[:1], *row[2:], row[1], ""] for row in rows]
    as_published = reader.facts(reader.read(ITEMS, name="表.csv"), "commodity", "value", "unit")
    text = "\n".join(",".join(f'"{field}"' for field in row) for row in moved)
    assert (
        reader.facts(reader.read(text, name="表.csv"), "commodity", "value", "unit") == as_published
    )


def test_quantities_may_be_missing(reader: Reader) -> None:
    rows = [[*row[:2], *row[3::2]] for row in csv.reader(ITEMS.splitlines())]
    heads = ["商品名称", "计量单位", "3月", "1至3月累计", "当月比去年同期±% ", "累计比去年同期±%"]
    rows[1:3] = [["金额单位：万元人民币"], heads]
    text = "\n".join(",".join(f'"{field}"' for field in row) for row in rows if "吨" not in row)
    reading = reader.read(text, name="表.csv")
    assert set(reader.facts(reading, "quantity", "unit")) == {(None, None)}
    assert [value for (value,) in reader.facts(reading, "value")][:2] == [13_000_000, 39_000_000]


def test_levels_below_zero_are_read_with_a_word(reader: Reader) -> None:
    reading = reader.read(ITEMS.replace(",-,-,10,", ",-,-,-10,"), name="表.csv")
    assert "1 number below zero in values, first in row 5: is that meant?" in reading.remarks
    assert not any("below zero" in r for r in reader.read(ITEMS, name="表.csv").remarks)


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
        (lambda t: t.replace("1至3月累计", "1至4月累计"), SourceError, "do not name one month", 4),
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
        (lambda t: t[: t.index(",,数量")], SourceError, "no rows below them", 3),
        (lambda t: t[: t.index(",,数量")] + ",,,,,,,,,\n", SourceError, "no rows below them", 3),
        (lambda t: t[: t.index("金额 ,数量") + 3], SourceError, "'1至3月累计' over ''", 4),
        (lambda t: t[: t.index("-,-,-,-,10")], SourceError, "fewer than the heads: half a row", 9),
        (lambda t: t.replace("    乙产品", "    "), SourceError, "there is no name of an item", 9),
        (lambda t: t.replace(",-,3.2", ",-,9999999999999999"), SourceError, "for a growth rate", 5),
        (lambda t: t.replace('"1,300"', "9" * 20), SourceError, "too large: no trade has", 5),
        (lambda t: t.replace('"2,500"', "9" * 20), SourceError, "too large: no trade has", 8),
        (lambda t: t.replace("3月", "13月"), SourceError, "do not name one month", 4),
        (lambda t: t.replace("1至3月累计", "3月"), SourceError, "the column 3月 数量 stands", 4),
        (
            lambda t: t.replace("2025年", "0001年"),
            SourceError,
            "its title says the year 0001",
            None,
        ),
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


def test_heads_of_other_years(reader: Reader) -> None:
    rows = (
        "（13）2020年12月出口主要商品量值表（人民币值）,,,,,,,,,\n"
        ",,,,,,,,单位：万元人民币,\n"
        "商品名称,计量单位,12月,,1至12月累计,,比上年同期±% ,,累计比上年同期±%,\n"
        ",,数量,金额 ,数量,金额 ,数量,金额 ,数量,金额 \n"
        '农产品*,-,-,500,-,"5,266",-,-13.1,-,-2.8\n'
        '    肉类,万吨,3,113,31,"1,135",-11.2,-12.8,-11.8,-13.3\n'
    )
    reading = reader.read(rows, "2020.csv")
    assert reader.facts(reading, "commodity", "first_month", "value", "growth") == [
        ("主要商品/农产品", "2020-12", 5_000_000, Decimal("-13.1")),
        ("主要商品/农产品", "2020-01", 52_660_000, Decimal("-2.8")),
        ("主要商品/农产品/肉类", "2020-12", 1_130_000, Decimal("-12.8")),
        ("主要商品/农产品/肉类", "2020-01", 11_350_000, Decimal("-13.3")),
    ]


def test_a_row_that_says_that_parts_follow_is_no_item(reader: Reader) -> None:
    rows = (
        "（13）2019月进口主要商品量值表（人民币值）,,,\n,,,金额单位：万元人民币\n"
        "商品名称,计量单位,12月,\n,,数量,金额\n"
        "水海产品,万吨,50,120\n   其中：,,,\n      冻鱼,万吨,27,35\n"
        "肉及杂碎,吨,69,177\n  其中：,,,\n   牛肉,吨,18,72\n   猪肉,吨,26,55\n"
    )
    reading = reader.read(rows, "进口.csv")
    assert list(map(str, reading.periods)) == ["2019-12"]
    assert reader.facts(reading, "commodity", "value") == [
        ("主要商品/水海产品", 1_200_000),
        ("主要商品/水海产品/冻鱼", 350_000),
        ("主要商品/肉及杂碎", 1_770_000),
        ("主要商品/肉及杂碎/牛肉", 720_000),
        ("主要商品/肉及杂碎/猪肉", 550_000),
    ]
