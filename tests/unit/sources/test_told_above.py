"""What lines above a table say against what its heads, name and numbers say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.unit.sources.test_tables import table

from yuebao.domain import DirectionError, SourceError, UserError

if TYPE_CHECKING:
    from tests.unit.sources.reader import Reader

HEADS, ROW = "数据年月|商品编码|贸易伙伴编码|美元", "202503|85076000|116|5"
ACROSS = ("商品编码|贸易伙伴编码|2025-01|2025-02", "85076000|116|5|7", "85076000|502|1|3")


@pytest.mark.parametrize("line", ["2025年锂电池进口数据", "Imports of lithium-ion batteries, 2025"])
@pytest.mark.parametrize("rows", [(HEADS, ROW), ("单位：美元|||", *ACROSS)])
def test_a_line_that_says_the_other_flow(reader: Reader, line: str, rows: tuple[str, ...]) -> None:
    content = table(f"{line}|||", *rows)
    refusal = reader.refuse(content, DirectionError)
    assert refusal.found.startswith("it is read as exports, but ")
    assert reader.read(content, "进口.csv").rows
    both = content.replace("进口", "进出口").replace("Imports", "Exports and imports")
    assert reader.read(both).rows


@pytest.mark.parametrize(("line", "said"), [
    ("单位：千美元", "千美元"), ("2025年出口（万美元）", "万美元"),
    ("Exports, in thousand US dollars", "千美元"),
    ("US$ million", "百万美元"), ("单位：元", "元"), ("出口（人民币元）", "元"),
    ("金额单位：亿元人民币", "亿元"),
])  # fmt: skip
@pytest.mark.parametrize("rows", [(HEADS, ROW), ("美元|||", *ACROSS)])
def test_a_line_that_says_another_unit(
    reader: Reader, line: str, said: str, rows: tuple[str, ...]
) -> None:
    found = reader.refuse(table(f"{line}|||", *rows), SourceError).found
    assert said in found
    assert found.endswith("its values are read as whole USD")


@pytest.mark.parametrize("line", [
    "单位：美元", "2025年出口（美元）", "数据来源：海关总署",
    "出口额1.2亿美元以上的商品", "Unit: USD",
])  # fmt: skip
def test_lines_that_say_nothing_else(reader: Reader, line: str) -> None:
    assert reader.read(table(f"{line}|||", HEADS, ROW)).rows == 1


def test_months_that_a_line_calls_cumulative(reader: Reader) -> None:
    lines = ("2025年出口累计值|||", "单位：美元|||", *ACROSS)
    refusal = reader.refuse(table(*lines), SourceError)
    assert "speaks of the year to date, and no number is less" in refusal.found
    falling = [line.replace("|5|7", "|5|4") for line in lines]
    assert reader.read(table(*falling)).rows == 4


TOP = ("单位：亿美元|", "国别（地区）|7月", "日本|50", "德国|30")


@pytest.mark.parametrize(
    "title", ["2025年7月我国出口前十大贸易伙伴", "2025年7月全国出口前10位国别"]
)
def test_the_sum_of_the_first_ten_is_no_total(reader: Reader, title: str) -> None:
    reading = reader.read(table(f"{title}|", *TOP, "合计|80"), "m.csv")
    assert reader.facts(reading, "grain") == [("all/bloc",), ("all/bloc",)]
    assert "合计 left out: it is of those listed alone." in reading.remarks
    whole = reader.read(table(f"{title}|", *TOP, "总值|90"), "m.csv")
    assert ("all",) in reader.facts(whole, "grain")


@pytest.mark.parametrize("title", [
    "2025年7月苏州市主要贸易伙伴", "苏州工业园区对外贸易主要伙伴（2025年7月）",
    "2025年7月我国锂电池出口主要国别",
    "2025年7月我国新能源汽车出口前十大市场", "2025年7月我国出口大豆来源国",
])  # fmt: skip
def test_a_title_that_ends_in_no_known_word_may_limit_too(reader: Reader, title: str) -> None:
    rows = ("单位：十亿美元||", "国别（地区）|7月出口|7月进口", "总值|900|800", "日本|900|800")
    refusal = reader.refuse(table(f"{title}||", *rows), UserError, name="m.csv")
    assert refusal.found == f"its title, {title!r}, may be of a part of trade alone"


@pytest.mark.parametrize("caption", ["上年同期", "去年同期", "同比（%）", "占比"])
def test_a_caption_that_says_that_numbers_are_others(reader: Reader, caption: str) -> None:
    content = table(
        "2025年5月全国国别进出口||||||", "单位：亿元||||||", f"本年||||{caption}||",
        "国别|出口|进口||国别|出口|进口", "日本|5|4||德国|3|2",
    )  # fmt: skip
    refusal = reader.refuse(content, SourceError, name="m.csv")
    assert refusal.found.startswith(f"{caption!r} above the heads says")


@pytest.mark.parametrize("title", [
    "2025年7月我国出口主要目的地", "2025年7月全国出口前10位国家（地区）排名",
    "我国主要贸易伙伴出口额（2025年7月）",
])  # fmt: skip
def test_such_a_title_that_limits_nothing(reader: Reader, title: str) -> None:
    reading = reader.read(table(f"{title}|", *TOP), "m.csv")
    assert reader.facts(reading, "flow", "bloc") == [("export", "116"), ("export", "304")]
