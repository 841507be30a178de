"""Options that every command knows, and that may stand before its name as well as behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from yuebao.cli._progress import be_quiet
from yuebao.cli._speech import LANGUAGES, speak

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

_LANGUAGE = "--lang"
_QUIETLY = "Show no progress on the way; results, warnings and errors remain."
_TAKING = {_LANGUAGE: True, "--format": True, "--quiet": False, "-q": False}
"""What may stand before a command's name, and whether a value follows it."""


def before_commands(function: Callable[..., None]) -> Callable[..., None]:
    """The options of the command line itself; what is a command's is handed on to it."""
    language = click.option(
        _LANGUAGE,
        type=click.Choice(LANGUAGES),
        expose_value=False,
        help="The language of the command's own words: help, messages and progress. By default as "
        "the system's locale says. The language of a report is the option of the same name behind "
        "the command.",
    )
    form = click.option(
        "--format",
        metavar="FORMAT",
        expose_value=False,
        help="How the result is printed, or the formats of a report: as behind the command.",
    )
    quiet = click.option("--quiet", "-q", is_flag=True, expose_value=False, help=_QUIETLY)
    return language(form(quiet(function)))


def complete(command: click.Command) -> None:
    """Give a command what every command has."""
    known = {spelling for option in command.params for spelling in option.opts}
    if "--quiet" not in known:
        command.params.append(_quiet_option())
    if _LANGUAGE not in known:
        command.params.append(_language_option())


def begin(args: Sequence[str], commands: Collection[str]) -> list[str]:
    """The arguments with a command's options behind its name; speaks the language they name."""
    kept: list[str] = []
    handed: list[str] = []
    rest = list(args)
    language = None
    while rest and rest[0] not in commands and rest[0].startswith("-"):
        option = rest.pop(0)
        name, given, value = option.partition("=")
        taken = [option]
        if _TAKING.get(name) and not given and rest:
            value = rest.pop(0)
            taken.append(value)
        if name == _LANGUAGE and value in LANGUAGES:
            language = value
        handing = name in _TAKING and name != _LANGUAGE
        (handed if handing else kept).extend(taken)
    speak(language)
    if not rest or rest[0] not in commands:
        return [*kept, *handed, *rest]
    return [*kept, rest[0], *handed, *rest[1:]]


def _quiet_option() -> click.Option:
    return click.Option(
        ["--quiet", "-q"],
        is_flag=True,
        expose_value=False,
        callback=lambda _ctx, _option, asked: be_quiet(asked),
        help=_QUIETLY,
    )


def _language_option() -> click.Option:
    return click.Option(
        [_LANGUAGE],
        type=click.Choice(LANGUAGES),
        is_eager=True,
        expose_value=False,
        callback=_speak_asked,
        help="The language of the command's own words: help, messages and progress.",
    )


def _speak_asked(_ctx: click.Context, _option: click.Parameter, language: str | None) -> None:
    if language:
        speak(language)
