"""Records and firsts in sentences against what other issues of a series tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from yuebao.auditing import audit

if TYPE_CHECKING:
    from pathlib import Path

_MAY = "2025年5月，出口31.2亿元，创历史新高。5月进口同比下降2.0%，为今年以来首次下降。"
_MAY_EN = "In May 2025, exports were $31.2 billion, the highest since February."


@pytest.mark.parametrize(
    ("issue", "other", "found"),
    [
        (_MAY, "2025年4月，出口30.1亿元。4月进口同比增长1.1%。", []),
        (_MAY, "2025年4月，出口32.1亿元。4月进口同比增长1.1%。", ["历史新高"]),
        (_MAY, "2025年4月，出口30.1亿元。4月进口同比下降1.1%。", ["首次"]),
        (_MAY, "2024年4月，出口30.1亿元。4月进口同比下降1.1%。", []),
        (_MAY, "4月，出口32.1亿元。", []),  # of which year, nothing tells
        (_MAY_EN, "In March 2025, exports were $30.2 billion.", []),
        (_MAY_EN, "In March 2025, exports were $32.2 billion.", ["highest since"]),
        (_MAY_EN, "In February 2025, exports were $32.2 billion.", []),
    ],
)
def test_a_record_is_held_against_other_issues(
    tmp_path: Path, issue: str, other: str, found: list[str]
) -> None:
    (tmp_path / "a.txt").write_text(issue, encoding="utf-8")
    (tmp_path / "b.txt").write_text(other, encoding="utf-8")
    said = audit(tmp_path / "a.txt", against=[tmp_path / "b.txt"]).findings
    assert [one.printed for one in said if one.severity.value != "style"] == found
