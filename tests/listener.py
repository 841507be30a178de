"""Who hears everything, for tests of progress and warnings."""

from __future__ import annotations


class Listener:
    """A `domain.Progress` that keeps what it is told."""

    def __init__(self) -> None:
        self.steps: list[tuple[str, float, int]] = []
        self.warnings: list[str] = []

    def step(self, name: str, done: float, total: int) -> None:
        """Keep it."""
        self.steps.append((name, done, total))

    def warn(self, message: str) -> None:
        """Keep it."""
        self.warnings.append(message)

    def names(self) -> list[str]:
        """Each step once, in order."""
        return list(dict.fromkeys(name for name, _, _ in self.steps))
