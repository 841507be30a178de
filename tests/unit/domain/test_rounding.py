"""Rounding by a named policy, exactly, and never to a negative zero."""

from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yuebao.domain import Rounding, round_exactly, to_decimal

UP, EVEN = Rounding.HALF_UP, Rounding.HALF_EVEN


@pytest.mark.parametrize(
    ("number", "up", "even"),
    [
        ("0.25", "0.3", "0.2"),
        ("0.35", "0.4", "0.4"),
        ("-0.25", "-0.3", "-0.2"),
        ("-0.35", "-0.4", "-0.4"),
        ("0.05", "0.1", "0.0"),
        ("-0.05", "-0.1", "0.0"),
        ("0.2499999999999999999", "0.2", "0.2"),
        ("0.2500000000000000001", "0.3", "0.3"),
        ("-0.04", "0.0", "0.0"),
        ("9.95", "10.0", "10.0"),
        ("12", "12.0", "12.0"),
    ],
)
def test_halves_go_where_the_policy_says(number: str, up: str, even: str) -> None:
    assert str(round_exactly(Fraction(number), 1)) == up
    assert str(round_exactly(Fraction(number), 1, UP)) == up
    assert str(round_exactly(Fraction(number), 1, EVEN)) == even


def test_no_places_give_a_whole_number() -> None:
    assert str(round_exactly(Fraction(5, 2), 0)) == "3"
    assert str(round_exactly(Fraction(5, 2), 0, EVEN)) == "2"
    assert str(round_exactly(7, 0)) == "7"


def test_a_third_is_no_half_though_a_float_might_be() -> None:
    assert str(round_exactly(Fraction(1, 3), 3)) == "0.333"
    assert str(round_exactly(Fraction(2, 3), 3)) == "0.667"


@given(st.fractions(), st.integers(0, 6), st.sampled_from(Rounding))
def test_zero_has_no_sign(number: Fraction, places: int, policy: Rounding) -> None:
    rounded = round_exactly(number / 10**6, places, policy)
    assert rounded != 0 or not rounded.is_signed()


@given(st.decimals(-(10**12), 10**12, places=5), st.integers(0, 4))
def test_it_agrees_with_the_decimal_library(number: Decimal, places: int) -> None:
    step = Decimal(1).scaleb(-places)
    for policy, theirs in ((UP, ROUND_HALF_UP), (EVEN, ROUND_HALF_EVEN)):
        expected = number.quantize(step, rounding=theirs)
        assert round_exactly(Fraction(number), places, policy) == expected


@given(st.fractions(max_denominator=10**6))
def test_rounding_is_off_by_half_a_unit_at_most(number: Fraction) -> None:
    assert abs(Fraction(round_exactly(number, 2)) - number) <= Fraction(1, 200)


def test_a_number_that_ends_becomes_a_decimal_exactly() -> None:
    long = "123456789012345678901234.56789"
    assert str(to_decimal(Fraction(long))) == long
    assert to_decimal(Fraction(1, 8)) == Decimal("0.125")


def test_a_number_that_does_not_end_keeps_so_many_digits() -> None:
    assert str(to_decimal(Fraction(2, 3), 5)) == "0.66667"
    assert str(to_decimal(Fraction(-1, 3))) == "-0." + "3" * 20


def test_zero_is_plain_zero() -> None:
    assert str(to_decimal(Fraction(0))) == "0"
