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
