"""`yuebao revisions`: what was revised between two dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from yuebao.cli._machine import MachineCommand, machine_format, print_result
from yuebao.cli._options import DATE, MONTH, currency_option, store_option
from yuebao.cli._reporting import adjust_options
from yuebao.cli.telling.revisions import tell_revisions
from yuebao.publish.records import revisions_record
from yuebao.publish.revisions import RevisionsRequest, list_revisions
from yuebao.store import Store

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from yuebao.domain import Currency, Month
    from yuebao.report import Adjustments


@click.command(
    "revisions",
    cls=MachineCommand,
    epilog="Example: yuebao revisions --store trade --from 2026-03-20 --to 2026-04-20",
)
@click.argument("definition", required=False)
@click.argument("month", type=MONTH, required=False)
@store_option
@click.option(
    "--from",
    "earlier",
    type=DATE,
    metavar="DATE",
    help="Known by this date. By default the day before the last release.",
)
@click.option(
    "--to", "later", type=DATE, metavar="DATE", help="Known by this date. By default all."
)
@adjust_options
@currency_option("Only this currency, as usd; of a report, needed where the store holds several.")
@click.option(
    "--keys", type=int, default=20, show_default=True, help="How many changed keys to list a month."
)
@machine_format
def command(
    definition: str | None,
    month: Month | None,
    store: Path,
    earlier: date | None,
    later: date | None,
    currency: Currency | None,
    keys: int,
    form: str,
    adjust: Adjustments,
) -> None:
    """List what was revised between two dates: totals by month, and the facts behind them.

    With DEFINITION and MONTH, the figures of that report that read otherwise, and the facts of its
    commodities; give the options it was built with.
    """
    request = RevisionsRequest(Store(store), definition, month, earlier, later, currency, adjust)
    found = list_revisions(request)
    print_result(form, revisions_record(found), tell_revisions(found, keys))
