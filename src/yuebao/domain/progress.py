"""How long work tells how far it is, and what it warns of: one interface, told by every layer."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Who listens to long work: a terminal, a web page, a test, or nobody.

    Both methods may be called from another thread than the one that began the work.
    """

    def step(self, name: str, done: float, total: int) -> None:
        """Hear that of a step with so many parts so many are done, the last perhaps in part."""

    def warn(self, message: str) -> None:
        """Hear a caution, as a sentence: the work goes on, and somebody should look."""


class Silent:
    """A listener that lets everything pass."""

    def step(self, name: str, done: float, total: int) -> None:
        """Let it pass."""

    def warn(self, message: str) -> None:
        """Let it pass."""


SILENT: Progress = Silent()
"""Nobody listens: the default of everything that tells."""
