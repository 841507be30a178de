"""`yuebao new`: write a first definition."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from yuebao.cli._machine import MachineCommand, machine_format, print_json
from yuebao.cli._options import FILE_OR_OUTPUT, MONTH, OUTPUT, this_month
from yuebao.cli._speech import tell
from yuebao.domain import UserError
from yuebao.publish.new import NewRequest, draft_new, write_new

if TYPE_CHECKING:
    from pathlib import Path

    from yuebao.domain import Month


@click.command("new", cls=MachineCommand, epilog="Example: yuebao new 73241000 --out sinks.toml")
@click.argument("goods", nargs=-1, required=True)
@click.option(
    "--out",
    type=FILE_OR_OUTPUT,
    required=True,
    metavar="FILE",
    help="The definition to write; a dash is standard output.",
)
@click.option(
    "--label",
    "labels",
    multiple=True,
    metavar="LANG=NAME",
    help="What the goods are called, as en='kitchen sinks'; by default as the HS list calls them.",
)
@click.option(
    "--month",
    type=MONTH,
    metavar="MONTH",
    help="The month whose HS list tells names and units; by default this one.",
)
@machine_format
def command(
    goods: tuple[str, ...], out: Path, labels: tuple[str, ...], month: Month | None, form: str
) -> None:
    """Write a report definition about GOODS: HS codes of two digits or more, or words of a name.

    It can be built as it is, and is meant to be gone on from.
    """
    named = dict(map(_label, labels))
    request = NewRequest(goods, month or this_month(), out, named)
    if out == OUTPUT:
        click.echo(draft_new(request)[1], nl=False)
        return
    codes = write_new(request)
    if form == "json":
        print_json({"codes": list(codes), "file": str(out)})
    for line in (*(f"HS {code}" for code in codes), out) if form == "text" else ():
        tell(line)


def _label(text: str) -> tuple[str, str]:
    language, found, name = text.partition("=")
    if not found or not name:
        raise UserError(f"{text!r} names no language", remedy="Write it as en='kitchen sinks'.")
    return language, name
