"""Trade modes."""

from __future__ import annotations

import re

from yuebao.reference import find_office

OFFICE = find_office()


def test_there_are_20_each_named_once() -> None:
    assert len(OFFICE.modes) == 20
    assert [mode.code for mode in OFFICE.modes] == sorted({mode.code for mode in OFFICE.modes})
    assert (
        len({mode.name("zh") for mode in OFFICE.modes})
        == len({mode.name("en") for mode in OFFICE.modes})
        == 20
    )


def test_names_are_clean_and_english_ones_in_sentence_case() -> None:
    for mode in OFFICE.modes:
        assert not re.search(r"\s", mode.name("zh"))
        assert mode.name("en").isascii()
        assert mode.name("en") == mode.name("en").strip().capitalize(), mode


def test_printed_names() -> None:
    assert OFFICE.modes.name("10", "zh") == "一般贸易"
    assert OFFICE.modes.name("10", "en") == "Ordinary trade"
    assert OFFICE.modes.name("34", "en") == "Logistics goods of special customs supervision areas"
    assert OFFICE.modes.name("98", "zh") == "98"
    assert OFFICE.modes.find("98") is None
