"""A store held against its own raw files."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from yuebao.domain import SILENT

if TYPE_CHECKING:
    from yuebao.domain import Progress
    from yuebao.store import Store, Verification


def verify(store: Store, progress: Progress = SILENT) -> Verification:
    """Check every raw file's hash, every stored fact against its row, and every load record.

    Raises:
        StoreError: There is no store.
    """
    return store.verify(progress)


def verification_record(verification: Verification) -> dict[str, Any]:
    """What was checked and found, as JSON has it."""
    return {
        "loads": verification.loads,
        "files": verification.files,
        "facts": verification.facts,
        "findings": [asdict(finding) for finding in verification.findings],
    }
