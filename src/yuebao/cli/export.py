"""`yuebao export`: facts as one Parquet or CSV file, with their provenance."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from yuebao.cli._findings import counted
from yuebao.cli._options import DATE, FILE, PERIOD, Member, currency_option, store_option
from yuebao.cli._settings import SettledCommand
from yuebao.cli._speech import say
from yuebao.domain import Dimension, Flow
from yuebao.store import Store, export_facts

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from yuebao.domain import Currency, Period


def _broken_down(command: Callable[..., None]) -> Callable[..., None]:
    """An option for each dimension: only its codes."""
    for dimension in reversed(Dimension):
        command = click.option(
            f"--{dimension}",
            dimension.value,
            multiple=True,
            metavar="CODE",
            help=f"Only facts of this {dimension}; may be given several times.",
        )(command)
    return command


@click.command(
    "export",
    cls=SettledCommand,
    epilog="Example: yuebao export --store trade --out facts.parquet --commodity 8507",
)
@store_option
@click.option(
    "--out",
    type=FILE,
    required=True,
    metavar="FILE",
    help="Where to; the ending says the format: .parquet or .csv.",
)
@click.option(
    "--commodity",
    "commodities",
    multiple=True,
    metavar="CODE",
    help="Only commodities that begin with this code; may be given several times.",
)
@click.option("--flow", type=Member(Flow), help="Only this flow.")
@click.option(
    "--months", type=PERIOD, metavar="FIRST..LAST", help="Only facts of periods in these months."
)
@currency_option("Only facts in this currency, as usd.")
@_broken_down
@click.option("--as-of", type=DATE, metavar="DATE", help="What was released by this date.")
def command(
    store: Path,
    out: Path,
    commodities: tuple[str, ...],
    flow: Flow | None,
    months: Period | None,
    currency: Currency | None,
    as_of: date | None,
    **codes: tuple[str, ...],
) -> None:
    """Write facts as Parquet or CSV, each with its file, record and release.

    The file is written whole or not at all.
    """
    count = export_facts(
        Store(store).view(as_of=as_of),
        out,
        commodities=commodities,
        flow=flow,
        months=months,
        currency=currency,
        broken_down={dimension: codes[dimension] for dimension in Dimension},
    )
    click.echo(f"{out}: {say(counted(count, 'fact') + '.')}")
