"""What is said of the queries whose answers are loaded."""

from __future__ import annotations

import click

from yuebao.cli._options import CODES

codes_option = click.option(
    "--codes",
    type=CODES,
    default=(),
    metavar="CODES",
    help="The HS codes the queries asked for, as 7324,6910, or all: what is not in them was not "
    "traded. By default as names of yuebao plan say; else only the codes found are known.",
)
"""What the files of a load were asked for."""

without_option = click.option(
    "--without",
    multiple=True,
    metavar="COLUMN",
    help="A column of query exports to leave out, by its head or as partner, mode, province or "
    "quantity, where it is damaged or no query has it: facts are summed without it, and every "
    "report says so.",
)
"""What is left out of the files of a load."""

differences_option = click.option(
    "--accept-differences",
    is_flag=True,
    help="Load a bulletin's table though its parts miss its totals by more than a few parts in ten "
    "million; every report that uses it says so.",
)
"""Whether the sums that tables state may fail."""
