"""Contributions to growth read back from printed reports, and errors planted in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.unit.report.tiny import BOTH, FRANCE, GERMANY, USA, VIETNAM, define, exports, new_store

from yuebao.auditing import audit
from yuebao.domain import Month
from yuebao.render import render
from yuebao.report import build_report
from yuebao.report.model import Block, Measure

if TYPE_CHECKING:
    from pathlib import Path

    from yuebao.report import Document
    from yuebao.store import Store

SECTIONS = """
[[sections]]
kind = "overview"

[[sections]]
kind = "partners"
first = 3
shares = true
contribution = true
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    now = {USA: 51, GERMANY: 33, FRANCE: 12, VIETNAM: 9}
    before = {USA: 62, GERMANY: 20, FRANCE: 10, VIETNAM: 13}
    facts = [
        exports(f"{year}-{month}", value * 10**8, partner=partner)
        for year, values in ((2025, now), (2024, before))
        for month in ("01", "02")
        for partner, value in values.items()
    ]
    return new_store(tmp_path_factory.mktemp("contributions"), facts)


@pytest.fixture(scope="module")
def documents(store: Store, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Document]:
    definition = define(tmp_path_factory.mktemp("definition"), SECTIONS, head=BOTH)
    return {
        language: build_report(definition, Month(2025, 2), store, language=language)
        for language in ("zh", "en")
    }


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", ["md", "html", "docx", "xlsx", "pdf"])
def test_columns_and_sentences_are_read_and_hold(
    tmp_path: Path, store: Store, documents: dict[str, Document], name: str, language: str
) -> None:
    path = tmp_path / f"report.{name}"
    path.write_bytes(render(documents[language], name))
    found = audit(path, store)
    assert found.findings == ()
    lines = [line for table in found.claims.tables for line in table.lines]
    told = [line for line in lines if line.cell(Measure.CONTRIBUTION) is not None]
    assert [line.block for line in told].count(Block.REST) == 2
    assert len(told) == 8
    if name != "xlsx":  # a workbook has no sentences
        said = [one for one in found.claims.statements if one.quantity == "contribution"]
        assert [one.entity for one in said][:2] in (["德国", "法国"], ["Germany", "France"])
        assert len(said) == 8
    assert found.coverage.unread == ()


@pytest.mark.parametrize(
    ("language", "old", "new", "rules"),
    [
        ("zh", "拉动增速12.4", "拉动增速13.4", {"prose-against-table"}),
        ("zh", "下拉增速10.5", "下拉增速1.5", {"prose-against-table"}),
        ("zh", "| -10.5 |", "| -1.5 |", {"cell-irreconcilable"}),
        ("en", "added 12.4 and", "added 14.2 and", {"prose-against-table"}),
        ("en", "subtracted 10.5", "added 10.5", {"prose-against-table"}),
        ("en", "| 12.4 |", "| 21.4 |", {"cell-irreconcilable"}),
    ],
)
def test_planted_errors_are_found(
    tmp_path: Path, documents: dict[str, Document], language: str, old: str, new: str,
    rules: set[str],
) -> None:  # fmt: skip
    text = render(documents[language], "md").decode()
    assert old in text
    path = tmp_path / "report.md"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    found = {finding.rule for finding in audit(path).findings}
    assert found & {*rules, "direction-against-table"}


def test_a_contribution_against_the_data_is_found(
    tmp_path: Path, store: Store, documents: dict[str, Document]
) -> None:
    text = render(documents["zh"], "md").decode()
    path = tmp_path / "report.md"
    path.write_text(text.replace("12.4", "12.9"), encoding="utf-8")
    rules = {finding.rule for finding in audit(path, store).findings}
    assert {"value-against-data", "sentence-against-data"} <= rules
