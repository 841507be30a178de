"""A title page in one line, as a browser's tab, a feed and a citation have it."""

from __future__ import annotations

import pytest

from yuebao.report.model import Cover


@pytest.mark.parametrize(
    ("title", "period", "told"),
    [
        ("贸易月报", "（2025年2月）", "贸易月报（2025年2月）"),
        ("Trade", "January 2025", "Trade January 2025"),
        ("Trade", "(January 2025)", "Trade (January 2025)"),
    ],
)
def test_no_space_goes_before_a_full_width_bracket(title: str, period: str, told: str) -> None:
    assert Cover(title, period, "", "").headline == told
