"""The commands: each a module of this package, imported when it is called."""

from __future__ import annotations

from importlib import import_module

import click

from yuebao.cli._everywhere import begin, complete
from yuebao.cli._help import SpokenContext

COMMANDS: dict[str, str] = {
    "ingest": "Load customs files into a store.",
    "status": "Show what a store holds, what is missing, and what looks wrong.",
    "plan": "Print which files a report still needs.",
    "build": "Build a report from a store, in one or more formats.",
    "batch": "Build many reports: all headings, all months, or a folder of definitions.",
    "revisions": "List what was revised between two dates.",
    "verify": "Check a store against its own raw files.",
    "repair": "Put a store right as far as nothing is lost by it.",
    "serve": "Show reports, their numbers and the facts behind them in a browser.",
    "site": "Write the reports as pages that need no server.",
    "export": "Write facts as Parquet or CSV, with their provenance.",
    "audit": "Find what cannot be true in a report that somebody wrote.",
    "reports": "List the report definitions that come with yuebao, or show one.",
    "codes": "Find the HS codes of goods by their names.",
    "new": "Write a report definition about goods of your own.",
    "check": "Judge a report definition.",
    "demo": "Load the packaged sample and build its three reports.",
}
"""Every command and its one line of help; the module of the same name holds it."""


class LazyCommands(click.Group):
    """A group that lists its commands without importing them."""

    context_class = SpokenContext

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments, and before all others the language they are answered in."""
        return super().parse_args(ctx, begin(args, COMMANDS))

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's signature
        """The commands' names, in the order of use."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  # click's signature
        """Import a command."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"yuebao.cli.{cmd_name}").command
        command.context_class = SpokenContext
        complete(command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; where there is none, say which it may be."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches  # a millisecond, and only a slip needs it

            near = get_close_matches(args[0], COMMANDS, 1)
            nearest = f"; the nearest is {near[0]!r}" if near else ""
            ctx.fail(f"There is no command {args[0]!r}{nearest}.")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002  # click's signature
        """Write the list of commands for --help."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))
