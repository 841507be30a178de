"""The parts of reconciliation: assignment, slips, programmes, conflicts and the fewest wrong."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import permutations
from typing import TYPE_CHECKING

import pytest

from yuebao.auditing.claims import ClaimCell, ClaimLine, ClaimTable, Place, TableKind
from yuebao.auditing.numbers import Interval, read_number
from yuebao.auditing.reconciliation import programme, search
from yuebao.auditing.reconciliation.assignment import cheapest_assignment
from yuebao.auditing.reconciliation.programme import Programme, is_proof
from yuebao.auditing.reconciliation.search import Conflict, Search, hitting_set
from yuebao.auditing.reconciliation.system import Claim, Sort, System, combine
from yuebao.auditing.reconciliation.typos import NO_SLIP, slip_rank
from yuebao.domain import MONTH
from yuebao.report.model import Block, Measure

if TYPE_CHECKING:
    from collections.abc import Sequence


def table() -> ClaimTable:
    return ClaimTable(
        number=1, caption="", kind=TableKind.PARTNERS, side=None, month=None, units=(),
        lines=(), notes=(), place=Place(0),
    )  # fmt: skip


def claim(text: str = "1.0", sort: Sort = Sort.CELL) -> Claim:
    cell = ClaimCell(Measure.VALUE, text, read_number(text), Place(0, 1, 1))
    line = ClaimLine(MONTH, Block.ROWS, 1, "甲", None, (cell,))
    return Claim(sort, table(), MONTH, line=line, cell=cell)


def system(*bounds: tuple[Sequence[int], float | None, float | None]) -> System:
    """One claim a bound; each bounds a sum of variables."""
    made = System()
    for variables, low, high in bounds:
        terms = combine(*((1, {made.var(v): Fraction(1)}) for v in variables))
        made.bound(
            terms,
            None if low is None else Fraction(str(low)),
            None if high is None else Fraction(str(high)),
            claim=made.claim(claim()),
        )
    return made


# Assignment


@pytest.mark.parametrize("seed", range(30))
def test_the_assignment_is_the_cheapest_of_all(seed: int) -> None:
    draw = random.Random(seed)
    size = draw.randint(1, 5)
    costs = [[draw.uniform(-1, 9) for _ in range(size)] for _ in range(size)]
    found = cheapest_assignment(costs)
    assert sorted(found) == list(range(size))
    least = min(
        sum(costs[r][c] for r, c in enumerate(order)) for order in permutations(range(size))
    )
    assert sum(costs[r][c] for r, c in enumerate(found)) == pytest.approx(least)


# Slips


@pytest.mark.parametrize(
    ("printed", "low", "high", "rank"),
    [
        ("-30.3", 29, 31, 0),
        ("4.7", 46, 48, 0),
        ("470.0", 46, 48, 0),
        ("83.1", 38, 38.2, 1),
        ("3.2", 8.1, 8.3, 2),
        ("3.2", 77, 78, NO_SLIP),
        ("1,234.5", 1294.4, 1294.6, 2),
    ],
)
def test_a_slip_explains_a_number(printed: str, low: float, high: float, rank: int) -> None:
    expected = Interval(Fraction(str(low)), Fraction(str(high)))
    assert slip_rank(claim(printed), expected) == rank


# Programmes


def test_what_some_data_print_is_possible() -> None:
    assert Programme(system(([0], 1, 2), ([1], 3, 4), ([0, 1], 5, 9))).is_possible()


def test_what_no_data_print_is_not_and_the_proof_is_exact() -> None:
    made = system(([0], 1, 2), ([1], 3, 4), ([0, 1], 6.1, 9), ([2], 0, 1))
    programme = Programme(made)
    assert not programme.is_possible()
    factors = programme.proof()
    assert is_proof(made, factors)
    assert set(factors) == {0, 1, 2}


def test_factors_that_prove_nothing_are_no_proof() -> None:
    made = system(([0], 1, 2), ([0], 1, 3))
    assert not is_proof(made, {0: 1.0, 1: -1.0})
    assert not is_proof(made, {})


def test_ends_of_intervals_belong_to_them() -> None:
    """42.65 may be printed 42.7, and 42.75 may be printed 42.7 by another rule for halves."""
    assert Programme(system(([0], 42.65, 42.75), ([0], 42.75, 42.85))).is_possible()


def test_what_is_given_up_binds_no_longer() -> None:
    programme = Programme(system(([0], 1, 2), ([0], 3, 4)))
    assert not programme.is_possible()
    programme.give_up([0])
    assert programme.is_possible()
    programme.give_up([])
    assert not programme.is_possible()


def test_the_least_and_most_a_sum_can_be() -> None:
    programme = Programme(system(([0], 1, 2), ([1], 3, 4)))
    terms = [(0, Fraction(1)), (1, Fraction(2))]
    assert programme.extreme(terms, most=False) == 7
    assert programme.extreme(terms, most=True) == 10
    assert programme.is_possible()


# Conflicts


def test_a_ratio_of_which_enough_was_halved_lies_within_what_bounds_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = System()
    top, bottom = ((made.var(name), Fraction(1)) for name in "ab")
    made.bound(combine((1, dict([top]))), Fraction(2), Fraction(4), claim=made.claim(claim()))
    made.bound(combine((1, dict([bottom]))), Fraction(5), Fraction(8), claim=made.claim(claim()))
    both = combine((1, dict([top])), (-1, dict([bottom])))
    made.bound(both, Fraction(-4), Fraction(-3), claim=made.claim(claim()))  # it is 3 or 4 less
    halved = Programme(made).range_of([top], [bottom])
    monkeypatch.setattr(programme, "_MOST_HALVING_WORK", 0)
    bounded = Programme(made).range_of([top], [bottom])
    assert halved is not None
    ends = [float(end or 0) for end in (halved.low, halved.high)]
    assert ends == pytest.approx([2 / 6, 4 / 7], abs=1e-6)
    assert bounded == Interval(Fraction(2, 8), Fraction(4, 5))


def test_a_conflict_is_minimal_and_the_guilty_one_breaks_all() -> None:
    """0 and 1 agree with the sum in 2; 3 contradicts 0, and 4 contradicts 0 as well."""
    made = system(
        ([0], 1, 2), ([1], 3, 4), ([0, 1], 4, 6), ([0], 5, 6), ([0, 1], 4, 5), ([0], 1.5, 1.6)
    )
    verdict = Search(made).run()
    assert verdict.complete
    assert verdict.guilty == [3]
    assert all(3 in conflict.claims for conflict in verdict.conflicts)
    assert all(len(conflict.claims) <= 3 for conflict in verdict.conflicts)


def test_of_two_that_contradict_each_other_either_may_be_wrong() -> None:
    verdict = Search(system(([0], 1, 2), ([0], 3, 4))).run()
    assert len(verdict.guilty) == 1
    assert sorted(verdict.options[verdict.guilty[0]]) == [0, 1]


@pytest.mark.parametrize("seed", range(40))
def test_the_guilty_are_the_fewest(seed: int) -> None:
    """Against trying every set of claims, smallest first."""
    from itertools import combinations

    draw = random.Random(seed)
    bounds = []
    for _ in range(7):
        variables = draw.sample(range(3), draw.randint(1, 2))
        low = draw.randint(0, 9)
        bounds.append((variables, low, low + draw.randint(0, 2)))
    made = system(*bounds)
    programme = Programme(made)

    def possible(given: Sequence[int]) -> bool:
        programme.give_up(given)
        return programme.is_possible()

    fewest = next(
        size
        for size in range(len(bounds) + 1)
        if any(possible(given) for given in combinations(range(len(bounds)), size))
    )
    verdict = Search(made).run()
    assert len(verdict.guilty) == fewest
    assert possible(verdict.guilty)
    for conflict in verdict.conflicts:
        rest = set(range(len(bounds))) - conflict.claims
        assert not possible(sorted(rest))
        assert all(possible(sorted({*rest, one})) for one in conflict.claims)


def test_a_search_that_takes_too_long_settles_for_what_it_has() -> None:
    pairs = [
        ((n,), 3.0 if up else 0.0, 4.0 if up else 2.0) for n in range(9) for up in (True, False)
    ]
    whole = Search(system(*pairs)).run()
    assert len(whole.conflicts) == len(whole.guilty) == 9
    partly = Search(system(*pairs), most_work=60).run()
    assert not partly.complete
    assert 0 < len(partly.conflicts) < 9
    assert len(partly.guilty) == len(partly.conflicts), "each that was found stands"
    assert partly.conflicts == whole.conflicts[: len(partly.conflicts)]


def test_a_hitting_set_is_the_lightest() -> None:
    made = System()
    for sort in (Sort.ORDER, Sort.CELL, Sort.CELL):
        made.claim(claim(sort=sort))
    conflicts = [Conflict(frozenset({0, 1}), ()), Conflict(frozenset({0, 2}), ())]
    assert hitting_set(made, conflicts).claims == [0]
    assert hitting_set(made, conflicts[:1]).claims == [1]
    assert hitting_set(made, []).claims == []


def test_a_hitting_set_that_takes_too_long_hits_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    draw = random.Random(7)
    made = System()
    for _ in range(40):
        made.claim(claim())
    conflicts = [Conflict(frozenset(draw.sample(range(40), 5)), ()) for _ in range(40)]
    best = hitting_set(made, conflicts)
    monkeypatch.setattr(search, "_MOST_NODES", 0)
    soon = hitting_set(made, conflicts)
    assert best.lightest
    assert not soon.lightest
    assert soon.steps < best.steps
    assert len(soon.claims) >= len(best.claims)
    assert all(conflict.claims & set(soon.claims) for conflict in conflicts)
