"""`yuebao reports`: list the report definitions."""

from __future__ import annotations

import click

from yuebao.report import shipped_definitions


@click.command("reports", epilog="Example: yuebao reports")
def command() -> None:
    """List the report definitions that come with yuebao."""
    for definition in shipped_definitions():
        codes = ", ".join(definition.subject.codes)
        goods = "all goods" if codes == "all" else f"HS {codes}"
        click.echo(f"{definition.name:<14}{definition.title['zh']}  ({goods})")
    click.echo("A report of your own is a TOML file; see docs/how-to/new-report.md.")
