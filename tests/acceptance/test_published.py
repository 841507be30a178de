"""The three published reports, rebuilt: every cell and every fact of the prose."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from yuebao import Month, Store, build_report, load_definition, render_report

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.acceptance.conftest import Workshop

REPORTS = {
    # the published report: definition, month, cells that agree
    "lithium-2025-02": ("lithium-ion", "2025-02", "252 of 252"),
    "chips-2025-07": ("chips", "2025-07", "246 of 246"),
    "provinces-2025-02": ("provinces", "2025-02", "434 of 434"),
}


def check(script: Path, *arguments: Path | str) -> str:
    done = subprocess.run(
        [sys.executable, script, *arguments], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.parametrize("report", REPORTS)
def test_every_cell_agrees(loaded: Callable[[str], Workshop], shared: Path, report: str) -> None:
    definition, month, agree = REPORTS[report]
    built = loaded(report).built(report, definition, month)
    acceptance = shared / "acceptance"
    said = check(
        acceptance / "check_cells.py",
        acceptance / "published" / f"{report}.json",
        built.stem.with_name(f"{built.stem.name}.json"),
    )
    assert f"{agree} published cells agree, 0 problems" in said


@pytest.mark.parametrize("report", REPORTS)
def test_the_prose_says_what_the_published_says(
    loaded: Callable[[str], Workshop], shared: Path, report: str
) -> None:
    definition, month, _ = REPORTS[report]
    built = loaded(report).built(report, definition, month)
    check(
        shared / "acceptance" / "check_narrative.py",
        shared / "reference" / f"{report}.txt",
        built.stem.with_name(f"{built.stem.name}.md"),
    )


@pytest.mark.parametrize("report", REPORTS)
def test_the_library_says_the_same(loaded: Callable[[str], Workshop], report: str) -> None:
    definition, month, _ = REPORTS[report]
    workshop = loaded(report)
    built = workshop.built(report, definition, month, "--format", "md,json,html")
    store = Store(workshop.folder / report)
    document = build_report(load_definition(definition), Month.parse(month), store)
    for name in ("md", "json", "html"):
        written = built.stem.with_name(f"{built.stem.name}.{name}").read_bytes()
        assert render_report(document, name) == written, name


@pytest.mark.parametrize("report", REPORTS)
def test_the_prose_prints_no_number_that_no_table_or_count_has(
    loaded: Callable[[str], Workshop], report: str
) -> None:
    definition, month, _ = REPORTS[report]
    built = loaded(report).built(report, definition, month)
    prose = [line for line in built.markdown.splitlines() if line.startswith(("20", "- **"))]
    printed = {cell["text"].removeprefix("-") for cell in built.annex["cells"]}
    numbers = [n for line in prose for n in re.findall(r"\d+\.\d+", line)]
    assert len(numbers) > 20
    assert [number for number in numbers if number not in printed] == []


def test_a_report_built_again_is_the_same_to_the_byte(
    loaded: Callable[[str], Workshop], tmp_path: Path
) -> None:
    workshop = loaded("lithium-2025-02")
    first = workshop.build("lithium-2025-02", "lithium-ion", "2025-02")
    before = {path: path.read_bytes() for path in first.stem.parent.iterdir()}
    workshop.build("lithium-2025-02", "lithium-ion", "2025-02")
    assert {path: path.read_bytes() for path in first.stem.parent.iterdir()} == before


def test_an_unrelated_load_changes_no_byte(workshop: Workshop, shared: Path) -> None:
    exports = shared / "acceptance" / "exports"
    workshop.load("mixed", exports / "lithium-2025-02", "--released", "2025-03-20")
    before = workshop.build("mixed", "lithium-ion", "2025-02")
    files = {path: path.read_bytes() for path in before.stem.parent.iterdir()}
    assert len(files) == 2
    workshop.load("mixed", exports / "chips-2025-07", "--released", "2025-08-20")
    workshop.load("mixed", exports / "provinces-2025-02", "--released", "2025-03-21")
    workshop.build("mixed", "lithium-ion", "2025-02")
    assert {path: path.read_bytes() for path in before.stem.parent.iterdir()} == files
