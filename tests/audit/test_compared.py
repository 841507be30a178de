"""What is said of later windows beside the month, read back and held against both."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.unit.report.tiny import BOTH, FRANCE, GERMANY, USA, define, exports, new_store

from yuebao.auditing import audit
from yuebao.domain import Month
from yuebao.render import render
from yuebao.report import build_report

if TYPE_CHECKING:
    from pathlib import Path

    from yuebao.report import Document

SECTIONS = """
[[sections]]
kind = "overview"

[[sections]]
kind = "partners"
first = 3
"""
VALUES = {
    "2023-11": {USA: 50, GERMANY: 30, FRANCE: 20},
    "2023-12": {USA: 50, GERMANY: 30, FRANCE: 20},
    "2024-11": {USA: 30, GERMANY: 25, FRANCE: 21},
    "2024-12": {USA: 45, GERMANY: 33, FRANCE: 15},
}


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Document]:
    facts = [
        exports(f"{month.partition('-')[0]}-{at:02}", value * 10**8, partner=partner)
        for month, values in VALUES.items()
        if month.endswith("11")
        for at in range(1, 12)
        for partner, value in values.items()
    ] + [
        exports(month, value * 10**8, partner=partner)
        for month, values in VALUES.items()
        if month.endswith("12")
        for partner, value in values.items()
    ]
    store = new_store(tmp_path_factory.mktemp("compared"), facts)
    definition = define(tmp_path_factory.mktemp("definition"), SECTIONS, head=BOTH)
    return {
        language: build_report(
            definition, Month(2024, 12), store, language=language, theme="standard"
        )
        for language in ("zh", "en")
    }


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", ["md", "html", "docx", "pdf"])
def test_a_clean_report_on_a_whole_year_holds(
    tmp_path: Path, documents: dict[str, Document], name: str, language: str
) -> None:
    path = tmp_path / f"report.{name}"
    path.write_bytes(render(documents[language], name))
    found = audit(path)
    assert found.findings == ()
    assert len(found.claims.comparisons) >= 2


@pytest.mark.parametrize(
    ("language", "old", "new"),
    [
        ("zh", "降幅大于12月", "降幅小于12月"),
        ("zh", "（12月为增长）", "（12月为下降）"),
        ("zh", "（12月为下降）", "（12月为增长）"),
        ("en", "a steeper fall than", "a milder fall than"),
        ("en", "(up in December", "(down in December"),
        ("en", "(down in December", "(up in December"),
    ],
)
def test_planted_errors_are_found(
    tmp_path: Path, documents: dict[str, Document], language: str, old: str, new: str
) -> None:
    text = render(documents[language], "md").decode()
    assert old in text
    path = tmp_path / "report.md"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert {finding.rule for finding in audit(path).findings} == {"compared-with-month"}
