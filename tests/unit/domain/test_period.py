"""Months and periods: reading, writing, order and arithmetic."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yuebao.domain import Month, Period, UserError

months = st.builds(Month, st.integers(1980, 2100), st.integers(1, 12))


@pytest.mark.parametrize("text", ["2025-02", "202502", " 2025-02 ", "2025年2月", "2025年02月"])
def test_a_month_is_read_as_people_write_it(text: str) -> None:
    assert Month.parse(text) == Month(2025, 2)


@pytest.mark.parametrize("text", ["2025-13", "2025-00", "202500"])
def test_a_month_is_one_of_twelve(text: str) -> None:
    with pytest.raises(UserError, match=r"is not a month\. Write it as 2025-02\."):
        Month.parse(text)


@pytest.mark.parametrize(
    "text", ["", "2025", "2025-2", "25-02", "2025/02", "2025-02-01", "二月", "2025年", "2025年月"]
)
def test_anything_else_is_no_month(text: str) -> None:
    with pytest.raises(UserError) as caught:
        Month.parse(text)
    assert str(caught.value) == f"{text!r} is not a month. Write it as 2025-02."


@given(months)
def test_a_month_reads_back(month: Month) -> None:
    assert Month.parse(str(month)) == month


def test_months_count_over_the_turn_of_the_year() -> None:
    assert Month(2024, 12).plus(1) == Month(2025, 1)
    assert Month(2025, 1).plus(-1) == Month(2024, 12)
    assert Month(2025, 3).plus(-27) == Month(2022, 12)


@given(months, st.integers(-300, 300))
def test_going_and_coming_back_changes_nothing(month: Month, steps: int) -> None:
    assert month.plus(steps).plus(-steps) == month
    assert (month.plus(steps) > month) == (steps > 0)


def test_a_year_earlier_is_the_same_month() -> None:
    assert Month(2025, 2).year_earlier() == Month(2024, 2) == Month(2025, 2).plus(-12)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2024-01..2024-08", Period(Month(2024, 1), Month(2024, 8))),
        ("202401..202408", Period(Month(2024, 1), Month(2024, 8))),
        ("2024-08", Period(Month(2024, 8), Month(2024, 8))),
    ],
)
def test_a_period_is_read(text: str, period: Period) -> None:
    assert Period.parse(text) == period
    assert Period.parse(str(period)) == period


def test_a_period_cannot_end_before_it_begins() -> None:
    with pytest.raises(UserError) as caught:
        Period.parse("2025-02..2025-01")
    assert str(caught.value) == "2025-02..2025-01 ends before it begins."


def test_a_period_lists_its_months() -> None:
    period = Period.parse("2024-11..2025-02")
    assert list(map(str, period.months())) == ["2024-11", "2024-12", "2025-01", "2025-02"]


def test_a_period_holds_both_its_ends_and_nothing_beyond() -> None:
    period = Period.parse("2024-11..2025-02")
    held = [m for m in Period.parse("2024-09..2025-04").months() if m in period]
    assert held == list(period.months())


def test_year_to_date_begins_in_january() -> None:
    assert str(Period.year_to_date(Month(2025, 8))) == "2025-01..2025-08"
    assert Period.year_to_date(Month(2025, 1)) == Period.of_month(Month(2025, 1))


@given(months, st.integers(0, 40))
def test_a_period_is_as_long_as_its_months_are_many(first: Month, more: int) -> None:
    period = Period(first, first.plus(more))
    assert period.length() == sum(1 for _ in period.months()) == more + 1


def test_only_a_single_month_is_one_month() -> None:
    assert Period.parse("2025-02").is_one_month()
    assert not Period.parse("2025-01..2025-02").is_one_month()


def test_a_period_a_year_earlier_keeps_its_length() -> None:
    assert str(Period.parse("2024-11..2025-02").year_earlier()) == "2023-11..2024-02"
