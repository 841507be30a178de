"""Progress of long work: a bar on a terminal, quiet lines otherwise."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from types import TracebackType

_WIDTH = 24


class Progress:
    """Tells on stderr how far a step is; use as a context, and call with step, done and total."""

    def __init__(self) -> None:
        self._terminal = sys.stderr.isatty()
        self._drawn = False
        self._told = ""

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._clear()

    def __call__(self, step: str, done: float, total: int) -> None:
        """Show a step of which so many parts are done, the last of them perhaps in part."""
        part = int(done)
        if not self._terminal:
            if part < total and step != self._told:
                click.echo(f"{step} ({part + 1} of {total})", err=True)
                self._told = step
            return
        filled = int(_WIDTH * done / max(total, 1))
        bar = "█" * filled + "░" * (_WIDTH - filled)
        self._clear()
        click.echo(f"{bar} {part}/{total} {step}", err=True, nl=False)
        self._drawn = True

    def _clear(self) -> None:
        if self._drawn:
            click.echo("\r\x1b[K", err=True, nl=False)
            self._drawn = False
