"""`yuebao export`: facts as one Parquet or CSV file, with their provenance."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import click

from yuebao.cli._findings import counted
from yuebao.cli._machine import MachineCommand, machine_format, print_json
from yuebao.cli._options import (
    DATE,
    FILE_OR_OUTPUT,
    OUTPUT,
    PERIOD_OR_LATEST,
    currency_option,
    store_option,
)
from yuebao.cli._speech import say
from yuebao.cli._types import EnumMember
from yuebao.domain import Dimension, Flow
from yuebao.publish.named import codes_called, last_period
from yuebao.store import Store, export_facts

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from yuebao.domain import Currency, Period


_AT_ONCE = 1 << 20  # characters of facts printed at once


def _broken_down(command: Callable[..., None]) -> Callable[..., None]:
    """An option for each dimension: only its codes."""
    for dimension in reversed(Dimension):
        command = click.option(
            f"--{dimension}",
            dimension.value,
            multiple=True,
            metavar="CODE",
            help=f"Only facts of this {dimension}, by code or name; may be given several times.",
        )(command)
    return command


@click.command(
    "export",
    cls=MachineCommand,
    epilog="Example: yuebao export --store trade --out facts.parquet --commodity 8507",
)
@store_option
@click.option(
    "--out",
    type=FILE_OR_OUTPUT,
    required=True,
    metavar="FILE",
    help="Where to; the ending says the format: .parquet or .csv. A dash is standard output, as "
    "CSV.",
)
@click.option(
    "--commodity",
    "commodities",
    multiple=True,
    metavar="CODE",
    help="Only commodities that begin with this code; may be given several times.",
)
@click.option("--flow", type=EnumMember(Flow), help="Only this flow.")
@click.option(
    "--months",
    "--month",
    type=PERIOD_OR_LATEST,
    metavar="FIRST..LAST",
    help="Only facts of periods in these months: 2025-01..2025-02, one, or latest.",
)
@currency_option("Only facts in this currency, as usd.")
@_broken_down
@click.option("--as-of", type=DATE, metavar="DATE", help="What was released by this date.")
@machine_format
def command(
    store: Path,
    out: Path,
    commodities: tuple[str, ...],
    flow: Flow | None,
    months: Period | str | None,
    currency: Currency | None,
    as_of: date | None,
    form: str,
    **codes: tuple[str, ...],
) -> None:
    """Write facts as Parquet or CSV, each with its file, record and release.

    The file is written whole or not at all.
    """
    view = Store(store).view(as_of=as_of)
    chosen: dict[str, Any] = {
        "commodities": commodities,
        "flow": flow,
        "months": last_period(view) if isinstance(months, str) else months,
        "currency": currency,
        "broken_down": codes_called(view.office, codes),
    }
    if out == OUTPUT:
        with TemporaryDirectory() as folder:
            place = Path(folder) / "facts.csv"
            export_facts(view, place, **chosen)
            with place.open(encoding="utf-8", newline="") as facts:
                for lines in iter(lambda: facts.readlines(_AT_ONCE), []):
                    click.echo("".join(lines), nl=False)
        return
    count = export_facts(view, out, **chosen)
    if form == "json":
        print_json({"file": str(out), "facts": count})
    else:
        click.echo(f"{out}: {say(counted(count, 'fact') + '.', within=True)}")
