"""`yuebao audit`: prove what in a report cannot be true."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from yuebao.cli._findings import counted
from yuebao.cli._judging import judging_options
from yuebao.cli._machine import MachineCommand
from yuebao.cli._options import (
    FILE_OR_OUTPUT,
    FILE_THERE,
    OUTPUT,
    PATH,
    PATH_THERE,
)
from yuebao.cli._progress import Terminal
from yuebao.cli._reporting import adjust_options
from yuebao.cli._speech import say
from yuebao.cli._types import EnumMember
from yuebao.publish.audit import (
    AuditForm,
    AuditRequest,
    present_file,
    refuse_place,
    write_audit,
)
from yuebao.publish.audit_folder import present_folder

if TYPE_CHECKING:
    from fractions import Fraction
    from pathlib import Path

    from yuebao.report import Adjustments


@click.command(
    "audit",
    cls=MachineCommand,
    epilog="Example: yuebao audit report.docx --store trade --format html > findings.html",
)
@click.argument("file", type=PATH_THERE)
@click.option(
    "--store", type=PATH, metavar="DIR", help="A store to compare the report's numbers with."
)
@click.option(
    "--against",
    type=FILE_THERE,
    multiple=True,
    metavar="FILE",
    help="Another issue of the same series; may be given more than once.",
)
@click.option(
    "--format",
    "form",
    type=EnumMember(AuditForm),
    default=AuditForm.TEXT.value,
    show_default=True,
    help="How the findings are written; docx is a copy of a Word FILE with them as comments.",
)
@click.option(
    "--out",
    type=FILE_OR_OUTPUT,
    metavar="FILE",
    help="Write to this file, whole or not at all. By default, or with a dash, the findings "
    "are printed.",
)
@judging_options
@adjust_options
def command(
    file: Path,
    store: Path | None,
    against: tuple[Path, ...],
    form: AuditForm,
    out: Path | None,
    baseline: Path | None,
    lang: str | None,
    least: Fraction | None,
    adjust: Adjustments,
) -> None:
    """Find what cannot be true in the report FILE, or in every document of a folder.

    FILE is text, Markdown, HTML, .csv, Word, Excel, PowerPoint or a PDF that holds its text. The
    report is held against itself: tables against each other, sentences against tables, notes
    against both. With a store it is held against the data too. Exit status 1 when anything is
    found, 4 when nothing is, but less was understood than --min-coverage asks for; of a folder 3
    when nothing is found and a document cannot be read.

    Of a report that was built with rates, corrections or files known in part, say so here too: the
    store alone does not know what stood between its facts and the report.
    """
    from yuebao.store import Store  # 0.4 s that help does not wait for

    refuse_place(None if out == OUTPUT else out, file, form)
    opened = Store(store) if store is not None else None
    request = AuditRequest(file, opened, against, baseline, adjust)
    if file.is_dir():
        with Terminal() as progress:
            told = present_folder(request, form, lang, least, progress)
    else:
        told = present_file(request, form, lang, least)
    if out is None or out == OUTPUT:
        click.echo(told.content.decode(), nl=False)
    else:
        write_audit(out, told.content)
        click.echo(f"{out}: {say(counted(told.found, 'finding') + '.', within=True)}")
    sys.exit(told.verdict)
