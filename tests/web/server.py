"""A server for a browser to visit: the command itself, in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def serving(store: Path, *options: str) -> Iterator[str]:
    """Serve a store; gives the address."""
    command = [sys.executable, "-m", "yuebao", "serve", "--port", "0", "--store", str(store)]
    with subprocess.Popen([*command, *options], stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        yield server.stdout.readline().rpartition(": ")[2].strip().rstrip("/")
        server.terminate()
