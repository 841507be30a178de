"""The packaged sample as files."""

from __future__ import annotations

import tarfile
from importlib.resources import files
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def sample_exports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample unpacked: a folder of files for each report."""
    folder = tmp_path_factory.mktemp("exports")
    packed = Path(str(files("yuebao.cli") / "sample" / "exports.tar.xz"))
    with tarfile.open(packed) as archive:
        archive.extractall(folder, filter="data")
    return folder
