"""Source files kept verbatim, each under its SHA-256."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from tempfile import NamedTemporaryFile


def keep_raw(folder: Path, path: Path, sha256: str) -> Path:
    """Copy a file into the folder under its hash, whole or not at all; gives where it is.

    A copy that is already there is left alone: its name is its content.
    """
    kept = folder / sha256
    if kept.exists():
        return kept
    folder.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=folder, prefix=".", delete=False) as copy:
        try:
            with path.open("rb") as original:
                shutil.copyfileobj(original, copy)
            copy.flush()
            os.fsync(copy.fileno())
        except BaseException:
            Path(copy.name).unlink()
            raise
    Path(copy.name).replace(kept)
    return kept
