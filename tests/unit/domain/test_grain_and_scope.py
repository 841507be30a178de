"""Grains and scopes read back what they write, and refuse what they do not know."""

from itertools import combinations

import pytest

from yuebao.domain import Depth, Dimension, Grain, Scope, UserError


@pytest.mark.parametrize("digits", [2, 4, 6, 8, 9, 10, 12])
def test_a_depth_is_any_number_of_digits(digits: int) -> None:
    assert Depth.of_digits(digits) == f"hs{digits}"
    assert Depth.of_digits(digits).digits() == digits


@pytest.mark.parametrize("text", ["", "hs", "hs0", "hs08", "hs123", "HS8", "8", "items", "all "])
def test_what_is_no_depth_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a depth"):
        Depth(text)


def test_items_and_all_goods_have_no_digits() -> None:
    assert Depth.ITEM.digits() is None
    assert Depth.ALL.digits() is None


def test_a_grain_is_written_in_a_fixed_order() -> None:
    grain = Grain(Depth("hs8"), frozenset({Dimension.PROVINCE, Dimension.PARTNER}))
    assert str(grain) == "hs8/partner/province"
    assert str(Grain(Depth.ALL)) == "all"


def test_every_grain_reads_back() -> None:
    for depth in map(Depth, ("hs2", "hs8", "hs10", "item", "all")):
        for count in range(4):
            for dimensions in combinations(Dimension, count):
                grain = Grain(depth, frozenset(dimensions))
                assert Grain.parse(str(grain)) == grain


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("all", "all"),
        ("province=31", "province=31"),
        ("partner=502,402,410", "partner=402,410,502"),
        ("partner=402, 410,402,", "partner=402,410"),
    ],
)
def test_a_scope_is_read_and_written_in_order(text: str, written: str) -> None:
    assert str(Scope.parse(text)) == written
    assert Scope.parse(written) == Scope.parse(text)


def test_only_all_is_not_partial() -> None:
    assert not Scope.parse("all").is_partial()
    assert Scope.parse("province=31").is_partial()


@pytest.mark.parametrize(
    "text", ["", "some", "province", "province=", "partner=,", "partner=U-S", "mode=10", "ALL"]
)
def test_what_is_no_scope_is_refused(text: str) -> None:
    with pytest.raises(UserError) as caught:
        Scope.parse(text)
    assert str(caught.value) == (
        f"{text!r} is not a scope. Write all, province=31 or partner=402,410,502 (customs codes)."
    )
