"""`yuebao audit`: prove what in a report cannot be true."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import click

from yuebao.cli._findings import counted
from yuebao.domain import UserError

if TYPE_CHECKING:
    from yuebao.auditing import Audit


@click.command(
    "audit",
    epilog="Example: yuebao audit report.docx --store trade --format html > findings.html",
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--store",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="A store to compare the report's numbers with.",
)
@click.option(
    "--against",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    multiple=True,
    metavar="FILE",
    help="Another issue of the same series; may be given more than once.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "sarif", "html", "docx"]),
    default="text",
    show_default=True,
    help="How the findings are written; docx is a copy of a Word FILE with them as comments.",
)
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write to this file, whole or not at all. By default the findings are printed.",
)
@click.option(
    "--baseline",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
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
    form: str,
    out: Path | None,
    baseline: Path | None,
    lang: str | None,
) -> None:
    """Find what cannot be true in the report FILE.

    FILE is text, Markdown, HTML, Word, Excel or a PDF that holds its text. The report is held
    against itself: tables against each other, sentences against tables, notes against both. With a
    store it is held against the data too. Exit status 1 when anything is found.
    """
    from yuebao.auditing import audit
    from yuebao.auditing.telling.present import read_baseline, without_known
    from yuebao.store import Store

    if out is not None:
        _refuse_place(out, file)
    elif form == "docx":
        raise UserError("a Word file cannot be printed", remedy="Say where it goes with --out.")
    result = audit(file, Store(store) if store is not None else None, against=against)
    if baseline is not None:
        result = without_known(result, read_baseline(baseline))
    content = _written(result, file, form, lang)
    if out is None:
        click.echo(content.decode(), nl=False)
    else:
        _write(out, content)
        click.echo(f"{out}: {counted(len(result.findings), 'finding')}.")
    if result.findings:
        sys.exit(1)


def _written(result: Audit, file: Path, form: str, lang: str | None) -> bytes:
    from yuebao.auditing.telling.mark_docx import mark_docx
    from yuebao.auditing.telling.page import to_html
    from yuebao.auditing.telling.present import to_json, to_text
    from yuebao.auditing.telling.sarif import to_sarif

    if form == "docx":
        return mark_docx(file.read_bytes(), result, lang)
    write = {"text": to_text, "json": to_json, "sarif": to_sarif, "html": to_html}[form]
    return write(result, lang).encode()


def _refuse_place(out: Path, file: Path) -> None:
    """Refuse to write where it cannot be, before the work.

    Raises:
        UserError: There is no such folder, or the report itself would be replaced.
    """
    if not out.parent.is_dir():
        raise UserError("there is no such folder", where=str(out.parent), remedy="Make it first.")
    if out.exists() and out.samefile(file):
        raise UserError(
            "it is the report itself, which is left as it is",
            where=str(out),
            remedy="Name another file with --out.",
        )


def _write(out: Path, content: bytes) -> None:
    part = out.with_name(f".{uuid4().hex}.part")
    try:
        part.write_bytes(content)
        part.replace(out)
    except OSError as error:
        raise UserError(
            f"it cannot be written ({error.strerror})",
            where=str(out),
            remedy="Check the folder's permissions and the free space.",
        ) from error
    finally:
        part.unlink(missing_ok=True)
