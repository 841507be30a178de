"""Provinces: the 31, and the names files know them by."""

from __future__ import annotations

import pytest

from yuebao.reference import find_office

OFFICE = find_office()


def test_there_are_31_in_order() -> None:
    codes = [province.code for province in OFFICE.regions]
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
    assert OFFICE.regions.code_of(name) == code


@pytest.mark.parametrize("name", ["中关村国家自主创新示范区", "吉林市", "总值", "吉", ""])
def test_cities_zones_and_totals_are_no_province(name: str) -> None:
    assert OFFICE.regions.code_of(name) is None


def test_no_name_means_two_provinces() -> None:
    names = [name for p in OFFICE.regions for name in {p.full, p.name("zh"), *p.aliases}]
    assert len(names) == len(set(names))
    assert len({p.name("en") for p in OFFICE.regions}) == 31


def test_labels_are_short_and_english_names_ascii() -> None:
    for province in OFFICE.regions:
        assert province.full.startswith(province.name("zh"))
        assert len(province.name("zh")) == (3 if province.name("zh") == "黑龙江" else 2)
        assert province.name("en").isascii()
        assert province.name("en")


def test_printed_names() -> None:
    assert OFFICE.regions.name("15", "zh") == "内蒙"
    assert (OFFICE.regions.name("14", "en"), OFFICE.regions.name("61", "en")) == (
        "Shanxi",
        "Shaanxi",
    )
    assert OFFICE.regions.name("99", "zh") == "99"
    assert OFFICE.regions.find("99") is None
