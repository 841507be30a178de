"""`yuebao codes`: find the HS codes of goods."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from yuebao.cli._machine import MachineCommand, machine_format, print_result
from yuebao.cli._options import MONTH, this_month
from yuebao.publish.codes import CodesRequest, codes_record, find_codes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from yuebao.domain import Month
    from yuebao.publish.codes import FoundCode


@click.command("codes", cls=MachineCommand, epilog="Example: yuebao codes 锂离子")
@click.argument("words", nargs=-1, required=True)
@click.option(
    "--month",
    type=MONTH,
    metavar="MONTH",
    help="The month whose HS list is searched; by default this one.",
)
@machine_format
def command(words: tuple[str, ...], month: Month | None, form: str) -> None:
    """Find HS codes by WORDS of their names, Chinese or English, or by how the code begins."""
    found = find_codes(CodesRequest(" ".join(words), month or this_month()))
    print_result(form, codes_record(found), _tell(found.codes))


def _tell(codes: Iterable[FoundCode]) -> Iterable[str]:
    for one in codes:
        yield "  ".join([one.code, *one.names.values(), f"({'/'.join(one.units)})"])
