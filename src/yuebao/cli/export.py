"""`yuebao export`: facts as one Parquet or CSV file, with their provenance."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from yuebao.cli._findings import counted
from yuebao.cli._options import DATE, FILE, PERIOD, Member, store_option
from yuebao.domain import Flow
from yuebao.store import Store, export_facts

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from yuebao.domain import Period


@click.command(
    "export",
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
@click.option("--as-of", type=DATE, metavar="DATE", help="What was released by this date.")
def command(
    store: Path,
    out: Path,
    commodities: tuple[str, ...],
    flow: Flow | None,
    months: Period | None,
    as_of: date | None,
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
    )
    click.echo(f"{out}: {counted(count, 'fact')}.")
