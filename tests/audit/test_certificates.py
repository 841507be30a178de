"""Certificates are checked by other means than they are found by, on their JSON alone."""

from __future__ import annotations

import json
import random
import re
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import highspy
import pytest
from tests.audit.plant import KINDS
from tests.audit.strangers import judge, strangers

from yuebao.auditing import audit_blocks
from yuebao.auditing.telling.present import to_json

if TYPE_CHECKING:
    from collections.abc import Collection

    from tests.audit.plant import Clean

Row = tuple[dict[str, Fraction], Fraction]
"""A sum of levels that is at most a number."""
Record = dict[str, Any]
_RATE = re.compile("同比|环比|占比|change|growth|share")
"""What an unknown is called that is no level but a rate."""

PLANTED = [(case.name, at, plant) for case in strangers() for at, plant in enumerate(case.plants)]


def at_most(terms: dict[str, Fraction], low: Fraction | None, high: Fraction | None) -> list[Row]:
    rows = [] if high is None else [(terms, high)]
    return rows if low is None else [*rows, ({k: -v for k, v in terms.items()}, -low)]


def rows_of_number(number: Record) -> list[Row]:
    """What a printed number says of the levels: top is from low × per + plus to …, times bottom."""
    top = {k: Fraction(v) for k, v in number["top"].items()}
    bottom = {k: Fraction(v) for k, v in number["bottom"].items()}
    per, plus = Fraction(number["per"]), Fraction(number["plus"])
    low, high = (Fraction(number[end]) * per + plus for end in ("low", "high"))
    if not bottom:
        return at_most(top, low, high)
    less, more = (
        {k: top.get(k, Fraction(0)) - end * bottom.get(k, Fraction(0)) for k in {*top, *bottom}}
        for end in (low, high)
    )
    return [*at_most(less, Fraction(0), None), *at_most(more, None, Fraction(0))]


def rows_of_relation(relation: Record) -> list[Row]:
    terms = {k: Fraction(v) for k, v in relation["terms"].items()}
    ends = [None if relation[end] is None else Fraction(relation[end]) for end in ("low", "high")]
    return at_most(terms, *ends)


_FAR = 10**8


def can_hold(rows: list[Row], rates: Collection[str] = ()) -> bool:
    """Whether levels of zero or more, and rates of any sign, fulfil all rows.

    Each level is in a unit that suits it.
    """
    make: Any = highspy.Highs
    solver = make()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("primal_feasibility_tolerance", 1e-10)
    names = sorted({name for terms, _ in rows for name in terms})
    sizes = {name: max(size_of(terms, limit, name) for terms, limit in rows) for name in names}
    largest = max(sizes.values(), default=Fraction(1))
    for name, size in sizes.items():
        if size == 1 and largest > _FAR:  # bound by no row alone: beside the rest it would vanish
            sizes[name] = largest
    least = {name: -highspy.kHighsInf if name in rates else 0 for name in names}
    levels = {name: solver.addVariable(least[name]) for name in names}
    for terms, limit in rows:
        scaled = {name: factor * sizes[name] for name, factor in terms.items() if factor}
        if not scaled:
            if limit < 0:
                return False
            continue
        most = max(abs(factor) for factor in scaled.values())
        sum_ = sum(float(factor / most) * levels[name] for name, factor in scaled.items())
        solver.addConstr(sum_ <= float(limit / most))
    solver.run()
    return bool(solver.getModelStatus() == highspy.HighsModelStatus.kOptimal)


def size_of(terms: dict[str, Fraction], limit: Fraction, name: str) -> Fraction:
    """About how large a level is by a row that speaks of it alone; 1 where none does."""
    alone = [factor for factor in terms.values() if factor]
    return (
        abs(limit / terms[name]) if len(alone) == 1 and terms.get(name) and limit else Fraction(1)
    )


def check(certificate: Record) -> None:
    """The numbers cannot hold together, and any of them dropped the others can."""
    related = [row for relation in certificate["relations"] for row in rows_of_relation(relation)]
    each = [rows_of_number(number) for number in certificate["numbers"]]
    every = [row for rows in each for row in rows]
    named = certificate.get("levels", {})
    rates = [level for level, said in named.items() if _RATE.search(said)]
    assert not can_hold([*related, *every], rates), certificate
    for gone in range(len(each)):
        rest = [row for at, rows in enumerate(each) if at != gone for row in rows]
        assert can_hold([*related, *rest], rates), (
            certificate["numbers"][gone]["says"],
            certificate,
        )


def linear(result: Record) -> list[Record]:
    """The certificates of findings above style that are sums and ratios, of a few numbers."""
    found = [f for f in result["findings"] if f["severity"] != "style"]
    assert all(finding["certificate"]["numbers"] for finding in found)
    told = [finding["certificate"] for finding in found]
    return [c for c in told if any(n["top"] for n in c["numbers"]) and len(c["numbers"]) <= 9]


@pytest.mark.parametrize(("name", "at", "plant"), PLANTED, ids=lambda value: str(value)[:40])
def test_a_certificate_of_a_strangers_document_proves_it(name: str, at: int, plant: Any) -> None:
    result = judge(plant.content, plant.file)
    for certificate in linear(result):
        check(certificate)


def test_a_certificate_of_a_report_of_the_series_proves_it(clean_reports: list[Clean]) -> None:
    random_ = random.Random(5)
    checked = 0
    for plant in KINDS.values():
        for clean in random_.sample(clean_reports, 2):
            planted = plant(clean, random_)
            if planted is None:
                continue
            result = json.loads(to_json(audit_blocks(planted.blocks)))
            for certificate in linear(result)[:3]:
                check(certificate)
                checked += 1
    assert checked > 10


def test_what_holds_is_not_called_a_proof() -> None:
    row = {"low": "1", "high": "2", "per": "1", "plus": "0", "top": {"x1": "1"}, "bottom": {}}
    other = {**row, "low": "3", "high": "4", "says": "more"}
    check({"numbers": [{**row, "says": "less"}, other], "relations": []})
    with pytest.raises(AssertionError):
        check({"numbers": [row, row], "relations": []})
