"""Option types and options that several commands share."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from yuebao.domain import Currency, Month, Period, Scope, UserError

if TYPE_CHECKING:
    from collections.abc import Callable


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


MONTH = Parsed("month", Month.parse)
PERIOD = Parsed("period", Period.parse)
SCOPE = Parsed("scope", Scope.parse)
CURRENCY = Parsed("currency", lambda text: Currency(text.upper()))
DATE = Parsed("date", date.fromisoformat)
FOLDER = click.Path(file_okay=False, path_type=Path)

store_option = click.option(
    "--store",
    type=click.Path(path_type=Path),
    required=True,
    envvar="YUEBAO_STORE",
    show_envvar=True,
    metavar="DIR",
    help="The store's folder.",
)
