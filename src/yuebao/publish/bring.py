"""Files that somebody brings: looked at first, and stored once that person has said so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yuebao.domain import SILENT
from yuebao.store import LoadMode

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from yuebao.domain import Flow, Period, Progress, Scope
    from yuebao.store import LoadResult, Store


@dataclass(frozen=True, slots=True)
class BringRequest:
    """Files, and what is said of them.

    Attributes:
        store: Where they go.
        files: The files.
        released: When customs published them; by default today.
        flow: Export or import, where their names do not say it.
        months: The months each covers, where its rows do not say it.
        scope: The part of trade they cover; by default judged by their content.
        codes: The codes their queries asked for; empty where nobody says.
        mode: What becomes of known facts that they do not hold.
    """

    store: Store
    files: tuple[Path, ...]
    released: date | None = None
    flow: Flow | None = None
    months: Period | None = None
    scope: Scope | None = None
    codes: tuple[str, ...] = ()
    mode: LoadMode = LoadMode.CAREFUL


def look_at_files(request: BringRequest, progress: Progress = SILENT) -> LoadResult:
    """What files state and what a load of them would change; nothing is stored.

    Raises:
        YuebaoError: As a load would refuse them.
    """
    return _load(request, progress, look=True)


def bring_files(request: BringRequest, progress: Progress = SILENT) -> LoadResult:
    """Load files, all or nothing.

    Raises:
        YuebaoError: A file is refused or contradicts the store; nothing has changed.
    """
    return _load(request, progress, look=False)


def _load(request: BringRequest, progress: Progress, *, look: bool) -> LoadResult:
    return request.store.load(
        request.files,
        released=request.released,
        flow=request.flow,
        months=request.months,
        scope=request.scope,
        codes=request.codes,
        mode=request.mode,
        look=look,
        progress=progress,
    )
