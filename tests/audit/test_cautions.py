"""What a report says of its data is no figure of trade: cautions are read back clean everywhere."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.unit.report.tiny import BOTH, define, exports, new_store, sections

from yuebao import build_report
from yuebao.auditing import audit
from yuebao.domain import Flow, Month, Period
from yuebao.reference import find_office
from yuebao.render import render
from yuebao.report.language import LANGUAGES, find_language
from yuebao.report.words import Wording

if TYPE_CHECKING:
    from pathlib import Path

    from yuebao.report import Document

MONTH = Month(2025, 2)
FILE = "出口_7324_202401-202502_美元.xlsx"
PERIODS = [Period(Month(year, 1), Month(year, 2)) for year in (2024, 2025)]
MANY = [f"7324{number}" for number in range(1000, 1900, 100)]


def cautions(code: str) -> tuple[str, ...]:
    """All that a report may say of its data, in a language."""
    language = find_language(code, Wording(), find_office())
    return (
        language.part_notice(Flow.EXPORT, PERIODS, ["7324"], MANY[:3]),
        language.part_notice(Flow.IMPORT, [Period.of_month(MONTH)], ["7324", "8507"], MANY),
        language.cut_notice(FILE, MONTH),
        language.left_out_notice(FILE, ["备注", "province"]),
        language.uneven_notice(FILE),
    )


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Document]:
    folder = tmp_path_factory.mktemp("cautions")
    facts = [
        exports(f"{year}-{month:02}", value * 10**7 + month)
        for year, value in ((2024, 30), (2025, 33))
        for month in (1, 2)
    ]
    store = new_store(folder, facts)
    definition = define(folder, sections("overview"), BOTH)
    return {
        code: replace(build_report(definition, MONTH, store, language=code), notices=cautions(code))
        for code in LANGUAGES
    }


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", ["md", "html", "docx", "xlsx", "pdf"])
def test_cautions_are_no_figures(
    documents: dict[str, Document], tmp_path: Path, language: str, form: str
) -> None:
    path = tmp_path / f"report.{form}"
    path.write_bytes(render(documents[language], form))
    result = audit(path)
    assert [finding.message("en") for finding in result.findings] == []
    assert [str(one) for one in result.coverage.unread] == []
    assert result.claims.month == MONTH
