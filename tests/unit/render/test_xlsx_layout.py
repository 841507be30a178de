"""Where things stand in a workbook, and how a number is made to show its printed text."""

from fractions import Fraction

import pytest
from tests.unit.render.sample import overview, partners

from yuebao.render.xlsx._layout import (
    HeadCell,
    TableSheet,
    column_widths,
    display_width,
    head_cells,
    line_count,
    sheet_name,
)
from yuebao.render.xlsx._numbers import number_format, shows


@pytest.mark.parametrize(
    ("value", "text", "format_"),
    [
        (Fraction(414, 10), "41.4", "0.0"),
        (Fraction(4136500347, 10**8), "41.4", "0.0"),
        (Fraction(4, 100), "0.04", "0.00"),
        (Fraction(27, 1000), "0.027", "0.000"),
        (Fraction(14), "14", "0"),
        (Fraction(1, 4), "0.3", "0.0"),
        (Fraction(35, 100), "0.4", "0.0"),
        (Fraction(1, 4), "0.2", '"0.2"'),  # half to even
        (Fraction(-4, 100), "0.0", '"0.0"'),  # a spreadsheet would show -0.0
        (Fraction(-42, 10), "-4.2", "0.0"),
        (Fraction(12345), "12,345", "#,##0"),
        (Fraction(-123456, 100), "-1,234.6", "#,##0.0"),
        (Fraction(-42, 10), "\u22124.2", '0.0;"\u2212"0.0'),
        (Fraction(12345), "1,23,45", '"1,23,45"'),
        (Fraction(5), 'a"b', '"a"\\""b"'),
    ],
)
def test_the_format_shows_the_printed_text(value: Fraction, text: str, format_: str) -> None:
    assert number_format(value, text) == format_


def test_a_sum_of_floats_is_judged_by_fifteen_digits() -> None:
    assert shows(0.1 + 0.2, "0.3")
    assert shows(2.675 * 100, "267.5")
    assert not shows(100.05 - 100, "0.1")  # cancellation leaves 0.0499999999999972


def test_a_chinese_character_is_two_columns_wide() -> None:
    assert display_width("同比变化（%）") == 13
    assert display_width("EU 27") == 5


def test_lines_are_counted_by_width() -> None:
    assert line_count("短", 20) == 1
    assert line_count("字" * 30, 32) == 2
    assert line_count("", 10) == 1


def test_heads_cover_their_columns_and_reach_down() -> None:
    assert head_cells(overview()[1].heads)[:3] == [
        HeadCell("", 0, 0, 1, 0),
        HeadCell("2月当月", 0, 1, 0, 2),
        HeadCell("绝对值", 1, 1, 1, 1),
    ]


def test_columns_are_as_wide_as_what_stands_in_them() -> None:
    widths = column_widths(partners())
    assert len(widths) == 8
    assert widths[0] == widths[4] == 30  # the label made to hurt wraps
    assert widths[3] >= display_width("同比变化（%）")


def test_a_labelled_group_takes_a_row() -> None:
    plan = TableSheet("表2", partners(), above=1)
    rows = [line for line, _ in plan.lines()]
    assert rows == list(range(3, 3 + 2 + 2 + 6))
    assert {place.row for place in plan.places()} == set(rows) - {3, 6}


@pytest.mark.parametrize(
    ("wanted", "taken", "name"),
    [
        ("表1", set(), "表1"),
        ("a[b]:*?/\\c", set(), "a_b______c"),
        ("'quoted'", set(), "quoted"),
        ("", set(), "_"),
        ("x" * 40, set(), "x" * 31),
        ("Data", {"data"}, "Data (2)"),
        ("x" * 40, {"x" * 31}, "x" * 27 + " (2)"),
        ("a\nb", set(), "a b"),
    ],
)
def test_sheet_names_are_as_excel_allows(wanted: str, taken: set[str], name: str) -> None:
    assert sheet_name(wanted, taken) == name
