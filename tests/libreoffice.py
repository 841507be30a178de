"""LibreOffice, for tests that look at a file as people open it."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

INSTALLED = shutil.which("soffice") is not None


def convert(source: Path, kind: str) -> Path:
    """Convert a file to another kind, beside it; gives the new one."""
    # A profile of its own, so that an open LibreOffice does not answer in its place.
    profile = f"-env:UserInstallation={(source.parent / 'profile').as_uri()}"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", source.parent, source],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return source.with_suffix(f".{kind}")
