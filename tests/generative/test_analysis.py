"""Whatever is loaded: parts add up to growth, factors multiply to it, and the oracle agrees."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import event, given, settings
from hypothesis import strategies as st
from tests.effort import effort
from tests.spec import engine, oracle
from tests.spec.case import DOLLARS, File, Indicator, Question, Window

from yuebao.domain import Flow, Month
from yuebao.indicators import (
    Basis,
    Breakdown,
    compute_cells,
    compute_contribution,
    compute_growth,
    compute_levels,
    decompose,
    find_basis,
    rank,
    rest_of,
)

MONTHS = [f"{year}-{month:02}" for year in (2023, 2024, 2025) for month in range(1, 7)]
HEADS = "month | commodity | partner | value | quantity | unit | quantity2 | unit2"
UNITS = (["kg"] * 6, ["kg", "kg", "kg", "item"], ["kg", "kg", ""])


@st.composite
def files(draw: st.DrawFn) -> File:
    """Months of two commodities with a few partners; often without a hole, and in one unit."""
    units = draw(st.sampled_from(UNITS))
    months = draw(st.sampled_from([MONTHS, MONTHS[::2], ["2024-06", "2025-06"]]))
    chance = draw(st.randoms(use_true_random=False))
    rows = {}
    for month in months:
        for partner in ("110", "150", "304", "337"):
            for commodity in ("85076000", "85079090"):
                if chance.random() < 0.6:
                    unit = chance.choice(units)
                    second = ["", ""] if chance.random() < 0.7 else [str(chance.randint(1, 9)), "m"]
                    quantity = str(chance.randint(0, 9)) if unit else ""
                    key = (month, commodity, partner)
                    rows[key] = [*key, str(chance.randint(0, 20)), quantity, unit, *second]
    rows.setdefault(("2025-06", "85076000", "110"), [
        "2025-06", "85076000", "110", "5", "2", "kg", "", "",
    ])  # fmt: skip
    lines = [" | ".join(row) for row in rows.values()]
    return File("\n".join([HEADS, *lines]))


questions = st.builds(
    Question,
    indicator=st.sampled_from([
        Indicator.CONTRIBUTION, Indicator.RECORD, Indicator.CONCENTRATION, Indicator.GROWTH,
    ]),
    codes=st.sampled_from([("8507",), ("85076000",)]),
    by=st.just(Breakdown.PARTNER),
    month=st.just("2025-06"),
    window=st.sampled_from([w for w in Window if w is not Window.JANUARY_FEBRUARY]),
    first=st.none() | st.integers(1, 3),
)  # fmt: skip


@settings(max_examples=effort(8), deadline=None)
@given(files(), st.lists(questions, min_size=4, max_size=8))
def test_the_oracle_agrees(file: File, asked: list[Question]) -> None:
    parts = oracle.gather([file])
    with TemporaryDirectory() as folder:
        view = engine.fill_store(Path(folder), [file])
        for question in asked:
            expected = oracle.answer(parts, question)
            event("none" if isinstance(expected, str) else f"{question.indicator}")
            assert engine.answer(view, question) == expected


@settings(max_examples=effort(12), deadline=None)
@given(files(), st.sampled_from(["month", "ytd", "rolling12", "quarter"]), st.integers(0, 4))
def test_contributions_and_factors_give_growth_exactly(file: File, window: str, first: int) -> None:
    span = next(w for w in engine.WINDOWS.values() if str(w) == window).span(Month(2025, 6))
    assert span is not None
    now, before = span.period, span.base
    with TemporaryDirectory() as folder:
        view = engine.fill_store(Path(folder), [file])
        by = Breakdown.PARTNER
        basis = find_basis(view, ("8507",), Flow.EXPORT, DOLLARS, by.dimensions(), (now, before))
        if not isinstance(basis, Basis):
            event("not known")
            return
        table, cells = compute_levels(view, basis, by), compute_cells(view, basis)
    growth = compute_growth(table.total(now), table.total(before))
    whole = table.total(before)
    if growth.rate is not None:
        event("growth")
        amounts = {e: x.amount.number for e in table.entities(now) if (x := table.level(e, now))}
        shown = rank(amounts, first=first)
        lines = [(table.level(e, now), table.level(e, before)) for e in shown]
        lines.append((
            rest_of(table.total(now), [now_ for now_, _ in lines]),
            rest_of(whole, [before_ for _, before_ in lines]),
        ))  # fmt: skip
        points = [compute_contribution(*line, whole).ratio for line in lines]
        assert sum((p for p in points if p is not None), start=Fraction(0)) == growth.rate
    found = decompose(cells, now, before)
    if found.price is None:
        event(f"no price: {found.why}")
        assert found.mix is None
        assert found.points is None
        assert found.why is not None
        return
    event("price")
    assert found.mix is not None
    assert found.quantity.rate is not None
    assert found.value.rate == growth.rate
    factors = found.price * found.mix * (1 + found.quantity.rate)
    assert factors == 1 + growth.rate  # type: ignore[operator]  # known where price is
    assert found.points is not None
    assert sum(found.points) == growth.rate
    assert found.laspeyres is not None
    assert found.paasche is not None
    assert abs(found.price**2 - found.laspeyres * found.paasche) < Fraction(1, 10**25)


@settings(max_examples=effort(12), deadline=None)
@given(files())
def test_nothing_is_decomposed_that_cannot_be(file: File) -> None:
    """Refused: facts without a quantity, of several units, or with nothing in common."""
    question = Question(Indicator.PRICE, codes=("8507",), by=Breakdown.PARTNER, month="2025-06")
    period, base = question.period, question.base
    rows = [line.split(" | ") for line in file.table.splitlines()[1:]]
    facts = [row for row in rows if row[0] in (str(period.last), str(base.last)) and int(row[3])]
    carried = [
        {unit for amount, unit in (row[4:6], row[6:8]) if unit and amount} for row in facts
    ]  # fmt: skip
    shared = set.intersection(*carried) if carried else set()
    with TemporaryDirectory() as folder:
        view = engine.fill_store(Path(folder), [file])
        basis = find_basis(
            view, ("8507",), Flow.EXPORT, DOLLARS, question.by.dimensions(), (period, base)
        )
        if not isinstance(basis, Basis) or len(basis.terms) < 2:
            event("not known")
            return
        found = decompose(compute_cells(view, basis), period, base)
    if not shared and facts:
        event("refused")
        assert found.price is None
        assert str(found.reason) == ("mixed_units" if any(carried) else "no_quantity")
    elif found.price is not None:
        event("decomposed")
        assert found.matched > 0
