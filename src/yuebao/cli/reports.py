"""`yuebao reports`: list the report definitions, or show one."""

from __future__ import annotations

import click

from yuebao.cli._speech import tell
from yuebao.cli.telling.definition import tell_definition, tell_goods
from yuebao.report import load_definition, shipped_definitions


@click.command("reports", epilog="Example: yuebao reports chips")
@click.argument("name", required=False)
def command(name: str | None) -> None:
    """List the report definitions that come with yuebao, or show the one of NAME."""
    if name is not None:
        for line in tell_definition(load_definition(name)):
            tell(line)
        return
    for definition in shipped_definitions():
        title = next(iter(definition.title.values()))
        tell(f"{definition.name:<14}{title}  ({tell_goods(definition)})")
    tell("A report of your own is a TOML file: yuebao new makes one from HS codes.")
