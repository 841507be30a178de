"""Tables of other hands: what each number says, and what cannot be."""

from __future__ import annotations

import pytest

from yuebao.auditing import audit_blocks
from yuebao.auditing.reading.markdown import read_markdown
from yuebao.auditing.understanding.cellmarks import read_cell
from yuebao.auditing.understanding.facets import read_facets
from yuebao.auditing.understanding.headwords import read_any_unit
from yuebao.auditing.understanding.interpret import read_claims
from yuebao.auditing.understanding.moments import read_moment
from yuebao.domain import Month, Period
from yuebao.report.model import Measure

JUNE = Period.of_month(Month(2025, 6))
HALF = Period.year_to_date(Month(2025, 6))


def rows(text: str) -> list[tuple[str, str, str, str | None]]:
    """Label, number, role and months of every number."""
    (sheet,) = read_claims(read_markdown(text, "x.md")).sheets
    return [
        (e.label, e.number.text, e.role, str(e.period) if e.period else None) for e in sheet.entries
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,234.5¹", "1234.5"), ("(3,115)", "-3115"), ("（2.4）", "-2.4"), ("−10.9%", "-10.9"),
        ("▲3.2", "-3.2"), ("－1.6", "-1.6"), ("–0.7", "-0.7"), ("1 234 567", "1234567"),
        ("12.5[1]", "12.5"), ("８６．５", "86.5"), ("下降2.3%", "-2.3"), ("1,234.5*", "1234.5"),
    ],
)  # fmt: skip
def test_a_number_is_read_however_it_is_set(text: str, value: str) -> None:
    number = read_cell(text).number
    assert number is not None
    assert str(float(number.value)).removesuffix(".0") == value.removesuffix(".0")


@pytest.mark.parametrize("text", ["-", "--", "—", "…", "n.a.", "..", "(-)", "无"])
def test_what_stands_for_no_number_is_none(text: str) -> None:
    assert read_cell(text).nil


@pytest.mark.parametrize(
    ("text", "scale", "base"),
    [
        ("亿美元", 10**8, "USD"), ("萬美元", 10**4, "USD"), ("US$1,000", 1000, "USD"),
        ("万吨", 10**7, "kg"), ("'000 tonnes", 10**6, "kg"), ("Rmb bn", 10**9, "CNY"),
        ("US$ per tonne", "1/1000", "USD/kg"), ("million US dollars", 10**6, "USD"),
    ],
)  # fmt: skip
def test_a_unit_is_read_in_either_language(text: str, scale: int | str, base: str) -> None:
    unit = read_any_unit(text)
    assert unit is not None
    assert (str(unit.scale), unit.base) == (str(scale), base)


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("6月当月", JUNE), ("6月累计", HALF), ("1至6月累计", HALF), ("上半年", HALF), ("6月", JUNE),
        ("January to June", HALF), ("H1 2025", HALF), ("Jun-25", JUNE), ("本月止累計", HALF),
        ("上年同期", Period.of_month(Month(2024, 6))), ("3Q25", Period.parse("2025-07..2025-09")),
        ("114年6月", JUNE), ("民國114年上半年", HALF),
    ],
)  # fmt: skip
def test_a_head_names_its_months(text: str, months: Period) -> None:
    assert read_moment(text)[0].months_of(JUNE) == months


def test_a_head_says_role_side_and_unit() -> None:
    growth = read_facets("出口同比（%）")
    assert (growth.role, growth.side) == ("growth", "exports")
    assert read_facets("占进口比重").role == "share"
    assert read_facets("Unit value (US$/t)").role == "price"
    assert read_facets("其中：锂电池", stub=True).row == "of_which"
    assert read_facets("出口信用保险", stub=True).side == ""
    assert read_facets("机电产品出口额", stub=True).side == "exports"
    assert read_facets("所有目的地", stub=True).row == "total"
    assert read_facets("各类机床", stub=True).row == ""
    assert read_facets("Vehicles", stub=True).unit is None


HEADS = """# 2025年6月进出口

表1 2025年6月进出口（亿美元）

| 项目 | 6月当月 | | 6月累计 | |
|---|---|---|---|---|
| | 金额 | 同比（%） | 金额 | 同比（%） |
| 进出口 | 53.3 | -1.6 | 284.1 | -14.3 |
| 出口 | 30.1 | 2.0 | 160.4 | -10.0 |
| 进口 | 23.2 | -5.9 | 123.7 | -19.3 |
"""


