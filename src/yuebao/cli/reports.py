"""`yuebao reports`: list the report definitions, or show one."""

from __future__ import annotations

import click

from yuebao.cli._machine import MachineCommand, machine_format, print_json
from yuebao.cli._speech import say, tell
from yuebao.cli.telling.definition import tell_definition, tell_goods
from yuebao.publish.records import definition_record
from yuebao.report import load_definition, shipped_definitions
from yuebao.report.titles import titles_of


@click.command("reports", cls=MachineCommand, epilog="Example: yuebao reports chips")
@click.argument("name", required=False)
@machine_format
def command(name: str | None, form: str) -> None:
    """List the report definitions that come with yuebao, or show the one of NAME."""
    shown = shipped_definitions() if name is None else (load_definition(name),)
    if form == "json":
        print_json({"reports": [definition_record(definition) for definition in shown]})
    elif name is not None:
        for line in tell_definition(shown[0]):
            tell(line)
    else:
        width = max(len(definition.name) for definition in shown)
        for definition in shown:
            title = next(iter(titles_of(definition, definition.flows).values()))
            tell(
                f"{definition.name:<{width}}  {title}  ({say(tell_goods(definition), within=True)})"
            )
        tell("A report of your own is a TOML file: yuebao new makes one from HS codes.")
