"""Trade modes."""

from __future__ import annotations

import re

from yuebao.reference import find_mode, mode_name, modes


def test_there_are_20_each_named_once() -> None:
    assert len(modes()) == 20
    assert [mode.code for mode in modes()] == sorted({mode.code for mode in modes()})
    assert len({mode.chinese for mode in modes()}) == len({mode.english for mode in modes()}) == 20


def test_names_are_clean_and_english_ones_in_sentence_case() -> None:
    for mode in modes():
        assert not re.search(r"\s", mode.chinese)
        assert mode.english.isascii()
        assert mode.english == mode.english.strip().capitalize(), mode


def test_printed_names() -> None:
    assert mode_name("10") == "一般贸易"
    assert mode_name("10", "en") == "Ordinary trade"
    assert mode_name("34", "en") == "Logistics goods of special customs supervision areas"
    assert mode_name("98") == "98"
    assert find_mode("98") is None
