"""The pages of docs/reference are those the code writes, and leave nothing out."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import click
import pytest
from tests.cli.command import yuebao as run
from tests.docs.pages import ROOT, lay_out_exports
from tools.docs.annex import CELLS, LEVELS, REPORT_KEYS
from tools.docs.commands import commands, options_of
from tools.docs.lists import error_classes
from tools.write_docs import FOLDER, PAGES

import yuebao
from yuebao.cli import COMMANDS
from yuebao.report import definition_schema
from yuebao.report.model import Role
from yuebao.report.toml import load_schema

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

STALE = "run `make docs`, and read what it changed"


def read(page: str) -> str:
    return (FOLDER / page).read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES)
def test_the_page_is_current(page: str) -> None:
    assert read(page) == PAGES[page](), STALE


def test_every_command_and_option_is_on_the_page() -> None:
    text = read("commands.md")
    assert set(commands()) == set(COMMANDS)
    for name, command in commands().items():
        section = text.split(f"\n## yuebao {name}\n")[1].split("\n## ")[0]
        for option in options_of(command):
            assert all(f"{opt}" in section for opt in option.opts), (name, option.opts)
            assert option.help, f"{name} {option.opts[0]} has no help"
        for argument in command.params:
            if isinstance(argument, click.Argument):
                assert argument.make_metavar(click.Context(command)).strip("[]") in section


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_an_example_of_itself(name: str) -> None:
    command = commands()[name]
    assert command.epilog
    assert command.epilog.startswith(f"Example: yuebao {name}")


def test_every_error_is_on_the_page_with_its_exit_status() -> None:
    text = read("errors.md")
    for kind in error_classes():
        assert f"| `{kind.__name__}` | {kind.exit_status} |" in text


def test_every_public_name_is_on_the_page() -> None:
    text = read("library.md")
    assert [name for name in yuebao.__all__ if f"\n## {name}\n" not in text] == []


def schema_of(name: str) -> dict[str, Any]:
    return definition_schema() if name == "definition" else load_schema(f"{name}.schema.json")


def keys(schema: dict[str, Any]) -> Iterator[str]:
    """Every key a schema names, wherever."""
    for name, value in schema.items():
        if name == "properties":
            yield from value
        for below in value if isinstance(value, list) else [value]:
            if isinstance(below, dict):
                yield from keys(below)


@pytest.mark.parametrize(
    ("schema", "page"),
    [
        ("definition", "definition.md"),
        ("theme", "theme.md"),
        ("rates", "adjustments.md"),
        ("corrections", "adjustments.md"),
    ],
)
def test_every_key_of_a_schema_is_on_the_page(schema: str, page: str) -> None:
    text = read(page)
    found = set(keys(schema_of(schema))) - {"kind"}
    assert found
    assert [key for key in sorted(found) if f"{key}`" not in text and f"{key}." not in text] == []


def test_the_annex_has_the_keys_of_its_page(tmp_path: Path) -> None:
    lay_out_exports(tmp_path)
    loaded = run("ingest", "exports", "--store", "trade", cwd=tmp_path)
    built = run(
        "build", "lithium-ion", "2025-02", "--store", "trade", "--out", ".", "--format", "json",
        cwd=tmp_path,
    )  # fmt: skip
    assert (loaded.status, built.status) == (0, 0), loaded.err + built.err
    annex = json.loads((tmp_path / "lithium-ion-2025-02.json").read_text(encoding="utf-8"))
    assert list(annex) == ["report", "cells"]
    absent = {"provinces", "highlights"}  # of a report that has none
    assert list(annex["report"]) == [key for key in REPORT_KEYS if key not in absent]
    levels = [level for cell in annex["cells"] for level in cell["levels"]]
    assert {tuple(cell) for cell in annex["cells"]} == {tuple(CELLS)}
    assert {tuple(level) for level in levels} == {tuple(LEVELS)}
    # Contributions, unit values, adjusted series and revisions have roles of their own: none is
    # told here.
    own = {Role.WHOLE_BASE, Role.QUANTITY, Role.BASE_QUANTITY, Role.SERIES, Role.BEFORE}
    assert {level["role"] for level in levels} == set(Role) - own


def test_the_glossary_is_obeyed_by_every_help_text() -> None:
    """What the glossary says is never said is not said."""
    avoided = words_never_said()
    assert "country" in avoided
    for name, command in commands().items():
        texts = [COMMANDS[name], command.help or "", *(o.help or "" for o in options_of(command))]
        said = " ".join(" ".join(texts).lower().split())
        for phrase in ("country group", "customs code"):
            said = said.replace(phrase, "")
        found = [word for word in avoided if re.search(rf"\b{word}\b", said)]
        assert found == [], name


def words_never_said() -> list[str]:
    """The words the glossary sets aside, and their plurals: those after `never`, in quotes."""
    lines = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8").splitlines()
    tails = [line.partition("never ")[2] for line in lines if "never " in line]
    words = [word for tail in tails for word in tail.split('"')[1::2]]
    return [
        *words,
        *(f"{word.removesuffix('y')}ies" if word[-1] == "y" else f"{word}s" for word in words),
    ]
