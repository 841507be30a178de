"""Writing a file and reading it back, or being refused: what tests of reading files do."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pytest

from yuebao.domain import Flow, Period, YuebaoError
from yuebao.reference import find_office
from yuebao.sources import Reading, read_source


@dataclass(frozen=True)
class Reader:
    """Writes files into a folder and reads them."""

    folder: Path
    connection: duckdb.DuckDBPyConnection

    def write(self, content: str | bytes, name: str = "出口.csv") -> Path:
        path = self.folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def read(
        self,
        content: str | bytes | Path,
        name: str = "出口.csv",
        *,
        flow: Flow | None = None,
        months: str | None = None,
        accept_differences: bool = False,
    ) -> Reading:
        path = content if isinstance(content, Path) else self.write(content, name)
        period = Period.parse(months) if months else None
        return read_source(
            self.connection, path, find_office(), flow=flow, months=period,
            accept_differences=accept_differences,
        )  # fmt: skip

    def facts(self, reading: Reading, *columns: str) -> list[tuple[Any, ...]]:
        """The given columns of the facts, in the file's order."""
        names = ", ".join(f'"{column}"' for column in columns)
        return self.connection.execute(f"select {names} from {reading.table}").fetchall()

    def column(self, content: str | bytes, column: str, **options: Any) -> list[Any]:
        """One column of the facts that a file holds."""
        return [value for (value,) in self.facts(self.read(content, **options), column)]

    def refuse(
        self, content: str | bytes | Path, kind: type[YuebaoError], **options: Any
    ) -> YuebaoError:
        """The error a file is refused with."""
        with pytest.raises(kind) as refusal:
            self.read(content, **options)
        return refusal.value
