"""Traditional characters and their simplified ones."""

from __future__ import annotations

import pytest

from yuebao.reference import simplified, simplified_characters


@pytest.mark.parametrize(("traditional", "plain"), [
    ("太陽能電池", "太阳能电池"), ("實際貨值", "实际货值"), ("船齡與貨櫃", "船龄与货柜"),
    ("附註：解説", "附注：解说"), ("鍵盤、滾珠軸承、縫紉機", "键盘、滚珠轴承、缝纫机"),
    ("粵港澳大灣區經測算", "粤港澳大湾区经测算"),
    ("臺灣、衝擊、鹽酸、釀酒", "台湾、冲击、盐酸、酿酒"),
])  # fmt: skip
def test_words_of_trade_in_traditional_characters(traditional: str, plain: str) -> None:
    assert simplified(traditional) == plain


def test_what_is_simplified_stays_so() -> None:
    table = simplified_characters()
    assert all(len(letter) == 1 for letter in table.values())
    assert not {ord(letter) for letter in table.values()} & table.keys()
    assert simplified("太阳能电池、药品、后处理、Åland 42") == "太阳能电池、药品、后处理、Åland 42"
