"""Codes by HS edition: growth across a change is computed where both are given, and said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.unit.report.tiny import BOTH, Fact, define, exports, new_store, sections

from yuebao.auditing import audit
from yuebao.domain import DefinitionError, Month, Period
from yuebao.render import render
from yuebao.render.annex import cell_records
from yuebao.report import build_report, plan_report

if TYPE_CHECKING:
    from pathlib import Path

    from yuebao.report import Definition, Document

BEFORE, CELLS, MODULES = "85414020", "85414200", "85414300"
BY_EDITION = f'{{ 2017 = ["{BEFORE}"], 2022 = ["{CELLS}", "{MODULES}"] }}'
MARCH = Month(2022, 3)


def about(codes: str) -> str:
    """The head of a definition of these codes."""
    return BOTH.replace('["85076000"]', codes).replace("edition = 2022\n", "")


def facts() -> list[Fact]:
    """Cells and modules of one code in 2021, of two in 2022."""
    old = [exports(f"2021-{month:02}", 2 * 10**8, code=BEFORE) for month in (1, 2, 3)]
    new = [exports(f"2022-{month:02}", 10**8, code=CELLS) for month in (1, 2, 3)]
    return [*old, *new, *(exports(f"2022-{m:02}", 4 * 10**8, code=MODULES) for m in (1, 2, 3))]


def of(folder: Path, codes: str, *kinds: str) -> Definition:
    return define(folder, sections(*(kinds or ("overview",))), head=about(codes))


def growth(document: Document) -> dict[str, str]:
    """Growth of exports by window."""
    return {
        str(record["window"]): str(record["text"])
        for record in cell_records(document)
        if record["table"] == 1 and record["measure"] == "yoy"
    }


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("zh", f"HS2017编码{BEFORE}，HS2022编码{CELLS}、{MODULES}"),
        ("en", f"HS 2017 codes {BEFORE}; HS 2022 codes {CELLS}, {MODULES}"),
    ],
)
def test_growth_crosses_the_change_and_says_so(tmp_path: Path, language: str, said: str) -> None:
    definition = of(tmp_path, BY_EDITION, "overview", "partners", "provinces")
    document = build_report(definition, MARCH, new_store(tmp_path, facts()), language=language)
    assert growth(document) == {"month": "150.0", "ytd": "150.0"}
    text = render(document, "md").decode()
    assert said in text
    assert document.goods == tuple((document.subject, code) for code in (CELLS, MODULES))
    assert audit(document).findings == ()
    page = tmp_path / "report.md"
    page.write_text(text, "utf-8")
    assert audit(page).findings == ()
    assert audit(page).coverage.unread == ()


def test_codes_of_one_edition_alone_leave_no_base_and_are_flagged(tmp_path: Path) -> None:
    definition = of(tmp_path, f'["{CELLS}", "{MODULES}"]')
    document = build_report(definition, MARCH, new_store(tmp_path, facts()))
    assert growth(document) == {"month": "-", "ytd": "-"}
    assert "同比变化可能受编码调整影响" in render(document, "md").decode()


def test_a_code_of_another_edition_counts_for_nothing(tmp_path: Path) -> None:
    stray = [*facts(), exports("2022-03", 9 * 10**8, code=BEFORE)]
    document = build_report(of(tmp_path, BY_EDITION), MARCH, new_store(tmp_path, stray))
    assert growth(document)["month"] == "150.0"


def test_each_edition_is_needed_in_its_months_alone(tmp_path: Path) -> None:
    lacking = [fact for fact in facts() if fact.code != MODULES]
    definition = of(tmp_path, BY_EDITION)
    store = new_store(tmp_path, lacking)
    fetches = plan_report(store.view(), definition, MARCH).fetches
    wanted = {month for fetch in fetches for month in fetch.months if fetch.flow.value == "export"}
    assert wanted == set(Period(Month(2022, 1), MARCH).months())


def test_an_edition_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DefinitionError, match="2019"):
        of(tmp_path, f'{{ 2019 = ["{BEFORE}"] }}')
