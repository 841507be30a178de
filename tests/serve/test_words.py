"""The words of pages: the same in every language, and the language a browser asks for."""

from __future__ import annotations

import pytest

from yuebao.reference import RegionWords
from yuebao.report.language import LANGUAGES
from yuebao.web.words import all_words, page_languages, preferred, words_in


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
    ("header", "language"),
    [
        ("", "zh"), ("en", "en"), ("en-GB,zh;q=0.9", "en"), ("fr, en;q=0.4, zh;q=0.7", "zh"),
        ("zh-Hant", "zh"), ("*", "zh"), ("en;q=x, zh", "zh"), (",,;;q=;", "zh"),
        ("en;q=nan", "en"),
    ],
)  # fmt: skip
def test_the_language_a_browser_asks_for(header: str, language: str) -> None:
    assert preferred(header) == language
