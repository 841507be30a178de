"""`yuebao build`: build a report from a store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from yuebao.cli._asked import find_asked
from yuebao.cli._machine import ResultCommand, machine_result, print_json
from yuebao.cli._options import CODES, DATE, FOLDER_OR_OUTPUT, OUTPUT, currency_option, store_option
from yuebao.cli._progress import Terminal
from yuebao.cli._reporting import adjust_options, lang_option, released_option
from yuebao.cli._speech import tell
from yuebao.publish.build import BuildRequest, build_audited
from yuebao.publish.records import build_record
from yuebao.publish.writing import FORMAT_NAMES, one_format, parse_formats, write_report
from yuebao.render import render
from yuebao.store import Store

if TYPE_CHECKING:
    from pathlib import Path


@click.command(
    "build",
    cls=ResultCommand,
    epilog="Example: yuebao build lithium-ion 2025-02 --store trade --out reports --format md,html",
)
@click.argument("definition", required=False)
@click.argument("month", required=False)
@click.option(
    "--subject",
    type=CODES,
    metavar="CODES",
    help="HS codes for a quick look, as 7324,6910, in place of DEFINITION.",
)
@store_option
@click.option(
    "--out",
    type=FOLDER_OR_OUTPUT,
    required=True,
    metavar="DIR",
    help="Where the files go; a dash is standard output, for one format.",
)
@click.option(
    "--format",
    "formats",
    default=",".join(FORMAT_NAMES),
    show_default=True,
    metavar="LIST",
    help="The formats, separated by commas.",
)
@lang_option
@click.option(
    "--theme",
    metavar="THEME",
    help="The house style: a shipped theme's name or a TOML file. By default the definition's, "
    "else reference.",
)
@currency_option("The currency reported, where the store holds several, as usd.")
@click.option(
    "--date",
    "day",
    type=DATE,
    metavar="DATE",
    help="The report's date. By default the latest release among its facts.",
)
@released_option
@adjust_options
@click.option(
    "--audit/--no-audit",
    "audited",
    default=True,
    show_default=True,
    help="Refuse to write a report in which the audit finds more than slips of style.",
)
@click.option("--version", type=int, metavar="N", help="Use what the store held at this version.")
@machine_result
@click.option(
    "--engine",
    metavar="MASTER",
    help="Compute on Spark: spark://host:7077, yarn or local-cluster. By default DuckDB computes.",
)
@click.pass_context
def command(
    ctx: click.Context,
    /,
    definition: str | None,
    month: str | None,
    subject: tuple[str, ...],
    store: Path,
    out: Path,
    formats: str,
    form: str,
    **asked: Any,
) -> None:
    """Build the report of DEFINITION for MONTH: 2025-02, 202502, 2025年2月, or latest.

    DEFINITION is the name of a shipped report (see: yuebao reports) or a TOML file; with --subject
    codes stand in its place: yuebao build latest --subject 7324.
    """
    names = parse_formats(formats)
    what, when = find_asked(ctx, definition, month, subject)
    alone = one_format(names) if out == OUTPUT else None
    with Terminal() as progress:
        document = build_audited(BuildRequest(what, when, Store(store), **asked), progress)
        written = () if alone else write_report(document, out, names, progress)
    if alone:
        click.echo(render(document, alone), nl=False)
    elif form == "json":
        print_json(build_record(document, written))
    for path in written if form == "text" else ():
        tell(path)
