"""Goods by words: what they are called, and where to look when a list has other names for them."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import pytest

from yuebao.domain import Month, UserError
from yuebao.publish.codes import CodesRequest, find_codes
from yuebao.publish.new import NewRequest, draft_new

if TYPE_CHECKING:
    from pathlib import Path

MONTH = Month(2025, 2)


@pytest.mark.parametrize(("asked", "language"), [("大豆", "zh"), ("soya beans", "en")])
def test_several_codes_are_called_by_the_words_they_were_found_by(
    tmp_path: Path, asked: str, language: str
) -> None:
    request = NewRequest(tuple(asked.split()), MONTH, tmp_path / "new.toml", {})
    codes, text = draft_new(request)
    assert len(codes) > 1
    assert tomllib.loads(text)["subject"]["label"] == {language: asked}


def test_codes_without_words_need_a_name(tmp_path: Path) -> None:
    request = NewRequest(("85076000", "85072000"), MONTH, tmp_path / "new.toml", {})
    with pytest.raises(UserError, match="no name in common"):
        draft_new(request)


def test_goods_that_lists_call_otherwise_are_found_in_the_shipped_reports() -> None:
    with pytest.raises(UserError, match="electric-cars"):
        find_codes(CodesRequest("电动汽车", MONTH))
