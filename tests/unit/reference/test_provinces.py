"""Provinces: the 31, and the names files know them by."""

from __future__ import annotations

import pytest

from yuebao.reference import find_province, province_code, province_name, provinces


def test_there_are_31_in_order() -> None:
    codes = [province.code for province in provinces()]
    assert len(codes) == 31
    assert codes == sorted(set(codes))


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("内蒙古自治区", "15"),
        ("内蒙", "15"),
        ("内蒙古", "15"),
        ("广西壮族自治区", "45"),
        ("广西自治区", "45"),
        ("北京市", "11"),
        ("北京", "11"),
        (" 新疆维吾尔自治区\t", "65"),
        ("陕　西", "61"),
    ],
)
def test_every_name_of_a_province_leads_to_its_code(name: str, code: str) -> None:
    assert province_code(name) == code


@pytest.mark.parametrize("name", ["中关村国家自主创新示范区", "吉林市", "总值", "吉", ""])
def test_cities_zones_and_totals_are_no_province(name: str) -> None:
    assert province_code(name) is None


def test_no_name_means_two_provinces() -> None:
    names = [name for p in provinces() for name in {p.full, p.label, *p.aliases}]
    assert len(names) == len(set(names))
    assert len({p.english for p in provinces()}) == 31


def test_labels_are_short_and_english_names_ascii() -> None:
    for province in provinces():
        assert province.full.startswith(province.label)
        assert len(province.label) == (3 if province.label == "黑龙江" else 2)
        assert province.english.isascii()
        assert province.english


def test_printed_names() -> None:
    assert province_name("15") == "内蒙"
    assert (province_name("14", "en"), province_name("61", "en")) == ("Shanxi", "Shaanxi")
    assert province_name("99") == "99"
    assert find_province("99") is None
