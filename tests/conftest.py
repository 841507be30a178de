"""What tests of several folders share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands speak English, wherever the tests run."""
    monkeypatch.setenv("YUEBAO_LANG", "en")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real files and published reports beside the checkout.

    Skips where it is absent, except in CI, which must have it.
    """
    folder = Path(__file__).resolve().parents[2] / "shared"
    if not folder.is_dir():
        reason = "the folder ../shared with real files is not beside this checkout"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return folder
