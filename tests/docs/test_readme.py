"""What the README tells a newcomer to type works as told."""

from __future__ import annotations

import re
import shlex
import tarfile
from importlib.resources import as_file, files
from pathlib import Path

import pytest
from tests.cli.command import yuebao

ROOT = Path(__file__).resolve().parents[2]
README = ROOT / "README.md"
TO_COME = {"docs/pictures/pages.png", "docs/methodology.md"}
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(language: str) -> list[str]:
    """The fenced blocks of a language."""
    text = README.read_text(encoding="utf-8")
    return [body for found, body in BLOCK.findall(text) if found == language]


def commands() -> list[list[str]]:
    """The arguments of each `$ yuebao` line, lines that end in a backslash joined."""
    lines = "".join(blocks("console")).replace("\\\n", " ").splitlines()
    return [shlex.split(line)[2:] for line in lines if line.startswith("$ yuebao ")]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with `exports/`, as the README has it: the packaged sample."""
    packed = files("yuebao.cli") / "sample" / "exports.tar.xz"
    with as_file(packed) as path, tarfile.open(path) as archive:
        archive.extractall(tmp_path / "sample", filter="data")
    (tmp_path / "sample" / "lithium-2025-02").rename(tmp_path / "exports")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_every_command_runs(desk: Path) -> None:
    if not commands():
        pytest.skip("the README has no console blocks yet")
    for arguments in commands():
        done = yuebao(*arguments, cwd=desk)
        assert done.status == 0, (arguments, done.err)


def test_every_python_block_runs(desk: Path) -> None:
    if not blocks("python"):
        pytest.skip("the README has no python blocks yet")
    for block in blocks("python"):
        exec(compile(block, str(README), "exec"), {})


def test_every_link_and_picture_leads_to_a_file() -> None:
    links = re.findall(r"\]\(([^)#]+)", README.read_text(encoding="utf-8"))
    assert links
    local = [link for link in links if "://" not in link]
    assert [link for link in local if not (ROOT / link).exists() and link not in TO_COME] == []
