"""Progress of long work on stderr: one live line on a terminal, nothing where there is none."""

from __future__ import annotations

import sys
from contextvars import ContextVar
from typing import TYPE_CHECKING

import click

from yuebao.cli._speech import say

if TYPE_CHECKING:
    from types import TracebackType

_WIDTH = 24

_QUIET: ContextVar[bool] = ContextVar("quiet", default=False)


def be_quiet(asked: bool) -> None:
    """Show no progress from now on, if that is asked."""
    _QUIET.set(asked)


class Terminal:
    """The `domain.Progress` of the commands; use as a context, which leaves no bar behind."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty() and not _QUIET.get()
        self._drawn = False

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._clear()

    def step(self, name: str, done: float, total: int) -> None:
        """Show how far a step is."""
        if not self._shown:
            return
        filled = int(_WIDTH * done / max(total, 1))
        bar = "█" * filled + "░" * (_WIDTH - filled)
        self._clear()
        click.echo(f"{bar} {int(done)}/{total} {say(name, within=True)}", err=True, nl=False)
        self._drawn = True

    def warn(self, message: str) -> None:
        """Print a caution on a line of its own."""
        self._clear()
        click.echo(say(f"Warning: {say(message)}"), err=True)

    def _clear(self) -> None:
        if self._drawn:
            click.echo("\r\x1b[K", err=True, nl=False)
            self._drawn = False
