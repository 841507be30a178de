"""`yuebao audit`: prove what in a report cannot be true."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from yuebao.cli._findings import counted
from yuebao.cli._machine import MachineCommand
from yuebao.cli._options import FILE, FILE_THERE, PATH, Member
from yuebao.domain import UserError
from yuebao.publish.audit import (
    AuditForm,
    AuditRequest,
    audit_file,
    present_audit,
    refuse_place,
    write_audit,
)

if TYPE_CHECKING:
    from pathlib import Path


@click.command(
    "audit",
    cls=MachineCommand,
    epilog="Example: yuebao audit report.docx --store trade --format html > findings.html",
)
@click.argument("file", type=FILE_THERE)
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
    type=Member(AuditForm),
    default=AuditForm.TEXT.value,
    show_default=True,
    help="How the findings are written; docx is a copy of a Word FILE with them as comments.",
)
@click.option(
    "--out",
    type=FILE,
    metavar="FILE",
    help="Write to this file, whole or not at all. By default the findings are printed.",
)
@click.option(
    "--baseline",
    type=FILE_THERE,
    metavar="FILE",
    help="The JSON of an earlier audit: what it found is accepted.",
)
@click.option(
    "--lang",
    type=click.Choice(["zh", "en"]),
    help="The language of the findings. By default the report's.",
)
def command(
    file: Path,
    store: Path | None,
    against: tuple[Path, ...],
    form: AuditForm,
    out: Path | None,
    baseline: Path | None,
    lang: str | None,
) -> None:
    """Find what cannot be true in the report FILE.

    FILE is text, Markdown, HTML, Word, Excel or a PDF that holds its text. The report is held
    against itself: tables against each other, sentences against tables, notes against both. With a
    store it is held against the data too. Exit status 1 when anything is found.
    """
    from yuebao.store import Store  # 0.4 s that help does not wait for

    if out is not None:
        refuse_place(out, file)
    elif form is AuditForm.DOCX:
        raise UserError("a Word file cannot be printed", remedy="Say where it goes with --out.")
    opened = Store(store) if store is not None else None
    result = audit_file(AuditRequest(file, opened, against, baseline))
    content = present_audit(result, file, form, lang)
    if out is None:
        click.echo(content.decode(), nl=False)
    else:
        write_audit(out, content)
        click.echo(f"{out}: {counted(len(result.findings), 'finding')}.")
    if result.findings:
        sys.exit(1)
