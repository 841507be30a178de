"""`yuebao site`: the reports as a folder of pages that anyone can host."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from yuebao.cli._extras import web_extra
from yuebao.cli._machine import MachineCommand, machine_format, print_json
from yuebao.cli._options import FOLDER, PERIOD, store_option
from yuebao.cli._progress import Terminal
from yuebao.cli._reporting import FAILED, out_option
from yuebao.cli._speech import say_error, tell

if TYPE_CHECKING:
    from pathlib import Path

    from yuebao.domain import Period


@click.command(
    "site",
    cls=MachineCommand,
    epilog="Example: yuebao site --store trade --out public --base-url https://trade.example/",
)
@store_option
@out_option
@click.option(
    "--base-url",
    "base",
    default="",
    metavar="URL",
    help="The address the site will be at. Without it there is no feed and no sitemap.",
)
@click.option(
    "--definitions",
    type=FOLDER,
    metavar="DIR",
    help="A folder of report definitions, shown beside the shipped ones.",
)
@click.option(
    "--report",
    "reports",
    multiple=True,
    metavar="NAME",
    help="Only the reports of this definition; may be repeated. By default of all.",
)
@click.option(
    "--months", type=PERIOD, metavar="MONTHS", help="Only these months, as 2024-01..2025-02."
)
@machine_format
def command(
    store: Path,
    out: Path,
    base: str,
    definitions: Path | None,
    reports: tuple[str, ...],
    months: Period | None,
    form: str,
) -> None:
    """Write the reports of a store as a site: pages and files that need no server.

    It has a shelf, each report as a page with its tables, charts, figures and files, and a search,
    in every language; it can be opened from a disk. Written again into the same folder, only what
    changed is drawn; what is removed there are files of its own alone. Exit status 3 when some
    reports could not be made; what the site had of them stays.
    """
    with web_extra():
        from yuebao.web.site.build import SiteRequest, build_site
        from yuebao.web.site.record import site_record

    with Terminal() as progress:
        site = build_site(SiteRequest(store, out, base, definitions, reports, months), progress)
    if form == "json":
        print_json(site_record(site))
    else:
        files = site.files
        tell(f"{out}: reports: {site.reports}; files: {len(files.written)} written, "
             f"{files.unchanged} as they were, {len(files.removed)} removed.")  # fmt: skip
        if not site.has_feed:
            tell("There is no feed and no sitemap: they need --base-url.")
        for file in files.spared:
            tell(f"{file}: changed by somebody, so it was not removed.")
        for failed in site.failed:
            click.echo(f"{failed.stem}: {say_error(failed.error)}", err=True)
    if site.failed:
        sys.exit(FAILED)
