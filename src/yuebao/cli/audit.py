"""`yuebao audit`: prove what in a report cannot be true."""

from __future__ import annotations

import sys
from pathlib import Path

import click


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
    type=click.Choice(["text", "json", "sarif", "html"]),
    default="text",
    show_default=True,
    help="How the findings are written.",
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
    baseline: Path | None,
    lang: str | None,
) -> None:
    """Find what cannot be true in the report FILE.

    FILE is text, Markdown, HTML, Word, Excel or a PDF that holds its text. The report is held
    against itself: tables against each other, sentences against tables, notes against both. With a
    store it is held against the data too. Exit status 1 when anything is found.
    """
    from yuebao.audit import audit
    from yuebao.audit.page import to_html
    from yuebao.audit.present import read_baseline, to_json, to_text, without_known
    from yuebao.audit.sarif import to_sarif
    from yuebao.store import Store

    result = audit(file, Store(store) if store is not None else None, against=against)
    if baseline is not None:
        result = without_known(result, read_baseline(baseline))
    write = {"text": to_text, "json": to_json, "sarif": to_sarif, "html": to_html}[form]
    click.echo(write(result, lang), nl=False)
    if result.findings:
        sys.exit(1)
