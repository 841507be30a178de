"""Option types and options that several commands share."""

from __future__ import annotations

import os
from datetime import date
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from yuebao.domain import Currency, Flow, Month, Period, Scope, UserError, today, why_no_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


LATEST = "latest"
"""What stands for the last month there are facts of; to a request it is None."""


class Parsed(click.ParamType[Any]):
    """A value read by a function of ours; its refusal becomes click's.

    Args:
        name: What the value is called in usage lines.
        parse: Reads the text; raises UserError or ValueError.
    """

    def __init__(self, name: str, parse: Callable[[str], Any]) -> None:
        self.name = name
        self._parse = parse

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The parsed value."""
        if not isinstance(value, str):
            return value
        try:
            return self._parse(value)
        except UserError as error:
            self.fail(str(error), param, ctx)
        except ValueError:
            self.fail(f"{value!r} is not a {self.name}; write it as 2025-03-20.", param, ctx)


class DiskPlace(click.Path):
    """A place on disk, by a name that can be printed.

    A lone dash, the terminal to other programs, is none, but where it is told to be one.
    """

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path."""
        if value == "-" and not self.allow_dash:
            self.fail(
                "a dash is no place. Name a folder or a file, or write ./- for one of that name.",
                param,
                ctx,
            )
        wrong = why_no_name(os.fsdecode(value))
        if wrong:
            self.fail(f"{click.format_filename(value)!r}: {wrong}. Rename it.", param, ctx)
        return super().convert(value, param, ctx)


class EnumMember(click.Choice[str]):
    """One of the members of an enum, by its value; given as the member."""

    def __init__(self, members: Iterable[Enum]) -> None:
        self._members = {member.value.lower(): member for member in members}
        super().__init__(list(self._members))

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The member."""
        if isinstance(value, Enum):
            return value
        return self._members[super().convert(value, param, ctx)]


def _month_or_latest(text: str) -> Month | None:
    try:
        return None if text == LATEST else Month.parse(text)
    except UserError as error:
        raise UserError(error.found, remedy=f"Write it as 2025-02, or {LATEST}.") from None


MONTH = Parsed("month", Month.parse)
MONTH_OR_LATEST = Parsed("month", _month_or_latest)
PERIOD = Parsed("period", Period.parse)
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
