"""Help, start-up, and what every command has in common."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.command import yuebao, yuebao_process
from tools.docs.commands import commands, options_of

from yuebao.cli import COMMANDS

HEAVY = {"duckdb", "deltalake", "fastexcel", "jsonschema", "vl_convert", "pyarrow", "xlsxwriter",
         "docx", "typst", "zoneinfo", "asyncio", "pyspark",
         "sqlglot", "multiprocessing", "importlib.resources", "tempfile", "zipfile"}  # fmt: skip
READERS = {"fastexcel", "xml", "html.parser", "email.policy", "yuebao.sources._source"}
"""What only reading a file needs, and no report."""

IMPORTED = {"click", "colorama", "yuebao"}
"""What `yuebao --help` imports beside the standard library."""


def run(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    return done.stdout


def modules_after(arguments: str) -> set[str]:
    code = (
        "import sys\n"
        "before = set(sys.modules)\n"
        "from yuebao.cli import main\n"
        f"sys.argv = ['yuebao', {arguments}]\n"
        "try:\n    main()\n"
        "except SystemExit:\n    pass\n"
        "print('|', *sorted(set(sys.modules) - before))"
    )
    return set(run(code).rpartition("|")[2].split())


def test_help_imports_nothing_heavy() -> None:
    imported = modules_after("'--help'")
    assert imported & HEAVY == set()
    assert not any(name.startswith("yuebao.domain") for name in imported)
    assert {name.split(".")[0] for name in imported} - set(sys.stdlib_module_names) <= IMPORTED


def test_a_report_waits_for_no_reader_of_files_and_no_language_but_its_own() -> None:
    code = "import sys, yuebao.report; print(*sys.modules)"
    imported = set(run(code).split())
    assert imported & READERS == set()
    assert not any(name.startswith("yuebao.report.language.zh") for name in imported)


def test_importing_yuebao_imports_nothing() -> None:
    code = (
        "import sys; before = set(sys.modules); import yuebao; "
        "print(*sorted({m.split('.')[0] for m in set(sys.modules) - before}))"
    )
    assert set(run(code).split()) - set(sys.stdlib_module_names) == {"yuebao"}


def test_help_lists_every_command_and_an_example() -> None:
    done = yuebao("--help")
    assert done.status == 0
    assert done.err == ""
    for name, line in COMMANDS.items():
        assert name in done.out
        assert " ".join(line.split()[:4]) in done.out
    assert "Example: yuebao ingest" in done.out


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command: str) -> None:
    done = yuebao(command, "--help")
    assert (done.status, done.err) == (0, "")
    assert f"Example: yuebao {command}" in done.out
    assert yuebao(command, "-h").out == done.out


def test_every_command_has_a_module_and_every_module_a_command() -> None:
    folder = Path(sys.modules["yuebao.cli"].__file__ or "").parent
    modules = {path.stem for path in folder.glob("*.py") if not path.stem.startswith("_")}
    assert modules == set(COMMANDS)


def test_every_command_module_is_read_at_a_glance() -> None:
    """It parses options and prints; what it does is in `publish`."""
    folder = Path(sys.modules["yuebao.cli"].__file__ or "").parent
    long = {
        path.name: lines
        for path in folder.rglob("*.py")
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 120
    }
    assert long == {}


PLACES = [
    (name, option.opts[0])
    for name, command in commands().items()
    for option in options_of(command)
    if option.opts[0] in ("--out", "--store") and not getattr(option.type, "allow_dash", False)
]


@pytest.mark.parametrize(("name", "option"), PLACES)
def test_a_dash_is_no_place(name: str, option: str, tmp_path: Path) -> None:
    """Other programs print to it; here it made a folder called `-`."""
    refused = yuebao(name, option, "-", cwd=tmp_path).refusal()
    assert refused.startswith(f"Invalid value for '{option}'")
    assert "a dash is no place" in refused
    assert list(tmp_path.iterdir()) == []


def test_no_command_is_a_mistake_that_shows_the_help() -> None:
    done = yuebao()
    assert done.status == 2
    assert done.out == ""
    assert done.err.startswith("Usage: yuebao")


def test_version() -> None:
    assert yuebao("--version").out.startswith("yuebao, version 0.")


def test_unknown_command_and_option() -> None:
    assert "bogus" in yuebao("bogus").refusal()
    assert "--bogus" in yuebao("reports", "--bogus").refusal()


def test_the_script_and_the_module_are_the_same(tmp_path: Path) -> None:
    script = Path(sys.executable).parent / "yuebao"
    done = subprocess.run([script, "reports"], capture_output=True, check=True, text=True)
    assert done.stdout == yuebao_process("reports").out == yuebao("reports").out


def test_a_refusal_of_the_process(tmp_path: Path) -> None:
    assert yuebao_process("ingest", tmp_path / "出口.csv", "--store", tmp_path).status == 2


def test_reports_lists_the_shipped_definitions() -> None:
    done = yuebao("reports")
    assert (done.status, done.err) == (0, "")
    assert {"chips", "lithium-ion", "provinces"} <= {
        line.split()[0] for line in done.out.splitlines()
    }
    assert "HS 8542" in done.out


@pytest.mark.parametrize("arguments", [["reports"], ["--help"], ["build", "--help"]])
def test_a_reader_who_has_seen_enough_is_no_mistake(arguments: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = yuebao_process(*arguments, stdout=writing)
    os.close(writing)
    assert (done.status, done.err) == (0, "")
