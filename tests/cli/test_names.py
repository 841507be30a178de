"""Names of files and folders that cannot be printed are refused by every command."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.cli.command import GOOD, write, yuebao

CONTROL, NO_TEXT = "\x1b[31m红.md", os.fsdecode(b"\xba\xec.md")
COMMANDS: dict[str, tuple[object, ...]] = {
    "ingest": ("ingest", "NAME", "--store", "s"),
    "audit": ("audit", "NAME"),
    "a store": ("status", "--store", "NAME"),
    "a folder": ("demo", "--out", "NAME"),
    "reports": ("build", "lithium-ion", "2025-02", "--store", "s", "--out", "NAME"),
    "a file": ("export", "--store", "s", "--out", "NAME"),
}


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
@pytest.mark.parametrize("name", [CONTROL, NO_TEXT], ids=["control", "no text"])
def test_a_name_that_cannot_be_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...], name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(name).write_text("出口5亿美元\n", encoding="utf-8")
    done = yuebao(*(name if word == "NAME" else word for word in command))
    assert done.status == 2
    assert done.out == ""
    assert "its name holds" in done.err
    assert done.err.count("\n") == 1
    assert "\x1b" not in done.err
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_letters_of_any_script_are_no_fault(tmp_path: Path) -> None:
    file = write(tmp_path / "данные ñ 📈", "出口 é.csv", GOOD)
    assert yuebao("ingest", file, "--store", tmp_path / "库 störe").status == 0
