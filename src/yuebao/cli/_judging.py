"""The options of an audit that say what is accepted, and in which language findings are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from yuebao.cli._options import FILE_THERE
from yuebao.cli._types import Parsed
from yuebao.publish.audit import parse_percentage

if TYPE_CHECKING:
    from collections.abc import Callable

_BASELINE = click.option(
    "--baseline",
    type=FILE_THERE,
    metavar="FILE",
    help="The JSON of an earlier audit: what it found is accepted.",
)
_LANG = click.option(
    "--lang",
    type=click.Choice(["zh", "en"]),
    help="The language of the findings. By default the report's.",
)
_LEAST = click.option(
    "--min-coverage",
    "least",
    type=Parsed("percentage", parse_percentage),
    metavar="PERCENT",
    help="End with status 4 where fewer of the numbers that state facts were understood.",
)


def judging_options(command: Callable[..., None]) -> Callable[..., None]:
    """The options `--baseline`, `--lang` and `--min-coverage`."""
    return _BASELINE(_LANG(_LEAST(command)))
