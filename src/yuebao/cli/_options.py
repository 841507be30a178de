"""Option types and options that several commands share."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from yuebao.cli._types import DiskPlace, EnumMember, Parsed
from yuebao.domain import Currency, Flow, Month, Period, Scope, UserError, today

if TYPE_CHECKING:
    from collections.abc import Callable


LATEST = "latest"
"""What stands for the last month there are facts of; to a request it is None."""


def _month_or_latest(text: str) -> Month | None:
    try:
        return None if text == LATEST else Month.parse(text)
    except UserError as error:
        raise UserError(error.found, remedy=f"Write it as 2025-02, or {LATEST}.") from None


MONTH = Parsed("month", Month.parse)
MONTH_OR_LATEST = Parsed("month", _month_or_latest)
PERIOD = Parsed("period", Period.parse)
PERIOD_OR_LATEST = Parsed("period", lambda text: text if text == LATEST else Period.parse(text))
SCOPE = Parsed("scope", Scope.parse)
CODES = Parsed("codes", lambda text: tuple(code.strip() for code in text.split(",")))
DATE = Parsed("date", date.fromisoformat)
CURRENCY = Parsed("currency", lambda text: Currency(text.upper()))
DIRECTION = EnumMember((Flow.EXPORT, Flow.IMPORT))
PATH = DiskPlace(path_type=Path)
FOLDER = DiskPlace(file_okay=False, path_type=Path)
FILE = DiskPlace(dir_okay=False, path_type=Path)
OUTPUT = Path("-")
"""Standard output, where that may be a place."""

FILE_OR_OUTPUT = DiskPlace(allow_dash=True, dir_okay=False, path_type=Path)
FOLDER_OR_OUTPUT = DiskPlace(allow_dash=True, file_okay=False, path_type=Path)
FILE_THERE = DiskPlace(exists=True, dir_okay=False, path_type=Path)
PATH_THERE = DiskPlace(exists=True, path_type=Path)


def this_month() -> Month:
    """The month it is where the user is."""
    return Month.of(today())


store_option = click.option(
    "--store",
    type=PATH,
    required=True,
    envvar="YUEBAO_STORE",
    show_envvar=True,
    metavar="DIR",
    help="The store's folder.",
)


def currency_option(about: str) -> Callable[[Any], Any]:
    """The option of a currency, with what it means to the command."""
    return click.option("--currency", type=CURRENCY, metavar="CODE", help=about)
