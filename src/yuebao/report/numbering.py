"""Running numbers: those of headings, tables, charts and footnotes, in the order they come."""

from __future__ import annotations


class Numbering:
    """Running numbers of a report's headings, tables, charts and footnotes."""

    def __init__(self) -> None:
        self._last: dict[str, int] = {}

    def next(self, kind: str) -> int:
        """The next number of a kind."""
        self._last[kind] = self._last.get(kind, 0) + 1
        return self._last[kind]

    def last(self, kind: str) -> int:
        """The number that was given last; 0 before the first."""
        return self._last.get(kind, 0)

    def restart(self, kind: str) -> None:
        """Begin a kind at 1 again."""
        self._last.pop(kind, None)
