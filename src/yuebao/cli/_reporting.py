"""Options of the commands that build reports."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from yuebao.cli._options import DATE, FOLDER, PATH
from yuebao.report import Adjustments, load_corrections, load_rates
from yuebao.report.language import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FAILED = 3
"""The exit status when some reports could not be made."""

out_option = click.option(
    "--out", type=FOLDER, required=True, metavar="DIR", help="Where the files go."
)
lang_option = click.option(
    "--lang",
    "language",
    type=click.Choice(list(LANGUAGES)),
    default=next(iter(LANGUAGES)),
    show_default=True,
    help="The language.",
)
released_option = click.option(
    "--as-of", type=DATE, metavar="DATE", help="Use only what was released by this date."
)

_RATES = click.option(
    "--rates",
    type=PATH,
    metavar="FILE",
    help="Yuan per dollar by month (TOML): reports facts in yuan in dollars, and notes it.",
)
_CORRECTIONS = click.option(
    "--corrections",
    type=PATH,
    metavar="FILE",
    help="Known errors of the source (TOML), corrected visibly.",
)
_BASE = click.option(
    "--base",
    type=click.Choice(["latest", "first"]),
    default="latest",
    show_default=True,
    help="Growth on the base as revised since, or as first published.",
)
accept_partial_option = click.option(
    "--accept-partial",
    is_flag=True,
    help="Use files that are probably cut, or of a part of the HS codes; the report says so.",
)


def adjust_options(command: Callable[..., None]) -> Callable[..., None]:
    """The options that say what comes between store and report; given as one `adjust`."""

    @wraps(command)
    def adjusted(
        *,
        rates: Path | None,
        corrections: Path | None,
        base: str,
        accept_partial: bool,
        **said: Any,
    ) -> None:
        adjust = Adjustments(
            corrections=load_corrections(corrections) if corrections else (),
            rates=load_rates(rates) if rates else None,
            first_base=base == "first",
            accept_partial=accept_partial,
        )
        command(adjust=adjust, **said)

    return _RATES(_CORRECTIONS(_BASE(accept_partial_option(adjusted))))
