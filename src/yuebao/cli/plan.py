"""`yuebao plan`: which files must still be fetched before a report can be built."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from yuebao.cli._machine import MachineCommand, machine_format, print_result
from yuebao.cli._options import MONTH_OR_LATEST, currency_option, store_option
from yuebao.cli.telling.plan import tell_plan
from yuebao.publish.plan import PlanRequest, plan_files, plan_record
from yuebao.store import Store

if TYPE_CHECKING:
    from pathlib import Path

    from yuebao.domain import Currency, Month


@click.command(
    "plan", cls=MachineCommand, epilog="Example: yuebao plan lithium-ion 2025-02 --store trade"
)
@click.argument("definition")
@click.argument("month", type=MONTH_OR_LATEST)
@store_option
@currency_option(
    "The currency wanted, as usd; by default the one the store holds, the office's first where it "
    "holds none."
)
@machine_format
def command(
    definition: str, month: Month | None, store: Path, currency: Currency | None, form: str
) -> None:
    """Print which exports must still be fetched to build the report of DEFINITION for MONTH.

    In the platform's own terms, with the name to give each file. Exit status: 0 nothing is
    missing; 1 something is.
    """
    plan = plan_files(PlanRequest(definition, month, Store(store), currency))
    print_result(form, plan_record(plan), tell_plan(plan, store))
    if plan.fetches:
        sys.exit(1)
