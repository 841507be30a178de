"""The words of pages: the same in every language, and the language a browser asks for."""

from __future__ import annotations

import pytest

from yuebao.domain import Dimension, Grain, Scope
from yuebao.reference import RegionWords, find_office
from yuebao.report.language import LANGUAGES
from yuebao.sources import told_dialect
from yuebao.sources._dialects import load_dialects
from yuebao.web.words import all_words, page_languages, preferred, told_grain, told_scope, words_in


def test_every_language_has_all_words() -> None:
    assert set(page_languages()) == set(LANGUAGES)
    first, *others = all_words().values()
    for words in others:
        assert words.keys() == first.keys()
        for key, word in words.items():
            assert type(word) is type(first[key])
            assert word or key == "after_stop"
            if isinstance(word, list | dict):
                assert len(word) == len(first[key]), key


@pytest.mark.parametrize("language", page_languages())
def test_regions_are_called_as_the_office_calls_them(language: str) -> None:
    regions = RegionWords("ward", "wards", "ward", "by ward", "(wards)")
    named, plain = words_in(language, regions), words_in(language)
    assert "wards" in named["make"]["sections"]["province-trade"]
    assert "$" not in repr((named, plain))


@pytest.mark.parametrize(
    ("grain", "said"),
    [
        (Grain.parse("hs8/partner/province"), "HS8 × 贸易伙伴 × 注册地"),
        ("all", "全部商品"),
        ("item", "公报商品"),
        (None, ""),
    ],
)
def test_what_facts_are_broken_down_by_is_worded(grain: object, said: str) -> None:
    china = find_office().region_words.get("zh")
    assert told_grain(grain, words_in("zh", china)) == said


def test_what_part_of_trade_is_covered_is_worded() -> None:
    words = words_in("zh", find_office().region_words.get("zh"))
    assert told_scope("all", words) == "全部"
    assert told_scope(Scope.parse("partner=402,110"), words) == "贸易伙伴（110、402）"
    assert told_scope("province=31", words_in("en", find_office().region_words.get("en"))) == (
        "Province (31)"
    )


def test_every_dimension_has_a_word_in_every_language() -> None:
    for language in page_languages():
        columns = words_in(language)["columns"]
        assert [one for one in Dimension if one not in columns] == []


def test_the_office_says_what_each_of_its_dialects_is() -> None:
    office = find_office()
    dialects = load_dialects(office)
    others = set(page_languages()) - {"en"}
    assert dialects.query.called.keys() == others
    assert all(one.called.keys() == others for one in dialects.bulletins.values())
    names = "query + bulletin-modes + bulletin-of-old"
    assert told_dialect(office, names, "en").endswith(
        "the bulletin by trade mode + bulletin-of-old"
    )
    assert told_dialect(office, names, "zh").endswith("文件 + 贸易方式总值表 + bulletin-of-old")


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "zh"), ("en", "en"), ("en-GB,zh;q=0.9", "en"), ("fr, en;q=0.4, zh;q=0.7", "zh"),
        ("zh-Hant", "zh"), ("*", "zh"), ("en;q=x, zh", "zh"), (",,;;q=;", "zh"),
        ("en;q=nan", "en"),
    ],
)  # fmt: skip
def test_the_language_a_browser_asks_for(header: str, language: str) -> None:
    assert preferred(header) == language
