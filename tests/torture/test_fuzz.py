"""The fuzz of all readers runs, and finds nothing in its first files; `make torture` does more."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from tests.torture.files import ROOT, how_many

if TYPE_CHECKING:
    from pathlib import Path

FILES = how_many("YUEBAO_FUZZ_FILES", 40)


def test_every_reader_reads_or_refuses_what_went_wrong(tmp_path: Path) -> None:
    words = ["--files", str(FILES), "--minutes", "600", "--seed", "20250318"]
    done = subprocess.run(
        [sys.executable, "-m", "tests.torture.fuzz", *words, "--keep", str(tmp_path)],
        cwd=ROOT, text=True, capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.startswith(f"seed 20250318, {FILES} files")
