"""The direction of trade."""

from __future__ import annotations

from enum import StrEnum


class Flow(StrEnum):
    """Exports, imports, and their total where a bulletin prints one of its own.

    A total is kept only for what customs publishes with it (its growth); as a level it is always
    the sum of exports and imports.
    """

    EXPORT = "export"
    IMPORT = "import"
    TOTAL = "total"

    def opposite(self) -> Flow:
        """Imports for exports and the other way round; a total has none and is itself."""
        return {Flow.EXPORT: Flow.IMPORT, Flow.IMPORT: Flow.EXPORT}.get(self, self)
