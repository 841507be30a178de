"""Price, mix and quantity, against plain sums; that they are growth of value exactly."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.effort import effort

from yuebao.domain import Amount, Flow, Period
from yuebao.indicators import CellTable, Level, Traded, decompose, round_root

NOW, THEN = Period.parse("2025-02"), Period.parse("2024-02")
EXAMPLES = effort(30)

_traded = st.tuples(st.integers(0, 10**12), st.integers(0, 10**9)).map(lambda two: Traded(*two))
_cells = st.dictionaries(
    st.tuples(st.sampled_from(["85076000", "85072000"]), st.sampled_from(["110", "304", "502"])),
    _traded,
)


def table_of(now: dict[tuple[str, str], Traded], then: dict[tuple[str, str], Traded]) -> CellTable:
    held = {NOW: now, THEN: then}

    def level(period: Period, number: int, unit: str) -> Level:
        return Level(Amount(number, unit), Flow.EXPORT, period)

    return CellTable(
        "千克",
        held,
        {p: level(p, sum(t.value for t in cells.values()), "USD") for p, cells in held.items()},
        {p: level(p, sum(t.quantity for t in cells.values()), "千克") for p, cells in held.items()},
    )


@settings(max_examples=EXAMPLES, deadline=None)
@given(now=_cells, then=_cells)
def test_price_mix_and_quantity_are_growth_of_value(
    now: dict[tuple[str, str], Traded], then: dict[tuple[str, str], Traded]
) -> None:
    found = decompose(table_of(now, then), NOW, THEN)
    if found.price is None:
        assert found.why is not None
        assert found.mix is None
        return
    assert found.mix is not None
    assert found.quantity.rate is not None
    assert found.value.rate is not None
    assert found.price * found.mix * (1 + found.quantity.rate) == 1 + found.value.rate


@settings(max_examples=EXAMPLES, deadline=None)
@given(now=_cells, then=_cells)
def test_indices_against_plain_sums(
    now: dict[tuple[str, str], Traded], then: dict[tuple[str, str], Traded]
) -> None:
    found = decompose(table_of(now, then), NOW, THEN)
    pairs = [
        (n.value, n.quantity, then[cell].value, then[cell].quantity)
        for cell, n in now.items()
        if cell in then and min(*n, *then[cell]) > 0
    ]
    assert found.price is None or found.matched == len(pairs)
    if found.price is None or found.laspeyres is None or found.paasche is None:
        return
    old = sum(Fraction(v0) for _, _, v0, _ in pairs)
    assert found.laspeyres == sum(Fraction(v1, q1) * q0 for v1, q1, _, q0 in pairs) / old
    new = sum(Fraction(v1) for v1, _, _, _ in pairs)
    assert found.paasche == new / sum(Fraction(v0, q0) * q1 for _, q1, v0, q0 in pairs)
    low, high = sorted((found.laspeyres, found.paasche))
    near = Fraction(1, 10**29)
    assert low - near <= found.price <= high + near


@given(square=st.fractions(min_value=0, max_value=10**6))
def test_a_root_is_the_nearest_of_its_places(square: Fraction) -> None:
    root, half = round_root(square), Fraction(1, 2 * 10**30)
    below = max(root - half, Fraction(0))
    assert below**2 <= square <= (root + half) ** 2


def test_prices_that_all_change_alike_are_the_index() -> None:
    then = {("85076000", "110"): Traded(100, 10), ("85076000", "304"): Traded(300, 20)}
    now = {cell: Traded(one.value * 3, one.quantity * 2) for cell, one in then.items()}
    found = decompose(table_of(now, then), NOW, THEN)
    assert (found.price, found.mix) == (Fraction(3, 2), Fraction(1))
