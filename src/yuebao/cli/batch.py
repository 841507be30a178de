"""`yuebao batch`: build many reports at once."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from yuebao.cli._machine import ResultCommand, machine_result, print_json
from yuebao.cli._options import PERIOD, currency_option, store_option
from yuebao.cli._progress import Terminal
from yuebao.cli._reporting import (
    FAILED,
    accept_partial_option,
    lang_option,
    out_option,
    released_option,
)
from yuebao.cli._speech import say_error, tell
from yuebao.publish.batch import HEADING, BatchRequest, build_batch
from yuebao.publish.records import batch_record
from yuebao.publish.writing import parse_formats
from yuebao.store import Store

if TYPE_CHECKING:
    from pathlib import Path

    from yuebao.publish.batch import Batch


@click.command(
    "batch",
    cls=ResultCommand,
    epilog="Example: yuebao batch 85 2025-02 --store trade --out reports",
)
@click.argument("what")
@click.argument("months", type=PERIOD)
@store_option
@out_option
@click.option(
    "--template",
    default=HEADING,
    show_default=True,
    metavar="TOML",
    help="The definition that a heading is put into.",
)
@click.option(
    "--format", "formats", default="md,json", show_default=True, metavar="LIST", help="The formats."
)
@lang_option
@click.option(
    "--theme", metavar="THEME", help="The house style. By default the definition's, else reference."
)
@currency_option("Where the store holds several, as usd.")
@released_option
@click.option(
    "--audit/--no-audit",
    "audited",
    default=False,
    show_default=True,
    help="Audit each report as build does; one that fails is not written. Takes far longer.",
)
@accept_partial_option
@machine_result
@click.option(
    "--jobs", type=click.IntRange(1), metavar="N", help="Processes; by default one a core."
)
def command(store: Path, formats: str, form: str, **asked: Any) -> None:
    """Build many reports: WHAT for MONTHS (2025-02, or 2016-01..2025-12).

    WHAT is `all` (every HS heading with trade in the month), an HS chapter or heading (85, 8507),
    a report definition, or a folder of them. What is there and current is not built again, so a
    batch that was stopped goes on where it was. Exit status 3 when some reports failed.
    """
    request = BatchRequest(store=Store(store), formats=parse_formats(formats), **asked)
    with Terminal() as progress:
        batch = build_batch(request, progress)
    if form == "json":
        print_json(batch_record(batch))
    else:
        _tell(batch)
    if batch.failed:
        sys.exit(FAILED)


def _tell(batch: Batch) -> None:
    failed = len(batch.failed)
    tell(f"{len(batch.built)} built, {batch.current} current, {failed} failed.")
    for outcome in batch.failed:
        assert outcome.error is not None  # noqa: S101 - it failed
        click.echo(f"{outcome.task.stem}: {say_error(outcome.error)}", err=True)
