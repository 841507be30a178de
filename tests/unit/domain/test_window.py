"""Windows: from the month reported to the months covered, and to those they are compared with."""

from __future__ import annotations

import pickle

import pytest

from yuebao.domain import (
    MONTH,
    ROLLING_YEAR,
    WINDOWS,
    YEAR_TO_DATE,
    Month,
    UserError,
    find_window,
    spans_of,
)


@pytest.mark.parametrize(
    ("window", "month", "period", "base"),
    [
        ("month", "2025-02", "2025-02", "2024-02"),
        ("ytd", "2025-11", "2025-01..2025-11", "2024-01..2024-11"),
        ("ytd", "2025-01", "2025-01", "2024-01"),
        ("rolling12", "2025-12", "2025-01..2025-12", "2024-01..2024-12"),
        ("rolling12", "2026-06", "2025-07..2026-06", "2024-07..2025-06"),
        ("quarter", "2025-03", "2025-01..2025-03", "2024-01..2024-03"),
        ("quarter", "2025-12", "2025-10..2025-12", "2024-10..2024-12"),
        ("half", "2025-06", "2025-01..2025-06", "2024-01..2024-06"),
        ("half", "2025-12", "2025-07..2025-12", "2024-07..2024-12"),
        ("jan-feb", "2025-02", "2025-01..2025-02", "2024-01..2024-02"),
    ],
)
def test_a_window_has_months_and_a_base(window: str, month: str, period: str, base: str) -> None:
    span = find_window(window).span(Month.parse(month))
    assert span is not None
    assert (str(span.period), str(span.base)) == (period, base)


@pytest.mark.parametrize(
    ("window", "month"),
    [("quarter", "2025-02"), ("half", "2025-03"), ("jan-feb", "2025-01"), ("jan-feb", "2025-12")],
)
def test_a_window_that_does_not_end_with_the_month_has_none(window: str, month: str) -> None:
    assert find_window(window).span(Month.parse(month)) is None


def test_in_january_month_and_year_to_date_are_one() -> None:
    spans = spans_of((MONTH, YEAR_TO_DATE, ROLLING_YEAR), Month(2025, 1))
    assert [str(span.window) for span in spans] == ["month", "rolling12"]
    (only,) = spans_of((YEAR_TO_DATE,), Month(2025, 1))
    assert only.window == MONTH


def test_in_december_a_year_is_printed_as_both_windows_that_were_asked_for() -> None:
    spans = spans_of((YEAR_TO_DATE, ROLLING_YEAR), Month(2025, 12))
    assert [span.period for span in spans] == [spans[0].period] * 2
    assert [str(span.window) for span in spans] == ["ytd", "rolling12"]


def test_windows_are_found_by_name_and_survive_pickling() -> None:
    assert [find_window(str(window)) for window in WINDOWS] == list(WINDOWS)
    assert pickle.loads(pickle.dumps(WINDOWS)) == WINDOWS
    with pytest.raises(UserError, match="there is no window 'week'"):
        find_window("week")
