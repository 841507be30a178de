"""`yuebao repair`: put a store right as far as nothing is lost by it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from yuebao.cli._findings import counted, finish
from yuebao.cli._machine import MachineCommand, machine_format, print_json
from yuebao.cli._options import PATH, store_option
from yuebao.cli._progress import Terminal
from yuebao.cli._speech import tell
from yuebao.publish.repair import RepairRequest, repair, repair_record
from yuebao.store import Store

if TYPE_CHECKING:
    from pathlib import Path


@click.command(
    "repair", cls=MachineCommand, epilog="Example: yuebao repair exports/ --store trade --yes"
)
@click.argument("files", nargs=-1, type=PATH)
@store_option
@click.option("--yes", "do", is_flag=True, help="Do it; without this it is only told.")
@machine_format
def command(files: tuple[Path, ...], store: Path, do: bool, form: str) -> None:
    """Put right what can be put right in a store without losing anything.

    Copies that are damaged or lost are restored from FILES: files that were loaded once, folders
    of them, or a backup of the store. What killed loads left is removed, files that no load knows
    are set aside in the store's folder aside/. Nothing is touched that is not proven.

    Exit status: 0 all holds; 1 something is still to be done, or does not hold.
    """
    with Terminal() as progress:
        result = repair(RepairRequest(Store(store), files, do), progress)
    if form == "json":
        print_json(repair_record(result))
    for step in result.steps if form == "text" else ():
        tell(f"{step.action} {step.path}: {step.why}")
    if form == "text" and result.steps and not do:
        tell(
            f"{counted(len(result.steps), 'step')} to do; nothing was changed. "
            "Repeat with --yes to do it."
        )
    elif form == "text":
        tell(
            f"{counted(len(result.steps), 'step')} done."
            if result.steps
            else "There is nothing to repair."
        )
    finish(result.verification.findings, form)
