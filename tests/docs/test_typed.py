"""What pages tell to type works as told, on files of the packaged sample."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.cli.command import yuebao
from tests.docs.pages import ROOT, blocks, commands, lay_out_exports, write_tables, write_toml

if TYPE_CHECKING:
    from pathlib import Path

PAGES = [
    ROOT / "README.md",
    ROOT / "docs" / "tutorial.md",
    *sorted((ROOT / "docs" / "how-to").glob("*.md")),
]
TYPED = [page for page in PAGES if commands(page)]


def name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with `exports/`, as the pages have it."""
    lay_out_exports(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("page", TYPED, ids=name)
def test_every_command_does_what_the_page_says(page: Path, desk: Path) -> None:
    write_toml(page, desk)
    write_tables(page, desk)
    for told in commands(page):
        done = yuebao(*told.arguments, cwd=desk)
        assert done.status == told.status, (told, done.err)
        printed = [line.strip() for line in done.out.splitlines()]
        assert [line for line in told.output if line not in printed] == [], done.out


def test_the_readme_and_the_tutorial_tell_what_to_type() -> None:
    assert {"README.md", "docs/tutorial.md"} <= set(map(name, TYPED))


@pytest.mark.parametrize("page", [p for p in PAGES if blocks(p, "python")], ids=name)
def test_every_python_block_runs(page: Path, desk: Path) -> None:
    for block in blocks(page, "python"):
        exec(compile(block, str(page), "exec"), {})
