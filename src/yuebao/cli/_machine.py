"""Commands whose result can be read by a machine: so can their refusal."""

from __future__ import annotations

from contextlib import contextmanager
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import click

from yuebao.cli._settings import SettledCommand
from yuebao.cli._speech import tell
from yuebao.errors import UserError, YuebaoError
from yuebao.publish.errors import error_record, system_error

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

machine_format = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How the result is printed.",
)


machine_result = click.option(
    "--result",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How it is printed what was done.",
)


class MachineCommand(SettledCommand):
    """A command with `--format json`, which then prints a refusal as JSON too.

    The paragraph on stderr and the exit status are those of any command.
    """

    json_option = "--format"

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments."""
        with _refusals_printed(_asks_for_json(args, self.json_option)):
            return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        with _refusals_printed(ctx.params["form"] == "json"):
            return super().invoke(ctx)


class ResultCommand(MachineCommand):
    """A command whose `--format` is that of reports: `--result json` says what it did."""

    json_option = "--result"


def _asks_for_json(args: Sequence[str], option: str) -> bool:
    """Whether arguments that may yet be wrong ask for JSON."""
    return f"{option}=json" in args or (option, "json") in pairwise(args)


@contextmanager
def _refusals_printed(asked: bool) -> Iterator[None]:
    try:
        yield
    except (YuebaoError, click.ClickException, OSError) as error:
        if asked:
            print_json(error_record(as_refusal(error)))
        raise


def as_refusal(error: YuebaoError | click.ClickException | OSError) -> YuebaoError:
    """Whatever ends a command, as a refusal of ours."""
    if isinstance(error, YuebaoError):
        return error
    if isinstance(error, OSError):
        return system_error(error)
    context = error.ctx if isinstance(error, click.UsageError) else None
    remedy = f"Try: {context.command_path} --help." if context is not None else ""
    return UserError(error.format_message(), remedy=remedy)


def print_result(form: str, record: Mapping[str, Any], lines: Iterable[str]) -> None:
    """Print a result as JSON, or in lines in the language spoken."""
    if form == "json":
        print_json(record)
        return
    for line in lines:
        tell(line)


def print_json(record: Mapping[str, Any]) -> None:
    """Print a result for machines."""
    import json  # a few milliseconds, and only what is printed for machines needs it

    click.echo(json.dumps(record, ensure_ascii=False, indent=2))
