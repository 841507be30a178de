"""`yuebao status`: what a store holds, what is missing, and what looks wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from yuebao.cli._findings import finish
from yuebao.cli._machine import MachineCommand, machine_format, print_result
from yuebao.cli._options import DATE, MONTH, store_option
from yuebao.cli.telling.status import tell_status
from yuebao.publish.status import StatusRequest, look_at_store, status_record
from yuebao.store import Store

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from yuebao.domain import Month


@click.command("status", cls=MachineCommand, epilog="Example: yuebao status --store trade")
@click.argument("definition", required=False)
@click.argument("month", type=MONTH, required=False)
@store_option
@click.option("--as-of", type=DATE, metavar="DATE", help="What was known by this date.")
@machine_format
def command(
    definition: str | None, month: Month | None, store: Path, as_of: date | None, form: str
) -> None:
    """Show which months are there, which are missing between them, and what looks wrong.

    With DEFINITION and MONTH, only the commodities of that report, and findings only of the months
    it rests on. Exit status: 0 nothing looks wrong; 1 something does.
    """
    status = look_at_store(StatusRequest(Store(store), definition, month, as_of))
    print_result(form, status_record(status), tell_status(status))
    finish(status.findings, form)
