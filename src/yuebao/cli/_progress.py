"""Progress of long work on stderr: a bar on a terminal, a few lines otherwise."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from types import TracebackType

_WIDTH = 24

_LINES = 4
"""So many lines tell how far one kind of step is where there is no terminal, however many steps."""


class Terminal:
    """The `domain.Progress` of the commands; use as a context, which leaves no bar behind."""

    def __init__(self) -> None:
        self._terminal = sys.stderr.isatty()
        self._drawn = False
        self._told: object = None

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
        part = int(done)
        if not self._terminal:
            kind = name.partition(" ")[0]
            told = (kind, part * _LINES // max(total, 1))
            if part < total and told != self._told:
                click.echo(f"{name} ({part + 1} of {total})", err=True)
                self._told = told
            return
        filled = int(_WIDTH * done / max(total, 1))
        bar = "█" * filled + "░" * (_WIDTH - filled)
        self._clear()
        click.echo(f"{bar} {part}/{total} {name}", err=True, nl=False)
        self._drawn = True

    def warn(self, message: str) -> None:
        """Print a caution on a line of its own."""
        self._clear()
        click.echo(f"Warning: {message}", err=True)

    def _clear(self) -> None:
        if self._drawn:
            click.echo("\r\x1b[K", err=True, nl=False)
            self._drawn = False
