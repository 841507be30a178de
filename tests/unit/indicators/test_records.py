"""Records, runs and contributions against a brute-force reading of the same amounts."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.effort import effort

from yuebao.domain import (
    MONTH,
    YEAR_TO_DATE,
    Amount,
    Currency,
    Depth,
    Flow,
    Grain,
    Month,
    Period,
    Scope,
    Window,
)
from yuebao.indicators import (
    Basis,
    Growth,
    Level,
    LevelTable,
    Past,
    Term,
    compute_contribution,
    compute_growth,
    compute_record,
    compute_run,
    rest_of,
)

EXAMPLES = effort(30)
LAST = Month(2025, 5)
DOLLARS = Currency("USD")

# Amounts of months backward from the last; None is a month that is not loaded.
_series = st.lists(st.one_of(st.none(), st.integers(0, 9)), min_size=1, max_size=40)


def level(number: int, period: Period) -> Level:
    return Level(Amount(number, DOLLARS), Flow.EXPORT, period)


def past_of(series: list[int | None]) -> Past:
    held = {
        Period.of_month(LAST.plus(-back)): number
        for back, number in enumerate(series)
        if number is not None
    }
    basis = Basis(
        codes=("8507",), flow=Flow.EXPORT, grain=Grain(Depth.of_digits(8), frozenset()),
        scope=Scope.parse("all"), currency=DOLLARS,
        terms={period: (Term(period),) for period in held}, missing={},
    )  # fmt: skip
    levels = {p: {"8507": level(number, p)} if number else {} for p, number in held.items()}
    return Past(LevelTable(basis, levels))


def amount(series: list[int | None], period: Period) -> int | None:
    """The sum of a period's months; None where one is not there."""
    total = 0
    for month in period.months():
        back = (LAST.year - month.year) * 12 + LAST.month - month.month
        number = series[back] if 0 <= back < len(series) else None
        if number is None:
            return None
        total += number
    return total


@settings(max_examples=EXAMPLES, deadline=None)
@given(series=_series, window=st.sampled_from([MONTH, YEAR_TO_DATE]))
def test_a_rank_is_what_counting_gives(series: list[int | None], window: Window) -> None:
    found = compute_record(past_of(series), window, LAST)
    step = 1 if window == MONTH else 12
    amounts: list[int] = []
    for back in range(0, 60, step):
        span = window.span(LAST.plus(-back))
        assert span is not None
        number = amount(series, span.period)
        if number is None:
            break
        amounts.append(number)
    if not amounts:
        assert found is None
        return
    assert found is not None
    assert found.of == len(amounts)
    assert found.rank == sorted(amounts, reverse=True).index(amounts[0]) + 1
    assert found.highest.amount.number == max(amounts)
    assert found.first.period.last == LAST.plus(-step * (len(amounts) - 1))
    higher = [at for at, one in enumerate(amounts) if one > amounts[0]]
    assert (found.higher is None) == (not higher)
    if found.higher is not None:
        assert found.higher.period.last == LAST.plus(-step * higher[0])


@settings(max_examples=EXAMPLES, deadline=None)
@given(series=_series)
def test_a_run_is_what_counting_gives(series: list[int | None]) -> None:
    past = past_of(series)

    def growth(span: object) -> Growth:
        period: Period = span.period  # type: ignore[attr-defined]  # a Span
        return compute_growth(past.level(period), past.level(period.year_earlier()))

    signs: list[int | None] = []
    for back in range(60):
        now = amount(series, Period.of_month(LAST.plus(-back)))
        base = amount(series, Period.of_month(LAST.plus(-back - 12)))
        known = now is not None and base is not None and base > 0
        signs.append((now > base) - (now < base) if known else None)  # type: ignore[operator]  # known
    found = compute_run(growth, MONTH, LAST)
    if signs[0] is None:
        assert found is None
        return
    assert found is not None
    length = next(at for at, sign in enumerate(signs) if sign != signs[0])
    assert (found.sign, found.length) == (signs[0], length)
    assert found.open == (signs[length] is None)
    rest = signs[length:]
    before = 0 if rest[0] is None else next(i for i, sign in enumerate(rest) if sign != rest[0])
    assert found.before == before


@settings(max_examples=EXAMPLES, deadline=None)
@given(
    parts=st.dictionaries(
        st.sampled_from(["110", "304", "502", "601"]),
        st.tuples(st.integers(0, 10**13), st.integers(0, 10**13)),
        min_size=1,
    ),
    shown=st.sets(st.sampled_from(["110", "304", "502", "601"])),
)
def test_contributions_and_the_rest_add_up_to_growth(
    parts: dict[str, tuple[int, int]], shown: set[str]
) -> None:
    now, then = Period.of_month(LAST), Period.of_month(LAST.plus(-12))
    wholes = [
        level(sum(one[at] for one in parts.values()), period)
        for at, period in enumerate((now, then))
    ]  # fmt: skip
    levels = [
        (level(parts[code][0], now), level(parts[code][1], then))
        for code in sorted(shown & set(parts))
    ]  # fmt: skip
    rest = [rest_of(whole, [one[at] for one in levels]) for at, whole in enumerate(wholes)]
    growth = compute_growth(*wholes)
    told = [compute_contribution(*one, wholes[1]) for one in [*levels, (rest[0], rest[1])]]
    if growth.rate is None:
        assert all(one.ratio is None for one in told)
        return
    assert sum((one.ratio or Fraction(0) for one in told), start=Fraction(0)) == growth.rate
