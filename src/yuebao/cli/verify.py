"""`yuebao verify`: check a store against its own raw files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from yuebao.cli._findings import counted, findings_format, finish, to_json
from yuebao.cli._options import store_option
from yuebao.cli._progress import Progress
from yuebao.store import Store

if TYPE_CHECKING:
    from pathlib import Path


@click.command("verify", epilog="Example: yuebao verify --store trade")
@store_option
@findings_format
def command(store: Path, form: str) -> None:
    """Check every raw file's hash, every stored fact against its row, and every load record.

    Exit status: 0 all holds; 1 something does not, with file and record.
    """
    with Progress() as progress:
        result = Store(store).verify(progress)
    counts = {"loads": result.loads, "files": result.files, "facts": result.facts}
    if form == "json":
        click.echo(to_json(counts, result.findings))
    else:
        click.echo(
            f"{counted(result.loads, 'load')}, {counted(result.files, 'file')} and "
            f"{counted(result.facts, 'fact')} checked."
        )
    finish(result.findings, form)
