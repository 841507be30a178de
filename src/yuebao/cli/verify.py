"""`yuebao verify`: check a store against its own raw files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from yuebao.cli._findings import counted, finish
from yuebao.cli._machine import MachineCommand, machine_format, print_json
from yuebao.cli._options import store_option
from yuebao.cli._progress import Terminal
from yuebao.cli._speech import tell
from yuebao.publish.verify import verification_record, verify
from yuebao.store import Store

if TYPE_CHECKING:
    from pathlib import Path


@click.command("verify", cls=MachineCommand, epilog="Example: yuebao verify --store trade")
@store_option
@machine_format
def command(store: Path, form: str) -> None:
    """Check every raw file's hash, every stored fact against its row, and every load record.

    Exit status: 0 all holds; 1 something does not, with file and record.
    """
    with Terminal() as progress:
        result = verify(Store(store), progress)
    if form == "json":
        print_json(verification_record(result))
    else:
        tell(
            f"{counted(result.loads, 'load')}, {counted(result.files, 'file')} and "
            f"{counted(result.facts, 'fact')} checked."
        )
    finish(result.findings, form)
