"""The same numbers in all formats: every cell of the annex is read back from each of them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from tests.cli.command import yuebao

from yuebao import Month, Store, build_report
from yuebao.auditing import Severity, audit_blocks, read_blocks, read_report
from yuebao.render import render

if TYPE_CHECKING:
    from pathlib import Path

REPORTS = [("lithium-ion", "2025-02"), ("chips", "2025-07"), ("provinces", "2025-02")]
READ_BACK = ("md", "html", "docx", "xlsx", "pdf")

Cells = dict[tuple[object, ...], str]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The packaged sample, loaded."""
    out = tmp_path_factory.mktemp("sample")
    assert yuebao("demo", "--out", out).status == 0
    return Store(out / "store")


@pytest.mark.parametrize("form", READ_BACK)
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("name", "month"), REPORTS)
def test_every_cell_of_the_annex_stands_in_its_place(
    sample: Store, tmp_path: Path, name: str, month: str, language: str, form: str
) -> None:
    document = build_report(name, Month.parse(month), sample, language=language)
    path = tmp_path / f"{name}-{month}.{form}"
    path.write_bytes(render(document, form))
    assert _read_back(path) == _annex(render(document, "json"))
    findings = audit_blocks(read_blocks(path)).findings
    assert [f.message() for f in findings if f.severity is not Severity.STYLE] == []


def _annex(content: bytes) -> Cells:
    keys = ("table", "window", "block", "rank", "label", "measure")
    return {tuple(cell[key] for key in keys): cell["text"] for cell in json.loads(content)["cells"]}


def _read_back(path: Path) -> Cells:
    return {
        (table.number, str(line.window), line.block, line.rank, line.label, cell.measure): cell.text
        for table in read_report(path).tables
        for line in table.lines
        for cell in line.cells
    }
