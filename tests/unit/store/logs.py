"""Logs changed behind a store's back: as versions wrote them that had no seals, or damaged."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def log_of(store: Path, version: int = 0) -> Path:
    """The log of a version."""
    return store / "facts" / "_delta_log" / f"{version:020}.json"


def unsealed(log: Path, change: Callable[[dict[str, Any]], object] = lambda _: None) -> None:
    """Write a log as it was before there were seals, with a changed record."""
    lines = log.read_text("utf-8").splitlines(keepends=True)
    commit = json.loads(lines[0])
    record = json.loads(commit["commitInfo"]["yuebao"])
    del record["seal"]
    change(record)
    commit["commitInfo"]["yuebao"] = json.dumps(record)
    log.write_text(
        json.dumps(commit, separators=(",", ":")) + "\n" + "".join(lines[1:]), encoding="utf-8"
    )
