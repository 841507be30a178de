"""`yuebao build`: build a report from a store."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from yuebao.cli._options import CURRENCY, DATE, FOLDER, MONTH, store_option
from yuebao.cli._progress import Progress
from yuebao.domain import SelfAuditError, UserError
from yuebao.render import FORMATS, find_format
from yuebao.report import (
    DEFAULT_THEME,
    Adjustments,
    build_report,
    load_corrections,
    load_definition,
    load_rates,
)
from yuebao.report.language import LANGUAGES
from yuebao.store import Store

if TYPE_CHECKING:
    from datetime import date

    from yuebao.domain import Currency, Month
    from yuebao.report import Document

_FORMAT_NAMES = ",".join(known.name for known in FORMATS)

lang_option = click.option(
    "--lang",
    type=click.Choice(list(LANGUAGES)),
    default=next(iter(LANGUAGES)),
    show_default=True,
    help="The language.",
)


@click.command(
    "build",
    epilog="Example: yuebao build lithium-ion 2025-02 --store trade --out reports --format md,html",
)
@click.argument("definition")
@click.argument("month", type=MONTH)
@store_option
@click.option("--out", type=FOLDER, required=True, metavar="DIR", help="Where the files go.")
@click.option(
    "--format",
    "formats",
    default=_FORMAT_NAMES,
    show_default=True,
    metavar="LIST",
    help="The formats, separated by commas.",
)
@lang_option
@click.option(
    "--theme",
    default=DEFAULT_THEME,
    show_default=True,
    metavar="THEME",
    help="The house style: a shipped theme's name or a TOML file.",
)
@click.option(
    "--currency",
    type=CURRENCY,
    metavar="CODE",
    help="The currency reported, where the store holds several, as usd.",
)
@click.option(
    "--date",
    "day",
    type=DATE,
    metavar="DATE",
    help="The report's date. By default the latest release among its facts.",
)
@click.option("--as-of", type=DATE, metavar="DATE", help="Use only what was released by this date.")
@click.option(
    "--rates",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Rates by month (TOML), as yuan per dollar: reports facts in the one in the other.",
)
@click.option(
    "--corrections",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Known errors of the source (TOML), corrected visibly.",
)
@click.option(
    "--base",
    type=click.Choice(["latest", "first"]),
    default="latest",
    show_default=True,
    help="Growth on the base as revised since, or as first published.",
)
@click.option(
    "--accept-partial",
    is_flag=True,
    help="Use files that are probably cut; the report says so.",
)
@click.option(
    "--audit/--no-audit",
    "audited",
    default=True,
    show_default=True,
    help="Refuse to write a report in which the audit finds more than slips of style.",
)
@click.option("--version", type=int, metavar="N", help="Use what the store held at this version.")
@click.option(
    "--engine",
    metavar="MASTER",
    help="Compute on Spark: spark://host:7077, yarn or local-cluster. By default DuckDB computes.",
)
def command(
    definition: str,
    month: Month,
    store: Path,
    out: Path,
    formats: str,
    lang: str,
    theme: str,
    currency: Currency | None,
    day: date | None,
    as_of: date | None,
    rates: Path | None,
    corrections: Path | None,
    base: str,
    accept_partial: bool,
    audited: bool,
    version: int | None,
    engine: str | None,
) -> None:
    """Build the report of DEFINITION for MONTH (as 2025-02).

    DEFINITION is the name of a shipped report (see: yuebao reports) or a TOML file.
    """
    names = format_names(formats)
    document = build_report(
        load_definition(definition),
        month,
        Store(store),
        currency=currency,
        language=lang,
        theme=theme,
        date=day,
        as_of=as_of,
        version=version,
        adjust=Adjustments(
            corrections=load_corrections(corrections) if corrections else (),
            rates=load_rates(rates) if rates else None,
            first_base=base == "first",
            accept_partial=accept_partial,
        ),
        engine=engine,
    )
    for warning in document.warnings:
        click.echo(f"Warning: {warning}", err=True)
    if audited:
        refuse_untrue(document)
    with Progress() as progress:
        written = write_report(document, names, out, progress)
    for path in written:
        click.echo(path)


def refuse_untrue(document: Document) -> None:
    """Audit a report that was built, before anybody else does.

    Raises:
        SelfAuditError: It says something impossible, or contradicts itself.
    """
    from yuebao.auditing import Severity, audit

    found = [f for f in audit(document).findings if f.severity is not Severity.STYLE]
    if found:
        said = "; ".join(finding.message(document.words.names_in) for finding in found[:3])
        raise SelfAuditError(
            f"the report fails its own audit with {len(found)} findings: {said}",
            where=f"{document.definition} for {document.month}",
            remedy="Nothing is written. Look at the data with yuebao status; write the report all "
            "the same with --no-audit, and send us the finding if it is wrong.",
        )


def format_names(text: str) -> list[str]:
    """The formats asked for, each once.

    Raises:
        UserError: One is not known, or there is none.
    """
    names = list(dict.fromkeys(name.strip() for name in text.split(",") if name.strip()))
    if not names:
        raise UserError("--format names no format", remedy=f"Name some of {_FORMAT_NAMES}.")
    for name in names:
        find_format(name)
    return names


def write_report(
    document: Document, formats: list[str], out: Path, progress: Progress | None = None
) -> tuple[Path, ...]:
    """Draw a document in each format, then write all the files; a failure leaves none.

    Returns:
        The files written, `<definition>-<month>.<ext>`, in the order of formats.
    """
    drawn = []
    for done, name in enumerate(formats):
        if progress is not None:
            progress(f"draw {name}", done, len(formats))
        drawn.append((find_format(name), find_format(name).render(document)))
    out.mkdir(parents=True, exist_ok=True)
    stem = f"{document.definition}-{document.month}"
    with TemporaryDirectory(dir=out, prefix=".yuebao-") as unfinished:
        parts = [Path(unfinished) / f"{stem}.{known.extension}" for known, _ in drawn]
        for part, (_, content) in zip(parts, drawn, strict=True):
            part.write_bytes(content)
        return tuple(part.replace(out / part.name) for part in parts)
