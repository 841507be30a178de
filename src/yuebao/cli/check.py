"""`yuebao check`: judge a definition."""

from __future__ import annotations

import click

from yuebao.cli._machine import MachineCommand, machine_format, print_result
from yuebao.cli.telling.definition import tell_definition
from yuebao.publish.records import definition_record
from yuebao.report import load_definition


@click.command("check", cls=MachineCommand, epilog="Example: yuebao check sinks.toml")
@click.argument("definition")
@machine_format
def command(definition: str, form: str) -> None:
    """Judge a DEFINITION: refuse what is wrong in it, by file and key, or say what it makes."""
    checked = load_definition(definition)
    print_result(form, definition_record(checked), tell_definition(checked))
