"""`yuebao.toml`: what is said once for all commands of a folder."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click
import pytest
from tests.cli.command import GOOD, write, yuebao
from tools.docs.commands import commands

from yuebao.cli._settings import SettledCommand
from yuebao.publish.settings import SETTINGS

if TYPE_CHECKING:
    from pathlib import Path

SAID = 'store = "trade"\nflow = "export"\nreleased = 2025-03-20\nscope = "all"\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Files whose names say no flow, with settings beside them."""
    write(tmp_path, "files/a.csv", GOOD)
    write(tmp_path, "files/yuebao.toml", SAID)
    return tmp_path


def test_settings_beside_the_files_are_read(folder: Path) -> None:
    loaded = yuebao("ingest", "files", cwd=folder)
    assert loaded.status == 0, loaded.err
    assert "released 2025-03-20" in loaded.out
    assert (folder / "files" / "trade").is_dir(), "seen from the folder of the settings"


def test_settings_of_the_working_folder_are_read_by_every_command(folder: Path) -> None:
    yuebao("ingest", "files", cwd=folder)
    write(folder, "yuebao.toml", 'store = "files/trade"\nout = "made"\nlang = "en"\n')
    assert "released 2025-03-20" in yuebao("status", cwd=folder).out
    assert yuebao("verify", cwd=folder).status == 0
    built = yuebao("build", "lithium-ion", "latest", "--format", "md", cwd=folder)
    assert built.status == 0, built.err
    assert (folder / "made" / "lithium-ion-2025-02.md").read_text("utf-8").startswith("# China")
    exported = yuebao("export", "--out", folder / "f.csv", cwd=folder)
    assert exported.out == f"{folder / 'f.csv'}: 1 fact.\n", "flow is a setting of loading alone"


def test_what_is_said_nearer_goes_before(folder: Path) -> None:
    write(folder, "yuebao.toml", 'store = "far"\nreleased = 2025-04-01\n')
    yuebao("ingest", "files", "--store", folder / "said", cwd=folder)
    assert (folder / "said").is_dir()
    assert "2025-03-20" in yuebao("status", "--store", folder / "said", cwd=folder).out
    yuebao("ingest", "files", cwd=folder, YUEBAO_STORE=str(folder / "variable"))
    assert (folder / "variable").is_dir()
    assert not (folder / "far").exists()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('sotre = "x"', "Did you mean store?"),
        ("store = true", "store = True is no text. The store's folder."),
        ("store", "this is not TOML"),
        ('released = "soon"', "soon"),
    ],
)
def test_settings_that_are_wrong_are_refused(folder: Path, text: str, said: str) -> None:
    write(folder, "files/yuebao.toml", f"{text}\n")
    refused = yuebao("ingest", "files", "--store", folder / "s", cwd=folder)
    assert refused.status == 2
    assert said in refused.refusal()
    assert not (folder / "s").exists()


def test_a_refusal_of_settings_is_json_where_json_is_asked_for(tmp_path: Path) -> None:
    write(tmp_path, "yuebao.toml", "nothing = 1\n")
    refused = yuebao("status", "--format", "json", cwd=tmp_path)
    assert json.loads(refused.out)["error"]["where"] == "yuebao.toml"


VALUES = {
    "store": "trade", "office": "china", "flow": "export", "scope": "province=31",
    "months": "2024-01..2024-08", "released": "2025-03-20", "out": "made", "lang": "en",
    "theme": "plain", "currency": "cny",
}  # fmt: skip
"""A value of every setting that is no option's default."""

SETTLED = [
    (name, command)
    for name, setting in SETTINGS.items()
    for command, one in commands().items()
    if any(f"--{name}" in option.opts for option in one.params)
    and command in (setting.commands or (command,))
]
"""Every setting with every command that takes it, as the command line itself tells."""


@pytest.mark.parametrize("beside", [False, True], ids=["in the working folder", "beside the file"])
@pytest.mark.parametrize(("name", "command"), SETTLED)
def test_a_setting_is_taken_by_every_command_that_has_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, command: str, beside: bool
) -> None:
    """As if it had been written on the command line, seen from its own folder."""
    known = commands()[command]
    given = ["files/a.csv"] if beside and _takes_files(known) else []
    folder = tmp_path / "files" if given else tmp_path
    write(tmp_path, "files/a.csv", GOOD)
    monkeypatch.chdir(tmp_path)
    written = str((folder / VALUES[name]).relative_to(tmp_path))
    value = written if SETTINGS[name].place and name != "theme" else VALUES[name]
    plain = _parsed(known, given)
    said = _parsed(known, [*given, f"--{name}", value])
    write(folder, "yuebao.toml", f'{name} = "{VALUES[name]}"\n')
    settled = _parsed(known, given)
    assert said != plain, "the value is the default"
    assert settled == said


def _takes_files(command: click.Command) -> bool:
    return any(isinstance(one, click.Argument) for one in command.params)


def _parsed(command: click.Command, args: list[str]) -> dict[str, str]:
    context = command.make_context("yuebao", list(args), resilient_parsing=True)
    return {name: str(value) for name, value in context.params.items()}


def test_every_setting_is_an_option_of_its_commands() -> None:
    known = commands()
    for name, setting in SETTINGS.items():
        of = setting.commands or tuple(
            command for command, one in known.items() if f"--{name}" in _options(one)
        )
        assert of
        for command in of:
            assert f"--{name}" in _options(known[command])
            assert isinstance(known[command], SettledCommand)


def _options(command: click.Command) -> set[str]:
    return {spelling for one in command.params for spelling in one.opts}
