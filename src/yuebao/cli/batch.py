"""`yuebao batch`: build many reports at once."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from yuebao.cli._batch import Settings, build_chunks, is_current, read_record
from yuebao.cli._options import CURRENCY, DATE, FOLDER, PERIOD, store_option
from yuebao.cli._progress import Progress
from yuebao.cli.build import format_names, lang_option
from yuebao.domain import UserError
from yuebao.report import DEFAULT_THEME, load_definition, load_theme
from yuebao.report.batch import Task, heading_definition, in_chunks, list_headings
from yuebao.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from yuebao.domain import Currency, Period
    from yuebao.store import View

FAILED = 3
"""The exit status when some reports could not be built."""


@click.command("batch", epilog="Example: yuebao batch 85 2025-02 --store trade --out reports")
@click.argument("what")
@click.argument("months", type=PERIOD)
@store_option
@click.option("--out", type=FOLDER, required=True, metavar="DIR", help="Where the files go.")
@click.option(
    "--template",
    default="heading",
    show_default=True,
    metavar="TOML",
    help="The definition that a heading is put into.",
)
@click.option(
    "--format", "formats", default="md,json", show_default=True, metavar="LIST", help="The formats."
)
@lang_option
@click.option(
    "--theme", default=DEFAULT_THEME, show_default=True, metavar="THEME", help="The house style."
)
@click.option(
    "--currency", type=CURRENCY, metavar="CODE", help="Where the store holds several, as usd."
)
@click.option("--as-of", type=DATE, metavar="DATE", help="Use only what was released by this date.")
@click.option(
    "--audit/--no-audit",
    "audited",
    default=False,
    show_default=True,
    help="Audit each report as build does; one that fails is not written. Takes far longer.",
)
@click.option(
    "--jobs", type=click.IntRange(1), metavar="N", help="Processes; by default one a core."
)
def command(
    what: str,
    months: Period,
    store: Path,
    out: Path,
    template: str,
    formats: str,
    lang: str,
    theme: str,
    currency: Currency | None,
    as_of: date | None,
    audited: bool,
    jobs: int | None,
) -> None:
    """Build many reports: WHAT for MONTHS (2025-02, or 2016-01..2025-12).

    WHAT is `all` (every HS heading with trade in the month), an HS chapter or heading (85, 8507),
    a report definition, or a folder of them. What is there and current is not built again, so a
    batch that was stopped goes on where it was. Exit status 3 when some reports failed.
    """
    view = Store(store).view(as_of=as_of)
    settings = Settings(
        store=store,
        version=view.version,
        out=out,
        formats=tuple(format_names(formats)),
        language=lang,
        theme=load_theme(theme),
        currency=currency,
        as_of=as_of,
        audited=audited,
    )
    tasks = list(_tasks(view, what, months, template))
    built = read_record(out)
    waiting = [task for task in tasks if not is_current(settings, task, built)]
    failures = []
    with Progress() as progress:
        chunks = tuple(in_chunks(waiting))
        for done, outcome in enumerate(build_chunks(settings, chunks, jobs or os.cpu_count() or 1)):
            progress(f"built {outcome.task.stem}", done, len(waiting))
            if outcome.failure:
                failures.append(outcome)
    done = len(waiting) - len(failures)
    click.echo(f"{done} built, {len(tasks) - len(waiting)} current, {len(failures)} failed.")
    for outcome in sorted(failures, key=lambda outcome: outcome.task.stem):
        click.echo(f"{outcome.task.stem}: {outcome.failure}", err=True)
    if failures:
        raise SystemExit(FAILED)


def _tasks(view: View, what: str, months: Period, template: str) -> Iterator[Task]:
    """Every report asked for.

    Raises:
        UserError: It is no heading, definition or folder.
    """
    if what == "all" or what.isdigit():
        for month in months.months():
            prefix = "" if what == "all" else what
            for code in list_headings(view, month, prefix):
                yield Task(heading_definition(code, month, template), month)
        return
    for path in _definitions(what):
        definition = load_definition(path)
        for month in months.months():
            yield Task(definition, month)


def _definitions(what: str) -> list[str | Path]:
    folder = Path(what)
    if not folder.is_dir():
        return [what]
    found: list[str | Path] = [*sorted(folder.glob("*.toml"))]
    if not found:
        raise UserError(
            "the folder holds no report definition",
            where=what,
            remedy="A definition is a .toml file: see yuebao reports.",
        )
    return found
