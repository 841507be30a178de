"""The packaged sample as files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from yuebao.publish.demo import unpack_sample

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def sample_exports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample unpacked: a folder of files for each report."""
    folder = tmp_path_factory.mktemp("exports")
    unpack_sample(folder)
    return folder
