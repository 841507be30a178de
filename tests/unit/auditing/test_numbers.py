"""Printed numbers, intervals, and what levels and growth say of each other."""

from __future__ import annotations

from fractions import Fraction

import pytest

from yuebao.auditing.numbers import Interval, decimal_text, is_dash, range_text, read_number
from yuebao.auditing.reading.formats import shown
from yuebao.auditing.rules.intervals import base_of, flows_culprits, flows_fit, growth_range
from yuebao.auditing.rules.prose import same_print
from yuebao.auditing.understanding.units import (
    caption_units,
    label_and_unit,
    read_english_unit,
    read_unit,
)
from yuebao.auditing.words import words_for
from yuebao.reference import find_office

OFFICE = find_office()
ZH, EN = words_for("中国"), words_for("China")


def interval(low: str, high: str) -> Interval:
    return Interval(Fraction(low), Fraction(high))


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("42.7", "42.65", "42.75"),
        ("-4.2", "-4.25", "-4.15"),
        ("−4.2", "-4.25", "-4.15"),
        ("0.04", "0.035", "0.045"),
        ("31,982.6", "31982.55", "31982.65"),
        ("12", "11.5", "12.5"),
        ("+3.0%", "2.95", "3.05"),
    ],
)
def test_a_print_is_half_a_unit_either_side(text: str, low: str, high: str) -> None:
    number = read_number(text)
    assert number is not None
    assert number.printed() == interval(low, high)


@pytest.mark.parametrize("text", ["", "-", "甲", "1,23", "1.2.3", ">100000.0", "2025年"])
def test_what_is_no_number(text: str) -> None:
    assert read_number(text) is None


def test_dashes() -> None:
    assert is_dash("-")
    assert is_dash("—")
    assert not is_dash("")
    assert not is_dash("-4")


def test_intervals_touch_at_their_ends() -> None:
    assert interval("1", "2").meets(interval("2", "3"))
    assert not interval("1", "2").meets(interval("2.01", "3"))
    assert Interval(None, Fraction(1)).meets(interval("0", "3"))


def test_a_unit_scales() -> None:
    unit = read_unit("亿美元", OFFICE)
    assert unit is not None
    number = read_number("1.4", unit)
    assert number is not None
    assert number.interval() == interval("135000000", "145000000")
    assert (unit.base, unit.is_money()) == ("USD", True)


@pytest.mark.parametrize(
    ("label", "scale", "base"),
    [("亿元", 10**8, "CNY"), ("万个", 10**4, "个"), ("百万美元", 10**6, "USD"), ("吨", 1, "吨")],
)
def test_chinese_units(label: str, scale: int, base: str) -> None:
    unit = read_unit(label, OFFICE)
    assert unit is not None
    assert (int(unit.scale), unit.base) == (scale, base)


@pytest.mark.parametrize(
    ("label", "scale", "base"),
    [("USD 100 million", 10**8, "USD"), ("10,000 items", 10**4, "items"), ("CNY", 1, "CNY")],
)
def test_english_units(label: str, scale: int, base: str) -> None:
    unit = read_english_unit(label, OFFICE)
    assert unit is not None
    assert (int(unit.scale), unit.base) == (scale, base)


def test_units_of_captions() -> None:
    units = caption_units("2025年2月概况（亿美元/万个）", ZH)
    assert [unit.label for unit in units] == ["亿美元", "万个"]
    units = caption_units("贸易额（亿元）及同比变化（%）", ZH)
    assert [unit.label for unit in units] == ["亿元"]
    units = caption_units("Trade, May 2025 (USD 100 million; 10,000 items)", EN)
    assert [unit.base for unit in units] == ["USD", "items"]


def test_a_unit_behind_a_label() -> None:
    label, unit = label_and_unit("净出口额（亿美元）", ZH)
    assert label == "净出口额"
    assert unit is not None
    assert label_and_unit("国家（地区）", ZH) == ("国家（地区）", None)


@pytest.mark.parametrize(
    ("printed", "label", "per", "base"),
    [
        ("Exports (CNY 1,000)", "Exports", 1000, "CNY"),
        ("Exports (US$ thousand)", "Exports", 1000, "USD"),
        ("Export quantity (tonnes)", "Export quantity", 1, "tonnes"),
        ("Export quantity (1,000 items)", "Export quantity", 1000, "items"),
    ],
)
def test_a_unit_behind_an_english_label(printed: str, label: str, per: int, base: str) -> None:
    found, unit = label_and_unit(printed, EN)
    assert found == label
    assert unit is not None
    assert (int(unit.scale), unit.base) == (per, base)


