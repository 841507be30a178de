"""A store put right as far as nothing is lost by it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from yuebao.domain import SILENT
from yuebao.publish.verify import verification_record

if TYPE_CHECKING:
    from pathlib import Path

    from yuebao.domain import Progress
    from yuebao.store import RepairStep, Store, Verification


@dataclass(frozen=True, slots=True)
class RepairRequest:
    """What is asked for.

    Attributes:
        store: The store.
        files: Files and folders from which copies may be restored.
        do: Whether to do what is found; else it is only told.
    """

    store: Store
    files: tuple[Path, ...] = ()
    do: bool = False


@dataclass(frozen=True, slots=True)
class Repair:
    """What was found to do, and how the store stands.

    Attributes:
        steps: What can be put right.
        done: Whether it was.
        verification: How the store stands after that.
    """

    steps: tuple[RepairStep, ...]
    done: bool
    verification: Verification


def repair(request: RepairRequest, progress: Progress = SILENT) -> Repair:
    """Put right what can be without loss, where that is asked for, and verify the store.

    Raises:
        StoreError: There is no store, a load is at work, or the system refuses to write.
    """
    steps = request.store.repair(request.files, do=request.do)
    return Repair(steps, request.do, request.store.verify(progress))


def repair_record(repair: Repair) -> dict[str, Any]:
    """What was found and done, as JSON has it."""
    return {
        "steps": [
            {
                "action": step.action.value,
                "path": step.path,
                "why": step.why,
                "source": None if step.source is None else str(step.source),
            }
            for step in repair.steps
        ],
        "done": repair.done,
        "verification": verification_record(repair.verification),
    }
