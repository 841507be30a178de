"""The words of sides, totals and windows stand in one place, and are read as what they say."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from yuebao import auditing
from yuebao.auditing.claims import Side
from yuebao.auditing.findings.wording import amount_words, period_words, side_words, window_words
from yuebao.auditing.words import Words, chinese, en, english, zh
from yuebao.domain import MONTH, WINDOWS, YEAR_TO_DATE, Period
from yuebao.reference import find_office

ZH, EN = chinese(find_office()), english(find_office())
ROOT = Path(auditing.__file__).parent
FILES = sorted(path for path in ROOT.rglob("*.py") if path.parent.name != "words")
WORDS = re.compile("出口|进口|当月|单月|累计|总额|总值|总量")

SENTENCES = {"reconciliation/argument.py", "reconciliation/explain.py"}
"""Files that speak to a reader in whole sentences."""


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_other_place_has_words_for_sides_totals_and_windows(path: Path) -> None:
    if path.relative_to(ROOT).as_posix() in SENTENCES:
        return
    tree = ast.parse(path.read_text(encoding="utf-8"))
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    texts = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said
    ]
    assert [text for text in texts if WORDS.search(text)] == []


@pytest.mark.parametrize(("words", "names"), [(ZH, zh.SIDE_NAMES), (EN, en.SIDE_NAMES)])
def test_a_side_is_read_by_its_own_name(words: Words, names: dict[Side, str]) -> None:
    assert {side: words.side_of(name) for side, name in names.items()} == {
        side: side for side in Side
    }


@pytest.mark.parametrize("names", [zh.WINDOW_NAMES, en.WINDOW_NAMES])
def test_every_window_has_a_name(names: dict[str, str]) -> None:
    assert list(names) == [str(window) for window in WINDOWS]


def test_windows_are_read_by_their_own_names() -> None:
    assert [ZH.told_window(zh.WINDOW_NAMES[str(w)]) for w in (MONTH, YEAR_TO_DATE)] == [
        MONTH, YEAR_TO_DATE,
    ]  # fmt: skip
    assert EN.told_window(en.WINDOW_NAMES["ytd"]) == YEAR_TO_DATE


@pytest.mark.parametrize(
    ("words", "text", "direction"),
    [
        (ZH, "由增长转为下降", "down"),
        (ZH, "出口持平", "flat"),
        (EN, "rose", "up"),
        (EN, "at", None),
    ],
)
def test_the_last_direction_counts(words: Words, text: str, direction: str | None) -> None:
    assert words.direction_of(text) == direction


def test_what_is_said_of_sides_and_windows() -> None:
    assert side_words(Side.NET) == ("净出口", "net exports")
    assert amount_words(Side.TOTAL) == ("进出口额", "total trade")
    assert window_words(YEAR_TO_DATE) == ("累计", "year to date")


@pytest.mark.parametrize(
    ("period", "said"),
    [
        ("2025-07", ("7月", "Jul")),
        ("2025-01..2025-07", ("1-7月", "Jan–Jul")),
    ],
)
def test_what_is_said_of_months(period: str, said: tuple[str, str]) -> None:
    assert period_words(Period.parse(period)) == said


@pytest.mark.parametrize(
    ("words", "text", "period"),
    [
        (EN, "In 2025, exports were down, a steeper fall than in May 2025", "2025-01..2025-12"),
        (EN, "They fell. In 2025, exports were down", "2025-01..2025-12"),
        (EN, "exports of 2025, as in May 2024", "2024-05"),
        (ZH, "2025年，出口下降，降幅大于5月", "2025-01..2025-12"),
        (ZH, "2025年全年，出口下降", "2025-01..2025-12"),
        (ZH, "2025年", "2025-01..2025-12"),
        (ZH, "截至2025年5月的12个月，出口下降", "2024-06..2025-05"),
    ],
)
def test_a_whole_year_is_its_months(words: Words, text: str, period: str) -> None:
    found = words.period.search(text)
    assert found is not None
    assert str(words.read_period(found)) == period
