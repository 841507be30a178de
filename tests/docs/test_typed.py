"""What pages tell to type works as told, on files of the packaged sample."""

from __future__ import annotations

import subprocess
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


PREPARES = "tar -xf"
"""What stands in the block that makes the files a page goes on with."""


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder of a checkout."""
    (tmp_path / "src").symlink_to(ROOT / "src")
    folder = tmp_path / "desk"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def lay_out(page: Path, folder: Path) -> None:
    """The files a page speaks of: as it says itself, else those of the tutorial."""
    told = [block for block in blocks(page, "sh") if PREPARES in block]
    for block in told:
        subprocess.run(["bash", "-euc", block], cwd=folder, check=True)
    if not told:
        lay_out_exports(folder)


@pytest.mark.parametrize("page", TYPED, ids=name)
def test_every_command_does_what_the_page_says(page: Path, desk: Path) -> None:
    lay_out(page, desk)
    write_toml(page, desk)
    write_tables(page, desk)
    for told in commands(page):
        done = yuebao(*told.arguments, cwd=desk)
        assert done.status == told.status, (told, done.err)
        printed = [line.strip() for line in done.out.splitlines()]
        assert [line for line in told.output if line not in printed] == [], done.out


def test_how_tos_make_the_files_they_speak_of() -> None:
    """A folder that only one page has is made by it."""
    speak = {name(page) for page in TYPED if "exports-april" in page.read_text(encoding="utf-8")}
    make = {name(p) for p in TYPED if any("mkdir exports-april" in b for b in blocks(p, "sh"))}
    assert speak == make != set()


def test_the_readme_and_the_tutorial_tell_what_to_type() -> None:
    assert {"README.md", "docs/tutorial.md"} <= set(map(name, TYPED))


@pytest.mark.parametrize("page", [p for p in PAGES if blocks(p, "python")], ids=name)
def test_every_python_block_runs(page: Path, desk: Path) -> None:
    lay_out(page, desk)
    for block in blocks(page, "python"):
        exec(compile(block, str(page), "exec"), {})
