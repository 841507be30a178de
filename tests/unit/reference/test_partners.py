"""Trading partners: codes, names and what became of them."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from yuebao.domain import UserError
from yuebao.reference import find_office

OFFICE = find_office()


def test_every_code_of_both_lists_is_there_once_and_in_order() -> None:
    codes = [partner.code for partner in OFFICE.partners]
    assert len(codes) == 273
    assert codes == sorted(set(codes))
    assert all(re.fullmatch(r"\d{3}", code) for code in codes)


@pytest.mark.parametrize(
    ("code", "chinese", "english"),
    [
        ("304", "德国", "Germany"),
        ("143", "中国台湾", "Taiwan, China"),
        ("110", "中国香港", "Hong Kong, China"),
        ("121", "中国澳门", "Macao, China"),
        ("344", "俄罗斯", "Russia"),
        ("125", "尼泊尔", "Nepal"),
        ("131", "沙特阿拉伯", "Saudi Arabia"),
        ("133", "韩国", "South Korea"),
        ("102", "巴林", "Bahrain"),
        ("137", "土耳其", "Türkiye"),
        ("141", "越南", "Vietnam"),
        ("223", "科特迪瓦", "Côte d'Ivoire"),
        ("150", "格鲁吉亚", "Georgia"),
        ("450", "圣巴泰勒米", "Saint Barthélemy"),
        ("452", "福克兰群岛（马尔维纳斯）", "Falkland Islands (Malvinas)"),
        ("701", "国家（地区）不明", "Countries (regions) unknown"),
        (OFFICE.own, "中国", "China"),
    ],
)
def test_names_are_those_a_report_prints(code: str, chinese: str, english: str) -> None:
    assert OFFICE.partners.name(code, "zh") == chinese
    assert OFFICE.partners.name(code, "en") == english


def test_no_name_carries_years_white_space_or_half_width_brackets() -> None:
    for partner in OFFICE.partners:
        assert not re.search(r"[\s()，,\d]|停用|增列", partner.name("zh")), partner
        assert partner.name("en") == partner.name("en").strip()
        assert not re.search(r"[\t\r\n]|  |\bnes\b|Oth\.", partner.name("en")), partner


def test_english_names_are_latin_letters() -> None:
    for partner in OFFICE.partners:
        assert re.fullmatch(r"[A-Za-zÀ-ÿ ,.'()\-]+", partner.name("en")), partner


@pytest.mark.parametrize("language", ["zh", "en"])
def test_two_codes_in_use_never_share_a_name(language: str) -> None:
    names = Counter(partner.name(language) for partner in OFFICE.partners if not partner.retired)
    assert [name for name, count in names.items() if count > 1] == []


def test_iso_codes_are_iso_and_shared_only_by_a_code_and_its_successor() -> None:
    current = [p.iso3 for p in OFFICE.partners if p.iso3 is not None and p.successor is None]
    assert len(current) == len(set(current))
    assert all(re.fullmatch(r"[A-Z]{3}", iso) for iso in current)
    assert [p.code for p in OFFICE.partners if p.iso3 is not None and p.iso3.startswith("Z")] == [
        "244", "253", "254",
    ]  # fmt: skip
    for partner in OFFICE.partners:
        if partner.iso3 is not None and partner.successor is not None:
            successor = OFFICE.partners.find(partner.successor)
            assert successor is not None
            assert successor.iso3 == partner.iso3


@pytest.mark.parametrize(
    ("code", "now"),
    [
        ("337", "150"),
        ("338", "151"),
        ("339", "152"),
        ("448", "505"),
        ("436", "449"),
        ("616", "623"),
        ("349", "349"),
        ("304", "304"),
        ("987", "987"),
    ],
)
def test_a_code_leads_to_the_one_the_partner_has_now(code: str, now: str) -> None:
    assert OFFICE.partners.current(code) == now


def test_a_successor_is_in_use_and_has_none_itself() -> None:
    for partner in OFFICE.partners:
        if partner.successor is not None:
            successor = OFFICE.partners.find(partner.successor)
            assert successor is not None, partner
            assert (successor.retired, successor.successor) == (False, None), partner
            assert partner.retired


def test_codes_of_a_partner_are_the_same_from_either_end() -> None:
    assert OFFICE.partners.codes_of("150") == OFFICE.partners.codes_of("337") == ("150", "337")
    assert OFFICE.partners.codes_of("623") == ("623", "604", "605", "612", "615", "616")
    assert OFFICE.partners.codes_of("304") == ("304",)


def test_years_are_stated_only_where_the_lists_state_them() -> None:
    georgia, former, yugoslav = (
        OFFICE.partners.find("150"),
        OFFICE.partners.find("337"),
        OFFICE.partners.find("349"),
    )
    assert georgia is not None
    assert former is not None
    assert yugoslav is not None
    assert (georgia.first_year, georgia.last_year, georgia.retired) == (2023, None, False)
    assert (former.first_year, former.last_year, former.retired) == (None, 2022, True)
    assert (yugoslav.last_year, yugoslav.retired) == (None, True)


def test_an_unknown_code_prints_as_itself_and_is_not_found() -> None:
    assert OFFICE.partners.find("987") is None
    assert OFFICE.partners.name("987", "zh") == OFFICE.partners.name("987", "en") == "987"


def test_a_language_without_names_is_refused() -> None:
    with pytest.raises(UserError, match=r"'德国' has no name in 'fr'\. There are names in zh, en"):
        OFFICE.partners.name("304", "fr")
