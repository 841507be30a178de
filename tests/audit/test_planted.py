"""Errors planted one at a time: found where they are, and no other report is blamed.

Thousands of cases: `make plant`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.audit.plant import (
    ELSEWHERE,
    KINDS,
    MISSED,
    NOT_PROVABLE,
    RIGHT,
    judge,
    report_text,
    rule_findings,
    run,
)
from tests.effort import effort

if TYPE_CHECKING:
    from tests.audit.plant import Clean

CASES = effort(90)


def test_nearly_all_that_is_provable_is_found_at_its_place(clean_reports: list[Clean]) -> None:
    results, stories = run(clean_reports, CASES, seed=20250207)
    right = sum(counts[RIGHT] for counts in results.values())
    wrong = sum(counts[ELSEWHERE] + counts[MISSED] for counts in results.values())
    assert right + wrong > CASES / 2
    assert right >= 0.95 * (right + wrong), (
        report_text(results) + "\n" + "\n".join(map(str, stories))
    )
    assert all(sum(counts.values()) for counts in results.values()), "every kind was planted"


CERTAIN = [
    "digit in a sentence", "stale prose", "wrong direction word", "wrong count",
    "percent for absolute", "share of a wrong total",
]  # fmt: skip


@pytest.mark.parametrize("kind", CERTAIN)
def test_errors_of_some_kinds_are_always_found(clean_reports: list[Clean], kind: str) -> None:
    import random

    from yuebao.auditing import audit_blocks

    random_ = random.Random(kind)
    judged = 0
    for _ in range(effort(5)):
        clean = random_.choice(clean_reports)
        planted = KINDS[kind](clean, random_)
        if planted is not None:
            outcome = judge(planted, audit_blocks(clean.blocks))
            assert outcome in (RIGHT, NOT_PROVABLE), f"{clean.name}: {planted.what}: {outcome}"
            judged += outcome == RIGHT
    assert judged


def test_rules_alone_say_nothing_of_clean_reports(clean_reports: list[Clean]) -> None:
    for clean in clean_reports:
        assert rule_findings(clean.blocks) == ()
