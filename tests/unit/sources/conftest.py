"""Fixtures for tests of reading files."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from tests.unit.sources.reader import Reader


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        yield connection


@pytest.fixture
def reader(tmp_path: Path, connection: duckdb.DuckDBPyConnection) -> Reader:
    return Reader(tmp_path, connection)
