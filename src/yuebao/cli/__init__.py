"""The command line: one thin module a command, imported when the command is called."""

from __future__ import annotations

import sys
from typing import NoReturn

import click

from yuebao import __version__
from yuebao.cli._everywhere import before_commands
from yuebao.cli._group import COMMANDS, LazyCommands
from yuebao.cli._speech import say, say_error, speak
from yuebao.errors import YuebaoError

__all__ = ["COMMANDS", "cli", "main"]


@click.command(
    cls=LazyCommands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Example: yuebao ingest exports/ --store trade && "
    "yuebao build lithium-ion 2025-02 --store trade --out reports",
)
@click.version_option(__version__, prog_name="yuebao")
@before_commands
def cli() -> None:
    """From China's customs files to finished monthly trade reports.

    Exit status: 0 done; 1 findings; 2 the command or the definition is wrong; 3 the data is.
    """


def main() -> NoReturn:
    """Run the command line; a refusal is one paragraph on stderr, never a traceback."""
    stdout = sys.stdout
    speak()
    try:
        status = cli.main(prog_name="yuebao", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        _fail(say("Interrupted; nothing was left half-written."), 130)
    except (YuebaoError, click.ClickException, OSError) as error:
        from yuebao.cli._machine import as_refusal  # what settings and JSON need, no help does

        refusal = as_refusal(error)
        _fail(say_error(refusal), refusal.exit_status)
    except SystemExit as error:
        # Where nobody reads on (`yuebao reports | head -1`) click puts a silent stream in the place
        # of stdout and ends with 1; that the reader has seen enough is no finding of ours.
        sys.exit(error.code if sys.stdout is stdout else 0)
    sys.exit(status if isinstance(status, int) else 0)


def _fail(message: str, status: int) -> NoReturn:
    click.echo(f"yuebao: {message}", err=True)
    sys.exit(status)
