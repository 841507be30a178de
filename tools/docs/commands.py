"""The page of commands, from click."""

from __future__ import annotations

from inspect import cleandoc
from typing import TYPE_CHECKING, Any

import click
from tools.docs.markdown import code, fenced, page, table

from yuebao.cli import COMMANDS, cli
from yuebao.publish.settings import FILE, SETTINGS

if TYPE_CHECKING:
    from collections.abc import Iterator

STATUSES = (
    ("0", "Done; for a check, nothing was found."),
    ("1", "Done, and there are findings."),
    ("2", "The command, the definition or another file of yours is wrong."),
    ("3", "The data is: a file cannot be understood, or the store lacks what a figure needs."),
    ("130", "Interrupted; nothing is left half-written."),
)


def commands_page() -> str:
    """Every command: usage, what it does, arguments, options, an example."""
    blocks = [
        "`yuebao COMMAND --help` prints the same. A mistake is told in one paragraph on stderr: "
        "what is wrong, where, and what to do.",
        table(
            ["Command", "What it does"],
            [(f"[`{name}`](#yuebao-{name})", about) for name, about in COMMANDS.items()],
        ),
        "## Exit statuses",
        table(["Status", "Meaning"], STATUSES),
        "## Settings",
        f"`{FILE}`, in the working folder or beside the files that a command is given, says once "
        "what its options would say each time. The one beside the files goes before the other, an "
        "environment variable before both, and the command line before all. A place is seen from "
        "the folder of the settings.",
        fenced('store = "trade"\nlang = "en"\ntheme = "ours.toml"', "toml"),
        table(["Setting", "What it says", "For"], map(_setting, SETTINGS)),
        "## Completion",
        "Bash completes commands and options after this line; zsh and fish likewise, with "
        "`zsh_source` and `fish_source`.",
        fenced('eval "$(_YUEBAO_COMPLETE=bash_source yuebao)"', "bash"),
    ]
    for name, command in commands().items():
        blocks += _command(name, command)
    return page("Commands", *blocks)


def _setting(name: str) -> tuple[str, str, str]:
    """A line of the table of settings."""
    setting = SETTINGS[name]
    return code(name), setting.about, ", ".join(map(code, setting.commands)) or "every command"


def commands() -> dict[str, click.Command]:
    """Every command by its name, in the order of use."""
    context = _root()
    found = {name: cli.get_command(context, name) for name in cli.list_commands(context)}
    return {name: command for name, command in found.items() if command is not None}


def _root() -> click.Context:
    """What every command is called in; click keeps in a command what it first was called with."""
    return click.Context(cli, info_name="yuebao", **cli.context_settings)


def options_of(command: click.Command) -> list[click.Option]:
    """The options of a command that a user sees."""
    return [p for p in command.params if isinstance(p, click.Option) and not p.hidden]


def _command(name: str, command: click.Command) -> Iterator[str]:
    context = click.Context(command, info_name=name, parent=_root())
    yield f"## yuebao {name}"
    yield fenced(f"yuebao {name} {' '.join(command.collect_usage_pieces(context))}")
    yield cleandoc(command.help or "")
    if options := options_of(command):
        rows = [_option(option, context) for option in options]
        yield table(["Option", "Meaning", "Default"], rows)
    if command.epilog:
        yield "Example:"
        yield fenced("$ " + command.epilog.removeprefix("Example: "))


def _option(option: click.Option, context: click.Context) -> tuple[str, str, str]:
    names = ", ".join((*option.opts, *option.secondary_opts))
    value = "" if option.is_flag else f" {option.make_metavar(context)}"
    about = [option.help or ""]
    if option.required:
        about.append("Required.")
    if option.envvar and option.show_envvar:
        about.append(f"Also from the environment variable `{option.envvar}`.")
    return code(f"{names}{value}"), " ".join(about), code(_default(option))


def _default(option: click.Option) -> Any:
    """The default, where the help shows it; of a pair of flags the one."""
    if option.is_flag and option.secondary_opts and option.show_default:
        return option.opts[0] if option.default else option.secondary_opts[0]
    return option.default if option.show_default and option.default is not None else ""
