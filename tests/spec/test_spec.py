"""The specification holds: for yuebao, and for a plain oracle that knows nothing of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.spec import engine, oracle
from tests.spec.case import Case, Indicator, read_answer
from tests.spec.chapters import CHAPTERS

if TYPE_CHECKING:
    from pathlib import Path

CASES = [pytest.param(case, id=case.title) for chapter in CHAPTERS for case in chapter.cases]


@pytest.mark.parametrize("case", CASES)
def test_yuebao_answers_as_specified(case: Case, tmp_path: Path) -> None:
    view = engine.fill_store(tmp_path, case.files)
    answer = engine.answer(view, case.question)
    expected = read_answer(case.answer)
    assert answer == expected
    assert list(answer) == list(expected)


@pytest.mark.parametrize("case", CASES)
def test_the_oracle_answers_as_specified(case: Case) -> None:
    answer = oracle.answer(oracle.gather(case.files), case.question)
    expected = read_answer(case.answer)
    assert answer == expected
    assert list(answer) == list(expected)


def test_every_indicator_is_specified() -> None:
    shown = {case.question.indicator for chapter in CHAPTERS for case in chapter.cases}
    assert shown == set(Indicator)


def test_titles_are_used_once() -> None:
    titles = [case.title for chapter in CHAPTERS for case in chapter.cases]
    assert len(set(titles)) == len(titles)
