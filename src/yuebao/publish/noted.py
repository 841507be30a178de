"""An engine that notes what it is asked, so that a reader can ask the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuebao.store import DuckDB

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from yuebao.store._engine import Rows


class NotedEngine(DuckDB):
    """DuckDB that notes what it is asked.

    Args:
        folder: The store's, below which the paths of its files are told.

    Attributes:
        statements: What was asked, as it can be run in the store's folder.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.statements: list[str] = []
        self._folder = str(folder.absolute()).replace("'", "''") + "/"

    def query(self, sql: str, bound: Mapping[str, object] | None = None) -> Rows:
        """The rows of a query; see Engine."""
        told = sql.replace(self._folder, "")
        for name, value in (bound or {}).items():
            told = told.replace(f"${name}", "'" + str(value).replace("'", "''") + "'")
        self.statements.append(told.strip())
        return super().query(sql, bound)
