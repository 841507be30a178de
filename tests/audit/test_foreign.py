"""Documents in other hands' manners: right ones raise no alarm, and what is planted is found."""

from __future__ import annotations

from collections import Counter

import pytest
from tests.audit.strangers import KINDS, Stranger, above_style, found, judge, strangers, understood

CASES = strangers()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_document_is_read_and_its_plants_are_found(case: Stranger) -> None:
    result = judge(case.content, case.file)
    alarms = above_style(result)
    assert [f["printed"] for f in alarms] == list(case.alarms), alarms
    if case.read is None:
        assert 100 * understood(result) >= 95 * case.numbers
    else:
        assert understood(result) == case.read
    missed = [plant.printed for plant in case.plants if not found(plant, alarms)]
    assert missed == list(case.missed)


def test_what_is_known_to_go_wrong_is_little() -> None:
    """Of plants a fifth at most is missed, and one document in fifty raises an alarm."""
    assert 5 * sum(len(case.missed) for case in CASES) <= sum(len(c.plants) for c in CASES)
    assert 50 * sum(bool(case.alarms) for case in CASES) <= len(CASES)


def test_every_case_has_its_own_name_and_plants() -> None:
    assert [name for name, times in Counter(c.name for c in CASES).items() if times > 1] == []
    assert {plant.kind for case in CASES for plant in case.plants} <= set(KINDS)
    assert [c.name for c in CASES if not c.plants and not c.name.endswith("no-error")] == []
