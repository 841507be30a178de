"""How numbers are written: commas before decimals, thousands set apart, triangles before growth."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from yuebao.domain import SourceError

if TYPE_CHECKING:
    from tests.unit.sources.reader import Reader

HEADS = (
    "2025年8月全国国别（地区）进出口总值;;;",
    "单位：亿美元;;;",
    "国别（地区）;出口;进口;出口同比",
)


def read(reader: Reader, *rows: str) -> list[tuple[object, ...]]:
    """Values of exports in tenths of a million, and their growth."""
    found = reader.read("\n".join((*HEADS, *rows)), "m.csv")
    facts = reader.facts(found, "flow", "value", "growth")
    return [(value, growth) for flow, value, growth in facts if flow == "export"]


@pytest.mark.parametrize(("total", "japan", "germany"), [
    ("1.234,5", "1.000,5", "234,0"), ("1 234,5", "1 000,5", "234,0"),
    ("1\u00a0234,5", "1\u00a0000,5", "234,0"), ("1234,5", "1000,5", "234"),
    ("1'234.5", "1'000.5", "234"), ("1 234.5", "1\u202f000.5", "234.0"),
    ("1,234.5", "1,000.5", "234"), ("1.234,500", "1.000,500", "234,000"),
])  # fmt: skip
def test_one_way_of_writing(reader: Reader, total: str, japan: str, germany: str) -> None:
    comma = "," if "," in germany or "34,5" in total else "."
    rows = [f"总值;{total};1;2{comma}5", f"日本;{japan};1;-3{comma}5", f"德国;{germany};0;4"]
    assert read(reader, *rows) == [
        (123450000000, Decimal("2.5")), (100050000000, Decimal("-3.5")), (23400000000, Decimal(4)),
    ]  # fmt: skip


@pytest.mark.parametrize("rows", [
    ("总值;12,345;1;2,5", "日本;12,345;1;2,5"),  # growth with a comma; are values in thousands?
    ("总值;1.234;1;2,5", "日本;1.234;1;2,5"),
])  # fmt: skip
def test_a_column_in_doubt_beside_one_with_commas_is_refused(
    reader: Reader, rows: tuple[str, ...]
) -> None:
    refusal = reader.refuse("\n".join((*HEADS, *rows)), SourceError, name="m.csv")
    assert "nothing says whether those of 出口 have" in refusal.found


@pytest.mark.parametrize("rows", [
    ("总值;1.234,5;1;2.5", "日本;1,234.5;1;2.5"),  # both ways in one column
    ("总值;1,234;1;2.5", "日本;1,23;1;2.5"),  # a digit lost
])  # fmt: skip
def test_a_number_written_otherwise_than_the_others_is_refused(
    reader: Reader, rows: tuple[str, ...]
) -> None:
    refusal = reader.refuse("\n".join((*HEADS, *rows)), SourceError, name="m.csv")
    assert "is not a number" in refusal.found


@pytest.mark.parametrize(("rates", "growth"), [
    (("▲3.2", "▼1.5", "▲4"), ("3.2", "-1.5", "4")), (("△3.2%", "▽1.5%", "0"), ("3.2", "-1.5", "0")),
    (("▲3.2", "-1.5", "2"), ("3.2", "-1.5", "2")), (("△3.2", "1.5", "2"), ("-3.2", "1.5", "2")),
    (("3.2▲", "1.5▼", "-"), ("3.2", "-1.5", None)), (("+3.2", "(1.5)", "△2"), ("3.2", "-1.5", "2")),
    (("3.2%↑", "1.5%↓", "2%↑"), ("3.2", "-1.5", "2")),
])  # fmt: skip
def test_triangles_before_growth(
    reader: Reader, rates: tuple[str, ...], growth: tuple[str | None, ...]
) -> None:
    names = ("总值;9;3", "日本;5;1", "德国;4;2")
    found = read(reader, *(f"{name};{rate}" for name, rate in zip(names, rates, strict=True)))
    assert [rate for _, rate in found] == [None if g is None else Decimal(g) for g in growth]


@pytest.mark.parametrize("rates", [("▲3.2", "▲1.5"), ("△3.2", "-"), ("▲1", "0.0")])
def test_triangles_that_may_be_of_a_rise_or_a_fall_are_refused(
    reader: Reader, rates: tuple[str, str]
) -> None:
    rows = (f"总值;9;3;{rates[0]}", f"日本;9;3;{rates[1]}")
    refusal = reader.refuse("\n".join((*HEADS, *rows)), SourceError, name="m.csv")
    assert refusal.found.endswith("which may be of a rise or of a fall")


def test_triangles_in_rows_of_growth(reader: Reader) -> None:
    rows = ("2025年8月全国出口贸易方式总值", "单位：亿元", "贸易方式;8月", "总值;1,234.5", ";▲3.2",
            "一般贸易;1,234.5", ";▼1.5")  # fmt: skip
    found = reader.read("\n".join(rows), "m.csv")
    assert reader.facts(found, "growth") == [(Decimal("3.2"),), (Decimal("-1.5"),)]