@pytest.mark.parametrize("name", ["Guangxi (region)", "Congo (Brazzaville)", "China (re-imports)"])
def test_a_word_behind_a_name_is_no_unit(name: str) -> None:
    assert label_and_unit(name, EN) == (name, None)


def test_a_base_from_level_and_growth() -> None:
    base = base_of(read_number("42.7"), read_number("11.0"))
    assert base.low is not None
    assert base.high is not None
    assert base.low < Fraction("38.47") < base.high
    assert growth_range(interval("42.7", "42.7"), base).meets(interval("10.95", "11.05"))


def test_nothing_is_known_of_a_base_under_a_total_loss_or_a_dash() -> None:
    assert base_of(read_number("0.0"), read_number("-100.0")).high is None
    assert base_of(read_number("1.0"), None) == Interval(Fraction(0), None)


def four(exports: str, imports: str, total: str, net: str) -> dict[str, Interval]:
    names = ("exports", "imports", "total", "net")
    numbers = (read_number(text) for text in (exports, imports, total, net))
    return {n: x.printed() for n, x in zip(names, numbers, strict=True) if x is not None}


def test_rounding_is_no_error() -> None:
    assert flows_fit(**four("41.4", "1.4", "42.7", "40.0")) is not None


@pytest.mark.parametrize(
    ("cells", "culprit"),
    [
        (("41.4", "1.4", "43.7", "40.0"), "total"),
        (("51.4", "1.4", "42.7", "40.0"), "exports"),
        (("41.4", "3.4", "42.7", "40.0"), "imports"),
        (("41.4", "1.4", "42.7", "-40.0"), "net"),
    ],
)
def test_the_one_amount_that_is_wrong_is_told(
    cells: tuple[str, str, str, str], culprit: str
) -> None:
    assert flows_fit(**four(*cells)) is None
    assert list(flows_culprits(four(*cells))) == [culprit]


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        (("4.27", "USD billion"), ("42.7", "USD 100 million"), True),
        (("4.28", "USD billion"), ("42.7", "USD 100 million"), False),
        (("43", "USD 100 million"), ("42.7", "USD 100 million"), True),
        (("42", "USD 100 million"), ("42.7", "USD 100 million"), False),
    ],
)
def test_one_number_in_two_prints(one: tuple[str, str], two: tuple[str, str], same: bool) -> None:
    numbers = []
    for text, label in (one, two):
        unit = read_english_unit(label, OFFICE)
        assert unit is not None
        number = read_number(text, unit)
        assert number is not None
        numbers.append(number)
    assert same_print(*numbers) is same


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        ("42.73499151", "0.0", "42.7"),
        ("-4.165691439", "0.0", "-4.2"),
        ("31982.565", "#,##0.0", "31,982.6"),
        ("0.123", "0.0%", "12.3%"),
        ("-3.25", "0.0;(0.0)", "-3.3"),
        ("0.0187", "[<0.05]0.00;0.0", "0.02"),
        ("5", '"-"', "-"),
        ("0.30000000000000004", "General", "0.3"),
        ("1234", "General", "1234"),
        ("122075633257.0", "General", "122075633257"),
    ],
)
def test_what_a_number_format_shows(value: str, code: str, text: str) -> None:
    assert shown(value, code) == text


def test_ranges_read_well() -> None:
    assert range_text(interval("-3.09", "-2.43")) == "-3.09 ~ -2.43"
    assert range_text(interval("2", "2")) == "2"
    assert range_text(Interval(Fraction(1), None)) == "≥ 1"


@pytest.mark.parametrize(
    ("value", "places", "said"),
    [
        ("1/3", 2, "0.33"), ("-1/3", 2, "-0.33"), ("2.50", 2, "2.5"), ("100", 2, "100"),
        ("-0.001", 2, "0"), ("2.675", 2, "2.68"), ("1234.5", 0, "1234"), ("0.05", 1, "0"),
        ("1" + "0" * 400, 2, "1" + "0" * 400),
    ],
)  # fmt: skip
def test_a_number_of_any_size_is_said_exactly(value: str, places: int, said: str) -> None:
    assert decimal_text(Fraction(value), places) == said


@pytest.mark.parametrize("code", ['0.0;"−"0.0', "0.0;-0.0", "0.0_);(0.0)", '0.0;"–"0.0'])
def test_a_negative_number_is_shown_so_by_any_minus_or_brackets(code: str) -> None:
    assert shown("-2.747973", code) == "-2.7"
    assert shown("2.747973", code) == "2.7"
