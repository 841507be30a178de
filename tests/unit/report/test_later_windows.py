"""What the analysis says of a later window: not whose trade of what it is, nor the same again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.unit.report.manner import wrong_words
from tests.unit.report.tiny import BOTH, Fact, define, new_store, sections, sentences

from yuebao.auditing import audit
from yuebao.domain import Flow, Month
from yuebao.report import build_report

if TYPE_CHECKING:
    from pathlib import Path

    from yuebao.report import Document

MILLION = 10**6
KINDS = ("partners", "price", "records", "concentration")


def build(tmp_path: Path, language: str, theme: str = "standard") -> Document:
    """Three years of exports to four partners, with less in a January and more in a February."""
    facts = [
        Fact(
            Flow.EXPORT, f"{year}-{month:02}", (size + 3 * month + (year - 2022) * way) * MILLION,
            partner=partner, quantity=(size + 2 * month) * 1000, unit="千克",
        )
        for partner, size, way in (("304", 90, -14), ("502", 60, 6), ("141", 20, 2), ("305", 9, 1))
        for year in (2022, 2023, 2024, 2025)
        for month in ((1, 2) if year == 2025 else range(1, 13))
    ]  # fmt: skip
    text = sections(*KINDS).replace('"partners"', '"partners"\nshares = true\ncontribution = true')
    text = '[units]\nUSD = "亿美元"\nquantity = { unit = "千克" }\n' + text
    store = new_store(tmp_path, facts)
    document = build_report(
        define(tmp_path, text, head=BOTH), Month(2025, 2), store, language=language, theme=theme
    )
    assert audit(document, store).findings == ()
    return document


def test_a_later_window_goes_on_from_the_first(tmp_path: Path) -> None:
    said = list(sentences(build(tmp_path, "zh")))
    first, later = (
        [s for s in said if s.startswith(f"2025年{when}，")] for when in ("2月", "1—2月")
    )
    assert all("中国蓄电池出口" in s or "中国蓄电池前三大" in s for s in first)
    assert not any("蓄电池" in s for s in later)
    assert len(first) == len(later) == 5
    assert any("，其中，" in s and "2月" in s.partition("，其中，")[0][7:] for s in later)
    assert any("没有减少国家（地区）" in s for s in first)
    assert not any("没有" in s for s in later), "said of the first window"


def test_english_does_the_same(tmp_path: Path) -> None:
    said = list(sentences(build(tmp_path, "en")))
    later = [s for s in said if s.startswith("In January–February 2025, ")]
    assert len(later) == 5
    assert not any("exports of batteries" in s for s in later[1:])
    assert any("no partner of a year earlier dropped out" in s for s in said)
    assert not any("dropped out" in s for s in later)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_editor_finds_nothing_told_twice(tmp_path: Path, language: str) -> None:
    assert not list(wrong_words(build(tmp_path, language)))


def test_the_manner_of_the_series_says_all_again(tmp_path: Path) -> None:
    said = list(sentences(build(tmp_path, "zh", "reference")))
    later = [s for s in said if s.startswith("2025年1-2月，") and "指数" in s]
    assert later
    assert all("中国蓄电池" in s for s in later)


def test_what_is_wholly_compared_is_not_said_to_be(tmp_path: Path) -> None:
    said = " ".join(sentences(build(tmp_path, "zh")))
    assert "，结构因素" in said
    assert "可比部分" not in said
