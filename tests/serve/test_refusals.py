"""Refusals on pages: what to do is said to readers who have no command line."""

from __future__ import annotations

import pytest

from yuebao.cli._speech import say_in
from yuebao.domain import UnavailableError
from yuebao.errors import SeveralError
from yuebao.web.refusals import ON_PAGE, in_language, remedy_on_page

REMEDIES = (
    "Load such files: yuebao ingest FILES --store DIR.",
    "Load it with --add; or build with --accept-partial, and the report says so.",
    "Load files of its goods, or see what is there: yuebao status.",
)


@pytest.mark.parametrize("remedy", REMEDIES)
def test_a_page_names_no_command(remedy: str) -> None:
    assert remedy_on_page(remedy) == ON_PAGE
    kept = remedy_on_page(f"Name another month. {remedy}")
    assert kept == f"Name another month. {ON_PAGE}"


@pytest.mark.parametrize("remedy", ["", "Write latest, or a day as 2025-03-20.", "It is 5-10."])
def test_what_a_page_can_do_stays(remedy: str) -> None:
    assert remedy_on_page(remedy) == remedy


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_refusal_of_several_is_told_so(language: str) -> None:
    refused = [UnavailableError("it lacks", where="a", remedy=remedy) for remedy in REMEDIES]
    several = SeveralError.of(refused, "of 3 files")
    told = in_language(several, language, say_in)
    assert "--" not in told.found + told.remedy
    assert "yuebao " not in told.found + told.remedy
    assert say_in(language, ON_PAGE) in told.found
