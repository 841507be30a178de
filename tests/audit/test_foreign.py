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
    assert [f["message"] for f in alarms] == []
    assert 100 * understood(result) >= 95 * case.numbers
    missed = [plant.printed for plant in case.plants if not found(plant, alarms)]
    assert missed == []


def test_every_case_has_its_own_name_and_plants() -> None:
    assert [name for name, times in Counter(c.name for c in CASES).items() if times > 1] == []
    assert {plant.kind for case in CASES for plant in case.plants} <= set(KINDS)
    assert [case.name for case in CASES if not case.plants] == []
