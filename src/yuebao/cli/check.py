"""`yuebao check`: judge a definition."""

from __future__ import annotations

import click

from yuebao.cli._speech import tell
from yuebao.cli.telling.definition import tell_definition
from yuebao.report import load_definition


@click.command("check", epilog="Example: yuebao check sinks.toml")
@click.argument("definition")
def command(definition: str) -> None:
    """Judge a DEFINITION: refuse what is wrong in it, by file and key, or say what it makes."""
    for line in tell_definition(load_definition(definition)):
        tell(line)
