"""Amounts of one unit add, subtract and compare; those of two never do."""

from collections.abc import Callable
from operator import add, lt, sub

import pytest

from yuebao.domain import Amount, Currency, DataError, UnitMismatchError, UserError

DOLLARS = Amount(500, Currency("USD"))


def test_amounts_of_one_unit_add_subtract_and_compare() -> None:
    less = Amount(200, "USD")
    assert DOLLARS + less == Amount(700, "USD")
    assert less - DOLLARS == Amount(-300, "USD")
    assert less < DOLLARS
    assert max(less, DOLLARS) == DOLLARS


@pytest.mark.parametrize("operation", [add, sub, lt])
@pytest.mark.parametrize("unit", [Currency("CNY"), "千克", "usd"])
def test_amounts_of_two_units_are_never_combined(
    operation: Callable[[Amount, Amount], object], unit: str
) -> None:
    with pytest.raises(UnitMismatchError) as caught:
        operation(DOLLARS, Amount(0, unit))
    assert str(caught.value) == f"USD and {unit} cannot be combined."
    assert isinstance(caught.value, DataError)


def test_amounts_of_two_units_differ() -> None:
    assert Amount(0, "USD") != Amount(0, "CNY")


@pytest.mark.parametrize("text", ["", "usd", "US", "USDX", "元", "US$", " USD"])
def test_a_currency_is_three_capital_letters(text: str) -> None:
    with pytest.raises(UserError, match="is not a currency"):
        Currency(text)


def test_a_currency_is_the_same_by_its_code() -> None:
    assert Currency("ZED") == "ZED"
    assert {Currency("ZED"), Currency("ZED")} == {"ZED"}
    assert str(Currency("ZED")) == "ZED"