def test_a_month_beside_its_year_to_date_is_read_as_such() -> None:
    assert rows(HEADS)[:4] == [
        ("进出口", "53.3", "level", "2025-06"),
        ("进出口", "-1.6", "growth", "2025-06"),
        ("进出口", "284.1", "level", "2025-01..2025-06"),
        ("进出口", "-14.3", "growth", "2025-01..2025-06"),
    ]
    assert audit_blocks(read_markdown(HEADS, "x.md")).findings == ()


def test_a_december_caption_of_the_year_stands_over_both_windows() -> None:
    text = (
        HEADS.replace("表1 2025年6月进出口", "表1：2025年1-12月进出口")
        .replace("6月当月", "12月当月")
        .replace("6月累计", "1至12月累计")
    )
    claims = read_claims(read_markdown(text, "x.md"))
    (table,) = claims.tables
    assert [line.number(Measure.VALUE) is not None for line in table.lines] == [True] * 6
    spans = [str(span.period) for span in claims.spans]
    assert spans == ["2025-12", "2025-01..2025-12"]
    assert audit_blocks(read_markdown(text, "x.md")).findings == ()


def test_a_column_whose_rows_all_deny_it_is_not_understood() -> None:
    text = """表1 2025年6月出口（亿美元）

| 产品 | 出口额 | 上年同期 | 同比（%） |
|---|---|---|---|
| 甲产品 | 100.0 | 90.0 | 55.0 |
| 乙产品 | 200.0 | 180.0 | 66.0 |
| 丙产品 | 300.0 | 280.0 | 77.0 |
"""
    claims = read_claims(read_markdown(text, "x.md"))
    assert {entry.role for entry in claims.sheets[0].entries} == {"level"}
    assert len(claims.sheets[0].unread) == 3
    assert audit_blocks(read_markdown(text, "x.md")).findings == ()


def test_goods_that_overlap_are_not_added_to_the_total() -> None:
    text = """表2 2025年6月出口主要商品（亿美元）

| 商品 | 金额 |
|---|---|
| 机电产品 | 180.0 |
| 其中：手机 | 40.0 |
| 高新技术产品 | 90.0 |
| 全国合计 | 300.0 |
"""
    assert audit_blocks(read_markdown(text, "x.md")).findings == ()


PLACED = """表3 2025年6月出口市场（亿美元）

| 排名 | 国家 | 出口额 |
|---|---|---|
| 1 | 甲国 | 90.0 |
| 2 | 乙国 | 70.0 |
| 3 | 丙国 | 50.0 |
| 4 | 丁国 | 30.0 |
| 5 | 戊国 | 20.0 |
"""


def test_a_place_goes_by_the_size_of_its_row() -> None:
    assert audit_blocks(read_markdown(PLACED, "x.md")).findings == ()
    wrong = PLACED.replace("| 50.0 |", "| 25.0 |")
    (finding,) = audit_blocks(read_markdown(wrong, "x.md")).findings
    assert (finding.rule, finding.printed, finding.expected) == (
        "place-against-values", "25.0", "≥ 30.0",
    )  # fmt: skip
    mere_numbers = wrong.replace("排名", "序号")
    assert audit_blocks(read_markdown(mere_numbers, "x.md")).findings == ()


def test_a_document_of_another_house_may_speak_of_any_month() -> None:
    text = (
        "2025年6月，中国茶具出口10.0亿美元，同比增长10.0%；进口5.0亿美元，同比增长1.0%。\n\n"
        "2025年5月，中国茶具出口9.0亿美元，同比增长2.0%。\n"
    )
    assert "period-of-report" not in {
        finding.rule for finding in audit_blocks(read_markdown(text, "x.md")).findings
    }


def test_a_sum_of_hundreds_of_rows_is_no_proof_for_a_reader() -> None:
    rows = "\n".join(f"| 商品{at} | {at}.0 |" for at in range(1, 201))
    head = "表1 2025年6月出口商品（亿美元）\n\n| 商品 | 出口额 |\n|---|---|\n"
    text = f"{head}{rows}\n| 其他 | 10.0 |\n| 合计 | 99999.0 |\n"
    assert audit_blocks(read_markdown(text, "x.md")).findings == ()
