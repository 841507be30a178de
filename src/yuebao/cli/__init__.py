"""The command line: one thin module a command, imported when the command is called."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import NoReturn

import click

from yuebao import __version__
from yuebao.domain.errors import YuebaoError

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

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's signature
        """The commands' names, in the order of use."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  # click's signature
        """Import a command."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"yuebao.cli.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; where there is none, say which it may be."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches  # a millisecond, and only a slip needs it

            near = get_close_matches(args[0], COMMANDS, 1)
            nearest = f"; the nearest is {near[0]}" if near else ""
            ctx.fail(f"There is no command {args[0]!r}{nearest}.")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002  # click's signature
        """Write the list of commands for --help."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.command(
    cls=LazyCommands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Example: yuebao ingest exports/ --store trade && "
    "yuebao build lithium-ion 2025-02 --store trade --out reports",
)
@click.version_option(__version__, prog_name="yuebao")
def cli() -> None:
    """From China's customs files to finished monthly trade reports.

    Exit status: 0 done; 1 findings; 2 the command or the definition is wrong; 3 the data is.
    """


def main() -> NoReturn:
    """Run the command line; a refusal is one paragraph on stderr, never a traceback."""
    stdout = sys.stdout
    try:
        status = cli.main(prog_name="yuebao", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        _fail("Interrupted; nothing was left half-written.", 130)
    except (YuebaoError, click.ClickException, OSError) as error:
        from yuebao.cli._machine import as_refusal  # what settings and JSON need, no help does

        refusal = as_refusal(error)
        _fail(str(refusal), refusal.exit_status)
    except SystemExit as error:
        # Where nobody reads on (`yuebao reports | head -1`) click puts a silent stream in the place
        # of stdout and ends with 1; that the reader has seen enough is no finding of ours.
        sys.exit(error.code if sys.stdout is stdout else 0)
    sys.exit(status if isinstance(status, int) else 0)


def _fail(message: str, status: int) -> NoReturn:
    click.echo(f"yuebao: {message}", err=True)
    sys.exit(status)
