"""A store in a folder of the test's own."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from tests.unit.store.exports import WHOLE, Row, write_export

from yuebao.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from yuebao.store import LoadResult

    Load = Callable[..., LoadResult]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


@pytest.fixture
def load(store: Store, tmp_path: Path) -> Load:
    """Load rows as one file, by default exports of full scope released on 1 March 2025.

    A day is the day in March 2025 of the release.
    """
    count = 0

    def load_rows(rows: Sequence[Row], *, day: int = 1, name: str = "", **options: Any) -> Any:
        nonlocal count
        count += 1
        path = write_export(tmp_path / (name or f"出口-{count}.csv"), rows)
        options.setdefault("scope", WHOLE)
        return store.load([path], released=date(2025, 3, day), **options)

    return load_rows
